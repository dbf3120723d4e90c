use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use spatial::snapshot::Row;

use super::layer_set;
use crate::api::lens;
use crate::api::view::PlaceRow;
use crate::app::App;
use crate::http::{Json, PUBLIC_ADDRESS_VARY, Params, PathText, Problem, tagged};

/// What is written with a percent sign in a query: everything but RFC 3986's unreserved characters.
const WRITTEN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The `TileJSON` of a layer set, with absolute tile addresses as the asker must write them.
///
/// # Errors
/// 404 for an unknown set, those of [`lens::judged`], 503 until the register has been read.
pub(crate) async fn tile_json(
    State(app): State<App>,
    PathText(file): PathText,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let set = file.strip_suffix(".json").ok_or_else(|| Problem::no_such_address(&format!("/tiles/{file}")))?;
    let layers = layer_set(&app, set)?;
    let params = Params::pick(query.as_deref(), &lens::PARAMETERS)?;
    let view = lens::judged(app.view()?, &params, PlaceRow::Area(Row(0))).await?;
    let url = app.public().absolute(&headers, &format!("/tiles/{set}/{{z}}/{{x}}/{{y}}{}", asked(&params)));
    let document = tiles::tile_json(&view.served.tiles, &layers, &view.audience, &url);
    let mut response = Json(document).into_response();
    let etag = format!("\"{}-{set}\"", app.tag_of(&view));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static(PUBLIC_ADDRESS_VARY));
    Ok(tagged(response, &etag, headers.get(header::IF_NONE_MATCH)))
}

/// The query by which the tiles are judged as the document is.
fn asked(params: &Params) -> String {
    let given = lens::PARAMETERS.iter().filter_map(|name| Some((name, params.text(name)?)));
    let pairs: Vec<_> = given.map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, WRITTEN))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}
