//! L1, a linked member: every household is linked to a member who is active and eligible. Hard.
//!
//! **Subjects**: dwellings (see [`rollup::dwellings`]), rolled up to grids. **Verdict** by the links that count on
//! the as-of date: covered by one such link; unknown
//! where a linked active member's eligibility is blank; else a gap. Its cause: *data* without a position; *service* where an
//! active, eligible member with fewer than `households_per_member` links lives within `reach_dm` in a straight line
//! (inclusive) and could take the household; else *capacity*. A grid tolerates `grid_permille` of gaps. **Facts** of a grid:
//! `gap_households`, `gap_persons`, `covered`, `unknown`, `eligible_members`, `households_per_member`,
//! `capacity_households`, `service_households`, `data_households`. Of a household: `links`, `valid_links`,
//! `unverified_links`, `spare_members`, `reach_m`, `households_per_member`.

use chrono::NaiveDate;
use rstar::RTree;

use super::evidence::{count, parameter, sum};
use super::rollup::{self, Tally};
use super::{
    Affects, Case, Cause, Definition, Fact, Input, Judgement, Parameter, RuleId, RuleSet, RuleSeverity, Subject,
    SubjectKind, Tables, TellsOf, Words,
};
use crate::District;
use crate::network::Network;
use crate::shape::{Bounds, Point};
use crate::snapshot::{List, Members, Row, Snapshot};
use crate::sums::Series;

/// Households one member may be linked to.
pub(crate) const PER_MEMBER: Parameter = Parameter::count(
    RuleId::L1,
    "households_per_member",
    10,
    "City practice is 3 to 20; 10 is the most that an office still calls contact and not list.",
);
/// How far an eligible member may live, in a straight line.
pub(crate) const REACH: Parameter = Parameter::distance(
    RuleId::L1,
    "reach_dm",
    5_000,
    "Seven minutes on foot: near enough that nobody needs a bus to knock at a door.",
);
const GRID_PERMILLE: Parameter = Parameter::permille(
    RuleId::L1,
    "grid_permille",
    400,
    "At a cap of 10 and with 60 % of the members eligible a quarter of all households cannot be linked anywhere: 25 % would \
     paint the arithmetic of the district onto its grids, 40 % marks those clearly worse off.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::L1,
    name: Words { zh: "党员联户", en: "A linked member" },
    text: Words {
        zh: "每户有一名在册且可联户的党员联系。",
        en: "Every household is linked to a member who is active and eligible.",
    },
    severity: RuleSeverity::Hard,
    on: true,
    source: "“每户都有党员联系”",
    source_date: None,
    parameters: &[PER_MEMBER, REACH, GRID_PERMILLE],
    ordered: &[],
    affects: Affects::Households,
    tells_of: TellsOf::Gaps,
    needs: &[List::Members, List::Links],
    reads: &[Input::Links, Input::Members, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let mut spare = Spare::of(case);
    rollup::dwellings(case, case.rules.value(&GRID_PERMILLE), |household| {
        let links = Links::of(case.snapshot, household, case.as_of);
        if links.valid > 0 {
            Judgement::COVERED
        } else if links.unverified > 0 {
            Judgement::UNKNOWN
        } else {
            Judgement::gap(spare.cause(household))
        }
    })
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let per_member = parameter("households_per_member", district.rules.value(&PER_MEMBER));
    match subject.kind {
        SubjectKind::Household => household_facts(district, subject.row, per_member),
        _ => grid_facts(district, subject.row, per_member),
    }
}

fn household_facts(district: &District, household: Row, per_member: Fact) -> Vec<Fact> {
    let (snapshot, as_of) = (&district.snapshot, district.verdicts.as_of);
    let links = Links::of(snapshot, household, as_of);
    let spare = snapshot.households.position[household.index()].map_or(0, |home| {
        let candidates = spare_members(&snapshot.members, &district.rules, as_of, None);
        candidates.filter(|at| distance_2(plane(home), plane(*at)) <= reach_2(&district.rules)).count()
    });
    vec![
        count("links", snapshot.households.links.at(household, as_of).count() as u64),
        count("valid_links", links.valid),
        count("unverified_links", links.unverified),
        count("spare_members", spare as u64),
        parameter("reach_m", district.rules.value(&REACH) / 10),
        per_member,
    ]
}

fn grid_facts(district: &District, grid: Row, per_member: Fact) -> Vec<Fact> {
    let judged = district.verdicts.of(RuleId::L1, SubjectKind::Household).unwrap_or_default();
    let residents = district.verdicts.residents(grid).iter();
    let tally = Tally::of(residents.filter_map(|household| judged.get(household.index()).copied()));
    vec![
        sum(district, grid, "gap_households", Series::Gap(RuleId::L1)),
        sum(district, grid, "gap_persons", Series::GapPersons(RuleId::L1)),
        sum(district, grid, "covered", Series::Covered(RuleId::L1)),
        sum(district, grid, "unknown", Series::Unknown(RuleId::L1)),
        sum(district, grid, "eligible_members", Series::EligibleMembers),
        per_member,
        count("capacity_households", tally.caused_by(Cause::Capacity)),
        count("service_households", tally.caused_by(Cause::Service)),
        count("data_households", tally.caused_by(Cause::Data)),
    ]
}

/// A household's links to active members.
struct Links {
    /// To eligible ones.
    valid: u64,
    /// To those of whom nobody has said.
    unverified: u64,
}

impl Links {
    fn of(snapshot: &Snapshot, household: Row, as_of: NaiveDate) -> Self {
        let members = &snapshot.members;
        let linked = snapshot.households.links.at(household, as_of).map(Row::index);
        let mut links = Self { valid: 0, unverified: 0 };
        for member in linked.filter(|member| members.active[*member]) {
            match members.eligible[member] {
                Some(true) => links.valid += 1,
                Some(false) => {}
                None => links.unverified += 1,
            }
        }
        links
    }
}

/// The members who could take another household, asked once per distinct home.
struct Spare<'a> {
    case: &'a Case<'a>,
    /// Their homes, millimetres.
    homes: RTree<[f64; 2]>,
    reach_2: f64,
    /// By distinct household position: whether one is within reach.
    known: Vec<Option<bool>>,
}

