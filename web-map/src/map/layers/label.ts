import { BASE } from '../colours.ts'
import { ex, IS_POINT, isOn, LABEL_FONT, SOURCE, type Expression, type MapContext, type MapLayer } from '../context.ts'

const PAINT = { 'text-color': BASE.text, 'text-halo-color': BASE.halo, 'text-halo-width': 1.8 }

/** The name, and under it the displayed rate where this audience may see it; tiles know the server’s own judgement only. */
function nameAndRate(context: MapContext, scale = 0.82): Expression {
  const { rate } = context.view
  if (rate === 'worst' || context.restated) return ex('get', 'name')
  const attribute = ex('get', `rate_${rate}`)
  const percent = ex('concat', ex('to-string', ex('round', ex('/', ex('to-number', attribute), 10))), '%')
  return ex('case', ex('has', `rate_${rate}`), ex('format', ex('get', 'name'), {}, '\n', {}, percent, { 'font-scale': scale }), ex('get', 'name'))
}

const ofLevel = (level: string) => ex('all', IS_POINT, ex('==', ex('get', 'level'), level))
const shown = (on: boolean) => (on ? ('visible' as const) : ('none' as const))

/** Names of streets and towns; they give way to communities when one is inside them. */
export const streetLabel: MapLayer = {
  id: 'street-label',
  build: (context) => ({
    type: 'symbol',
    source: SOURCE,
    'source-layer': 'area',
    maxzoom: 14,
    filter: ofLevel('street'),
    layout: {
      visibility: shown(isOn('street', context.view.toggled)),
      'text-field': nameAndRate(context) as never,
      'text-font': LABEL_FONT,
      'text-size': ex('interpolate', ex('linear'), ex('zoom'), 9, 11, 12, 13.5, 13.5, 18) as never,
      'text-line-height': 1.1,
      'text-max-width': 12,
      'text-padding': 0,
    },
    paint: { ...PAINT, 'text-halo-width': 2.2 },
  }),
}

/** Names of communities and villages. */
export const communityLabel: MapLayer = {
  id: 'community-label',
  build: (context) => ({
    type: 'symbol',
    source: SOURCE,
    'source-layer': 'area',
    minzoom: 12.2,
    maxzoom: 16,
    filter: ofLevel('community'),
    layout: {
      visibility: shown(isOn('community', context.view.toggled)),
      'text-field': nameAndRate(context) as never,
      'text-font': LABEL_FONT,
      'text-size': ex('interpolate', ex('linear'), ex('zoom'), 12, 12, 15, 15) as never,
      'text-line-height': 1.1,
      'text-padding': 6,
    },
    paint: { ...PAINT, 'text-color': '#34404d' },
  }),
}

/** Names of grids. */
export const gridLabel: MapLayer = {
  id: 'grid-label',
  build: (context) => ({
    type: 'symbol',
    source: SOURCE,
    'source-layer': 'grid',
    minzoom: 13.8,
    filter: IS_POINT,
    layout: {
      visibility: shown(isOn('gridLine', context.view.toggled)),
      'text-field': nameAndRate(context, 1) as never,
      'text-font': LABEL_FONT,
      'text-size': 12,
      'text-line-height': 1.1,
      'text-padding': 4,
    },
    paint: { ...PAINT, 'text-color': '#34404d' },
  }),
}
