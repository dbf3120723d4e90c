import { computed, ref, shallowRef } from 'vue'
import { api } from '../api/client.ts'
import type { SearchHit } from '../api/types.ts'

/** Typing rests this long before the server is asked. */
const PAUSE_MS = 90

/** What was typed, what the server found for it, and whether the two belong together. */
export function search() {
  const words = ref('')
  const hits = shallowRef<SearchHit[]>([])
  /** What `hits` or `failed` answers. */
  const answered = ref('')
  const failed = ref(false)
  let timer = 0
  let asked: AbortController | null = null

  const wanted = () => words.value.trim()
  const none = computed(() => answered.value !== '' && !failed.value && hits.value.length === 0)

  function typed(): void {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), PAUSE_MS)
  }

  function take(q: string, found: SearchHit[], without: boolean): void {
    hits.value = found
    answered.value = q
    failed.value = without
  }

  function ask(): Promise<void> {
    window.clearTimeout(timer)
    asked?.abort()
    const q = wanted()
    const mine = (asked = new AbortController())
    if (!q) {
      take('', [], false)
      return Promise.resolve()
    }
    return api.search(q, mine.signal).then(
      (page) => void (asked === mine && take(q, page.items, false)),
      () => void (asked === mine && take(q, [], true)),
    )
  }

  /** Waits until `hits` is the answer to what stands in the field now; whether it is: typing on, or a failure, says no. */
  async function settle(): Promise<boolean> {
    const q = wanted()
    if (answered.value !== q || failed.value) await ask()
    return wanted() === q && answered.value === q && !failed.value
  }

  function clear(): void {
    words.value = ''
    void ask()
  }

  return { words, hits, answered, failed, none, typed, settle, clear }
}
