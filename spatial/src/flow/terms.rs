use chrono::NaiveDate;

use crate::District;
use crate::rules::{RuleSet, l1};

/// What the assignment is asked under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How many households one member may be linked to.
    pub per_member: u32,
    /// How far apart a member's home and a household may be in a straight line, millimetres; inclusive. A common micro-grid
    /// makes them near at any distance.
    pub reach_mm: u32,
}

/// What a [`super::Capacity`] was worked out from: its own revision. Equal bases give equal values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The register's revision.
    pub revision: u64,
    /// The rule set's name.
    pub rule_set: String,
    /// The rule set's version.
    pub version: String,
    /// The date it speaks of.
    pub as_of: NaiveDate,
    /// The parameters it took from the rule set.
    pub terms: Terms,
}

impl Terms {
    /// The terms of a rule set: L1's cap and L4's reach.
    pub fn of(rules: &RuleSet) -> Self {
        Self {
            per_member: rules.value(&l1::PER_MEMBER),
            reach_mm: rules.value(&l1::REACH).saturating_mul(100).min(i32::MAX as u32),
        }
    }
}

impl Basis {
    pub(super) fn of(district: &District, terms: Terms) -> Self {
        Self {
            revision: district.snapshot.revision,
            rule_set: district.rules.name.clone(),
            version: district.rules.version.clone(),
            as_of: district.verdicts.as_of,
            terms,
        }
    }
}
