import { BASE, GAP } from '../colours.ts'
import { ex, IS_POINT, IS_POLYGON, SOURCE, visibility, type MapContext, type MapLayer } from '../context.ts'

/** The zoom from which single households are told to those who may see them. */
const POINTS_FROM = 14
/** Tiles tell of the server’s own judgement. */
const shown = (context: MapContext) => (context.restated ? 'none' : visibility(context, 'circleOnly'))

/** Where a circle around a station says covered and the walk says not: darker the more households of a cell it is true of. */
export const circleOnlyCell: MapLayer = {
  id: 'circle-only-cell',
  build: (context) => ({
    type: 'fill',
    source: SOURCE,
    'source-layer': 'circle_only',
    filter: IS_POLYGON,
    layout: { visibility: shown(context) },
    paint: {
      'fill-color': GAP,
      // A cell of few households has no share.
      'fill-opacity': ex('interpolate', ex('linear'), ex('to-number', ex('get', 'share'), 0), 0, 0.2, 1000, 0.6) as never,
      'fill-antialias': false,
    },
  }),
}

/** The same, household by household, for those who may see them. */
export const circleOnlyPoint: MapLayer = {
  id: 'circle-only-point',
  build: (context) => ({
    type: 'circle',
    source: SOURCE,
    'source-layer': 'circle_only',
    minzoom: POINTS_FROM,
    filter: IS_POINT,
    layout: { visibility: shown(context) },
    paint: {
      'circle-radius': ex('interpolate', ex('linear'), ex('zoom'), 14, 2.4, 18, 6) as never,
      'circle-color': BASE.halo,
      'circle-stroke-color': GAP,
      'circle-stroke-width': 2,
    },
  }),
}
