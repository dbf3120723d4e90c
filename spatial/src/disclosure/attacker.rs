//! Somebody who reads all that an audience is shown (sums, rates, verdicts, at every level) and combines it: subtracts across
//! levels, and one series from another. Every question is asked through the doors that tile and API ask through.

use proptest::prelude::*;

use super::feasible::{Range, UNBOUNDED, feasible};
use super::joint::{add_up, narrow};
use super::*;
use crate::audience::{Areas, Audience};
use crate::fixture::{COMMUNITIES, Records, at, code, date};
use crate::places::Tenure;
use crate::rules::{Judgement, RuleSet, Verdict, g1, s1};
use crate::{District, Row};

/// The rules that judge households, and what the grid tolerates of gaps.
fn household_rules(rules: &RuleSet) -> [(RuleId, i64); 3] {
    [RuleId::L1, RuleId::S1, RuleId::V1].map(|rule| {
        let parameters = rules.info(rule).parameters.into_iter();
        let tolerance = parameters.filter(|(name, _)| *name == "grid_permille").map(|(_, value)| i64::from(value));
        (rule, tolerance.sum())
    })
}

struct Attacker<'a> {
    district: &'a District,
    audience: &'a Audience,
    /// Whether verdicts are read too.
    verdicts: bool,
}

/// What is known of every node.
type Known = Vec<Range>;

/// What is known of the households of one rule.
struct Split {
    rule: RuleId,
    gap: Known,
    covered: Known,
    /// Households that are no gap.
    not_gap: Known,
    /// Households that are neither gap nor covered.
    rest: Known,
    gap_persons: Known,
    /// Residents of households that are no gap.
    other_persons: Known,
}

struct Picture {
    households: Known,
    persons: Known,
    members: Known,
    splits: Vec<Split>,
}

impl Picture {
    fn published(&self) -> Vec<&Known> {
        let splits = self.splits.iter().flat_map(|split| [&split.gap, &split.gap_persons]);
        [&self.households, &self.persons, &self.members].into_iter().chain(splits).collect()
    }

    fn all(&mut self) -> Vec<&mut Known> {
        let splits = self.splits.iter_mut().flat_map(|split| {
            let Split { gap, covered, not_gap, rest, gap_persons, other_persons, .. } = split;
            [gap, covered, not_gap, rest, gap_persons, other_persons]
        });
        [&mut self.households, &mut self.persons, &mut self.members].into_iter().chain(splits).collect()
    }
}

