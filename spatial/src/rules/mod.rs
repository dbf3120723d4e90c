//! The rules that define a blind spot: data in, one verdict per subject out, with the evidence that decides it.

mod catalogue;
mod evidence;
mod judgement;
mod national;

pub use catalogue::{RuleId, RuleInfo, RuleSet, RuleSeverity};
pub use evidence::{Evidence, Fact, FactValue};
pub use judgement::{Cause, Judgement, Subject, SubjectKind, Verdict, Verdicts};

use chrono::NaiveDate;

use crate::District;
use crate::network::Network;
use crate::snapshot::Snapshot;

/// Judges every subject of a snapshot by every rule that is on, as of a date.
pub fn evaluate(_snapshot: &Snapshot, _network: &Network, _rules: &RuleSet, as_of: NaiveDate) -> Verdicts {
    Verdicts { as_of, tables: Vec::new() }
}

/// Why a rule says what it says of a subject; `None` where the rule does not judge that kind of subject or is off.
pub fn explain(_district: &District, _rule: RuleId, _subject: Subject) -> Option<Evidence> {
    None
}
