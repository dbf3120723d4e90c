import { BASE, GAP, GAP_CASING } from '../colours.ts'
import { DRAWN_SOURCE, ex, type Expression, type MapContext, type MapLayer } from '../context.ts'
import { hatching } from './gap.ts'

const IS_SPOT = ex('==', ex('get', 'kind'), 'spot')

/** One value for the area that is chosen, another for the rest. */
function chosen(context: MapContext, value: unknown, otherwise: unknown): Expression {
  return ex('case', ex('==', ex('get', 'id'), context.view.spot ?? ''), value, otherwise)
}

/** A blind-spot area, hatched by its cause; a click on it chooses it. */
export const spotFill: MapLayer = {
  id: 'spot-fill',
  build: () => ({
    type: 'fill',
    source: DRAWN_SOURCE,
    filter: IS_SPOT,
    paint: { 'fill-pattern': hatching(ex('get', 'cause')) as never },
  }),
}

/** White around its outline, so that it reads on dark grids. */
export const spotCasing: MapLayer = {
  id: 'spot-casing',
  build: (context) => line(GAP_CASING, chosen(context, 8, 4.5)),
}

/** Its outline. */
export const spotLine: MapLayer = {
  id: 'spot-line',
  build: (context) => line(chosen(context, BASE.focus, GAP), chosen(context, 4, 2)),
}

function line(colour: string | Expression, width: Expression): ReturnType<MapLayer['build']> {
  return {
    type: 'line',
    source: DRAWN_SOURCE,
    filter: IS_SPOT,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour as never, 'line-width': width as never },
  }
}
