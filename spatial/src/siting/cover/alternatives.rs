//! What could stand in a chosen site's place.

use super::instance::Instance;
use super::tally::Tally;

/// An alternative is at most this much worse, in per cent of what the site itself adds beside all others.
const WITHIN_PERCENT: u64 = 1;
/// So many are named at most, the best first.
const MOST: usize = 5;

/// A site that could stand in a chosen one's place while all other chosen sites stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The site.
    pub site: u32,
    /// What the whole choice would cover less with it; 0 where it is as good.
    pub loses: u64,
}

/// For each site of a choice its alternatives, in order.
pub(super) fn of(instance: &Instance, sites: &[u32]) -> Vec<Vec<Alternative>> {
    let mut tally = Tally::with(instance, sites);
    sites.iter().map(|_| in_place_of_first(instance, &mut tally)).collect()
}

/// The alternatives of the site that stands first, which then stands last.
fn in_place_of_first(instance: &Instance, tally: &mut Tally) -> Vec<Alternative> {
    let site = tally.close(0);
    let own = tally.gain(site);
    let enough = own - own * WITHIN_PERCENT / 100;
    let others = (0..instance.by_site.sites() as u32).filter(|other| *other != site && !tally.sites().contains(other));
    let near = others.filter(|other| tally.gain(*other) >= enough.max(1));
    let mut near: Vec<_> =
        near.map(|other| Alternative { site: other, loses: own.saturating_sub(tally.gain(other)) }).collect();
    near.sort_by_key(|alternative| (alternative.loses, alternative.site));
    near.truncate(MOST);
    tally.open(site);
    near
}
