import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { ApiError, api } from '../api/client.ts'
import type { Spot, SpotPage } from '../api/types.ts'
import { PLAIN } from './lens.ts'
import { spotList } from './spots.ts'
import { plainView, type View } from './view.ts'

const spot = (id: string, cause: Spot['cause'] = 'place') => ({ id, cause, outline: [[[[0, 0], [1, 0], [1, 1], [0, 0]]]] }) as unknown as Spot
const page = (items: Spot[], next: string | null = null): SpotPage => ({ items, next, scattered: 3, without_position: null })
const settled = async () => {
  for (let i = 0; i < 5; i++) await Promise.resolve()
  await nextTick()
}

describe('the list of blind-spot areas', () => {
  const spots = vi.spyOn(api, 'spots')
  const owe = vi.fn()
  const begin = (part: Partial<View> = {}) => {
    const view = reactive({ ...plainView(), list: 'spot' as View['list'], ...part })
    const epoch = ref(1)
    return { view, epoch, list: spotList(view, () => PLAIN, epoch, owe) }
  }
  beforeEach(() => {
    owe.mockReset()
    spots.mockReset().mockResolvedValue(page([spot('a')]))
  })
  const lastAsked = () => spots.mock.lastCall?.[0]

  it('asks for the 15-minute circle unless the view names a rule', async () => {
    const { view } = begin()
    expect(lastAsked()).toMatchObject({ rule: 'S1', cause: null, area: null })
    Object.assign(view, { rule: 'L1', area: '990101001' })
    await settled()
    expect(lastAsked()).toMatchObject({ rule: 'L1', area: '990101001', cursor: null })
  })

  it('asks nothing while another list is shown', () => {
    begin({ list: 'grid' })
    expect(spots).not.toHaveBeenCalled()
  })

  it('the map draws what is listed, page by page', async () => {
    spots.mockResolvedValueOnce(page([spot('a')], 'cursor'))
    const { list } = begin()
    await settled()
    spots.mockResolvedValueOnce(page([spot('b')]))
    await list.more()
    expect(lastAsked()).toMatchObject({ cursor: 'cursor' })
    expect(list.features.value.map((feature) => feature.properties)).toEqual([{ kind: 'spot', id: 'a', cause: 'place' }, { kind: 'spot', id: 'b', cause: 'place' }])
    expect(list.next.value).toBeNull()
    expect(list.apart.value).toEqual({ scattered: 3, withoutPosition: null })
  })

  it('areas of another rule are gone at once, and so are their outlines', async () => {
    const { view, list } = begin()
    await settled()
    spots.mockReturnValueOnce(new Promise(() => undefined))
    view.rule = 'V1'
    await settled()
    expect(list.state.value).toBe('reading')
    expect(list.features.value).toEqual([])
  })

  it('offers the causes that were seen, whatever cause is filtered by now', async () => {
    spots.mockResolvedValueOnce(page([spot('a', 'service'), spot('b', 'capacity')]))
    const { view, list } = begin({ rule: 'L1' })
    await settled()
    spots.mockResolvedValueOnce(page([spot('a', 'service')]))
    view.cause = 'service'
    await settled()
    expect([...list.causes.value].sort()).toEqual(['capacity', 'service'])
  })

  it('a rule that judges no households is no failure', async () => {
    spots.mockRejectedValueOnce(new ApiError('refused', 400, 'bad_parameter', 'rule=“G1” is not allowed'))
    const { list } = begin({ rule: 'G1' })
    await settled()
    expect(list.state.value).toBe('inapplicable')
    expect(owe).not.toHaveBeenCalled()
  })

  it('an outage is owed, and what is shown stays', async () => {
    const { epoch, list } = begin()
    await settled()
    spots.mockRejectedValueOnce(new ApiError('unreachable', 0, 'unreachable', ''))
    epoch.value += 1
    await settled()
    expect(owe).toHaveBeenCalledOnce()
    expect([list.state.value, list.items.value.length]).toEqual(['ready', 1])
  })
})
