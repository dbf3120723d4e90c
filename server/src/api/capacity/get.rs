//! `GET /api/v1/capacity`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use spatial::flow::Capacity;
use spatial::snapshot::Row;
use utoipa::IntoParams;

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
    params(Query),
    responses((status = 200, description = "The area's households by what the best assignment says", body = CapacityAnswer), Problems)
)]
pub(crate) async fn get_capacity(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Json<CapacityAnswer>, Problem> {
    let params = Params::read(query.as_deref(), &["area"])?;
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let area = params.text("area").map(|code| view.area("area", code)).transpose()?;
    view.demand_exact(area)?;
    let capacity = worked_out(&view).await?;
    Ok(Json(answer(&view, area, &capacity)))
}

/// Waits for the job where it is pending: an answer that says so would keep its tag after the job is done.
async fn worked_out(view: &View) -> Result<Arc<Capacity>, Problem> {
    let served = Arc::clone(&view.served);
    let job = tokio::task::spawn_blocking(move || served.capacity.wait(&served.district));
    job.await.map_err(|_| Problem::internal())
}

fn answer(view: &View, area: Option<Row>, capacity: &Capacity) -> CapacityAnswer {
    let terms = capacity.basis.terms;
    // The district is all there is, households that no area counts too.
    let inside = area.filter(|area| view.snapshot().areas.parent[area.index()].is_some());
    CapacityAnswer {
        area: area.map_or(view.snapshot().county.as_str(), |area| view.code(PlaceRow::Area(area))).to_owned(),
        as_of: capacity.basis.as_of.to_string(),
        terms: CapacityTerms { households_per_member: terms.per_member, reach_m: f64::from(terms.reach_mm) / 1000.0 },
        households: inside.map_or_else(|| capacity.of_all(), |area| capacity.of_area(area)).into(),
        totals: inside.is_none().then(|| capacity.totals.into()),
    }
}
