//! What binds a member: who has left, who is exempt, and links that have ended.

use std::collections::{BTreeMap, BTreeSet};

use spatial::places::{Exemption, Tenure};

use crate::sample::chance::Dice;
use crate::sample::people::life::days_ago;
use crate::sample::people::links::{CAP, Link};
use crate::sample::register::Register;

/// Columns of a member.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::sample) struct Tie {
    /// Days since the member left.
    pub(in crate::sample) left: Option<u16>,
    pub(in crate::sample) exemption: Option<Exemption>,
    /// The home of the hub household whose circle the member belongs to.
    pub(in crate::sample) hub: Option<usize>,
}

/// Who has left, and when: mostly long ago, some in the last weeks (no one near L5's 30 days), of a few nobody knows. Some
/// of those who may not be linked are infirm or away.
pub(super) fn ties(register: &Register, seed: u64) -> Vec<Tie> {
    let mut dice = Dice::new(seed, "who left");
    let tie = |member: &crate::sample::people::members::Member| {
        let left = match dice.weighted(&[0.78, 0.15, 0.07]) {
            0 => Some(45 + dice.below(500) as u16),
            1 => Some(3 + dice.below(20) as u16),
            _ => None,
        };
        let excused = if member.eligible == Some(true) { 0.004 } else { 0.25 };
        let exemption = if dice.chance(0.6) { Exemption::Infirm } else { Exemption::LongAbsent };
        Tie {
            left: left.filter(|_| !member.active),
            exemption: Some(exemption).filter(|_| dice.chance(excused) && member.active),
            hub: None,
        }
    };
    register.members.iter().map(tie).collect()
}

/// Links of members who left that somebody has closed: two in five, and all those of dwellings that are vacant or may be, so
/// that no orphan hangs on whether somebody lives there.
pub(super) fn ended(register: &Register, ties: &[Tie], seed: u64) -> BTreeMap<(usize, usize), u16> {
    let mut dice = Dice::new(seed, "ended links");
    let (mut ended, mut lost) = (BTreeMap::new(), BTreeSet::new());
    for link in register.links.iter().filter(|link| !register.members[link.member].active) {
        // Of two who left the same household one is closed, so that it is plain whom it lost.
        let closed = dice.chance(0.4) || !lost.insert(link.home);
        let doubtful = matches!(register.homes[link.home].tenure, None | Some(Tenure::Vacant));
        if closed || doubtful {
            let days = ties[link.member].left.unwrap_or(10).min(link.days);
            ended.insert((link.home, link.member), days);
        }
    }
    ended
}

/// A few members are given more households than L2 allows: some that others are linked to as well, so that L1 does not
/// change; the member had no room left before.
pub(in crate::sample) fn overload(register: &mut Register) {
    let mut links: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut linked: BTreeSet<usize> = BTreeSet::new();
    for link in &register.links {
        let member = &register.members[link.member];
        if member.active && member.eligible == Some(true) {
            links.entry(link.member).or_default().push(link.home);
            linked.insert(link.home);
        }
    }
    let busy: Vec<usize> = links.iter().filter(|(_, homes)| homes.len() >= CAP).map(|(member, _)| *member).collect();
    let few = register.members.len().div_ceil(1_500);
    let mut more = Vec::new();
    for (nth, &member) in busy.iter().step_by((busy.len() / few).max(1)).take(few).enumerate() {
        let own = &links[&member];
        let others = linked.iter().copied().filter(|home| *home > own[0] && !own.contains(home));
        more.extend(others.take(11 + nth % 5).map(|home| Link { home, member, days: 60 }));
    }
    register.links.extend(more);
    register.links.sort_unstable();
}

impl Tie {
    /// The day on which the member left.
    pub(in crate::sample) fn left_on(&self) -> Option<chrono::NaiveDate> {
        self.left.map(days_ago)
    }
}
