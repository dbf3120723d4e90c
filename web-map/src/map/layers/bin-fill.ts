import { UNKNOWN } from '../colours.ts'
import { ex, SOURCE, visibility, type MapLayer } from '../context.ts'
import { gridColour } from './grid-fill.ts'

/** Household cells: rates of at least ten households, finer than grids and free of their borders. */
export const binFill: MapLayer = {
  id: 'bin-fill',
  build: (context) => {
    const rate = context.view.rate === 'worst' ? 'S1' : context.view.rate
    return {
      type: 'fill',
      source: SOURCE,
      'source-layer': 'bin',
      filter: ex('has', `rate_${rate}`),
      layout: { visibility: visibility(context, 'bin') },
      paint: { 'fill-color': gridColour(rate) as never, 'fill-outline-color': UNKNOWN, 'fill-opacity': 0.92 },
    }
  },
}
