import { Color, createExpression, featureFilter, latest, validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, it } from 'vitest'
import { RULES, RATES, plainView } from '../state/view.ts'
import { RAMP, UNKNOWN } from './colours.ts'
import { drawnCause, gapFilter } from './layers/gap.ts'
import { matches } from './layers/grid-fill.ts'
import { DRAWN_SOURCE, PIN_SOURCE, PLACE_SOURCE, RULE_SOURCE, SOURCE, type MapContext } from './context.ts'
import { styleOf } from './style.ts'

const context = (view: Partial<MapContext['view']> = {}, drawn: MapContext['drawn'] = [], restated: MapContext['restated'] = null): MapContext => ({
  drawn,
  restated,
  placesOf: 'S1',
  view: { ...plainView(), ...view },
  available: ['area', 'grid', 'gap', 'road', 'water', 'building', 'station', 'organisation', 'bin', 'circle_only', 'gap_area'],
})
const style = (c: MapContext) => styleOf(c, (set) => `http://here/tiles/${set}.json`, {})
const layer = (c: MapContext, id: string) => style(c).layers.find((l) => l.id === id) as Record<string, never> | undefined

const text = (value: unknown) => JSON.stringify(value)

describe('the style', () => {
  it('can be put together for every rate and rule', () => {
    for (const rate of RATES) for (const rule of [null, ...RULES]) expect(style(context({ rate, rule })).layers.length).toBeGreaterThan(20)
  })

  it('draws from one source of our own and asks nobody else', () => {
    const made = style(context())
    expect(Object.keys(made.sources)).toEqual([SOURCE, PIN_SOURCE, DRAWN_SOURCE])
    expect(made.sources[PIN_SOURCE]).toMatchObject({ data: { features: [] } })
    expect(made.sprite).toBeUndefined()
    expect(made.glyphs).toBeUndefined()
  })

  it('filtered by a rule asks for the tiles of that rule, which has its blind spots from afar', () => {
    const made = style(context({ rule: 'G7' }))
    expect(made.sources[RULE_SOURCE]).toMatchObject({ url: 'http://here/tiles/gap.G7.json' })
    expect(layer(context({ rule: 'G7' }), 'gap-fill')).toMatchObject({ source: RULE_SOURCE })
    expect(style(context()).sources[RULE_SOURCE]).toBeUndefined()
  })

  it('shows the places of the rule that is filtered by, from tiles of their own', () => {
    const asked = { ...context({ toggled: ['place'] }), placesOf: 'L1' as const }
    expect(style(asked).sources[PLACE_SOURCE]).toMatchObject({ url: 'http://here/tiles/gap_area.L1.json' })
    expect(layer(asked, 'place-line')).toMatchObject({ source: PLACE_SOURCE })
    expect(layer({ ...asked, placesOf: 'S1' }, 'place-line')).toMatchObject({ source: SOURCE })
    const off = { ...context(), placesOf: 'L1' as const }
    expect([style(off).sources[PLACE_SOURCE], layer(off, 'place-line')]).toEqual([undefined, undefined])
  })

  it('leaves out a layer the audience may not see', () => {
    const asked = context({ toggled: ['household'] })
    expect(layer(asked, 'household-point')).toBeUndefined()
    expect(layer({ ...asked, available: [...asked.available, 'household'] }, 'household-point')?.['layout']).toMatchObject({ visibility: 'visible' })
  })

  it('can be clicked where nothing of a grid is coloured', () => {
    const bare = context({ toggled: ['grid', 'gapHard', 'gridLine'] })
    expect(layer(bare, 'grid-fill')?.['layout']).toMatchObject({ visibility: 'none' })
    expect(layer(bare, 'grid-hit')).toMatchObject({ 'source-layer': 'grid' })
    expect(layer(bare, 'grid-hit')).not.toHaveProperty('layout')
  })

  it('marks the place that was searched for, and only that', () => {
    const pin = { lat: 30.2, lon: 113.6, name: '湖滨站', station: null }
    expect(style(context({ pin })).sources[PIN_SOURCE]).toMatchObject({
      data: { features: [{ properties: { name: '湖滨站' }, geometry: { coordinates: [113.6, 30.2] } }] },
    })
  })

  it('draws the listed blind-spot areas in place of the grids that have blind spots', () => {
    const spot: GeoJSON.Feature = { type: 'Feature', properties: { kind: 'spot', id: 'S1-place-1-1' }, geometry: { type: 'MultiPolygon', coordinates: [] } }
    expect(style(context({ list: 'spot' }, [spot])).sources[DRAWN_SOURCE]).toMatchObject({ data: { features: [spot] } })
    const grid = { type: 3 as const, properties: { hard: 'place' }, geometry: [] }
    const isDrawn = (view: Partial<MapContext['view']>) => featureFilter(gapFilter(context(view)) as never, 'filter').filter({ zoom: 12 }, grid as never)
    expect([isDrawn({}), isDrawn({ list: 'spot' })]).toEqual([true, false])
  })

  describe('that is judged otherwise than the tiles tell', () => {
    const restated = context({ rate: 'V1', klass: '2' }, [], new Map([['A', 'place'], ['B', 'shape']]))
    const feature = (code: string) => ({ type: 3 as const, properties: { code, hard: 'capacity', rate_V1: 990 }, geometry: [] })
    const paint = (name: 'fill-color' | 'fill-opacity', state: Record<string, unknown>) => {
      const made = createExpression((layer(restated, 'grid-fill')?.['paint'] as never)[name], name, latest.paint_fill[name] as never)
      return made.result === 'success' ? String(made.value.evaluate({ zoom: 12 }, feature('A') as never, state)) : text(made.value)
    }

    it('hatches the blind spots of that judgement, by its causes', () => {
      const isDrawn = (code: string) => featureFilter(gapFilter(restated) as never, 'filter').filter({ zoom: 12 }, feature(code) as never)
      expect(['A', 'B', 'C'].map(isDrawn)).toEqual([true, true, false])
      const cause = createExpression(drawnCause(restated), 'pattern')
      const of = (code: string) => (cause.result === 'success' ? String(cause.value.evaluate({ zoom: 12 }, feature(code) as never)) : 'broken')
      expect(['A', 'B', 'C'].map(of)).toEqual(['place', 'shape', ''])
    })
    it('hatches nothing while it is not known yet', () => {
      const made = style(context({}, [], new Map()))
      expect(validateStyleMin(made as never)).toEqual([])
    })
    it('reads the colours from the state of the features', () => {
      expect([paint('fill-color', { colour: RAMP[2] }), paint('fill-color', {})]).toEqual([RAMP[2], UNKNOWN].map((hex) => String(Color.parse(hex))))
      expect([paint('fill-opacity', { faded: true }), paint('fill-opacity', {})]).toEqual(['0.18', '1'])
    })
  })

  it('is the same for the same context', () => expect(style(context())).toEqual(style(context())))
})

