//! The next sites of a district: from its register and network to an answer that can be shown.
//!
//! Demand is people: dwellings by the rules (no duplicates, none that stand empty), weighed by the persons the register knows of
//! them. Whoever is near enough to what exists counts as covered; whoever cannot be judged (no position, no road within the
//! snap limit, or nobody knows whether the dwelling is lived in) stands apart and draws no site.
//!
//! Near means for a **station** what rule S1 means: at most `within_dm` on foot. For a **hub household** it means what L4 means of a
//! member: in the same micro-grid, else at most `within_dm` in a straight line.

mod candidates;
mod cells;
mod closing;
mod demand;
mod reach;
#[cfg(test)]
mod tests;

pub use candidates::MOST as MOST_CANDIDATES;
pub use closing::{Closing, closing};

use std::ops::AddAssign;

use super::{Catchments, Cover, Effort, Fewest, Question, fewest_sites, most_covered};
use crate::District;
use crate::places::LonLat;
use crate::shape::Point;
use crate::snapshot::{Households, Row};
use candidates::Candidate;
use demand::Demand;

/// What is to be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteKind {
    /// 党群服务站点
    Station,
    /// 党员中心户
    Hub,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What is to be placed.
    pub kind: SiteKind,
    /// How many.
    pub k: usize,
    /// How far they serve, decimetres.
    pub within_dm: u32,
    /// The area (a row of the snapshot's) whose households count and in which sites may lie; `None` for the whole district.
    pub area: Option<Row>,
}

/// Households and the persons in them that the register knows of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Households.
    pub households: u64,
    /// Persons; a household whose number nobody recorded adds none.
    pub persons: u64,
}

/// What a site stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A building's row.
    Building(Row),
    /// A point of the road network.
    Crossing,
    /// A household's row: whoever lives there is a member, which is not for everybody to know.
    Household(Row),
}

/// A place on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// In the snapshot's frame.
    pub at: Point,
    /// In degrees.
    pub position: LonLat,
    /// What stands there.
    pub place: Place,
    /// The grid it lies in; `None` outside every grid and between several.
    pub grid: Option<Row>,
    /// The area row of the community it lies in.
    pub community: Option<Row>,
}

/// A site of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Where.
    pub spot: Spot,
    /// Whom it adds to those before it.
    pub adds: People,
    /// Everybody covered once it stands, those who were before included.
    pub covered: People,
    /// Other places that would do in its stead, and how many persons fewer would be covered, at most 1 % of what the site gives.
    pub alternatives: Vec<(Spot, u64)>,
}

/// Households of which nobody can say whether they are served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// No position.
    pub no_position: People,
    /// No road within the snap limit on the same bank (stations only).
    pub off_network: People,
    /// Far from everything, but perhaps nobody lives there.
    pub tenure: People,
}

/// Who stays uncovered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// A candidate reaches them, but none of the chosen sites.
    pub not_chosen: People,
    /// No candidate reaches them.
    pub out_of_reach: People,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct SitingPlan {
    /// What was asked.
    pub ask: Ask,
    /// How many places were weighed.
    pub candidates: usize,
    /// Who is covered already.
    pub before: People,
    /// The sites, each the one that adds most persons to those before it.
    pub sites: Vec<Site>,
    /// For each number of sites from 1 to k how many persons no choice of so many candidates can cover more than, those
    /// covered before included.
    pub upper_bound: Vec<u64>,
    /// Whether no other k candidates cover more persons.
    pub proven: bool,
    /// Who stays uncovered.
    pub left: Left,
    /// Who could not be judged.
    pub unknown: Unknown,
}

/// How few sites bring a share of all people within reach.
#[derive(Clone, Debug, PartialEq)]
pub struct FewestPlan {
    /// The sites; where the share is out of reach as many as were allowed.
    pub plan: SitingPlan,
    /// Whether they bring it about.
    pub reached: bool,
    /// What no choice of candidates needs fewer than.
    pub lower_bound: usize,
    /// Whether no choice needs fewer; where the share is not reached, whether `k` sites cannot.
    pub proven: bool,
}

impl People {
    fn of(households: &Households, row: Row) -> Self {
        Self { households: 1, persons: households.persons[row.index()].unwrap_or(0).into() }
    }
}

