//! `/tiles`: vector tiles and their `TileJSON`, cached compressed under the whole key.

mod cache;
mod compress;
mod get;
mod json;
mod negotiate;

pub use cache::{TileCache, TileKey};
pub(crate) use compress::pack;
pub(crate) use get::tile;
pub(crate) use json::tile_json;
pub use negotiate::{Encoding, Wire};

use tiles::LayerSet;

use crate::app::App;
use crate::http::{Problem, quoted};

/// The layer set of a name.
///
/// # Errors
/// 404 where this audience has no such set, with those it has.
fn layer_set(app: &App, set: &str) -> Result<LayerSet, Problem> {
    LayerSet::named(set, app.audience()).ok_or_else(|| {
        let detail = format!("there is no layer set {} for this audience", quoted(set));
        let problem = Problem::new(axum::http::StatusCode::NOT_FOUND, "no_such_layer_set", detail);
        let allowed = LayerSet::names(app.audience());
        Problem { parameter: Some("set".into()), allowed: Some(allowed), ..problem }
    })
}
