//! JSON answers and path parameters whose failures are problems.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::Problem;

/// A JSON answer. Its `ETag` is added by the router, which knows the district's state and the audience.
#[derive(Clone, Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => {
                let json = HeaderValue::from_static("application/json");
                (StatusCode::OK, [(header::CONTENT_TYPE, json)], body).into_response()
            }
            Err(error) => {
                tracing::error!(%error, "an answer could not be written as JSON");
                Problem::internal().into_response()
            }
        }
    }
}

/// A JSON answer that may lack something for the moment. One that does is `no-store` and gets no tag, so that nobody keeps it
/// when the rest can be had again.
#[derive(Clone, Debug)]
pub struct Momentary<T> {
    /// The answer.
    pub answer: T,
    /// Whether it lacks something.
    pub lacking: bool,
}

impl<T: Serialize> IntoResponse for Momentary<T> {
    fn into_response(self) -> Response {
        momentary(Json(self.answer).into_response(), self.lacking)
    }
}

/// An answer that nobody is to keep where it lacks something that could not be had for the moment.
pub fn momentary(mut response: Response, lacking: bool) -> Response {
    if lacking {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// The one parameter of a path, decoded.
#[derive(Clone, Debug)]
pub struct PathText(pub String);

impl<S: Send + Sync> FromRequestParts<S> for PathText {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(text)| Self(text)).map_err(|_| bad_path(parts.uri.path()))
    }
}

/// 400: a path whose percent signs do not decode to UTF-8.
pub(crate) fn bad_path(path: &str) -> Problem {
    let detail = format!("{} is not UTF-8 once its percent signs are decoded", super::quoted(path));
    let problem = Problem::new(StatusCode::BAD_REQUEST, "bad_encoding", detail);
    Problem { parameter: Some("path".to_owned()), allowed: Some(vec!["percent-encoded UTF-8".to_owned()]), ..problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_that_lacks_something_is_never_stored() {
        let cache =
            |lacking| Momentary { answer: 1, lacking }.into_response().headers().get(header::CACHE_CONTROL).cloned();
        assert_eq!(cache(true), Some(HeaderValue::from_static("no-store")));
        assert_eq!(cache(false), None);
    }
}
