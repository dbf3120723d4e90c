//! Everything about one district at one revision: snapshot, network, verdicts, sums, and what may be shown of them.

use chrono::NaiveDate;

use crate::Audience;
use crate::disclosure::Shown;
use crate::network::Network;
use crate::rules::{self, Judgement, RuleId, RuleSet, Verdicts};
use crate::snapshot::{Row, Snapshot};
use crate::sums::{Series, Sums};

/// A district, judged.
#[derive(Clone, Debug)]
pub struct District {
    pub snapshot: Snapshot,
    pub network: Network,
    pub rules: RuleSet,
    pub verdicts: Verdicts,
    pub sums: Sums,
}

impl District {
    /// Judges a snapshot by a rule set, as of a date (by default the register's data date).
    pub fn assess(snapshot: Snapshot, rules: RuleSet, as_of: Option<NaiveDate>) -> Self {
        let network = Network::build(&snapshot, rules.s1_snap_dm);
        let verdicts = rules::evaluate(&snapshot, &network, &rules, as_of.unwrap_or(snapshot.data_date));
        let sums = Sums::of(&snapshot, &verdicts, &rules);
        Self { snapshot, network, rules, verdicts, sums }
    }

    /// A sum of a grid as the audience may see it.
    pub fn shown_grid(&self, _audience: &Audience, _grid: Row, _series: Series) -> Shown {
        Shown::Hidden
    }

    /// A sum of an area as the audience may see it.
    pub fn shown_area(&self, _audience: &Audience, _area: Row, _series: Series) -> Shown {
        Shown::Hidden
    }

    /// Covered households of a grid per thousand judged ones; `None` where the audience may not see it or none is judged.
    pub fn rate_grid(&self, _audience: &Audience, _grid: Row, _rule: RuleId) -> Option<u16> {
        None
    }

    /// Covered households of an area per thousand judged ones; `None` as in [`Self::rate_grid`].
    pub fn rate_area(&self, _audience: &Audience, _area: Row, _rule: RuleId) -> Option<u16> {
        None
    }

    /// The grid's colour: the worst judgement of its hard rules (gap, then unknown, then covered) and the rule it is of.
    pub fn worst(&self, _grid: Row) -> (Judgement, Option<RuleId>) {
        (Judgement::NOT_APPLICABLE, None)
    }
}
