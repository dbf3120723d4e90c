//! A better choice of k sites, where single swaps find none.
//!
//! Sites compete like discs that are packed: a better packing often has every disc moved a little, and no single move is uphill. So
//! again and again one site closes, and of all that could stand in its place the one opens that adds most together with a
//! temptation, as dice fall, which grows less from step to step. At the end it is none. The best choice on the way is kept.

use super::instance::Instance;
use super::tally::{FINE, Tally};
use crate::siting::dice::Dice;

/// The first temptation, as a share of what a site of the choice covers on average: smaller, and the first hill is the last;
/// larger, and most steps lead nowhere.
const FIRST_PERCENT: u64 = 15;
/// And never less than so much weight: where every row weighs the same, sites differ by one or two rows.
const FIRST_LEAST: u64 = 2;

/// Looks for a choice among `sites` (ascending, those of `open` among them) that covers more than `open` does, for about as long
/// as it takes to look at so many pairs of a site and a row, and swaps it among all sites at the end; the weight that it covers,
/// and its sites.
pub(super) fn anneal(instance: &Instance, sites: &[u32], open: &[u32], pairs: u64, dice: &mut Dice) -> (u64, Vec<u32>) {
    let among = instance.among(sites);
    let steps = pairs / pairs_of_step(&among);
    let number = |site: &u32| sites.binary_search(site).ok().map(|number| number as u32);
    let mut tally = Tally::with(&among, &open.iter().filter_map(number).collect::<Vec<_>>());
    let mut best = (tally.covered(), tally.sites().to_vec());
    let average = tally.covered() / tally.sites().len().max(1) as u64;
    let first = (average * FIRST_PERCENT / 100).max(FIRST_LEAST) * FINE;
    for step in 0..steps {
        let temptation = (u128::from(first) * u128::from(steps - step) / u128::from(steps)) as u64;
        tally.close(dice.below(tally.sites().len()));
        let Some(site) = tally.tempting(temptation, dice) else { break };
        tally.open(site);
        if tally.covered() > best.0 {
            best = (tally.covered(), tally.sites().to_vec());
        }
    }
    let best: Vec<u32> = best.1.iter().map(|number| sites[*number as usize]).collect();
    let mut tally = Tally::with(instance, &best);
    tally.swap();
    (tally.covered(), tally.sites().to_vec())
}

/// A step closes and opens a site: each of its rows is told to every site that reaches it, and then all are compared.
fn pairs_of_step(among: &Instance) -> u64 {
    let (pairs, sites) = (among.by_site.pairs() as u64, among.by_site.sites() as u64);
    2 * (pairs / sites.max(1)) * (pairs / among.weights.len().max(1) as u64) + sites + 1
}
