import { beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick, reactive, ref, shallowRef } from 'vue'
import { ApiError, api } from '../api/client.ts'
import type { Rate, SummaryItem } from '../api/types.ts'
import { RAMP, UNKNOWN, VERDICT } from '../map/colours.ts'
import { PLAIN, type Lens, type LensFollower } from './lens.ts'
import { restatedGrids } from './restated.ts'
import { plainView, type View } from './view.ts'

type Verdict = 'gap' | 'covered' | 'unknown' | 'none'
const rule = (id: string, severity: 'hard' | 'soft', verdict: Verdict, rate: Rate, cause = 'service') => ({
  rule: id, severity, rate,
  gap_grids: Number(verdict === 'gap'), covered_grids: Number(verdict === 'covered'), unknown_grids: Number(verdict === 'unknown'),
  causes: { place: 0, capacity: 0, service: 0, data: 0, shape: 0, ...(verdict === 'gap' ? { [cause]: 1 } : {}) },
})
const grid = (code: string, ...rules: ReturnType<typeof rule>[]) => ({ code, rules }) as unknown as SummaryItem
const settled = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve()
  await nextTick()
}

describe('grids that are judged otherwise than the tiles tell', () => {
  const ask = vi.spyOn(api, 'summary')
  const owe = vi.fn()
  const begin = async (part: Partial<View> = {}) => {
    const view = reactive({ ...plainView(), ...part })
    const current = shallowRef<Lens>({ as_of: null, rules: 'rural' })
    const past = shallowRef<ReadonlyMap<string, Rate> | null>(null)
    const lens: LensFollower = { of: () => current.value, month: computed(() => view.month), rules: computed(() => view.rules) }
    const epoch = ref(1)
    const grids = restatedGrids(view, lens, epoch, () => past.value, () => 'worker', owe)
    await settled()
    return { view, current, past, epoch, grids }
  }
  const list = <T>(map: ReadonlyMap<string, T>) => Object.fromEntries(map)
  beforeEach(() => {
    owe.mockReset()
    ask.mockReset().mockResolvedValueOnce({ items: [grid('A1', rule('L1', 'hard', 'gap', 300, 'capacity'), rule('S1', 'hard', 'gap', 950, 'place'))], next: 'more' })
    ask.mockResolvedValue({ items: [grid('B1', rule('L1', 'hard', 'covered', 910), rule('G7', 'soft', 'gap', null, 'shape')), grid('B2', rule('L1', 'hard', 'unknown', null))], next: null })
  })

  it('are read page by page', async () => {
    const { grids } = await begin()
    expect(ask.mock.calls.map((call) => call[4]?.cursor)).toEqual([null, 'more'])
    expect(list(grids.classes.value)).toEqual({ A1: '0', B1: '4', B2: 'unknown' })
  })

  it('have the colour of the displayed rate, or of the worst hard verdict', async () => {
    const { view, grids } = await begin({ klass: '4' })
    expect(list(grids.paint.value)).toEqual({ A1: { colour: RAMP[0], faded: true }, B1: { colour: RAMP[4], faded: false }, B2: { colour: UNKNOWN, faded: true } })
    Object.assign(view, { rate: 'worst', klass: null, area: 'B' })
    expect(list(grids.paint.value)).toEqual({ A1: { colour: VERDICT.gap, faded: true }, B1: { colour: VERDICT.covered, faded: false }, B2: { colour: UNKNOWN, faded: false } })
  })

  it('are hatched by the chief cause of what the filters leave', async () => {
    const { view, grids } = await begin()
    expect(list(grids.causes.value)).toEqual({ A1: 'place' })
    view.rule = 'L1'
    expect(list(grids.causes.value)).toEqual({ A1: 'capacity' })
    Object.assign(view, { rule: null, toggled: ['gapSoft'] })
    expect(list(grids.causes.value)).toEqual({ A1: 'place', B1: 'shape' })
    view.area = 'B'
    expect(list(grids.causes.value)).toEqual({ B1: 'shape' })
  })

  it('have the rates of a month at once, and its hatching when it is read', async () => {
    const { current, past, grids } = await begin()
    ask.mockReturnValueOnce(new Promise(() => undefined))
    past.value = new Map([['A1', 700]])
    current.value = { as_of: '2026-09-30', rules: 'rural' }
    await settled()
    expect([list(grids.classes.value), list(grids.causes.value)]).toEqual([{ A1: '2' }, {}])
  })

  it('are not asked for where the server’s own judgement is meant', async () => {
    const { current } = await begin()
    ask.mockClear()
    current.value = PLAIN
    await settled()
    expect(ask).not.toHaveBeenCalled()
  })

  it('an outage is owed', async () => {
    const { epoch, grids } = await begin()
    ask.mockRejectedValueOnce(new ApiError('unreachable', 0, 'unreachable', ''))
    epoch.value += 1
    await settled()
    expect([owe.mock.calls.length, grids.classes.value.size]).toEqual([1, 3])
  })
})
