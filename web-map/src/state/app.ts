import { computed, inject, provide, reactive, ref, shallowRef, watch, type InjectionKey } from 'vue'
import { ApiError, api } from '../api/client.ts'
import type { AreaCard, Bounds, District, GridCard } from '../api/types.ts'
import { speak } from '../strings/index.ts'
import { gapList } from './gaps.ts'
import { bindHistory } from './history.ts'
import { follow } from './live.ts'
import { decodeView, type Selection, type View } from './view.ts'

export type Card = { level: 'grid'; card: GridCard } | { level: 'area'; card: AreaCard }

/** What the page knows about its connection. */
export type Reach = 'asking' | 'up' | 'down'

/** How much is shown on every side of a place, as a share of its width. */
const SURROUNDINGS = 0.35

/** Tiles fail in flocks; one question answers them all. */
const TROUBLE_MS = 1_000

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
  /** Counts up with every revision; whoever shows data watches it. */
  const epoch = ref(0)
  /** A place the map is asked to go to. */
  const target = shallowRef<{ bounds: Bounds } | null>(null)
  const stopHistory = bindHistory(view)
  watch(() => view.language, speak, { immediate: true })

  const live = follow({
    onRevision(next) {
      district.value = next
      refused.value = ''
      epoch.value += 1
    },
    onReach(up) {
      reach.value = up ? 'up' : 'down'
    },
    onRefused(detail) {
      reach.value = 'up'
      refused.value = detail
    },
  })

  const { card, missing, reading } = followSelection(view, epoch)
  const gaps = gapList(view, epoch)

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

  function clearFilters(): void {
    Object.assign(view, { rule: null, cause: null, area: null, klass: null })
  }

  /** A tile could not be had. Ask whether the server is there, but not once per tile. */
  let troubled = 0
  function trouble(): void {
    window.clearTimeout(troubled)
    troubled = window.setTimeout(live.now, TROUBLE_MS)
  }

  const hasFilters = computed(() => Boolean(view.rule ?? view.cause ?? view.area ?? view.klass))
  function stop(): void {
    stopHistory()
    live.stop()
  }
  return { view, district, reach, refused, epoch, target, card, missing, reading, gaps, hasFilters, select, up, home, go, clearFilters, retry: live.now, trouble, stop }
}

/** The card of what is selected, read again at every revision. */
function followSelection(view: View, epoch: { value: number }) {
  const card = shallowRef<Card | null>(null)
  const missing = ref<string | null>(null)
  const reading = ref(false)
  let asked: AbortController | null = null
  watch(
    () => [view.selection?.level, view.selection?.code, epoch.value] as const,
    async ([level, code, revision]) => {
      if (revision === 0) return
      asked?.abort()
      missing.value = null
      if (!level || !code) {
        card.value = null
        reading.value = false
        return
      }
      const mine = (asked = new AbortController())
      reading.value = true
      try {
        const next: Card =
          level === 'grid' ? { level, card: await api.grid(code, mine.signal) } : { level, card: await api.area(code, mine.signal) }
        if (asked === mine) card.value = next
      } catch (error) {
        if (asked !== mine) return
        // Unreachable: keep what is shown; the next revision or the poll reads it again.
        if (error instanceof ApiError && error.reach === 'refused') {
          card.value = null
          missing.value = code
        }
      } finally {
        if (asked === mine) reading.value = false
      }
    },
    { immediate: true },
  )
  return { card, missing, reading }
}
