import { computed, ref } from 'vue'
import { en } from './en.ts'
import type { Strings } from './shape.ts'
import { zh } from './zh.ts'

export { fill, reason, factText, type Piece } from './sentence.ts'
export { addShown, formatCount, formatNumber, formatRate } from './numbers.ts'
export type { Strings } from './shape.ts'

export type Language = 'zh' | 'en'

const LANGUAGES: Record<Language, Strings> = { zh, en }

/** The language the page speaks now. */
export const language = ref<Language>('zh')

/** The words of that language. */
export const t = computed<Strings>(() => LANGUAGES[language.value])

/** Speaks `next` from now on and says so to assistive technology. */
export function speak(next: Language): void {
  language.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}
