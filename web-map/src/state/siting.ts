import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, api, mayPass, type SitingQuery } from '../api/client.ts'
import type { SitePlace, Siting } from '../api/types.ts'
import type { View } from './view.ts'

/** Who sees no exact counts of any area. */
const NEVER_EXACT: readonly string[] = ['public', 'display']

export type SitingPlan = ReturnType<typeof sitingPlan>

/**
 * Where the next sites of the view would go. `owe` is told when that could not be had for now; an `audience` that never sees
 * exact counts is not asked for.
 */
export function sitingPlan(view: View, epoch: Ref<number>, audience: () => string, owe: () => void) {
  const answer = shallowRef<Siting | null>(null)
  /** `forbidden`: only who sees exact counts of the area may ask. */
  const state = ref<'reading' | 'ready' | 'failed' | 'forbidden'>('reading')
  const failure = ref('')
  let asked: AbortController | null = null
  let answered = ''

  const question = (): SitingQuery => ({ kind: view.siting.kind, k: view.siting.k, within_m: view.siting.within, area: view.area })

  async function read(): Promise<void> {
    asked?.abort()
    if (NEVER_EXACT.includes(audience())) {
      state.value = 'forbidden'
      return
    }
    const mine = (asked = new AbortController())
    const query = question()
    const key = JSON.stringify(query)
    // Sites of another question under this one would be a lie.
    if (key !== answered) {
      answer.value = null
      state.value = 'reading'
    }
    try {
      const next = await api.siting(query, mine.signal)
      if (asked !== mine) return
      answer.value = next
      answered = key
      state.value = 'ready'
    } catch (error) {
      if (asked === mine) fail(error)
    }
  }

  function fail(error: unknown): void {
    const refused = error instanceof ApiError && error.reach === 'refused'
    failure.value = refused ? error.message : ''
    if (refused && error.status === 403) state.value = 'forbidden'
    else if (!answer.value) state.value = 'failed'
    if (mayPass(error)) owe()
  }

  watch(
    () => [view.list, view.siting.kind, view.siting.k, view.siting.within, view.area, epoch.value],
    () => view.list === 'site' && epoch.value > 0 && void read(),
    { immediate: true },
  )

  /** The sites, numbered, and the alternatives of the one that is chosen. */
  const features = computed<GeoJSON.Feature[]>(() => {
    const sites = answer.value?.sites ?? []
    const alternatives = sites.find((site) => site.id === view.spot)?.alternatives ?? []
    return [
      ...alternatives.map((place) => pointOf(place, { kind: 'alternative' })),
      ...sites.map((site) => pointOf(site, { kind: 'site', id: site.id, order: site.order })),
    ]
  })
  return { answer, state, failure, features }
}

function pointOf({ position }: SitePlace, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: position } }
}
