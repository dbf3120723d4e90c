import { computed, ref, shallowRef, watch } from 'vue'
import { ApiError, api } from '../api/client.ts'
import type { GapItem, Severity, SummaryItem } from '../api/types.ts'
import { listedSeverities } from './layers.ts'
import type { View } from './view.ts'

/** Blind spots read at a time. */
const PAGE = 50

/** The blind spots of the filters in the view, and the sums beside them. */
export function gapList(view: View, epoch: { value: number }) {
  const items = shallowRef<GapItem[]>([])
  const next = ref<string | null>(null)
  /** The filtered area (or the district): counts per rule and cause. */
  const whole = shallowRef<SummaryItem | null>(null)
  /** The whole district, whatever the filters. */
  const districtSums = shallowRef<SummaryItem | null>(null)
  /** Its streets, communities or grids. */
  const parts = shallowRef<SummaryItem[]>([])
  const state = ref<'reading' | 'ready' | 'failed'>('reading')
  const failure = ref('')
  let asked: AbortController | null = null

  const query = () => ({ severity: severityOf(view), rule: view.rule, cause: view.cause, area: view.area, limit: PAGE })

  async function read(): Promise<void> {
    asked?.abort()
    const mine = (asked = new AbortController())
    if (items.value.length === 0) state.value = 'reading'
    try {
      const page = await api.gaps(query(), mine.signal)
      if (asked !== mine) return
      items.value = page.items
      next.value = page.next
      state.value = 'ready'
    } catch (error) {
      if (asked === mine) fail(error)
    }
  }

  async function more(): Promise<void> {
    if (!next.value) return
    const page = await api.gaps({ ...query(), cursor: next.value }).catch(fail)
    if (!page) return
    items.value = [...items.value, ...page.items]
    next.value = page.next
  }

  async function readSums(): Promise<void> {
    try {
      const [sums, children] = await Promise.all([api.summary(levelOf(view.area), view.area), api.summary(partsOf(view.area), view.area)])
      whole.value = pick(sums.items, view.area)
      if (!view.area) districtSums.value = whole.value
      else if (!districtSums.value) districtSums.value = (await api.summary('district', null)).items[0] ?? null
      parts.value = children.items
    } catch (error) {
      fail(error)
    }
  }

  function fail(error: unknown): void {
    if (error instanceof DOMException) return
    state.value = items.value.length > 0 ? 'ready' : 'failed'
    failure.value = error instanceof ApiError ? error.message : String(error)
  }

  // Epoch 0 is before the first district: nothing to ask yet.
  watch(() => [view.rule, view.cause, view.area, severityOf(view), epoch.value], () => epoch.value > 0 && void read(), { immediate: true })
  watch(() => [view.area, epoch.value], () => epoch.value > 0 && void readSums(), { immediate: true })
  /** Blind spots under the current filters, where the server told their number. */
  const total = computed(() => countOf(whole.value, view))
  return { items, next, whole, districtSums, parts, state, failure, total, more }
}

/** The one severity to ask for; null asks for both. */
function severityOf(view: View): Severity | null {
  const listed = listedSeverities(view)
  return view.rule === null && listed.length === 1 ? (listed[0] ?? null) : null
}

/** The item of the filtered area itself, should the server list its neighbours too. */
function pick(items: SummaryItem[], area: string | null): SummaryItem | null {
  return items.find((item) => item.code === area) ?? items[0] ?? null
}

/** The level of an area by the length of its code (GB/T 2260: 6, street 9, community 12). */
export function levelOf(area: string | null): 'district' | 'street' | 'community' {
  if (area === null || area.length <= 6) return 'district'
  return area.length <= 9 ? 'street' : 'community'
}

function partsOf(area: string | null): 'street' | 'community' | 'grid' {
  const level = levelOf(area)
  if (level === 'district') return 'street'
  return level === 'street' ? 'community' : 'grid'
}

function countOf(item: SummaryItem | null, view: View): number | null {
  if (!item) return null
  let sum = 0
  const severities = listedSeverities(view)
  for (const rule of item.rules) {
    if (view.rule ? rule.rule !== view.rule : !severities.includes(rule.severity)) continue
    const count = view.cause ? (rule.causes[view.cause] ?? 0) : rule.gap_grids
    if (typeof count !== 'number') return null
    sum += count
  }
  return sum
}
