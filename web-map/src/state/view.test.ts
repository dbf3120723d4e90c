import { describe, expect, it } from 'vitest'
import { decodeView, encodeView, plainView, type View } from './view.ts'

describe('the address holds the whole view', () => {
  const views: Record<string, Partial<View>> = {
    'nothing said': {},
    'a place': { camera: { zoom: 12.34, lat: 30.20001, lon: 113.60002 } },
    'switched layers': { toggled: ['gapSoft', 'road'] },
    'a grid': { selection: { level: 'grid', code: '990101001001001' } },
    'an area': { selection: { level: 'area', code: '990101001' } },
    'a marked place': { pin: { lat: 30.200012, lon: 113.600023, name: '清波街道/湖滨 党群服务站 & 驿站', station: null } },
    'a marked station': { pin: { lat: 30.2, lon: 113.6, name: '湖滨 1/2 站', station: '990101-S-7' } },
    'a month': { month: '2026-09', rate: 'V1' },
    'another rule set': { rules: 'rural' },
    'every filter': { rule: 'S1', cause: 'place', area: '990101001', klass: '3' },
    'another rate': { rate: 'worst', klass: 'not_applicable' },
    'a blind-spot area': { list: 'spot', rule: 'L1', spot: 'L1-capacity-4622-33430' },
    'the next sites': { list: 'site', siting: { ...plainView().siting, kind: 'hub', k: 12, within: 300 }, area: '990101001', spot: 'hub-3' },
    'as many sites as nobody said otherwise': { list: 'site', siting: { ...plainView().siting, k: 8 } },
    'the fewest sites': { list: 'site', siting: { ...plainView().siting, ask: 'fewest', share: 98 } },
    'a station that would close': { list: 'site', siting: { ...plainView().siting, ask: 'close', station: 'S-街道 1', within: 800 } },
    'a station still to be chosen': { list: 'site', siting: { ...plainView().siting, ask: 'close' } },
    English: { language: 'en', list: 'area' },
  }
  for (const [name, part] of Object.entries(views)) {
    it(name, () => {
      const view = { ...plainView(), ...part }
      expect(decodeView(`#${encodeView(view)}`)).toEqual(view)
    })
  }

  it('a plain view needs no fragment', () => expect(encodeView(plainView())).toBe(''))
})

describe('an address nobody wrote', () => {
  const plain = plainView()
  const broken = ['map=1/2', 'map=99/30/113', 'map=a/b/c', 'sel=grid:', 'pin=1/2', 'pin=99/113/x', 'pin=a/b/c', 'sel=person:12345', 'sel=grid:12<script>', 't=yesterday', 't=2026-13', 't=2026-10-31', 'rules=<b>', 'site=fewest/station/101', 'site=fewest/school/95', 'site=close/a/1', 'rule=Z9', 'list=all', 'spot=<b>', 'site=school/5', 'site=hub/0', 'site=hub/51', 'site=station/5/20', 'class=9', 'lang=fr', 'l=a b']
  for (const fragment of broken) {
    it(`is ignored: ${fragment}`, () => expect(decodeView(fragment)).toEqual(plain))
  }
})
