import { BASE } from '../colours.ts'
import { ex, LABEL_FONT, SOURCE, visibility, type Expression, type MapContext, type MapLayer } from '../context.ts'

/** Line width in pixels by class at a few zooms: a road is as wide as it matters. */
function width(extra: number): Expression {
  const at = (motorway: number, arterial: number, street: number, lane: number) =>
    ex('match', ex('get', 'class'), 'motorway', motorway + extra, 'arterial', arterial + extra, 'street', street + extra, lane + extra)
  return ex('interpolate', ex('exponential', 1.5), ex('zoom'), 10, at(1.2, 1, 0.4, 0.2), 13, at(3, 2.4, 1.2, 0.6), 16, at(12, 10, 7, 3.5), 18, at(30, 26, 20, 10))
}

const layout = (context: MapContext) => ({
  'line-cap': 'round' as const,
  'line-join': 'round' as const,
  visibility: visibility(context, 'road'),
})

/** The dark edge of roads, where they are wide enough to have one. */
export const roadCasing: MapLayer = {
  id: 'road-casing',
  build: (context) => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'road',
    minzoom: 13,
    layout: layout(context),
    paint: { 'line-color': BASE.roadCasing, 'line-width': width(1.4) as never, 'line-opacity': 0.8 },
  }),
}

/** Roads, white: they part the town without adding a colour. */
export const roadLine: MapLayer = {
  id: 'road-line',
  build: (context) => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'road',
    layout: layout(context),
    paint: { 'line-color': BASE.road, 'line-width': width(0) as never, 'line-opacity': ex('interpolate', ex('linear'), ex('zoom'), 11, 0.55, 14, 1) as never },
  }),
}

/** Street names along the line. */
export const roadLabel: MapLayer = {
  id: 'road-label',
  build: (context) => ({
    type: 'symbol',
    source: SOURCE,
    'source-layer': 'road',
    minzoom: 14.5,
    filter: ex('has', 'name'),
    layout: {
      visibility: visibility(context, 'road'),
      'symbol-placement': 'line',
      'symbol-spacing': 400,
      'text-field': ex('get', 'name') as never,
      'text-font': LABEL_FONT,
      'text-size': 12,
    },
    paint: { 'text-color': '#5b6673', 'text-halo-color': BASE.halo, 'text-halo-width': 1.5 },
  }),
}
