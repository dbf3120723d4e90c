import { computed, onScopeDispose, ref, watch, type ComputedRef } from 'vue'
import type { View } from './view.ts'

/** By which rules, and as of which day, a question is judged; `null` is as the server judges. The names are the API's. */
export interface Lens {
  as_of: string | null
  rules: string | null
}

export const PLAIN: Lens = { as_of: null, rules: null }

/** How long a month must rest before lists and cards are asked for it: whoever slides past one does not want it. */
const REST_MS = 250

/** The rates of which the register knows the past. */
const WITH_MONTHS = ['V1', 'L1'] as const
export const hasMonths = (rate: string): boolean => (WITH_MONTHS as readonly string[]).includes(rate)

/** The last day of a month: `2026-02` → `2026-02-28`. */
export function monthEnd(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10)
}

/** Whether an audience (`worker`, `worker:990101001`) sees exact counts of an area; `null` is the whole district. */
export function seesExact(audience: string, area: string | null): boolean {
  const [role, areas] = audience.split(':')
  if (role === 'public' || role === 'display') return false
  return areas === undefined || (area !== null && areas.split(',').some((code) => area.startsWith(code)))
}

/** Whether an audience sees the households and members of an area. */
export function seesPersons(audience: string, area: string): boolean {
  return /^(worker|admin)\b/.test(audience) && seesExact(audience, area)
}

export interface LensFollower {
  /** The lens of a question about an area or grid; another than the server's is not asked of who may not have it. */
  of: (code: string | null) => Lens
  /** The chosen month, where it may be asked about. */
  month: ComputedRef<string | null>
  /** The rule set that judges instead of the server's own, where it may be asked for. */
  rules: ComputedRef<string | null>
}

/** The lens of the view. `known` is what the server told of itself. */
export function followLens(view: View, known: () => { audience: string; rules: string }): LensFollower {
  const rested = ref(view.month)
  let timer = 0
  watch(
    () => view.month,
    (month) => {
      window.clearTimeout(timer)
      if (month === null) rested.value = null
      else timer = window.setTimeout(() => (rested.value = month), REST_MS)
    },
    { flush: 'sync' },
  )
  onScopeDispose(() => window.clearTimeout(timer))
  const may = (code: string | null) => seesExact(known().audience, code)
  const month = computed(() => (may(view.area) ? view.month : null))
  const rules = computed(() => (may(view.area) && view.rules !== known().rules ? view.rules : null))
  const lens = computed<Lens>(() => ({ as_of: month.value && rested.value && monthEnd(rested.value), rules: rules.value }))
  return { of: (code) => (may(code) ? lens.value : PLAIN), month, rules }
}
