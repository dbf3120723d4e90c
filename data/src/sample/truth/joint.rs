//! O2: who has too few full members and stands alone, and the joint branches that units could make with their neighbours.

use serde_json::{Value, json};
use spatial::places::{CompoundKind, MemberKind};

use super::judge::worse;
use super::place::Standing;
use super::tables::Table;
use super::{Truth, Verdict};
use crate::sample::chance::Dice;
use crate::sample::ground::{Metres, Spot, distance, inside};
use crate::sample::register::{self, Register};

/// O2: a branch has so many full members, and its people live or work so near one another.
const ENOUGH: u32 = 3;
const REACH_M: f64 = 500.0;
const MARGIN_M: f64 = 5.0;
/// Two neighbours are told apart by more than this.
const APART_M: f64 = 0.01;
const ROUNDS: usize = 60;

/// Units that could stand together.
#[derive(Debug)]
struct Group {
    /// The one it was made for first, then by distance.
    units: Vec<usize>,
    members: u32,
    farthest_m: f64,
}

/// Somebody who stands alone.
#[derive(Clone, Copy, Debug)]
struct Lone {
    unit: usize,
    at: Metres,
    full: u32,
    /// The park or office building.
    wall: Option<usize>,
}

/// Moves units about in their buildings until no group hangs on 500 m or on which of two neighbours is nearer; where nothing
/// helps, nobody knows where the unit is.
pub(in crate::sample) fn clear(register: &mut Register, seed: u64) {
    let mut dice = Dice::new(seed, "moved units");
    for round in 0..ROUNDS {
        let doubtful = groups(&lone(register)).1;
        for unit in &doubtful {
            let house = register.units[*unit].building.filter(|_| round + 4 < ROUNDS);
            let spot = house.map(|house| {
                let plan = register.houses[house].plan;
                Spot::near(plan.point(dice.between(-0.8, 0.8), dice.between(-0.8, 0.8)))
            });
            let unit = &mut register.units[*unit];
            (unit.building, unit.spot) = (house, spot);
        }
        if doubtful.is_empty() {
            return;
        }
    }
}

/// O2 of units and grids, and the groups.
pub(super) fn judge(register: &Register, truth: &Truth) -> Value {
    let units = units(register);
    let mut grids = grids(register, truth);
    for (verdict, standing) in units.iter().zip(&truth.units) {
        if let Standing::In(grid) = *standing {
            grids[grid] = worse(grids[grid], *verdict);
        }
    }
    let groups = groups(&lone(register)).0.into_iter().map(|group| {
        let ids: Vec<String> = group.units.iter().map(|unit| register::unit_id(*unit)).collect();
        json!({"units": ids, "members": group.members, "farthest_m": group.farthest_m})
    });
    json!({
        "unit": Table(units).of(register::unit_id),
        "grid": Table(grids).of(|index| register.town.grids[index].code.clone()),
        "groups": groups.collect::<Vec<Value>>(),
    })
}

fn verdict([full, blank]: [u32; 2], served: bool) -> Verdict {
    match (full, blank, served) {
        (ENOUGH.., _, _) | (0, 0, _) | (0, _, true) => Verdict::NotApplicable,
        (_, _, true) => Verdict::Covered,
        (0, ..) => Verdict::Unknown,
        _ if full + blank >= ENOUGH => Verdict::Unknown,
        _ => Verdict::Gap,
    }
}

fn units(register: &Register) -> Vec<Verdict> {
    let mut served = vec![false; register.units.len()];
    register.organisations.iter().flat_map(|body| &body.units).for_each(|unit| served[*unit] = true);
    let judge = |(unit, strength): (usize, [u32; 2])| {
        if register.units[unit].operating { verdict(strength, served[unit]) } else { Verdict::NotApplicable }
    };
    strengths(register).into_iter().enumerate().map(judge).collect()
}

/// Full members and those whose kind is blank, by the unit they work in.
fn strengths(register: &Register) -> Vec<[u32; 2]> {
    let mut strengths = vec![[0, 0]; register.units.len()];
    for member in register.members.iter().filter(|member| member.active) {
        if let Some(unit) = member.unit {
            add(&mut strengths[unit], member.kind);
        }
    }
    strengths
}

fn add(strength: &mut [u32; 2], kind: Option<MemberKind>) {
    match kind {
        Some(MemberKind::Full) => strength[0] += 1,
        None => strength[1] += 1,
        Some(MemberKind::Probationary) => {}
    }
}

fn grids(register: &Register, truth: &Truth) -> Vec<Verdict> {
    let count = register.town.grids.len();
    let (mut strengths, mut served) = (vec![[0, 0]; count], vec![false; count]);
    for (member, standing) in register.members.iter().zip(&truth.members).filter(|(member, _)| member.active) {
        if let Standing::In(grid) = *standing {
            add(&mut strengths[grid], member.kind);
        }
    }
    register.organisations.iter().flat_map(|body| &body.grids).for_each(|grid| served[*grid] = true);
    strengths.into_iter().zip(served).map(|(strength, served)| verdict(strength, served)).collect()
}

