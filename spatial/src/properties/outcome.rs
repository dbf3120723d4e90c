use std::collections::{BTreeMap, BTreeSet};

use super::rename::Names;
use crate::District;
use crate::flow::{self, Standing, Totals};
use crate::gap_areas::GapAreas;
use crate::rules::{Judgement, RuleId, SubjectKind};
use crate::shape::Shape;
use crate::siting::{Ask, Effort, Left, People, SiteKind, plan};
use crate::snapshot::{IdColumn, Row};
use crate::sums::Series;

/// Everything that is said of a district, by names and not by rows.
pub(super) struct Outcome {
    verdicts: BTreeMap<(RuleId, &'static str, String), Judgement>,
    /// By code of grid or area.
    sums: BTreeMap<(String, Series), u64>,
    standings: BTreeMap<String, Standing>,
    totals: Totals,
    areas: BTreeMap<String, Area>,
    sites: Vec<Sites>,
}

#[derive(Debug, PartialEq)]
struct Area {
    outline: Shape,
    households: BTreeSet<String>,
    persons: u64,
    overdue: Option<u64>,
}

/// The answer to where next, people only: which of two members at one place is named hangs on ids.
#[derive(Debug, PartialEq)]
struct Sites {
    before: People,
    adds: Vec<People>,
    upper_bound: Vec<u64>,
    proven: bool,
    left: Left,
}

impl Outcome {
    pub(super) fn of(district: &District, names: &Names) -> Self {
        let capacity = flow::assess(district);
        let households = ids(district, SubjectKind::Household, names);
        let standing = |(row, id): (u32, &String)| (id.clone(), capacity.standing(Row(row)));
        Self {
            verdicts: verdicts(district, names),
            sums: sums(district),
            standings: (0..).zip(&households).map(standing).collect(),
            totals: capacity.totals,
            areas: [RuleId::S1, RuleId::L1].into_iter().flat_map(|rule| areas(district, rule, &households)).collect(),
            sites: [SiteKind::Station, SiteKind::Hub].map(|kind| sites(district, kind)).into(),
        }
    }

    /// Without what counts or judges buildings.
    pub(super) fn but_buildings(mut self) -> Self {
        self.verdicts.retain(|(_, kind, _), _| *kind != SubjectKind::Building.as_str());
        self.sums.retain(|(_, series), _| *series != Series::Buildings);
        self
    }

    /// Compared part by part, so that a difference can be read.
    pub(super) fn agrees(&self, other: &Self) {
        same(&self.verdicts, &other.verdicts);
        same(&self.sums, &other.sums);
        same(&self.standings, &other.standings);
        assert_eq!(self.totals, other.totals);
        same(&self.areas, &other.areas);
        assert_eq!(self.sites, other.sites);
    }
}

fn same<K: Ord + std::fmt::Debug, V: PartialEq + std::fmt::Debug>(one: &BTreeMap<K, V>, other: &BTreeMap<K, V>) {
    assert!(one.keys().eq(other.keys()), "{:?} are not {:?}", one.keys(), other.keys());
    let differing: Vec<_> = one.iter().zip(other.values()).filter(|((_, a), b)| a != b).take(5).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

/// The new names of all subjects of a kind, by row.
fn ids(district: &District, kind: SubjectKind, names: &Names) -> Vec<String> {
    let snapshot = &district.snapshot;
    let packed = |column: &IdColumn| (0..column.len() as u32).map(|row| column.get(Row(row)).to_owned()).collect();
    let ids: Vec<String> = match kind {
        SubjectKind::Grid => snapshot.grids.code.iter().map(ToString::to_string).collect(),
        SubjectKind::Area => snapshot.areas.code.iter().map(ToString::to_string).collect(),
        SubjectKind::Household => packed(&snapshot.households.id),
        SubjectKind::Member => packed(&snapshot.members.id),
        SubjectKind::Request => packed(&snapshot.requests.id),
        SubjectKind::Building => snapshot.buildings.id.iter().map(ToString::to_string).collect(),
        SubjectKind::Unit => snapshot.units.id.iter().map(ToString::to_string).collect(),
        SubjectKind::Station => snapshot.stations.id.iter().map(ToString::to_string).collect(),
        SubjectKind::Organisation => snapshot.organisations.id.iter().map(ToString::to_string).collect(),
    };
    ids.iter().map(|id| names.get(id).to_owned()).collect()
}

fn verdicts(district: &District, names: &Names) -> BTreeMap<(RuleId, &'static str, String), Judgement> {
    let mut verdicts = BTreeMap::new();
    for kind in SubjectKind::ALL {
        let ids = ids(district, kind, names);
        for rule in RuleId::ALL {
            let judged = district.verdicts.of(rule, kind).unwrap_or_default();
            verdicts
                .extend(ids.iter().zip(judged).map(|(id, judgement)| ((rule, kind.as_str(), id.clone()), *judgement)));
        }
    }
    verdicts
}

fn sums(district: &District) -> BTreeMap<(String, Series), u64> {
    let mut sums = BTreeMap::new();
    for series in Series::all() {
        for (row, code) in (0..).map(Row).zip(&district.snapshot.grids.code) {
            sums.insert((code.to_string(), series), district.sums.grid(row, series));
        }
        for (row, code) in (0..).map(Row).zip(&district.snapshot.areas.code) {
            sums.insert((code.to_string(), series), district.sums.area(row, series));
        }
    }
    sums
}

fn areas(district: &District, rule: RuleId, households: &[String]) -> Vec<(String, Area)> {
    let found = GapAreas::of(district, rule).unwrap();
    let named = |rows: &[Row]| rows.iter().map(|row| households[row.index()].clone()).collect::<BTreeSet<_>>();
    let scattered = Area { outline: Shape::new(), households: named(&found.scattered), persons: 0, overdue: None };
    let area = |area: &crate::gap_areas::GapArea| {
        let (outline, persons, overdue) = (area.outline.clone(), area.persons, area.overdue);
        (area.id.clone(), Area { outline, households: named(&area.households), persons, overdue })
    };
    let scattered = (format!("{} scattered", rule.as_str()), scattered);
    found.areas.iter().map(area).chain([scattered]).collect()
}

fn sites(district: &District, kind: SiteKind) -> Sites {
    let plan = plan(district, &Ask { kind, k: 3, within_dm: 2_500, area: None }, Effort::default());
    Sites {
        before: plan.before,
        adds: plan.sites.iter().map(|site| site.adds).collect(),
        upper_bound: plan.upper_bound,
        proven: plan.proven,
        left: plan.left,
    }
}
