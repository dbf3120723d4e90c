import { computed } from 'vue'
import { en } from './en.ts'
import { language, type Language } from './language.ts'
import type { Strings } from './shape.ts'
import { zh } from './zh.ts'

export { fill, type Piece } from './sentence.ts'
export { addShown, formatCount, formatNumber, formatRate } from './numbers.ts'
export { language, type Language } from './language.ts'
export type { Strings } from './shape.ts'

const LANGUAGES: Record<Language, Strings> = { zh, en }

/** The words of that language. */
export const t = computed<Strings>(() => LANGUAGES[language.value])

/** Speaks `next` from now on and says so to assistive technology. */
export function speak(next: Language): void {
  language.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

/** What a rule is called; one that this page does not know yet by its number in the catalogue. */
export function ruleName(rule: string, strings: Strings = t.value): string {
  return strings.rules[rule] ?? rule
}
