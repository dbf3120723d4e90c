//! Closed lists of words, so that the generated client has unions and not strings.

use serde::Serialize;
use spatial::places::Level;
use spatial::rules::{Cause, RuleId, RuleSeverity, Verdict};
use utoipa::ToSchema;

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
}

/// The rules that are built; the id is the catalogue's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub enum RuleWord {
    /// Grid size.
    G1,
    /// Every point in exactly one grid.
    G11,
    /// Organisation due.
    O1,
    /// Every grid has a branch or group.
    O10,
    /// Every household has a linked member.
    L1,
    /// 15-minute station circle, on foot.
    S1,
    /// Visit window.
    V1,
}

impl From<RuleId> for RuleWord {
    fn from(rule: RuleId) -> Self {
        match rule {
            RuleId::G1 => Self::G1,
            RuleId::G11 => Self::G11,
            RuleId::O1 => Self::O1,
            RuleId::O10 => Self::O10,
            RuleId::L1 => Self::L1,
            RuleId::S1 => Self::S1,
            RuleId::V1 => Self::V1,
        }
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
