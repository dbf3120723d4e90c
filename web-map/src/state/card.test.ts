import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { ApiError, api } from '../api/client.ts'
import type { GridCard } from '../api/types.ts'
import { followSelection, PENDING_MS } from './card.ts'
import { PLAIN } from './lens.ts'
import { plainView } from './view.ts'

const grid = (code: string, contacts = 'read') => ({ code, responsible: { contacts } }) as unknown as GridCard
const settled = async () => {
  for (let i = 0; i < 5; i++) await Promise.resolve()
  await nextTick()
}

describe('the card of what is selected', () => {
  const ask = vi.spyOn(api, 'grid')
  const owe = vi.fn()
  const begin = async () => {
    const view = reactive({ ...plainView(), selection: { level: 'grid' as const, code: 'A' } })
    const epoch = ref(1)
    const followed = followSelection(view, () => PLAIN, epoch, owe)
    await settled()
    return { view, epoch, ...followed }
  }
  beforeEach(() => {
    owe.mockReset()
    ask.mockReset().mockImplementation((code) => Promise.resolve(grid(code)))
  })

  it('is owed while its names cannot be read', async () => {
    ask.mockResolvedValueOnce(grid('A', 'unavailable'))
    const { epoch, card } = await begin()
    expect([card.value?.card.code, owe.mock.calls.length]).toEqual(['A', 1])
    epoch.value += 1
    await settled()
    expect(owe).toHaveBeenCalledTimes(1)
  })

  it('stays through an outage, and is read again after it', async () => {
    const { epoch, card, waiting } = await begin()
    ask.mockRejectedValueOnce(new ApiError('unreachable', 503, 'unavailable', ''))
    epoch.value += 1
    await settled()
    expect([card.value?.card.code, waiting.value, owe.mock.calls.length]).toEqual(['A', true, 1])
    epoch.value += 1
    await settled()
    expect([card.value?.card.code, waiting.value]).toEqual(['A', false])
    expect(ask).toHaveBeenCalledTimes(3)
  })

  it('is never another one than what is selected', async () => {
    const { view, card, waiting } = await begin()
    ask.mockRejectedValueOnce(new ApiError('unreachable', 0, 'unreachable', ''))
    view.selection = { level: 'grid', code: 'B' }
    await settled()
    expect([card.value, waiting.value]).toEqual([null, true])
  })

  it('a late answer for what was selected before is dropped', async () => {
    const { view, card } = await begin()
    let late: (card: GridCard) => void = () => undefined
    ask.mockReturnValueOnce(new Promise((done) => (late = done)))
    view.selection = { level: 'grid', code: 'B' }
    await settled()
    view.selection = { level: 'grid', code: 'C' }
    await settled()
    late(grid('B'))
    await settled()
    expect(card.value?.card.code).toBe('C')
  })

  it('a code nobody has is missing, not owed', async () => {
    ask.mockRejectedValueOnce(new ApiError('refused', 404, 'not_found', 'no such grid'))
    const { card, missing } = await begin()
    expect([card.value, missing.value]).toEqual([null, 'A'])
    expect(owe).not.toHaveBeenCalled()
  })

  it('is read again while a part of it is being worked out, and no longer', async () => {
    vi.useFakeTimers()
    const pending = (state: string) => ({ ...grid('A'), capacity: { state, households: null } }) as unknown as GridCard
    ask.mockResolvedValueOnce(pending('pending')).mockResolvedValueOnce(pending('done'))
    const { card } = await begin()
    await vi.advanceTimersByTimeAsync(PENDING_MS)
    expect([ask.mock.calls.length, card.value?.level === 'grid' && card.value.card.capacity?.state]).toEqual([2, 'done'])
    await vi.advanceTimersByTimeAsync(5 * PENDING_MS)
    expect(ask).toHaveBeenCalledTimes(2)
    vi.useRealTimers()
  })

  it('is asked for and shown with what it is judged by', async () => {
    const lens = { as_of: '2026-09-30', rules: null }
    const view = reactive({ ...plainView(), selection: { level: 'grid' as const, code: 'A' } })
    const { card } = followSelection(view, () => lens, ref(1), owe)
    await settled()
    expect(ask.mock.lastCall?.slice(0, 2)).toEqual(['A', lens])
    expect(card.value?.lens).toEqual(lens)
  })
})
