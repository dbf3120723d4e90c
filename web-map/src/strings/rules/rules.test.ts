import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Fact, GridVerdict, RuleId, VerdictWord } from '../../api/types.ts'
import { CAUSES, RULES } from '../../state/view.ts'
import { en } from '../en.ts'
import { zh } from '../zh.ts'
import { reason, remedy, ruleWords } from './index.ts'

const LANGUAGES = { zh: { strings: zh, words: ruleWords.zh }, en: { strings: en, words: ruleWords.en } } as const
type Strings = (typeof LANGUAGES)['zh' | 'en']['strings']

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../server/openapi.json'), 'utf8')) as {
  components: { schemas: Record<'RuleWord' | 'ListWord', { enum: string[] }> }
}

const verdict = (rule: string, word: VerdictWord, facts: Record<string, Fact['value']>, unit: string | null = null): GridVerdict => ({
  rule: rule as RuleId,
  severity: 'hard',
  verdict: word,
  cause: null,
  remedy: null,
  facts: Object.entries(facts).map(([name, value]) => ({ name, value, unit })),
})
const pieces = (v: GridVerdict, strings: Strings) => reason(v, strings, strings === zh ? ruleWords.zh : ruleWords.en)
const say = (v: GridVerdict, strings: Strings) => pieces(v, strings).map((piece) => piece.text).join('')

describe('why a grid is a blind spot, in words and numbers', () => {
  const far = verdict('S1', 'gap', { gap_households: 212, gap_persons: 1556, reach_m: 1000, farthest_m: 1834.2, unknown: 0 })
  it('in Chinese', () => {
    expect(say(far, zh)).toBe('212 户（1,556 人）步行 1,000 米到不了任何党群服务站；最远的一户要走 1,834 米。')
  })
  it('in English', () => {
    expect(say(far, en)).toBe('212 households (1,556 people) reach no service station within 1,000 m on foot; the farthest walks 1,834 m.')
  })
  it('numbers stand out', () => {
    expect(pieces(far, zh).filter((piece) => piece.strong).map((piece) => piece.text)).toEqual(['212', '1,556', '1,000', '1,834'])
  })
  it('a hidden number is not invented', () => {
    expect(say(verdict('S1', 'gap', { gap_households: null, gap_persons: null, reach_m: 1000 }), zh)).toBe('具体数量涉及隐私，不公开。')
  })
  it('a suppressed number stays suppressed', () => {
    expect(say(verdict('L1', 'gap', { gap_households: '<5', gap_persons: '<5' }), zh)).toContain('<5 户（<5 人）')
  })
  it('people whom nobody counted are not said to be none', () => {
    const uncounted = verdict('S1', 'gap', { gap_households: 212, gap_persons: 0, reach_m: 1000, farthest_m: 1834.2, unknown: 0 })
    expect(say(uncounted, zh)).toBe('212 户步行 1,000 米到不了任何党群服务站；最远的一户要走 1,834 米。')
    expect(say(uncounted, en)).toBe('212 households reach no service station within 1,000 m on foot; the farthest walks 1,834 m.')
  })
  it('nothing is said of nobody', () => {
    expect(say(verdict('V1', 'gap', { gap_households: 9, gap_persons: 20, never: 0, unknown: 0 }), en)).toBe('9 households (20 people) are overdue for a visit.')
  })
})

describe('a list that was never handed over', () => {
  const unknown = verdict('L1', 'unknown', { gap_households: 0, unknown: 90, missing_list: 'links' }, 'word')
  it('is all there is to say', () => {
    expect(say(unknown, zh)).toBe('登记库中没有联户清单，无法判断。')
    expect(say(unknown, en)).toBe('The register has no list of links: nothing can be said.')
    const two = { ...unknown, facts: ['members', 'links'].map((value) => ({ name: 'missing_list', value, unit: 'word' })) }
    expect(say(two, zh)).toBe('登记库中没有党员名册、联户清单，无法判断。')
  })
  it.each(document.components.schemas.ListWord.enum)('%s has a name in both languages', (list) => {
    for (const { words } of Object.values(LANGUAGES)) expect(words.fallback.lists[list]).toMatch(/\S/)
  })
})

