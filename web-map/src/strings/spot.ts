import { computed } from 'vue'
import { language } from './language.ts'
import type { Widened } from './shape.ts'

/** The words of the list of blind-spot areas, which is fetched when it is opened. */
const zh = {
  count: '{n} 个片区',
  countMore: '前 {n} 个片区',
  rules: '哪条规则的片区',
  causes: '片区的原因',
  note: '同一原因、连在一起的盲区住户合成一片，按涉及人数排序；点一片，地图就到那里。',
  whom: '{households} 户（{persons} 人）{what}',
  whomHidden: '这一片的住户{what}',
  what: {
    S1: '步行范围内没有党群服务站',
    L1: '没有党员联系',
    V1: '走访逾期',
    G11: '不在任何一个网格里',
  } as Record<string, string>,
  whatElse: '不符合“{rule}”',
  station: '最近的{station}步行 {near_m} 米',
  stationRange: '到最近的站点步行 {near_m}–{far_m} 米，其中离{station}最近',
  stationOnly: '最近的站点是{station}',
  noStation: '没有一个站点走得到',
  grid: '由{grid}负责',
  gridLed: '由{grid}负责（网格长{leader}）',
  gridVacant: '由{grid}负责，网格长空缺',
  noGrid: '还没有网格负责',
  across: '共跨 {grids} 个网格',
  overdue: '其中 {overdue} 户走访逾期',
  openGrid: '看负责的网格：{grid}',
  scattered: '另有 {n} 户零散，不成片',
  withoutPosition: '{n} 户没有坐标，不在图上',
  inapplicable: '“{rule}”判的不是住户，它的盲区不成片。',
  choose: '看 15 分钟党群服务圈的片区',
  empty: '这个范围内没有成片的盲区。',
  loading: '正在读取片区…',
} as const

const en: Widened<typeof zh> = {
  count: '{n} areas',
  countMore: 'first {n} areas',
  rules: 'Areas of which rule',
  causes: 'Cause of the areas',
  note: 'Adjoining gap households of one cause make an area; most people first. Choose one and the map goes there.',
  whom: '{households} households ({persons} people) {what}',
  whomHidden: 'The households here {what}',
  what: {
    S1: 'have no service station within walking reach',
    L1: 'are linked with no member',
    V1: 'are overdue for a visit',
    G11: 'lie in no grid',
  },
  whatElse: 'do not meet “{rule}”',
  station: 'the nearest, {station}, is {near_m} m on foot',
  stationRange: 'their nearest stations are {near_m}–{far_m} m on foot, {station} the nearest of all',
  stationOnly: 'the nearest is {station}',
  noStation: 'no station can be walked to',
  grid: '{grid} is responsible',
  gridLed: '{grid} is responsible (leader: {leader})',
  gridVacant: '{grid} is responsible, its leader’s post is vacant',
  noGrid: 'no grid is responsible yet',
  across: '{grids} grids share it',
  overdue: '{overdue} of the households are overdue for a visit',
  openGrid: 'Open the grid responsible: {grid}',
  scattered: '{n} more households are scattered, in no area',
  withoutPosition: '{n} have no position and are not on the map',
  inapplicable: '“{rule}” does not judge households, so its blind spots make no areas.',
  choose: 'Show the areas of the 15-minute circle',
  empty: 'No blind-spot areas here.',
  loading: 'Reading areas…',
}

export const spotWords = { zh, en }
export type SpotWords = Widened<typeof zh>
export const ts = computed<SpotWords>(() => spotWords[language.value])
