//! `/healthz`, `/readyz`, `/metrics`, `/openapi.json` and the way from `/` to the map.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Problem;
use crate::app::App;

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
pub(crate) async fn openapi() -> Response {
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind)], crate::api::document_json()).into_response()
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
