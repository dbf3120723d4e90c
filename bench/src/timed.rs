//! The median of a few runs, for work whose answer the bench looks at too.

use std::time::{Duration, Instant};

/// Runs something an odd number of times; the median of how long it took, and the last answer.
///
/// # Panics
/// Where it is to run no time.
pub fn median<T>(times: usize, mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut taken = Vec::new();
    loop {
        let start = Instant::now();
        let answer = std::hint::black_box(work());
        taken.push(start.elapsed());
        if taken.len() >= times {
            taken.sort();
            return (taken[taken.len() / 2], answer);
        }
    }
}

/// Seconds, as the table shows them.
pub fn seconds(taken: Duration) -> String {
    format!("{:.3} s", taken.as_secs_f64())
}
