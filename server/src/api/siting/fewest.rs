//! `GET /api/v1/siting/fewest`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use spatial::siting::{Ask, FewestPlan};
use utoipa::IntoParams;

use super::asking::{area_code, asked};
use super::shown::{COLUMNS, curve, sites};
use crate::api::lens::LensQuery;
use crate::api::sheet::{Format, Sheet, one_line};
use crate::api::view::View;
use crate::api::wire::{FewestAnswer, SiteKindWord};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

/// A plan of more sites is no plan; so many are chosen in a second.
const MOST_SITES: usize = 200;

/// The parameters of the fewest sites.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// What is to be placed; by default station.
    #[param(inline)]
    kind: Option<SiteKindWord>,
    /// The share of all persons who can be judged that is to be covered, per cent.
    #[param(default = 95, minimum = 1, maximum = 100)]
    share: Option<usize>,
    /// The most sites that may be used.
    #[param(default = 50, minimum = 1, maximum = 200)]
    most: Option<usize>,
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
    Sheet { name: "siting-fewest", items: "sites", place: Some("position"), lines: one_line, columns: &COLUMNS };

/// How few sites bring a share of the people within reach, and what no choice needs fewer than. For those who see exact counts
/// of the area asked about.
#[utoipa::path(
    get, path = "/api/v1/siting/fewest", operation_id = "fewestSites", tag = "siting",
    params(Query, LensQuery),
    responses((status = 200, description = "The sites, in order", body = FewestAnswer), Problems)
)]
pub(crate) async fn fewest_sites(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["kind", "share", "most", "within_m", "area", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let share = params.number("share", 1..=100)?.unwrap_or(95);
    let most = params.number("most", 1..=MOST_SITES)?.unwrap_or(50);
    let (view, ask) = asked(&app, &params, most).await?;
    let plan = planned(&view, ask, share).await?;
    Ok(SHEET.answer(format, &answer(&view, &plan, share)))
}

/// The plan, made on a thread that may take its time, or known from before.
async fn planned(view: &View, ask: Ask, share: usize) -> Result<Arc<FewestPlan>, Problem> {
    let served = Arc::clone(&view.served);
    let plan = tokio::task::spawn_blocking(move || served.fewest(ask, share as u32 * 10));
    plan.await.map_err(|_| Problem::internal())
}

fn answer(view: &View, found: &FewestPlan, share: usize) -> FewestAnswer {
    let plan = &found.plan;
    let Ask { kind, k, within_dm, area } = plan.ask;
    let covered = plan.sites.last().map_or(plan.before, |site| site.covered).persons;
    let persons = covered + plan.left.not_chosen.persons + plan.left.out_of_reach.persons;
    FewestAnswer {
        kind: kind.into(),
        share: share as u32,
        most: k as u32,
        within_m: f64::from(within_dm) / 10.0,
        area: area_code(view, area),
        candidates: plan.candidates as u32,
        persons,
        wanted: (persons * share as u64).div_ceil(100),
        covered,
        before: plan.before.into(),
        reached: found.reached,
        lower_bound: found.lower_bound as u32,
        proven: found.proven,
        sites: sites(view, plan),
        curve: curve(plan),
        left: plan.left.into(),
        unknown: plan.unknown.into(),
    }
}
