/** What is said of a verdict of one rule: clauses by verdict, and what would close a gap. */
export interface RuleText {
  gap: readonly string[]
  covered: readonly string[]
  unknown: readonly string[]
  /** What a rule without verdict tells all the same. */
  report?: readonly string[]
  remedy: string
}

export type RuleTexts = Record<string, RuleText>
