import { computed, shallowRef, watch, type Ref } from 'vue'
import { api, mayPass } from '../api/client.ts'
import type { Cause, Rate, RuleId, Severity, SummaryItem, VerdictWord } from '../api/types.ts'
import { classOf, RAMP, UNKNOWN, VERDICT } from '../map/colours.ts'
import { shownSeverities } from './layers.ts'
import { PLAIN, seesExact, type Lens, type LensFollower } from './lens.ts'
import { CAUSES, type LegendClass, type View } from './view.ts'

/** Grids read at a time: as many as the server gives. */
const PAGE = 1000

/** What a lens says of a grid. */
export interface Judged {
  rates: ReadonlyMap<RuleId, Rate>
  worst: VerdictWord
  gaps: readonly { rule: RuleId; severity: Severity; cause: Cause }[]
}

/** How a grid is coloured: tiles tell of the server's own judgement only. */
export interface Paint {
  colour: string
  /** The filters leave it out. */
  faded: boolean
}

export type Restated = ReturnType<typeof restatedGrids>

/**
 * Every grid as the lens of the view judges it. `past` are the rates of the chosen month, where they are known at once; `owe` is
 * told when the rest could not be had for now.
 */
export function restatedGrids(view: View, lens: LensFollower, epoch: Ref<number>, past: () => ReadonlyMap<string, Rate> | null, audience: () => string, owe: () => void) {
  const judged = shallowRef<ReadonlyMap<string, Judged>>(new Map())
  /** What `judged` was judged by. */
  const by = shallowRef<Lens>(PLAIN)
  let asked: AbortController | null = null

  async function read(): Promise<void> {
    asked?.abort()
    const mine = (asked = new AbortController())
    const asking = lens.of(view.area)
    // Who sees the whole district has it judged whole, whatever the filter.
    const area = seesExact(audience(), null) ? null : view.area
    const found = new Map<string, Judged>()
    try {
      let cursor: string | null = null
      do {
        const page = await api.summary('grid', area, asking, mine.signal, { limit: PAGE, cursor })
        for (const item of page.items) found.set(item.code, judgedOf(item))
        cursor = page.next
      } while (cursor)
    } catch (error) {
      if (asked === mine && mayPass(error)) owe()
      return
    }
    if (asked !== mine) return
    judged.value = found
    by.value = asking
  }

  watch(
    () => [lens.of(view.area), view.area, epoch.value],
    () => epoch.value > 0 && lens.of(view.area) !== PLAIN && isOther(lens.of(view.area)) && void read(),
    { immediate: true },
  )

  const isCurrent = computed(() => by.value === lens.of(view.area))
  /** The class of the legend that each grid is in. */
  const classes = computed<ReadonlyMap<string, LegendClass>>(() => {
    const { rate } = view
    const rates = past()
    if (rates) return new Map([...rates].map(([code, value]) => [code, classOfRate(value)]))
    if (!isCurrent.value) return new Map()
    return new Map([...judged.value].map(([code, one]) => [code, rate === 'worst' ? one.worst : classOfRate(one.rates.get(rate) ?? null)]))
  })
  const paint = computed<ReadonlyMap<string, Paint>>(() => {
    const { klass, area } = view
    const isFaded = (code: string, its: LegendClass) => (klass !== null && its !== klass) || (area !== null && !code.startsWith(area))
    return new Map([...classes.value].map(([code, its]) => [code, { colour: colourOf(its), faded: isFaded(code, its) }]))
  })
  /** The cause by which each blind spot of the filters is hatched. */
  const causes = computed(() => (isCurrent.value ? causesOf(judged.value, view) : new Map<string, Cause>()))
  return { classes, paint, causes }
}

export const isOther = ({ as_of, rules }: Lens): boolean => as_of !== null || rules !== null

const classOfRate = (rate: Rate): LegendClass => (rate === null ? 'unknown' : (String(classOf(rate)) as LegendClass))

function colourOf(klass: LegendClass): string {
  return /^\d$/.test(klass) ? (RAMP[Number(klass)] ?? UNKNOWN) : VERDICT[klass as keyof typeof VERDICT]
}

function judgedOf({ rules }: SummaryItem): Judged {
  const hard = rules.filter((rule) => rule.severity === 'hard')
  const has = (name: 'gap_grids' | 'unknown_grids' | 'covered_grids') => hard.some((rule) => rule[name] === 1)
  return {
    rates: new Map(rules.map((rule) => [rule.rule, rule.rate])),
    worst: has('gap_grids') ? 'gap' : has('unknown_grids') ? 'unknown' : has('covered_grids') ? 'covered' : 'not_applicable',
    gaps: rules.flatMap(({ rule, severity, causes, gap_grids }) => (gap_grids === 1 ? [{ rule, severity, cause: CAUSES.find((cause) => causes[cause] > 0) ?? 'data' }] : [])),
  }
}

/** The chief cause of each grid that the filters of the view leave: of hard rules before soft ones, in the order of causes. */
export function causesOf(judged: ReadonlyMap<string, Judged>, view: Pick<View, 'rule' | 'cause' | 'area' | 'toggled'>): Map<string, Cause> {
  const severities = shownSeverities(view)
  const found = new Map<string, Cause>()
  for (const [code, { gaps }] of judged) {
    if (view.area !== null && !code.startsWith(view.area)) continue
    const meant = gaps.filter((gap) => (view.rule ? gap.rule === view.rule : severities.includes(gap.severity)) && (!view.cause || gap.cause === view.cause))
    const rank = (gap: (typeof meant)[number]) => (gap.severity === 'hard' ? 0 : CAUSES.length) + CAUSES.indexOf(gap.cause)
    const chief = meant.sort((a, b) => rank(a) - rank(b))[0]
    if (chief) found.set(code, chief.cause)
  }
  return found
}
