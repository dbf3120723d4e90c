use std::sync::Arc;
use std::thread;

use super::assignment::{Assignment, Counts};
use super::cut::{Cut, Part};
use super::market::{Claim, Market};
use super::proposals::{Proposal, proposals};
use super::rollup::{Tallies, Tally};
use super::{Basis, Remaining, Standing, Terms};
use crate::District;
use crate::rules::Judgement;
use crate::snapshot::Row;

/// The answer to L8 as a server holds it: the assignment is a job of its own.
#[derive(Clone, Debug, Default)]
pub enum Answer {
    /// Not yet worked out.
    #[default]
    Pending,
    /// Worked out; its [`Capacity::basis`] says from what.
    Done(Arc<Capacity>),
}

/// The best capacitated assignment of one district.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// What it was worked out from.
    pub basis: Basis,
    /// The numbers of the whole district.
    pub totals: Totals,
    standings: Vec<Standing>,
    proposals: Vec<Proposal>,
    tallies: Tallies,
    market: Market,
    /// By home, with the links that count kept.
    cut: Cut,
    /// By home: whether it would be short even if every link were made anew.
    short_anew: Vec<bool>,
}

/// The numbers of a district; households with a position only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Households linked already.
    pub linked: u64,
    /// Households that wait for a link.
    pub waiting: u64,
    /// How many of those who wait can be linked at once, no link that counts being moved: the flow value.
    pub closable: u64,
    /// How many of them cannot: `waiting − closable`, the deficiency of the minimum cut.
    pub short: u64,
    /// Active, eligible members with a position.
    pub members: u64,
    /// Their places: the cap for each.
    pub places: u64,
    /// Their free places.
    pub spare: u64,
    /// How many of `linked + waiting` could be linked within reach if every link were made anew: what capacity allows.
    pub linkable_anew: u64,
}

/// Why a household is unreachable: those who compete with it, and what is left for them. By Hall's theorem
/// `households − spare` of them stay without a member, whoever is linked to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// Which competition: equal for all who take part; numbered from the south.
    pub part: u32,
    /// Households that wait in it.
    pub households: u64,
    /// Members with a free place who are near one of them.
    pub members: u64,
    /// Their free places.
    pub spare: u64,
    /// Whether all households of its home would be linked in every best assignment made anew: then moving links helps, and
    /// nobody need be recruited for it.
    pub moving_helps: bool,
}

/// The eligible members near a household.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Near {
    /// How many.
    pub members: u64,
    /// Their places.
    pub places: u64,
    /// Their free places.
    pub spare: u64,
}

