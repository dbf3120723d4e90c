import { CAUSE_PATTERN, GAP, GAP_CASING } from '../colours.ts'
import { shownSeverities } from '../../state/layers.ts'
import { ex, inArea, IS_POLYGON, SOURCE, type Expression, type MapContext, type MapLayer } from '../context.ts'

/** Which blind spots are drawn: those of the filters, else those of the severities that are switched on. */
export function gapFilter(context: MapContext): Expression {
  const { rule, cause, area } = context.view
  const conditions: Expression[] = [IS_POLYGON]
  if (rule) conditions.push(ex('==', ex('get', 'rule'), rule))
  else conditions.push(ex('in', ex('get', 'severity'), ex('literal', shownSeverities(context.view))))
  if (cause) conditions.push(ex('==', ex('get', 'cause'), cause))
  if (area) conditions.push(inArea('grid', area))
  return ex('all', ...conditions)
}

const base = { source: SOURCE, 'source-layer': 'gap' }
const notShape = (context: MapContext) => ex('all', gapFilter(context), ex('!=', ex('get', 'cause'), 'shape'))

/** The hatching tells the cause. */
export const gapFill: MapLayer = {
  id: 'gap-fill',
  build: (context) => ({
    type: 'fill',
    ...base,
    filter: notShape(context),
    paint: {
      'fill-pattern': ex('match', ex('get', 'cause'), ...Object.entries(CAUSE_PATTERN).flat(), CAUSE_PATTERN.data) as never,
      // Far in, one grid fills the view: what stands in it matters more than its hatching.
      'fill-opacity': ex('interpolate', ex('linear'), ex('zoom'), 15, 1, 17, 0.5) as never,
    },
  }),
}

/** The white casing keeps the outline readable on every class of the ramp. */
export const gapCasing: MapLayer = {
  id: 'gap-casing',
  build: (context) => ({
    type: 'line',
    ...base,
    filter: notShape(context),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': GAP_CASING, 'line-width': ex('interpolate', ex('linear'), ex('zoom'), 11.5, 0, 12.5, 2.2, 14, 4.6) as never },
  }),
}

/** The outline of a blind spot. */
export const gapLine: MapLayer = {
  id: 'gap-line',
  build: (context) => ({
    type: 'line',
    ...base,
    filter: notShape(context),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': GAP, 'line-width': ex('interpolate', ex('linear'), ex('zoom'), 10, 0.5, 12, 0.9, 14, 2.2) as never },
  }),
}

/** A grid of the wrong size: its shape is the matter, so only its outline is dashed. */
export const gapShape: MapLayer = {
  id: 'gap-shape',
  build: (context) => ({
    type: 'line',
    ...base,
    filter: ex('all', gapFilter(context), ex('==', ex('get', 'cause'), 'shape')),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': GAP, 'line-width': ex('interpolate', ex('linear'), ex('zoom'), 10, 1.2, 14, 2.6) as never, 'line-dasharray': [3, 2] },
  }),
}
