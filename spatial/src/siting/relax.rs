//! What no choice of k sites can beat: prices on rows, and the bound that follows from them.
//!
//! The task is always the same: open k sites so that the cost of serving every row is least. Suppose that every row paid a
//! price for being served, whoever serves it. A site then saves, over the rows it can serve below their price, the
//! difference; and no k sites can cost less than all prices together minus the k largest savings (Lagrangian relaxation of
//! "every row is served once"). Prices are moved towards the best such bound: down where several of the chosen sites want a
//! row, up where none does (subgradient ascent by Held, Wolfe and Crowder).
//!
//! Prices are integers, in fractions of a cost that [`Relaxed::shift`] says, and the bound is summed from them exactly: the
//! ascent may use floating point for its steps, since any price gives a true bound. Rounding up is sound because costs are whole.

/// A task whose sites compete for rows.
pub(super) trait Relaxed {
    /// How many rows are to be served.
    fn rows(&self) -> usize;
    /// How many sites there are to choose from.
    fn sites(&self) -> usize;
    /// Prices are in 2^-shift of a cost.
    fn shift(&self) -> u32;
    /// What a row costs at worst, in prices: it never pays more.
    fn ceiling(&self, row: usize) -> i64;
    /// What each site saves at these prices.
    fn savings(&self, prices: &[i64], savings: &mut [i64]);
    /// Adds one to the claims of every row that the site serves below its price.
    fn claim(&self, site: u32, prices: &[i64], claims: &mut [i32]);
    /// What a choice of sites costs.
    fn cost(&self, sites: &[u32]) -> i64;
}

/// Whether a branch of a search has decided on a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fix {
    Free,
    Open,
    Closed,
}

/// The k sites with the largest savings at some prices.
#[derive(Clone, Debug, Default)]
pub(super) struct Pick {
    /// Those decided first, then the others by what they save, largest first.
    pub(super) sites: Vec<u32>,
    /// All prices together.
    prices: i64,
    /// By site, whether picked or not.
    pub(super) savings: Vec<i64>,
    /// The largest saving of a site that is neither picked nor closed; 0 where there is none.
    pub(super) next: i64,
}

impl Pick {
    /// What no choice of the first `k` can cost less than, in prices.
    pub(super) fn bound(&self, k: usize) -> i64 {
        let saved: i64 = self.sites.iter().take(k).map(|site| self.savings[*site as usize]).sum();
        self.prices - saved
    }
}

/// Prices on their way up.
#[derive(Clone, Debug)]
pub(super) struct Ascent {
    pub(super) prices: Vec<i64>,
    /// The prices of the best bound so far, and that bound.
    best: (i64, Vec<i64>),
    /// Where the last steps went.
    course: Vec<f64>,
    step: f64,
    stale: u32,
}

/// How long a step is at first, as a share of the way to the best known cost.
const FIRST_STEP: f64 = 1.0;
/// How much of the last course a step keeps: without it prices zigzag.
const MEMORY: f64 = 0.7;
/// After so many rounds without a better bound the step is halved.
const PATIENCE: u32 = 8;
/// Below this share of the way nothing moves any more.
const LAST_STEP: f64 = 0.000_5;

impl Ascent {
    pub(super) fn from(prices: Vec<i64>) -> Self {
        let course = vec![0.0; prices.len()];
        Self { best: (i64::MIN, prices.clone()), prices, course, step: FIRST_STEP, stale: 0 }
    }

    /// The same prices for a search of its own.
    pub(super) fn renewed(&self) -> Self {
        Self { step: FIRST_STEP / 4.0, ..Self::from(self.best.1.clone()) }
    }

    /// The best bound so far, in prices.
    pub(super) fn bound(&self) -> i64 {
        self.best.0
    }

    /// The pick at the best prices so far.
    pub(super) fn best_pick(&self, task: &impl Relaxed, k: usize, fixes: &[Fix]) -> Pick {
        pick(task, &self.best.1, k, fixes)
    }

    /// Moves the prices for so many rounds, or until the bound reaches `upper` (the best known cost). `seen` is shown every
    /// pick and may answer with a better known cost.
    pub(super) fn climb(
        &mut self,
        task: &impl Relaxed,
        (k, fixes): (usize, &[Fix]),
        rounds: u32,
        mut upper: i64,
        mut seen: impl FnMut(&Pick) -> Option<i64>,
    ) {
        let mut claims = vec![0; task.rows()];
        for _ in 0..rounds {
            let pick = pick(task, &self.prices, k, fixes);
            let bound = pick.bound(k);
            self.judge(bound);
            upper = seen(&pick).map_or(upper, |better| better.min(upper));
            if whole(self.best.0, task.shift()) >= upper || self.step < LAST_STEP {
                return;
            }
            claims.fill(0);
            pick.sites.iter().for_each(|site| task.claim(*site, &self.prices, &mut claims));
            if !self.walk(task, &claims, (upper << task.shift()) - bound) {
                return;
            }
        }
    }

    fn judge(&mut self, bound: i64) {
        if bound > self.best.0 {
            self.best.0 = bound;
            self.best.1.clone_from(&self.prices);
            self.stale = 0;
            return;
        }
        self.stale += 1;
        if self.stale >= PATIENCE {
            self.stale = 0;
            self.step /= 2.0;
            self.prices.clone_from(&self.best.1);
            self.course.fill(0.0);
        }
    }

    /// One step; `false` where every row is served exactly once, so that the bound cannot rise.
    fn walk(&mut self, task: &impl Relaxed, claims: &[i32], way: i64) -> bool {
        let mut norm = 0.0;
        for (row, (course, claims)) in self.course.iter_mut().zip(claims).enumerate() {
            let (smooth, price) = (f64::from(1 - claims) + MEMORY * *course, self.prices[row]);
            // Against a wall nothing moves.
            let stuck = smooth > 0.0 && price >= task.ceiling(row) || smooth < 0.0 && price <= 0;
            *course = if stuck { 0.0 } else { smooth };
            norm += *course * *course;
        }
        if norm == 0.0 {
            return false;
        }
        let length = self.step * (way.max(1) as f64) / norm;
        for (row, (price, course)) in self.prices.iter_mut().zip(&self.course).enumerate() {
            let by = (length * course).round() as i64;
            *price = (*price + by).clamp(0, task.ceiling(row));
        }
        true
    }
}

/// The sites to open at these prices.
pub(super) fn pick(task: &impl Relaxed, prices: &[i64], k: usize, fixes: &[Fix]) -> Pick {
    let mut savings = vec![0; task.sites()];
    task.savings(prices, &mut savings);
    let with = |fix: Fix| (0..savings.len() as u32).filter(move |site| fixes[*site as usize] == fix);
    let mut sites: Vec<u32> = with(Fix::Open).collect();
    let mut free: Vec<u32> = with(Fix::Free).collect();
    let wanted = k.saturating_sub(sites.len());
    let order = |site: &u32| (std::cmp::Reverse(savings[*site as usize]), *site);
    if wanted < free.len() {
        free.select_nth_unstable_by_key(wanted, order);
    }
    let next = free.get(wanted).map_or(0, |site| savings[*site as usize]);
    free.truncate(wanted);
    free.sort_unstable_by_key(order);
    sites.extend(free);
    Pick { sites, prices: prices.iter().sum(), savings, next }
}

/// The least whole cost that is not below a bound in prices.
pub(super) fn whole(bound: i64, shift: u32) -> i64 {
    if bound == i64::MIN {
        return i64::MIN;
    }
    let unit = 1_i64 << shift;
    bound.div_euclid(unit) + i64::from(bound.rem_euclid(unit) > 0)
}
