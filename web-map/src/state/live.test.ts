import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, api } from '../api/client.ts'
import type { District } from '../api/types.ts'
import { follow, POLL_MS, RETRY_MS, SOON_MS, stateOf, type Live } from './live.ts'

const district = (part: Partial<District> = {}) => ({ code: '990101', revision: 1, as_of: '2026-10-31', audience: 'worker', ...part }) as District
const away = () => new ApiError('unreachable', 0, 'unreachable', '')

describe('following the server', () => {
  let live: Live
  let told: string[]
  const ask = vi.spyOn(api, 'district')
  const begin = () => {
    live = follow({
      onRead: (next, why) => told.push(`${why} ${next.revision}`),
      onReach: (up) => told.push(up ? 'up' : 'down'),
      onRefused: (detail) => told.push(`refused ${detail}`),
      onOwing: (owing) => told.push(owing ? 'owing' : 'whole'),
    })
  }
  beforeEach(() => {
    vi.useFakeTimers()
    told = []
    ask.mockReset().mockResolvedValue(district())
  })
  afterEach(() => {
    live.stop()
    vi.useRealTimers()
  })
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('reads once, and not again while nothing changes', async () => {
    begin()
    await pass(3 * POLL_MS)
    expect(told.filter((word) => word !== 'up')).toEqual(['changed 1'])
  })

  it('takes another register, day or audience for another state, at the same revision too', async () => {
    const states = [{}, { code: '990102' }, { revision: 2 }, { as_of: '2026-11-01' }, { audience: 'public' }].map((part) => stateOf(district(part)))
    expect(new Set(states).size).toBe(states.length)
    begin()
    await pass(0)
    ask.mockResolvedValue(district({ audience: 'public' }))
    await pass(POLL_MS)
    expect(told.filter((word) => word !== 'up')).toEqual(['changed 1', 'changed 1'])
  })

  it('has everything read again when the server comes back unchanged', async () => {
    begin()
    await pass(0)
    ask.mockRejectedValue(away())
    await pass(POLL_MS)
    ask.mockResolvedValue(district())
    await pass(RETRY_MS)
    expect(told).toEqual(['up', 'changed 1', 'down', 'up', 'again 1'])
  })

  it('asks until what was owed could be had, once for a flock, and says when it is whole', async () => {
    begin()
    await pass(0)
    told = []
    live.owe()
    live.owe()
    await pass(SOON_MS)
    expect(told).toEqual(['owing', 'up', 'again 1'])
    live.owe()
    await pass(RETRY_MS)
    await pass(RETRY_MS)
    expect(told).toEqual(['owing', 'up', 'again 1', 'up', 'again 1', 'up', 'whole'])
    ask.mockClear()
    await pass(POLL_MS - 1)
    expect(ask).not.toHaveBeenCalled()
  })

  it('is asked again by hand', async () => {
    begin()
    await pass(0)
    live.now()
    await pass(0)
    expect(told).toEqual(['up', 'changed 1', 'up', 'again 1'])
  })

  it('an answer that was overtaken is dropped', async () => {
    let late: (value: District) => void = () => undefined
    ask.mockReturnValueOnce(new Promise((done) => (late = done)))
    begin()
    ask.mockResolvedValue(district({ revision: 2 }))
    live.now()
    await pass(0)
    late(district({ revision: 1 }))
    await pass(0)
    expect(told).toEqual(['up', 'changed 2'])
  })
})
