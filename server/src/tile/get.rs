use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use spatial::snapshot::Row;
use tiles::{MAX_ZOOM, TileCoord};

use super::{TileKey, Wire, compress, layer_set};
use crate::api::lens;
use crate::api::view::PlaceRow;
use crate::app::App;
use crate::http::{Params, Problem, matches, not_modified, quoted};

/// The parts of a tile's address, as written.
type Address = (String, String, String, String);

/// One tile of a layer set.
///
/// # Errors
/// 404 for an unknown set or a tile outside the world, those of [`lens::judged`], 503 until the register has been read.
pub(crate) async fn tile(
    State(app): State<App>,
    path: Result<Path<Address>, axum::extract::rejection::PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Path((set, z, x, y)) = path.map_err(|_| {
        Problem::new(StatusCode::NOT_FOUND, "no_such_tile", "a tile's address is /tiles/{set}/{z}/{x}/{y}")
    })?;
    let coord = coord(&z, &x, &y)?;
    let layers = layer_set(&app, &set)?;
    let params = Params::pick(query.as_deref(), &lens::PARAMETERS)?;
    let view = lens::judged(app.view()?, &params, PlaceRow::Area(Row(0))).await?;
    let wire = Wire::negotiate(text(&headers, header::ACCEPT), text(&headers, header::ACCEPT_ENCODING));
    let tag = app.tag_of(&view);
    let etag = format!("\"{tag}-{set}-{z}.{x}.{}-{}\"", coord.y(), wire.tag());
    let cache_control = cache_control(query.as_deref(), &view.served.tag);

    // The tag names everything that the tile is made of, so a match needs no tile.
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| matches(known, &etag)) {
        return Ok(not_modified(&answer(Bytes::new(), wire, &etag, cache_control)));
    }
    let key = TileKey { tag: tag.into(), set: set.into(), coord, wire };
    let (source, audience) = (Arc::clone(&view.served.tiles), Arc::clone(&view.audience));
    let make = move || {
        let bytes = tiles::tile(&source, &layers, coord, &audience, wire.format);
        if bytes.is_empty() { Ok(bytes) } else { compress::pack(bytes, wire.encoding) }
    };
    let bytes = app.tiles().get(key, make).await.map_err(|error| {
        tracing::error!(%error, ?coord, "a tile could not be made");
        Problem::internal()
    })?;
    Ok(answer(bytes, wire, &etag, cache_control))
}

fn answer(bytes: Bytes, wire: Wire, etag: &str, cache_control: &'static str) -> Response {
    let empty = bytes.is_empty();
    let mut response = if empty { StatusCode::NO_CONTENT.into_response() } else { bytes.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    if let Ok(etag) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, etag);
    }
    if !empty {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(wire.format.media_type()));
        if let Some(encoding) = wire.encoding.header() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    response
}

/// Reads zoom, column and row; the row may carry a suffix that some clients insist on.
fn coord(z: &str, x: &str, y: &str) -> Result<TileCoord, Problem> {
    let y = y.strip_suffix(".mvt").or_else(|| y.strip_suffix(".pbf")).unwrap_or(y);
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok())?;
    let zoom = number(z).and_then(|zoom| u8::try_from(zoom).ok()).filter(|zoom| *zoom <= MAX_ZOOM);
    let zoom = zoom.ok_or_else(|| no_such_tile("z", z, u32::from(MAX_ZOOM)))?;
    let last = (1 << zoom) - 1;
    let place = |name, text| number(text).filter(|at| *at <= last).ok_or_else(|| no_such_tile(name, text, last));
    let (column, row) = (place("x", x)?, place("y", y)?);
    TileCoord::new(zoom, column, row).ok_or_else(|| no_such_tile("y", y, last))
}

/// 404: one of the three numbers of a tile is none from 0 to `last`.
fn no_such_tile(name: &str, value: &str, last: u32) -> Problem {
    let detail = format!("{name}={} is no number from 0 to {last}: the world has no such tile", quoted(value));
    Problem::not_found("no_such_tile", name, detail, &format!("0..{last}"))
}

/// A tile asked for by the very state of the district never changes; one asked for by anything else must be asked for again.
/// The revision's number alone is not enough: another register has the same.
fn cache_control(query: Option<&str>, tag: &str) -> &'static str {
    let pairs = query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    let named = pairs.into_iter().any(|(name, value)| matches!(name, "v" | "rev") && value == tag);
    if named { "private, max-age=31536000, immutable" } else { "no-cache" }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_may_have_a_suffix_and_nothing_else() {
        assert_eq!(coord("3", "1", "2.mvt").ok(), TileCoord::new(3, 1, 2));
        assert_eq!(coord("3", "1", "2.pbf").ok(), TileCoord::new(3, 1, 2));
        for (z, x, y) in
            [("3", "8", "0"), ("17", "0", "0"), ("3", "-1", "0"), ("3", "+1", "0"), ("3", "1", "2.png"), ("x", "", "")]
        {
            assert_eq!(coord(z, x, y).unwrap_err().code, "no_such_tile", "{z}/{x}/{y}");
        }
        let problem = coord("3", "8", "0").unwrap_err();
        assert_eq!((problem.parameter.as_deref(), problem.allowed), (Some("x"), Some(vec!["0..7".to_owned()])));
    }

    #[test]
    fn only_the_very_state_makes_a_tile_immutable() {
        assert!(cache_control(Some("v=7-ab"), "7-ab").contains("immutable"));
        for query in [None, Some("v=7"), Some("v=6-ab"), Some("[[[[&=&v"), Some("rev=")] {
            assert_eq!(cache_control(query, "7-ab"), "no-cache", "{query:?}");
        }
    }
}
