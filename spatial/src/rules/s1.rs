//! S1, the 15-minute station circle: a station within 1,000 m on foot. Hard.
//!
//! **Subjects**: dwellings (see [`rollup::dwellings`]), rolled up to grids. **Verdict** by the walk of
//! [`crate::network`]: up to `reach_dm` (inclusive, whole decimetres) covered; further, or cut off from every station, a gap
//! of *place*; unknown without a position or with no road within `snap_dm` on the same bank. A grid tolerates
//! `grid_permille` of gaps. **Facts** of a grid: `gap_households`, `gap_persons`, `unknown`, `reach_m`, `farthest_m` (of its
//! gap households), `cut_off` (how many of them no walk leads to a station from; where there are any), `nearest_station` and
//! `nearest_station_m` (from its label point), `method`. Of a household: `walk_m`, `nearest_station`, `reach_m`, `method`;
//! or `reason` (`no_position`, `off_network`, `cut_off`).

use super::evidence::{count, decimetres, id, parameter, sum, word};
use super::{
    Affects, Case, Cause, Definition, Fact, Input, Judgement, Parameter, RuleId, RuleSeverity, Subject, SubjectKind,
    Tables, TellsOf, Verdict, Words, rollup,
};
use crate::District;
use crate::network::{Method, Reach};
use crate::shape::{Point, distance2_mm2};
use crate::snapshot::{List, Row};
use crate::sums::Series;

/// How far a station may be on foot.
pub(crate) const REACH: Parameter =
    Parameter::distance(RuleId::S1, "reach_dm", 10_000, "15 minutes at 4 km/h, the pace of an old person.");
