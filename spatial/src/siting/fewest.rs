//! The fewest sites that bring a share of all people within reach.

use super::cover::{Cover, Effort, Question, most_covered};

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fewest {
    /// The sites, and what each adds; where the share is out of reach as many as were allowed.
    pub cover: Cover,
    /// The weight that is wanted, what is covered already included.
    pub wanted: u64,
    /// Whether the sites bring it about.
    pub reached: bool,
    /// What no choice needs fewer than.
    pub lower_bound: usize,
    /// Whether no choice needs fewer; where the share is not reached, whether so many sites cannot.
    pub proven: bool,
}

/// So many times a choice with one site fewer is looked for.
const TRIES: usize = 3;

/// Chooses the fewest sites, at most `most`, with which `permille` of all weight is covered.
pub fn fewest_sites(question: &Question, permille: u32, most: usize, effort: Effort) -> Fewest {
    let weights = question.weights.iter().map(|weight| u64::from(*weight));
    let total: u64 = weights.clone().sum();
    let covered: u64 = weights.zip(question.covered).filter(|(_, covered)| **covered).map(|(weight, _)| weight).sum();
    let wanted = (u128::from(total) * u128::from(permille)).div_ceil(1000) as u64;
    let missing = wanted.saturating_sub(covered);
    if missing == 0 {
        let cover = Cover { proven: true, ..Cover::default() };
        return Fewest { cover, wanted, reached: true, lower_bound: 0, proven: true };
    }
    let mut cover = most_covered(question, most, Effort::SITES);
    let mut lower_bound = needed(&cover, missing);
    let reached = cover.covered() >= missing;
    if reached {
        trim(&mut cover, missing);
        for _ in 0..TRIES {
            if cover.sites.len() <= lower_bound {
                break;
            }
            let fewer = most_covered(question, cover.sites.len() - 1, effort);
            lower_bound = lower_bound.max(needed(&fewer, missing));
            if fewer.covered() < missing {
                break;
            }
            cover = fewer;
            trim(&mut cover, missing);
        }
    }
    let proven = if reached { lower_bound == cover.sites.len() } else { lower_bound > most };
    Fewest { cover, wanted, reached, lower_bound, proven }
}

/// The fewest sites whose bound reaches the missing weight; one more than the answer speaks of where none does.
fn needed(cover: &Cover, missing: u64) -> usize {
    let enough = cover.upper_bound.iter().position(|bound| *bound >= missing);
    enough.map_or(cover.upper_bound.len() + 1, |at| at + 1)
}

/// Drops the sites after the one that reaches the missing weight.
fn trim(cover: &mut Cover, missing: u64) {
    let enough = cover.curve().position(|covered| covered >= missing).map_or(cover.sites.len(), |at| at + 1);
    cover.sites.truncate(enough);
    cover.upper_bound.truncate(enough);
}
