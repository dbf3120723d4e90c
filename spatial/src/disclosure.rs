//! What of a sum an audience may be shown: exact, `<5`, or nothing; the same in tile, API and report.

/// A count as an audience may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Exact(u64),
    /// Fewer than this many, and more than none.
    Below(u64),
    /// Withheld, because it or a difference with it would tell of a few persons.
    Hidden,
}
