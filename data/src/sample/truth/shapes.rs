//! G3, G4, G5, G7, G8, G10, G12: what follows from how the mosaic was drawn and spoiled.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use spatial::places::GridKind;

use super::place::Standing;
use super::tables::{Table, gaps};
use super::{Truth, Verdict};
use crate::sample::files::people::footprint;
use crate::sample::ground::{Metres, Spot, area, distance, inside};
use crate::sample::register::{self, Register};
use crate::sample::service::Service;

/// G8's least compactness.
const COMPACT: f64 = 0.2;
/// G7's bounds: variation, and how many times the median.
const VARIATION: f64 = 0.25;
const TIMES_MEDIAN: f64 = 1.6;

pub(super) fn judge(register: &Register, truth: &Truth, service: &Service, rules: &mut Map<String, Value>) {
    let town = &register.town;
    let flaws = &register.mosaic.flaws;
    let grid = |index: usize| town.grids[index].code.clone();
    let of_grids = |wrong: &BTreeSet<usize>| gaps(wrong.iter().copied(), grid);
    let doubled: BTreeSet<usize> = flaws.doubled.iter().flatten().copied().collect();
    let unsound: BTreeSet<usize> =
        doubled.iter().map(|grid| town.grids[*grid].community).chain(flaws.bare.iter().copied()).collect();
    let area_code = |index: usize| town.areas[index].code.clone();
    rules.insert("G3".into(), json!({"grid": of_grids(&doubled), "area": gaps(unsound.into_iter(), area_code)}));
    rules.insert("G4".into(), json!({"grid": of_grids(&flaws.strays.iter().copied().collect())}));
    let cuts = cutting(register);
    rules.insert(
        "G5".into(),
        json!({
            "building": gaps(register.cut.iter().copied(), register::building_id),
            "grid": of_grids(&cuts),
        }),
    );
    rules.insert("G7".into(), json!({"area": unbalanced(register, truth).of(area_code)}));
    let compact: Vec<Verdict> = register.mosaic.shapes.iter().map(|shape| compactness(shape)).collect();
    rules.insert("G8".into(), json!({"grid": Table(compact).of(grid)}));
    rules.insert("G10".into(), json!({"grid": of_grids(&service.leaderless.iter().copied().collect())}));
    rules.insert("G12".into(), json!({"grid": of_grids(&flaws.bad_codes.iter().copied().collect())}));
}

/// The grids that hold a part of a planted building: those that claim one of the two blocks it stands on, and not both.
fn cutting(register: &Register) -> BTreeSet<usize> {
    let town = &register.town;
    let mut cutting = BTreeSet::new();
    for &building in &register.cut {
        let corners: Vec<Metres> = footprint(&register.houses[building]).into_iter().map(Spot::metres).collect();
        let stands = |block: &usize| corners.iter().any(|corner| inside(*corner, &town.blocks[*block].points));
        let under: Vec<usize> = (0..town.blocks.len()).filter(stands).collect();
        for (grid, claims) in register.mosaic.claims.iter().enumerate() {
            let held = under.iter().filter(|block| claims.contains(block)).count();
            if held > 0 && held < under.len() {
                cutting.insert(grid);
            }
        }
    }
    cutting
}

/// One part, and as compact as a shape may be.
fn compactness(shape: &[Vec<Vec<Spot>>]) -> Verdict {
    let [polygon] = shape else { return Verdict::Gap };
    let rings: Vec<Vec<Metres>> = polygon.iter().map(|ring| ring.iter().map(|spot| spot.metres()).collect()).collect();
    let m2: f64 = rings.iter().map(|ring| area(ring)).sum();
    let around = |ring: &Vec<Metres>| -> f64 {
        (0..ring.len()).map(|index| distance(ring[index], ring[(index + 1) % ring.len()])).sum()
    };
    let metres: f64 = rings.iter().map(around).sum();
    if 4.0 * std::f64::consts::PI * m2 / (metres * metres) < COMPACT { Verdict::Gap } else { Verdict::Covered }
}

/// Communities whose residential grids differ too much in households.
fn unbalanced(register: &Register, truth: &Truth) -> Table {
    let town = &register.town;
    let mut households = vec![0_u32; town.grids.len()];
    for (home, standing) in register.homes.iter().zip(&truth.homes) {
        if let (Standing::In(grid), None) = (standing, home.original) {
            households[*grid] += 1;
        }
    }
    let mut by_area: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for (index, grid) in town.grids.iter().enumerate().filter(|(_, grid)| grid.kind == GridKind::Residential) {
        by_area.entry(grid.community).or_default().push(f64::from(households[index]));
    }
    let mut verdicts = vec![Verdict::NotApplicable; town.areas.len()];
    for (area, mut counts) in by_area.into_iter().filter(|(_, counts)| counts.len() > 1) {
        counts.sort_by(f64::total_cmp);
        let (count, half) = (counts.len() as f64, counts.len() / 2);
        let median = if counts.len() % 2 == 1 { counts[half] } else { f64::midpoint(counts[half - 1], counts[half]) };
        let mean = counts.iter().sum::<f64>() / count;
        let variance = counts.iter().map(|households| (households - mean).powi(2)).sum::<f64>() / count;
        let even = variance.sqrt() <= VARIATION * mean && counts[counts.len() - 1] <= TIMES_MEDIAN * median;
        verdicts[area] = if even { Verdict::Covered } else { Verdict::Gap };
    }
    Table(verdicts)
}
