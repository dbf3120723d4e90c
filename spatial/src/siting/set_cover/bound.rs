//! How many sites a cover needs at least: prices on rows, a site earning what its rows pay beyond its own cost of one.

use crate::siting::Catchments;

/// One site, in prices.
pub(super) const UNIT: i64 = 1 << 20;
/// Rounds of the ascent without a hint of the right prices, and with those of the node above.
const ROUNDS: u32 = 300;
const ROUNDS_BELOW: u32 = 60;
const FIRST_STEP: f64 = 1.0;
const LAST_STEP: f64 = 0.005;
const PATIENCE: u32 = 8;

/// A bound and what it was reckoned from.
pub(super) struct Bound {
    /// In prices, never above [`UNIT`] × the sites of a cover.
    pub(super) total: i64,
    /// What each row pays.
    pub(super) prices: Vec<i64>,
    /// For each site one [`UNIT`] less what its rows pay.
    pub(super) reduced: Vec<i64>,
}

/// Of an instance as it stands, in which some site reaches every row.
pub(super) fn root(catchments: &Catchments) -> usize {
    let bound = ascend(catchments, None, catchments.sites() as i64);
    sites(bound.total)
}

/// The whole number of sites that a bound asks for.
pub(super) fn sites(total: i64) -> usize {
    (total.max(0) as u64).div_ceil(UNIT as u64) as usize
}

/// Raises prices until they ask for `enough` sites or do not rise any more. `hint` holds prices to start from.
pub(super) fn ascend(catchments: &Catchments, hint: Option<Vec<i64>>, enough: i64) -> Bound {
    let rounds = if hint.is_some() { ROUNDS_BELOW } else { ROUNDS };
    let mut prices = hint.unwrap_or_else(|| modest(catchments));
    let mut best = weigh(catchments, prices.clone());
    let (mut step, mut stale) = (FIRST_STEP, 0);
    for _ in 0..rounds {
        let here = weigh(catchments, prices.clone());
        let claims = claims(catchments, &here.reduced);
        let way = (enough * UNIT - here.total).max(UNIT / 8);
        stale += 1;
        if here.total > best.total {
            (best, stale) = (here, 0);
        } else if stale >= PATIENCE {
            (step, stale) = (step / 2.0, 0);
            prices.clone_from(&best.prices);
        }
        if sites(best.total) as i64 >= enough || step < LAST_STEP || !walk(&mut prices, &claims, step * way as f64) {
            break;
        }
    }
    best
}

/// Prices at which no site earns anything: a row pays its share of the largest site that reaches it.
fn modest(catchments: &Catchments) -> Vec<i64> {
    let mut prices = vec![UNIT; catchments.demand()];
    for rows in catchments.iter() {
        for row in rows {
            let price = &mut prices[*row as usize];
            *price = (*price).min(UNIT / rows.len() as i64);
        }
    }
    prices
}

fn weigh(catchments: &Catchments, prices: Vec<i64>) -> Bound {
    let paid = |rows: &[u32]| rows.iter().map(|row| prices[*row as usize]).sum::<i64>();
    let reduced: Vec<i64> = catchments.iter().map(|rows| UNIT - paid(rows)).collect();
    let earned: i64 = reduced.iter().map(|reduced| (*reduced).min(0)).sum();
    Bound { total: prices.iter().sum::<i64>() + earned, prices, reduced }
}

/// How many sites that earn something want each row.
fn claims(catchments: &Catchments, reduced: &[i64]) -> Vec<i64> {
    let mut claims = vec![0; catchments.demand()];
    let open = catchments.iter().zip(reduced).filter(|(_, reduced)| **reduced < 0);
    open.flat_map(|(rows, _)| rows).for_each(|row| claims[*row as usize] += 1);
    claims
}

fn walk(prices: &mut [i64], claims: &[i64], way: f64) -> bool {
    let moves =
        |price: i64, claims: i64| if price == 0 && claims > 1 || price == UNIT && claims == 0 { 0 } else { 1 - claims };
    let norm: i64 = prices.iter().zip(claims).map(|(price, claims)| moves(*price, *claims).pow(2)).sum();
    if norm == 0 {
        return false;
    }
    for (price, claims) in prices.iter_mut().zip(claims) {
        let by = (way / norm as f64 * moves(*price, *claims) as f64).round() as i64;
        *price = (*price + by).clamp(0, UNIT);
    }
    true
}
