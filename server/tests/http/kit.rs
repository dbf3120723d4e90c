//! A server in process.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use server::app::App;
use server::http::{PublicAddress, recorder, router};
use server::live::{Atlas, Live, Served};
use spatial::fixture::Records;
use spatial::{Audience, District};
use tower::ServiceExt;

pub(crate) struct Asked {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub(crate) fn serving(district: District, audience: &str) -> Router {
    let live = Arc::new(Live::default());
    live.publish(Atlas::new(vec![Arc::new(Served::new(district))]));
    over(live, audience, PublicAddress::default())
}

pub(crate) fn over(live: Arc<Live>, audience: &str, public: PublicAddress) -> Router {
    router(App::new(live, Audience::parse(audience).unwrap(), public, None, recorder()))
}

/// The tiny district with a grid that nobody serves, so that it has blind spots.
pub(crate) fn tiny(audience: &str) -> Router {
    let mut records = Records::tiny();
    for organisation in &mut records.organisations {
        organisation.serves_grids.clear();
    }
    serving(records.district(), audience)
}

pub(crate) async fn ask(router: &Router, path: &str) -> Asked {
    ask_with(router, path, &[]).await
}

pub(crate) async fn ask_with(router: &Router, path: &str, headers: &[(&str, &str)]) -> Asked {
    let host = headers.iter().all(|(name, _)| *name != "host").then_some(("host", "localhost"));
    let headers = headers.iter().copied().chain(host);
    let request = headers.fold(Request::get(path), |request, (name, value)| request.header(name, value));
    send(router, request.body(Body::empty()).unwrap()).await
}

pub(crate) async fn send(router: &Router, request: Request<Body>) -> Asked {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    Asked { status: parts.status, headers: parts.headers, body }
}

/// Asks and expects 200.
pub(crate) async fn json(router: &Router, path: &str) -> Value {
    let asked = ask(router, path).await;
    assert_eq!(asked.status, 200, "{path}: {}", String::from_utf8_lossy(&asked.body));
    asked.json()
}
