//! A better choice of k sites, where single swaps find none.
//!
//! Sites compete like discs that are packed: a better packing often has every disc moved a little, and no single move is uphill. So
//! again and again one site closes, and of all that could stand in its place the one opens that adds most together with a
//! temptation, as dice fall, which grows less from step to step. At the end it is none. The best choice on the way is kept.

use super::instance::Instance;
use super::tally::Tally;
use crate::siting::dice::Dice;

/// The first temptation, as a share of what a site of the choice covers on average: smaller, and the first hill is the last;
/// larger, and most steps lead nowhere.
const FIRST_PERCENT: u64 = 15;

/// Looks for a choice among `sites` that covers more than `open` does, and swaps it among all sites at the end; the weight that
/// it covers, and its sites.
pub(super) fn anneal(instance: &Instance, sites: &[u32], open: &[u32], steps: u64, dice: &mut Dice) -> (u64, Vec<u32>) {
    let among = instance.among(sites);
    let number = |site: &u32| sites.binary_search(site).ok().map(|number| number as u32);
    let mut tally = Tally::with(&among, &open.iter().filter_map(number).collect::<Vec<_>>());
    let mut best = (tally.covered(), tally.sites().to_vec());
    let first = tally.covered() / tally.sites().len().max(1) as u64 * FIRST_PERCENT / 100;
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