impl<'a> Spare<'a> {
    fn of(case: &'a Case<'a>) -> Self {
        let members = spare_members(&case.snapshot.members, case.rules, case.as_of, region(case));
        let homes = RTree::bulk_load(members.map(plane).collect());
        let known = vec![None; case.network.homes().points().len()];
        Self { case, homes, reach_2: reach_2(case.rules), known }
    }

    /// Why a household is without a link.
    fn cause(&mut self, household: Row) -> Cause {
        let Some(home) = self.case.network.homes().home_of(household) else { return Cause::Data };
        let at = plane(self.case.network.homes().points()[home]);
        let (homes, reach_2) = (&self.homes, self.reach_2);
        let near_enough = |nearest: &[f64; 2]| distance_2(at, *nearest) <= reach_2;
        let within = *self.known[home].get_or_insert_with(|| homes.nearest_neighbor(at).is_some_and(near_enough));
        if within { Cause::Service } else { Cause::Capacity }
    }
}

/// After an edit: where the members stand who are near enough to any household that is judged again.
fn region(case: &Case) -> Option<Bounds> {
    let positions = &case.snapshot.households.position;
    let around = Bounds::of(case.again?.households.iter().filter_map(|row| positions[row.index()]));
    // Around nobody anything will do.
    Some(around.unwrap_or(Bounds { min: Point { x: 0, y: 0 }, max: Point { x: 0, y: 0 } }).grown(reach_mm(case.rules)))
}

/// The homes of active, eligible members with a position (inside a region, where there is one) and fewer links than they may
/// have.
fn spare_members<'a>(
    members: &'a Members,
    rules: &RuleSet,
    as_of: NaiveDate,
    region: Option<Bounds>,
) -> impl Iterator<Item = Point> + use<'a> {
    let cap = rules.value(&PER_MEMBER) as usize;
    let stands = (0..).map(Row).zip(&members.position).filter_map(|(row, at)| Some((row, (*at)?)));
    let inside = stands.filter(move |(_, at)| region.is_none_or(|region| region.contains(*at)));
    inside.filter(move |(row, _)| is_spare(members, *row, cap, as_of)).map(|(_, at)| at)
}

fn is_spare(members: &Members, row: Row, cap: usize, as_of: NaiveDate) -> bool {
    members.active[row.index()]
        && members.eligible[row.index()] == Some(true)
        && members.links.at(row, as_of).count() < cap
}

