import { computed } from 'vue'
import { language } from './language.ts'
import type { Widened } from './shape.ts'

/** The words about the best assignment of members to the households of a grid (L8), fetched with the first card. */
const zh = {
  pending: '正在计算怎样安排最好，算好后自动显示。',
  linked: '{n} 户已有党员联系',
  unassigned: '{n} 户（{persons} 人）附近有党员有名额，只差安排',
  unreachable: '{n} 户（{persons} 人）争附近党员不够的名额，单靠安排解决不了',
  unknown: '{n} 户情况不明',
  proposed: '照建议的联户安排，能解决其中 {n} 户。',
  none: '没有等待联系的住户。',
  show: '看建议的联户',
  reading: '正在读取…',
  failed: '暂时没有读到，请稍后再试。',
  link: '{where} → 党员 {member}，相距 {metres} 米',
  more: '只列出前 {n} 户，其余见 CSV。',
} as const

const en: Widened<typeof zh> = {
  pending: 'The best assignment is being worked out; it will show here by itself.',
  linked: '{n} households are linked with a member',
  unassigned: '{n} households ({persons} people): a member near has room, it only has to be arranged',
  unreachable: '{n} households ({persons} people) compete for too few places of the members near; arranging alone will not do',
  unknown: '{n} households are unknown',
  proposed: 'The links proposed would serve {n} of them.',
  none: 'No household waits for a link.',
  show: 'Show the links proposed',
  reading: 'Reading…',
  failed: 'Not read yet; try again in a while.',
  link: '{where} → member {member}, {metres} m apart',
  more: 'The first {n} only; the CSV has all.',
}

export const capacityWords = { zh, en }
export const tc = computed<Widened<typeof zh>>(() => capacityWords[language.value])
