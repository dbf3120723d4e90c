//! Chance as a parameter: every concern rolls its own dice, so that a change in one leaves the others' bytes alone.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Dice of one concern, seeded by the sample's seed and the concern's name.
#[derive(Clone, Debug)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice for `concern`.
    pub(super) fn new(seed: u64, concern: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in concern.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(ChaCha8Rng::seed_from_u64(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ hash))
    }

    /// Uniform in 0..1, 1 excluded.
    pub(super) fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform in `low..high`.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Uniform in 0..n; 0 for an empty range.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// True with this probability.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Standard normal (Box and Muller).
    pub(super) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// Lognormal with this median and σ of the logarithm.
    pub(super) fn lognormal(&mut self, median: f64, sigma: f64) -> f64 {
        median * (sigma * self.normal()).exp()
    }

    /// So many standard normals, moved and stretched so that their mean is 0 and their variance 1.
    pub(super) fn normals(&mut self, count: usize) -> Vec<f64> {
        let draws: Vec<f64> = (0..count).map(|_| self.normal()).collect();
        let mean = draws.iter().sum::<f64>() / count.max(1) as f64;
        let variance = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / count.max(1) as f64;
        let deviation = variance.sqrt().max(1e-9);
        draws.into_iter().map(|draw| (draw - mean) / deviation).collect()
    }

    /// Gamma of shape 1.5 and mean 1: with it a Poisson count becomes negative binomial with r = 1.5.
    pub(super) fn gamma_one_and_a_half(&mut self) -> f64 {
        let normal = self.normal();
        (-(1.0 - self.unit()).ln() + normal * normal / 2.0) / 1.5
    }

    /// One of the items; the list is not empty.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// An index with probability proportional to its weight.
    pub(super) fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return index;
            }
        }
        weights.len().saturating_sub(1)
    }

    /// Fisher and Yates.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}

/// Shares `total` out in proportion to the weights, at least `least` to each, by largest remainders.
pub(super) fn apportion(total: usize, weights: &[f64], least: usize) -> Vec<usize> {
    let sum: f64 = weights.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let free = total.saturating_sub(least * weights.len()) as f64;
    let exact: Vec<f64> = weights.iter().map(|weight| free * weight / sum).collect();
    let mut shares: Vec<usize> = exact.iter().map(|share| least + share.floor() as usize).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()).then(a.cmp(b)));
    let mut left = total.saturating_sub(shares.iter().sum());
    for index in order.into_iter().cycle().take(if weights.is_empty() { 0 } else { left }) {
        shares[index] += 1;
        left -= 1;
    }
    debug_assert!(weights.is_empty() || left == 0);
    shares
}

#[cfg(test)]
mod tests {
    use super::{Dice, apportion};

    #[test]
    fn shares_add_up_and_nobody_gets_less_than_the_least() {
        assert_eq!(apportion(10, &[1.0, 1.0, 1.0], 0), [4, 3, 3]);
        assert_eq!(apportion(5, &[100.0, 0.0, 0.0], 1), [3, 1, 1]);
        assert_eq!(apportion(5, &[], 1), Vec::<usize>::new());
    }

    #[test]
    fn dice_of_one_concern_do_not_follow_another() {
        let rolls = |concern| Dice::new(7, concern).unit();
        assert!((rolls("roads") - rolls("roads")).abs() < f64::EPSILON);
        assert!((rolls("roads") - rolls("people")).abs() > 1e-9);
    }

    #[test]
    fn a_lognormal_has_its_median() {
        let mut dice = Dice::new(1, "median");
        let mut draws: Vec<f64> = (0..4001).map(|_| dice.lognormal(391.0, 0.22)).collect();
        draws.sort_by(f64::total_cmp);
        assert!((draws[2000] - 391.0).abs() < 8.0, "{}", draws[2000]);
    }
}
