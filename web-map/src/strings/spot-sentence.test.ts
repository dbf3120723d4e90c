import { describe, expect, it } from 'vitest'
import type { Spot } from '../api/types.ts'
import { en } from './en.ts'
import { spotSentence } from './spot-sentence.ts'
import { spotWords } from './spot.ts'
import { zh } from './zh.ts'

const spot = (part: Partial<Spot> = {}): Spot => ({
  id: 'S1-place-4622-33430', rule: 'S1', severity: 'hard', cause: 'place', households: 514, persons: 1313, overdue: 49, grids: 4,
  grid: { code: '990101001004006', name: '幸福社区第6网格', vacant: false, leader: null }, path: [],
  station: { id: 'S0006', name: '八一社区党群服务站', nearest_m: 1011.2, farthest_m: 1535.3 },
  label: [113.6, 30.2], bounds: [113.6, 30.2, 113.6, 30.2], outline: [], ...part,
})
const inChinese = (part?: Partial<Spot>) => spotSentence(spot(part), zh, spotWords.zh).map((piece) => piece.text).join('')
const inEnglish = (part?: Partial<Spot>) => spotSentence(spot(part), en, spotWords.en).map((piece) => piece.text).join('')

describe('a blind-spot area in one sentence', () => {
  it('in Chinese', () =>
    expect(inChinese()).toBe('514 户（1,313 人）步行范围内没有党群服务站；到最近的站点步行 1,011–1,535 米，其中离八一社区党群服务站最近；由幸福社区第6网格负责；共跨 4 个网格；其中 49 户走访逾期。'))
  it('in English', () =>
    expect(inEnglish()).toBe('514 households (1,313 people) have no service station within walking reach; their nearest stations are 1,011–1,535 m on foot, 八一社区党群服务站 the nearest of all; 幸福社区第6网格 is responsible; 4 grids share it; 49 of the households are overdue for a visit.'))
  it('a vacant leader is said', () => expect(inChinese({ grids: 1, grid: { code: '1', name: '甲网格', vacant: true, leader: null } })).toContain('由甲网格负责，网格长空缺；其中'))
  it('its leader is named', () => expect(inChinese({ grid: { code: '1', name: '甲网格', vacant: false, leader: '赵一' } })).toContain('由甲网格负责（网格长赵一）；'))
  it('nobody overdue is not said', () => expect(inChinese({ overdue: 0 })).not.toContain('逾期'))
  it('under V1 all are overdue, and that is said once', () => expect(inChinese({ rule: 'V1', overdue: 514 }).match(/逾期/g)).toHaveLength(1))
  it('no station and no grid are said', () => expect(inChinese({ station: null, grid: null, grids: 1 })).toBe('514 户（1,313 人）步行范围内没有党群服务站；没有一个站点走得到；还没有网格负责；其中 49 户走访逾期。'))
  it('one distance is not a range', () => expect(inChinese({ station: { id: 'S', name: '甲站', nearest_m: 1011.2, farthest_m: 1011.4 } })).toContain('步行 1,011 米；'))
  it('the public reads a sentence without a number', () => {
    const hidden = { households: null, persons: null, overdue: null, grids: null, station: { id: 'S', name: '甲站', nearest_m: null, farthest_m: null } }
    expect(inChinese(hidden)).toBe('这一片的住户步行范围内没有党群服务站；最近的站点是甲站；由幸福社区第6网格负责。')
    expect(spotSentence(spot(hidden), en, spotWords.en).some((piece) => piece.strong)).toBe(false)
  })
  it('a rule without words of its own is named', () => expect(inChinese({ rule: 'G1' })).toMatch(/^514 户（1,313 人）不符合“网格规模”；/))
})