/// Works out the best assignment of a district; the same for every order of its rows, whatever its ids are.
pub fn assess(district: &District) -> Capacity {
    let terms = Terms::of(&district.rules);
    let market = Market::of(district, terms);
    let ((cut, closable, proposals), (linkable_anew, short_anew)) = thread::scope(|scope| {
        let anew = scope.spawn(|| if_made_anew(&market));
        let kept = with_links_kept(&market);
        (kept, anew.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let standings = standings(&market, &cut);
    let proposed = |household: Row| proposals.binary_search_by_key(&household, |proposal| proposal.household).is_ok();
    let tallies = Tallies::of(&district.snapshot, &standings, proposed);
    let totals = Totals { closable, linkable_anew, ..Totals::of(&market) };
    let totals = Totals { short: totals.waiting - closable, ..totals };
    Capacity { basis: Basis::of(district, terms), totals, standings, proposals, tallies, market, cut, short_anew }
}

fn with_links_kept(market: &Market) -> (Cut, u64, Vec<Proposal>) {
    let assignment = Assignment::maximum(&market.graph, &market.kept);
    (Cut::of(&assignment, &market.kept), assignment.flow(), proposals(market, &assignment))
}

fn if_made_anew(market: &Market) -> (u64, Vec<bool>) {
    let assignment = Assignment::maximum(&market.graph, &market.anew);
    let cut = Cut::of(&assignment, &market.anew);
    (assignment.flow(), cut.part.iter().map(Option::is_some).collect())
}

fn standings(market: &Market, cut: &Cut) -> Vec<Standing> {
    let rows = (0..).map(Row).zip(&market.claims);
    let standing = |(row, claim): (Row, &Claim)| match claim {
        Claim::Settled(standing) => *standing,
        Claim::Waits if part(market, cut, row).is_some() => Standing::UnreachableByCapacity,
        Claim::Waits => Standing::Unassigned,
    };
    rows.map(standing).collect()
}

fn part(market: &Market, cut: &Cut, household: Row) -> Option<u32> {
    cut.part[market.home_of(household)? as usize]
}

impl Answer {
    /// The assignment, where it is worked out.
    pub fn done(&self) -> Option<&Capacity> {
        match self {
            Self::Pending => None,
            Self::Done(capacity) => Some(capacity),
        }
    }
}

impl Totals {
    fn of(market: &Market) -> Self {
        let sum = |counts: &[u32]| counts.iter().map(|count| u64::from(*count)).sum::<u64>();
        let Counts { households, places, .. } = &market.kept;
        Self {
            linked: sum(&market.anew.households) - sum(households),
            waiting: sum(households),
            members: market.helpers.len() as u64,
            places: sum(&market.anew.places),
            spare: sum(places),
            ..Self::default()
        }
    }
}

impl Capacity {
    /// What it says of a household.
    ///
    /// # Panics
    /// When the row is not of the district that was assessed.
    pub fn standing(&self, household: Row) -> Standing {
        self.standings[household.index()]
    }

    /// The verdict of L8 on a household.
    ///
    /// # Panics
    /// When the row is not of the district that was assessed.
    pub fn judgement(&self, household: Row) -> Judgement {
        self.standing(household).judgement()
    }

    /// The links that would close what can be closed, by household.
    pub fn proposals(&self) -> &[Proposal] {
        &self.proposals
    }

    /// The link proposed for a household.
    pub fn proposal(&self, household: Row) -> Option<Proposal> {
        let at = self.proposals.binary_search_by_key(&household, |proposal| proposal.household).ok()?;
        Some(self.proposals[at])
    }

    /// The households of a building.
    ///
    /// # Panics
    /// When the row is not of the district that was assessed; so do [`Self::of_grid`] and [`Self::of_area`].
    pub fn of_building(&self, building: Row) -> Tally {
        self.tallies.buildings[building.index()]
    }

    /// The households placed in a grid.
    pub fn of_grid(&self, grid: Row) -> Tally {
        self.tallies.grids[grid.index()]
    }

    /// The households of an area: its children's, and those that it alone counts.
    pub fn of_area(&self, area: Row) -> Tally {
        self.tallies.areas[area.index()]
    }

    /// All households.
    pub fn of_all(&self) -> Tally {
        self.tallies.all
    }

    /// Why a household is unreachable; `None` for every other.
    pub fn shortage(&self, household: Row) -> Option<Shortage> {
        if *self.standings.get(household.index())? != Standing::UnreachableByCapacity {
            return None;
        }
        let home = self.market.home_of(household)? as usize;
        let part = self.cut.part[home]?;
        let Part { households, members, places } = self.cut.parts[part as usize];
        Some(Shortage { part, households, members, spare: places, moving_helps: !self.short_anew[home] })
    }

    /// The eligible members near a household; `None` where it has no position or is no subject.
    pub fn near(&self, household: Row) -> Option<Near> {
        let Market { graph, anew, helpers, .. } = &self.market;
        let home = graph.homes.get(self.market.home_of(household)?);
        let mut near = Near::default();
        let mut members = Remaining::all(anew.members.len());
        graph.take_members(home, &mut members, |spot| {
            let first = helpers.partition_point(|helper| helper.spot < spot);
            for helper in helpers[first..].iter().take_while(|helper| helper.spot == spot) {
                near.members += 1;
                near.places += u64::from(self.basis.terms.per_member);
                near.spare += u64::from(helper.spare);
            }
        });
        Some(near)
    }
}
