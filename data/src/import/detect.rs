//! What a file lists, told by its columns and, between equals, by its name.

use super::Kind;
use super::columns::{columns, tidy_header};

/// What the rows of a file carry besides their columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carries {
    /// Columns alone: a list.
    Nothing,
    /// A point each.
    Point,
    /// A line each.
    Line,
    /// A polygon each.
    Polygon,
}

/// Why no kind fits.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoKind {
    /// The kind that is nearest, and its columns that are missing; `None` when no column is known at all.
    pub(crate) nearest: Option<(Kind, Vec<&'static str>)>,
}

/// The kind of a file with these headers.
pub(crate) fn kind_of(headers: &[String], carries: Carries, file_name: &str) -> Result<Kind, NoKind> {
    let tidied: Vec<String> = headers.iter().map(|header| tidy_header(header)).collect();
    let candidates = Kind::ALL.into_iter().filter(|kind| fits(*kind, carries));
    let mut scored: Vec<Score> = candidates.map(|kind| Score::of(kind, &tidied, file_name)).collect();
    // Stable: among equals the order of kinds decides.
    scored.sort_by_key(|score| std::cmp::Reverse((score.missing.is_empty(), score.known, score.named)));
    let best = scored.into_iter().next().filter(|score| score.known > 0).ok_or(NoKind { nearest: None })?;
    if best.missing.is_empty() { Ok(best.kind) } else { Err(NoKind { nearest: Some((best.kind, best.missing)) }) }
}

fn fits(kind: Kind, carries: Carries) -> bool {
    match carries {
        Carries::Nothing => !kind.is_shape(),
        Carries::Point => matches!(kind, Kind::Households | Kind::Units | Kind::Organisations | Kind::Stations),
        Carries::Line => kind == Kind::Roads,
        Carries::Polygon => matches!(kind, Kind::Areas | Kind::Grids | Kind::Water | Kind::Buildings | Kind::Compounds),
    }
}

struct Score {
    kind: Kind,
    /// How many columns of the kind the file has.
    known: usize,
    /// Whether the file is called by the kind's word.
    named: bool,
    missing: Vec<&'static str>,
}

impl Score {
    fn of(kind: Kind, headers: &[String], file_name: &str) -> Self {
        let present = |column: &&super::columns::Column| headers.iter().any(|header| column.is_named(header));
        let known = columns(kind).iter().filter(present).count();
        let missing =
            columns(kind).iter().filter(|c| c.required && !present(c)).map(|column| column.field.as_str()).collect();
        Self { kind, known, named: file_name.to_lowercase().contains(kind.as_str()), missing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(words: &str) -> Vec<String> {
        words.split(',').map(str::to_owned).collect()
    }

    #[track_caller]
    fn check(words: &str, carries: Carries, expected: Kind) {
        assert_eq!(kind_of(&headers(words), carries, "export.dat"), Ok(expected), "{words}");
    }

    #[test]
    fn every_kind_is_told_by_its_own_columns_in_both_languages() {
        for kind in Kind::ALL {
            let carries = match kind {
                Kind::Roads => Carries::Line,
                kind if kind.is_shape() => Carries::Polygon,
                _ => Carries::Nothing,
            };
            let english: Vec<_> = columns(kind).iter().map(|column| column.field.as_str()).collect();
            let chinese: Vec<_> = columns(kind).iter().map(|column| column.chinese[0]).collect();
            check(&english.join(","), carries, kind);
            check(&chinese.join(","), carries, kind);
        }
    }

    #[test]
    fn the_fewest_columns_are_enough() {
        check("household,date,result", Carries::Nothing, Kind::Visits);
        check("household,member", Carries::Nothing, Kind::Links);
        check("户编号,所属社区,人数", Carries::Nothing, Kind::Households);
        check("id,class", Carries::Line, Kind::Roads);
    }

    #[test]
    fn case_blanks_and_a_byte_order_mark_do_not_matter() {
        check("\u{feff}Household , DATE,　result", Carries::Nothing, Kind::Visits);
    }

    #[test]
    fn the_name_decides_between_equals() {
        let both = headers("id,community");
        assert_eq!(kind_of(&both, Carries::Nothing, "x/members_2026.csv"), Ok(Kind::Members));
        assert_eq!(kind_of(&both, Carries::Nothing, "x/households_2026.csv"), Ok(Kind::Households));
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = kind_of(&headers("户编号,走访日期"), Carries::Nothing, "走访.csv").unwrap_err();
        assert_eq!(error.nearest, Some((Kind::Visits, vec!["result"])));
        let error = kind_of(&headers("a,b"), Carries::Nothing, "a.csv").unwrap_err();
        assert_eq!(error.nearest, None);
    }
}
