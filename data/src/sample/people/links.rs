//! Links of members to households: the nearest households first, ten to a member.

use std::collections::HashMap;

use spatial::places::Tenure;

use super::homes::Home;
use super::members::Member;
use crate::sample::chance::Dice;
use crate::sample::ground::{Metres, distance};

/// A row of the links' list: a home, a member, and days since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sample) struct Link {
    pub(in crate::sample) home: usize,
    pub(in crate::sample) member: usize,
    pub(in crate::sample) days: u16,
}

/// Households one member is linked to.
pub(in crate::sample) const CAP: usize = 10;
const CELL_M: f64 = 200.0;

/// Links every member who may be linked; `at` is where each home stands.
pub(in crate::sample) fn link(homes: &[Home], at: &[Metres], members: &[Member], seed: u64) -> Vec<Link> {
    let mut dice = Dice::new(seed, "links");
    let mut free: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    for (index, home) in homes.iter().enumerate() {
        if home.original.is_none() && (home.tenure != Some(Tenure::Vacant) || dice.chance(0.2)) {
            free.entry(cell(at[index])).or_default().push(index);
        }
    }
    let mut order: Vec<(usize, usize)> = (0..members.len())
        .filter(|m| may(&members[*m], &mut dice))
        .filter_map(|m| Some((m, members[m].home?)))
        .collect();
    dice.shuffle(&mut order);
    let mut linker = Linker { at, free, count: vec![0; members.len()], links: Vec::new(), dice };
    // First everybody's close neighbours; who has far to go for the rest comes after them.
    for (reach, share) in [(1, 6), (2, CAP), (7, CAP), (14, CAP)] {
        for &(member, home) in &order {
            linker.nearest(member, home, reach, share);
        }
    }
    linker.links.sort_unstable();
    linker.links
}

fn may(member: &Member, dice: &mut Dice) -> bool {
    match member.eligible {
        Some(true) => !dice.chance(0.002),
        Some(false) => false,
        None => dice.chance(0.3),
    }
}

fn cell(at: Metres) -> (i64, i64) {
    ((at[0] / CELL_M).floor() as i64, (at[1] / CELL_M).floor() as i64)
}

struct Linker<'a> {
    at: &'a [Metres],
    free: HashMap<(i64, i64), Vec<usize>>,
    count: Vec<usize>,
    links: Vec<Link>,
    dice: Dice,
}

impl Linker<'_> {
    /// Brings a member to `share` households among the free ones within `reach` cells.
    fn nearest(&mut self, member: usize, home: usize, reach: i64, share: usize) {
        let mut want = share.saturating_sub(self.count[member]);
        let here = self.at[home];
        let (x, y) = cell(here);
        // Ring by ring, so that a full neighbourhood costs little.
        for ring in 0..=reach {
            if want == 0 {
                return;
            }
            let cells: Vec<(i64, i64)> = (-ring..=ring)
                .flat_map(|dx| (-ring..=ring).map(move |dy| (dx, dy)))
                .filter(|(dx, dy)| dx.abs().max(dy.abs()) == ring)
                .map(|(dx, dy)| (x + dx, y + dy))
                .collect();
            let mut near: Vec<(u64, usize, (i64, i64))> = Vec::new();
            for cell in cells {
                let homes = self.free.get(&cell).into_iter().flatten();
                near.extend(homes.map(|other| ((distance(self.at[*other], here) * 10.0) as u64, *other, cell)));
            }
            near.sort_unstable();
            near.truncate(want);
            want -= near.len();
            for (_, other, cell) in near {
                if let Some(homes) = self.free.get_mut(&cell) {
                    homes.retain(|home| *home != other);
                }
                self.count[member] += 1;
                let days = 20 + self.dice.below(900) as u16;
                self.links.push(Link { home: other, member, days });
            }
        }
    }
}