/// The households within reach of a member who could take another household before an edit of those members and cannot after
/// it, or the other way round, or who moved.
pub(super) fn households_near(
    before: &District,
    (snapshot, network): (&Snapshot, &Network),
    members: &[(Option<Row>, Option<Row>)],
) -> Vec<Row> {
    let (rules, as_of) = (&before.rules, before.verdicts.as_of);
    let cap = rules.value(&PER_MEMBER) as usize;
    let spare_at = |members: &Members, row: Option<Row>| {
        row.filter(|row| is_spare(members, *row, cap, as_of)).and_then(|row| members.position[row.index()])
    };
    let stands =
        members.iter().map(|(was, is)| [spare_at(&before.snapshot.members, *was), spare_at(&snapshot.members, *is)]);
    let moved: Vec<_> = stands.filter(|[was, is]| was != is).flatten().flatten().map(plane).collect();
    if moved.is_empty() {
        return Vec::new();
    }
    let near = |home: &Point| moved.iter().any(|at| distance_2(plane(*home), *at) <= reach_2(rules));
    let homes = network.homes();
    let is_near: Vec<bool> = homes.points().iter().map(near).collect();
    let rows = (0..snapshot.households.id.len() as u32).map(Row);
    rows.filter(|row| homes.home_of(*row).is_some_and(|home| is_near[home])).collect()
}

/// Reach in millimetres; a reach beyond the lattice is one to its end.
fn reach_mm(rules: &RuleSet) -> i32 {
    i32::try_from(u64::from(rules.value(&REACH)) * 100).unwrap_or(i32::MAX)
}

/// Squared reach in square millimetres; exact, as are the squared distances near it.
fn reach_2(rules: &RuleSet) -> f64 {
    (f64::from(rules.value(&REACH)) * 100.0).powi(2)
}

fn distance_2(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (a[0] - b[0], a[1] - b[1]);
    dx * dx + dy * dy
}

