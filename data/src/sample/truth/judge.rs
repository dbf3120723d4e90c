//! Every rule over every subject.

use std::collections::HashMap;

use spatial::places::{GridKind, MemberKind, OrganisationKind, Tenure, VisitClass};

use super::links::{Cause, links_of};
use super::place::{Grids, Standing};
use super::walk::{Network, SNAP_M};
use crate::sample::ground::{Metres, Spot};
use crate::sample::register::Register;

/// A verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Verdict {
    Covered,
    Gap,
    Unknown,
    NotApplicable,
}

impl Verdict {
    /// The word in `truth.json`.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Gap => "gap",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// The verdicts, by row.
#[derive(Debug, Default)]
pub(in crate::sample) struct Truth {
    pub(in crate::sample) homes_at: Vec<Option<Metres>>,
    pub(in crate::sample) homes: Vec<Standing>,
    pub(in crate::sample) members: Vec<Standing>,
    pub(in crate::sample) buildings: Vec<Standing>,
    pub(in crate::sample) units: Vec<Standing>,
    pub(in crate::sample) stations: Vec<Standing>,
    pub(in crate::sample) organisations: Vec<Standing>,
    pub(in crate::sample) g1: Vec<Verdict>,
    pub(in crate::sample) o1_units: Vec<Verdict>,
    pub(in crate::sample) o1_grids: Vec<Verdict>,
    pub(in crate::sample) o10: Vec<Verdict>,
    pub(in crate::sample) l1: Vec<Verdict>,
    pub(in crate::sample) l1_causes: Vec<Option<Cause>>,
    pub(in crate::sample) s1: Vec<Verdict>,
    pub(in crate::sample) v1: Vec<Verdict>,
    pub(in crate::sample) l1_grids: Vec<Verdict>,
    pub(in crate::sample) s1_grids: Vec<Verdict>,
    pub(in crate::sample) v1_grids: Vec<Verdict>,
}

/// Where a home stands after import: its own believed coordinates, else the middle of its building.
pub(in crate::sample) fn home_at(register: &Register, home: usize) -> Option<Metres> {
    let home = &register.homes[home];
    if home.shifted {
        return None;
    }
    home.spot.map(Spot::metres).or_else(|| home.building.map(|building| register.labels[building]))
}

impl Truth {
    /// Judges the register with its stations open.
    pub(in crate::sample) fn of(register: &Register, grids: &Grids, network: &Network) -> Self {
        let mut truth = Self::placed(register, grids);
        truth.judge_homes(register, network);
        truth.judge_grids(register);
        truth
    }

    fn placed(register: &Register, grids: &Grids) -> Self {
        let mut known: HashMap<[u64; 2], Standing> = HashMap::new();
        let mut standing = |at: Option<Metres>| {
            at.map_or(Standing::NoPosition, |at| {
                *known.entry(at.map(f64::to_bits)).or_insert_with(|| grids.standing(at))
            })
        };
        let homes_at: Vec<Option<Metres>> = (0..register.homes.len()).map(|home| home_at(register, home)).collect();
        let homes: Vec<Standing> = homes_at
            .iter()
            .zip(&register.homes)
            .map(|(at, home)| if home.shifted { Standing::Unverified } else { standing(*at) })
            .collect();
        let at_home = |home: Option<usize>| home.map_or(Standing::NoPosition, |home| homes[home]);
        Self {
            members: register.members.iter().map(|member| at_home(member.home)).collect(),
            buildings: register.labels.iter().map(|at| standing(Some(*at))).collect(),
            units: register.units.iter().map(|unit| standing(unit.spot.map(Spot::metres))).collect(),
            stations: register.stations.iter().map(|station| standing(station.spot.map(Spot::metres))).collect(),
            organisations: register.organisations.iter().map(|body| standing(body.spot.map(Spot::metres))).collect(),
            homes_at,
            homes,
            ..Self::default()
        }
    }

    fn judge_homes(&mut self, register: &Register, network: &Network) {
        let links = links_of(register, &self.homes_at);
        let mut walked: HashMap<[u64; 2], Verdict> = HashMap::new();
        for (index, home) in register.homes.iter().enumerate() {
            let vacant = home.original.is_some() || home.tenure == Some(Tenure::Vacant);
            let judged = |verdict: Verdict| match (vacant, verdict) {
                (true, _) => Verdict::NotApplicable,
                // A dwelling of which nobody knows whether it is lived in may be vacant.
                (false, Verdict::Gap) if home.tenure.is_none() => Verdict::Unknown,
                (false, verdict) => verdict,
            };
            let s1 = self.homes_at[index].map_or(Verdict::Unknown, |at| {
                *walked.entry(at.map(f64::to_bits)).or_insert_with(|| on_foot(network, at))
            });
            self.s1.push(judged(s1));
            self.v1.push(judged(visited(home.class, home.visited)));
            let (verdict, cause) = links[index];
            let verdict = judged(verdict);
            self.l1.push(verdict);
            self.l1_causes.push(cause.filter(|_| verdict == Verdict::Gap));
        }
    }

