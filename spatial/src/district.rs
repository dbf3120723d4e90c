//! Everything about one district at one revision: snapshot, network, verdicts, sums, and what may be shown of them.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use crate::Audience;
use crate::disclosure::{self, Disclosure, Judged, Node, Shown};
use crate::edit::Edit;
use crate::network::Network;
use crate::rules::{
    self, JointBranches, Judgement, RuleId, RuleSet, RuleSeverity, Subject, SubjectKind, TellsOf, Verdict, Verdicts,
};
use crate::snapshot::{Row, Snapshot, Touched};
use crate::standing::Standing;
use crate::sums::{self, AllReasons, Series, Sums};

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
    reasons: OnceLock<AllReasons>,
    joint: OnceLock<JointBranches>,
    standing: OnceLock<Standing>,
    disclosure: Arc<Disclosure>,
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
        self.otherwise(rules, self.verdicts.as_of)
    }

    /// The same register judged by the same rules as of another date.
    #[must_use]
    pub fn with_date(&self, as_of: NaiveDate) -> Self {
        self.otherwise(self.rules.clone(), as_of)
    }

    /// The same register judged by other rules as of another date, as [`Self::with_rules`] and [`Self::with_date`] do in turn.
    #[must_use]
    pub fn otherwise(&self, rules: RuleSet, as_of: NaiveDate) -> Self {
        let snap = |rules: &RuleSet| rules.value(&rules::s1::SNAP);
        let same = snap(&rules) == snap(&self.rules);
        let build = || Arc::new(Network::build(&self.snapshot, snap(&rules)));
        let network = if same { Arc::clone(&self.network) } else { build() };
        Self::judged(Arc::clone(&self.snapshot), network, rules, as_of)
    }

    fn judged(snapshot: Arc<Snapshot>, network: Arc<Network>, rules: RuleSet, as_of: NaiveDate) -> Self {
        let verdicts = rules::evaluate(&snapshot, &network, &rules, as_of);
        let sums = Sums::of(&snapshot, &verdicts, &rules);
        let disclosure = Disclosure::of(&snapshot, &sums).into();
        Self::of(snapshot, network, rules, verdicts, sums, disclosure)
    }

    /// The district after these edits, in their order, at a new revision and as of the same date: equal, bit for bit, to the one
    /// that a full load of the edited register gives. `None` where only a full load can tell.
    ///
    /// A visit counts for its household's last one, as the register keeps it.
    pub fn edited(&self, revision: u64, edits: &[Edit]) -> Option<Self> {
        let (snapshot, touched) = self.snapshot.edited(revision, edits)?;
        let (network, walked) = self.walked(&snapshot, &touched);
        let (verdicts, households) = rules::evaluate_again(self, (&snapshot, &network), &touched, &walked);
        let sums = Sums::edited(self, (&snapshot, &verdicts), &touched.grid_rows, &households);
        let disclosure = self.disclosure.edited(&snapshot, &self.sums, &sums);
        let (snapshot, rules) = (Arc::new(snapshot), self.rules.clone());
        Some(Self::of(snapshot, network, rules, verdicts, sums, disclosure))
    }

    /// With nothing worked out yet of what is worked out when first asked for.
    fn of(
        snapshot: Arc<Snapshot>,
        network: Arc<Network>,
        rules: RuleSet,
        verdicts: Verdicts,
        sums: Sums,
        disclosure: Arc<Disclosure>,
    ) -> Self {
        let (reasons, joint, standing) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { snapshot, network, rules, verdicts, sums, reasons, joint, standing, disclosure }
    }

    /// What stands in each grid, worked out when first asked for.
    pub(crate) fn standing(&self) -> &Standing {
        self.standing.get_or_init(|| Standing::of(&self.snapshot))
    }

    /// The network after an edit, and the households who walk another way on it.
    fn walked(&self, snapshot: &Snapshot, touched: &Touched) -> (Arc<Network>, Vec<Row>) {
        if !touched.stations {
            return (Arc::clone(&self.network), Vec::new());
        }
        let limit_dm = self.rules.value(&rules::s1::SNAP);
        let (network, walked) = self.network.edited((&self.snapshot, snapshot), &touched.station_rows, limit_dm);
        (network.into(), walked)
    }

    /// The households of every grid and area by the exact set of rules under which they are gaps, worked out when first asked
    /// for. Exact, as [`Self::sums`] are: for those who may see exact counts.
    pub fn reasons(&self) -> &AllReasons {
        self.reasons.get_or_init(|| AllReasons::of(&self.snapshot, &self.verdicts))
    }

    /// The groups that those who stand alone under O2 could make, worked out when first asked for; none where the rule is off.
    pub fn joint_branches(&self) -> &JointBranches {
        let made = || JointBranches::of_all(&self.snapshot, &self.rules);
        self.joint.get_or_init(|| {
            if self.rules.is_on(RuleId::O2) && rules::knows(&self.snapshot, RuleId::O2) {
                made()
            } else {
                JointBranches::default()
            }
        })
    }

    /// A sum of a grid as the audience may see it.
    pub fn shown_grid(&self, audience: &Audience, grid: Row, series: Series) -> Shown {
        let value = self.sums.grid(grid, series);
        if self.knows(audience, Node::Grid(grid)) {
            return Shown::Exact(value);
        }
        match of_verdict(series) {
            Some(rule) if !self.disclosure.tells_verdict(&self.sums, grid, rule) => Shown::Hidden,
            Some(_) if value == 0 => Shown::Exact(0),
            // All of the grid's households, or residents.
            Some(_) => match series {
                Series::Gap(_) => self.disclosure.grid(grid, value, Series::Households),
                Series::GapPersons(_) => self.disclosure.grid(grid, value, Series::Persons),
                _ => Shown::Exact(value),
            },
            None => self.disclosure.grid(grid, value, series),
        }
    }

    /// A sum of an area as the audience may see it.
    ///
    /// Whoever sees exact counts of some areas sees those around them as the public does, but for sums from which their own
    /// could be subtracted to learn what is withheld next door. Sums of verdicts (grids that are gaps, and the households of
    /// G1, O1 and O10, which are those of whole grids) add up the grids whose verdict is told, so that no sum tells another.
    pub fn shown_area(&self, audience: &Audience, area: Row, series: Series) -> Shown {
        let value = self.sums.area(area, series);
        if self.knows(audience, Node::Area(area)) {
            Shown::Exact(value)
        } else if let Some(rule) = of_verdict(series) {
            self.told(audience, area, rule, series)
        } else if self.would_tell(audience, area, series) {
            Shown::Hidden
        } else {
            self.disclosure.area(area, value, series)
        }
    }

    /// Covered households of a grid per thousand covered or gap ones; whole percents for those who see no exact counts.
    /// `None` where the audience may not see it, where none is judged, and for rules that judge no household.
    pub fn rate_grid(&self, audience: &Audience, grid: Row, rule: RuleId) -> Option<u16> {
        self.rate(audience, Node::Grid(grid), rule)
    }

    /// Covered households of an area per thousand covered or gap ones; the rest as in [`Self::rate_grid`].
    pub fn rate_area(&self, audience: &Audience, area: Row, rule: RuleId) -> Option<u16> {
        self.rate(audience, Node::Area(area), rule)
    }

    /// What a rule says of a grid, to this audience; `None` where the rule is off, and where the verdict would tell of a few
    /// persons: in a grid of few households (DOMAIN's cells of at least ten), and where the counts that it bounds are
    /// withheld.
    pub fn judgement_grid(&self, audience: &Audience, grid: Row, rule: RuleId) -> Option<Judgement> {
        let told = self.disclosure.tells_verdict(&self.sums, grid, rule) || self.knows_grid(audience, grid);
        let subject = Subject { kind: SubjectKind::Grid, row: grid };
        told.then(|| self.verdicts.on(rule, subject)).flatten()
    }

    /// What a rule says of an area itself; `None` where it judges no areas, and where the verdict bounds a number of persons and
    /// the audience does not see the area's exact counts.
    pub fn judgement_area(&self, audience: &Audience, area: Row, rule: RuleId) -> Option<Judgement> {
        let told = rule.definition().tells_of == TellsOf::Nobody || self.knows(audience, Node::Area(area));
        let subject = Subject { kind: SubjectKind::Area, row: area };
        told.then(|| self.verdicts.on(rule, subject)).flatten()
    }

    /// Whether the audience sees exact counts of a grid. A community's workers see all grids it claims, one with a wrong code
    /// too.
    pub fn knows_grid(&self, audience: &Audience, grid: Row) -> bool {
        self.knows(audience, Node::Grid(grid))
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

    #[cfg(any(test, feature = "fixture"))]
    pub(crate) fn disclosure(&self) -> &Disclosure {
        &self.disclosure
    }

    fn rate(&self, audience: &Audience, node: Node, rule: RuleId) -> Option<u16> {
        self.verdicts.of(rule, SubjectKind::Household)?;
        let sum = |series| self.sums.at(node, series);
        let judged = Judged { covered: sum(Series::Covered(rule)), gaps: sum(Series::Gap(rule)) };
        if self.knows(audience, node) {
            return judged.exact_rate();
        }
        let is_open = |series| {
            let told = matches!(node, Node::Area(area) if self.would_tell(audience, area, series));
            self.disclosure.is_open(node, series) && !told
        };
        // What a rate tells together with its gaps.
        let open = [Series::Households, Series::Gap(rule), Series::Covered(rule)].into_iter().all(is_open);
        open.then(|| judged.public_rate()).flatten()
    }

    /// The sum over an area's grids whose verdict this audience is told; hidden where it would be of hidden ones.
    fn told(&self, audience: &Audience, area: Row, rule: RuleId, series: Series) -> Shown {
        let grids = self.disclosure.grids_in(area);
        let mut told = grids.into_iter().filter(|grid| self.judgement_grid(audience, *grid, rule).is_some());
        let sum = told.try_fold(0, |sum, grid| match self.shown_grid(audience, grid, series) {
            Shown::Exact(value) => Some(sum + value),
            Shown::Below(_) | Shown::Hidden => None,
        });
        sum.map_or(Shown::Hidden, Shown::Exact)
    }

    /// Whether the audience could subtract cells of its own from an area's sum and learn a withheld one.
    fn would_tell(&self, audience: &Audience, area: Row, series: Series) -> bool {
        let knows = |node| self.knows(audience, node);
        audience.has_exact_counts() && self.disclosure.would_tell(area, series, &knows)
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

/// The rule whose grid verdicts the series adds up.
fn of_verdict(series: Series) -> Option<RuleId> {
    match series {
        Series::GapGrids(rule) => Some(rule),
        Series::Gap(rule) | Series::GapPersons(rule) if disclosure::judges_whole_grids(rule) => Some(rule),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
