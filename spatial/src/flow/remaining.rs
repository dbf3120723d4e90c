/// What is left of the numbers below a length; finds the next one left in almost constant time, however many are gone.
#[derive(Clone, Debug)]
pub(super) struct Remaining {
    /// At or behind each number, a number that may be left; itself where it is. The length stands for "none".
    next: Vec<u32>,
}

impl Remaining {
    /// All numbers below `len`.
    pub(super) fn all(len: usize) -> Self {
        Self { next: (0..=len as u32).collect() }
    }

    /// The numbers below `len` that `keep` wants.
    pub(super) fn those(len: usize, keep: impl Fn(u32) -> bool) -> Self {
        let mut left = Self::all(len);
        (0..len as u32).filter(|number| !keep(*number)).for_each(|number| left.remove(number));
        left
    }

    /// The first number left at or behind `from`; the length where there is none.
    pub(super) fn first(&mut self, from: u32) -> u32 {
        let mut at = from.min(self.next.len() as u32 - 1);
        while self.next[at as usize] != at {
            let further = self.next[self.next[at as usize] as usize];
            self.next[at as usize] = further;
            at = further;
        }
        at
    }

    pub(super) fn has(&self, number: u32) -> bool {
        self.next[number as usize] == number
    }

    pub(super) fn remove(&mut self, number: u32) {
        if self.has(number) {
            self.next[number as usize] = number + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_removed_is_stepped_over() {
        let mut left = Remaining::all(5);
        for number in [1, 2, 4, 2] {
            left.remove(number);
        }
        assert_eq!([0, 1, 2, 3, 4, 5, 9].map(|from| left.first(from)), [0, 3, 3, 3, 5, 5, 5]);
        assert!(left.has(3) && !left.has(4));
    }

    #[test]
    fn nothing_is_left_of_nothing() {
        assert_eq!(Remaining::all(0).first(0), 0);
        assert_eq!(Remaining::those(3, |number| number == 1).first(2), 3);
    }
}
