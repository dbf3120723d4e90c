import { computed } from 'vue'
import { language } from './language.ts'
import type { Widened } from './shape.ts'

/** The words of the choice of a rule set, which is fetched when it is unfolded. */
const zh = {
  note: '地图、清单和卡片都按所选规则集判定。',
  off: '看得到本范围准确人数，才能换规则集。',
  own: '本机所用',
  names: { national: '全国通用', rural: '农村' } as Record<string, string>,
} as const

const en: Widened<typeof zh> = {
  note: 'Map, list and cards are judged by the set chosen.',
  off: 'Another set is for those who see exact counts here.',
  own: 'in use here',
  names: {},
}

export const ruleSetWords = { zh, en }
export const trs = computed<Widened<typeof zh>>(() => ruleSetWords[language.value])
