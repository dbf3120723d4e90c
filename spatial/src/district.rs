//! Everything about one district at one revision: snapshot, network, verdicts, sums, and what may be shown of them.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::Audience;
use crate::disclosure::{Disclosure, Node, SMALLEST_SHOWN, Shown};
use crate::network::Network;
use crate::rules::{self, Judgement, RuleId, RuleSet, RuleSeverity, Subject, SubjectKind, Verdict, Verdicts};
use crate::snapshot::{Row, Snapshot};
use crate::sums::{self, Series, Sums};

/// Fewer households than this have no published rate.
const SMALLEST_RATED: u64 = 10;

/// A district, judged.
#[derive(Clone, Debug)]
pub struct District {
    /// The register.
    pub snapshot: Arc<Snapshot>,
    /// The walking network of its roads.
    pub network: Arc<Network>,
    /// The rules it was judged by.
    pub rules: RuleSet,
    /// What they say of every subject.
    pub verdicts: Verdicts,
    /// All of it added up, for those who may see exact counts; others ask [`Self::shown_grid`] and [`Self::shown_area`].
    pub sums: Sums,
    disclosure: Disclosure,
}

/// A grid or an area.
#[derive(Clone, Copy)]
enum Of {
    Grid(Row),
    Area(Row),
}

impl District {
    /// Judges a snapshot by a rule set, as of a date (by default the register's data date).
    pub fn assess(snapshot: impl Into<Arc<Snapshot>>, rules: RuleSet, as_of: Option<NaiveDate>) -> Self {
        let snapshot = snapshot.into();
        let network = Arc::new(Network::build(&snapshot, rules.value(&rules::s1::SNAP)));
        let as_of = as_of.unwrap_or(snapshot.data_date);
        Self::judged(snapshot, network, rules, as_of)
    }

    /// The same register judged by another rule set as of the same date; the snapshot is shared, and so is the network unless
    /// the set snaps to it differently.
    #[must_use]
    pub fn with_rules(&self, rules: RuleSet) -> Self {
        let snap = |rules: &RuleSet| rules.value(&rules::s1::SNAP);
        let same = snap(&rules) == snap(&self.rules);
        let build = || Arc::new(Network::build(&self.snapshot, snap(&rules)));
        let network = if same { Arc::clone(&self.network) } else { build() };
        Self::judged(Arc::clone(&self.snapshot), network, rules, self.verdicts.as_of)
    }

    /// The same register judged by the same rules as of another date.
    #[must_use]
    pub fn with_date(&self, as_of: NaiveDate) -> Self {
        Self::judged(Arc::clone(&self.snapshot), Arc::clone(&self.network), self.rules.clone(), as_of)
    }

    fn judged(snapshot: Arc<Snapshot>, network: Arc<Network>, rules: RuleSet, as_of: NaiveDate) -> Self {
        let verdicts = rules::evaluate(&snapshot, &network, &rules, as_of);
        let sums = Sums::of(&snapshot, &verdicts, &rules);
        let disclosure = Disclosure::of(&snapshot, &sums);
        Self { snapshot, network, rules, verdicts, sums, disclosure }
    }

    /// A sum of a grid as the audience may see it.
    pub fn shown_grid(&self, audience: &Audience, grid: Row, series: Series) -> Shown {
        let value = self.sums.grid(grid, series);
        if self.knows(audience, Node::Grid(grid)) {
            Shown::Exact(value)
        } else {
            self.disclosure.grid(grid, value, series)
        }
    }

    /// A sum of an area as the audience may see it.
    ///
    /// Whoever sees exact counts of some areas sees those around them as the public does, but for sums from which their own
    /// could be subtracted to learn what is withheld next door.
    pub fn shown_area(&self, audience: &Audience, area: Row, series: Series) -> Shown {
        let value = self.sums.area(area, series);
        if self.knows(audience, Node::Area(area)) {
            return Shown::Exact(value);
        }
        let knows = |node| self.knows(audience, node);
        if audience.has_exact_counts() && self.disclosure.would_tell(area, series, &knows) {
            return Shown::Hidden;
        }
        self.disclosure.area(area, value, series)
    }

