import { describe, expect, it } from 'vitest'
import { BREAKS, classOf, classRange, RAMP } from './colours.ts'

describe('classes of the ramp', () => {
  it('meet without a hole', () => {
    expect([0, 399, 400, 599, 600, 749, 750, 899, 900, 1000].map(classOf)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    expect(RAMP).toHaveLength(BREAKS.length + 1)
  })
  it('are named by their limits', () => {
    expect(RAMP.map((_, i) => classRange(i))).toEqual(['0–40%', '40–60%', '60–75%', '75–90%', '90–100%'])
  })
  it('get darker with coverage', () => {
    const light = RAMP.map((c) => [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(c.slice(at, at + 2), 16), 0))
    expect([...light].sort((a, b) => b - a)).toEqual(light)
  })
})
