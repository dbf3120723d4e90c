//! `GET /api/v1/district`

use axum::extract::{RawQuery, State};
use serde::Serialize;
use spatial::places::Level;
use spatial::snapshot::{Placement, Row};
use utoipa::ToSchema;

use crate::api::lens::{self, LensQuery};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{Bounds, Count, ListWord, Position};
use crate::app::App;
use crate::http::{Json, Params, Problem, Problems};

/// The district at a glance.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DistrictCard {
    /// 6 digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The revision of the register; every edit makes a new one.
    pub revision: u64,
    /// The register's own data date.
    pub data_date: String,
    /// The date the verdicts speak of.
    pub as_of: String,
    /// Who this server answers: public, display, worker, planner, admin or auditor, with its areas.
    pub audience: String,
    /// Its bounding box.
    pub bounds: Bounds,
    /// Where a map begins.
    pub center: Position,
    /// How many areas and grids there are at each level.
    pub levels: LevelCounts,
    /// The tile layers that this audience may see.
    pub layers: Vec<String>,
    /// What is counted in the district.
    pub counts: DistrictCounts,
    /// Subjects that stand in no grid; null for an audience without exact counts.
    pub unplaced: Option<Unplaced>,
    /// Lists of which the register has no record: rules that need one know nothing, and nobody is said to be missing on it.
    pub missing_lists: Vec<ListWord>,
    /// The rules that judged it.
    pub rule_set: RuleSetName,
    /// The map approval number (审图号), where the office has one.
    pub approval_number: Option<String>,
}

/// Areas and grids by level.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LevelCounts {
    /// Streets, towns and townships.
    pub street: usize,
    /// Communities and villages.
    pub community: usize,
    /// Grids valid on the data date.
    pub grid: usize,
}

/// What is counted in the district.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DistrictCounts {
    /// Households, duplicates apart.
    pub households: Count,
    /// Residents whose number is known.
    pub persons: Count,
    /// Active members.
    pub members: Count,
    /// Party organisations.
    pub organisations: Count,
    /// Units.
    pub units: Count,
    /// Service stations.
    pub stations: Count,
    /// Buildings.
    pub buildings: Count,
    /// Grids.
    pub grids: usize,
}

/// Subjects that stand in no grid, or in several.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Unplaced {
    /// Households, duplicates apart.
    pub households: usize,
    /// Active members by home.
    pub members: usize,
    /// Buildings.
    pub buildings: usize,
    /// Units.
    pub units: usize,
    /// Stations.
    pub stations: usize,
}

/// Which rules judged.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleSetName {
    /// The rule set's name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The district at a glance: name, revision, dates, bounds, counts, layers.
#[utoipa::path(
    get, path = "/api/v1/district", operation_id = "getDistrict", tag = "district",
    params(LensQuery),
    responses((status = 200, description = "The district", body = DistrictCard), Problems)
)]
pub(crate) async fn get_district(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Json<DistrictCard>, Problem> {
    let params = Params::read(query.as_deref(), &["rules", "as_of"])?;
    let view = lens::judged(app.view()?, &params, PlaceRow::Area(Row(0))).await?;
    Ok(Json(card(&app, &view)))
}

fn card(app: &App, view: &View) -> DistrictCard {
    let (snapshot, hierarchy) = (view.snapshot(), &view.served.hierarchy);
    let district = PlaceRow::Area(Row(0));
    let known = !snapshot.areas.code.is_empty();
    let counts = view.counts(district);
    let grids = snapshot.grids.code.len();
    DistrictCard {
        code: snapshot.county.to_string(),
        name: if known { view.name(district).to_owned() } else { snapshot.county.to_string() },
        revision: snapshot.revision,
        data_date: snapshot.data_date.to_string(),
        as_of: view.served.district.verdicts.as_of.to_string(),
        audience: view.audience.to_string(),
        bounds: if known { view.bounds(district) } else { Bounds::default() },
        center: if known { view.label(district) } else { Position::default() },
        levels: LevelCounts {
            street: hierarchy.count(Level::Street),
            community: hierarchy.count(Level::Community),
            grid: grids,
        },
        layers: app.layers(),
        counts: DistrictCounts {
            households: counts.households,
            persons: counts.persons,
            members: counts.members,
            organisations: counts.organisations,
            units: counts.units,
            stations: counts.stations,
            buildings: counts.buildings,
            grids,
        },
        unplaced: view.audience.sees_exact(snapshot.county.as_str()).then(|| unplaced(view)),
        missing_lists: snapshot.missing_lists().map(Into::into).collect(),
        rule_set: RuleSetName {
            name: view.served.district.rules.name.clone(),
            version: view.served.district.rules.version.clone(),
        },
        approval_number: None,
    }
}

fn unplaced(view: &View) -> Unplaced {
    let snapshot = view.snapshot();
    let outside = |placement: &Placement| !matches!(placement, Placement::InGrid(_));
    let count = |column: &[Placement]| column.iter().filter(|&placement| outside(placement)).count();
    let (households, members) = (&snapshot.households, &snapshot.members);
    Unplaced {
        households: (households.placement.iter().zip(&households.duplicate_of))
            .filter(|(placement, duplicate)| outside(placement) && duplicate.is_none())
            .count(),
        members: members.placement.iter().zip(&members.active).filter(|(p, active)| outside(p) && **active).count(),
        buildings: count(&snapshot.buildings.placement),
        units: count(&snapshot.units.placement),
        stations: count(&snapshot.stations.placement),
    }
}
