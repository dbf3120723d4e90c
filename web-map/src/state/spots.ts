import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, address, api, mayPass } from '../api/client.ts'
import type { Cause, RuleId, Shown, Spot } from '../api/types.ts'
import type { Lens } from './lens.ts'
import type { View } from './view.ts'

/** Areas read at a time: their outlines come with them. */
const PAGE = 50

/** The rule whose areas are shown where the view names none. */
export const PLAIN_RULE: RuleId = 'S1'

export type SpotList = ReturnType<typeof spotList>

/** Gap households that are in no area. */
export interface Apart {
  scattered: Shown
  withoutPosition: Shown
}

/** The blind-spot areas of the filters in the view. `owe` is told when they could not be had for now. */
export function spotList(view: View, lensOf: (area: string | null) => Lens, epoch: Ref<number>, owe: () => void) {
  const items = shallowRef<Spot[]>([])
  const next = ref<string | null>(null)
  /** `inapplicable`: the rule judges no households, so its blind spots make no areas. */
  const state = ref<'reading' | 'ready' | 'failed' | 'inapplicable'>('reading')
  const failure = ref('')
  const apart = shallowRef<Apart | null>(null)
  /** The causes seen under the rule: a filter that finds nothing is not offered. */
  const causes = shallowRef<ReadonlySet<Cause>>(new Set())
  const rule = computed<RuleId>(() => view.rule ?? PLAIN_RULE)
  let asked: AbortController | null = null
  let answered = ''

  const filters = () => ({ rule: rule.value, cause: view.cause, area: view.area, ...lensOf(view.area) })

  async function read(cursor: string | null): Promise<void> {
    asked?.abort()
    const mine = (asked = new AbortController())
    const question = filters()
    const key = JSON.stringify(question)
    if (!cursor && key !== answered) drop()
    try {
      const page = await api.spots({ ...question, limit: PAGE, cursor }, mine.signal)
      if (asked !== mine) return
      if (!answered.startsWith(`{"rule":"${question.rule}"`)) causes.value = new Set()
      causes.value = new Set([...causes.value, ...page.items.map((item) => item.cause)])
      items.value = cursor ? [...items.value, ...page.items] : page.items
      next.value = page.next
      apart.value = { scattered: page.scattered, withoutPosition: page.without_position }
      answered = key
      state.value = 'ready'
    } catch (error) {
      if (asked === mine) fail(error)
    } finally {
      if (asked === mine) asked = null
    }
  }

  function drop(): void {
    items.value = []
    next.value = null
    apart.value = null
    state.value = 'reading'
  }

  function fail(error: unknown): void {
    const refused = error instanceof ApiError && error.reach === 'refused'
    failure.value = refused ? error.message : ''
    if (refused && error.code === 'bad_parameter' && view.rule) state.value = 'inapplicable'
    else if (items.value.length === 0) state.value = 'failed'
    if (mayPass(error)) owe()
  }

  /** Appends the next page. */
  const more = () => (next.value && !asked ? read(next.value) : Promise.resolve())

  watch(
    () => [view.list, view.rule, view.cause, view.area, lensOf(view.area), epoch.value],
    () => view.list === 'spot' && epoch.value > 0 && void read(null),
    { immediate: true },
  )

  /** What the map draws of them. */
  const features = computed<GeoJSON.Feature[]>(() =>
    items.value.map(({ id, cause, outline }) => ({
      type: 'Feature',
      properties: { kind: 'spot', id, cause },
      geometry: { type: 'MultiPolygon', coordinates: outline },
    })),
  )
  /** The whole list as a table, as far as the server gives one. */
  const csv = () => address('gaps/areas', { ...filters(), format: 'csv' })
  return { items, next, state, failure, apart, causes, rule, features, more, csv }
}
