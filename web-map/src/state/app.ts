import { computed, inject, provide, reactive, ref, shallowRef, watch, type InjectionKey } from 'vue'
import type { Bounds, District } from '../api/types.ts'
import { speak } from '../strings/index.ts'
import { followSelection } from './card.ts'
import { gapList } from './gaps.ts'
import { bindHistory } from './history.ts'
import { follow } from './live.ts'
import type { SitingPlan } from './siting.ts'
import type { SpotList } from './spots.ts'
import { decodeView, type Picked, type Pin, type Selection, type View } from './view.ts'

/** What the page knows about its connection. */
export type Reach = 'asking' | 'up' | 'down'

/** Half the side of the view around a marked place, in degrees: about 300 m. */
const AROUND = 0.003

/** How much is shown on every side of a place, as a share of its width. */
const SURROUNDINGS = 0.35

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
  /** A place the map is asked to go to. */
  const target = shallowRef<{ bounds: Bounds } | null>(null)
  const stopHistory = bindHistory(view)
  watch(() => view.language, speak, { immediate: true })

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

  const { card, missing, waiting } = followSelection(view, epoch, live.owe)
  const gaps = gapList(view, epoch, live.owe)

  /** The list of blind-spot areas; its code is fetched when it is asked for. */
  const spots = shallowRef<SpotList | null>(null)
  /** Where the next sites would go, likewise. */
  const siting = shallowRef<SitingPlan | null>(null)
  const drawn = computed<readonly GeoJSON.Feature[]>(() => {
    if (view.list === 'spot') return spots.value?.features.value ?? []
    return view.list === 'site' ? (siting.value?.features.value ?? []) : []
  })
  const fetchLater = {
    spot: async () => (spots.value ??= (await import('./spots.ts')).spotList(view, epoch, live.owe)),
    site: async () => (siting.value ??= (await import('./siting.ts')).sitingPlan(view, epoch, () => district.value?.audience ?? 'public', live.owe)),
  }
  watch(
    () => [view.list, epoch.value],
    () => (view.list === 'spot' || view.list === 'site') && void fetchLater[view.list]().catch(live.owe),
    { immediate: true },
  )

  function pick(picked: Picked): void {
    if (picked.level === 'spot') view.spot = picked.code
    else select(picked)
  }

  function select(selection: Selection | null): void {
    if (view.selection?.code === selection?.code && view.selection?.level === selection?.level) return
    view.selection = selection
  }

  /** One level up: grid → community → street → district; with nothing selected, the whole district. */
  function up(): void {
    const path = card.value?.card.path ?? []
    const parents = path.filter((step) => step.code !== view.selection?.code && step.level !== 'district')
    const parent = view.selection ? parents.at(-1) : undefined
    if (parent) select({ level: 'area', code: parent.code })
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
    const [dx, dy] = [(east - west) * SURROUNDINGS, (north - south) * SURROUNDINGS]
    target.value = { bounds: [west - dx, south - dy, east + dx, north + dy] }
  }

  /** Marks a place that has no card of its own, and goes there. */
  function mark(pin: Pin): void {
    Object.assign(view, { pin, selection: null })
    const { lon, lat } = pin
    target.value = { bounds: [lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND] }
  }

  function unmark(): void {
    view.pin = null
  }

  function clearFilters(): void {
    Object.assign(view, { rule: null, cause: null, area: null, klass: null })
  }

  const hasFilters = computed(() => Boolean(view.rule ?? view.cause ?? view.area ?? view.klass))
  function stop(): void {
    stopHistory()
    live.stop()
  }
  return {
    ...{ view, district, reach, refused, owing, epoch, changes, target, card, missing, waiting, gaps, spots, siting, drawn, hasFilters },
    ...{ select, pick, up, home, go, mark, unmark, clearFilters, retry: live.now, owe: live.owe, stop },
  }
}
