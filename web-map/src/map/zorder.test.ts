import { describe, expect, it } from 'vitest'
import { inOrder, Z_ORDER } from './zorder.ts'

const all = Z_ORDER.map((id) => ({ id: id as string }))

describe('the one list of what lies above what', () => {
  it('sorts layers whatever order they are written in', () => {
    expect(inOrder([...all].reverse()).map((layer) => layer.id)).toEqual([...Z_ORDER])
  })
  it('throws on an undeclared layer', () => expect(() => inOrder([...all, { id: 'stray' }])).toThrow('stray'))
  it('throws on a layer built twice', () => expect(() => inOrder([...all, { id: 'ground' }])).toThrow('twice'))
  it('throws on a declared name without a layer', () => expect(() => inOrder(all.slice(1))).toThrow('ground'))
})
