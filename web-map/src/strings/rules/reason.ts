import type { Fact, GridVerdict } from '../../api/types.ts'
import { factText, asSentence, said, type Piece } from '../sentence.ts'
import type { Strings } from '../shape.ts'
import type { RuleWords } from './index.ts'

/**
 * The reason of a verdict in words: the rule's clauses, each filled with the facts of the API. A clause that lacks a fact, or
 * only says that nobody is concerned, is left out; where none is left the verdict is all there is to say. A rule that this page
 * has no words for tells its facts by their labels.
 */
export function reason(verdict: GridVerdict, strings: Strings, words: RuleWords): Piece[] {
  const missing = verdict.facts.filter((fact) => fact.name === 'missing_list')
  if (missing.length > 0) return asSentence([noLists(missing, strings, words)], strings)
  const text = words.texts[verdict.rule]
  const isReport = verdict.verdict === 'not_applicable'
  const clauses = text ? said((isReport ? text.report : text[clauseOf(verdict)]) ?? [], verdict.facts, strings) : labelled(verdict.facts, strings, words)
  if (clauses.length > 0) return asSentence(clauses, strings)
  const isHidden = !isReport && verdict.facts.some((fact) => fact.value === null)
  return asSentence([[{ text: isHidden ? strings.hiddenNumbers : strings.legend.verdicts[verdict.verdict], strong: false }]], strings)
}

/** That lists which the rule needs were never handed over: then nothing else is known. */
function noLists(missing: readonly Fact[], strings: Strings, { fallback }: RuleWords): Piece[] {
  const [before = '', after = ''] = fallback.missing.split('{lists}')
  const lists = missing.map(({ value }) => fallback.lists[String(value)] ?? String(value)).join(strings.listComma)
  return [
    { text: before, strong: false },
    { text: lists, strong: true },
    { text: after, strong: false },
  ]
}

/** What would close a gap: the rule's own remedy, else that of its cause. */
export function remedy(verdict: Pick<GridVerdict, 'rule' | 'cause'>, words: RuleWords): string {
  return words.texts[verdict.rule]?.remedy ?? words.fallback.remedies[verdict.cause ?? 'data']
}

function clauseOf({ verdict }: GridVerdict): 'gap' | 'covered' | 'unknown' {
  return verdict === 'not_applicable' ? 'unknown' : verdict
}

/** Facts that have a label, or at least a unit; ids and words of the wire are for programs. */
function labelled(facts: readonly Fact[], strings: Strings, { fallback }: RuleWords): Piece[][] {
  return facts.flatMap((fact) => {
    const label = fallback.facts[fact.name] ?? fallback.units[fact.unit ?? '']
    if (label === undefined || fact.value === null || fact.unit === 'id' || fact.unit === 'word') return []
    return [[{ text: label + strings.colon, strong: false }, { text: factText(fact, strings), strong: true }]]
  })
}
