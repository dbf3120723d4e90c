//! `/healthz`, `/readyz`, `/metrics`, `/openapi.json` and the way from `/` to the map.

use std::sync::LazyLock;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::Problem;
use super::harden::tagged;
use crate::app::App;
use crate::hex::hex;

/// The process runs.
pub(crate) async fn healthz() -> Response {
    no_store("ok\n".into_response())
}

/// The register has been read and answers are to be had.
pub(crate) async fn readyz(State(app): State<App>) -> Response {
    if app.is_ready() { no_store("ready\n".into_response()) } else { Problem::loading().into_response() }
}

/// Counters and histograms in Prometheus' text form.
pub(crate) async fn metrics(State(app): State<App>) -> Response {
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    no_store(([(header::CONTENT_TYPE, kind)], app.metrics_text()).into_response())
}

/// The API document.
pub(crate) async fn openapi(headers: HeaderMap) -> Response {
    static DOCUMENT: LazyLock<(String, String)> = LazyLock::new(|| {
        let text = crate::api::document_json();
        let etag = format!("\"{}\"", hex(&Sha256::digest(&text)[..8]));
        (text, etag)
    });
    let (text, etag) = &*DOCUMENT;
    let kind = HeaderValue::from_static("application/json");
    tagged(([(header::CONTENT_TYPE, kind)], text.as_str()).into_response(), etag, headers.get(header::IF_NONE_MATCH))
}

/// `/` leads to the map.
pub(crate) async fn root(State(app): State<App>, headers: HeaderMap) -> Response {
    let to = app.public().local(&headers, "/map.html");
    let location = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/map.html"));
    no_store((StatusCode::FOUND, [(header::LOCATION, location)]).into_response())
}

fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