describe('a rule that this page has no sentence for', () => {
  const facts = { gap_members: 3, days: 30, new_thing: 7, reach_m: null }
  it('tells its facts by their labels', () => {
    expect(say(verdict('X9', 'gap', facts), zh)).toBe('不符合的党员：3；天数：30。')
    expect(say(verdict('X9', 'gap', facts), en)).toBe('members at fault: 3; days: 30.')
  })
  it('or by their unit', () => expect(say(verdict('X9', 'gap', { brand_new: 7 }, 'households'), zh)).toBe('户：7。'))
  it('never shows a key, a word of the wire or an id', () => {
    expect(say(verdict('X9', 'gap', { new_thing: 7 }), zh)).toBe('盲区。')
    expect(say(verdict('X9', 'gap', { members: 'cut_off' }, 'word'), en)).not.toContain('cut_off')
  })
  it('has the remedy of its cause', () => {
    for (const { words } of Object.values(LANGUAGES)) {
      for (const cause of CAUSES) expect(remedy({ rule: 'X9' as RuleId, cause }, words)).toBe(words.fallback.remedies[cause])
    }
  })
})

describe('a rule without verdict', () => {
  const visits = { never: 3, on_track: 300, due_soon: 21, overdue: 9 }
  it('tells its numbers', () => expect(say(verdict('V3', 'not_applicable', visits), zh)).toBe('从未走访 3 户，在周期内 300 户，快到期 21 户，逾期 9 户。'))
  it('shares are per cent', () => expect(say(verdict('Q3', 'not_applicable', { response_permille: 912, response_n: 34 }), en)).toBe('response 91.2% of 34.'))
  it('else does not apply', () => expect(say(verdict('S2', 'not_applicable', {}), zh)).toBe('不适用。'))
})

describe('every rule that the server may judge', () => {
  const rules = document.components.schemas.RuleWord.enum

  it.each(rules)('%s has a name, a place in the lists, sentences and a remedy in both languages', (rule) => {
    expect(RULES).toContain(rule)
    for (const { strings, words } of Object.values(LANGUAGES)) {
      expect(strings.rules[rule], 'a name').toMatch(/\S/)
      const text = words.texts[rule]
      expect(text?.remedy, 'a remedy').toMatch(/\S/)
      for (const word of ['gap', 'covered', 'unknown', 'not_applicable'] as const) {
        const clauses = (word === 'not_applicable' ? text?.report : text?.[word]) ?? []
        const names = clauses.join().match(/(?<=\{)\w+(?=\})/g) ?? []
        const told = say(verdict(rule, word, Object.fromEntries(names.map((name) => [name, 12]))), strings)
        expect(told).toMatch(/^\S.*[。.]$/)
        expect(told, 'no raw key').not.toMatch(/[{}]|\w_\w|undefined/)
      }
    }
  })

  it.each(CAUSES)('the cause %s has a name and a remedy', (cause) => {
    for (const { strings, words } of Object.values(LANGUAGES)) expect([strings.causes[cause], words.fallback.remedies[cause]].every(Boolean)).toBe(true)
  })
})

describe('both languages', () => {
  it('name the same rules', () => {
    expect(Object.keys(en.rules)).toEqual(Object.keys(zh.rules))
    expect(Object.keys(ruleWords.en.texts)).toEqual(Object.keys(ruleWords.zh.texts))
    expect(Object.keys(zh.rules).sort()).toEqual([...RULES].sort())
  })
  it('label the same facts', () => expect(Object.keys(ruleWords.en.fallback.facts)).toEqual(Object.keys(ruleWords.zh.fallback.facts)))
  it('fill the same facts in', () => {
    const names = (clauses: readonly string[] = []) => clauses.join().match(/\{\w+\}/g)?.sort()
    for (const [rule, text] of Object.entries(ruleWords.zh.texts)) {
      for (const word of ['gap', 'covered', 'unknown', 'report'] as const) expect([rule, word, names(ruleWords.en.texts[rule]?.[word])]).toEqual([rule, word, names(text[word])])
    }
  })
})
