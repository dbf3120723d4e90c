import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { ApiError, api } from '../api/client.ts'
import type { Site, Siting } from '../api/types.ts'
import { sitingPlan } from './siting.ts'
import { plainView, type View } from './view.ts'

const site = (order: number, alternatives: Site['alternatives'] = []) => ({ id: `station-${order}`, order, position: [113.6, 30.2 + order / 100], alternatives }) as Site
const plan = (...sites: Site[]) => ({ sites }) as Siting
const settled = async () => {
  for (let i = 0; i < 5; i++) await Promise.resolve()
  await nextTick()
}

describe('where next', () => {
  const siting = vi.spyOn(api, 'siting')
  const owe = vi.fn()
  const begin = (part: Partial<View> = {}, audience = 'worker') => {
    const view = reactive({ ...plainView(), list: 'site' as View['list'], ...part })
    const epoch = ref(1)
    return { view, epoch, plan: sitingPlan(view, epoch, () => audience, owe) }
  }
  beforeEach(() => {
    owe.mockReset()
    siting.mockReset().mockResolvedValue(plan(site(1), site(2)))
  })

  it('asks what the view says, and nothing while another list is shown', async () => {
    const { view } = begin({ list: 'grid', area: '990101001' })
    expect(siting).not.toHaveBeenCalled()
    Object.assign(view, { list: 'site', siting: { kind: 'hub', k: 3, within: 300 } })
    await settled()
    expect(siting.mock.lastCall?.[0]).toEqual({ kind: 'hub', k: 3, within_m: 300, area: '990101001' })
  })

  it('the map shows the sites in their order, and the alternatives of the chosen one beneath them', async () => {
    siting.mockResolvedValueOnce(plan(site(1), site(2, [{ position: [1, 2], loses_persons: 3 } as Site['alternatives'][number]])))
    const { view, plan: shown } = begin()
    await settled()
    const kinds = () => shown.features.value.map((feature) => [feature.properties?.['kind'], feature.properties?.['order']])
    expect(kinds()).toEqual([['site', 1], ['site', 2]])
    view.spot = 'station-2'
    expect(kinds()).toEqual([['alternative', undefined], ['site', 1], ['site', 2]])
  })

  it('the answer to another question is gone at once', async () => {
    const { view, plan: shown } = begin()
    await settled()
    siting.mockReturnValueOnce(new Promise(() => undefined))
    view.siting = { ...view.siting, k: 9 }
    await settled()
    expect([shown.state.value, shown.features.value]).toEqual(['reading', []])
  })

  it('who may not ask is told so, and nothing is owed', async () => {
    siting.mockRejectedValueOnce(new ApiError('refused', 403, 'not_for_this_audience', 'exact counts'))
    const { plan: shown } = begin()
    await settled()
    expect(shown.state.value).toBe('forbidden')
    expect(owe).not.toHaveBeenCalled()
  })

  it('the public is told so without asking', async () => {
    const { plan: shown } = begin({}, 'public')
    await settled()
    expect(shown.state.value).toBe('forbidden')
    expect(siting).not.toHaveBeenCalled()
  })

  it('an outage is owed, and what is shown stays', async () => {
    const { epoch, plan: shown } = begin()
    await settled()
    siting.mockRejectedValueOnce(new ApiError('unreachable', 0, 'unreachable', ''))
    epoch.value += 1
    await settled()
    expect(owe).toHaveBeenCalledOnce()
    expect([shown.state.value, shown.features.value.length]).toEqual(['ready', 2])
  })
})
