use utoipa::OpenApi;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{Object, Schema};

/// What stands at the head of the API document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "党建云图 yuntu",
        version = "1",
        description = "Who is responsible here, who is served, who is not, and why not. Every count is shown as the \
                       audience of this server may see it. Errors are application/problem+json with a stable `code`."
    ),
    servers((url = ".")),
    components(schemas(crate::http::ProblemBody)),
    tags(
        (name = "district", description = "The district, its areas and grids"),
        (name = "gaps", description = "Blind spots"),
        (name = "capacity", description = "Whether there are members enough for the households (L8)"),
        (name = "siting", description = "Where the next sites would serve the most people"),
        (name = "search", description = "Finding a place"),
        (name = "rules", description = "The rules that define a blind spot")
    )
)]
struct Head;

/// The OpenAPI document of this program.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Head::openapi();
    document.merge(super::router().into_openapi());
    require_all(&mut document);
    document
}

/// Every answer writes every field, null where there is nothing, so a client need not ask whether a field is there. The
/// fields of a problem alone are optional.
fn require_all(document: &mut utoipa::openapi::OpenApi) {
    let schemas = document.components.iter_mut().flat_map(|components| &mut components.schemas);
    for (_, schema) in schemas.filter(|(name, _)| *name != "Problem") {
        match schema {
            RefOr::T(Schema::Object(object)) => require_all_of(object),
            RefOr::T(Schema::AllOf(parts)) => {
                for part in &mut parts.items {
                    if let RefOr::T(Schema::Object(object)) = part {
                        require_all_of(object);
                    }
                }
            }
            _ => {}
        }
    }
}

fn require_all_of(object: &mut Object) {
    object.required = object.properties.keys().cloned().collect();
}

/// The document as it is committed and served.
pub fn document_json() -> String {
    let mut text = serde_json::to_string_pretty(&document()).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_committed_document_is_that_of_the_code() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == document_json(),
            "server/openapi.json lags behind: run `cargo run --release -- openapi > server/openapi.json`, then `npm run api` in web-map"
        );
    }

    #[test]
    fn every_operation_has_its_own_id_and_every_parameter_a_description() {
        let document: serde_json::Value = serde_json::from_str(&document_json()).unwrap();
        let mut ids = BTreeSet::new();
        for (path, verbs) in document["paths"].as_object().unwrap() {
            for (verb, operation) in verbs.as_object().unwrap() {
                let id = operation["operationId"].as_str().unwrap().to_owned();
                assert!(ids.insert(id), "{verb} {path} has the id of another operation");
                for parameter in operation["parameters"].as_array().into_iter().flatten() {
                    assert!(parameter["description"].is_string(), "{path}: {parameter} is not described");
                }
            }
        }
        assert!(ids.len() >= 9, "{ids:?}");
    }

    #[test]
    fn the_document_refers_to_nothing_outside_itself() {
        assert!(!document_json().contains("\"$ref\": \"http"));
    }
}