impl Attacker<'_> {
    fn tree(&self) -> &Tree {
        &self.district.disclosure().tree
    }

    fn nodes(&self) -> impl Iterator<Item = (usize, Node)> + '_ {
        (0..self.tree().len()).map(|node| (node, self.tree().kind(node)))
    }

    fn values(&self, series: Series) -> Vec<u64> {
        self.tree().values(&self.district.sums, series)
    }

    fn knows(&self, node: usize) -> bool {
        self.district.knows(self.audience, self.tree().kind(node))
    }

    /// One series as it is shown.
    fn read(&self, series: Series) -> Known {
        let values = self.values(series);
        let range = |(node, kind)| {
            let shown = match kind {
                Node::Area(area) => self.district.shown_area(self.audience, area, series),
                Node::Grid(grid) => self.district.shown_grid(self.audience, grid, series),
                // Nobody publishes it; to think that it is told where it is not withheld makes the attacker stronger.
                Node::Own(area) if self.knows(self.tree().own(area.index())) => Shown::Exact(values[node]),
                Node::Own(_) => self.district.disclosure().shown(node, values[node], series),
            };
            match shown {
                Shown::Exact(value) => (value as i64, value as i64),
                Shown::Below(bound) => (1, bound as i64 - 1),
                Shown::Hidden => (0, UNBOUNDED),
            }
        };
        self.nodes().map(range).collect()
    }

    /// The covered households as the rates tell them to whoever sees the gaps.
    fn covered(&self, rule: RuleId, gap: &Known) -> Known {
        let values = self.values(Series::Covered(rule));
        let range = |(node, kind)| {
            let rate = match kind {
                _ if self.knows(node) => return (values[node] as i64, values[node] as i64),
                Node::Area(area) => self.district.rate_area(self.audience, area, rule),
                Node::Grid(grid) => self.district.rate_grid(self.audience, grid, rule),
                Node::Own(_) => None,
            };
            let (Some(rate), (gap, true)) = (rate, (gap[node].0, gap[node].0 == gap[node].1)) else {
                return (0, UNBOUNDED);
            };
            if gap == 0 {
                return (1, UNBOUNDED);
            }
            let fits = |covered: &i64| (covered * 200 + covered + gap) / (2 * (covered + gap)) * 10 == i64::from(rate);
            let mut fitting = (0..gap * 200).filter(fits);
            let low = fitting.next().expect("some count has the rate");
            (low, fitting.next_back().unwrap_or(low))
        };
        self.nodes().map(range).collect()
    }

    fn look(&self) -> Picture {
        let splits = household_rules(&self.district.rules).map(|(rule, _)| {
            let gap = self.read(Series::Gap(rule));
            let unknown = || vec![(0, UNBOUNDED); self.tree().len()];
            let covered = self.covered(rule, &gap);
            let gap_persons = self.read(Series::GapPersons(rule));
            Split { rule, gap, covered, not_gap: unknown(), rest: unknown(), gap_persons, other_persons: unknown() }
        });
        Picture {
            households: self.read(Series::Households),
            persons: self.read(Series::Persons),
            members: self.read(Series::Members),
            splits: splits.into(),
        }
    }

    /// Everything that follows from all that is shown.
    fn conclude(&self) -> Picture {
        let mut picture = self.look();
        for _ in 0..40 {
            for known in picture.all() {
                *known = feasible(self.tree(), known);
            }
            for node in 0..self.tree().len() {
                self.combine(&mut picture, node);
            }
        }
        picture
    }

    /// What the series say of each other at one node.
    fn combine(&self, picture: &mut Picture, node: usize) {
        let (households, persons) = (&mut picture.households[node], &mut picture.persons[node]);
        for split in &mut picture.splits {
            add_up(households, &mut split.gap[node], &mut split.not_gap[node]);
            add_up(&mut split.not_gap[node], &mut split.covered[node], &mut split.rest[node]);
            add_up(persons, &mut split.gap_persons[node], &mut split.other_persons[node]);
            if let (Some(judgement), true) = (self.told(node, split.rule), self.verdicts) {
                let permille =
                    household_rules(&self.district.rules).iter().find(|(rule, _)| *rule == split.rule).unwrap().1;
                bounded(judgement, permille, &mut split.gap[node], &mut split.covered[node]);
            }
        }
        if let (Some(judgement), true) = (self.told(node, RuleId::G1), self.verdicts) {
            let (low, high) =
                (i64::from(self.district.rules.value(&g1::MIN)), i64::from(self.district.rules.value(&g1::MAX)));
            match judgement.verdict {
                Verdict::Covered => narrow(households, (low, high)),
                Verdict::Gap if households.0 >= low => narrow(households, (high + 1, UNBOUNDED)),
                Verdict::Gap if households.1 <= high => narrow(households, (0, low - 1)),
                _ => {}
            }
        }
    }

    fn told(&self, node: usize, rule: RuleId) -> Option<Judgement> {
        let Node::Grid(grid) = self.tree().kind(node) else { return None };
        self.district.judgement_grid(self.audience, grid, rule)
    }
}

/// What a grid's verdict says of its gap and covered households.
fn bounded(judgement: Judgement, permille: i64, gap: &mut Range, covered: &mut Range) {
    match judgement.verdict {
        Verdict::NotApplicable => {
            narrow(gap, (0, 0));
            narrow(covered, (0, 0));
        }
        // gap · 1000 ≤ permille · (covered + gap)
        Verdict::Covered => {
            let least = (gap.0 * (1000 - permille) + permille - 1) / permille;
            narrow(covered, (least, UNBOUNDED));
            narrow(gap, (0, covered.1 * permille / (1000 - permille)));
        }
        Verdict::Gap => {
            narrow(gap, (1, UNBOUNDED));
            narrow(covered, (0, gap.1 * (1000 - permille) / permille));
        }
        Verdict::Unknown => {}
    }
}

/// A tiny district with its households and members anywhere in it, some of them gone, never visited, vacant or blank.
#[derive(Clone, Debug)]
struct Plan {
    moves: Vec<(usize, f64, f64)>,
    lives: Vec<(usize, usize)>,
    dropped: usize,
    /// Near the sizes of these grids, so that G1 says something.
    g1_min: u32,
}

fn plan() -> impl Strategy<Value = Plan> {
    let moves = prop::collection::vec((0_usize..60, -600.0..600.0, -600.0..600.0), 0..60);
    let lives = prop::collection::vec((0_usize..60, 0_usize..4), 0..60);
    let parts = (moves, lives, 0_usize..55, 5_u32..20);
    parts.prop_map(|(moves, lives, dropped, g1_min)| Plan { moves, lives, dropped, g1_min })
}

impl Plan {
    fn district(&self) -> District {
        let mut records = Records::tiny();
        for (household, x, y) in &self.moves {
            records.households[*household].position = Some(at(*x, *y));
        }
        for (household, life) in &self.lives {
            let household = &mut records.households[*household];
            match life {
                0 => household.last_visit = None,
                1 => household.tenure = Some(Tenure::Vacant),
                2 => household.tenure = None,
                _ => household.last_visit = Some(date(2025, 1, 1)),
            }
        }
        records.households.drain(..self.dropped);
        let band = RuleSet::default().with(&g1::MIN, self.g1_min).with(&g1::MAX, self.g1_min + 12);
        let rules = band.with(&s1::REACH, 4_000);
        District::assess(records.snapshot(), rules, None)
    }
}

