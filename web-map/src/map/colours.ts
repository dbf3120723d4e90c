import type { Cause } from '../api/types.ts'

/** Every colour of the map. Red and gold are identity only; a status never is red or green. */

/** Coverage, low to high. */
export const RAMP = ['#e3eef1', '#b5d3da', '#7fb2bf', '#458fa1', '#14687c'] as const

/**
 * Where one class of coverage ends and the next begins, per mille. Fixed, so that two maps can be compared; narrower towards
 * the top, because that is where districts differ (quantiles would paint a good district half pale).
 */
export const BREAKS = [400, 600, 750, 900] as const

/** Unknown, or not public. */
export const UNKNOWN = '#c9ced6'
/** A rule does not apply here. */
export const NOT_APPLICABLE = '#eef0f3'

/** The verdicts, when the worst one is displayed. */
export const VERDICT = { covered: '#7fb2bf', gap: '#f6ded0', unknown: UNKNOWN, not_applicable: NOT_APPLICABLE } as const

/** Outline of a blind spot, and the line its hatching is drawn with. */
export const GAP = '#c2410c'
export const GAP_INK = 'rgba(122, 46, 14, 0.54)'
/** The same from afar, where most of the view may be hatched. */
export const GAP_FAR_INK = 'rgba(122, 46, 14, 0.36)'
/** What lies between hatching and coverage. */
export const GAP_WASH = 'rgba(255, 243, 234, 0.5)'
export const GAP_CASING = '#ffffff'

export const CAUSE_PATTERN: Record<Cause, string> = {
  place: 'gap-place',
  capacity: 'gap-capacity',
  service: 'gap-service',
  data: 'gap-data',
  shape: 'gap-shape',
}

/** What follows the name of a hatching that is drawn from afar. */
export const FAR = '-far'

/** Points: shape and colour together. */
export const POINT = { organisation: '#b5121b', hub: '#c8951c', station: '#14687c', unit: '#5b3a9b', member: '#1d2129' } as const

/** The quiet base map and the boundaries. */
export const BASE = {
  ground: '#edf0f3',
  water: '#c3d6e2',
  waterLine: '#a9c3d3',
  road: '#ffffff',
  roadCasing: '#c4ccd4',
  building: '#d9dde2',
  buildingLine: '#b9c0c8',
  boundary: '#8a1218',
  communityLine: '#53606f',
  gridLine: '#ffffff',
  text: '#1d2129',
  halo: '#ffffff',
  focus: '#1d2129',
} as const

/** The class 0–4 of a rate in per mille. */
export function classOf(rate: number): 0 | 1 | 2 | 3 | 4 {
  return BREAKS.filter((limit) => rate >= limit).length as 0 | 1 | 2 | 3 | 4
}

/** The range of a class in words: `60–75%`. */
export function classRange(klass: number): string {
  const from = (klass === 0 ? 0 : (BREAKS[klass - 1] ?? 0)) / 10
  const to = (BREAKS[klass] ?? 1000) / 10
  return `${from}–${to}%`
}
