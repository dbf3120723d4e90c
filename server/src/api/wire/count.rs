use serde::{Serialize, Serializer};
use spatial::disclosure::Shown;
use utoipa::openapi::schema::{OneOfBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{ObjectBuilder, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// A count as the audience may see it: a number, `"<5"`, or null where even that would tell too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub Shown);

impl Count {
    /// An exact count.
    pub fn exact(count: usize) -> Self {
        Self(Shown::Exact(count as u64))
    }

    /// Where the count stands in an order by size. Only what is shown decides, so the order tells no more than the page.
    pub fn rank(self) -> u64 {
        match self.0 {
            Shown::Exact(count) => count,
            Shown::Below(bound) => bound.saturating_sub(1),
            Shown::Hidden => 0,
        }
    }
}

impl std::iter::Sum for Count {
    /// Exact where all are, else withheld.
    fn sum<I: Iterator<Item = Self>>(mut counts: I) -> Self {
        let sum = counts.try_fold(0, |sum, count| match count.0 {
            Shown::Exact(count) => Some(sum + count),
            Shown::Below(_) | Shown::Hidden => None,
        });
        Self(sum.map_or(Shown::Hidden, Shown::Exact))
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Shown::Exact(count) => serializer.serialize_u64(count),
            Shown::Below(bound) => serializer.serialize_str(&format!("<{bound}")),
            Shown::Hidden => serializer.serialize_none(),
        }
    }
}

impl PartialSchema for Count {
    fn schema() -> RefOr<Schema> {
        let kind = |kind| ObjectBuilder::new().schema_type(SchemaType::new(kind));
        let text = "A count as the audience may see it: a number, \"<5\", or null where even that would tell too much.";
        OneOfBuilder::new()
            .item(kind(Type::Integer).minimum(Some(0)))
            .item(kind(Type::String).enum_values(Some(["<5"])))
            .item(kind(Type::Null))
            .description(Some(text))
            .into()
    }
}

impl ToSchema for Count {
    fn name() -> std::borrow::Cow<'static, str> {
        "Count".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_a_number_a_bound_or_null() {
        let json = |shown| serde_json::to_string(&Count(shown)).unwrap();
        assert_eq!(json(Shown::Exact(0)), "0");
        assert_eq!(json(Shown::Below(5)), "\"<5\"");
        assert_eq!(json(Shown::Hidden), "null");
    }

    #[test]
    fn a_sum_with_a_withheld_part_is_withheld() {
        let sum = |counts: &[Shown]| counts.iter().map(|count| Count(*count)).sum::<Count>().0;
        assert_eq!(sum(&[Shown::Exact(7), Shown::Exact(0)]), Shown::Exact(7));
        assert_eq!(sum(&[Shown::Exact(7), Shown::Below(5)]), Shown::Hidden);
        assert_eq!(sum(&[Shown::Hidden, Shown::Exact(9)]), Shown::Hidden);
    }

    #[test]
    fn the_order_of_suppressed_counts_tells_nothing_of_them() {
        assert_eq!(Count(Shown::Below(5)).rank(), Count(Shown::Below(5)).rank());
        assert!(Count(Shown::Exact(5)).rank() > Count(Shown::Below(5)).rank());
        assert_eq!(Count(Shown::Hidden).rank(), 0);
    }
}
