import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, address, api, mayPass, type GapQuery } from '../api/client.ts'
import type { GapItem, Severity, SummaryItem } from '../api/types.ts'
import { listedSeverities } from './layers.ts'
import type { Lens } from './lens.ts'
import type { View } from './view.ts'

/** Blind spots read at a time. */
const PAGE = 50
/** The longest page the server gives. */
const LONGEST = 1000

/** What a question about an area is judged by. */
type LensOf = (area: string | null) => Lens

/** The blind spots of the filters in the view, and the sums beside them. `owe` is told when they could not be had for now. */
export function gapList(view: View, lensOf: LensOf, epoch: Ref<number>, owe: () => void) {
  const sums = gapSums(view, lensOf, epoch, owe)
  const items = shallowRef<GapItem[]>([])
  const next = ref<string | null>(null)
  const state = ref<'reading' | 'ready' | 'failed'>('reading')
  const failure = ref('')
  let asked: AbortController | null = null
  /** The filters that `items` answers. */
  let answered = ''

  const query = (): GapQuery => ({ severity: severityOf(view), rule: view.rule, cause: view.cause, area: view.area, ...lensOf(view.area) })

  async function read(): Promise<void> {
    const filters = query()
    const same = JSON.stringify(filters) === answered
    if (items.value.length === 0) state.value = 'reading'
    // Who had read on keeps what he read.
    const limit = same ? Math.min(Math.max(PAGE, items.value.length), LONGEST) : PAGE
    await turn({ ...filters, limit }, (page) => {
      items.value = page.items
      answered = JSON.stringify(filters)
    })
  }

  /** Appends the next page; while one is being read, asking again does nothing. */
  async function more(): Promise<void> {
    if (!next.value || asked) return
    await turn({ ...query(), limit: PAGE, cursor: next.value }, (page) => (items.value = [...items.value, ...page.items]))
  }

  /** Asks, and takes the answer unless something else was asked since. */
  async function turn(question: GapQuery, take: (page: { items: GapItem[] }) => void): Promise<void> {
    asked?.abort()
    const mine = (asked = new AbortController())
    try {
      const page = await api.gaps(question, mine.signal)
      if (asked !== mine) return
      take(page)
      next.value = page.next
      state.value = 'ready'
      failure.value = ''
    } catch (error) {
      if (asked === mine) fail(error)
    } finally {
      if (asked === mine) asked = null
    }
  }

  function fail(error: unknown): void {
    // Rows of other filters under these would be a lie.
    if (answered !== JSON.stringify(query())) {
      items.value = []
      next.value = null
    }
    state.value = items.value.length > 0 ? 'ready' : 'failed'
    failure.value = error instanceof ApiError && error.reach === 'refused' ? error.message : ''
    if (mayPass(error)) owe()
  }

  // Epoch 0 is before the first district: nothing to ask yet.
  watch(() => [view.rule, view.cause, view.area, severityOf(view), lensOf(view.area), epoch.value], () => epoch.value > 0 && void read(), { immediate: true })
  /** Blind spots under the current filters, where the server told their number. */
  const total = computed(() => countOf(sums.whole.value, view))
  /** The whole list as a table. */
  const csv = () => address('gaps', { ...query(), format: 'csv' })
  return { ...sums, items, next, state, failure, total, more, csv }
}

/** The sums of the filtered area, of its parts and of the district. */
function gapSums(view: View, lensOf: LensOf, epoch: Ref<number>, owe: () => void) {
  /** The filtered area (or the district): counts per rule and cause. */
  const whole = shallowRef<SummaryItem | null>(null)
  /** The whole district, whatever the filters. */
  const districtSums = shallowRef<SummaryItem | null>(null)
  /** Streets, communities or grids of the filtered area. */
  const parts = shallowRef<SummaryItem[]>([])
  let asked: AbortController | null = null

  async function read(): Promise<void> {
    asked?.abort()
    const mine = (asked = new AbortController())
    const { area } = view
    const ask = (level: string, of: string | null) => api.summary(level, of, lensOf(of), mine.signal).then((page) => page.items)
    try {
      const [own, children, district] = await Promise.all([ask(levelOf(area), area), ask(partsOf(area), area), area ? ask('district', null) : null])
      if (asked !== mine) return
      whole.value = pick(own, area)
      districtSums.value = pick(district ?? own, null)
      parts.value = children
    } catch (error) {
      if (asked !== mine) return
      if (area && whole.value?.code !== area) {
        whole.value = null
        parts.value = []
      }
      if (mayPass(error)) owe()
    }
  }

  watch(() => [view.area, lensOf(view.area), epoch.value], () => epoch.value > 0 && void read(), { immediate: true })
  return { whole, districtSums, parts }
}

/** The one severity to ask for; null asks for both. */
function severityOf(view: View): Severity | null {
  const listed = listedSeverities(view)
  return view.rule === null && listed.length === 1 ? (listed[0] ?? null) : null
}

/** The item of the filtered area itself, should the server list its neighbours too; without an area, the district's. */
function pick(items: SummaryItem[], area: string | null): SummaryItem | null {
  return (area === null ? items[0] : items.find((item) => item.code === area)) ?? null
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
