use spatial::District;
use spatial::rules::{Judgement, RuleId, SubjectKind, Verdict};
use spatial::snapshot::Row;

/// The rules that judge households one by one and whose rates the map shows.
pub(crate) const HOUSEHOLD_RULES: [RuleId; 3] = [RuleId::L1, RuleId::S1, RuleId::V1];

/// The households of one building, duplicates apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dwellings {
    pub(crate) households: u32,
    pub(crate) persons: u32,
    /// Gaps by [`HOUSEHOLD_RULES`].
    pub(crate) gaps: [u32; 3],
}

impl Dwellings {
    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        let gaps = [0, 1, 2].map(|rule| self.gaps[rule] + other.gaps[rule]);
        Self { households: self.households + other.households, persons: self.persons + other.persons, gaps }
    }
}

/// The household judgements of the household rules; none where a rule is off.
pub(crate) fn judgements(district: &District) -> [&[Judgement]; 3] {
    HOUSEHOLD_RULES.map(|rule| district.verdicts.of(rule, SubjectKind::Household).unwrap_or_default())
}

/// Whether a household counts: a second record of the same one does not.
pub(crate) fn counts(district: &District, household: Row) -> bool {
    district.snapshot.households.duplicate_of[household.index()].is_none()
}

/// The households of every building, by row.
pub(super) fn dwellings(district: &District) -> Vec<Dwellings> {
    let households = &district.snapshot.households;
    let judgements = judgements(district);
    let mut buildings = vec![Dwellings::default(); district.snapshot.buildings.id.len()];
    for (row, building) in households.building.iter().enumerate() {
        let Some(building) = building else { continue };
        if !counts(district, Row(row as u32)) {
            continue;
        }
        let sums = &mut buildings[building.index()];
        sums.households += 1;
        sums.persons += u32::from(households.persons[row].unwrap_or(0));
        for (gap, judged) in sums.gaps.iter_mut().zip(judgements) {
            *gap += u32::from(judged.get(row).is_some_and(|judged| judged.verdict == Verdict::Gap));
        }
    }
    buildings
}
