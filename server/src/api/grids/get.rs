//! `GET /api/v1/grids/{code}`

use axum::extract::{RawQuery, State};
use serde::Serialize;
use spatial::flow::Answer;
use spatial::snapshot::Row;
use utoipa::ToSchema;

use crate::api::lens::{self, LensQuery};
use crate::api::responsible::{Contacts, Responsible};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{GridCapacity, GridItem, PathItem, VerdictItem};
use crate::app::App;
use crate::http::{Momentary, Params, PathText, Problem, Problems};

/// Everything about one grid: who is responsible, what is counted, what each rule says and why.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GridCard {
    /// The grid itself.
    #[serde(flatten)]
    pub grid: GridItem,
    /// From the district to its community.
    pub path: Vec<PathItem>,
    /// The first day of this version.
    pub valid_from: String,
    /// The first day on which this version is no longer valid; null where no end is set.
    pub valid_to: Option<String>,
    /// Who is responsible here.
    pub responsible: Responsible,
    /// What each rule says, with the numbers behind it.
    pub verdicts: Vec<VerdictItem>,
    /// Its households by what the best assignment of members says of them (L8); null for those who see no exact counts.
    pub capacity: Option<GridCapacity>,
}

/// One grid: who is responsible, what is counted, what each rule says and why.
#[utoipa::path(
    get, path = "/api/v1/grids/{code}", operation_id = "getGrid", tag = "district",
    params(("code" = String, Path, description = "The grid's code", example = "990101001001001"), LensQuery),
    responses((status = 200, description = "The grid", body = GridCard), Problems)
)]
pub(crate) async fn get_grid(
    State(app): State<App>,
    PathText(code): PathText,
    RawQuery(query): RawQuery,
) -> Result<Momentary<GridCard>, Problem> {
    let params = Params::read(query.as_deref(), &["rules", "as_of"])?;
    let view = app.view_of(&code)?;
    let row = view.grid_row(&code).ok_or_else(|| Problem::no_such_grid("code", &code))?;
    let view = lens::judged(view, &params, PlaceRow::Grid(row)).await?;
    let responsible = Box::pin(Responsible::for_grid(&app, &view, row)).await;
    let grids = &view.snapshot().grids;
    let lacking = responsible.contacts == Contacts::Unavailable;
    let answer = GridCard {
        grid: view.grid_item(row),
        path: view.path(grids.community[row.index()]),
        valid_from: grids.valid_from[row.index()].to_string(),
        valid_to: grids.valid_to[row.index()].map(|day| day.to_string()),
        responsible,
        verdicts: verdicts(&view, row),
        capacity: capacity(&view, row),
    };
    Ok(Momentary { answer, lacking })
}

fn capacity(view: &View, grid: Row) -> Option<GridCapacity> {
    let exact = view.served.district.knows_grid(&view.audience, grid);
    exact.then(|| match view.served.capacity.answer() {
        Answer::Pending => GridCapacity::PENDING,
        Answer::Done(capacity) => GridCapacity::done(capacity.of_grid(grid)),
    })
}

fn verdicts(view: &View, grid: Row) -> Vec<VerdictItem> {
    let item = |rule| Some(view.verdict(rule, view.judgement(rule, grid)?, view.facts(rule, PlaceRow::Grid(grid))));
    view.rules().filter_map(item).collect()
}
