//! `/api/v1`: folders are addresses, one verb per file.

pub mod areas;
pub mod capacity;
pub mod cursor;
pub mod district;
mod document;
pub mod gaps;
pub mod grids;
pub mod joint_branches;
pub(crate) mod lens;
pub mod responsible;
pub mod rules;
pub mod search;
mod sheet;
pub mod siting;
pub mod timeline;
pub mod view;
pub mod wire;

pub use document::{document, document_json};

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// All endpoints with their descriptions.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(district::get::get_district))
        .routes(routes!(areas::list::list_areas))
        .routes(routes!(areas::get::get_area))
        .routes(routes!(grids::get::get_grid))
        .routes(routes!(gaps::list::list_gaps))
        .routes(routes!(gaps::areas::list_gap_areas))
        .routes(routes!(gaps::reasons::list_reasons))
        .routes(routes!(gaps::summary::summarise_gaps))
        .routes(routes!(joint_branches::list::list_joint_branches))
        .routes(routes!(responsible::get::get_responsible))
        .routes(routes!(capacity::get::get_capacity))
        .routes(routes!(capacity::buildings::list_buildings))
        .routes(routes!(capacity::proposals::list_proposals))
        .routes(routes!(siting::get::plan_sites))
        .routes(routes!(siting::fewest::fewest_sites))
        .routes(routes!(siting::closing::close_station))
        .routes(routes!(timeline::get::get_timeline))
        .routes(routes!(search::get::search))
        .routes(routes!(rules::list::list_rules))
}
