//! `GET /api/v1/areas/{code}`

use axum::extract::{RawQuery, State};
use serde::Serialize;
use spatial::rules::Verdict;
use spatial::snapshot::Row;
use utoipa::ToSchema;

use crate::api::lens::{self, LensQuery};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{AreaItem, PathItem, Place, VerdictItem};
use crate::app::App;
use crate::http::{Json, Params, PathText, Problem, Problems};

/// An area with the way to it and what is directly inside it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AreaCard {
    /// The area itself.
    #[serde(flatten)]
    pub area: AreaItem,
    /// From the district to this area, itself included.
    pub path: Vec<PathItem>,
    /// What the rules that judge areas say of this one (G3, G7, S2), and what others report of it (O6, Q3).
    pub verdicts: Vec<VerdictItem>,
    /// The areas directly inside; in a community its grids.
    pub children: Vec<Place>,
}

/// One area: its sums, its blind spots, the way to it, and what is directly inside it.
#[utoipa::path(
    get, path = "/api/v1/areas/{code}", operation_id = "getArea", tag = "district",
    params(("code" = String, Path, description = "6, 9 or 12 digits", example = "990101001"), LensQuery),
    responses((status = 200, description = "The area", body = AreaCard), Problems)
)]
pub(crate) async fn get_area(
    State(app): State<App>,
    PathText(code): PathText,
    RawQuery(query): RawQuery,
) -> Result<Json<AreaCard>, Problem> {
    let params = Params::read(query.as_deref(), &["rules", "as_of"])?;
    let view = app.view_of(&code)?;
    let row = view.area_row(&code).ok_or_else(|| Problem::no_such_area("code", &code))?;
    let view = lens::judged(view, &params, PlaceRow::Area(row)).await?;
    let areas = view.served.hierarchy.children(row);
    let children: Vec<_> = if areas.is_empty() {
        view.served.hierarchy.grids(row).iter().map(|&grid| view.place(PlaceRow::Grid(grid))).collect()
    } else {
        areas.iter().map(|&area| view.place(PlaceRow::Area(area))).collect()
    };
    let (area, path, verdicts) = (view.area_item(row), view.path(Some(row)), verdicts(&view, row));
    Ok(Json(AreaCard { area, path, verdicts, children }))
}

fn verdicts(view: &View, area: Row) -> Vec<VerdictItem> {
    let item = |rule| {
        let judgement = view.served.district.judgement_area(&view.audience, area, rule)?;
        let facts = view.facts(rule, PlaceRow::Area(area));
        // Neither judged nor reported: the rule is about other levels.
        let is_told = judgement.verdict != Verdict::NotApplicable || !facts.is_empty();
        is_told.then(|| view.verdict(rule, judgement, facts))
    };
    view.rules().filter_map(item).collect()
}
