import { describe, expect, it } from 'vitest'
import { layCurve } from './curve.ts'

describe('the curve of covered people', () => {
  const points = [
    { sites: 0, covered: 1000, upper_bound: 1000 },
    { sites: 1, covered: 1300, upper_bound: 1400 },
    { sites: 2, covered: 1350, upper_bound: 1400 },
  ]
  const curve = layCurve(points, 200, 100)
  it('begins at who is covered already and ends at the bound', () => {
    expect([curve.low, curve.high]).toEqual([1000, 1400])
    expect(curve.covered).toEqual([[0, 100], [100, 25], [200, 12.5]])
    expect(curve.bound).toEqual([[0, 100], [100, 0], [200, 0]])
  })
  it('the bound is never drawn below the people', () => curve.bound.forEach(([, y], i) => expect(y).toBeLessThanOrEqual(curve.covered[i]?.[1] ?? -1)))
  it('stands on the ground where nobody can be added', () => {
    const flat = layCurve([{ sites: 0, covered: 7, upper_bound: 7 }], 200, 100)
    expect(flat.covered).toEqual([[0, 100]])
  })
})
