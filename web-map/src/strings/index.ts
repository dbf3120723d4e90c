import { computed, shallowReactive } from 'vue'
import { language, type Language } from './language.ts'
import type { Strings } from './shape.ts'
import { zh } from './zh.ts'

export { fill, type Piece } from './sentence.ts'
export { addShown, formatCount, formatNumber, formatPeople, formatRate, nobodySaid } from './numbers.ts'
export { language, type Language } from './language.ts'
export type { Strings } from './shape.ts'

/** The languages that are there; the second is fetched when somebody wants it. */
const languages: { zh: Strings; en?: Strings } = shallowReactive({ zh })

/** The words of that language. */
export const t = computed<Strings>(() => languages[language.value] ?? zh)

let wanted: Language = 'zh'

/** Speaks `next` from now on and says so to assistive technology. Fails where its words could not be fetched. */
export async function speak(next: Language): Promise<void> {
  wanted = next
  if (next === 'en') languages.en ??= (await import('./en.ts')).en
  // Who changed their mind meanwhile is not overruled.
  if (wanted !== next) return
  language.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

/** What a rule is called; one that this page does not know yet by its number in the catalogue. */
export function ruleName(rule: string, strings: Strings = t.value): string {
  return strings.rules[rule] ?? rule
}
