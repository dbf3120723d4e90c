import { beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick, reactive, ref } from 'vue'
import { ApiError, api, type TimelineQuery } from '../api/client.ts'
import type { Timeline, TimelineItem } from '../api/types.ts'
import { PLAIN, type LensFollower } from './lens.ts'
import { monthLine, nextFriday } from './months.ts'
import { plainView, type View } from './view.ts'

it('the next Friday is never today', () => {
  const fridays = { '2026-10-31': '2026-11-06', '2026-11-05': '2026-11-06', '2026-11-06': '2026-11-13', '2026-12-26': '2027-01-01' }
  for (const [day, friday] of Object.entries(fridays)) expect(nextFriday(day)).toBe(friday)
})

const place = (code: string, covered: number[], gap: number[], unknown = [0, 0]) =>
  ({ code, covered, gap, unknown, gap_persons: gap.map((n) => 3 * n), due: { more_households: 7, more_persons: 19 } }) as unknown as TimelineItem
const answer = (...items: TimelineItem[]) => ({ rule: 'V1', months: ['2026-08-31', '2026-09-30'], due: '2026-11-06', items, next: null }) as unknown as Timeline
const settled = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve()
  await nextTick()
}

describe('past months', () => {
  const ask = vi.spyOn(api, 'timeline')
  const owe = vi.fn()
  const begin = async (part: Partial<View> = {}, audience = 'worker', isOpen = true) => {
    const view = reactive({ ...plainView(), rate: 'V1' as View['rate'], ...part })
    const [epoch, open] = [ref(1), ref(isOpen)]
    const lens: LensFollower = { of: () => PLAIN, month: computed(() => view.month), rules: computed(() => view.rules) }
    const months = monthLine(view, lens, epoch, open, () => ({ audience, asOf: '2026-10-31' }), owe)
    await settled()
    return { view, epoch, open, months }
  }
  const levels = () => ask.mock.calls.map(([query]) => query.level ?? 'own')
  beforeEach(() => {
    owe.mockReset()
    ask.mockReset().mockImplementation((query: TimelineQuery) =>
      Promise.resolve(query.level === 'grid' ? answer(place('A', [1, 2], [2, 1]), place('B', [0, 9], [0, 1])) : answer(place('990101', [60, 70], [40, 30]))),
    )
  })

  it('are not asked for while the slider is closed', async () => {
    const { open } = await begin({}, 'worker', false)
    expect(ask).not.toHaveBeenCalled()
    open.value = true
    await settled()
    expect(levels()).toEqual(['own', 'grid'])
  })

  it('are totals of the area in view, and what comes by Friday', async () => {
    const { months } = await begin({ area: '990101001' })
    expect(ask.mock.calls[0]?.[0]).toMatchObject({ rule: 'V1', area: '990101001', due: '2026-11-06' })
    expect(months.totals.value).toEqual([
      { month: '2026-08', day: '2026-08-31', gap: 40, gapPersons: 120, unknown: 0, rate: 600 },
      { month: '2026-09', day: '2026-09-30', gap: 30, gapPersons: 90, unknown: 0, rate: 700 },
    ])
    expect(months.due.value).toEqual({ day: '2026-11-06', households: 7, persons: 19 })
  })

  it('have no rate where more than a tenth are unknown', async () => {
    ask.mockImplementation(() => Promise.resolve(answer(place('990101', [80, 80], [10, 10], [10, 11]))))
    const { months } = await begin()
    expect(months.totals.value.map(({ unknown, rate }) => [unknown, rate])).toEqual([[10, 889], [11, null]])
  })

  it('are those of visits where the displayed rate has no past', async () => {
    expect((await begin({ rate: 'S1' })).months.rule.value).toBe('V1')
    expect((await begin({ rate: 'L1' })).months.rule.value).toBe('L1')
  })

  it('once one is chosen, every grid has its rate at once: nothing more is asked', async () => {
    const { view, months } = await begin()
    expect([months.rates.value, levels()]).toEqual([null, ['own', 'grid']])
    view.month = '2026-09'
    expect([...(months.rates.value ?? [])]).toEqual([['A', 667], ['B', 900]])
    view.month = '2026-08'
    await settled()
    expect(levels()).toEqual(['own', 'grid'])
    expect([...(months.rates.value ?? [])]).toEqual([['A', 333], ['B', null]])
    view.month = null
    expect(months.rates.value).toBeNull()
  })

  it('a month that is not among them has no rates', async () => {
    const { months } = await begin({ month: '2020-01' })
    expect([months.at.value, months.rates.value]).toEqual([-1, null])
  })

  it('are coloured in the area only for who sees no other', async () => {
    await begin({ month: '2026-09', area: '990101001' }, 'worker:990101001')
    expect(ask.mock.lastCall?.[0]).toMatchObject({ level: 'grid', area: '990101001' })
  })

  it('are not asked for by who may not see them', async () => {
    await begin({ month: '2026-09' }, 'public')
    expect(ask).not.toHaveBeenCalled()
  })

  it('an outage is owed, and what is shown stays', async () => {
    const { epoch, months } = await begin()
    ask.mockRejectedValueOnce(new ApiError('unreachable', 0, 'unreachable', ''))
    epoch.value += 1
    await settled()
    expect(owe).toHaveBeenCalledOnce()
    expect([months.state.value, months.totals.value.length]).toEqual(['ready', 2])
  })
})