fn plane(point: Point) -> [f64; 2] {
    [f64::from(point.x), f64::from(point.y)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::explain;
    use super::super::tests::judged;
    use super::*;
    use crate::places::{GridKind, Tenure};
    use crate::snapshot::Placement;
    use crate::town::{Dwelling, Person, Town, at};

    fn on(town: &Town, household: Row) -> Judgement {
        let subject = Subject { kind: SubjectKind::Household, row: household };
        judged(town, &RuleSet::default()).on(RuleId::L1, subject).unwrap()
    }

    /// A household linked to the one given member, which lives too far to help otherwise.
    fn linked(person: &Person, tenure: Option<Tenure>) -> Judgement {
        let mut town = Town::new();
        let household = town.household(&Dwelling { tenure, ..Dwelling::default() });
        let member = town.member(&Person { position: Some(at(9000, 0)), ..person.clone() });
        town.link(household, member);
        on(&town, household)
    }

    #[test]
    fn only_an_active_and_eligible_member_covers() {
        let (owner, gap) = (Some(Tenure::Owner), Judgement::gap(Cause::Capacity));
        assert_eq!(linked(&Person::default(), owner), Judgement::COVERED);
        assert_eq!(linked(&Person { active: false, ..Person::default() }, owner), gap);
        assert_eq!(linked(&Person { eligible: Some(false), ..Person::default() }, owner), gap);
        assert_eq!(linked(&Person { eligible: None, ..Person::default() }, owner), Judgement::UNKNOWN);
        assert_eq!(linked(&Person { eligible: None, active: false, ..Person::default() }, owner), gap);
    }

    #[test]
    fn a_blank_tenure_is_covered_by_a_link_and_unknown_without() {
        assert_eq!(linked(&Person::default(), None), Judgement::COVERED);
        assert_eq!(linked(&Person { active: false, ..Person::default() }, None), Judgement::UNKNOWN);
        assert_eq!(
            linked(&Person { active: false, ..Person::default() }, Some(Tenure::Vacant)),
            Judgement::NOT_APPLICABLE
        );
    }

    /// The verdict of an unlinked household at the origin when `person` is the only member, with so many links elsewhere.
    fn beside(person: &Person, links: usize) -> Judgement {
        let mut town = Town::new();
        let household = town.household(&Dwelling::default());
        let member = town.member(person);
        for _ in 0..links {
            let other = town.household(&Dwelling::default());
            town.link(other, member);
        }
        on(&town, household)
    }

    #[test]
    fn a_spare_member_within_500_m_makes_it_a_matter_of_service_else_of_capacity() {
        let (service, capacity) = (Judgement::gap(Cause::Service), Judgement::gap(Cause::Capacity));
        let away = |x, y| Person { position: Some(Point { x, y }), ..Person::default() };
        assert_eq!(beside(&away(300_000, 400_000), 0), service);
        assert_eq!(beside(&away(300_000, 400_001), 0), capacity);
        assert_eq!(beside(&away(0, 0), 9), service);
        assert_eq!(beside(&away(0, 0), 10), capacity);
        assert_eq!(beside(&Person { active: false, ..Person::default() }, 0), capacity);
        assert_eq!(beside(&Person { eligible: None, ..Person::default() }, 0), capacity);
        assert_eq!(beside(&Person { position: None, ..Person::default() }, 0), capacity);
    }

    #[test]
    fn an_unlinked_household_without_a_position_is_a_gap_in_the_data() {
        let mut town = Town::new();
        town.member(&Person::default());
        let household = town.household(&Dwelling { position: None, ..Dwelling::default() });
        assert_eq!(on(&town, household), Judgement::gap(Cause::Data));
    }

    #[test]
    fn a_grid_tells_how_many_households_lack_members_and_how_many_only_a_visit() {
        let mut town = Town::new();
        let grid = town.grid(GridKind::Residential);
        town.member(&Person { position: Some(at(600, 0)), ..Person::default() });
        for x_m in [0, 50, 200, 300, 400] {
            let placement = Placement::InGrid(grid);
            town.household(&Dwelling { position: Some(at(x_m, 0)), placement, ..Dwelling::default() });
        }
        let district = District::assess(town.snapshot(), RuleSet::default(), None);
        let evidence = explain(&district, RuleId::L1, Subject { kind: SubjectKind::Grid, row: grid }).unwrap();
        assert_eq!(evidence.judgement, Judgement::gap(Cause::Service));
        assert!(evidence.facts.contains(&count("capacity_households", 2)), "{evidence:?}");
        assert!(evidence.facts.contains(&count("service_households", 3)), "{evidence:?}");
        assert!(evidence.facts.contains(&count("data_households", 0)), "{evidence:?}");
    }

    #[test]
    fn a_household_counts_its_links_and_who_could_take_it() {
        let mut town = Town::new();
        let household = town.household(&Dwelling::default());
        let gone = town.member(&Person { active: false, ..Person::default() });
        town.member(&Person { position: Some(at(499, 0)), ..Person::default() });
        town.member(&Person { position: Some(at(501, 0)), ..Person::default() });
        town.link(household, gone);
        let district = District::assess(town.snapshot(), RuleSet::default(), None);
        let subject = Subject { kind: SubjectKind::Household, row: household };
        let facts = explain(&district, RuleId::L1, subject).unwrap().facts;
        let expected = [
            count("links", 1),
            count("valid_links", 0),
            count("unverified_links", 0),
            count("spare_members", 1),
            parameter("reach_m", 500),
            parameter("households_per_member", 10),
        ];
        assert_eq!(facts, expected);
    }

    /// The cause by trying every member, in whole millimetres.
    fn plain_cause(members: &[(Point, usize)], home: Point) -> Cause {
        let near = |at: Point| {
            let (dx, dy) = (i64::from(at.x) - i64::from(home.x), i64::from(at.y) - i64::from(home.y));
            dx * dx + dy * dy <= 500_000 * 500_000
        };
        let spare = members.iter().any(|(at, links)| near(*at) && *links < 10);
        if spare { Cause::Service } else { Cause::Capacity }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_cause_is_the_one_found_by_trying_every_member(
            members in prop::collection::vec(((0..1_500_000, 0..1_500_000), 8_usize..12), 0..12),
            homes in prop::collection::vec((0..1_500_000, 0..1_500_000), 1..12),
        ) {
            let point = |(x, y): (i32, i32)| Point { x, y };
            let members: Vec<_> = members.into_iter().map(|(at, links)| (point(at), links)).collect();
            let mut town = Town::new();
            for (at, links) in &members {
                let member = town.member(&Person { position: Some(*at), ..Person::default() });
                for _ in 0..*links {
                    let elsewhere = town.household(&Dwelling { position: None, ..Dwelling::default() });
                    town.link(elsewhere, member);
                }
            }
            // Each home twice: the second asks what is known of the first.
            let homes: Vec<_> = homes.iter().chain(&homes).map(|home| point(*home)).collect();
            let rows: Vec<_> =
                homes.iter().map(|at| town.household(&Dwelling { position: Some(*at), ..Dwelling::default() })).collect();
            let verdicts = judged(&town, &RuleSet::default());
            let table = verdicts.of(RuleId::L1, SubjectKind::Household).unwrap();
            for (row, home) in rows.into_iter().zip(homes) {
                prop_assert_eq!(table[row.index()], Judgement::gap(plain_cause(&members, home)), "{:?}", home);
            }
        }
    }
}
