//! `GET /api/v1/siting`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use spatial::siting::{Ask, SitingPlan};
use utoipa::IntoParams;

use super::asking::{area_code, asked};
use super::shown::{COLUMNS, curve, sites};
use crate::api::lens::LensQuery;
use crate::api::sheet::{Format, Sheet, one_line};
use crate::api::view::View;
use crate::api::wire::{SiteKindWord, SitingAnswer};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

/// Nobody plans more sites than this at once, and the bound of so many is worked out in a second.
const MOST_SITES: usize = 50;

/// The parameters of the next sites.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// What is to be placed; by default station.
    #[param(inline)]
    kind: Option<SiteKindWord>,
    /// How many sites.
    #[param(default = 5, minimum = 1, maximum = 50)]
    k: Option<usize>,
    /// How far a site serves, metres; by default as far as the rules say (S1 for a station, L4 for a hub).
    #[param(minimum = 50, maximum = 3000)]
    within_m: Option<usize>,
    /// Code of the area whose households count and in which the sites lie; by default the district.
    area: Option<String>,
    /// json, csv (for a spreadsheet) or geojson (for a map program): the same items; by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet =
    Sheet { name: "siting", items: "sites", place: Some("position"), lines: one_line, columns: &COLUMNS };

/// Where the next sites would go, the people each adds, and how many no other choice could pass. For those who see exact
/// counts of the area asked about.
#[utoipa::path(
    get, path = "/api/v1/siting", operation_id = "planSites", tag = "siting",
    params(Query, LensQuery),
    responses((status = 200, description = "The sites, in order", body = SitingAnswer), Problems)
)]
pub(crate) async fn plan_sites(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let params = Params::read(query.as_deref(), &["kind", "k", "within_m", "area", "format", "rules", "as_of"])?;
    let format = SHEET.format(&params)?;
    let k = params.number("k", 1..=MOST_SITES)?.unwrap_or(5);
    let (view, ask) = asked(&app, &params, k).await?;
    let plan = planned(&view, ask).await?;
    Ok(SHEET.answer(format, &answer(&view, &plan)))
}

/// The plan, made on a thread that may take its time, or known from before.
async fn planned(view: &View, ask: Ask) -> Result<Arc<SitingPlan>, Problem> {
    let served = Arc::clone(&view.served);
    tokio::task::spawn_blocking(move || served.siting(ask)).await.map_err(|_| Problem::internal())
}

fn answer(view: &View, plan: &SitingPlan) -> SitingAnswer {
    let Ask { kind, k, within_dm, area } = plan.ask;
    SitingAnswer {
        kind: kind.into(),
        k: k as u32,
        within_m: f64::from(within_dm) / 10.0,
        area: area_code(view, area),
        candidates: plan.candidates as u32,
        before: plan.before.into(),
        sites: sites(view, plan),
        curve: curve(plan),
        proven: plan.proven,
        left: plan.left.into(),
        unknown: plan.unknown.into(),
    }
}
