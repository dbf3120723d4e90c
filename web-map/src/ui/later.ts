import { defineAsyncComponent, type Component } from 'vue'

/** How long to wait before a part of the page that could not be fetched is asked for again. */
const AGAIN_MS = 2_000

/** A part of the page that is fetched when it is first shown; after an outage it comes by itself. */
export function later<T extends Component>(fetchIt: () => Promise<{ default: T }>): T {
  return defineAsyncComponent<T>({ loader: fetchIt as never, onError: (_, again) => void window.setTimeout(again, AGAIN_MS) })
}
