import { BASE, GAP, POINT } from '../colours.ts'
import { DRAWN_SOURCE, ex, LABEL_FONT, type Expression, type MapContext, type MapLayer } from '../context.ts'

const isKind = (kind: string) => ex('==', ex('get', 'kind'), kind)

/** One value for the site that is chosen, another for the rest. */
function chosen(context: MapContext, value: unknown, otherwise: unknown): Expression {
  return ex('case', ex('==', ex('get', 'id'), context.view.spot ?? ''), value, otherwise)
}

/** Where the chosen site would serve nearly as many. */
export const siteAlternative: MapLayer = {
  id: 'site-alternative',
  build: () => ({
    type: 'circle',
    source: DRAWN_SOURCE,
    filter: isKind('alternative'),
    paint: { 'circle-radius': 6, 'circle-color': BASE.halo, 'circle-stroke-color': POINT.station, 'circle-stroke-width': 2.5 },
  }),
}

/** Where people rely on the station that would close: larger for more of them. */
export const siteLost: MapLayer = {
  id: 'site-lost',
  build: () => ({
    type: 'circle',
    source: DRAWN_SOURCE,
    filter: isKind('lost'),
    paint: {
      'circle-radius': ex('interpolate', ex('linear'), ex('sqrt', ex('get', 'persons')), 1, 4, 40, 18) as never,
      'circle-color': GAP,
      'circle-opacity': 0.75,
      'circle-stroke-color': BASE.halo,
      'circle-stroke-width': 2,
    },
  }),
}

/** The station that would close. */
export const siteClosing: MapLayer = {
  id: 'site-closing',
  build: () => ({
    type: 'circle',
    source: DRAWN_SOURCE,
    filter: isKind('closing'),
    paint: { 'circle-radius': 14, 'circle-opacity': 0, 'circle-stroke-color': BASE.focus, 'circle-stroke-width': 3 },
  }),
}

/** A place for a new site. */
export const sitePoint: MapLayer = {
  id: 'site-point',
  build: (context) => ({
    type: 'circle',
    source: DRAWN_SOURCE,
    filter: isKind('site'),
    paint: {
      'circle-radius': chosen(context, 16, 13) as never,
      'circle-color': chosen(context, BASE.focus, POINT.station) as never,
      'circle-stroke-color': BASE.halo,
      'circle-stroke-width': 3,
    },
  }),
}

/** Its number in the order. */
export const siteLabel: MapLayer = {
  id: 'site-label',
  build: () => ({
    type: 'symbol',
    source: DRAWN_SOURCE,
    filter: isKind('site'),
    layout: { 'text-field': ex('to-string', ex('get', 'order')) as never, 'text-font': LABEL_FONT, 'text-size': 14, 'text-allow-overlap': true, 'text-padding': 14 },
    paint: { 'text-color': BASE.halo },
  }),
}