fn audience() -> impl Strategy<Value = Audience> {
    let worker = Audience::Worker(Areas::Listed(vec![code(COMMUNITIES[0])]));
    let planner = Audience::Planner(Areas::Listed(vec![code(COMMUNITIES[1]), code("990101777")]));
    prop::sample::select(vec![Audience::Public, Audience::Display, worker, planner])
}

proptest! {
    #[test]
    fn nobody_learns_of_a_few_from_all_that_is_shown_together(plan in plan(), audience in audience()) {
        let district = plan.district();
        let attacker = Attacker { district: &district, audience: &audience, verdicts: true };
        let picture = attacker.conclude();
        let knows = |node| district.knows(&audience, node);
        let own = |node: usize| attacker.knows(node) || district.disclosure().knows_within(node, &knows);
        let few = |name: &str, known: &Known, values: Vec<u64>, skip: &dyn Fn(usize) -> bool| {
            for (node, (range, value)) in known.iter().zip(values).enumerate() {
                prop_assert!(range.0 <= value as i64 && value as i64 <= range.1, "{name}: {value} is not in {range:?}");
                prop_assert!(own(node) || skip(node) || !is_small(value) || range.0 < range.1, "{name}: {value} at {:?} is told to {audience}", attacker.tree().kind(node));
            }
            Ok(())
        };
        // Where every part's gaps are told, what is left in all is what the households alone tell.
        let by_households = |split: &Split, node: usize| {
            let parts = attacker.tree().children(node);
            !parts.is_empty() && parts.iter().all(|part| split.gap[*part].0 == split.gap[*part].1)
        };
        few("households", &picture.households, attacker.values(Series::Households), &|_| false)?;
        few("members", &picture.members, attacker.values(Series::Members), &|_| false)?;
        for split in &picture.splits {
            let [households, gap, covered] = [Series::Households, Series::Gap(split.rule), Series::Covered(split.rule)]
                .map(|series| attacker.values(series));
            let less = |a: &[u64], b: &[u64]| a.iter().zip(b).map(|(a, b)| a - b).collect::<Vec<_>>();
            let not_gap = less(&households, &gap);
            let skip = |node| by_households(split, node);
            few("gap", &split.gap, gap, &|_| false)?;
            few("rest", &split.rest, less(&not_gap, &covered), &skip)?;
            few("covered", &split.covered, covered, &skip)?;
            few("not gap", &split.not_gap, not_gap, &skip)?;
        }
    }

    #[test]
    fn no_verdict_narrows_a_count(plan in plan(), audience in audience()) {
        let district = plan.district();
        let [with, without] = [true, false]
            .map(|verdicts| Attacker { district: &district, audience: &audience, verdicts }.conclude());
        for (with, without) in with.published().into_iter().zip(without.published()) {
            prop_assert_eq!(with, without);
        }
    }

    #[test]
    fn sums_of_verdicts_add_up_what_is_told_of_each_grid(plan in plan(), audience in audience()) {
        let district = plan.district();
        let areas = (0..district.snapshot.areas.code.len() as u32).map(Row);
        for (area, rule) in areas.flat_map(|area| RuleId::ALL.map(|rule| (area, rule))) {
            if district.knows(&audience, Node::Area(area)) {
                continue;
            }
            let grids = district.disclosure().grids_in(area).into_iter();
            let gaps: Vec<_> = grids.filter(|grid| {
                let judgement = district.judgement_grid(&audience, *grid, rule);
                judgement.is_some_and(|judgement| judgement.verdict == Verdict::Gap)
            }).collect();
            let shown = |series| district.shown_area(&audience, area, series);
            prop_assert_eq!(shown(Series::GapGrids(rule)), Shown::Exact(gaps.len() as u64), "{:?}", rule);
            if judges_whole_grids(rule) {
                for series in [Series::Gap(rule), Series::GapPersons(rule)] {
                    let parts = gaps.iter().map(|grid| match district.shown_grid(&audience, *grid, series) {
                        Shown::Exact(value) => Some(value),
                        _ => None,
                    });
                    let sum = parts.sum::<Option<u64>>().map_or(Shown::Hidden, Shown::Exact);
                    prop_assert_eq!(shown(series), sum, "{:?}", series);
                }
            }
        }
    }

    #[test]
    fn no_verdict_tells_of_a_few_full_members(plan in plan(), audience in audience()) {
        let district = plan.district();
        for grid in (0..4).map(Row).filter(|grid| !district.knows_grid(&audience, *grid)) {
            if is_small(district.sums.grid(grid, Series::FullMembers)) {
                prop_assert_eq!(district.judgement_grid(&audience, grid, RuleId::O1), None);
            }
        }
    }
}
