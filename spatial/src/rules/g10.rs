//! G10, staffed: a leader and a worker for every grid. Soft.
//!
//! **Subjects**: grids of every kind. **Verdict**: at least `leaders` leaders and `workers` workers, else a gap of *service*.
//! Who is not in the register is not appointed, unless it has nobody at all: then unknown. **Facts**: `leaders`, `workers`.

use super::prelude::*;
use crate::snapshot::List;

const LEADERS: Parameter = Parameter::count(RuleId::G10, "leaders", 1, "One name that a resident can be given.");
const WORKERS: Parameter =
    Parameter::count(RuleId::G10, "workers", 1, "The leader is often a cadre with other duties.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::G10,
    name: Words { zh: "力量配备", en: "Staffed" },
    text: Words {
        zh: "每个网格至少有 {leaders} 名网格长和 {workers} 名网格员。",
        en: "Every grid has at least {leaders} leader and {workers} worker.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "实践",
    source_date: None,
    parameters: &[LEADERS, WORKERS],
    ordered: &[],
    affects: Affects::WholeGrid,
    tells_of: TellsOf::Nobody,
    needs: &[List::GridStaff],
    reads: &[],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let (leaders, workers) = (case.rules.value(&LEADERS), case.rules.value(&WORKERS));
    let grids = &case.snapshot.grids;
    let staffed = grids.leaders.iter().zip(&grids.workers);
    let staffed = staffed.map(|(has, have)| u32::from(*has) >= leaders && u32::from(*have) >= workers);
    vec![(SubjectKind::Grid, staffed.map(|is| Judgement::covered_if(is, Cause::Service)).collect())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let grids = &district.snapshot.grids;
    let row = subject.row.index();
    vec![parameter("leaders", grids.leaders[row].into()), parameter("workers", grids.workers[row].into())]
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::places::GridKind;
    use crate::town::Town;

    #[test]
    fn both_are_needed() {
        for (leaders, workers, covered) in [(1, 1, true), (2, 3, true), (0, 1, false), (1, 0, false)] {
            let mut town = Town::new();
            town.grid(GridKind::Rural);
            let grids = &mut town.edit().grids;
            (grids.leaders[0], grids.workers[0]) = (leaders, workers);
            let expected = Judgement::covered_if(covered, Cause::Service);
            let verdicts = judged(&town, &RuleSet::default());
            assert_eq!(verdicts.of(RuleId::G10, SubjectKind::Grid), Some(&[expected][..]), "{leaders} {workers}");
        }
    }
}
