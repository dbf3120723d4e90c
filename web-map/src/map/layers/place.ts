import { GAP, GAP_CASING } from '../colours.ts'
import { ex, IS_POLYGON, PLACE_SOURCE, SOURCE, USUAL_PLACES, visibility, type MapContext, type MapLayer } from '../context.ts'

/** Tiles tell of the server’s own judgement; and where places are listed, the list’s are drawn. */
const shown = (context: MapContext) => (context.restated || context.view.list === 'spot' ? 'none' : visibility(context, 'place'))
const base = (context: MapContext) => ({ source: context.placesOf === USUAL_PLACES ? SOURCE : PLACE_SOURCE, 'source-layer': 'gap_area', filter: IS_POLYGON })

/** A blind-spot area: a place that one can go to. */
export const placeFill: MapLayer = {
  id: 'place-fill',
  build: (context) => ({
    type: 'fill',
    ...base(context),
    layout: { visibility: shown(context) },
    paint: { 'fill-color': GAP, 'fill-opacity': ex('interpolate', ex('linear'), ex('zoom'), 12, 0.24, 15, 0.12) as never, 'fill-antialias': false },
  }),
}

/** White around its outline, so that it reads on dark grids. */
export const placeCasing: MapLayer = {
  id: 'place-casing',
  build: (context) => ({
    type: 'line',
    ...base(context),
    layout: { visibility: shown(context), 'line-join': 'round' },
    paint: { 'line-color': GAP_CASING, 'line-width': ex('interpolate', ex('linear'), ex('zoom'), 12, 1.6, 14, 4.4) as never },
  }),
}

/** Its outline. */
export const placeLine: MapLayer = {
  id: 'place-line',
  build: (context) => ({
    type: 'line',
    ...base(context),
    layout: { visibility: shown(context), 'line-join': 'round' },
    paint: { 'line-color': GAP, 'line-width': ex('interpolate', ex('linear'), ex('zoom'), 12, 0.8, 14, 2) as never },
  }),
}
