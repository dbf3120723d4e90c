import { ref, shallowRef, watch, type Ref } from 'vue'
import { api, mayPass } from '../api/client.ts'
import type { AreaCard, GridCard } from '../api/types.ts'
import type { Lens } from './lens.ts'
import type { Selection, View } from './view.ts'

/** A card and what it was judged by. */
export type Card = { lens: Lens } & ({ level: 'grid'; card: GridCard } | { level: 'area'; card: AreaCard })

/** How soon a card is read again of which a part is still being worked out. */
export const PENDING_MS = 2_000

/** The card of what is selected, read again whenever `epoch` counts up. `owe` is told when it could not be had for now. */
export function followSelection(view: View, lensOf: (code: string) => Lens, epoch: Ref<number>, owe: () => void) {
  const card = shallowRef<Card | null>(null)
  /** The selected code, should nobody have it. */
  const missing = ref<string | null>(null)
  /** The card could not be had for now. */
  const waiting = ref(false)
  let asked: AbortController | null = null
  let timer = 0

  async function read(selection: Selection): Promise<void> {
    const mine = (asked = new AbortController())
    try {
      const next = await ask(selection, lensOf(selection.code), mine.signal)
      if (asked !== mine) return
      card.value = next
      waiting.value = false
      // Names that could not be read are a debt of the register's.
      if (next.level === 'grid' && next.card.responsible.contacts === 'unavailable') owe()
      if (next.level === 'grid' && next.card.capacity?.state === 'pending') timer = window.setTimeout(() => void read(selection), PENDING_MS)
    } catch (error) {
      if (asked !== mine) return
      // What is shown stays while it is what is selected; another card under this selection would be a lie.
      if (card.value?.card.code !== selection.code) card.value = null
      waiting.value = mayPass(error)
      if (mayPass(error)) return owe()
      card.value = null
      missing.value = selection.code
    }
  }

  watch(
    () => [view.selection?.level, view.selection?.code, view.selection && lensOf(view.selection.code), epoch.value] as const,
    () => {
      asked?.abort()
      asked = null
      window.clearTimeout(timer)
      missing.value = null
      if (!view.selection) {
        card.value = null
        waiting.value = false
      } else if (epoch.value > 0) void read(view.selection)
    },
    { immediate: true },
  )
  return { card, missing, waiting }
}

async function ask({ level, code }: Selection, lens: Lens, signal: AbortSignal): Promise<Card> {
  return level === 'grid' ? { level, lens, card: await api.grid(code, lens, signal) } : { level, lens, card: await api.area(code, lens, signal) }
}
