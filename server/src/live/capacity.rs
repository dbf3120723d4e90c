use std::sync::{Arc, OnceLock};
use std::time::Instant;

use spatial::District;
use spatial::flow::{self, Answer, Capacity};

/// The best assignment of members to households (L8), worked out beside what is already being served: an edit is seen at
/// once, and L8 is pending until its job is done.
#[derive(Debug, Default)]
pub struct CapacityJob(OnceLock<Arc<Capacity>>);

impl CapacityJob {
    /// What is known by now.
    pub fn answer(&self) -> Answer {
        self.0.get().map_or(Answer::Pending, |capacity| Answer::Done(Arc::clone(capacity)))
    }

    /// The answer, worked out on the calling thread where it is pending; whoever asks meanwhile waits for the same.
    pub fn wait(&self, district: &District) -> Arc<Capacity> {
        Arc::clone(self.0.get_or_init(|| Arc::new(flow::assess(district))))
    }

    /// Works it out, on the calling thread and one more: half a second for a district. Done once, it is not done again.
    pub fn run(&self, district: &District) {
        let begun = Instant::now();
        let capacity = self.wait(district);
        let (revision, totals) = (capacity.basis.revision, capacity.totals);
        let seconds = begun.elapsed().as_secs_f64();
        tracing::info!(
            revision,
            closable = totals.closable,
            short = totals.short,
            seconds,
            "the capacity is worked out"
        );
        metrics::gauge!("yuntu_capacity_seconds").set(seconds);
    }
}

#[cfg(test)]
mod tests {
    use spatial::fixture::Records;

    use super::*;

    #[test]
    fn it_is_pending_until_it_is_done_and_says_what_it_was_worked_out_from() {
        let district = Records::tiny().district();
        let job = CapacityJob::default();
        assert!(job.answer().done().is_none());
        job.run(&district);
        let answer = job.answer();
        let basis = &answer.done().expect("it is done").basis;
        assert_eq!((basis.revision, basis.as_of), (district.snapshot.revision, district.verdicts.as_of));
        assert_eq!((&basis.rule_set, &basis.version), (&district.rules.name, &district.rules.version));
    }
}
