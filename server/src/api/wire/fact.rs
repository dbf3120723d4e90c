use serde::Serialize;
use utoipa::openapi::schema::{Schema, SchemaType, Type};
use utoipa::openapi::{ObjectBuilder, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::Count;

/// One named fact behind a verdict. The page has one sentence per rule and fills it with these.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FactItem {
    /// A stable word, with its unit where it has one.
    #[schema(example = "reach_m")]
    pub name: String,
    /// The value; null where the audience may not see it.
    pub value: FactScalar,
    /// households, persons, members, m, days, date, id, word; null for plain numbers.
    pub unit: Option<String>,
}

/// A number, a word, a date, an id, or null.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum FactScalar {
    /// A sum, as the audience may see it.
    Count(Count),
    /// A parameter or a number of days.
    Integer(i64),
    /// Metres, to a decimetre.
    Number(f64),
    /// A word, a date or an id.
    Text(String),
}

impl PartialSchema for FactScalar {
    /// One schema of three types: as alternatives they would overlap, and a number would match two.
    fn schema() -> RefOr<Schema> {
        let types = SchemaType::Array(vec![Type::Number, Type::String, Type::Null]);
        let text =
            "A number, a word, a date, an id, a count such as \"<5\", or null where the audience may not see it.";
        ObjectBuilder::new().schema_type(types).description(Some(text)).into()
    }
}

impl ToSchema for FactScalar {}
