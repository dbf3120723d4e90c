use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::layer_set;
use crate::app::App;
use crate::http::{Json, PUBLIC_ADDRESS_VARY, PathText, Problem, tagged};

/// The `TileJSON` of a layer set, with absolute tile addresses as the asker must write them.
///
/// # Errors
/// 404 for an unknown set, 503 until the register has been read.
pub(crate) async fn tile_json(
    State(app): State<App>,
    PathText(file): PathText,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let set = file.strip_suffix(".json").ok_or_else(|| Problem::no_such_address(&format!("/tiles/{file}")))?;
    let layers = layer_set(&app, set)?;
    let view = app.view()?;
    let url = app.public().absolute(&headers, &format!("/tiles/{set}/{{z}}/{{x}}/{{y}}"));
    let document = tiles::tile_json(&view.served.tiles, &layers, &view.audience, &url);
    let mut response = Json(document).into_response();
    let etag = format!("\"{}-{set}\"", app.tag_of(&view));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static(PUBLIC_ADDRESS_VARY));
    Ok(tagged(response, &etag, headers.get(header::IF_NONE_MATCH)))
}