/// A snap longer than this is unknown.
pub(crate) const SNAP: Parameter = Parameter::distance(
    RuleId::S1,
    "snap_dm",
    1_000,
    "A gate is seldom further than that from a mapped street; beyond it the map, not the walk, is short.",
);
const GRID_PERMILLE: Parameter = Parameter::permille(
    RuleId::S1,
    "grid_permille",
    100,
    "6 to 9 % of households are beyond reach in a well-served district; one in ten of a grid is a place for a station.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::S1,
    name: Words { zh: "15分钟党群服务圈", en: "15-minute station circle" },
    text: Words {
        zh: "每户步行到最近的党群服务站点不超过 {reach_m} 米。",
        en: "Every household has a service station within {reach_m} m on foot.",
    },
    severity: RuleSeverity::Hard,
    on: true,
    source: "15分钟服务圈；GB 50180-2018（未核实）",
    source_date: None,
    parameters: &[REACH, SNAP, GRID_PERMILLE],
    ordered: &[],
    affects: Affects::Households,
    tells_of: TellsOf::Gaps,
    needs: &[List::Stations],
    reads: &[Input::Walks, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let reach_dm = case.rules.value(&REACH);
    rollup::dwellings(case, case.rules.value(&GRID_PERMILLE), |household| match case.network.walk_of(household) {
        None | Some(Reach::OffNetwork) => Judgement::UNKNOWN,
        Some(Reach::Walk { dm, .. }) if dm <= reach_dm => Judgement::COVERED,
        Some(Reach::Walk { .. } | Reach::CutOff) => Judgement::gap(Cause::Place),
    })
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let reach = parameter("reach_m", district.rules.value(&REACH) / 10);
    let method = word(
        "method",
        match district.network.method() {
            Method::Network => "network",
            Method::Straight => "straight",
        },
    );
    let mut facts = match subject.kind {
        SubjectKind::Household => walk_facts(district, subject.row, reach),
        _ => grid_facts(district, subject.row, reach),
    };
    facts.push(method);
    facts
}

fn walk_facts(district: &District, household: Row, reach: Fact) -> Vec<Fact> {
    let reason = match district.network.walk_of(household) {
        Some(Reach::Walk { station, dm }) => {
            return vec![decimetres("walk_m", dm), station_id(district, station), reach];
        }
        Some(Reach::CutOff) => "cut_off",
        Some(Reach::OffNetwork) => "off_network",
        None => "no_position",
    };
    vec![word("reason", reason), reach]
}

fn grid_facts(district: &District, grid: Row, reach: Fact) -> Vec<Fact> {
    let mut facts = vec![
        sum(district, grid, "gap_households", Series::Gap(RuleId::S1)),
        sum(district, grid, "gap_persons", Series::GapPersons(RuleId::S1)),
        sum(district, grid, "unknown", Series::Unknown(RuleId::S1)),
        reach,
    ];
    let judged = district.verdicts.of(RuleId::S1, SubjectKind::Household).unwrap_or_default();
    let residents = district.verdicts.residents(grid).iter();
    let gaps = residents.filter(|household| judged.get(household.index()).is_some_and(|j| j.verdict == Verdict::Gap));
    let walks: Vec<_> = gaps.filter_map(|household| district.network.walk_of(*household)).collect();
    let lengths = walks.iter().filter_map(|walk| if let Reach::Walk { dm, .. } = walk { Some(*dm) } else { None });
    facts.extend(lengths.max().map(|farthest| decimetres("farthest_m", farthest)));
    let cut_off = walks.iter().filter(|walk| **walk == Reach::CutOff).count() as u64;
    facts.extend((cut_off > 0).then(|| count("cut_off", cut_off)));
    if let Reach::Walk { station, dm } = district.network.reach(district.snapshot.grids.label[grid.index()], None) {
        facts.extend([station_id(district, station), decimetres("nearest_station_m", dm)]);
    }
    facts
}

/// The households that the circle covers and the walk does not: gaps with a station within reach in a straight line. By row.
pub fn circle_only(district: &District) -> Vec<Row> {
    let reach_mm2 = (i128::from(district.rules.value(&REACH)) * 100).pow(2);
    let stations: Vec<_> = district.snapshot.stations.position.iter().flatten().copied().collect();
    let near = |at: Point| stations.iter().any(|station| distance2_mm2(at, *station) <= reach_mm2);
    let homes = district.network.homes();
    let mut known = vec![None; homes.points().len()];
    let judged = district.verdicts.of(RuleId::S1, SubjectKind::Household).unwrap_or_default();
    let gaps =
        (0..).map(Row).zip(judged).filter(|(_, judgement)| judgement.verdict == Verdict::Gap).map(|(row, _)| row);
    let in_circle = |row: &Row| {
        let home = homes.home_of(*row);
        home.is_some_and(|home| *known[home].get_or_insert_with(|| near(homes.points()[home])))
    };
    gaps.filter(in_circle).collect()
}

fn station_id(district: &District, station: Row) -> Fact {
    id("nearest_station", district.snapshot.stations.id[station.index()].as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::super::{RuleSet, explain};
    use super::*;
    use crate::places::{GridKind, RoadClass, Tenure};
    use crate::snapshot::Placement;
    use crate::town::{Dwelling, Town, at};

    const GAP: Judgement = Judgement::gap(Cause::Place);

    /// A street of 3 km along the x axis with a station at its beginning.
    fn street() -> Town {
        let mut town = Town::new();
        town.road(RoadClass::Street, false, &[at(0, 0), at(3000, 0)]);
        town.station(Some(at(0, 0)));
        town
    }

    fn live(town: &mut Town, x_m: i32, y_m: i32) -> Row {
        town.household(&Dwelling { position: Some(at(x_m, y_m)), ..Dwelling::default() })
    }

    fn on(town: &Town, household: Row) -> Judgement {
        let subject = Subject { kind: SubjectKind::Household, row: household };
        judged(town, &RuleSet::default()).on(RuleId::S1, subject).unwrap()
    }

    #[test]
    fn a_thousand_metres_are_within_reach_and_a_decimetre_more_is_not() {
        let mut town = street();
        let inside = live(&mut town, 950, 50);
        let household =
            Dwelling { position: Some(crate::shape::Point { x: 950_100, y: 50_000 }), ..Dwelling::default() };
        let outside = town.household(&household);
        assert_eq!(on(&town, inside), Judgement::COVERED);
        assert_eq!(on(&town, outside), GAP);
    }

    #[test]
    fn a_snap_of_a_hundred_metres_is_taken_and_a_longer_one_is_unknown() {
        let mut town = street();
        let near = live(&mut town, 300, 100);
        let far = live(&mut town, 300, 101);
        assert_eq!(on(&town, near), Judgement::COVERED);
        assert_eq!(on(&town, far), Judgement::UNKNOWN);
    }

    #[test]
    fn a_station_off_the_network_serves_nobody() {
        let mut town = Town::new();
        town.road(RoadClass::Street, false, &[at(0, 0), at(3000, 0)]);
        town.station(Some(at(10, 101)));
        let household = live(&mut town, 10, 90);
        assert_eq!(on(&town, household), GAP);
    }

    #[test]
    fn without_any_station_every_household_on_the_network_is_a_gap() {
        let mut town = Town::new();
        town.road(RoadClass::Street, false, &[at(0, 0), at(3000, 0)]);
        let household = live(&mut town, 10, 90);
        assert_eq!(on(&town, household), GAP);
    }

    #[test]
    fn a_motorway_is_no_way() {
        let mut town = Town::new();
        town.road(RoadClass::Motorway, false, &[at(0, 0), at(500, 0)]);
        town.road(RoadClass::Lane, false, &[at(0, 0), at(0, 900), at(500, 900), at(500, 0)]);
        town.station(Some(at(0, 0)));
        let household = live(&mut town, 500, 0);
        assert_eq!(on(&town, household), GAP, "2,300 m round the block, 500 m along the motorway");
    }

    #[test]
    fn no_position_and_no_tenure_are_unknown_and_a_vacant_dwelling_is_no_subject() {
        let mut town = street();
        let nowhere = town.household(&Dwelling { position: None, ..Dwelling::default() });
        let far = Dwelling { position: Some(at(2000, 0)), tenure: None, ..Dwelling::default() };
        let perhaps_vacant = town.household(&far);
        let covered = town.household(&Dwelling { position: Some(at(20, 0)), tenure: None, ..Dwelling::default() });
        let vacant = town.household(&Dwelling { tenure: Some(Tenure::Vacant), ..far });
        assert_eq!(on(&town, nowhere), Judgement::UNKNOWN);
        assert_eq!(on(&town, perhaps_vacant), Judgement::UNKNOWN);
        assert_eq!(on(&town, covered), Judgement::COVERED);
        assert_eq!(on(&town, vacant), Judgement::NOT_APPLICABLE);
    }

    #[test]
    fn without_roads_the_straight_line_counts_for_a_third_more_and_the_evidence_says_so() {
        let mut town = Town::new();
        town.station(Some(at(0, 0)));
        let near = live(&mut town, 757, 0);
        let far = live(&mut town, 758, 0);
        assert_eq!(on(&town, near), Judgement::COVERED);
        assert_eq!(on(&town, far), GAP);
        let district = District::assess(town.snapshot(), RuleSet::default(), None);
        let subject = Subject { kind: SubjectKind::Household, row: far };
        let facts = explain(&district, RuleId::S1, subject).unwrap().facts;
        let expected = [
            decimetres("walk_m", 10_006),
            id("nearest_station", "Z0"),
            parameter("reach_m", 1000),
            word("method", "straight"),
        ];
        assert_eq!(facts, expected);
    }

    #[test]
    fn across_the_river_the_circle_covers_and_the_walk_does_not() {
        let mut town = street();
        town.water(&[at(-500, 40), at(900, 40), at(900, 60), at(-500, 60)], &[]);
        town.road(RoadClass::Street, false, &[at(0, 100), at(1500, 100), at(1500, 0)]);
        let (near, across, far) = (live(&mut town, 500, 0), live(&mut town, 0, 90), live(&mut town, 2500, 0));
        let district = District::assess(town.snapshot(), RuleSet::default(), None);
        let gap = |row| district.verdicts.on(RuleId::S1, Subject { kind: SubjectKind::Household, row }).unwrap() == GAP;
        assert_eq!([near, across, far].map(gap), [false, true, true]);
        assert_eq!(circle_only(&district), [across]);
    }

    #[test]
    fn a_grid_names_its_farthest_household_and_its_nearest_station() {
        let mut town = street();
        let grid = town.grid(GridKind::Residential);
        for x_m in [100, 1500, 2000] {
            let placement = Placement::InGrid(grid);
            town.household(&Dwelling { position: Some(at(x_m, 0)), placement, ..Dwelling::default() });
        }
        let district = District::assess(town.snapshot(), RuleSet::default(), None);
        let evidence = explain(&district, RuleId::S1, Subject { kind: SubjectKind::Grid, row: grid }).unwrap();
        assert_eq!(evidence.judgement, GAP);
        assert!(evidence.facts.contains(&decimetres("farthest_m", 20_000)), "{evidence:?}");
        assert!(evidence.facts.contains(&id("nearest_station", "Z0")), "{evidence:?}");
        assert!(evidence.facts.contains(&word("method", "network")), "{evidence:?}");
    }
}
