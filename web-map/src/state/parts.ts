import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { hasMonths, type LensFollower } from './lens.ts'
import type { Months, MonthsOf } from './months.ts'
import type { Restated } from './restated.ts'
import type { SitingPlan } from './siting.ts'
import type { SpotList } from './spots.ts'
import type { View } from './view.ts'

/** What every part is made from. */
export interface Whole {
  view: View
  lens: LensFollower
  epoch: Ref<number>
  /** Everything is judged otherwise than the tiles tell. */
  restates: ComputedRef<boolean>
  of: () => MonthsOf
  owe: () => void
}

/** Parts of the page's state that few want at once: the code of each is fetched when it is asked for, and again after an outage. */
export function fetchedParts({ view, lens, epoch, restates, of, owe }: Whole) {
  /** The list of blind-spot areas. */
  const spots = shallowRef<SpotList | null>(null)
  /** Where the next sites would go. */
  const siting = shallowRef<SitingPlan | null>(null)
  /** The past months, while the slider over them is shown. */
  const months = shallowRef<Months | null>(null)
  const timeOpen = ref(view.month !== null)
  /** Every grid as another judgement than the tiles' has it. */
  const restated = shallowRef<Restated | null>(null)
  const audience = () => of().audience

  const fetchSpots = async () => (spots.value ??= (await import('./spots.ts')).spotList(view, lens.of, epoch, owe))
  const fetchSiting = async () => (siting.value ??= (await import('./siting.ts')).sitingPlan(view, lens.of, epoch, audience, owe))
  const fetchMonths = async () => (months.value ??= (await import('./months.ts')).monthLine(view, lens, epoch, timeOpen, of, owe))
  const fetchRestated = async () => {
    const { restatedGrids } = await import('./restated.ts')
    restated.value ??= restatedGrids(view, lens, epoch, () => months.value?.rates.value ?? null, audience, owe)
  }

  const whenever = (wanted: () => boolean, fetchIt: () => Promise<unknown>) =>
    watch(() => [wanted(), epoch.value], () => wanted() && void fetchIt().catch(owe), { immediate: true })
  whenever(() => view.list === 'spot', fetchSpots)
  whenever(() => view.list === 'site', fetchSiting)
  whenever(() => timeOpen.value, fetchMonths)
  whenever(() => restates.value, fetchRestated)

  watch(() => view.month, (month) => month && (timeOpen.value = true))
  // Where the register knows no past, there is none to look at.
  watch(() => view.rate, (rate) => !hasMonths(rate) && (view.month = null))

  /** What the map draws of the list that is shown. */
  const drawn = computed<readonly GeoJSON.Feature[]>(() => {
    if (view.list === 'spot') return spots.value?.features.value ?? []
    return view.list === 'site' ? (siting.value?.features.value ?? []) : []
  })
  return { spots, siting, months, timeOpen, restated, drawn }
}
