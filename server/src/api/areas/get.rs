//! `GET /api/v1/areas/{code}`

use axum::extract::{RawQuery, State};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::lens::{self, LensQuery};
use crate::api::view::PlaceRow;
use crate::api::wire::{AreaItem, PathItem, Place};
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
    Ok(Json(AreaCard { area: view.area_item(row), path: view.path(Some(row)), children }))
}
