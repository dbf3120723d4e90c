use super::Row;
use super::ids::Tokens;

/// The rows of a packed table in the order of their ids.
pub(super) struct Order {
    /// For each row of the snapshot the raw row it comes from; of several raw rows with one id the last.
    pub(super) raw: Vec<u32>,
    /// For each token its row; `None` for an id that is only referred to.
    pub(super) row_of: Vec<Option<Row>>,
    /// Raw rows that a later one with the same id replaced.
    pub(super) replaced: Vec<u32>,
}

impl Order {
    pub(super) fn of(row_tokens: &[u32], tokens: &Tokens) -> Self {
        let mut raw: Vec<u32> = (0..row_tokens.len() as u32).collect();
        let id = |row: u32| tokens.id(row_tokens[row as usize]);
        if !raw.is_sorted_by(|a, b| id(*a) < id(*b)) {
            raw = sorted(row_tokens, tokens);
        }
        let mut replaced = Vec::new();
        raw.dedup_by(|later, kept| {
            let same = row_tokens[*later as usize] == row_tokens[*kept as usize];
            if same {
                replaced.push(*kept);
                *kept = *later;
            }
            same
        });
        let mut row_of = vec![None; tokens.len()];
        (0..).map(Row).zip(&raw).for_each(|(row, raw)| row_of[row_tokens[*raw as usize] as usize] = Some(row));
        Self { raw, row_of, replaced }
    }

    /// A column of the snapshot from the raw one.
    pub(super) fn column<T: Copy>(&self, raw: &[T]) -> Vec<T> {
        self.raw.iter().map(|row| raw[*row as usize]).collect()
    }

    /// A column of resolved references from the raw tokens.
    pub(super) fn resolved(&self, raw: &[Option<u32>], rows: &[Option<Row>]) -> Vec<Option<Row>> {
        self.raw.iter().map(|row| rows[raw[*row as usize]? as usize]).collect()
    }
}

/// Raw rows by id, then by arrival. The eight bytes after the ids' common beginning decide most comparisons.
fn sorted(row_tokens: &[u32], tokens: &Tokens) -> Vec<u32> {
    let id = |row: u32| tokens.id(row_tokens[row as usize]).as_bytes();
    let common = (1..row_tokens.len() as u32).fold(id(0).len(), |common, row| shared_length(&id(0)[..common], id(row)));
    let mut keyed: Vec<(u64, u32)> = (0..row_tokens.len() as u32).map(|row| (key(&id(row)[common..]), row)).collect();
    keyed.sort_unstable_by(|(a_key, a), (b_key, b)| a_key.cmp(b_key).then_with(|| id(*a).cmp(id(*b))).then(a.cmp(b)));
    keyed.into_iter().map(|(_, row)| row).collect()
}

fn shared_length(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

fn key(bytes: &[u8]) -> u64 {
    let mut padded = [0; 8];
    let len = bytes.len().min(8);
    padded[..len].copy_from_slice(&bytes[..len]);
    u64::from_be_bytes(padded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order(ids: &[String]) -> (Order, Vec<u32>, Tokens) {
        let mut tokens = Tokens::default();
        let rows: Vec<u32> = ids.iter().map(|id| tokens.token(id)).collect();
        (Order::of(&rows, &tokens), rows, tokens)
    }

    #[test]
    fn no_rows_have_an_order_too() {
        assert!(order(&[]).0.raw.is_empty());
    }

    #[test]
    fn of_one_id_the_last_row_stays() {
        let ids = ["B", "A", "B", "B"].map(String::from);
        let (order, ..) = order(&ids);
        assert_eq!(order.raw, [1, 3]);
        assert_eq!(order.replaced, [0, 2]);
        assert_eq!(order.row_of, [Some(Row(1)), Some(Row(0))]);
    }

    proptest! {
        #[test]
        fn rows_come_in_byte_order(ids in prop::collection::vec("(H00|H0)[0-9a-z户\u{0}]{0,12}", 0..60)) {
            let (order, rows, tokens) = order(&ids);
            let mut expected = ids.clone();
            expected.sort_unstable();
            expected.dedup();
            let actual: Vec<&str> = order.raw.iter().map(|raw| tokens.id(rows[*raw as usize])).collect();
            prop_assert_eq!(actual, expected);
        }
    }
}
