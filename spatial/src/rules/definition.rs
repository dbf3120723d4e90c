use chrono::NaiveDate;

use super::{Case, Fact, RuleId, Subject, Tables};
use crate::District;
use crate::snapshot::List;

/// A share in per mille.
pub(super) const WHOLE: u32 = 1_000;
/// Half the circumference of the earth in decimetres: a distance beyond it is a slip of the pen.
pub(super) const FAR: u32 = 200_000_000;
/// A thousand years in days, and more households than a grid, a member or a town has.
pub(super) const MANY: u32 = 1_000_000;

/// Whether a rule's gap makes the grid's colour (hard) or only stands in its list (soft).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSeverity {
    /// Makes the colour of a grid.
    Hard,
    /// Stands in the list only.
    Soft,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// Whom a grid's gap affects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affects {
    /// The households that are gaps themselves.
    Households,
    /// Every household of the grid.
    WholeGrid,
    /// Every household of the grid where the grid is a gap by itself; none where only something in it is.
    WholeGridItself,
    /// No household: the gap is a border's, an organisation's, a member's or a record's. (Whoever stands where borders overlap
    /// is G11's.)
    Nobody,
}

/// Whose number a verdict on a grid bounds: where it is withheld, so is the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TellsOf {
    /// Nobody's: it is about borders, offices and public places.
    Nobody,
    /// How many households the grid has.
    Households,
    /// How many members it has.
    Members,
    /// How many of its households are gaps.
    Gaps,
}

/// What an edit may change under a rule. Areas, roads, water, buildings, households, organisations and whatever else a record of
/// these kinds says are not edited: a change of them is loaded in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// Code, kind and community of grids.
    Grids,
    /// Where grids are.
    Shapes,
    /// In which grid things stand and which community counts them: households, who live there and what they asked for,
    /// buildings, units, stations, organisations.
    Placements,
    /// Records of members.
    Members,
    /// Who is linked to whom, and when.
    Links,
    /// When households were visited.
    Visits,
    /// Records of units, and who serves those that are there.
    Units,
    /// Records of stations.
    Stations,
    /// How far households walk.
    Walks,
}

/// Everything that one rule is: stated in its file, and nowhere else.
#[derive(Debug)]
pub struct Definition {
    /// The catalogue's id.
    pub id: RuleId,
    /// What it is called.
    pub name: Words,
    /// The rule in one sentence; `{parameter}` stands for a parameter's value, `{reach_m}` for one in decimetres (`reach_dm`)
    /// and `{share_percent}` for one in per mille (`share_permille`), converted.
    pub text: Words,
    /// How bad its gap is, where the rule set does not say otherwise.
    pub severity: RuleSeverity,
    /// Whether it is judged, where the rule set does not say otherwise.
    pub on: bool,
    /// The document or practice it rests on.
    pub source: &'static str,
    /// The day printed on that document, where there is one.
    pub source_date: Option<NaiveDate>,
    /// What a rule set may set.
    pub parameters: &'static [Parameter],
    /// Pairs of parameters of which the first is never above the second.
    pub ordered: &'static [(&'static str, &'static str)],
    /// Whom a grid's gap affects.
    pub affects: Affects,
    /// Whose number a verdict on a grid bounds.
    pub tells_of: TellsOf,
    /// Lists without which it knows nothing: where the register has no record of one, what it applies to is unknown.
    pub needs: &'static [List],
    /// What its verdicts are made of. Where an edit touches none of it the rule is not judged again; grids that come or go
    /// touch every rule.
    pub(super) reads: &'static [Input],
    pub(super) evaluate: fn(&Case) -> Tables,
    pub(super) explain: fn(&District, Subject) -> Vec<Fact>,
}

/// A number that a rule set may set, and the key by which it is read from one.
#[derive(Debug)]
pub struct Parameter {
    /// The rule it belongs to.
    pub rule: RuleId,
    /// Its name, with its unit.
    pub name: &'static str,
    /// Its value where nobody says otherwise.
    pub default: u32,
    /// The least it may be.
    pub least: u32,
    /// The most it may be.
    pub most: u32,
    /// What was weighed for the default.
    pub why: &'static str,
}

impl Parameter {
    /// A share in per mille, anything from one to all.
    pub(super) const fn permille(rule: RuleId, name: &'static str, default: u32, why: &'static str) -> Self {
        Self { rule, name, default, least: 1, most: WHOLE, why }
    }

    /// A distance in decimetres.
    pub(super) const fn distance(rule: RuleId, name: &'static str, default: u32, why: &'static str) -> Self {
        Self { rule, name, default, least: 1, most: FAR, why }
    }

    /// A count of at least one.
    pub(super) const fn count(rule: RuleId, name: &'static str, default: u32, why: &'static str) -> Self {
        Self { rule, name, default, least: 1, most: MANY, why }
    }
}

/// The date of the branch work regulations (trial).
pub(super) const REGULATIONS_DATE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2018, 10, 28);
