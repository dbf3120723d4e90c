import { expect, it } from 'vitest'
import { histogram } from './histogram.ts'

it('every grid is in exactly one class', () => {
  const grids = [{ rate_S1: 0 }, { rate_S1: 399 }, { rate_S1: 400 }, { rate_S1: 899 }, { rate_S1: 900 }, { rate_S1: 1000 }, {}]
  expect(histogram(grids, 'S1')).toEqual({ 0: 2, 1: 1, 3: 1, 4: 2, unknown: 1 })
})

it('the worst verdict is a class of its own', () => {
  const grids = [{ worst: 'gap' }, { worst: 'covered' }, { worst: 'unknown' }, { worst: 'not_applicable' }, { worst: 'gap' }]
  expect(histogram(grids, 'worst')).toEqual({ gap: 2, covered: 1, unknown: 1, not_applicable: 1 })
})

it('another judgement than that of the tiles is told by its own classes', () => {
  const grids = [{ code: 'A', rate_V1: 990 }, { code: 'B', rate_V1: 990 }, { code: 'C' }]
  expect(histogram(grids, 'V1', new Map([['A', '1'], ['B', '4']]))).toEqual({ 1: 1, 4: 1, unknown: 1 })
})
