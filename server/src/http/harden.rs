//! Layers around every route: security headers, tags, refusals that need no route, a panic that becomes a problem.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use super::Problem;
use crate::app::App;
use crate::tile::{Encoding, pack};

/// Nothing from elsewhere, nothing inline, no code made from strings. The map's worker is a file of ours and its icons are
/// drawn to a canvas.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; \
     img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'self'";

const SECURITY_HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(self)"),
];

/// Nothing here takes a body, so a larger one is refused unread, bytes.
const MAX_BODY_BYTES: u64 = 16 * 1024;

/// No answer takes longer; what does is given up.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// Adds the security headers to every answer.
pub(crate) async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in SECURITY_HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Refuses what no route takes: bodies, and, where persons may be shown, hosts that are not this machine.
pub(crate) async fn refusals(State(app): State<App>, request: Request, next: Next) -> Response {
    let length =
        request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > MAX_BODY_BYTES) {
        let detail = format!("a body of {} bytes; nothing here takes one", length.unwrap_or_default());
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail).into_response();
    }
    if app.audience().has_exact_counts() && !host_is_ours(&app, request.headers()) {
        let detail = "this server shows more than the public may see, to this machine only; ask it as localhost";
        return Problem::new(StatusCode::MISDIRECTED_REQUEST, "foreign_host", detail).into_response();
    }
    next.run(request).await
}

/// A page of another site can make a browser ask a loopback server under that site's name; it must not get an answer. Nor
/// must who does not say whom they ask: HTTP/1.0 needs no `Host`, and a proxy may have dropped it.
fn host_is_ours(app: &App, headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|value| value.to_str().ok()) else { return false };
    let name =
        host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |(n, _)| n);
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    name.eq_ignore_ascii_case("localhost")
        || address.is_ok_and(|address| address.is_loopback())
        || app.public().host().is_some_and(|public| public.eq_ignore_ascii_case(host))
}

/// A panic or a handler that never ends becomes a problem; the connection and the server live on.
pub(crate) async fn last_resort(request: Request, next: Next) -> Response {
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(ANSWER_TIMEOUT, answer).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Problem::internal().into_response(),
        Err(_) => {
            let detail = "the answer took longer than 30 s and was given up";
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too_slow", detail).into_response()
        }
    }
}

/// Tags JSON answers with the state of the register, the audience and the packing; answers 304 where the asker has that
/// state, and else packs what is worth it.
pub(crate) async fn json_tags(State(app): State<App>, request: Request, next: Next) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let encoding = Encoding::accepted(request.headers());
    // Taken before the answer is made: an edit in between gives an old tag to a new answer, which only costs one more request.
    let tag = app.tag(request.uri().query());
    let mut response = next.run(request).await;
    let kept = response.status() == StatusCode::OK && !is_momentary(&response);
    let Some(tag) = tag.filter(|_| kept) else { return response };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let etag = match encoding.header() {
        Some(encoding) => format!("\"{tag}-{encoding}\""),
        None => format!("\"{tag}\""),
    };
    let response = tagged(response, &etag, known.as_ref());
    if response.status() == StatusCode::OK { packed(response, encoding).await } else { response }
}

/// Whether the handler says that nobody may keep its answer.
fn is_momentary(response: &Response) -> bool {
    response.headers().get(header::CACHE_CONTROL).is_some_and(|value| value == "no-store")
}

/// A body so short that packing saves no packet, bytes.
const SHORT_BODY_BYTES: usize = 1024;

/// Packs the body, unless it is short.
async fn packed(response: Response, encoding: Encoding) -> Response {
    let Some(name) = encoding.header() else { return response };
    let (mut parts, body) = response.into_parts();
    let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else { return Problem::internal().into_response() };
    if body.len() < SHORT_BODY_BYTES {
        return Response::from_parts(parts, body.into());
    }
    // A long list takes milliseconds, during which others are to be answered.
    let packed = tokio::task::spawn_blocking(move || pack(body.into(), encoding)).await;
    let Ok(Ok(packed)) = packed else { return Problem::internal().into_response() };
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    Response::from_parts(parts, packed.into())
}

/// Tags an answer that must be asked for again, and makes it 304 where the asker has it.
pub(crate) fn tagged(mut response: Response, etag: &str, known: Option<&HeaderValue>) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(value) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, value);
    }
    if known.is_some_and(|known| matches(known, etag)) { not_modified(&response) } else { response }
}

/// Whether `If-None-Match` names this tag (weak comparison, RFC 9110 §13.1.2).
pub(crate) fn matches(if_none_match: &HeaderValue, etag: &str) -> bool {
    let Ok(list) = if_none_match.to_str() else { return false };
    list.trim() == "*" || list.split(',').any(|item| item.trim().trim_start_matches("W/") == etag)
}

/// 304 with the headers that a 200 would have had, less those that speak of its body.
pub(crate) fn not_modified(response: &Response) -> Response {
    let mut answer = StatusCode::NOT_MODIFIED.into_response();
    for name in [header::ETAG, header::CACHE_CONTROL, header::VARY] {
        if let Some(value) = response.headers().get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer
}

/// No route has this address.
pub(crate) async fn not_found(request: Request) -> Problem {
    Problem::no_such_address(request.uri().path())
}

/// The address exists, the method does not.
pub(crate) async fn method_not_allowed(method: Method) -> Response {
    let detail = format!("{} is not a method here; ask with GET or HEAD", super::quoted(method.as_str()));
    let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail);
    let problem = Problem { allowed: Some(vec!["GET".into(), "HEAD".into()]), ..problem };
    ([(header::ALLOW, HeaderValue::from_static("GET, HEAD"))], problem).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly_and_in_lists() {
        let is_match = |list: &str| matches(&HeaderValue::from_str(list).unwrap(), "\"7-ab\"");
        assert!(is_match("\"7-ab\"") && is_match("\"x\", W/\"7-ab\"") && is_match("*"));
        assert!(!is_match("\"7-a\"") && !is_match("7-ab") && !is_match(""));
    }

    #[test]
    fn the_policy_allows_nothing_unsafe() {
        assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
        assert!(CONTENT_SECURITY_POLICY.starts_with("default-src 'none'"));
    }
}
