import { ApiError, api } from '../api/client.ts'
import type { District } from '../api/types.ts'

/** How often the page asks whether there is a new revision. */
export const POLL_MS = 15_000
/** How often it asks while something is missing: recovery should be seen at once. */
export const RETRY_MS = 3_000

/** How soon it asks after the first thing that could not be had. */
export const SOON_MS = 1_000

/** Why everything is to be read: the data changed, or what could not be had may be had now. */
export type Why = 'changed' | 'again'

export interface LiveEvents {
  /** Read everything of this district. */
  onRead(district: District, why: Why): void
  /** Whether the server answers. */
  onReach(up: boolean): void
  /** The server answered, but not with a district. */
  onRefused(detail: string): void
  /** Whether something that was asked for is still missing, though the server answers. */
  onOwing(owing: boolean): void
}

/** What tells one state of the data from another: a restarted server may have another register, day or audience at the same revision. */
export function stateOf(district: Pick<District, 'code' | 'revision' | 'as_of' | 'audience'>): string {
  return [district.code, district.revision, district.as_of, district.audience].join(' ')
}

export interface Live {
  stop(): void
  /** Asks at once, and has everything read again whatever the answer. */
  now(): void
  /** Says that something could not be had: the server is asked until it could. */
  owe(): void
}

/** Asks for the district now and until it is stopped. */
export function follow(events: LiveEvents): Live {
  let timer = 0
  let seen = ''
  let question = 0
  let owed = false
  let owing = false
  let stopped = false

  const later = (wait: number) => {
    window.clearTimeout(timer)
    if (!stopped) timer = window.setTimeout(() => void ask(), wait)
  }
  const tell = (next: boolean) => {
    if (next !== owing) events.onOwing((owing = next))
  }
  const answered = (district: District) => {
    events.onReach(true)
    const why: Why | null = stateOf(district) !== seen ? 'changed' : owed ? 'again' : null
    seen = stateOf(district)
    owed = false
    if (why) events.onRead(district, why)
    else tell(false)
    // After reading again one looks soon whether anything is owed still.
    later(owing ? RETRY_MS : POLL_MS)
  }
  const failed = (error: unknown) => {
    owed = true
    if (error instanceof ApiError && error.reach === 'refused') events.onRefused(error.message)
    else events.onReach(false)
    later(RETRY_MS)
  }
  const ask = async () => {
    window.clearTimeout(timer)
    const mine = ++question
    const outcome = await api.district().then((district) => () => answered(district), (error: unknown) => () => failed(error))
    // An answer that was overtaken by a newer question says nothing about now.
    if (!stopped && mine === question) outcome()
  }
  const awake = () => {
    if (document.visibilityState === 'visible') void ask()
  }
  const online = () => void ask()
  document.addEventListener('visibilitychange', awake)
  window.addEventListener('online', online)
  window.addEventListener('offline', online)
  void ask()
  return {
    stop: () => {
      stopped = true
      window.clearTimeout(timer)
      document.removeEventListener('visibilitychange', awake)
      window.removeEventListener('online', online)
      window.removeEventListener('offline', online)
    },
    now: () => {
      owed = true
      void ask()
    },
    owe: () => {
      // Tiles fail in flocks; one question answers them all.
      if (owed) return
      owed = true
      later(owing ? RETRY_MS : SOON_MS)
      tell(true)
    },
  }
}
