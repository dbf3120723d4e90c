import type { CurvePoint } from '../api/types.ts'

/** A curve laid out in a box: the covered people and the bound above them, as point lists of an SVG polyline. */
export interface Curve {
  covered: [number, number][]
  bound: [number, number][]
  /** People at the bottom and at the top of the box. */
  low: number
  high: number
}

/**
 * Lays the curve of covered people out in a box of `width` × `height`. The bottom is who is covered already, not nobody: the
 * gain is what is asked about, and the axis says so.
 */
export function layCurve(points: readonly CurvePoint[], width: number, height: number): Curve {
  const low = Math.min(...points.map((point) => point.covered))
  const high = Math.max(low + 1, ...points.map((point) => Math.max(point.covered, point.upper_bound)))
  const most = Math.max(1, ...points.map((point) => point.sites))
  const at = (sites: number, people: number): [number, number] => [round((sites / most) * width), round(height - ((people - low) / (high - low)) * height)]
  return {
    covered: points.map((point) => at(point.sites, point.covered)),
    bound: points.map((point) => at(point.sites, point.upper_bound)),
    low,
    high,
  }
}

const round = (value: number) => Math.round(value * 10) / 10
