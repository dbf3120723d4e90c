//! L6, hub households (党员中心户) of a grid. Soft.
//!
//! **Subjects**: grids. **Verdict**: from `least_hubs` to `most_hubs` hub households in the grid on the as-of date, each with a
//! circle of `least_members` to `most_members` active members, is covered, else a gap of *service*. What is not in the
//! register has not been set up, unless it has none at all: then unknown. **Facts**: `hubs`, `small_circles`,
//! `large_circles`, and the bounds.

use chrono::NaiveDate;

use super::prelude::*;
use super::strength::grid_of;
use crate::snapshot::List;

const LEAST_HUBS: Parameter = Parameter::count(RuleId::L6, "least_hubs", 2, "Ninghai: two to five in a grid.");
const MOST_HUBS: Parameter = Parameter::count(RuleId::L6, "most_hubs", 5, "Ninghai: two to five in a grid.");
const LEAST_MEMBERS: Parameter =
    Parameter::count(RuleId::L6, "least_members", 5, "Ninghai: five to fifteen in a circle.");
const MOST_MEMBERS: Parameter =
    Parameter::count(RuleId::L6, "most_members", 15, "Ninghai: five to fifteen in a circle.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::L6,
    name: Words { zh: "党员中心户", en: "Hub households" },
    text: Words {
        zh: "每个网格有 {least_hubs} 至 {most_hubs} 个党员中心户，每户联系 {least_members} 至 {most_members} 名党员。",
        en: "A grid has {least_hubs} to {most_hubs} hub households with {least_members} to {most_members} members each.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "宁海",
    source_date: None,
    parameters: &[LEAST_HUBS, MOST_HUBS, LEAST_MEMBERS, MOST_MEMBERS],
    ordered: &[("least_hubs", "most_hubs"), ("least_members", "most_members")],
    affects: Affects::WholeGrid,
    tells_of: TellsOf::Members,
    needs: &[List::HubHouseholds],
    reads: &[Input::Members, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let bound = |least, most| case.rules.value(least)..=case.rules.value(most);
    let (hubs, members) = (bound(&LEAST_HUBS, &MOST_HUBS), bound(&LEAST_MEMBERS, &MOST_MEMBERS));
    let judge = |circles: &Vec<u32>| {
        let good = hubs.contains(&(circles.len() as u32)) && circles.iter().all(|circle| members.contains(circle));
        Judgement::covered_if(good, Cause::Service)
    };
    vec![(SubjectKind::Grid, circles(case.snapshot, case.as_of).iter().map(judge).collect())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let rules = &district.rules;
    let circles = circles_of(&district.snapshot, district.verdicts.as_of, subject.row);
    let (least, most) = (rules.value(&LEAST_MEMBERS), rules.value(&MOST_MEMBERS));
    let mut facts = vec![
        count("hubs", circles.len() as u64),
        count("small_circles", circles.iter().filter(|circle| **circle < least).count() as u64),
        count("large_circles", circles.iter().filter(|circle| **circle > most).count() as u64),
    ];
    facts.extend(RULE.parameters.iter().map(|bound| parameter(bound.name, rules.value(bound))));
    facts
}

/// For each grid how many active members each of its hub households has around it.
fn circles(snapshot: &Snapshot, as_of: NaiveDate) -> Vec<Vec<u32>> {
    let members = &snapshot.members;
    let mut around = vec![0; snapshot.households.id.len()];
    let named = members.hub.iter().zip(&members.active).filter(|(_, active)| **active).filter_map(|(hub, _)| *hub);
    named.for_each(|hub| around[hub.index()] += 1);
    let mut circles = vec![Vec::new(); snapshot.grids.code.len()];
    for household in hubs(snapshot, as_of) {
        if let Some(grid) = grid_of(snapshot.households.placement[household.index()]) {
            circles[grid.index()].push(around[household.index()]);
        }
    }
    circles
}

/// The same for one grid.
fn circles_of(snapshot: &Snapshot, as_of: NaiveDate, grid: Row) -> Vec<u32> {
    let here = |hub: &Row| grid_of(snapshot.households.placement[hub.index()]) == Some(grid);
    let hubs: Vec<Row> = hubs(snapshot, as_of).filter(here).collect();
    let mut around = vec![0; hubs.len()];
    for (hub, active) in snapshot.members.hub.iter().zip(&snapshot.members.active) {
        if let (true, Some(at)) = (*active, hub.and_then(|hub| hubs.iter().position(|other| *other == hub))) {
            around[at] += 1;
        }
    }
    around
}

/// The hub households that have begun.
fn hubs(snapshot: &Snapshot, as_of: NaiveDate) -> impl Iterator<Item = Row> + '_ {
    let begun = move |since: &Option<NaiveDate>| since.is_none_or(|since| since <= as_of);
    let hubs = snapshot.hubs.household.iter().zip(&snapshot.hubs.since);
    hubs.filter(move |(_, since)| begun(since)).map(|(household, _)| *household)
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::places::GridKind;
    use crate::snapshot::Placement;
    use crate::town::{Dwelling, Person, Town, today};

    fn check(sizes: &[usize], expected: Judgement) {
        let mut town = Town::new();
        let grid = town.grid(GridKind::Residential);
        for members in sizes {
            let hub = town.household(&Dwelling { placement: Placement::InGrid(grid), ..Dwelling::default() });
            town.hub(hub);
            for number in 0..=*members {
                let member = town.member(&Person { active: number < *members, ..Person::default() });
                town.edit().members.hub[member.index()] = Some(hub);
            }
        }
        let verdicts = judged(&town, &RuleSet::default());
        assert_eq!(verdicts.of(RuleId::L6, SubjectKind::Grid).unwrap(), [expected], "{sizes:?}");
        let snapshot = town.snapshot();
        assert_eq!(circles_of(&snapshot, today(), grid), circles(&snapshot, today())[grid.index()], "{sizes:?}");
    }

    #[test]
    fn both_numbers_are_bounded_on_both_sides() {
        let gap = Judgement::gap(Cause::Service);
        check(&[], gap);
        check(&[9], gap);
        check(&[5, 15], Judgement::COVERED);
        check(&[4, 15], gap);
        check(&[5, 16], gap);
        check(&[9; 5], Judgement::COVERED);
        check(&[9; 6], gap);
    }
}
