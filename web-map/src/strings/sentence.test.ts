import { describe, expect, it } from 'vitest'
import type { Fact, GridVerdict, RuleId, VerdictWord } from '../api/types.ts'
import { en } from './en.ts'
import { fill, reason } from './sentence.ts'
import { zh } from './zh.ts'

const verdict = (rule: RuleId, word: VerdictWord, facts: Record<string, Fact['value']>): GridVerdict => ({
  rule,
  severity: 'hard',
  verdict: word,
  cause: null,
  remedy: null,
  facts: Object.entries(facts).map(([name, value]) => ({ name, value, unit: null })),
})
const say = (v: GridVerdict, strings: Parameters<typeof reason>[1]) => reason(v, strings).map((piece) => piece.text).join('')

describe('why a grid is a blind spot, in words and numbers', () => {
  const far = verdict('S1', 'gap', { gap_households: 212, gap_persons: 1556, reach_m: 1000, farthest_m: 1834.2, unknown: 0 })
  it('in Chinese', () => {
    expect(say(far, zh)).toBe('212 户（1,556 人）步行 1,000 米到不了任何党群服务站；最远的一户要走 1,834 米。')
  })
  it('in English', () => {
    expect(say(far, en)).toBe('212 households (1,556 people) reach no service station within 1,000 m on foot; the farthest walks 1,834 m.')
  })
  it('numbers stand out', () => {
    expect(reason(far, zh).filter((piece) => piece.strong).map((piece) => piece.text)).toEqual(['212', '1,556', '1,000', '1,834'])
  })
  it('a hidden number is not invented', () => {
    expect(say(verdict('S1', 'gap', { gap_households: null, gap_persons: null, reach_m: 1000 }), zh)).toBe('具体户数涉及隐私，不公开。')
  })
  it('a suppressed number stays suppressed', () => {
    expect(say(verdict('L1', 'gap', { gap_households: '<5', gap_persons: '<5' }), zh)).toContain('<5 户（<5 人）')
  })
  it('nothing is said of nobody', () => {
    expect(say(verdict('V1', 'gap', { gap_households: 9, gap_persons: 20, never: 0, unknown: 0 }), en)).toBe('9 households (20 people) are overdue for a visit.')
  })
})

describe('templates', () => {
  it('fill what they know and leave the rest', () => expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}'))
  it('name the same facts in both languages', () => {
    const names = (clauses: readonly string[]) => clauses.join().match(/\{\w+\}/g)?.sort()
    for (const rule of Object.keys(zh.rules) as RuleId[]) {
      for (const word of ['gap', 'covered', 'unknown'] as const) {
        expect([rule, word, names(en.rules[rule][word])]).toEqual([rule, word, names(zh.rules[rule][word])])
      }
    }
  })
})
