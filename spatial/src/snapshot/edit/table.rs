use super::moves::Moves;
use crate::snapshot::Row;

/// The records of one table in the end, sorted out: rows that go, and records for rows that are there or come.
pub(super) struct Change<T> {
    pub(super) moves: Moves,
    /// The record and its row now.
    pub(super) puts: Vec<(Row, T)>,
}

/// Sorts out records by key, which ascend; `find` gives a key's row before, or where it would stand.
pub(super) fn change<K, T>(
    len: usize,
    records: impl IntoIterator<Item = (K, Option<T>)>,
    find: impl Fn(&K) -> Result<usize, usize>,
) -> Change<T> {
    let (mut removed, mut added, mut changed, mut new) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (key, record) in records {
        match (find(&key), record) {
            (Ok(row), Some(record)) => changed.push((row, record)),
            (Ok(row), None) => removed.push(row),
            (Err(row), Some(record)) => {
                added.push(row);
                new.push(record);
            }
            (Err(_), None) => {}
        }
    }
    let moves = Moves::of(len, &removed, &added);
    let stayed = changed.into_iter().filter_map(|(row, record)| Some((moves.now(Row(row as u32))?, record)));
    let puts = moves.added().into_iter().zip(new).chain(stayed).collect();
    Change { moves, puts }
}
