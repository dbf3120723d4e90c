import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, api, mayPass } from '../api/client.ts'
import type { Closing, Fewest, SitePlace, Siting } from '../api/types.ts'
import { seesExact, type Lens } from './lens.ts'
import type { View } from './view.ts'

/** The answer to one of the questions about sites. */
export type SitingAnswer = { ask: 'most'; plan: Siting } | { ask: 'fewest'; plan: Fewest } | { ask: 'close'; closing: Closing }

export type SitingPlan = ReturnType<typeof sitingPlan>

/**
 * What the view asks about sites. `owe` is told when the answer could not be had for now; for an `audience` that does not see
 * the exact counts of the area nothing is asked.
 */
export function sitingPlan(view: View, lensOf: (area: string | null) => Lens, epoch: Ref<number>, audience: () => string, owe: () => void) {
  const answer = shallowRef<SitingAnswer | null>(null)
  /** `forbidden`: only who sees exact counts of the area may ask; `open`: no station is chosen yet. */
  const state = ref<'reading' | 'ready' | 'failed' | 'forbidden' | 'open'>('reading')
  const failure = ref('')
  let asked: AbortController | null = null
  let answered = ''

  const question = () => ({ ...view.siting, area: view.area, ...lensOf(view.area) })

  async function read(): Promise<void> {
    asked?.abort()
    const asking = question()
    const key = JSON.stringify(asking)
    // An answer to another question under this one would be a lie.
    if (key !== answered) answer.value = null
    if (!seesExact(audience(), view.area)) {
      state.value = 'forbidden'
      return
    }
    if (asking.ask === 'close' && asking.station === null) {
      state.value = 'open'
      return
    }
    const mine = (asked = new AbortController())
    if (!answer.value) state.value = 'reading'
    try {
      const next = await ask(asking, mine.signal)
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
    () => [view.list, view.siting, view.area, lensOf(view.area), epoch.value],
    () => view.list === 'site' && epoch.value > 0 && void read(),
    { immediate: true },
  )

  /** What the map shows of the answer. */
  const features = computed(() => (answer.value ? featuresOf(answer.value, view.spot) : []))
  return { answer, state, failure, features }
}

type Asking = View['siting'] & Lens & { area: string | null }

async function ask({ ask, kind, k, share, station, within, area, as_of, rules }: Asking, signal: AbortSignal): Promise<SitingAnswer> {
  const terms = { within_m: within, area, as_of, rules }
  if (ask === 'close') return { ask, closing: await api.closing({ station: station ?? '', ...terms }, signal) }
  if (ask === 'fewest') return { ask, plan: await api.fewest({ kind, share, ...terms }, signal) }
  return { ask, plan: await api.siting({ kind, k, ...terms }, signal) }
}

/** The sites, numbered, and the alternatives of the one that is chosen; or the station that closes and where people rely on it. */
function featuresOf(answer: SitingAnswer, chosen: string | null): GeoJSON.Feature[] {
  if (answer.ask === 'close') {
    const { station, items } = answer.closing
    const lost = items.map((item) => pointOf(item.label, { kind: 'lost', persons: item.loses.persons }))
    return station?.position ? [...lost, pointOf(station.position, { kind: 'closing' })] : lost
  }
  const { sites } = answer.plan
  const alternatives = sites.find((site) => site.id === chosen)?.alternatives ?? []
  return [
    ...alternatives.map((place) => pointOf(place.position, { kind: 'alternative' })),
    ...sites.map((site) => pointOf(site.position, { kind: 'site', id: site.id, order: site.order })),
  ]
}

function pointOf(position: SitePlace['position'], properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: position } }
}
