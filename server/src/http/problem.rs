//! Errors on the wire: `application/problem+json` by RFC 9457, with a stable `code`, the parameter and what is allowed.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

/// What went wrong with a request, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// A stable word a program may branch on.
    pub code: &'static str,
    /// One sentence for a person: the value, the reason, the remedy.
    pub detail: String,
    /// The parameter that is wrong.
    pub parameter: Option<String>,
    /// What the parameter may be.
    pub allowed: Option<Vec<String>>,
}

/// A [`Problem`] on the wire.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// `urn:yuntu:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(example = "urn:yuntu:problem:bad_parameter")]
    kind: String,
    /// The HTTP status in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// A stable word a program may branch on.
    #[schema(example = "bad_parameter")]
    code: &'static str,
    /// One sentence for a person: the value, the reason, the remedy.
    detail: String,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// What the parameter may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed: Option<Vec<String>>,
}

/// The media type of [`Problem`].
pub const PROBLEM_JSON: &str = "application/problem+json";

/// How much of a wrong value is repeated in a sentence, characters.
const QUOTED_CHARS: usize = 60;

impl Problem {
    /// A problem of a status, with its code and sentence.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), parameter: None, allowed: None }
    }

    /// 422: a parameter's value cannot be taken.
    pub fn bad_parameter(parameter: &str, value: &str, allowed: Vec<String>) -> Self {
        let detail = format!("{parameter}={} is not allowed; allowed: {}", quoted(value), allowed.join(", "));
        let problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "bad_parameter", detail);
        Self { parameter: Some(parameter.to_owned()), allowed: Some(allowed), ..problem }
    }

    /// 404: no area has the code that a parameter names.
    pub fn no_such_area(parameter: &str, code: &str) -> Self {
        let detail = format!("there is no area {} in this register; /api/v1/search finds areas", quoted(code));
        let allowed = "6, 9 or 12 digits of an area of this register";
        Self::not_found("no_such_area", parameter, detail, allowed)
    }

    /// 404: no grid that is valid on the data date has the code that a parameter names.
    pub fn no_such_grid(parameter: &str, code: &str) -> Self {
        let detail =
            format!("there is no grid {} in this register on its data date; /api/v1/search finds grids", quoted(code));
        Self::not_found("no_such_grid", parameter, detail, "the code of a grid of this register")
    }

    /// 404: a parameter names nothing; what it may be.
    pub fn not_found(code: &'static str, parameter: &str, detail: impl Into<String>, allowed: &str) -> Self {
        let problem = Self::new(StatusCode::NOT_FOUND, code, detail);
        Self { parameter: Some(parameter.to_owned()), allowed: Some(vec![allowed.to_owned()]), ..problem }
    }

    /// 404: no station has this id.
    pub fn no_such_station(id: &str) -> Self {
        let detail = format!("there is no station {} in this register; /api/v1/search finds stations", quoted(id));
        let problem = Self::new(StatusCode::NOT_FOUND, "no_such_station", detail);
        Self { parameter: Some("station".to_owned()), ..problem }
    }

    /// 404: no rule set has this name; `there` are those that have one.
    pub fn no_such_rule_set(name: &str, there: Vec<String>) -> Self {
        let detail = format!("there is no rule set {} here; there are: {}", quoted(name), there.join(", "));
        let problem = Self::new(StatusCode::NOT_FOUND, "no_such_rule_set", detail);
        Self { parameter: Some("rules".to_owned()), allowed: Some(there), ..problem }
    }

    /// 404: no route has this address.
    pub fn no_such_address(path: &str) -> Self {
        let detail = format!("nothing lives at {}; the addresses are in openapi.json", quoted(path));
        Self::new(StatusCode::NOT_FOUND, "no_such_address", detail)
    }

    /// 403: what is asked of an area is for those who see `what`; `allowed` are areas of which this audience does.
    pub fn not_for_this_audience(area: &str, what: &str, allowed: Vec<String>) -> Self {
        let remedy = match &allowed[..] {
            [] => "ask a server that runs for workers or planners".to_owned(),
            areas => format!("ask about {}", areas.join(", ")),
        };
        let detail = format!("what is asked about {} is for those who see {what}; {remedy}", quoted(area));
        let problem = Self::new(StatusCode::FORBIDDEN, "not_for_this_audience", detail);
        Self { parameter: Some("area".to_owned()), allowed: Some(allowed), ..problem }
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
        let status = self.status;
        let body = ProblemBody {
            kind: format!("urn:yuntu:problem:{}", self.code),
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code: self.code,
            detail: self.detail,
            parameter: self.parameter,
            allowed: self.allowed,
        };
        let body = serde_json::to_vec(&body).unwrap_or_default();
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
    /// A parameter is unknown, doubled or badly encoded.
    #[response(status = 400, content_type = "application/problem+json")]
    BadRequest(ProblemBody),
    /// The audience of this server may not be told.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(ProblemBody),
    /// Nothing has this id.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(ProblemBody),
    /// A parameter's value is none of those allowed, or out of range.
    #[response(status = 422, content_type = "application/problem+json")]
    Unprocessable(ProblemBody),
    /// The register is still being read.
    #[response(status = 503, content_type = "application/problem+json")]
    Loading(ProblemBody),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_the_parameter_and_what_is_allowed() {
        let problem = Problem::bad_parameter("level", "planet", vec!["street".into(), "grid".into()]);
        assert_eq!(problem.detail, "level=“planet” is not allowed; allowed: street, grid");
        assert_eq!((problem.status.as_u16(), problem.parameter.as_deref()), (422, Some("level")));
    }

    #[test]
    fn a_repeated_value_is_bounded_and_clean() {
        assert_eq!(quoted("a\r\nb\0"), "“ab”");
        assert_eq!(quoted(&"长".repeat(1000)).chars().count(), 63);
    }
}
