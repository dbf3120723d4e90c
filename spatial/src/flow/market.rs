use chrono::NaiveDate;

use super::assignment::Counts;
use super::graph::Graph;
use super::spots::{Spot, Spots};
use super::{Standing, Terms};
use crate::District;
use crate::rules::{RuleId, SubjectKind, Verdict};
use crate::snapshot::{Row, Snapshot};

/// Of a household that has no place in the market.
const NOWHERE: u32 = u32::MAX;

/// Who waits where, and who has room where.
#[derive(Clone, Debug, Default)]
pub(super) struct Market {
    pub(super) graph: Graph,
    /// What is to be assigned when the links that count stay.
    pub(super) kept: Counts,
    /// What would be to be assigned if every link were made anew.
    pub(super) anew: Counts,
    /// Of each household, by row: where it stands before anything is assigned.
    pub(super) claims: Vec<Claim>,
    /// Of each household, by row: its home.
    homes: Vec<u32>,
    /// The eligible members with a position, by spot and then by row.
    pub(super) helpers: Vec<Helper>,
}

/// Where a household stands before anything is assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// It has a position and waits for a link.
    Waits,
    /// Nothing is to be worked out.
    Settled(Standing),
}

/// A member who may take households on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Helper {
    /// The member spot.
    pub(super) spot: u32,
    pub(super) member: Row,
    /// How many households more than it is linked to.
    pub(super) spare: u32,
}

impl Market {
    pub(super) fn of(district: &District, terms: Terms) -> Self {
        let claims = claims(district);
        let (homes, home_of) = homes(&district.snapshot, &claims, terms);
        let (members, helpers) = helpers(&district.snapshot, terms, district.verdicts.as_of);
        let (mut kept, mut anew) = (Counts::of_nothing(&homes, &members), Counts::of_nothing(&homes, &members));
        for (home, claim) in home_of.iter().zip(&claims).filter(|(home, _)| **home != NOWHERE) {
            kept.households[*home as usize] += u32::from(*claim == Claim::Waits);
            anew.households[*home as usize] += 1;
        }
        for helper in &helpers {
            kept.add_member(helper.spot, helper.spare);
            anew.add_member(helper.spot, terms.per_member);
        }
        let graph = Graph::new(homes, members, terms.reach_mm.into());
        Self { graph, kept, anew, claims, homes: home_of, helpers }
    }

    /// Where a household is; `None` where it has no position or is no subject.
    pub(super) fn home_of(&self, household: Row) -> Option<u32> {
        self.homes.get(household.index()).copied().filter(|home| *home != NOWHERE)
    }
}

impl Counts {
    fn of_nothing(homes: &Spots, members: &Spots) -> Self {
        let none = vec![0; members.len()];
        Self { households: vec![0; homes.len()], members: none.clone(), places: none }
    }

    fn add_member(&mut self, spot: u32, places: u32) {
        self.members[spot as usize] += u32::from(places > 0);
        self.places[spot as usize] += places;
    }
}

/// L8 takes up what L1 leaves: it asks of a gap whether somebody could close it.
fn claims(district: &District) -> Vec<Claim> {
    let positions = &district.snapshot.households.position;
    let Some(judged) = district.verdicts.of(RuleId::L1, SubjectKind::Household) else {
        return vec![Claim::Settled(Standing::NotApplicable); positions.len()];
    };
    let claim = |verdict, positioned| match verdict {
        Verdict::NotApplicable => Claim::Settled(Standing::NotApplicable),
        Verdict::Covered => Claim::Settled(Standing::Linked),
        Verdict::Gap if positioned => Claim::Waits,
        Verdict::Gap | Verdict::Unknown => Claim::Settled(Standing::Unknown),
    };
    judged.iter().zip(positions).map(|(judgement, at)| claim(judgement.verdict, at.is_some())).collect()
}

/// The distinct homes of those who wait and those who are linked, and for each household its own.
fn homes(snapshot: &Snapshot, claims: &[Claim], terms: Terms) -> (Spots, Vec<u32>) {
    let households = &snapshot.households;
    let (mut rows, mut spots) = (Vec::new(), Vec::new());
    for (household, (claim, at)) in (0..).map(Row).zip(claims.iter().zip(&households.position)) {
        if let (Claim::Waits | Claim::Settled(Standing::Linked), Some(at)) = (claim, at) {
            rows.push(household.index());
            spots.push(Spot { at: *at, micro_grid: micro_grid(snapshot, Some(household)) });
        }
    }
    let (spots, which) = Spots::new(&spots, terms.reach_mm.into());
    let mut home_of = vec![NOWHERE; claims.len()];
    rows.into_iter().zip(which).for_each(|(row, home)| home_of[row] = home);
    (spots, home_of)
}

/// The active, eligible members with a position, and the distinct places where they live.
fn helpers(snapshot: &Snapshot, terms: Terms, as_of: NaiveDate) -> (Spots, Vec<Helper>) {
    let members = &snapshot.members;
    let (mut helpers, mut spots) = (Vec::new(), Vec::new());
    for (member, at) in (0..).map(Row).zip(&members.position) {
        let may = members.active[member.index()] && members.eligible[member.index()] == Some(true);
        if let (true, Some(at)) = (may, at) {
            let linked = members.links.at(member, as_of).count() as u32;
            helpers.push(Helper { spot: 0, member, spare: terms.per_member.saturating_sub(linked) });
            spots.push(Spot { at: *at, micro_grid: micro_grid(snapshot, members.household[member.index()]) });
        }
    }
    let (spots, which) = Spots::new(&spots, terms.reach_mm.into());
    helpers.iter_mut().zip(which).for_each(|(helper, spot)| helper.spot = spot);
    helpers.sort_unstable_by_key(|helper| (helper.spot, helper.member));
    (spots, helpers)
}

/// The micro-grid of a home.
fn micro_grid(snapshot: &Snapshot, household: Option<Row>) -> Option<u32> {
    snapshot.households.micro_grid[household?.index()].map(|micro_grid| micro_grid.0)
}
