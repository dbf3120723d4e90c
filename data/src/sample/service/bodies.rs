//! Columns of organisations and units: terms, committees, work coverage; and who has checked in where.

use std::collections::BTreeSet;

use spatial::places::{OrganisationKind, WorkCoverage};

use crate::sample::chance::Dice;
use crate::sample::register::Register;
use crate::sample::truth::Truth;
use crate::sample::truth::place::Standing;

/// Columns of an organisation.
#[derive(Clone, Copy, Debug)]
pub(in crate::sample) struct Term {
    /// Days since the election.
    pub(in crate::sample) elected: Option<u16>,
    pub(in crate::sample) years: Option<u8>,
    pub(in crate::sample) committee: Option<bool>,
}

/// Columns of a unit.
#[derive(Clone, Copy, Debug)]
pub(in crate::sample) struct Work {
    pub(in crate::sample) fixed: Option<bool>,
    pub(in crate::sample) carried: WorkCoverage,
}

/// A row of the check-ins' list.
#[derive(Clone, Copy, Debug)]
pub(in crate::sample) struct CheckIn {
    pub(in crate::sample) who: Who,
    /// An index of the areas.
    pub(in crate::sample) community: usize,
    pub(in crate::sample) days: u16,
}

/// Who checks in, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sample) enum Who {
    Organisation(usize),
    Member(usize),
}

/// The years of a term by kind, where the list leaves it blank.
pub(in crate::sample) fn usual_years(kind: OrganisationKind) -> u8 {
    if kind == OrganisationKind::Committee { 5 } else { 3 }
}

/// Elections: about 5 % overdue, none within a month of the end of its term.
pub(super) fn terms(register: &Register, seed: u64) -> Vec<Term> {
    let mut dice = Dice::new(seed, "terms");
    let term = |body: &crate::sample::people::organisations::Organisation| {
        let years = usual_years(body.kind);
        let end = f64::from(years) * 365.25;
        let days =
            if dice.chance(0.05) { dice.between(end + 40.0, end + 900.0) } else { dice.between(30.0, end - 40.0) };
        let committee = [Some(true), Some(false), None][dice.weighted(&[0.8, 0.13, 0.07])];
        Term {
            elected: Some(days as u16).filter(|_| !dice.chance(0.02)),
            years: Some(years).filter(|_| dice.chance(0.3)),
            committee: committee.filter(|_| body.kind == OrganisationKind::Branch),
        }
    };
    register.organisations.iter().map(term).collect()
}

/// Premises, and what carries party work into a unit.
pub(super) fn work(register: &Register, seed: u64) -> Vec<Work> {
    let mut dice = Dice::new(seed, "work coverage");
    let mut told = |share: f64| match dice.unit() {
        unit if unit < share => Some(true),
        unit if unit < 0.97 => Some(false),
        _ => None,
    };
    register
        .units
        .iter()
        .map(|_| Work {
            fixed: told(0.8),
            carried: WorkCoverage {
                instructor: told(0.4),
                liaison: told(0.3),
                union: told(0.25),
                youth_league: told(0.15),
            },
        })
        .collect()
}

/// Four in five check in where they should. Members on a border do not: it is not said which community is theirs.
pub(super) fn check_ins(register: &Register, truth: &Truth, seed: u64) -> Vec<CheckIn> {
    let mut dice = Dice::new(seed, "check-ins");
    let on_border: BTreeSet<usize> = register.planted.on_border.iter().copied().collect();
    let mut check_ins = Vec::new();
    let mut check_in = |who, community, dice: &mut Dice| {
        let days = 5 + dice.below(600) as u16;
        if dice.chance(0.8) {
            check_ins.push(CheckIn { who, community, days });
        }
    };
    for (index, body) in register.organisations.iter().enumerate() {
        if let Some(&unit) = body.units.first() {
            check_in(Who::Organisation(index), community_of_unit(register, truth, unit), &mut dice);
        }
    }
    for (index, member) in register.members.iter().enumerate().filter(|(_, member)| member.unit.is_some()) {
        if let Some(home) = member.home.filter(|home| !on_border.contains(home)) {
            check_in(Who::Member(index), community_of_home(register, truth, home), &mut dice);
        }
    }
    check_ins
}

/// The community that counts a unit: of the grid it stands in, else the one that lists it.
pub(in crate::sample) fn community_of_unit(register: &Register, truth: &Truth, unit: usize) -> usize {
    counted(register, truth.units[unit], register.units[unit].community)
}

/// The community that counts a home.
pub(in crate::sample) fn community_of_home(register: &Register, truth: &Truth, home: usize) -> usize {
    counted(register, truth.homes[home], register.homes[home].community)
}

fn counted(register: &Register, standing: Standing, listed: usize) -> usize {
    match standing {
        Standing::In(grid) => register.town.grids[grid].community,
        _ => listed,
    }
}
