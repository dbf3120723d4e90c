import { classOf } from '../map/colours.ts'
import type { LegendClass, RateChoice } from './view.ts'

/** How many of these grids fall into each class of the legend, by the attributes their tiles carry, or by the `classes` of another judgement. */
export function histogram(grids: readonly Record<string, unknown>[], rate: RateChoice, classes?: ReadonlyMap<string, LegendClass>): Partial<Record<LegendClass, number>> {
  const counts: Partial<Record<LegendClass, number>> = {}
  for (const grid of grids) {
    const klass = classes ? (classes.get(String(grid['code'])) ?? 'unknown') : classify(grid, rate)
    counts[klass] = (counts[klass] ?? 0) + 1
  }
  return counts
}

function classify(grid: Record<string, unknown>, rate: RateChoice): LegendClass {
  if (rate === 'worst') {
    const worst = grid['worst']
    return worst === 'covered' || worst === 'gap' || worst === 'not_applicable' ? worst : 'unknown'
  }
  const value = grid[`rate_${rate}`]
  return typeof value === 'number' ? (String(classOf(value)) as LegendClass) : 'unknown'
}
