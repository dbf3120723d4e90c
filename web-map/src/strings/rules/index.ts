import { computed } from 'vue'
import { language } from '../language.ts'
import * as fallback from './fallback.ts'
import { en } from './en.ts'
import type { RuleTexts } from './shape.ts'
import { zh } from './zh.ts'

/** What is said about rules: their own sentences, and what stands in for one. */
export interface RuleWords {
  texts: RuleTexts
  fallback: typeof fallback.zh | typeof fallback.en
}

export const ruleWords: Record<'zh' | 'en', RuleWords> = {
  zh: { texts: zh, fallback: fallback.zh },
  en: { texts: en, fallback: fallback.en },
}

/** Those of the language the page speaks. */
export const tr = computed<RuleWords>(() => ruleWords[language.value])

export { reason, remedy } from './reason.ts'
