import type { Fact, Shown } from '../api/types.ts'
import { formatCount, formatNumber, formatRate, nobodySaid } from './numbers.ts'
import type { Strings } from './shape.ts'

/** A piece of a sentence; numbers stand out. */
export interface Piece {
  text: string
  strong: boolean
}

/** `template` with every `{name}` replaced; between 万 and what is counted there is no room. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole)).replace(/ 万 (?=\p{Script=Han})/gu, ' 万')
}

/** Clauses filled with facts, as one sentence; those that lack a fact or only say that nobody is concerned are left out. */
export function sentence(clauses: readonly string[], facts: readonly Fact[], strings: Strings): Piece[] {
  return asSentence(said(clauses, facts, strings), strings)
}

/** Clauses filled with facts; those that lack one, or only say that nobody is concerned, are left out. */
export function said(clauses: readonly string[], facts: readonly Fact[], strings: Strings): Piece[][] {
  const byName = new Map(facts.map((fact) => [fact.name, fact]))
  return clauses.map((clause, i) => clausePieces(clause, byName, strings, i > 0)).filter((pieces) => pieces !== null)
}

/** Clauses joined to a sentence. */
export function asSentence(clauses: readonly Piece[][], strings: Strings): Piece[] {
  const pieces = clauses.flatMap((clause, i) => (i === 0 ? clause : [{ text: strings.semicolon, strong: false }, ...clause]))
  return [...pieces, { text: strings.stop, strong: false }]
}

function clausePieces(clause: string, facts: Map<string, Fact>, strings: Strings, optional: boolean): Piece[] | null {
  const pieces: Piece[] = []
  for (const part of withoutUnsaid(clause, facts).split(/(\{\w+\})/)) {
    if (!part.startsWith('{')) {
      if (part) pieces.push({ text: part, strong: false })
      continue
    }
    const fact = facts.get(part.slice(1, -1))
    if (!fact || fact.value === null) return null
    // "0 households are unknown" is noise after the first clause.
    if (optional && fact.value === 0 && NOISE_WHEN_ZERO.has(fact.name)) return null
    pieces.push({ text: factText(fact, strings), strong: true })
  }
  return pieces
}

/** The clause without `（{…persons} 人）` where nobody has said how many live in those homes. */
function withoutUnsaid(clause: string, facts: Map<string, Fact>): string {
  return clause.replace(/（\{(\w*)persons\} 人）| \(\{(\w*)persons\} people\)/g, (people, zh?: string, en?: string) => {
    const of = zh ?? en ?? ''
    return nobodySaid(facts.get(`${of}persons`)?.value as Shown, facts.get(`${of}households`)?.value as Shown) ? '' : people
  })
}

const NOISE_WHEN_ZERO = new Set(['unknown', 'never', 'overdue', 'due_units', 'capacity_households', 'service_households', 'data_households', 'gap_households', 'gap_members', 'gap_buildings', 'gap_requests', 'small_circles', 'large_circles', 'scope_unknown', 'lone_units', 'grouped_units'])

/** A fact's value as text. Lengths are known to a decimetre and told to a metre; shares are told in per cent. */
export function factText(fact: Fact, strings: Strings): string {
  if (typeof fact.value === 'number' && fact.name.endsWith('_permille')) return formatRate(fact.value)
  if (typeof fact.value === 'number') return formatNumber(fact.name.endsWith('_m') ? Math.round(fact.value) : fact.value)
  return fact.value === '<5' ? formatCount('<5', strings) : (fact.value ?? '')
}
