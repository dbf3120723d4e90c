import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, api, mayPass } from '../api/client.ts'
import type { Rate, TimelineItem } from '../api/types.ts'
import { hasMonths, seesExact, type LensFollower } from './lens.ts'
import type { View } from './view.ts'

/** Month ends shown. */
export const MONTHS = 24
const FRIDAY = 5

/** A month end in an area. */
export interface MonthTotal {
  /** As `2026-09`. */
  month: string
  /** The day it ends. */
  day: string
  gap: number
  gapPersons: number
  unknown: number
  rate: Rate
}

/** How many more will be overdue by a day if nobody visits. */
export interface Due {
  day: string
  households: number
  persons: number
}

/** What is asked of the past: for whom, of which data date. */
export interface MonthsOf {
  audience: string
  asOf: string
}

export type Months = ReturnType<typeof monthLine>

/**
 * The past of the displayed rate, while the slider is `open`: totals of the area in view, and the rates of its grids, so that a
 * month is shown as soon as it is chosen. `owe` is told when they could not be had for now.
 */
export function monthLine(view: View, lens: LensFollower, epoch: Ref<number>, open: Ref<boolean>, of: () => MonthsOf, owe: () => void) {
  const totals = shallowRef<MonthTotal[]>([])
  const due = shallowRef<Due | null>(null)
  const state = ref<'reading' | 'ready' | 'failed'>('reading')
  const failure = ref('')
  /** Per grid its rates, month by month in the order of `totals`. */
  const grids = shallowRef<ReadonlyMap<string, readonly Rate[]>>(new Map())
  const rule = computed(() => (hasMonths(view.rate) ? (view.rate as 'V1' | 'L1') : 'V1'))
  let asked: AbortController | null = null
  let answered = ''
  let coloured = ''

  const rulesOf = () => lens.rules.value
  const question = () => ({ rule: rule.value, area: view.area, rules: rulesOf(), months: MONTHS, due: nextFriday(of().asOf) })

  async function read(): Promise<void> {
    asked?.abort()
    const mine = (asked = new AbortController())
    const asking = question()
    const key = JSON.stringify(asking)
    if (key !== answered) {
      totals.value = []
      state.value = 'reading'
    }
    try {
      const answer = await api.timeline(asking, mine.signal)
      if (asked !== mine) return
      const item = answer.items[0]
      totals.value = item ? answer.months.map((day, i) => totalOf(item, day, i)) : []
      due.value = item?.due && answer.due ? { day: answer.due, households: item.due.more_households, persons: item.due.more_persons } : null
      answered = key
      state.value = 'ready'
      await colour(mine)
    } catch (error) {
      if (asked === mine) fail(error)
    }
  }

  /** Reads the months of the grids, once for every rule and area. */
  async function colour(mine: AbortController): Promise<void> {
    // Who sees the whole district has it coloured whole, whatever the filter.
    const area = seesExact(of().audience, null) ? null : view.area
    const asking = { rule: rule.value, area, rules: rulesOf(), months: MONTHS }
    const key = JSON.stringify([asking, epoch.value])
    if (key === coloured) return
    grids.value = new Map()
    const rates = new Map<string, Rate[]>()
    let cursor: string | null = null
    do {
      const page = await api.timeline({ ...asking, level: 'grid', limit: 1000, cursor }, mine.signal)
      for (const item of page.items) rates.set(item.code, page.months.map((_, i) => rateOf(item, i)))
      cursor = page.next
    } while (cursor)
    if (asked !== mine) return
    grids.value = rates
    coloured = key
  }

  function fail(error: unknown): void {
    failure.value = error instanceof ApiError && error.reach === 'refused' ? error.message : ''
    if (totals.value.length === 0) state.value = 'failed'
    if (mayPass(error)) owe()
  }

  watch(
    () => [open.value, rule.value, view.area, rulesOf(), epoch.value],
    () => open.value && epoch.value > 0 && seesExact(of().audience, view.area) && void read(),
    { immediate: true },
  )

  /** Where the chosen month stands among the totals; -1 where none is chosen or it is not among them. */
  const at = computed(() => totals.value.findIndex((total) => total.month === lens.month.value))
  /** The rate of every grid in the chosen month; `null` while none is chosen, or they are not known yet. */
  const rates = computed<ReadonlyMap<string, Rate> | null>(() => {
    if (lens.month.value === null || at.value < 0 || grids.value.size === 0) return null
    return new Map([...grids.value].map(([code, list]) => [code, list[at.value] ?? null]))
  })
  return { totals, due, state, failure, rule, at, rates }
}

function totalOf(item: TimelineItem, day: string, i: number): MonthTotal {
  return { month: day.slice(0, 7), day, gap: item.gap[i] ?? 0, gapPersons: item.gap_persons[i] ?? 0, unknown: item.unknown[i] ?? 0, rate: rateOf(item, i) }
}

/** Covered households per thousand judged ones, rounded as the server does; none where more than a tenth are unknown. */
function rateOf({ covered, gap, unknown }: TimelineItem, i: number): Rate {
  const [done, open, dark] = [covered[i] ?? 0, gap[i] ?? 0, unknown[i] ?? 0]
  return done + open === 0 || 10 * dark > done + open + dark ? null : Math.round((1000 * done) / (done + open))
}

/** The first Friday after a day. */
export function nextFriday(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + ((FRIDAY - date.getUTCDay() + 6) % 7) + 1)
  return date.toISOString().slice(0, 10)
}
