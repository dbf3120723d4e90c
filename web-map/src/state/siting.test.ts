import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { ApiError, api } from '../api/client.ts'
import type { Closing, Fewest, Site, Siting } from '../api/types.ts'
import { PLAIN } from './lens.ts'
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
    return { view, epoch, plan: sitingPlan(view, () => PLAIN, epoch, () => audience, owe) }
  }
  beforeEach(() => {
    owe.mockReset()
    siting.mockReset().mockResolvedValue(plan(site(1), site(2)))
  })

  it('asks what the view says, and nothing while another list is shown', async () => {
    const { view } = begin({ list: 'grid', area: '990101001' })
    expect(siting).not.toHaveBeenCalled()
    Object.assign(view, { list: 'site', siting: { ...view.siting, kind: 'hub', k: 3, within: 300 } })
    await settled()
    expect(siting.mock.lastCall?.[0]).toEqual({ kind: 'hub', k: 3, within_m: 300, area: '990101001', ...PLAIN })
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

  it('asks for the fewest sites of a share', async () => {
    const fewest = vi.spyOn(api, 'fewest').mockResolvedValueOnce({ sites: [site(1)] } as unknown as Fewest)
    const { plan: shown } = begin({ siting: { ...plainView().siting, ask: 'fewest', share: 98 } })
    await settled()
    expect(fewest.mock.lastCall?.[0]).toEqual({ kind: 'station', share: 98, within_m: null, area: null, ...PLAIN })
    expect([shown.answer.value?.ask, shown.features.value.length]).toEqual(['fewest', 1])
    expect(siting).not.toHaveBeenCalled()
  })

  it('asks who relies on a station once one is chosen, and shows where they live', async () => {
    const lost = (code: string, persons: number) => ({ id: code, code, label: [113.6, 30.2], loses: { households: 1, persons } })
    const closing = vi.spyOn(api, 'closing').mockResolvedValueOnce({ station: { id: 'S-1', position: [113, 30] }, items: [lost('A', 9), lost('B', 4)] } as unknown as Closing)
    const { view, plan: shown } = begin({ siting: { ...plainView().siting, ask: 'close' } })
    await settled()
    expect([shown.state.value, closing.mock.calls.length]).toEqual(['open', 0])
    view.siting = { ...view.siting, station: 'S-1' }
    await settled()
    expect(closing.mock.lastCall?.[0]).toEqual({ station: 'S-1', within_m: null, area: null, ...PLAIN })
    expect(shown.features.value.map((feature) => [feature.properties?.['kind'], feature.properties?.['persons']])).toEqual([['lost', 9], ['lost', 4], ['closing', undefined]])
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
