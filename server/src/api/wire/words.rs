//! Closed lists of words, so that the generated client has unions and not strings.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use spatial::flow::Standing;
use spatial::places::Level;
use spatial::rules::{Cause, RuleId, RuleSeverity, Verdict};
use spatial::snapshot::List;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident of $source:ty { $($variant:ident),* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(#[doc = stringify!($variant)] $variant,)* }

        impl From<$source> for $name {
            fn from(value: $source) -> Self {
                match value { $(<$source>::$variant => Self::$variant,)* }
            }
        }
    )*};
}

words! {
    /// A level of the hierarchy.
    LevelWord of Level { District, Street, Community, Grid }
    /// What a rule says of a place.
    VerdictWord of Verdict { NotApplicable, Covered, Unknown, Gap }
    /// Why a place is a gap; each cause has its own remedy.
    CauseWord of Cause { Place, Capacity, Service, Shape, Data }
    /// Whether a rule's gap makes the grid's colour (hard) or only stands in its list (soft).
    SeverityWord of RuleSeverity { Hard, Soft }
    /// What the best assignment of members says of the households of a place.
    StandingWord of Standing { NotApplicable, Linked, Unassigned, UnreachableByCapacity, Unknown }
    /// A list that an office hands over.
    ListWord of List {
        Households, Members, Links, Organisations, Stations, GridStaff, BuildingLeaders, HubHouseholds, CheckIns
    }
}

/// A rule; the word is the catalogue's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleWord(RuleId);

impl From<RuleId> for RuleWord {
    fn from(rule: RuleId) -> Self {
        Self(rule)
    }
}

impl Serialize for RuleWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl PartialSchema for RuleWord {
    fn schema() -> RefOr<Schema> {
        let words = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(RuleId::ALL.map(RuleId::as_str)));
        words.description(Some("The rules that are built; the id is the catalogue's.")).into()
    }
}

impl ToSchema for RuleWord {
    fn name() -> Cow<'static, str> {
        "RuleWord".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_core() {
        let json = |word: &dyn erased::Json| word.json();
        for level in Level::ALL {
            assert_eq!(json(&LevelWord::from(level)), level.as_str());
        }
        for cause in Cause::ALL {
            assert_eq!(json(&CauseWord::from(cause)), cause.as_str());
        }
        for rule in RuleId::ALL {
            assert_eq!(json(&RuleWord::from(rule)), rule.as_str());
        }
        for standing in Standing::ALL {
            assert_eq!(json(&StandingWord::from(standing)), standing.as_str());
        }
        for list in List::ALL {
            assert_eq!(json(&ListWord::from(list)), list.as_str());
        }
        for verdict in [Verdict::NotApplicable, Verdict::Covered, Verdict::Unknown, Verdict::Gap] {
            assert_eq!(json(&VerdictWord::from(verdict)), verdict.as_str());
        }
    }

    mod erased {
        pub(super) trait Json {
            fn json(&self) -> String;
        }
        impl<T: serde::Serialize> Json for T {
            fn json(&self) -> String {
                serde_json::to_value(self).unwrap().as_str().unwrap().to_owned()
            }
        }
    }
}