impl AddAssign for People {
    fn add_assign(&mut self, other: Self) {
        self.households += other.households;
        self.persons += other.persons;
    }
}

/// Places the next k sites.
pub fn plan(district: &District, ask: &Ask, effort: Effort) -> SitingPlan {
    let setting = Setting::of(district, ask);
    let cover = most_covered(&setting.question(), ask.k, effort);
    setting.answer(district, ask, &cover)
}

/// The fewest sites, at most `ask.k`, that bring `permille` of all persons who can be judged within reach.
pub fn fewest(district: &District, ask: &Ask, permille: u32, effort: Effort) -> FewestPlan {
    let setting = Setting::of(district, ask);
    let Fewest { cover, reached, lower_bound, proven, .. } = fewest_sites(&setting.question(), permille, ask.k, effort);
    FewestPlan { plan: setting.answer(district, ask, &cover), reached, lower_bound, proven }
}

/// Everything that a choice is made from: candidates, whom each would reach, and how many live there. The demand rows are the
/// homes of the network, and one more for everybody who is covered.
pub struct Setting {
    demand: Demand,
    candidates: Vec<Candidate>,
    catchments: Catchments,
    weights: Vec<u32>,
    covered: Vec<bool>,
}

impl Setting {
    /// Looks up who is served, who is not, where sites could be and whom each would reach; `ask.k` plays no part.
    pub fn of(district: &District, ask: &Ask) -> Self {
        let served = reach::served(district, ask);
        let demand = Demand::of(district, ask, &served);
        let candidates = candidates::of(district, ask, &demand);
        let catchments = reach::catchments(district, ask, &candidates);
        let mut weights = demand.weights();
        weights.push(u32::try_from(demand.covered.persons).unwrap_or(u32::MAX));
        let mut covered = vec![false; demand.open.len()];
        covered.push(true);
        Self { demand, candidates, catchments, weights, covered }
    }

    /// Which of the candidates reach the most.
    pub fn question(&self) -> Question<'_> {
        Question { catchments: &self.catchments, weights: &self.weights, covered: &self.covered }
    }

    /// Where the candidates are, by site.
    pub fn places(&self) -> impl ExactSizeIterator<Item = Point> {
        self.candidates.iter().map(|candidate| candidate.at)
    }

    fn answer(&self, district: &District, ask: &Ask, cover: &Cover) -> SitingPlan {
        let before = self.demand.covered;
        let mut waiting: Vec<Option<People>> = self.demand.open.iter().copied().map(Some).collect();
        let mut covered = before;
        let spot = |site: u32| spot(district, &self.candidates[site as usize]);
        let sites = cover.sites.iter().map(|chosen| {
            let adds = take(&mut waiting, self.catchments.of(chosen.site));
            covered += adds;
            let alternatives = chosen.alternatives.iter().map(|other| (spot(other.site), other.loses)).collect();
            Site { spot: spot(chosen.site), adds, covered, alternatives }
        });
        let sites = sites.collect();
        let mut left = Left::default();
        self.catchments.iter().for_each(|homes| left.not_chosen += take(&mut waiting, homes));
        waiting.into_iter().flatten().for_each(|people| left.out_of_reach += people);
        SitingPlan {
            ask: *ask,
            candidates: self.candidates.len(),
            before,
            sites,
            upper_bound: cover.upper_bound.iter().map(|bound| before.persons + bound).collect(),
            proven: cover.proven,
            left,
            unknown: self.demand.unknown,
        }
    }
}

/// Takes the people of these homes who still wait.
fn take(waiting: &mut [Option<People>], homes: &[u32]) -> People {
    let mut taken = People::default();
    homes.iter().filter_map(|home| waiting[*home as usize].take()).for_each(|people| taken += people);
    taken
}

fn spot(district: &District, candidate: &Candidate) -> Spot {
    let snapshot = &district.snapshot;
    let grids = snapshot.grids_at(candidate.at);
    Spot {
        at: candidate.at,
        position: snapshot.frame.unproject(candidate.at),
        place: candidate.place,
        grid: if let [grid] = grids[..] { Some(grid) } else { None },
        community: snapshot.community_at(candidate.at),
    }
}
