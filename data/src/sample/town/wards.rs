//! Blocks become grids, grids communities, communities streets: recursive bisection of connected sets of blocks, cut where
//! arterials, then streets, then lanes run.

use std::collections::{BTreeMap, BTreeSet};

use crate::sample::chance::apportion;
use crate::sample::ground::{Metres, plus};

/// Something that is divided: its weight, its middle and its neighbours.
#[derive(Clone, Debug, Default)]
pub(super) struct Atom {
    pub(super) weight: f64,
    pub(super) at: Metres,
    pub(super) near: BTreeSet<usize>,
}

/// Atoms made of the blocks that carry the same label; the blocks of each.
pub(super) fn merged(blocks: &[Atom], among: &[usize], label: impl Fn(usize) -> u32) -> (Vec<Atom>, Vec<Vec<usize>>) {
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for &block in among {
        members.entry(label(block)).or_default().push(block);
    }
    let groups: Vec<Vec<usize>> = members.into_values().collect();
    let group_of: BTreeMap<usize, usize> =
        groups.iter().enumerate().flat_map(|(group, blocks)| blocks.iter().map(move |block| (*block, group))).collect();
    let atoms = groups
        .iter()
        .enumerate()
        .map(|(group, members)| {
            let weight: f64 = members.iter().map(|block| blocks[*block].weight).sum();
            let sum = members.iter().fold([0.0, 0.0], |sum, block| plus(sum, blocks[*block].weight, blocks[*block].at));
            let near = members.iter().flat_map(|block| &blocks[*block].near);
            let near = near.filter_map(|block| group_of.get(block)).copied().filter(|other| *other != group).collect();
            Atom { weight, at: [sum[0] / weight, sum[1] / weight], near }
        })
        .collect();
    (atoms, groups)
}

/// Divides the atoms into `parts` connected sets whose weights are about in proportion; fewer sets only when there are
/// fewer atoms.
pub(super) fn divided(atoms: &[Atom], among: Vec<usize>, parts: usize, turn: f64) -> Vec<Vec<usize>> {
    if parts < 2 || among.len() < 2 {
        return vec![among];
    }
    let left_parts = parts / 2;
    let (mut one, mut two) = best_cut(atoms, &among, left_parts, parts, turn);
    for _ in 0..3 {
        reunite(atoms, &mut one, &mut two);
        reunite(atoms, &mut two, &mut one);
    }
    let total = weight(atoms, &one) + weight(atoms, &two);
    let share = (parts as f64 * weight(atoms, &one) / total).round() as usize;
    let most = (parts - 1).min(one.len());
    let least = parts.saturating_sub(two.len()).max(1);
    let for_one = share.clamp(least.min(most), most);
    let mut all = divided(atoms, one, for_one, turn);
    all.extend(divided(atoms, two, parts - for_one, turn));
    all
}

/// The cut, of four directions, that leaves the fewest neighbours on different sides.
fn best_cut(atoms: &[Atom], among: &[usize], left_parts: usize, parts: usize, turn: f64) -> (Vec<usize>, Vec<usize>) {
    let total = weight(atoms, among);
    let cut = |angle: f64| {
        let direction = [(turn + angle).cos(), (turn + angle).sin()];
        let mut order = among.to_vec();
        let reach = |atom: usize| atoms[atom].at[0] * direction[0] + atoms[atom].at[1] * direction[1];
        order.sort_by(|a, b| reach(*a).total_cmp(&reach(*b)).then(a.cmp(b)));
        let (mut sum, mut count) = (0.0, 0);
        while count < order.len() - 1
            && (count == 0 || sum + atoms[order[count]].weight / 2.0 < total * left_parts as f64 / parts as f64)
        {
            sum += atoms[order[count]].weight;
            count += 1;
        }
        let two = order.split_off(count);
        (order, two)
    };
    let parted = |(one, two): &(Vec<usize>, Vec<usize>)| {
        let other: BTreeSet<usize> = two.iter().copied().collect();
        one.iter().flat_map(|atom| &atoms[*atom].near).filter(|near| other.contains(near)).count()
    };
    let quarter = std::f64::consts::FRAC_PI_2;
    let (across, up) = (cut(0.0), cut(quarter));
    if parted(&up) < parted(&across) { up } else { across }
}

/// Gives the pieces of `one` that do not touch its largest piece to `two`.
fn reunite(atoms: &[Atom], one: &mut Vec<usize>, two: &mut Vec<usize>) {
    let mut left: BTreeSet<usize> = one.iter().copied().collect();
    let mut pieces: Vec<Vec<usize>> = Vec::new();
    while let Some(start) = left.pop_first() {
        let mut piece = vec![start];
        let mut next = 0;
        while next < piece.len() {
            for near in &atoms[piece[next]].near {
                if left.remove(near) {
                    piece.push(*near);
                }
            }
            next += 1;
        }
        pieces.push(piece);
    }
    pieces.sort_by(|a, b| weight(atoms, b).total_cmp(&weight(atoms, a)));
    *one = pieces.remove(0);
    for piece in pieces {
        two.extend(piece);
    }
}

/// The weights' sum.
pub(super) fn weight(atoms: &[Atom], among: &[usize]) -> f64 {
    among.iter().map(|atom| atoms[*atom].weight).sum()
}

/// How many parts each set gets, by weight, at least one and at most what it has.
pub(super) fn shares(atoms: &[Atom], sets: &[Vec<usize>], parts: usize) -> Vec<usize> {
    let weights: Vec<f64> = sets.iter().map(|set| weight(atoms, set)).collect();
    apportion(parts, &weights, 1)
}

/// Numbers places as the codes do: west to east, then north to south. Gives the order of the given middles.
pub(super) fn reading_order(middles: &[Metres]) -> Vec<usize> {
    let bands = (middles.len() as f64).sqrt().round().max(1.0);
    let (low, high) =
        middles.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at[1]), high.max(at[1])));
    let band = |at: Metres| (((high - at[1]) / (high - low).max(1.0) * bands) as usize).min(bands as usize - 1);
    let mut order: Vec<usize> = (0..middles.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (middles[*a], middles[*b]);
        band(a).cmp(&band(b)).then(a[0].total_cmp(&b[0])).then(a[1].total_cmp(&b[1]))
    });
    order
}