describe('filters', () => {
  it('leave every grid when there are none', () => expect(matches(context())).toBeNull())
  it('by rule, the blind spots are those of the rule, soft ones too', () => {
    expect(text(gapFilter(context({ rule: 'V1' })))).toContain('["has","V1"]')
    expect(text(gapFilter(context({ rule: 'V1' })))).not.toMatch(/hard|soft/)
  })
  it('blind spots are hatched by the cause of the rule asked for, else by that of the severities shown', () => {
    const drawn = (view: Partial<MapContext['view']>, properties: Record<string, string>) => {
      const feature = { type: 3 as const, properties, geometry: [] }
      const c = context(view)
      const filter = featureFilter(gapFilter(c) as never, 'filter').filter({ zoom: 12 }, feature as never)
      const cause = createExpression(drawnCause(c) as never, 'pattern')
      if (cause.result !== 'success') throw new Error(text(cause.value))
      return filter ? cause.value.evaluate({ zoom: 12 }, feature as never) : null
    }
    const grid = { code: '990101001001001', hard: 'place', soft: 'service', O10: 'place', S1: 'capacity', V1: 'service', G1: 'shape' }
    expect(drawn({}, grid)).toBe('place')
    expect(drawn({ toggled: ['gapHard', 'gapSoft'] }, grid)).toBe('service')
    expect(drawn({ toggled: ['gapHard'] }, grid)).toBe(null)
    expect(drawn({ rule: 'S1' }, grid)).toBe('capacity')
    expect(drawn({ rule: 'S1', cause: 'place' }, grid)).toBe(null)
    expect(drawn({ rule: 'O1' }, grid)).toBe(null)
    expect(drawn({ cause: 'shape' }, grid)).toBe('shape')
    expect(drawn({ cause: 'data' }, grid)).toBe(null)
    expect(drawn({}, { code: '990101001001001', soft: 'shape', G1: 'shape' })).toBe(null)
  })
  it('by area, codes are compared by their beginning', () => {
    expect(text(matches(context({ area: '990101001' })))).toContain('["slice",["get","code"],0,9]')
  })
  it('by class, the limits are those of the legend', () => {
    expect(text(matches(context({ rate: 'L1', klass: '2' })))).toContain('600')
    expect(text(matches(context({ rate: 'L1', klass: '2' })))).toContain('750')
  })
})
