use serde::Serialize;
use spatial::siting::SiteKind;
use utoipa::ToSchema;

use super::{LevelWord, PathItem, Position};

/// What is to be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SiteKindWord {
    /// 党群服务站点: serves on foot.
    Station,
    /// 党员中心户: serves in a straight line, and its own micro-grid.
    Hub,
}

/// What stands where a site would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SitePlaceWord {
    /// A building that is no dwelling.
    Building,
    /// A point of the road network.
    Crossing,
    /// A member's home.
    Household,
}

/// Households and the persons in them that the register knows of.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PeopleItem {
    /// Households.
    pub households: u64,
    /// Persons; a household whose number nobody recorded adds none.
    pub persons: u64,
}

/// A place for a site.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SiteSpot {
    /// Where; a point of its grid or community where the place itself is not for this audience.
    pub position: Position,
    /// Whether `position` is the place itself.
    pub precise: bool,
    /// What stands there.
    pub stands_on: SitePlaceWord,
    /// The building's id; null where it is none.
    pub building: Option<String>,
    /// The building's address; null where it is none or has none.
    pub address: Option<String>,
    /// The grid it lies in; null outside every grid and between several.
    pub grid: Option<PathItem>,
    /// Street and community it lies in.
    pub path: Vec<PathItem>,
}

/// Another place that would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SiteAlternative {
    /// Where.
    #[serde(flatten)]
    pub spot: SiteSpot,
    /// Persons fewer than would be covered by the site it stands in for.
    pub loses_persons: u64,
}

/// A site of the answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SiteItem {
    /// The kind, a hyphen, its place in the order.
    #[schema(example = "station-1")]
    pub id: String,
    /// Its place in the order, from 1: each site is the one that adds most persons to those before it.
    pub order: u32,
    /// Where.
    #[serde(flatten)]
    pub spot: SiteSpot,
    /// Whom it adds to those before it.
    pub adds: PeopleItem,
    /// Everybody covered once it stands, those covered before included.
    pub covered: PeopleItem,
    /// Places that would do in its stead and cost at most 1 % of what it gives.
    pub alternatives: Vec<SiteAlternative>,
}

/// One point of the curve.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct SitingPoint {
    /// How many sites.
    pub sites: u32,
    /// Persons covered by the first so many sites and what exists.
    pub covered: u64,
    /// What no choice of so many candidates can pass; proven.
    pub upper_bound: u64,
}

/// Who stays uncovered by all sites of the answer, and why.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct SitingLeft {
    /// A candidate reaches them, but none of the chosen sites: more sites would help.
    pub not_chosen: PeopleItem,
    /// No candidate reaches them: no place there would do, or no way leads to one.
    pub out_of_reach: PeopleItem,
}

/// Who could not be judged, and draws no site.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct SitingUnknown {
    /// No position.
    pub no_position: PeopleItem,
    /// No road within the snap limit (stations only).
    pub off_network: PeopleItem,
    /// Far from everything, but perhaps nobody lives there: the tenure is blank.
    pub tenure: PeopleItem,
}

/// Where the next sites would go.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SitingAnswer {
    /// What is placed.
    pub kind: SiteKindWord,
    /// How many were asked for.
    pub k: u32,
    /// How far a site serves, metres.
    pub within_m: f64,
    /// The code of the area whose households count and in which the sites lie.
    pub area: String,
    /// How many places were weighed.
    pub candidates: u32,
    /// Who is covered already.
    pub before: PeopleItem,
    /// The sites, in order; fewer than `k` where no other adds anybody.
    pub sites: Vec<SiteItem>,
    /// Persons covered by 0, 1, … k sites, each with its bound.
    pub curve: Vec<SitingPoint>,
    /// Whether it is proven that no other choice of k candidates covers more persons.
    pub proven: bool,
    /// Who stays uncovered.
    pub left: SitingLeft,
    /// Who could not be judged.
    pub unknown: SitingUnknown,
}

/// How few sites bring a share of the people within reach.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FewestAnswer {
    /// What is placed.
    pub kind: SiteKindWord,
    /// The share that was asked for, per cent.
    pub share: u32,
    /// The most sites that might be used.
    pub most: u32,
    /// How far a site serves, metres.
    pub within_m: f64,
    /// The code of the area whose households count and in which the sites lie.
    pub area: String,
    /// How many places were weighed.
    pub candidates: u32,
    /// All persons who can be judged.
    pub persons: u64,
    /// Of them so many are to be covered.
    pub wanted: u64,
    /// So many are covered once all sites stand.
    pub covered: u64,
    /// Who is covered already.
    pub before: PeopleItem,
    /// Whether the sites bring it about; where not, they are the best of so many as were allowed.
    pub reached: bool,
    /// What no choice of candidates needs fewer than.
    pub lower_bound: u32,
    /// Whether no choice needs fewer; where the share is not reached, whether so many sites cannot reach it.
    pub proven: bool,
    /// The sites, in order: each is the one that adds most persons to those before it.
    pub sites: Vec<SiteItem>,
    /// Persons covered by 0, 1, … sites, each with its bound.
    pub curve: Vec<SitingPoint>,
    /// Who stays uncovered.
    pub left: SitingLeft,
    /// Who could not be judged.
    pub unknown: SitingUnknown,
}

/// What a station's closing would lose.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClosingAnswer {
    /// The station; null where none was named.
    pub station: Option<ClosingStation>,
    /// How far a station serves on foot, metres.
    pub within_m: f64,
    /// The code of the area whose households count.
    pub area: String,
    /// The households of the area that reach this station and no other.
    pub loses: PeopleItem,
    /// Where they live: most persons first, then by code.
    pub items: Vec<ClosingItem>,
    /// The cursor of the next page; null on the last one.
    pub next: Option<String>,
}

/// The station that would close.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClosingStation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is; null where the register does not say. Such a station serves nobody.
    pub position: Option<Position>,
    /// Street and community that it is in.
    pub path: Vec<PathItem>,
}

/// A place and who would be left without a station in it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClosingItem {
    /// The code again: every item of every list has an id.
    pub id: String,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The level; above the one asked for where households stand in no such place.
    pub level: LevelWord,
    /// A point well inside.
    pub label: Position,
    /// Who is lost.
    pub loses: PeopleItem,
}

impl From<SiteKind> for SiteKindWord {
    fn from(kind: SiteKind) -> Self {
        match kind {
            SiteKind::Station => Self::Station,
            SiteKind::Hub => Self::Hub,
        }
    }
}

impl From<spatial::siting::People> for PeopleItem {
    fn from(people: spatial::siting::People) -> Self {
        Self { households: people.households, persons: people.persons }
    }
}

impl From<spatial::siting::Left> for SitingLeft {
    fn from(left: spatial::siting::Left) -> Self {
        Self { not_chosen: left.not_chosen.into(), out_of_reach: left.out_of_reach.into() }
    }
}

impl From<spatial::siting::Unknown> for SitingUnknown {
    fn from(unknown: spatial::siting::Unknown) -> Self {
        Self {
            no_position: unknown.no_position.into(),
            off_network: unknown.off_network.into(),
            tenure: unknown.tenure.into(),
        }
    }
}
