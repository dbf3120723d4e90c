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
    pace: Pace,
    step: f64,
    stale: u32,
}

/// How prices move.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// How much of the last course a step keeps: without it prices zigzag.
    pub(super) memory: f64,
    /// After so many bounds that are none better, steps get shorter
    pub(super) patience: u32,
    /// by this factor.
    pub(super) shorter: f64,
    /// What makes a bound a better one, as a share of the way to the best known cost.
    pub(super) least: f64,
}

/// How long a step is at first, as a share of the way to the best known cost.
const FIRST_STEP: f64 = 1.0;
/// Below this share of the way nothing moves any more.
const LAST_STEP: f64 = 0.000_5;

impl Pace {
    /// For bounds of every round.
    pub(super) const EVERY_ROUND: Self = Self { memory: 0.7, patience: 8, shorter: 0.5, least: 0.0 };
}

impl Ascent {
    pub(super) fn from(prices: Vec<i64>, pace: Pace) -> Self {
        let course = vec![0.0; prices.len()];
        Self { best: (i64::MIN, prices.clone()), prices, course, pace, step: FIRST_STEP, stale: 0 }
    }

    /// The same prices for a search of its own, whose every round is a bound.
    pub(super) fn renewed(&self) -> Self {
        Self { step: FIRST_STEP / 4.0, ..Self::from(self.best.1.clone(), Pace::EVERY_ROUND) }
    }

    /// Whether prices hardly move any more.
    pub(super) fn is_tired(&self) -> bool {
        self.step < LAST_STEP
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
            self.judge(bound, upper << task.shift());
            upper = seen(&pick).map_or(upper, |better| better.min(upper));
            if whole(self.best.0, task.shift()) >= upper || self.is_tired() {
                return;
            }
            if !self.advance(task, &pick, upper << task.shift(), &mut claims) {
                return;
            }
        }
    }

    /// Takes note of the bound at the current prices; `upper` is the best known cost, in prices.
    pub(super) fn judge(&mut self, bound: i64, upper: i64) {
        let before = self.best.0;
        if bound > before {
            self.best.0 = bound;
            self.best.1.clone_from(&self.prices);
        }
        let least = (upper.saturating_sub(before).max(0) as f64 * self.pace.least) as i64;
        if bound > before.saturating_add(least) {
            self.stale = 0;
            return;
        }
        self.stale += 1;
        if self.stale >= self.pace.patience {
            self.stale = 0;
            self.step *= self.pace.shorter;
            self.prices.clone_from(&self.best.1);
            self.course.fill(0.0);
        }
    }

    /// One step from the prices at which the sites were picked; `claims` is room to count in. `false` where every row is served
    /// exactly once, so that the bound cannot rise.
    pub(super) fn advance(&mut self, task: &impl Relaxed, pick: &Pick, upper: i64, claims: &mut [i32]) -> bool {
        claims.fill(0);
        pick.sites.iter().for_each(|site| task.claim(*site, &self.prices, claims));
        self.walk(task, claims, upper - pick.bound(pick.sites.len()))
    }

    fn walk(&mut self, task: &impl Relaxed, claims: &[i32], way: i64) -> bool {
        let mut norm = 0.0;
        for (row, (course, claims)) in self.course.iter_mut().zip(claims).enumerate() {
            let (smooth, price) = (f64::from(1 - claims) + self.pace.memory * *course, self.prices[row]);
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
