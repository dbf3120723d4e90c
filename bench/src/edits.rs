//! One edit of each kind to the new district, beside a full evaluation of the edited records in the same run.

use std::time::{Duration, Instant};

use spatial::fixture::edits::{Drawing, difference};
use spatial::rules::RuleSet;
use spatial::{District, SnapshotBuilder};

use crate::table::Table;

/// The kinds in the order in which they are drawn.
const KINDS: [&str; 6] = ["station", "link", "visit", "member", "unit", "grid"];
/// Edits of each kind that are timed.
const TIMED: usize = 25;
/// Of which the first are held against a full evaluation.
const HELD: usize = 2;
/// From an edit to the published snapshot; what is shown of it must fit in too.
const LIMIT: Duration = Duration::from_millis(30);

/// Adds the figures of a register's district.
pub fn edits(table: &mut Table, store: &str) {
    let mut records = yuntu_tests::records(store);
    records.derive_last_visits();
    let district = full(&records);
    for (kind, name) in KINDS.into_iter().enumerate() {
        let (mut edited, whole) = timed(kind, &records, &district);
        edited.sort_unstable();
        let (median, worst) = (edited[edited.len() / 2], edited[edited.len() - 1]);
        let text = |taken: Duration| format!("{:.1} ms", taken.as_secs_f64() * 1e3);
        let ratio = whole.as_secs_f64() / median.as_secs_f64();
        table.pair(&format!("one {name} edited (median), beside a full evaluation"), text(median), text(whole), ratio);
        let both = format!("{}, the worst of {TIMED} {}", text(median), text(worst));
        table.figure(&format!("one {name} edited to the new district"), both, "≤ 30 ms", median <= LIMIT);
    }
}

/// What each edit took, once the first are seen to be right, and what a full evaluation took.
fn timed(kind: usize, records: &SnapshotBuilder, district: &District) -> (Vec<Duration>, Duration) {
    let mut drawing = Drawing::new(kind as u64);
    let (mut taken, mut whole, mut refused) = (Vec::new(), Duration::MAX, 0);
    while taken.len() < TIMED {
        let edits = drawing.of_kind(kind, &district.snapshot);
        let start = Instant::now();
        let edited = district.edited(district.snapshot.revision + 1, &edits);
        let elapsed = start.elapsed();
        let Some(edited) = edited else {
            refused += 1;
            assert!(refused < TIMED, "most edits are told without a full load");
            continue;
        };
        if taken.len() < HELD {
            let mut after = records.clone();
            for edit in &edits {
                after.apply(edit);
            }
            let start = Instant::now();
            let expected = full(&after);
            whole = whole.min(start.elapsed());
            assert_eq!(difference(&edited, &expected), None, "{edits:?}");
        }
        taken.push(elapsed);
    }
    (taken, whole)
}

fn full(records: &SnapshotBuilder) -> District {
    District::assess(records.clone().finish().0, RuleSet::default(), None)
}
