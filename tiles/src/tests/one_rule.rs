//! Layers that are told rule by rule, and where the circle says covered and the walk says not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use spatial::fixture::Records;
use spatial::gap_areas::GapAreas;
use spatial::rules::{self, RuleId, RuleSet, Verdict};
use spatial::snapshot::Row;
use spatial::{Audience, District};

use super::decoded::{Feature, Value};
use super::{audience, bare, decoded, tiles_of};
use crate::TileSource;

fn features(source: &TileSource, set: &str, zoom: u8, audience: &Audience) -> Vec<Feature> {
    let tiles = tiles_of(source, zoom).into_iter();
    tiles.flat_map(|coord| decoded(source, set, coord, audience)).flat_map(|layer| layer.features).collect()
}

fn text(feature: &Feature, key: &str) -> Option<String> {
    match feature.get(key) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

#[test]
fn the_set_of_one_rule_holds_its_blind_spots_at_every_zoom() {
    let source = bare();
    let district = source.district();
    let grids = || (0..district.snapshot.grids.code.len() as u32).map(Row);
    let mut soft_without_counts = 0;
    for audience in [Audience::Public, audience("worker")] {
        for rule in RuleId::ALL {
            let gap = |grid: &Row| {
                let judged = district.judgement_grid(&audience, *grid, rule)?;
                let code = district.snapshot.grids.code[grid.index()].to_string();
                (judged.verdict == Verdict::Gap).then(|| (code, judged.cause.unwrap().as_str().to_owned()))
            };
            let expected: BTreeMap<String, String> = grids().filter_map(|grid| gap(&grid)).collect();
            for zoom in [8, 11, 13, 16] {
                let points = features(&source, &format!("gap.{}", rule.as_str()), zoom, &audience).into_iter();
                let found = points.filter(Feature::is_point);
                let found = found.map(|at| (text(&at, "code").unwrap(), text(&at, rule.as_str()).unwrap()));
                assert_eq!(found.collect::<BTreeMap<_, _>>(), expected, "{rule:?} at zoom {zoom}");
            }
            let of_all =
                features(&source, "gap", 8, &audience).into_iter().filter(|one| one.get(rule.as_str()).is_some());
            soft_without_counts += usize::from(of_all.count() == 0 && !expected.is_empty());
        }
    }
    assert!(soft_without_counts > 0, "for want of which there are such sets");
}

#[test]
fn every_blind_spot_area_that_is_shown_has_one_point_with_what_may_be_told() {
    let source = bare();
    let areas = |rule| GapAreas::of(source.district(), rule).map_or_else(Vec::new, |found| found.areas);
    assert!(!areas(RuleId::S1).is_empty() && !areas(RuleId::L1).is_empty());
    for (set, rule) in [("gap_area", RuleId::S1), ("gap_area.S1", RuleId::S1), ("gap_area.L1", RuleId::L1)] {
        for audience in [Audience::Public, audience("worker"), audience("worker:990101001002")] {
            let shown = |area: &spatial::gap_areas::GapArea| {
                let shown = area.shown(source.district(), &audience)?;
                Some((area.id.clone(), shown.exact.then_some((area.persons, area.households.len() as u64))))
            };
            let expected: BTreeMap<_, _> = areas(rule).iter().filter_map(shown).collect();
            for zoom in 12..=16 {
                let found = features(&source, set, zoom, &audience);
                let outlined: BTreeSet<_> =
                    found.iter().filter(|one| !one.is_point()).map(|one| text(one, "id")).collect();
                assert_eq!(outlined.len(), expected.len(), "{set} at zoom {zoom}");
                let told = |at: &Feature| {
                    let numbers = at.get("persons").map(|_| (at.number("persons"), at.number("households")));
                    (text(at, "id").unwrap(), numbers)
                };
                let points: Vec<_> = found.iter().filter(|one| one.is_point()).map(told).collect();
                assert_eq!(points.len(), expected.len(), "one point each");
                assert_eq!(points.into_iter().collect::<BTreeMap<_, _>>(), expected, "{set} at zoom {zoom}");
            }
        }
    }
    assert!(features(&source, "gap_area", 11, &audience("worker")).is_empty());
}

/// The tiny district with a reach that some have in a straight line and not on foot.
fn circles() -> TileSource {
    let district = |reach_dm: u64| {
        let mut rules = RuleSet::default();
        rules.set(RuleId::S1, "reach_dm", reach_dm).unwrap();
        District::assess(Records::tiny().snapshot(), rules, None)
    };
    let most = (500..9_000).step_by(500).map(district).max_by_key(|district| rules::circle_only(district).len());
    TileSource::new(Arc::new(most.unwrap()))
}

#[test]
fn those_whom_only_the_circle_covers_are_counted_once_at_every_zoom() {
    let source = circles();
    let rows = rules::circle_only(source.district());
    let persons = rows.iter().map(|row| source.district().snapshot.households.persons[row.index()].unwrap_or(0));
    let expected = (rows.len() as u64, persons.map(u64::from).sum::<u64>());
    assert!(expected.0 > 0);
    for zoom in 8..=16 {
        let found = features(&source, "circle_only", zoom, &audience("worker"));
        let sum = |points: bool, key: &str| {
            found.iter().filter(|one| one.is_point() == points).map(|one| one.number(key)).sum::<u64>()
        };
        assert_eq!((sum(false, "households"), sum(false, "persons")), expected, "cells at zoom {zoom}");
        let of_points = if zoom < 14 { (0, 0) } else { expected };
        assert_eq!((sum(true, "count"), sum(true, "persons")), of_points, "points at zoom {zoom}");
        let planned = features(&source, "circle_only", zoom, &audience("planner"));
        assert_eq!(planned.iter().map(|one| one.number("households")).sum::<u64>(), expected.0, "zoom {zoom}");
        assert!(planned.iter().all(|one| !one.is_point()), "a planner sees no household");
    }
}

#[test]
fn the_public_sees_no_number_of_those_whom_only_the_circle_covers() {
    let source = circles();
    for zoom in 8..=16 {
        for cell in features(&source, "circle_only", zoom, &Audience::Public) {
            assert!(!cell.is_point() && cell.get("share").is_some(), "{cell:?}");
            assert!(["households", "persons", "id", "count"].iter().all(|key| cell.get(key).is_none()), "{cell:?}");
        }
    }
}
