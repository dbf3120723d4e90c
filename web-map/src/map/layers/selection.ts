import { BASE } from '../colours.ts'
import { ex, IS_POLYGON, SOURCE, type Expression, type MapContext, type MapLayer } from '../context.ts'

/** Matches nothing. */
const NOTHING = ex('==', ex('literal', true), false)

/** The outline of the grid under the pointer. */
export const gridHover: MapLayer = {
  id: 'grid-hover',
  build: (context) => ({
    type: 'line',
    source: SOURCE,
    'source-layer': 'grid',
    filter: context.hovered ? ex('all', IS_POLYGON, ex('==', ex('get', 'code'), context.hovered)) : NOTHING,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': BASE.focus, 'line-width': 1.6 },
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
