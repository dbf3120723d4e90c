//! A naive reference for L8: every pair of places is tried and written down, the nearest is linked first, and nothing is
//! ever handed on.

use std::collections::BTreeMap;

use spatial::District;
use spatial::flow::{Capacity, Standing, Terms};
use spatial::shape::{Point, distance2_mm2};
use spatial::snapshot::Row;

/// How many households the nearest-first rule links if every link is made anew; never more than
/// [`spatial::flow::Totals::linkable_anew`].
pub fn nearest_first(district: &District, capacity: &Capacity) -> u64 {
    let Terms { per_member, reach_mm } = capacity.basis.terms;
    let mut waiting = homes(district, capacity);
    let mut places = members(district, per_member);
    let reach_2 = i128::from(reach_mm) * i128::from(reach_mm);
    let mut pairs = Vec::new();
    for (home, (at, _)) in waiting.iter().enumerate() {
        for (member, (from, _)) in places.iter().enumerate() {
            let distance_2 = distance2_mm2(*at, *from);
            if distance_2 <= reach_2 {
                pairs.push((distance_2 as u64, home as u32, member as u32));
            }
        }
    }
    pairs.sort_unstable();
    let mut linked = 0;
    for (_, home, member) in pairs {
        let (home, member) = (&mut waiting[home as usize].1, &mut places[member as usize].1);
        let count = *(&*home).min(&*member);
        (*home, *member) = (*home - count, *member - count);
        linked += u64::from(count);
    }
    linked
}

/// Where households wait or are linked, and how many.
fn homes(district: &District, capacity: &Capacity) -> Vec<(Point, u32)> {
    let positions = (0..).map(Row).zip(&district.snapshot.households.position);
    let asks = |household| !matches!(capacity.standing(household), Standing::NotApplicable | Standing::Unknown);
    counted(positions.filter(|(household, _)| asks(*household)).filter_map(|(_, at)| Some(((*at)?, 1))))
}

/// Where eligible members live, and how many households they may take.
fn members(district: &District, per_member: u32) -> Vec<(Point, u32)> {
    let members = &district.snapshot.members;
    let eligible = members.active.iter().zip(&members.eligible).map(|(active, may)| *active && *may == Some(true));
    counted(eligible.zip(&members.position).filter_map(|(may, at)| Some(((*at).filter(|_| may)?, per_member))))
}

fn counted(points: impl Iterator<Item = (Point, u32)>) -> Vec<(Point, u32)> {
    let mut counts = BTreeMap::new();
    for (at, count) in points {
        *counts.entry(at).or_insert(0) += count;
    }
    counts.into_iter().collect()
}
