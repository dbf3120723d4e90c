import { computed } from 'vue'
import { language } from './language.ts'
import type { Widened } from './shape.ts'

/** The words of the slider over the months, which is fetched when it is opened. */
const zh = {
  title: '往月',
  rule: '看什么',
  rules: { V1: '走访逾期', L1: '未联户' },
  said: { V1: '走访逾期', L1: '没有党员联系' },
  slider: '月份',
  chart: '每月月末{what}的户数：最少 {least} 户，最多 {most} 户',
  close: '收起',
  now: '回到现在',
  households: '{n} 户',
  at: '{day}：{households} 户（{persons} 人）{what}，{rate}',
  coverage: '覆盖率 {rate}',
  dark: '{n} 户情况不明，不能下结论',
  change: { more: '现在多 {n} 户', less: '现在少 {n} 户', same: '现在一样多' },
  due: '若无人走访，到 {day}（周五）还会有 {households} 户（{persons} 人）逾期。',
  dueNone: '即使无人走访，到 {day}（周五）也不会有新的逾期户。',
  choose: '拖动滑块看哪个月，地图、清单和卡片都按那个月末判定。',
  chosen: '地图、清单和卡片都按这个月末判定；站点、党员等仍是现在的登记。',
  missing: '没有 {month} 的数据，可看 {first} 至 {last}。',
  loading: '正在读取往月…',
  empty: '登记册里还没有可回看的月份。',
} as const

const en: Widened<typeof zh> = {
  title: 'Past months',
  rule: 'What is shown',
  rules: { V1: 'Visits overdue', L1: 'Not linked' },
  said: { V1: 'overdue for a visit', L1: 'linked with no member' },
  slider: 'Month',
  chart: 'Households at the end of each month, {what}: {least} at least, {most} at most',
  close: 'Close',
  now: 'Back to now',
  households: '{n} households',
  at: '{day}: {households} households ({persons} people) {what}; {rate}',
  coverage: 'coverage {rate}',
  dark: '{n} are unknown: no verdict',
  change: { more: '{n} more now', less: '{n} fewer now', same: 'as many now' },
  due: 'If nobody visits, {households} more households ({persons} people) are overdue by Friday {day}.',
  dueNone: 'Even if nobody visits, none more is overdue by Friday {day}.',
  choose: 'Move the slider: map, list and cards are then as of the end of that month.',
  chosen: 'Map, list and cards are judged as of that day; stations and members are those registered now.',
  missing: 'There is nothing for {month}; there is from {first} to {last}.',
  loading: 'Reading past months…',
  empty: 'The register has no month to look back at.',
}

export const monthWords = { zh, en }
export type MonthWords = Widened<typeof zh>
export const tm = computed<MonthWords>(() => monthWords[language.value])
