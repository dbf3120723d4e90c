use serde::Serialize;
use utoipa::ToSchema;

use super::{Bounds, CauseWord, Count, PathItem, Position, RuleWord, SeverityWord};

/// A blind-spot area: gap households of one rule and cause, joined into a place a person can go to.
///
/// Those who see no exact counts see the outline of its cells of at least ten households, and no number of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SpotItem {
    /// Rule, cause and the hundreds of metres of its first cell; it stays when something changes elsewhere.
    #[schema(example = "S1-place-5367-33423")]
    pub id: String,
    /// The rule.
    pub rule: RuleWord,
    /// Hard or soft.
    pub severity: SeverityWord,
    /// The cause that all its households have.
    pub cause: CauseWord,
    /// Its gap households.
    pub households: Count,
    /// Their residents.
    pub persons: Count,
    /// Of its gap households those overdue for a visit (V1).
    pub overdue: Count,
    /// The grid of most of its households: who answers for it.
    pub grid: Option<SpotGrid>,
    /// Street and community of that grid.
    pub path: Vec<PathItem>,
    /// How many grids it reaches into; null where the audience may not know.
    pub grids: Option<u32>,
    /// The station nearest on foot; null where none can be walked to.
    pub station: Option<SpotStation>,
    /// A point in it.
    pub label: Position,
    /// Its bounding box.
    pub bounds: Bounds,
    /// GeoJSON coordinates of a multipolygon.
    pub outline: Vec<Vec<Vec<Position>>>,
}

/// The grid that answers for a blind-spot area.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SpotGrid {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it has no grid leader; false where the register has no list of them.
    pub vacant: bool,
    /// The duty name of its leader, which is public by office; null where the register has none or could not be asked.
    pub leader: Option<String>,
}

/// The station nearest to a blind-spot area.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SpotStation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The shortest walk from a household of the area, metres; null where the audience may not know.
    pub nearest_m: Option<f64>,
    /// The longest walk of its households to their nearest station, metres; null where the audience may not know.
    pub farthest_m: Option<f64>,
}

/// A page of blind-spot areas, and what is in none.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SpotPage {
    /// The areas: most residents first, then by id.
    pub items: Vec<SpotItem>,
    /// The cursor of the next page; null on the last one.
    pub next: Option<String>,
    /// Gap households with a position that are in no area, in the whole district; null where the audience may not know.
    pub scattered: Count,
    /// Gap households without a position, in the whole district; null where the audience may not know.
    pub without_position: Count,
}
