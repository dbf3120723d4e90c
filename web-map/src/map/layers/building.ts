import { drawnFrom } from '../../state/layers.ts'
import { BASE } from '../colours.ts'
import { SOURCE, visibility, type MapLayer } from '../context.ts'

/** Footprints. */
export const buildingFill: MapLayer = {
  id: 'building-fill',
  build: (context) => ({
    type: 'fill',
    source: SOURCE,
    'source-layer': 'building',
    minzoom: drawnFrom('building'),
    layout: { visibility: visibility(context, 'building') },
    paint: { 'fill-color': BASE.building, 'fill-opacity': 0.85 },
  }),
}

/** Their edge. */
export const buildingLine: MapLayer = {
  id: 'building-line',
  build: (context) => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'building',
    minzoom: 15,
    layout: { visibility: visibility(context, 'building') },
    paint: { 'line-color': BASE.buildingLine, 'line-width': 0.8 },
  }),
}
