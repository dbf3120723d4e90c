//! L1: who is linked, and why the others are not.

use std::collections::HashMap;

use spatial::places::Tenure;

use super::judge::Verdict;
use crate::sample::ground::{Metres, distance};
use crate::sample::people::homes::Home;
use crate::sample::people::links::CAP;
use crate::sample::register::Register;

/// L4: how far a member may live, metres.
pub(in crate::sample) const REACH_M: f64 = 500.0;

/// Why a household is not linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Cause {
    Capacity,
    Service,
    Data,
}

/// Members who could take one more household, by the square of 500 m they live in.
#[derive(Debug)]
pub(in crate::sample) struct Spare(HashMap<(i64, i64), Vec<(usize, Metres)>>);

impl Spare {
    pub(in crate::sample) fn new(register: &Register, homes_at: &[Option<Metres>]) -> Self {
        let mut count = vec![0_usize; register.members.len()];
        for link in &register.links {
            count[link.member] += 1;
        }
        let mut cells: HashMap<(i64, i64), Vec<(usize, Metres)>> = HashMap::new();
        for (index, member) in register.members.iter().enumerate() {
            let at = member.home.and_then(|home| homes_at[home]);
            if let (true, Some(true), Some(at)) = (member.active && count[index] < CAP, member.eligible, at) {
                cells.entry(cell(at)).or_default().push((index, at));
            }
        }
        Self(cells)
    }

    /// The nearest such member within some 510 m, and the distance.
    pub(in crate::sample) fn nearest(&self, at: Metres) -> Option<(usize, f64)> {
        let (x, y) = cell(at);
        (x - 2..=x + 2)
            .flat_map(|x| (y - 2..=y + 2).map(move |y| (x, y)))
            .filter_map(|cell| self.0.get(&cell))
            .flatten()
            .map(|(member, home)| (*member, distance(*home, at)))
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
    }
}

/// The verdict and cause of every household, as if all were lived in.
pub(super) fn links_of(register: &Register, homes_at: &[Option<Metres>]) -> Vec<(Verdict, Option<Cause>)> {
    let mut linked = vec![false; register.homes.len()];
    let mut perhaps = vec![false; register.homes.len()];
    for link in &register.links {
        let member = &register.members[link.member];
        linked[link.home] |= member.active && member.eligible == Some(true);
        perhaps[link.home] |= member.active && member.eligible.is_none();
    }
    let spare = Spare::new(register, homes_at);
    (0..register.homes.len())
        .map(|home| match (linked[home], perhaps[home], homes_at[home]) {
            (true, _, _) => (Verdict::Covered, None),
            (_, true, _) => (Verdict::Unknown, None),
            (_, _, None) => (Verdict::Gap, Some(Cause::Data)),
            (_, _, Some(at)) => {
                let near = spare.nearest(at).is_some_and(|(_, metres)| metres <= REACH_M);
                (Verdict::Gap, Some(if near { Cause::Service } else { Cause::Capacity }))
            }
        })
        .collect()
}

/// The households that L1 calls gaps and that live somewhere.
pub(super) fn waiting(register: &Register, homes_at: &[Option<Metres>]) -> Vec<usize> {
    let links = links_of(register, homes_at);
    let waits = |home: &usize| {
        let Home { tenure, original, .. } = &register.homes[*home];
        let lived_in = original.is_none() && !matches!(tenure, None | Some(Tenure::Vacant));
        lived_in && links[*home].0 == Verdict::Gap && homes_at[*home].is_some()
    };
    (0..register.homes.len()).filter(waits).collect()
}

fn cell(at: Metres) -> (i64, i64) {
    ((at[0] / REACH_M).floor() as i64, (at[1] / REACH_M).floor() as i64)
}
