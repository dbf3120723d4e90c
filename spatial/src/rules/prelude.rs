//! What nearly every rule's file needs.

pub(super) use super::definition::{REGULATIONS_DATE, WHOLE};
pub(super) use super::evidence::{count, date, days, decimetres, id, parameter, square_metres, sum, word};
pub(super) use super::{
    Affects, Case, Cause, Definition, Fact, Input, Judgement, Parameter, RuleId, RuleSet, RuleSeverity, Subject,
    SubjectKind, Tables, TellsOf, Verdict, Words,
};
pub(super) use crate::District;
pub(super) use crate::snapshot::{Row, Snapshot};
pub(super) use crate::sums::Series;
