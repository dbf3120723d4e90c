import { expect, it } from 'vitest'
import { factText, fill } from './sentence.ts'
import { zh } from './zh.ts'

it('templates fill what they know and leave the rest', () => expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}'))

it('a fact is told in the unit of a reader', () => {
  const text = (name: string, value: number | string | null) => factText({ name, value, unit: null }, zh)
  expect([text('farthest_m', 1834.2), text('along_permille', 835), text('households', 1234), text('gap_persons', '<5')]).toEqual(['1,834', '83.5%', '1,234', '<5'])
})
