import { computed, inject, provide, reactive, ref, shallowRef, watch, type InjectionKey } from 'vue'
import type { Bounds, District, RuleId } from '../api/types.ts'
import { USUAL_PLACES } from '../map/context.ts'
import { fill, speak, t } from '../strings/index.ts'
import { followSelection } from './card.ts'
import { gapList } from './gaps.ts'
import { bindHistory } from './history.ts'
import { followLens, seesExact } from './lens.ts'
import { follow } from './live.ts'
import { fetchedParts } from './parts.ts'
import { decodeView, type Picked, type Pin, type Selection, type View } from './view.ts'

/** What the page knows about its connection. */
export type Reach = 'asking' | 'up' | 'down'

/** Half the side of the view around a marked place, in degrees: about 300 m. */
const AROUND = 0.003

/** How much is shown on every side of a place, as a share of its width. */
const SURROUNDINGS = 0.35

const around = ({ lon, lat }: Pin): Bounds => [lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND]

export type App = ReturnType<typeof startApp>

const KEY: InjectionKey<App> = Symbol('app')

export function provideApp(): App {
  const app = startApp()
  provide(KEY, app)
  return app
}

export function useApp(): App {
  const app = inject(KEY)
  if (!app) throw new Error('useApp outside the application')
  return app
}

function startApp() {
  const view = reactive<View>(decodeView(location.hash))
  const district = shallowRef<District | null>(null)
  const reach = ref<Reach>('asking')
  const refused = ref('')
  /** Something that was asked for is missing still. */
  const owing = ref(false)
  /** Counts up whenever everything is to be read; whoever shows data watches it. */
  const epoch = ref(0)
  /** Counts up when the data is another. */
  const changes = ref(0)
  /** A place the map is asked to go to; at first what a link without a camera is about. */
  const target = shallowRef<{ bounds: Bounds } | null>(view.pin && !view.camera ? { bounds: around(view.pin) } : null)
  const stopHistory = bindHistory(view)
  const live = follow({
    onRead(next, why) {
      district.value = next
      refused.value = ''
      if (why === 'changed') changes.value += 1
      epoch.value += 1
    },
    onOwing: (now) => (owing.value = now),
    onReach(up) {
      reach.value = up ? 'up' : 'down'
    },
    onRefused(detail) {
      reach.value = 'up'
      refused.value = detail
    },
  })

  // What could not be fetched is asked for again with everything else.
  watch(() => [view.language, epoch.value], () => void speak(view.language).catch(live.owe), { immediate: true })

  const audience = () => district.value?.audience ?? 'public'
  const lens = followLens(view, () => ({ audience: audience(), rules: district.value?.rule_set.name ?? '' }))
  /** Whether this audience sees the exact counts of the area in view. */
  const exact = computed(() => seesExact(audience(), view.area))
  const { card, missing, waiting } = followSelection(view, lens.of, epoch, live.owe)
  /** The code whose place is to be shown once its card tells where it is. */
  let awaited = view.camera ? null : (view.selection?.code ?? null)
  watch(card, (now) => now && now.card.code === awaited && go(now.card.bounds))
  const gaps = gapList(view, lens.of, epoch, live.owe)

  /** Everything is judged otherwise than the tiles tell. */
  const restates = computed(() => (lens.month.value ?? lens.rules.value) !== null)
  const of = () => ({ audience: audience(), asOf: district.value?.as_of ?? '' })
  const parts = fetchedParts({ view, lens, epoch, restates, of, owe: live.owe })

  /** The rule whose blind spots make the places on the map: a rule with a rate judges households, and what judges households makes places. */
  const placesOf = computed<RuleId>(() => {
    const filtered = gaps.districtSums.value?.rules.find((rule) => rule.rule === view.rule)
    return filtered && filtered.rate !== null ? filtered.rule : USUAL_PLACES
  })
  function pick(picked: Picked): void {
    if (picked.level === 'spot') pickSpot(picked.code)
    else if (picked.level !== 'station') select(picked)
    else if (view.list === 'site' && view.siting.ask === 'close') askClosing(picked.pin.station)
    else Object.assign(view, { pin: picked.pin, selection: null })
  }

  /** A place of the list that is drawn, or one of tiles, which opens the list. */
  function pickSpot(spot: string): void {
    const rule = placesOf.value === view.rule ? view.rule : null
    Object.assign(view, parts.drawn.value.length > 0 ? { spot } : { spot, rule, list: 'spot', selection: null })
  }

  /** Asks what it would mean if a station closed. */
  function askClosing(station: string): void {
    Object.assign(view, { list: 'site', spot: null, selection: null, siting: { ...view.siting, ask: 'close', kind: 'station', station } })
  }

  function select(selection: Selection | null): void {
    awaited = null
    if (view.selection?.code === selection?.code && view.selection?.level === selection?.level) return
    view.selection = selection
  }

  /** Selects, and goes there as soon as it is known where that is. */
  function visit(selection: Selection): void {
    select(selection)
    awaited = selection.code
    if (card.value?.card.code === selection.code) go(card.value.card.bounds)
  }

  /** One level up: grid → community → street → district; with nothing selected, the whole district. */
  function up(): void {
    const path = card.value?.card.path ?? []
    const parents = path.filter((step) => step.code !== view.selection?.code && step.level !== 'district')
    const parent = view.selection ? parents.at(-1) : undefined
    if (parent) visit({ level: 'area', code: parent.code })
    else if (view.selection) select(null)
    else if (view.spot) view.spot = null
    else if (view.pin) unmark()
    else home()
  }

  function home(): void {
    select(null)
    if (district.value) target.value = { bounds: district.value.bounds }
  }

  /** Shows a place with some of its surroundings. */
  function go([west, south, east, north]: Bounds): void {
    awaited = null
    const [dx, dy] = [(east - west) * SURROUNDINGS, (north - south) * SURROUNDINGS]
    target.value = { bounds: [west - dx, south - dy, east + dx, north + dy] }
  }

  /** Marks a place that has no card of its own, and goes there. */
  function mark(pin: Pin): void {
    Object.assign(view, { pin, selection: null })
    target.value = { bounds: around(pin) }
  }

  function unmark(): void {
    view.pin = null
  }

  function clearFilters(): void {
    Object.assign(view, { rule: null, cause: null, area: null, month: null, rules: null })
  }

  /** By what everything is judged otherwise than now and here, in words, and how to let go of it. */
  const lenses = computed(() => {
    const { month, rules } = lens
    const list: { text: string; remove: () => void }[] = []
    if (month.value) list.push({ text: fill(t.value.map.asOf, { month: month.value }), remove: () => (view.month = null) })
    if (rules.value) list.push({ text: fill(t.value.map.ruleSet, { name: rules.value }), remove: () => (view.rules = null) })
    return list
  })
  const missingLists = computed(() => new Set(district.value?.missing_lists ?? []))
  const hasFilters = computed(() => Boolean(view.rule ?? view.cause ?? view.area) || lenses.value.length > 0)
  function stop(): void {
    stopHistory()
    live.stop()
  }
  return {
    ...{ view, district, reach, refused, owing, epoch, changes, target, card, missing, waiting, gaps, placesOf, hasFilters },
    ...{ missingLists, lens, lenses, exact, restates, ...parts },
    ...{ select, visit, pick, askClosing, up, home, go, mark, unmark, clearFilters, retry: live.now, owe: live.owe, stop },
  }
}
