/**
 * The words and shapes of `/api/v1`, by the names the page uses. They are the generated ones (`npm run api`), so that a change of
 * the wire is a compile error here; only positions, which OpenAPI can only call lists of numbers, are made tuples again.
 */
import type { components } from './schema.ts'

type Wire = components['schemas']

export type LonLat = [number, number]
export type Bounds = [number, number, number, number]
/** The same shape with its positions as tuples. */
type Placed<T> = Omit<T, 'label' | 'bounds' | 'center'> & { label: LonLat; bounds: Bounds }

export type RuleId = Wire['RuleWord']
export type VerdictWord = Wire['VerdictWord']
export type Cause = Wire['CauseWord']
export type Severity = Wire['SeverityWord']
export type ListWord = Wire['ListWord']
export type Level = Wire['LevelWord']
export type AreaLevel = Exclude<Level, 'grid'>

/** A count as this audience may see it: exact, suppressed as "<5", or hidden. */
export type Shown = Wire['Count']
/** Per mille, or null where the audience may not see it. */
export type Rate = number | null

export type Counts = Wire['Counts']
export type PathStep = Wire['PathItem']
export type AreaRule = Wire['RuleSums']
export type GridRule = Wire['GridRule']
export type Official = Wire['Duty']
export type Responsible = Wire['Responsible']
export type Fact = Wire['FactItem']
export type GridVerdict = Wire['VerdictItem']
export type SummaryRule = Wire['GapSummaryRule']
export type SummaryItem = Wire['GapSummaryItem']

/** Its bounds are all zeros while the register is empty. */
export type District = Omit<Wire['DistrictCard'], 'bounds' | 'center'> & { bounds: Bounds; center: LonLat }
export type AreaItem = Omit<Placed<Wire['AreaItem']>, 'level'> & { level: AreaLevel }
export type GridItem = Omit<Placed<Wire['GridItem']>, 'level'> & { level: 'grid' }
/** A link that would close a gap. */
export type Proposal = Wire['ProposalItem']
export type GridCapacity = Wire['GridCapacity']
export type AreaCard = AreaItem & { path: PathStep[]; verdicts: GridVerdict[]; children: (AreaItem | GridItem)[] }
export type GridCard = GridItem & Pick<Wire['GridCard'], 'path' | 'valid_from' | 'valid_to' | 'responsible' | 'verdicts' | 'capacity'>
export type GapItem = Placed<Wire['GapGridItem']>
/** A blind-spot area: a place that one can go to, with its outline as GeoJSON has it. */
export type Spot = Omit<Placed<Wire['SpotItem']>, 'outline'> & { outline: LonLat[][][] }
export type SpotPage = Omit<Wire['SpotPage'], 'items'> & { items: Spot[] }
export type People = Wire['PeopleItem']
type At<T> = Omit<T, 'position'> & { position: LonLat }
/** A place where a site would go; `position` is a point of its grid where the place itself is not for this audience. */
export type SitePlace = At<Wire['SiteSpot']>
export type Site = Omit<At<Wire['SiteItem']>, 'alternatives'> & { alternatives: At<Wire['SiteAlternative']>[] }
export type CurvePoint = Wire['SitingPoint']
/** Where the next sites would go. */
export type Siting = Omit<Wire['SitingAnswer'], 'sites'> & { sites: Site[] }
export type SiteKind = Wire['SiteKindWord']
/** How few sites serve a share of the people. */
export type Fewest = Omit<Wire['FewestAnswer'], 'sites'> & { sites: Site[] }
/** Who would be left if a station closed, and where. */
export type Closing = Omit<Wire['ClosingAnswer'], 'station' | 'items'> & {
  station: (Omit<Wire['ClosingStation'], 'position'> & { position: LonLat | null }) | null
  items: (Omit<Wire['ClosingItem'], 'label'> & { label: LonLat })[]
}
/** Month ends of a rule, and for each place its numbers month by month. */
export type Timeline = Wire['TimelineAnswer']
export type TimelineItem = Wire['TimelineItem']
export type RuleList = Wire['RuleList']
export type SearchHit = Omit<Wire['FoundItem'], 'label' | 'bounds'> & { label: LonLat | null; bounds: Bounds | null }

export interface Page<T> {
  items: T[]
  next: string | null
}
