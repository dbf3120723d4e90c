use crate::snapshot::{Column, Row};

/// How the rows of a sorted table moved: nothing where they stayed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moves(Option<Renumbering>);

#[derive(Clone, Debug)]
struct Renumbering {
    /// For each row before where it is now.
    now: Vec<Option<Row>>,
    /// For each row now where it was.
    before: Vec<Option<Row>>,
}

impl Moves {
    /// Of a table of `len` rows: some removed, and some added in front of the rows `added` (`len`: at the end). Both ascend.
    pub(crate) fn of(len: usize, removed: &[usize], added: &[usize]) -> Self {
        if removed.is_empty() && added.is_empty() {
            return Self(None);
        }
        let (mut removed, mut added) = (removed.iter().copied().peekable(), added.iter().copied().peekable());
        let mut moves = Renumbering { now: Vec::with_capacity(len), before: Vec::with_capacity(len + added.len()) };
        for row in 0..=len {
            while added.next_if_eq(&row).is_some() {
                moves.before.push(None);
            }
            if row == len {
                break;
            }
            let stays = removed.next_if_eq(&row).is_none();
            moves.now.push(stays.then_some(Row(moves.before.len() as u32)));
            moves.before.extend(stays.then_some(Some(Row(row as u32))));
        }
        Self(Some(moves))
    }

    /// How many rows there are now of `before` ones.
    pub(crate) fn len(&self, before: usize) -> usize {
        self.0.as_ref().map_or(before, |moves| moves.before.len())
    }

    /// Whether every row is where it was.
    pub(crate) fn is_still(&self) -> bool {
        self.0.is_none()
    }

    /// Where a row is now; `None` where it was removed.
    pub(crate) fn now(&self, before: Row) -> Option<Row> {
        self.0.as_ref().map_or(Some(before), |moves| moves.now[before.index()])
    }

    /// Where a row was; `None` where it was added.
    pub(crate) fn before(&self, now: Row) -> Option<Row> {
        self.0.as_ref().map_or(Some(now), |moves| moves.before[now.index()])
    }

    /// The rows that were removed, as they were.
    pub(crate) fn removed(&self) -> Vec<Row> {
        self.0.as_ref().map_or_else(Vec::new, |moves| missing(&moves.now))
    }

    /// The rows that were added, as they are.
    pub(crate) fn added(&self) -> Vec<Row> {
        self.0.as_ref().map_or_else(Vec::new, |moves| missing(&moves.before))
    }

    /// Moves the rows of a column of the table; added ones are blank.
    pub(crate) fn reshape<T: Clone>(&self, column: &mut Column<T>, blank: &T) {
        if let Some(moves) = &self.0 {
            let from = |row: &Option<Row>| row.map_or_else(|| blank.clone(), |row| column[row.index()].clone());
            *column = moves.before.iter().map(from).collect();
        }
    }

    /// Brings the references of another table's column up to date; what they lead to no more is none.
    pub(super) fn renumber(&self, column: &mut Column<Option<Row>>) {
        if self.0.is_some() {
            for row in column.iter_mut() {
                *row = row.and_then(|row| self.now(row));
            }
        }
    }
}

fn missing(rows: &[Option<Row>]) -> Vec<Row> {
    (0..).map(Row).zip(rows).filter(|(_, other)| other.is_none()).map(|(row, _)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_move_behind_what_is_added_and_up_to_what_is_removed() {
        let moves = Moves::of(4, &[1], &[0, 3, 3, 4]);
        // Before a b c d; now + a c + + d +.
        let mut column: Column<char> = vec!['a', 'b', 'c', 'd'].into();
        moves.reshape(&mut column, &'+');
        assert_eq!(column.iter().collect::<String>(), "+ac++d+");
        assert_eq!([0, 1, 2, 3].map(|row| moves.now(Row(row))), [Some(Row(1)), None, Some(Row(2)), Some(Row(5))]);
        assert_eq!((moves.before(Row(5)), moves.before(Row(6))), (Some(Row(3)), None));
        assert_eq!((moves.removed(), moves.added()), (vec![Row(1)], [0, 3, 4, 6].map(Row).to_vec()));
        let mut references: Column<Option<Row>> = vec![Some(Row(3)), None, Some(Row(1))].into();
        moves.renumber(&mut references);
        assert_eq!(references, [Some(Row(5)), None, None]);
    }

    #[test]
    fn where_nothing_is_added_or_removed_nothing_is_copied() {
        let moves = Moves::of(2, &[], &[]);
        let before: Column<u8> = vec![1, 2].into();
        let mut after = before.clone();
        moves.reshape(&mut after, &0);
        assert!(moves.is_still() && after.ptr_eq(&before));
        assert_eq!((moves.now(Row(1)), moves.removed().len()), (Some(Row(1)), 0));
    }
}
