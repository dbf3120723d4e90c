import { ApiError, api } from '../api/client.ts'
import type { District } from '../api/types.ts'

/** How often the page asks whether there is a new revision. */
const POLL_MS = 15_000
/** How often it asks while the server is down: recovery should be seen at once. */
const RETRY_MS = 3_000

export interface LiveEvents {
  /** The district at a revision this page has not seen. */
  onRevision(district: District): void
  /** Whether the server answers. */
  onReach(up: boolean): void
  /** The server answered, but not with a district. */
  onRefused(detail: string): void
}

/** Asks for the district now and for ever; returns a function that stops it. */
export function follow(events: LiveEvents): { stop(): void; now(): void } {
  let timer = 0
  let revision = -1
  let stopped = false
  const ask = async () => {
    window.clearTimeout(timer)
    let wait = POLL_MS
    try {
      const district = await api.district()
      events.onReach(true)
      if (district.revision !== revision) {
        revision = district.revision
        events.onRevision(district)
      }
    } catch (error) {
      wait = RETRY_MS
      if (error instanceof ApiError && error.reach === 'refused') events.onRefused(error.message)
      else events.onReach(false)
    }
    if (!stopped) timer = window.setTimeout(() => void ask(), wait)
  }
  const awake = () => {
    if (document.visibilityState === 'visible') void ask()
  }
  document.addEventListener('visibilitychange', awake)
  void ask()
  return {
    stop: () => {
      stopped = true
      window.clearTimeout(timer)
      document.removeEventListener('visibilitychange', awake)
    },
    now: () => void ask(),
  }
}
