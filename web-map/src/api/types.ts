/** The words and shapes of `/api/v1`. */

export type RuleId = 'G1' | 'G11' | 'O1' | 'O10' | 'L1' | 'S1' | 'V1'
export type VerdictWord = 'covered' | 'gap' | 'unknown' | 'not_applicable'
export type Cause = 'place' | 'capacity' | 'service' | 'data' | 'shape'
export type Severity = 'hard' | 'soft'
export type AreaLevel = 'district' | 'street' | 'community'
export type Level = AreaLevel | 'grid'
export type LonLat = [number, number]
export type Bounds = [number, number, number, number]

/** A count as this audience may see it: exact, suppressed as "<5", or hidden. */
export type Shown = number | '<5' | null
/** Per mille, or null where the audience may not see it. */
export type Rate = number | null

export interface Counts {
  households?: Shown
  persons?: Shown
  members?: Shown
  organisations?: Shown
  units?: Shown
  stations?: Shown
  buildings?: Shown
  grids?: Shown
}

export interface District {
  code: string
  name: string
  revision: number
  data_date: string
  as_of: string
  audience: string
  /** All zeros while the register is empty. */
  bounds: Bounds
  center: LonLat
  levels: { street?: number; community?: number; grid?: number }
  layers: string[]
  counts: Counts
  unplaced: Record<string, number> | null
  rule_set: { name: string; version: string }
  approval_number: string | null
}

export interface PathStep {
  code: string
  name: string
  level: Level
}

export interface AreaRule {
  rule: RuleId
  gap_grids: Shown
  gap_households: Shown
  gap_persons: Shown
  rate: Rate
}

export interface AreaItem {
  id: string
  code: string
  name: string
  level: AreaLevel
  kind: string
  parent: string | null
  label: LonLat
  bounds: Bounds
  counts: Counts
  rules: AreaRule[]
}

export interface GridRule {
  rule: RuleId
  verdict: VerdictWord
  cause: Cause | null
  gap_households: Shown
  gap_persons: Shown
  rate: Rate
}

export interface GridItem {
  id: string
  code: string
  name: string
  kind: string
  level: 'grid'
  community: string | null
  label: LonLat
  bounds: Bounds
  counts: Counts
  worst: { rule: RuleId | null; verdict: VerdictWord; cause: Cause | null }
  rules: GridRule[]
}

export interface AreaCard extends AreaItem {
  path: PathStep[]
  children: (AreaItem | GridItem)[]
}

export interface Official {
  name: string
  phone: string | null
}

export interface Responsible {
  leaders: Official[]
  workers: Official[]
  vacant: boolean
  station: { id: string; name: string; metres: number | null } | null
  organisations: { id: string; name: string; kind: string; joint: boolean }[]
}

export interface Fact {
  name: string
  value: number | string | null
  unit: string | null
}

export interface GridVerdict {
  rule: RuleId
  severity: Severity
  verdict: VerdictWord
  cause: Cause | null
  facts: Fact[]
  remedy: string | null
}

export interface GridCard extends GridItem {
  path: PathStep[]
  valid_from: string | null
  valid_to: string | null
  responsible: Responsible
  verdicts: GridVerdict[]
}

export interface GapItem {
  id: string
  grid: string
  name: string
  path: PathStep[]
  rule: RuleId
  severity: Severity
  cause: Cause | null
  households: Shown
  persons: Shown
  label: LonLat
  bounds: Bounds
}

export interface SummaryRule {
  rule: RuleId
  severity: Severity
  gap_grids: Shown
  unknown_grids: Shown
  covered_grids: Shown
  gap_households: Shown
  gap_persons: Shown
  rate: Rate
  causes: Partial<Record<Cause, number>>
}

export interface SummaryItem {
  id: string
  code: string
  name: string
  level: Level
  rules: SummaryRule[]
}

export interface SearchHit {
  id: string
  kind: string
  code?: string | null
  name: string
  path: PathStep[]
  label: LonLat | null
  bounds?: Bounds | null
}

export interface Page<T> {
  items: T[]
  next: string | null
}
