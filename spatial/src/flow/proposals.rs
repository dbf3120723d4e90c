use super::assignment::Assignment;
use super::market::{Claim, Market};
use crate::shape::distance2_mm2;
use crate::snapshot::Row;

/// A link that would close a gap; all of them together can be made, and none moves a link that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who waits.
    pub household: Row,
    /// Who would take it on.
    pub member: Row,
    /// Straight from home to home, decimetres, rounded down as the reach is inclusive.
    pub dm: u32,
}

/// The links of an assignment by household, each home's and each member spot's people in the order of their ids.
pub(super) fn proposals(market: &Market, assignment: &Assignment) -> Vec<Proposal> {
    let mut helpers = Helpers::of(market);
    let mut waiting = waiting(market);
    let mut proposals = Vec::with_capacity(assignment.flow() as usize);
    for (home, taken) in (0..).zip(&assignment.taken) {
        let at = market.graph.homes.get(home).at;
        let distance_2 = |member: u32| distance2_mm2(at, market.graph.members.get(member).at);
        let mut taken = taken.clone();
        taken.sort_unstable_by_key(|taken| (distance_2(taken.member), taken.member));
        let mut members = taken.iter().flat_map(|taken| std::iter::repeat_n(taken.member, taken.count as usize));
        let households = &mut waiting[home as usize];
        for (household, spot) in households.drain(..).zip(&mut members) {
            let dm = (distance_2(spot).isqrt() / 100) as u32;
            proposals.extend(helpers.next(spot).map(|member| Proposal { household, member, dm }));
        }
    }
    proposals.sort_unstable_by_key(|proposal| proposal.household);
    proposals
}

/// Of each home, the households that wait, in the order of their ids.
fn waiting(market: &Market) -> Vec<Vec<Row>> {
    let mut waiting = vec![Vec::new(); market.kept.households.len()];
    for (household, claim) in (0..).map(Row).zip(&market.claims) {
        if let (Claim::Waits, Some(home)) = (claim, market.home_of(household)) {
            waiting[home as usize].push(household);
        }
    }
    waiting
}

/// Hands out the free places of each member spot, in the order of the members' ids.
struct Helpers<'a> {
    market: &'a Market,
    /// Of each member spot: its next member, and how many of that one's places are gone.
    next: Vec<(usize, u32)>,
}

impl<'a> Helpers<'a> {
    fn of(market: &'a Market) -> Self {
        let first = |spot: u32| market.helpers.partition_point(|helper| helper.spot < spot);
        Self { market, next: (0..market.graph.members.len() as u32).map(|spot| (first(spot), 0)).collect() }
    }

    fn next(&mut self, spot: u32) -> Option<Row> {
        let (at, gone) = &mut self.next[spot as usize];
        loop {
            let helper = self.market.helpers.get(*at).filter(|helper| helper.spot == spot)?;
            if *gone < helper.spare {
                *gone += 1;
                return Some(helper.member);
            }
            (*at, *gone) = (*at + 1, 0);
        }
    }
}
