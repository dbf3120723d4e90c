//! Answers that take a while, kept for those who ask the same.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// The last answers to some questions about one district. One is worked out at a time, so that many who ask at once, the same
/// or not, take one core and not all.
#[derive(Debug)]
pub struct Kept<Q, A> {
    most: usize,
    answers: Mutex<VecDeque<(Q, Arc<A>)>>,
}

impl<Q: PartialEq, A> Kept<Q, A> {
    /// Keeps so many.
    pub fn of(most: usize) -> Self {
        Self { most, answers: Mutex::default() }
    }

    /// The answer to a question; `work_out` finds it where nobody has asked of late.
    pub fn get(&self, question: Q, work_out: impl FnOnce() -> A) -> Arc<A> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, answer)) = answers.iter().find(|(asked, _)| *asked == question) {
            return Arc::clone(answer);
        }
        let answer = Arc::new(work_out());
        answers.truncate(self.most.saturating_sub(1));
        answers.push_front((question, Arc::clone(&answer)));
        answer
    }

    /// The answer, where it is there without anything being worked out.
    pub fn known(&self, question: &Q) -> Option<Arc<A>> {
        // Whoever works one out holds the lock; nobody waits for that here.
        let answers = self.answers.try_lock().ok()?;
        answers.iter().find(|(asked, _)| asked == question).map(|(_, answer)| Arc::clone(answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_worked_out_once_and_the_oldest_forgotten() {
        let (kept, mut worked) = (Kept::of(2), Vec::new());
        for question in [1, 1, 2, 1, 3, 2, 1] {
            let answer = kept.get(question, || {
                worked.push(question);
                question * 10
            });
            assert_eq!(*answer, question * 10);
        }
        assert_eq!(worked, [1, 2, 3, 1]);
    }
}
