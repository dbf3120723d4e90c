import { CAUSE_PATTERN, FAR, GAP, GAP_CASING } from '../colours.ts'
import type { Cause } from '../../api/types.ts'
import { shownSeverities } from '../../state/layers.ts'
import { CAUSES, RULES } from '../../state/view.ts'
import { ex, inArea, IS_POLYGON, NOTHING, RULE_SOURCE, SOURCE, type Expression, type MapContext, type MapLayer } from '../context.ts'

/** Which grids with blind spots are drawn: those of the filters, else those of the severities that are switched on. */
export function gapFilter(context: MapContext): Expression {
  const { rule, cause, area } = context.view
  // Where places are listed, they are what is drawn.
  if (context.view.list === 'spot' || context.view.list === 'site') return NOTHING
  if (context.restated) return ex('all', IS_POLYGON, ex('in', ex('get', 'code'), ex('literal', [...context.restated.keys()])))
  const conditions: Expression[] = [IS_POLYGON]
  if (rule) conditions.push(cause ? ex('==', ex('get', rule), cause) : ex('has', rule))
  else if (cause) conditions.push(byAnyRule(cause))
  else conditions.push(ex('any', ...shownSeverities(context.view).map((severity) => ex('has', severity))))
  if (area) conditions.push(inArea('code', area))
  return ex('all', ...conditions)
}

/** A grid carries the cause of each rule by which it is a blind spot. */
const byAnyRule = (cause: Cause) => ex('any', ...RULES.map((rule) => ex('==', ex('get', rule), cause)))

/** The one cause a grid is hatched by: the filters', else the chief one of its hard rules, else of its soft ones. */
export function drawnCause(context: MapContext): Expression {
  const { rule, cause } = context.view
  if (context.restated) return causeByCode(context.restated)
  if (cause) return ex('literal', cause)
  if (rule) return ex('get', rule)
  return ex('coalesce', ...shownSeverities(context.view).map((severity) => ex('get', severity)), '')
}

function causeByCode(causes: ReadonlyMap<string, Cause>): Expression {
  const codesOf = (cause: Cause) => [...causes].filter(([, other]) => other === cause).map(([code]) => code)
  const branches = CAUSES.flatMap((cause) => [codesOf(cause), cause]).filter((_, i, all) => (all[i - (i % 2)]?.length ?? 0) > 0)
  return branches.length > 0 ? ex('match', ex('get', 'code'), ...branches, '') : ex('literal', '')
}

/** Whether the wrong size of a grid is drawn too; of other causes the hatching tells. */
function hasShape(context: MapContext): Expression {
  const { rule, cause } = context.view
  const softShown = shownSeverities(context.view).includes('soft')
  return rule || cause || context.restated || !softShown ? ex('==', drawnCause(context), 'shape') : byAnyRule('shape')
}

/** From here on the hatching is dense enough for the grid of a town. */
const NEAR_ZOOM = 12.5

/** The hatching of a cause. */
export function hatching(cause: Expression): Expression {
  const images = (suffix: string) => ex('match', cause, ...Object.entries(CAUSE_PATTERN).flatMap(([word, image]) => [word, image + suffix]), CAUSE_PATTERN.data + suffix)
  return ex('step', ex('zoom'), images(FAR), NEAR_ZOOM, images(''))
}

/** Tiles have the outline of the blind spots that they know of; any other grid may be one by another judgement. */
const base = ({ restated, view }: MapContext) =>
  restated ? { source: SOURCE, 'source-layer': 'grid' } : { source: view.rule ? RULE_SOURCE : SOURCE, 'source-layer': 'gap' }
const notShape = (context: MapContext) => ex('all', gapFilter(context), ex('!=', drawnCause(context), 'shape'))

/** The hatching tells the cause. */
export const gapFill: MapLayer = {
  id: 'gap-fill',
  build: (context) => ({
    type: 'fill',
    ...base(context),
    filter: notShape(context),
    paint: {
      'fill-pattern': hatching(drawnCause(context)) as never,
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
    ...base(context),
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
    ...base(context),
    filter: notShape(context),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': GAP, 'line-width': ex('interpolate', ex('linear'), ex('zoom'), 10, 0.4, 12, 0.8, 14, 2.2) as never },
  }),
}

/** A grid of the wrong size: its shape is the matter, so only its outline is dashed. */
export const gapShape: MapLayer = {
  id: 'gap-shape',
  build: (context) => ({
    type: 'line',
    ...base(context),
    filter: ex('all', gapFilter(context), hasShape(context)),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': GAP, 'line-width': ex('interpolate', ex('linear'), ex('zoom'), 10, 1.2, 14, 2.6) as never, 'line-dasharray': [3, 2] },
  }),
}
