import { BASE } from '../colours.ts'
import { ex, IS_POLYGON, NOTHING, SOURCE, type Expression, type MapContext, type MapLayer } from '../context.ts'

/** What the pointer meets of a grid: all of it, whatever colours and hatchings are switched on. Draws nothing. */
export const gridHit: MapLayer = {
  id: 'grid-hit',
  build: () => ({
    type: 'fill',
    source: SOURCE,
    'source-layer': 'grid',
    filter: IS_POLYGON,
    paint: { 'fill-opacity': 0, 'fill-antialias': false },
  }),
}

/**
 * The outline of the grid under the pointer: a state of the feature, not a filter. A filter would have every tile laid out again
 * at each grid the pointer crosses, and a click in the meantime would find no style to ask.
 */
export const gridHover: MapLayer = {
  id: 'grid-hover',
  build: () => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'grid',
    filter: IS_POLYGON,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': BASE.focus, 'line-width': 1.6, 'line-opacity': ex('case', ex('boolean', ex('feature-state', 'hover'), false), 1, 0) as never },
  }),
}

/** The casing of what is selected. */
export const selectedCasing: MapLayer = {
  id: 'selected-casing',
  build: (context) => line(context, '#ffffff', 7),
}

/** What is selected: a grid or an area. */
export const selectedLine: MapLayer = {
  id: 'selected-line',
  build: (context) => line(context, BASE.focus, 3),
}

function line(context: MapContext, colour: string, width: number): ReturnType<MapLayer['build']> {
  return {
    type: 'line',
    source: SOURCE,
    'source-layer': context.view.selection?.level === 'grid' ? 'grid' : 'area',
    filter: selected(context),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  }
}

function selected(context: MapContext): Expression {
  const selection = context.view.selection
  return selection ? ex('all', IS_POLYGON, ex('==', ex('get', 'code'), selection.code)) : NOTHING
}
