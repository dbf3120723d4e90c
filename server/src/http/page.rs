//! The web map inside the binary.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use super::{harden, quality};
use crate::hex::hex;

/// What `npm run build` left in `web-map/dist`; empty in a build that skipped the page.
#[derive(RustEmbed)]
#[folder = "$OUT_DIR/page"]
struct Page;

/// The encodings a file may lie there compressed in, best first.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// A file of the page; anything else is a problem. Reached when no route matched.
pub(crate) async fn file(request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let file = Page::get(path).filter(|_| !is_compressed(path));
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    match file {
        Some(_) if !is_read => harden::method_not_allowed(request.method().clone()).await,
        None if !is_read && is_face(path) => harden::method_not_allowed(request.method().clone()).await,
        Some(file) => answer(path, &file, request.headers()),
        None if is_face(path) => missing_face(),
        None => harden::not_found(request).await.into_response(),
    }
}

fn answer(path: &str, file: &rust_embed::EmbeddedFile, headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let compressed = ENCODINGS.iter().find_map(|(encoding, suffix)| {
        let file = accepts(accepted, encoding).then(|| Page::get(&format!("{path}{suffix}")))??;
        Some((*encoding, file))
    });
    let (encoding, body) = match compressed {
        Some((encoding, file)) => (Some(encoding), file.data),
        None => (None, file.data.clone()),
    };
    let digest = hex(&file.metadata.sha256_hash()[..8]);
    let etag = format!("\"{digest}-{}\"", encoding.unwrap_or("plain"));
    // Hashed names never change their content; the pages that name them must be asked for again.
    let cache = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = body.into_owned().into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if let Ok(value) = HeaderValue::from_str(&etag) {
        out.insert(header::ETAG, value);
    }
    match headers.get(header::IF_NONE_MATCH) {
        Some(known) if harden::matches(known, &etag) => harden::not_modified(&response),
        _ => response,
    }
}

/// Whether an `Accept-Encoding` takes an encoding: named (or `*`) and not with `q=0`.
fn accepts(header: &str, encoding: &str) -> bool {
    quality(header, encoding).or_else(|| quality(header, "*")).is_some_and(|q| q > 0.0)
}

fn is_compressed(path: &str) -> bool {
    ENCODINGS.iter().any(|(_, suffix)| path.ends_with(suffix))
}

fn is_face(path: &str) -> bool {
    matches!(path, "map.html" | "screen.html" | "plan.html")
}

/// Said where the binary was built without the page.
fn missing_face() -> Response {
    const TEXT: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>党建云图</title>\
        <p>这个程序编译时没有带上网页：请装好 Node 20 后重新执行 cargo build --release。\
        <p lang=\"en\">This program was built without the web page: install Node 20 and run cargo build --release again.</html>";
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, kind)], TEXT).into_response()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn an_encoding_is_taken_when_named_and_not_refused() {
        assert!(accepts("gzip, deflate, br", "br") && accepts("*", "br") && accepts("gzip;q=0.5", "gzip"));
        assert!(!accepts("", "br") && !accepts("br;q=0", "br") && !accepts("gzip", "br") && !accepts("*;q=0", "br"));
    }
}
