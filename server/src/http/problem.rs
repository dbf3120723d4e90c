//! Errors on the wire: `application/problem+json` by RFC 9457, with a stable `code`, the parameter and what is allowed.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

/// What went wrong with a request, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// `urn:yuntu:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(example = "urn:yuntu:problem:bad_parameter")]
    pub kind: String,
    /// The HTTP status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable word a program may branch on.
    #[schema(example = "bad_parameter")]
    pub code: String,
    /// One sentence for a person: the value, the reason, the remedy.
    pub detail: String,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What the parameter may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
}

/// The media type of [`Problem`].
pub const PROBLEM_JSON: &str = "application/problem+json";

/// How much of a wrong value is repeated in a sentence, characters.
const QUOTED_CHARS: usize = 60;

impl Problem {
    /// A problem of a status, with its code and sentence.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:yuntu:problem:{code}"),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: detail.into(),
            parameter: None,
            allowed: None,
        }
    }

    /// 400: a parameter's value cannot be taken.
    pub fn bad_parameter(parameter: &str, value: &str, allowed: Vec<String>) -> Self {
        let detail = format!("{parameter}={} is not allowed; allowed: {}", quoted(value), allowed.join(", "));
        let problem = Self::new(StatusCode::BAD_REQUEST, "bad_parameter", detail);
        Self { parameter: Some(parameter.to_owned()), allowed: Some(allowed), ..problem }
    }

    /// 404: nothing has this id.
    pub fn not_found(what: &str, id: &str) -> Self {
        let detail = format!("there is no {what} {} in this register", quoted(id));
        Self::new(StatusCode::NOT_FOUND, &format!("no_such_{what}"), detail)
    }

    /// 404: no route has this address.
    pub fn no_such_address(path: &str) -> Self {
        let detail = format!("nothing lives at {}; the addresses are in openapi.json", quoted(path));
        Self::new(StatusCode::NOT_FOUND, "no_such_address", detail)
    }

    /// 503: the register is still being read.
    pub fn loading() -> Self {
        let detail = "the register is still being read; ask again in a second";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "loading", detail)
    }

    /// 500: our own fault; the log has the cause under the request's id.
    pub fn internal() -> Self {
        let detail = "this is a fault of the server; its log names the cause under the X-Request-Id of this answer";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }
}

/// A value as a sentence may repeat it: in quotes, bounded, without control characters.
pub fn quoted(value: &str) -> String {
    let mut clean: String = value.chars().filter(|c| !c.is_control()).take(QUOTED_CHARS).collect();
    if value.chars().count() > QUOTED_CHARS {
        clean.push('…');
    }
    format!("“{clean}”")
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

/// The problems every endpoint may answer with, for the API document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only: it writes the responses into the API document")]
pub(crate) enum Problems {
    /// A parameter is unknown, doubled, malformed or out of range.
    #[response(status = 400, content_type = "application/problem+json")]
    BadRequest(Problem),
    /// Nothing has this id.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// The register is still being read.
    #[response(status = 503, content_type = "application/problem+json")]
    Loading(Problem),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_the_parameter_and_what_is_allowed() {
        let problem = Problem::bad_parameter("level", "planet", vec!["street".into(), "grid".into()]);
        assert_eq!(problem.detail, "level=“planet” is not allowed; allowed: street, grid");
        assert_eq!((problem.status, problem.parameter.as_deref()), (400, Some("level")));
    }

    #[test]
    fn a_repeated_value_is_bounded_and_clean() {
        assert_eq!(quoted("a\r\nb\0"), "“ab”");
        assert_eq!(quoted(&"长".repeat(1000)).chars().count(), 63);
    }
}
