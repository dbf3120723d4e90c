import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { ApiError, api } from '../api/client.ts'
import type { GapItem, Page, SummaryItem } from '../api/types.ts'
import { PLAIN } from './lens.ts'
import { gapList, levelOf } from './gaps.ts'
import { plainView } from './view.ts'

it('the length of a code is its level', () => {
  const levels = { '990101': 'district', '990101001': 'street', '990101001002': 'community' }
  for (const [code, level] of Object.entries(levels)) expect(levelOf(code)).toBe(level)
  expect(levelOf(null)).toBe('district')
})

/** A question that is answered when the test says so. */
function held<T>() {
  let answer: (value: T) => void = () => undefined
  let refuse: (error: unknown) => void = () => undefined
  const promise = new Promise<T>((done, fail) => ([answer, refuse] = [done, fail]))
  return { promise, answer, refuse }
}

const page = (ids: string[], next: string | null = null) => ({ items: ids.map((id) => ({ id }) as GapItem), next })
const sums = (...codes: string[]): Page<SummaryItem> => ({ items: codes.map((code) => ({ code, name: code, rules: [] }) as unknown as SummaryItem), next: null })
const settled = async () => {
  for (let i = 0; i < 5; i++) await Promise.resolve()
  await nextTick()
}

describe('the list of blind spots', () => {
  const gaps = vi.spyOn(api, 'gaps')
  const summary = vi.spyOn(api, 'summary')
  const owe = vi.fn()
  const away = () => new ApiError('unreachable', 0, 'unreachable', '')
  const begin = () => {
    const view = reactive(plainView())
    const epoch = ref(1)
    return { view, epoch, list: gapList(view, () => PLAIN, epoch, owe) }
  }
  const ids = (list: ReturnType<typeof gapList>) => list.items.value.map((item) => item.id)
  beforeEach(() => {
    owe.mockReset()
    gaps.mockReset().mockResolvedValue(page(['a']))
    summary.mockReset().mockImplementation((_, area) => Promise.resolve(sums(area ?? '990101')))
  })

  it('a page for an old filter is not appended to the new one', async () => {
    gaps.mockResolvedValueOnce(page(['a'], 'cursor'))
    const { view, list } = begin()
    await settled()
    const late = held<Page<GapItem>>()
    gaps.mockReturnValueOnce(late.promise)
    void list.more()
    gaps.mockResolvedValueOnce(page(['s1'], null))
    view.rule = 'S1'
    await settled()
    late.answer(page(['b'], 'other'))
    await settled()
    expect(ids(list)).toEqual(['s1'])
    expect(list.next.value).toBeNull()
  })

  it('asking twice for more appends it once', async () => {
    gaps.mockResolvedValueOnce(page(['a'], 'cursor'))
    const { list } = begin()
    await settled()
    gaps.mockResolvedValue(page(['b']))
    await Promise.all([list.more(), list.more()])
    expect(ids(list)).toEqual(['a', 'b'])
  })

  it('sums for an old area are not shown under the new one', async () => {
    const { view, list } = begin()
    await settled()
    const late = held<Page<SummaryItem>>()
    summary.mockReturnValue(late.promise)
    view.area = '990101001'
    await settled()
    summary.mockImplementation((_, area) => Promise.resolve(sums(area ?? '990101')))
    view.area = '990101002'
    await settled()
    late.answer(sums('990101001'))
    await settled()
    expect(list.whole.value?.code).toBe('990101002')
    expect(list.districtSums.value?.code).toBe('990101')
  })

  it('what fails is owed, and rows of another filter do not stay', async () => {
    const { view, epoch, list } = begin()
    await settled()
    gaps.mockRejectedValueOnce(away())
    view.rule = 'S1'
    await settled()
    expect(owe).toHaveBeenCalled()
    expect([ids(list), list.state.value]).toEqual([[], 'failed'])
    gaps.mockResolvedValueOnce(page(['s1']))
    epoch.value += 1
    await settled()
    expect([ids(list), list.state.value]).toEqual([['s1'], 'ready'])
  })

  it('rows of this filter stay through an outage', async () => {
    const { epoch, list } = begin()
    await settled()
    gaps.mockRejectedValueOnce(away())
    epoch.value += 1
    await settled()
    expect([ids(list), list.state.value, owe.mock.calls.length]).toEqual([['a'], 'ready', 1])
  })

  it('a refused question is told, not asked for ever', async () => {
    gaps.mockRejectedValueOnce(new ApiError('refused', 400, 'bad_parameter', 'area=“1” is not allowed'))
    const { list } = begin()
    await settled()
    expect([list.state.value, list.failure.value]).toEqual(['failed', 'area=“1” is not allowed'])
    expect(owe).not.toHaveBeenCalled()
  })
})
