import type { Fact, Spot } from '../api/types.ts'
import { fill, sentence, type Piece } from './sentence.ts'
import type { Strings } from './shape.ts'
import type { SpotWords } from './spot.ts'

/** A blind-spot area in one sentence. Every number in it is the answer's; what this audience may not see is left out. */
export function spotSentence(spot: Spot, strings: Strings, words: SpotWords): Piece[] {
  const what = words.what[spot.rule] ?? fill(words.whatElse, { rule: strings.rules[spot.rule] ?? spot.rule })
  const whom = fill(spot.households === null ? words.whomHidden : words.whom, { what })
  return sentence([whom, stationClause(spot, words), ...gridClauses(spot, words), ...overdueClause(spot, words)], factsOf(spot), strings)
}

function stationClause({ station }: Spot, words: SpotWords): string {
  if (!station) return words.noStation
  const { name, nearest_m: near, farthest_m: far } = station
  if (near === null || far === null) return fill(words.stationOnly, { station: name })
  return fill(Math.round(near) === Math.round(far) ? words.station : words.stationRange, { station: name })
}

function gridClauses({ grid, grids }: Spot, words: SpotWords): string[] {
  if (!grid) return [words.noGrid]
  const led = grid.leader ? words.gridLed : words.grid
  const responsible = fill(grid.vacant ? words.gridVacant : led, { grid: grid.name, leader: grid.leader ?? '' })
  return grids !== null && grids > 1 ? [responsible, words.across] : [responsible]
}

/** Under V1 itself all of them are overdue. */
const overdueClause = ({ rule }: Spot, words: SpotWords): string[] => (rule === 'V1' ? [] : [words.overdue])

function factsOf({ households, persons, overdue, grids, station }: Spot): Fact[] {
  const values = { households, persons, overdue, grids, near_m: station?.nearest_m ?? null, far_m: station?.farthest_m ?? null }
  return Object.entries(values).map(([name, value]) => ({ name, value, unit: null }))
}
