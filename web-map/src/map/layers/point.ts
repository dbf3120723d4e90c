import { drawnFrom } from '../../state/layers.ts'
import { BASE, POINT } from '../colours.ts'
import { ex, LABEL_FONT, SOURCE, visibility, type MapLayer } from '../context.ts'

/** Below this the stations of single grids, most of all, would hide the town; the larger ones stay. */
const GRID_STATIONS_ZOOM = 13.8
const isOfGrid = ex('==', ex('get', 'kind'), 'grid')

/** A size for stations of communities and grids; those of a street or the district stand out. */
const sized = (size: number) => ex('match', ex('get', 'kind'), 'district', size * 1.7, 'street', size * 1.35, size)

/** Service stations: ✚, larger for larger areas. The name comes when there is room. */
export const stationPoint: MapLayer = {
  id: 'station-point',
  build: (context) => ({
    type: 'symbol',
    source: SOURCE,
    'source-layer': 'station',
    minzoom: drawnFrom('station'),
    filter: ex('step', ex('zoom'), ex('!', isOfGrid), GRID_STATIONS_ZOOM, true),
    layout: {
      visibility: visibility(context, 'station'),
      'icon-image': 'point-station',
      'icon-size': ex('interpolate', ex('linear'), ex('zoom'), 12, sized(0.36), 14, sized(0.56), 16, 1) as never,
      'symbol-sort-key': ex('match', ex('get', 'kind'), 'district', 2, 'street', 1, 0) as never,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ex('step', ex('zoom'), '', 15.5, ex('get', 'name')) as never,
      'text-font': LABEL_FONT,
      'text-size': 12,
      'text-anchor': 'top',
      'text-offset': [0, 0.9],
      'text-optional': true,
    },
    paint: { 'text-color': POINT.station, 'text-halo-color': BASE.halo, 'text-halo-width': 1.6 },
  }),
}

/** Organisations: ★; below z12 the tiles hold clusters with a count. */
export const organisationPoint: MapLayer = {
  id: 'organisation-point',
  build: (context) => ({
    type: 'symbol',
    source: SOURCE,
    'source-layer': 'organisation',
    layout: {
      visibility: visibility(context, 'organisation'),
      'icon-image': 'point-organisation',
      'icon-size': ex('interpolate', ex('linear'), ex('zoom'), 9, 0.5, 12, 0.7, 15, 1) as never,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ex('case', ex('>', ex('coalesce', ex('get', 'count'), 1), 1), ex('to-string', ex('get', 'count')), '') as never,
      'text-font': LABEL_FONT,
      'text-size': 12,
      'text-anchor': 'left',
      'text-offset': [0.7, 0],
      'text-optional': true,
    },
    paint: { 'text-color': POINT.organisation, 'text-halo-color': BASE.halo, 'text-halo-width': 1.6 },
  }),
}

/** Households, for those who may see them: a ring where the displayed rule has a gap, else a quiet dot. */
export const householdPoint: MapLayer = {
  id: 'household-point',
  build: (context) => {
    const rule = context.view.rate === 'worst' ? 'S1' : context.view.rate
    const verdict = ex('get', `v_${rule}`)
    return {
      type: 'circle',
      source: SOURCE,
      'source-layer': 'household',
      minzoom: drawnFrom('household'),
      layout: { visibility: visibility(context, 'household') },
      paint: {
        'circle-radius': ex('interpolate', ex('linear'), ex('zoom'), 14, 1.6, 18, 5) as never,
        'circle-color': ex('match', verdict, 'gap', '#ffffff', 'covered', '#14687c', '#8b93a0') as never,
        'circle-stroke-color': ex('match', verdict, 'gap', '#c2410c', '#ffffff') as never,
        'circle-stroke-width': ex('match', verdict, 'gap', 1.6, 0.6) as never,
      },
    }
  },
}

/** Members, for those who may see them: squares-on-point, never a name. */
export const memberPoint: MapLayer = {
  id: 'member-point',
  build: (context) => ({
    type: 'symbol',
    source: SOURCE,
    'source-layer': 'member',
    minzoom: drawnFrom('member'),
    layout: {
      visibility: visibility(context, 'member'),
      'icon-image': 'point-member',
      'icon-size': ex('interpolate', ex('linear'), ex('zoom'), 14, 0.4, 18, 0.9) as never,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  }),
}
