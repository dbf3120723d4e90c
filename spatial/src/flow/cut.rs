//! The canonical minimum cut: which homes are short of members whatever one does.

use super::assignment::{Assignment, Counts};
use super::remaining::Remaining;

/// The sink side of the minimum cut that has the fewest homes on that side, in its connected parts.
///
/// A home is short when some maximum assignment leaves one of its households waiting: exactly then an alternating path leads
/// from it to a home that waits in the assignment at hand. This set is the same for every maximum assignment (the
/// Dulmage–Mendelsohn decomposition). All members near it serve it alone and have no place left, so that in each part by
/// Hall's theorem `households − places` households must wait; at every other home every maximum assignment serves all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// Of each home: the part it is in; `None` where it is not short.
    pub(super) part: Vec<Option<u32>>,
    /// The parts, in the order of their first home.
    pub(super) parts: Vec<Part>,
}

/// Homes that compete for the same members, and fewer places than households.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// Households at its homes.
    pub(super) households: u64,
    /// Members with a place who are near one of its homes.
    pub(super) members: u64,
    /// Their places.
    pub(super) places: u64,
}

impl Cut {
    /// The cut of a maximum assignment of `counts`.
    pub(super) fn of(assignment: &Assignment, counts: &Counts) -> Self {
        let Counts { households, members: heads, places } = counts;
        let short = short_homes(assignment, places);
        let mut cut = Self { part: vec![None; households.len()], parts: Vec::new() };
        let graph = assignment.graph;
        let mut homes = Remaining::those(households.len(), |home| short[home as usize]);
        let mut members = Remaining::those(places.len(), |member| places[member as usize] > 0);
        let mut first = homes.first(0);
        while (first as usize) < households.len() {
            homes.remove(first);
            let (mut part, mut queue) = (Part::default(), vec![first]);
            while let Some(home) = queue.pop() {
                cut.part[home as usize] = Some(cut.parts.len() as u32);
                part.households += u64::from(households[home as usize]);
                graph.take_members(graph.homes.get(home), &mut members, |member| {
                    part.members += u64::from(heads[member as usize]);
                    part.places += u64::from(places[member as usize]);
                    graph.take_homes(member, &mut homes, |home| queue.push(home));
                });
            }
            cut.parts.push(part);
            first = homes.first(first);
        }
        cut
    }
}

/// The homes from which an alternating path leads to one where a household waits.
fn short_homes(assignment: &Assignment, places: &[u32]) -> Vec<bool> {
    let Assignment { graph, waiting, .. } = assignment;
    let served = served(assignment, places.len());
    let mut short: Vec<bool> = waiting.iter().map(|waiting| *waiting > 0).collect();
    let mut queue: Vec<u32> = (0..short.len() as u32).filter(|home| short[*home as usize]).collect();
    let mut members = Remaining::those(places.len(), |member| places[member as usize] > 0);
    while let Some(home) = queue.pop() {
        graph.take_members(graph.homes.get(home), &mut members, |member| {
            for home in &served[member as usize] {
                if !std::mem::replace(&mut short[*home as usize], true) {
                    queue.push(*home);
                }
            }
        });
    }
    short
}

/// Of each member spot, the homes it serves.
fn served(assignment: &Assignment, members: usize) -> Vec<Vec<u32>> {
    let mut served = vec![Vec::new(); members];
    for (home, taken) in assignment.taken.iter().enumerate() {
        for taken in taken {
            served[taken.member as usize].push(home as u32);
        }
    }
    served
}
