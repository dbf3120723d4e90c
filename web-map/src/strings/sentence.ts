import type { Fact, GridVerdict } from '../api/types.ts'
import { formatCount, formatNumber } from './numbers.ts'
import type { Strings } from './shape.ts'

/** A piece of a sentence; numbers stand out. */
export interface Piece {
  text: string
  strong: boolean
}

/** `template` with every `{name}` replaced. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
}

/**
 * The reason of a verdict in words: the rule's clauses, each filled with the facts of the API. A clause that lacks a fact, or
 * only says that nobody is concerned, is left out.
 */
export function reason(verdict: GridVerdict, strings: Strings): Piece[] {
  const words = strings.rules[verdict.rule]
  if (!words || verdict.verdict === 'not_applicable') return [{ text: strings.legend.verdicts.not_applicable + strings.stop, strong: false }]
  const facts = new Map(verdict.facts.map((fact) => [fact.name, fact]))
  const clauses = words[verdict.verdict].map((clause, i) => clausePieces(clause, facts, strings, i > 0)).filter((pieces) => pieces !== null)
  if (clauses.length === 0) clauses.push([{ text: strings.hiddenNumbers, strong: false }])
  return join(clauses, strings)
}

function join(clauses: Piece[][], strings: Strings): Piece[] {
  const pieces = clauses.flatMap((clause, i) => (i === 0 ? clause : [{ text: strings.semicolon, strong: false }, ...clause]))
  return [...pieces, { text: strings.stop, strong: false }]
}

function clausePieces(clause: string, facts: Map<string, Fact>, strings: Strings, optional: boolean): Piece[] | null {
  const pieces: Piece[] = []
  for (const part of clause.split(/(\{\w+\})/)) {
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

const NOISE_WHEN_ZERO = new Set(['unknown', 'never', 'overdue', 'due_units', 'capacity_households', 'service_households', 'data_households', 'gap_households', 'small_circles', 'large_circles', 'gap_buildings', 'gap_members', 'gap_requests'])

/** A fact's value as text. Lengths are known to a decimetre and told to a metre. */
export function factText(fact: Fact, strings: Strings): string {
  if (typeof fact.value === 'number') return formatNumber(fact.name.endsWith('_m') ? Math.round(fact.value) : fact.value)
  return fact.value === '<5' ? formatCount('<5', strings) : (fact.value ?? '')
}
