use super::of_rules::{of_household, of_judgement, persons_of, place_of_household};
use super::{Counters, Place, Series, Sums};
use crate::District;
use crate::rules::{Affects, Judgement, RuleId, SubjectKind, Verdicts};
use crate::snapshot::{Column, Moves, Row, Snapshot};

/// What is counted anew: a pass over those tables takes no longer than finding what changed in them.
const COUNTED_ANEW: [Series; 7] = [
    Series::Buildings,
    Series::Members,
    Series::FullMembers,
    Series::EligibleMembers,
    Series::Units,
    Series::Organisations,
    Series::Stations,
];

/// The tables of a household rule that say something else after an edit.
struct Rejudged<'a> {
    rule: RuleId,
    before: &'a Column<Judgement>,
    after: &'a Column<Judgement>,
}

impl Sums {
    /// The sums after an edit, equal to those of [`Sums::of`]: `households` hold all that were placed or judged otherwise.
    pub(crate) fn edited(
        before: &District,
        (snapshot, verdicts): (&Snapshot, &Verdicts),
        grid_rows: &Moves,
        households: &[Row],
    ) -> Self {
        let mut sums = before.sums.clone();
        grid_rows.reshape(&mut sums.grids, &[0; Series::COUNT]);
        sums.count_again(before, (snapshot, verdicts), grid_rows, households);
        sums.forget(COUNTED_ANEW.into_iter());
        sums.count_members(snapshot);
        sums.count_places(snapshot);
        sums.forget(RuleId::ALL.into_iter().flat_map(of_whole_grids));
        sums.count_grids(snapshot, verdicts, &before.rules);
        sums.roll_up(snapshot);
        sums
    }

    fn count_again(
        &mut self,
        before: &District,
        (snapshot, verdicts): (&Snapshot, &Verdicts),
        grid_rows: &Moves,
        households: &[Row],
    ) {
        let tables = household_tables(&before.verdicts, verdicts);
        let all: Vec<_> = tables.iter().collect();
        let changed: Vec<_> = tables.iter().filter(|table| !table.before.ptr_eq(table.after)).collect();
        let mut counters = self.counters();
        for &row in households {
            let (was, is) = (place_of_household(&before.snapshot, row), place_of_household(snapshot, row));
            let was = was.and_then(|place| moved(place, grid_rows));
            let persons = persons_of(snapshot, row);
            let stays = was == is;
            if !stays {
                of_household(snapshot, row, |series, count| counters.take(was, series, count));
                of_household(snapshot, row, |series, count| counters.add(is, series, count));
            }
            for table in if stays { &changed } else { &all } {
                let (before, after) = (table.before[row.index()], table.after[row.index()]);
                if !stays || before != after {
                    of_judgement(table.rule, before, persons, |series, count| counters.take(was, series, count));
                    of_judgement(table.rule, after, persons, |series, count| counters.add(is, series, count));
                }
            }
        }
    }

    fn forget(&mut self, series: impl Iterator<Item = Series>) {
        let Counters { grids, own } = self.counters();
        let series: Vec<_> = series.map(Series::index).collect();
        for counts in grids.iter_mut().chain(own) {
            for series in &series {
                counts[*series] = 0;
            }
        }
    }
}

/// The series of a rule that follow from the verdicts on grids.
fn of_whole_grids(rule: RuleId) -> Vec<Series> {
    match rule.definition().affects {
        Affects::WholeGrid | Affects::WholeGridItself => {
            vec![Series::GapGrids(rule), Series::Gap(rule), Series::GapPersons(rule)]
        }
        Affects::Households | Affects::Nobody => vec![Series::GapGrids(rule)],
    }
}

fn household_tables<'a>(before: &'a Verdicts, after: &'a Verdicts) -> Vec<Rejudged<'a>> {
    let table = |rule| {
        let kind = SubjectKind::Household;
        Some(Rejudged { rule, before: before.table(rule, kind)?, after: after.table(rule, kind)? })
    };
    RuleId::ALL.into_iter().filter_map(table).collect()
}

fn moved(place: Place, grid_rows: &Moves) -> Option<Place> {
    match place {
        Place::Grid(grid) => grid_rows.now(grid).map(Place::Grid),
        Place::Area(area) => Some(Place::Area(area)),
    }
}
