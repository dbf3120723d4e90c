import { BASE } from '../colours.ts'
import { ex, LABEL_FONT, PIN_SOURCE, type MapLayer } from '../context.ts'

/** The place that was searched for: a ring around whatever stands there. */
export const pinRing: MapLayer = {
  id: 'pin-ring',
  build: () => ({
    type: 'circle',
    source: PIN_SOURCE,
    paint: { 'circle-radius': 17, 'circle-opacity': 0, 'circle-stroke-color': BASE.focus, 'circle-stroke-width': 3 },
  }),
}

/** White around the ring, so that it reads on dark grids. */
export const pinCasing: MapLayer = {
  id: 'pin-casing',
  build: () => ({
    type: 'circle',
    source: PIN_SOURCE,
    paint: { 'circle-radius': 15, 'circle-opacity': 0, 'circle-stroke-color': BASE.halo, 'circle-stroke-width': 7 },
  }),
}

/** Its name, always. */
export const pinLabel: MapLayer = {
  id: 'pin-label',
  build: () => ({
    type: 'symbol',
    source: PIN_SOURCE,
    layout: {
      'text-field': ex('get', 'name') as never,
      'text-font': LABEL_FONT,
      'text-size': 14,
      'text-anchor': 'bottom',
      'text-offset': [0, -1.6],
      'text-allow-overlap': true,
      'text-max-width': 16,
    },
    paint: { 'text-color': BASE.text, 'text-halo-color': BASE.halo, 'text-halo-width': 2.2 },
  }),
}
