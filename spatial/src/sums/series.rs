use crate::rules::RuleId;

/// One series of counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// Households, duplicates apart, vacant ones too.
    Households,
    /// Residents whose number is known.
    Persons,
    /// Households whose number of residents is not known.
    PersonsUnknown,
    /// Buildings, by their label points.
    Buildings,
    /// Active members by home.
    Members,
    /// Active members whose kind is full.
    FullMembers,
    /// Active members who may be linked to households.
    EligibleMembers,
    /// Units, operating or not.
    Units,
    /// Party organisations.
    Organisations,
    /// Service stations.
    Stations,
    /// Households that the rule finds covered (L1, S1, V1, G11).
    Covered(RuleId),
    /// Households that the rule finds to be gaps. A rule that judges no household makes gaps of all of them or of none where
    /// the grid is a gap, as its definition says ([`crate::rules::Affects`]).
    Gap(RuleId),
    /// Households of which the rule does not know (L1, S1, V1, G11).
    Unknown(RuleId),
    /// Residents of the gap households.
    GapPersons(RuleId),
    /// Grids that are themselves a gap under the rule.
    GapGrids(RuleId),
}

const RULES: usize = RuleId::ALL.len();
const PLAIN: [Series; 10] = [
    Series::Households,
    Series::Persons,
    Series::PersonsUnknown,
    Series::Buildings,
    Series::Members,
    Series::FullMembers,
    Series::EligibleMembers,
    Series::Units,
    Series::Organisations,
    Series::Stations,
];

impl Series {
    /// How many series there are.
    pub(crate) const COUNT: usize = PLAIN.len() + 5 * RULES;

    /// Every series.
    pub fn all() -> impl Iterator<Item = Self> {
        let of_rule = |rule| {
            [Self::Covered(rule), Self::Gap(rule), Self::Unknown(rule), Self::GapPersons(rule), Self::GapGrids(rule)]
        };
        PLAIN.into_iter().chain(RuleId::ALL.into_iter().flat_map(of_rule))
    }

    /// Its place among all series.
    pub(crate) fn index(self) -> usize {
        let of_rule = |rule: RuleId, part: usize| PLAIN.len() + rule as usize * 5 + part;
        match self {
            Self::Households => 0,
            Self::Persons => 1,
            Self::PersonsUnknown => 2,
            Self::Buildings => 3,
            Self::Members => 4,
            Self::FullMembers => 5,
            Self::EligibleMembers => 6,
            Self::Units => 7,
            Self::Organisations => 8,
            Self::Stations => 9,
            Self::Covered(rule) => of_rule(rule, 0),
            Self::Gap(rule) => of_rule(rule, 1),
            Self::Unknown(rule) => of_rule(rule, 2),
            Self::GapPersons(rule) => of_rule(rule, 3),
            Self::GapGrids(rule) => of_rule(rule, 4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_series_has_a_place_of_its_own() {
        let places: Vec<usize> = Series::all().map(Series::index).collect();
        assert_eq!(places, (0..Series::COUNT).collect::<Vec<_>>());
    }
}