    fn judge_grids(&mut self, register: &Register) {
        let count = register.town.grids.len();
        let mut households = vec![0_u32; count];
        for (standing, home) in self.homes.iter().zip(&register.homes) {
            if let (Standing::In(grid), None) = (standing, home.original) {
                households[*grid] += 1;
            }
        }
        self.g1 = (0..count)
            .map(|grid| match register.town.grids[grid].kind {
                GridKind::Residential if (300..=500).contains(&households[grid]) => Verdict::Covered,
                GridKind::Residential => Verdict::Gap,
                _ => Verdict::NotApplicable,
            })
            .collect();
        self.l1_grids = self.rolled(register, &self.l1, 400);
        self.s1_grids = self.rolled(register, &self.s1, 100);
        self.v1_grids = self.rolled(register, &self.v1, 250);
        self.organisations_due(register);
    }

    /// A grid's verdict from its households': more than a tenth unknown is unknown, more gaps than tolerated is a gap.
    pub(super) fn rolled(&self, register: &Register, verdicts: &[Verdict], tolerated_permille: u32) -> Vec<Verdict> {
        let mut counts = vec![[0_u32; 3]; register.town.grids.len()];
        for (home, verdict) in verdicts.iter().enumerate() {
            if let Standing::In(grid) = self.homes[home] {
                match verdict {
                    Verdict::Covered => counts[grid][0] += 1,
                    Verdict::Gap => counts[grid][1] += 1,
                    Verdict::Unknown => counts[grid][2] += 1,
                    Verdict::NotApplicable => {}
                }
            }
        }
        let judge = |[covered, gap, unknown]: [u32; 3]| match covered + gap + unknown {
            0 => Verdict::NotApplicable,
            all if unknown * 1000 > 100 * all => Verdict::Unknown,
            _ if gap * 1000 > tolerated_permille * (covered + gap) => Verdict::Gap,
            _ => Verdict::Covered,
        };
        counts.into_iter().map(judge).collect()
    }

    fn organisations_due(&mut self, register: &Register) {
        let count = register.town.grids.len();
        let (mut at_work, mut at_home) = (vec![[0_u32; 2]; register.units.len()], vec![[0_u32; 2]; count]);
        for (index, member) in register.members.iter().enumerate().filter(|(_, member)| member.active) {
            let column = match member.kind {
                Some(MemberKind::Full) => 0,
                None => 1,
                Some(MemberKind::Probationary) => continue,
            };
            if let Some(unit) = member.unit {
                at_work[unit][column] += 1;
            }
            if let Standing::In(grid) = self.members[index] {
                at_home[grid][column] += 1;
            }
        }
        let (mut unit_served, mut grid_served, mut branch) =
            (vec![false; register.units.len()], vec![false; count], vec![false; count]);
        for body in &register.organisations {
            body.units.iter().for_each(|unit| unit_served[*unit] = true);
            for &grid in &body.grids {
                grid_served[grid] = true;
                branch[grid] |= matches!(body.kind, OrganisationKind::Branch | OrganisationKind::Group);
            }
        }
        let due = |[full, blank]: [u32; 2], served: bool| match (full >= 3, served) {
            (true, true) => Verdict::Covered,
            (true, false) => Verdict::Gap,
            (false, false) if full + blank >= 3 => Verdict::Unknown,
            _ => Verdict::NotApplicable,
        };
        let units = register.units.iter().enumerate();
        self.o1_units = units
            .map(|(unit, of)| if of.operating { due(at_work[unit], unit_served[unit]) } else { Verdict::NotApplicable })
            .collect();
        self.o1_grids = (0..count).map(|grid| due(at_home[grid], grid_served[grid])).collect();
        for (unit, standing) in self.units.iter().enumerate() {
            if let Standing::In(grid) = *standing {
                self.o1_grids[grid] = worse(self.o1_grids[grid], self.o1_units[unit]);
            }
        }
        self.o10 = branch.into_iter().map(|served| if served { Verdict::Covered } else { Verdict::Gap }).collect();
    }
}

/// Gap before unknown before covered before not applicable.
pub(super) fn worse(a: Verdict, b: Verdict) -> Verdict {
    let rank = |verdict: Verdict| match verdict {
        Verdict::Gap => 3,
        Verdict::Unknown => 2,
        Verdict::Covered => 1,
        Verdict::NotApplicable => 0,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// S1 of a point.
pub(in crate::sample) fn on_foot(network: &Network, at: Metres) -> Verdict {
    match network.walks(at).first() {
        Some(walk) if walk.snap <= SNAP_M && (walk.whole * 10.0).round() <= 10_000.0 => Verdict::Covered,
        Some(walk) if walk.snap <= SNAP_M => Verdict::Gap,
        _ => Verdict::Unknown,
    }
}

fn visited(class: Option<VisitClass>, age: Option<u16>) -> Verdict {
    let Some(age) = age else { return Verdict::Gap };
    match class {
        Some(VisitClass::Ordinary) if age <= 183 => Verdict::Covered,
        Some(VisitClass::MoreOften) | None if age <= 31 => Verdict::Covered,
        None if age <= 183 => Verdict::Unknown,
        _ => Verdict::Gap,
    }
}
