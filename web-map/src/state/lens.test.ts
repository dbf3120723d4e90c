import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, reactive } from 'vue'
import { followLens, hasMonths, monthEnd, PLAIN, seesExact, seesPersons } from './lens.ts'
import { plainView, type View } from './view.ts'

it('a month ends on its last day', () => {
  const ends = { '2026-09': '2026-09-30', '2026-12': '2026-12-31', '2026-02': '2026-02-28', '2028-02': '2028-02-29' }
  for (const [month, day] of Object.entries(ends)) expect(monthEnd(month)).toBe(day)
})

it('visits and links have a past, the rest has none', () => {
  expect(['L1', 'S1', 'V1', 'worst'].filter(hasMonths)).toEqual(['L1', 'V1'])
})

describe('exact counts', () => {
  it('are nobody’s of the public, everybody’s of an unlimited role', () => {
    for (const audience of ['public', 'display']) expect(seesExact(audience, '990101001')).toBe(false)
    for (const audience of ['worker', 'auditor']) expect(seesExact(audience, null)).toBe(true)
  })
  it('of a limited role are those of its areas and what lies in them', () => {
    const sees = (area: string | null) => seesExact('worker:990101001,990101002003', area)
    expect([null, '990101', '990101001', '990101001004', '990101002', '990101002003001'].map(sees)).toEqual([false, false, true, true, false, true])
  })
})

it('persons are seen by workers and administrators, of their areas', () => {
  const sees = (audience: string) => seesPersons(audience, '990101001002')
  expect(['public', 'planner', 'auditor', 'worker', 'admin', 'worker:990101001', 'worker:990101002'].map(sees)).toEqual([false, false, false, true, true, true, false])
})

describe('the lens of a view', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const begin = (part: Partial<View>, audience = 'worker') => {
    const view = reactive({ ...plainView(), ...part })
    const scope = effectScope()
    const lens = scope.run(() => followLens(view, () => ({ audience, rules: 'national' })))
    if (!lens) throw new Error('the scope is dead')
    return { view, lens, stop: () => scope.stop() }
  }

  it('follows the month when it rests, and lets go of it at once', () => {
    const { view, lens } = begin({ month: '2026-08' })
    expect(lens.of(null).as_of).toBe('2026-08-31')
    view.month = '2026-07'
    view.month = '2026-06'
    expect(lens.month.value).toBe('2026-06')
    expect(lens.of(null).as_of).toBe('2026-08-31')
    vi.advanceTimersByTime(300)
    expect(lens.of(null).as_of).toBe('2026-06-30')
    view.month = null
    expect(lens.of(null)).toEqual(PLAIN)
  })

  it('is the same object until something changes: a watcher is not woken for nothing', () => {
    const { view, lens } = begin({ rules: 'rural' })
    const before = lens.of(null)
    view.area = '990101001'
    expect(lens.of('990101001')).toBe(before)
  })

  it('does not name the set that the server judges by anyway', () => {
    expect(begin({ rules: 'national' }).lens.of(null)).toEqual(PLAIN)
    expect(begin({ rules: 'rural' }).lens.of(null).rules).toBe('rural')
  })

  it('is plain for who may not ask', () => {
    const asked = { month: '2026-08', rules: 'rural' }
    const { lens } = begin(asked, 'public')
    expect([lens.of(null), lens.month.value, lens.rules.value]).toEqual([PLAIN, null, null])
    const limited = begin({ ...asked, area: '990101001' }, 'worker:990101001').lens
    expect(limited.month.value).toBe('2026-08')
    expect(limited.of('990101002')).toEqual(PLAIN)
    expect(limited.of('990101001002').as_of).toBe('2026-08-31')
  })
})
