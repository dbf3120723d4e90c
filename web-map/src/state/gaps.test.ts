import { expect, it } from 'vitest'
import { levelOf } from './gaps.ts'

it('the length of a code is its level', () => {
  const levels = { '990101': 'district', '990101001': 'street', '990101001002': 'community' }
  for (const [code, level] of Object.entries(levels)) expect(levelOf(code)).toBe(level)
  expect(levelOf(null)).toBe('district')
})
