//! What each grid counts.

use serde_json::{Map, Value, json};
use spatial::places::MemberKind;

use super::Truth;
use super::place::Standing;
use crate::sample::register::Register;

const SERIES: [&str; 10] = [
    "households",
    "persons",
    "persons_unknown",
    "members",
    "full_members",
    "eligible_members",
    "units",
    "organisations",
    "stations",
    "buildings",
];

/// Counts by grid code: households without duplicates, active members by home, the rest by their own position.
pub(super) fn of_grids(register: &Register, truth: &Truth) -> Value {
    let mut sums = vec![[0_u64; SERIES.len()]; register.town.grids.len()];
    let mut add = |standing: Standing, series: usize, count: u64| {
        if let Standing::In(grid) = standing {
            sums[grid][series] += count;
        }
    };
    for (home, standing) in register.homes.iter().zip(&truth.homes).filter(|(home, _)| home.original.is_none()) {
        add(*standing, 0, 1);
        add(*standing, 1, home.persons.map_or(0, u64::from));
        add(*standing, 2, u64::from(home.persons.is_none()));
    }
    for (member, standing) in register.members.iter().zip(&truth.members).filter(|(member, _)| member.active) {
        add(*standing, 3, 1);
        add(*standing, 4, u64::from(member.kind == Some(MemberKind::Full)));
        add(*standing, 5, u64::from(member.eligible == Some(true)));
    }
    for (series, standings) in
        [(6, &truth.units), (7, &truth.organisations), (8, &truth.stations), (9, &truth.buildings)]
    {
        for standing in standings {
            add(*standing, series, 1);
        }
    }
    let grids = register.town.grids.iter().zip(sums);
    let rows: Map<String, Value> = grids
        .map(|(grid, sums)| {
            let row: Map<String, Value> =
                SERIES.iter().zip(sums).map(|(name, sum)| ((*name).to_owned(), json!(sum))).collect();
            (grid.code.clone(), Value::Object(row))
        })
        .collect();
    Value::Object(rows)
}
