//! Request ids, one log line per request, and metrics by route.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Buckets of the answer times, seconds: a card is to take 5 ms, a tile about one.
const SECONDS: [f64; 9] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0, 10.0];

/// The process's one recorder of metrics; the first call installs it.
pub fn recorder() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let builder = PrometheusBuilder::new();
            let seconds = Matcher::Suffix("_seconds".to_owned());
            let recorder = builder
                .set_buckets_for_metric(seconds, &SECONDS)
                .unwrap_or_else(|_| PrometheusBuilder::new())
                .build_recorder();
            let handle = recorder.handle();
            // Another recorder would already be there only in a program that embeds this crate; ours then stays empty.
            let _ = metrics::set_global_recorder(recorder);
            handle
        })
        .clone()
}

/// Gives the request an id (the proxy's where it sent a plain one), logs it, counts it.
pub(crate) async fn observe(route: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let id = request.headers().get(REQUEST_ID).filter(|id| is_plain(id)).cloned().unwrap_or_else(fresh_id);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    // An address that is no route is the asker's text: as a label it would let anyone grow the metrics without bound.
    let route = route.map_or_else(|| "none".to_owned(), |route| route.as_str().to_owned());
    let begun = Instant::now();
    let mut response = next.run(request).await;
    let (seconds, status) = (begun.elapsed().as_secs_f64(), response.status().as_u16());
    tracing::info!(%method, path, status, ms = seconds * 1000.0, id = id.to_str().unwrap_or_default(), "answered");
    metrics::counter!("yuntu_requests_total", "route" => route.clone(), "status" => status.to_string()).increment(1);
    metrics::histogram!("yuntu_request_seconds", "route" => route).record(seconds);
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

fn is_plain(id: &HeaderValue) -> bool {
    (1..=64).contains(&id.len()) && id.as_bytes().iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Unique within the process, which is all that a log needs.
fn fresh_id() -> HeaderValue {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let id = format!("{:x}-{:x}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("0"))
}
