import { BASE } from '../colours.ts'
import { ex, IS_POLYGON, SOURCE, type MapLayer } from '../context.ts'

/** The paper under everything. */
export const ground: MapLayer = {
  id: 'ground',
  build: () => ({ type: 'background', paint: { 'background-color': BASE.ground } }),
}

/** The district itself, a shade lighter than its surroundings. */
export const districtFill: MapLayer = {
  id: 'district-fill',
  build: () => ({
    type: 'fill',
    source: SOURCE,
    'source-layer': 'area',
    filter: ex('all', IS_POLYGON, ex('==', ex('get', 'level'), 'district')),
    paint: { 'fill-color': '#ffffff' },
  }),
}