fn lone(register: &Register) -> Vec<Lone> {
    let strengths = strengths(register);
    let walls = Walls::new(register);
    let gaps = units(register).into_iter().enumerate().filter(|(_, verdict)| *verdict == Verdict::Gap);
    gaps.filter_map(|(unit, _)| {
        let at = register.units[unit].spot?.metres();
        Some(Lone { unit, at, full: strengths[unit][0], wall: walls.around(at) })
    })
    .collect()
}

/// The groups in the order of those they are made for, and the units on whose place one of them hangs.
fn groups(lone: &[Lone]) -> (Vec<Group>, Vec<usize>) {
    let mut free: Vec<&Lone> = lone.iter().collect();
    let (mut groups, mut doubtful) = (Vec::new(), Vec::new());
    for first in lone {
        if !free.iter().any(|other| other.unit == first.unit) {
            continue;
        }
        let same_wall = |other: &&&Lone| first.wall.is_some() && other.wall == first.wall;
        let near = |other: &&&Lone| distance(other.at, first.at) <= REACH_M + MARGIN_M;
        let behind_wall = nearest(first, free.iter().filter(same_wall).copied());
        let behind_wall = behind_wall.filled.then_some(behind_wall);
        let found = behind_wall.unwrap_or_else(|| {
            let mut found = nearest(first, free.iter().filter(near).copied());
            if let Some(last) = found.together.last().filter(|_| found.filled && found.farthest_m > REACH_M - MARGIN_M)
            {
                found.doubtful.push(last.unit);
                found.filled = found.farthest_m <= REACH_M;
            }
            found
        });
        doubtful.extend(found.doubtful);
        if found.filled {
            let units: Vec<usize> = found.together.iter().map(|one| one.unit).collect();
            free.retain(|one| !units.contains(&one.unit));
            let members = found.together.iter().map(|one| one.full).sum();
            groups.push(Group { units, members, farthest_m: found.farthest_m });
        }
    }
    (groups, doubtful)
}

/// Whom somebody takes.
struct Taken {
    together: Vec<Lone>,
    farthest_m: f64,
    /// Whether they are enough together.
    filled: bool,
    /// Those who are as near as the one before them.
    doubtful: Vec<usize>,
}

/// Takes others, the nearest first, until three full members are together.
fn nearest<'a>(first: &Lone, others: impl Iterator<Item = &'a Lone>) -> Taken {
    let mut others: Vec<(f64, &Lone)> =
        others.filter(|other| other.unit != first.unit).map(|other| (distance(other.at, first.at), other)).collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.unit.cmp(&b.1.unit)));
    let mut found = Taken { together: vec![*first], farthest_m: 0.0, filled: false, doubtful: Vec::new() };
    let mut full = first.full;
    for (nth, (metres, other)) in others.iter().enumerate() {
        if nth > 0 && metres - others[nth - 1].0 < APART_M {
            found.doubtful.push(other.unit);
        }
        if found.filled {
            break;
        }
        full += other.full;
        found.together.push(**other);
        found.farthest_m = *metres;
        found.filled = full >= ENOUGH;
    }
    found
}

/// Walls with the boxes around them.
struct Walls<'a> {
    register: &'a Register,
    boxes: Vec<[Metres; 2]>,
}

impl<'a> Walls<'a> {
    fn new(register: &'a Register) -> Self {
        let around = |wall: &crate::sample::service::Wall| {
            let corners = wall.shape.iter().flatten().flatten().map(|spot| spot.metres());
            corners.fold([[f64::MAX; 2], [f64::MIN; 2]], |[low, high], at| {
                [[low[0].min(at[0]), low[1].min(at[1])], [high[0].max(at[0]), high[1].max(at[1])]]
            })
        };
        Self { register, boxes: register.walls.iter().map(around).collect() }
    }

    /// The park or office building around a point; a residential compound that is listed before it hides it.
    fn around(&self, at: Metres) -> Option<usize> {
        let boxed = |[low, high]: &[Metres; 2]| (0..2).all(|axis| (low[axis]..=high[axis]).contains(&at[axis]));
        let holds = |index: &usize| {
            let rings = self.register.walls[*index].shape.iter().flatten();
            let rings = rings.map(|ring| ring.iter().map(|spot| spot.metres()).collect::<Vec<Metres>>());
            rings.filter(|ring| inside(at, ring)).count() % 2 == 1
        };
        let first = (0..self.boxes.len()).filter(|index| boxed(&self.boxes[*index])).find(holds)?;
        (self.register.walls[first].kind != CompoundKind::Compound).then_some(first)
    }
}
