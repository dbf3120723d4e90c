//! What rules report without a verdict: O6 and O8c of units, V3 of visits. And O8a, which is judged where somebody turns it on.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use spatial::places::{Tenure, UnitKind, VisitClass};

use super::judge::worse;
use super::place::Standing;
use super::tables::{Table, words};
use super::{Truth, Verdict};
use crate::sample::people::homes::Home;
use crate::sample::register::{self, Register};
use crate::sample::service::{Service, community_of_unit};

/// O8a: from so many staff a member, from so many an organisation.
const MEMBER_STAFF: u32 = 50;
const ORGANISATION_STAFF: u32 = 100;

/// O6 by area: how many private enterprises are in scope, served, and perhaps in scope.
pub(super) fn coverage(register: &Register, truth: &Truth, service: &Service) -> Value {
    let served = served(register);
    let areas = register.town.areas.iter().map(|area| {
        let (mut in_scope, mut with_one, mut unknown) = (0_u64, 0_u64, 0_u64);
        for (index, unit) in register.units.iter().enumerate() {
            let community = community_of_unit(register, truth, index);
            let here = register.town.areas[community].code.starts_with(area.code.as_str());
            if unit.kind != UnitKind::PrivateEnterprise || !here {
                continue;
            }
            match scope(register, service, index) {
                "in" => (in_scope, with_one) = (in_scope + 1, with_one + u64::from(served[index])),
                "unknown" => unknown += 1,
                _ => {}
            }
        }
        let mut facts = json!({"in_scope": in_scope, "served": with_one, "scope_unknown": unknown});
        if let Some(permille) = (with_one * 1000).checked_div(in_scope) {
            facts["rate_permille"] = json!(permille);
        }
        (area.code.clone(), facts)
    });
    areas.collect::<Map<String, Value>>().into()
}

/// O8c of every unit.
pub(super) fn scopes(register: &Register, service: &Service) -> Value {
    let scopes = (0..register.units.len()).map(|unit| scope(register, service, unit));
    words(scopes, register::unit_id)
}

fn scope(register: &Register, service: &Service, index: usize) -> &'static str {
    let unit = &register.units[index];
    let least = match unit.kind {
        UnitKind::PrivateEnterprise => 10,
        UnitKind::SocialOrganisation => 30,
        _ => return "out",
    };
    let told = [Some(unit.operating), service.work[index].fixed, unit.staff.map(|staff| staff >= least)];
    match told {
        [Some(true), Some(true), Some(true)] => "in",
        _ if told.contains(&Some(false)) => "out",
        _ => "unknown",
    }
}

/// Whether any organisation serves each unit.
fn served(register: &Register) -> Vec<bool> {
    let mut served = vec![false; register.units.len()];
    register.organisations.iter().flat_map(|body| &body.units).for_each(|unit| served[*unit] = true);
    served
}

/// O8a of units and grids.
pub(super) fn large_units(register: &Register, truth: &Truth) -> Value {
    let served = served(register);
    let mut with_member = vec![false; register.units.len()];
    for unit in register.members.iter().filter(|member| member.active).filter_map(|member| member.unit) {
        with_member[unit] = true;
    }
    let judge = |index: usize| match register.units[index].staff {
        _ if !register.units[index].operating => Verdict::NotApplicable,
        None if served[index] => Verdict::NotApplicable,
        None => Verdict::Unknown,
        Some(staff) if staff < MEMBER_STAFF => Verdict::NotApplicable,
        Some(staff) if staff < ORGANISATION_STAFF && with_member[index] => Verdict::Covered,
        Some(staff) if staff >= ORGANISATION_STAFF && served[index] => Verdict::Covered,
        Some(_) => Verdict::Gap,
    };
    let units: Vec<Verdict> = (0..register.units.len()).map(judge).collect();
    let grids = by_grid(register, truth, &units);
    let grid = |index: usize| register.town.grids[index].code.clone();
    json!({"unit": Table(units).of(register::unit_id), "grid": Table(grids).of(grid)})
}

/// Each grid as bad as the worst unit in it.
fn by_grid(register: &Register, truth: &Truth, units: &[Verdict]) -> Vec<Verdict> {
    let mut grids = vec![Verdict::NotApplicable; register.town.grids.len()];
    for (verdict, standing) in units.iter().zip(&truth.units) {
        if let Standing::In(grid) = *standing {
            grids[grid] = worse(grids[grid], *verdict);
        }
    }
    grids
}

/// V3 of every household.
pub(super) fn statuses(register: &Register) -> Value {
    words(register.homes.iter().map(status), register::household_id)
}

/// V3 of every grid: how many of its households, those that are surely vacant apart, stand how.
pub(super) fn statuses_of_grids(register: &Register, truth: &Truth) -> Value {
    let mut counts: Vec<BTreeMap<&str, u64>> = vec![BTreeMap::new(); register.town.grids.len()];
    for (home, standing) in register.homes.iter().zip(&truth.homes) {
        if let (Standing::In(grid), None, false) = (standing, home.original, home.tenure == Some(Tenure::Vacant)) {
            *counts[*grid].entry(status(home)).or_default() += 1;
        }
    }
    let rows = register.town.grids.iter().zip(counts).map(|(grid, counts)| {
        let of = |word: &str| counts.get(word).copied().unwrap_or(0);
        let told = json!({"never": of("never"), "on_track": of("on_track"), "due_soon": of("due_soon"),
            "overdue": of("overdue")});
        (grid.code.clone(), told)
    });
    rows.collect::<Map<String, Value>>().into()
}

fn status(home: &Home) -> &'static str {
    let Some(age) = home.visited.map(u32::from) else { return "never" };
    let window = match home.class {
        Some(VisitClass::Ordinary) => 183,
        Some(VisitClass::MoreOften) => 31,
        None => return "none",
    };
    match age {
        age if age > window => "overdue",
        age if age * 1000 >= window * 800 => "due_soon",
        _ => "on_track",
    }
}
