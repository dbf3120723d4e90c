import { BASE } from '../colours.ts'
import { ex, IS_POLYGON, SOURCE, visibility, type Expression, type MapLayer } from '../context.ts'

const ofLevel = (level: string) => ex('all', IS_POLYGON, ex('==', ex('get', 'level'), level))
const width = (...stops: number[]): Expression => ex('interpolate', ex('linear'), ex('zoom'), ...stops)

/** The border of a grid: a hairline. */
export const gridLine: MapLayer = {
  id: 'grid-line',
  build: (context) => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'grid',
    filter: IS_POLYGON,
    layout: { visibility: visibility(context, 'gridLine'), 'line-join': 'round' },
    paint: { 'line-color': BASE.gridLine, 'line-width': width(9, 0.3, 12, 0.8, 16, 2) as never, 'line-opacity': 0.9 },
  }),
}

/** The border of a community, dashed. */
export const communityLine: MapLayer = {
  id: 'community-line',
  build: (context) => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'area',
    minzoom: 10.5,
    filter: ofLevel('community'),
    layout: { visibility: visibility(context, 'community'), 'line-join': 'round' },
    paint: { 'line-color': BASE.communityLine, 'line-width': width(10.5, 0.6, 15, 1.6) as never, 'line-dasharray': [3, 2], 'line-opacity': 0.75 },
  }),
}

/** White under the border of a street, so that it reads on dark grids. */
export const streetCasing: MapLayer = {
  id: 'street-casing',
  build: (context) => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'area',
    filter: ofLevel('street'),
    layout: { visibility: visibility(context, 'street'), 'line-join': 'round' },
    paint: { 'line-color': '#ffffff', 'line-width': width(9, 2, 15, 5) as never, 'line-opacity': 0.7 },
  }),
}

/** The border of a street. */
export const streetLine: MapLayer = {
  id: 'street-line',
  build: (context) => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'area',
    filter: ofLevel('street'),
    layout: { visibility: visibility(context, 'street'), 'line-join': 'round' },
    paint: { 'line-color': BASE.boundary, 'line-width': width(9, 0.9, 15, 2.4) as never },
  }),
}

/** The border of the district. */
export const districtLine: MapLayer = {
  id: 'district-line',
  build: () => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'area',
    filter: ofLevel('district'),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': BASE.boundary, 'line-width': width(6, 1, 9, 1.6, 15, 3.4) as never },
  }),
}
