//! `GET /api/v1/capacity`

use axum::extract::{RawQuery, State};
use spatial::flow::Capacity;
use spatial::snapshot::Row;
use utoipa::IntoParams;

use super::asking::{asked_about, worked_out};
use crate::api::lens::LensQuery;
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{CapacityAnswer, CapacityTerms};
use crate::app::App;
use crate::http::{Json, Params, Problem, Problems};

/// The parameters of the capacity.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// Code of the area; by default the district.
    area: Option<String>,
}

/// Whether there are members enough for the households of an area (L8). For those who see its exact counts.
#[utoipa::path(
    get, path = "/api/v1/capacity", operation_id = "getCapacity", tag = "capacity",
    params(Query, LensQuery),
    responses((status = 200, description = "The area's households by what the best assignment says", body = CapacityAnswer), Problems)
)]
pub(crate) async fn get_capacity(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Json<CapacityAnswer>, Problem> {
    let params = Params::read(query.as_deref(), &["area", "rules", "as_of"])?;
    let (view, area) = asked_about(&app, &params).await?;
    view.demand_exact(area)?;
    let capacity = worked_out(&view).await?;
    Ok(Json(answer(&view, area, &capacity)))
}

fn answer(view: &View, area: Option<Row>, capacity: &Capacity) -> CapacityAnswer {
    let terms = capacity.basis.terms;
    // The district is all there is, households that no area counts too.
    let inside = area.filter(|area| view.snapshot().areas.parent[area.index()].is_some());
    CapacityAnswer {
        area: area.map_or(view.snapshot().county.as_str(), |area| view.code(PlaceRow::Area(area))).to_owned(),
        revision: view.snapshot().revision,
        as_of: capacity.basis.as_of.to_string(),
        terms: CapacityTerms { households_per_member: terms.per_member, reach_m: f64::from(terms.reach_mm) / 1000.0 },
        households: inside.map_or_else(|| capacity.of_all(), |area| capacity.of_area(area)).into(),
        totals: inside.is_none().then(|| capacity.totals.into()),
    }
}
