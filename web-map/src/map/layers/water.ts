import { BASE } from '../colours.ts'
import { SOURCE, visibility, type MapLayer } from '../context.ts'

/** Rivers, canals and lakes lie over the colour of grids: they are where nobody lives. */
export const waterFill: MapLayer = {
  id: 'water-fill',
  build: (context) => ({
    type: 'fill',
    source: SOURCE,
    'source-layer': 'water',
    layout: { visibility: visibility(context, 'water') },
    paint: { 'fill-color': BASE.water, 'fill-outline-color': BASE.waterLine },
  }),
}
