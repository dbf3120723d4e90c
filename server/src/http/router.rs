use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;

use super::{harden, health, observe, page};
use crate::app::App;

/// Every address of the server, with the layers around them.
pub fn router(app: App) -> Router {
    let (api, _document) = crate::api::router().split_for_parts();
    let api = api.layer(from_fn_with_state(app.clone(), harden::json_tags));
    let root = Router::new()
        .route("/", get(health::root))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .route("/openapi.json", get(health::openapi))
        .route("/tiles/{set}", get(crate::tile::tile_json))
        .route("/tiles/{set}/{z}/{x}/{y}", get(crate::tile::tile))
        .merge(api)
        .fallback(page::file)
        .method_not_allowed_fallback(harden::method_not_allowed);
    let base = app.public().base_path().to_owned();
    let placed = if base.is_empty() {
        root
    } else {
        Router::new()
            .nest(&base, root.clone())
            .route(&format!("{base}/"), get(health::root))
            .fallback(harden::not_found)
    };
    placed
        .layer(from_fn(harden::last_resort))
        .layer(from_fn_with_state(app.clone(), harden::refusals))
        .layer(from_fn(harden::security_headers))
        .layer(from_fn(observe::observe))
        .with_state(app)
}
