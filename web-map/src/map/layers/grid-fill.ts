import { BREAKS, NOT_APPLICABLE, RAMP, UNKNOWN, VERDICT } from '../colours.ts'
import { ex, inArea, IS_POLYGON, SOURCE, visibility, type Expression, type MapContext, type MapLayer } from '../context.ts'

/** How pale a grid outside the filters is. */
const FADED = 0.18

/** Grids, coloured by the displayed rate or by their worst hard verdict. Fades where streets and houses take over. */
export const gridFill: MapLayer = {
  id: 'grid-fill',
  build: (context) => ({
    type: 'fill',
    source: SOURCE,
    'source-layer': 'grid',
    filter: IS_POLYGON,
    layout: { visibility: visibility(context, 'grid') },
    paint: {
      'fill-color': ex('case', ex('==', ex('get', 'kind'), 'none'), NOT_APPLICABLE, context.restated ? RESTATED : gridColour(context.view.rate)) as never,
      'fill-opacity': opacity(matches(context)) as never,
      'fill-antialias': false,
    },
  }),
}

/** The colour of a grid for a displayed rate. */
export function gridColour(rate: MapContext['view']['rate']): Expression {
  if (rate === 'worst') {
    return ex('match', ex('get', 'worst'), ...Object.entries(VERDICT).flat(), UNKNOWN)
  }
  const attribute = `rate_${rate}`
  return ex('case', ex('has', attribute), stepOf(attribute), ex('==', ex('get', `v_${rate}`), 'not_applicable'), NOT_APPLICABLE, UNKNOWN)
}

/** The colour of a grid that is judged otherwise than its tile tells. */
const RESTATED = ex('to-color', ex('feature-state', 'colour'), UNKNOWN)

function stepOf(attribute: string): Expression {
  const steps = BREAKS.flatMap((limit, i) => [limit, RAMP[i + 1]])
  return ex('step', ex('to-number', ex('get', attribute)), RAMP[0], ...steps)
}

/** Which grids the filters of the view leave; `null` when there are none. */
export function matches(context: MapContext): Expression | null {
  const { rule, area, klass, rate } = context.view
  if (context.restated) return ex('!', ex('boolean', ex('feature-state', 'faded'), false))
  const conditions: Expression[] = []
  if (rule) conditions.push(ex('==', ex('get', `v_${rule}`), 'gap'))
  if (area) conditions.push(inArea('code', area))
  if (klass) conditions.push(ofClass(rate, klass))
  return conditions.length > 0 ? ex('all', ...conditions) : null
}

function ofClass(rate: MapContext['view']['rate'], klass: NonNullable<MapContext['view']['klass']>): Expression {
  if (rate === 'worst') return ex('==', ex('get', 'worst'), klass)
  const attribute = `rate_${rate}`
  if (!/^\d$/.test(klass)) return ex('!', ex('has', attribute))
  const value = ex('to-number', ex('get', attribute), -1)
  const from = klass === '0' ? 0 : (BREAKS[Number(klass) - 1] ?? 0)
  const to = BREAKS[Number(klass)] ?? 1001
  return ex('all', ex('has', attribute), ex('>=', value, from), ex('<', value, to))
}

function opacity(condition: Expression | null): Expression {
  const at = (full: number) => (condition ? ex('case', condition, full, full * FADED) : full)
  return ex('interpolate', ex('linear'), ex('zoom'), 13, at(1), 15, at(0.62), 17, at(0.4))
}