    /// Covered households of a grid per thousand covered or gap ones; whole percents for those who see no exact counts.
    /// `None` where the audience may not see it, where none is judged, and for rules that judge no household.
    pub fn rate_grid(&self, audience: &Audience, grid: Row, rule: RuleId) -> Option<u16> {
        self.rate(audience, Of::Grid(grid), rule)
    }

    /// Covered households of an area per thousand covered or gap ones; the rest as in [`Self::rate_grid`].
    pub fn rate_area(&self, audience: &Audience, area: Row, rule: RuleId) -> Option<u16> {
        self.rate(audience, Of::Area(area), rule)
    }

    /// What a rule says of a grid, to this audience; `None` where the rule is off, and where the grid has so few households
    /// that its verdict would tell of them (DOMAIN's cells of at least ten).
    pub fn judgement_grid(&self, audience: &Audience, grid: Row, rule: RuleId) -> Option<Judgement> {
        let households = self.sums.grid(grid, Series::Households);
        let few = (1..SMALLEST_RATED).contains(&households);
        let told = !few || self.knows(audience, Node::Grid(grid));
        let subject = Subject { kind: SubjectKind::Grid, row: grid };
        told.then(|| self.verdicts.on(rule, subject)).flatten()
    }

    /// The grid's colour: the worst judgement of its hard rules (gap, then unknown, then covered) and the first rule in
    /// catalogue order that it is of; not applicable where the audience may not see its verdicts.
    pub fn worst(&self, audience: &Audience, grid: Row) -> (Judgement, Option<RuleId>) {
        let hard = |rule: &RuleId| self.rules.severity(*rule) == RuleSeverity::Hard;
        let judged = RuleId::ALL
            .into_iter()
            .filter(hard)
            .filter_map(|rule| Some((self.judgement_grid(audience, grid, rule)?, rule)));
        let worst = judged.rev().max_by_key(|(judgement, _)| judgement.verdict);
        match worst {
            Some((judgement, rule)) if judgement.verdict != Verdict::NotApplicable => (judgement, Some(rule)),
            _ => (Judgement::NOT_APPLICABLE, None),
        }
    }

    #[cfg(test)]
    pub(crate) fn disclosure(&self) -> &Disclosure {
        &self.disclosure
    }

    fn rate(&self, audience: &Audience, of: Of, rule: RuleId) -> Option<u16> {
        self.verdicts.of(rule, SubjectKind::Household)?;
        let sum = |series| match of {
            Of::Grid(grid) => self.sums.grid(grid, series),
            Of::Area(area) => self.sums.area(area, series),
        };
        let (covered, gap) = (sum(Series::Covered(rule)), sum(Series::Gap(rule)));
        let judged = (covered + gap > 0).then_some(covered + gap)?;
        let (known, shown) = match of {
            Of::Grid(grid) => {
                (self.knows(audience, Node::Grid(grid)), self.shown_grid(audience, grid, Series::Gap(rule)))
            }
            Of::Area(area) => {
                (self.knows(audience, Node::Area(area)), self.shown_area(audience, area, Series::Gap(rule)))
            }
        };
        if known {
            return Some(rounded(covered * 1000, judged));
        }
        // With the gaps a rate tells the covered: those must not be few either.
        let tells_nobody = |count: u64| count == 0 || count >= SMALLEST_SHOWN;
        let enough = sum(Series::Households) >= SMALLEST_RATED && tells_nobody(covered);
        (enough && shown == Shown::Exact(gap)).then(|| rounded(covered * 100, judged) * 10)
    }

    /// Whether the audience sees exact counts of a grid or area. A community's workers see all grids it claims, one with a
    /// wrong code too.
    pub(crate) fn knows(&self, audience: &Audience, node: Node) -> bool {
        let sees_area = |area: Row| audience.sees_exact(self.snapshot.areas.code[area.index()].as_str());
        match node {
            Node::Area(area) | Node::Own(area) => sees_area(area),
            Node::Grid(grid) => {
                audience.sees_exact(self.snapshot.grids.code[grid.index()].as_str())
                    || (audience.has_exact_counts() && sums::grid_parent(&self.snapshot, grid).is_some_and(sees_area))
            }
        }
    }
}

fn rounded(part: u64, whole: u64) -> u16 {
    ((part * 2 + whole) / (whole * 2)) as u16
}

#[cfg(test)]
mod tests;
