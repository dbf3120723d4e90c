//! O10, every grid has a branch or group (支部建在网格上). Hard.
//!
//! **Subjects**: grids of every kind. **Verdict**: a branch or a group serves the grid, else a gap of *place*; a committee
//! or general branch above it does not count. Unknown only without any organisation in the register. **Facts**:
//! `organisations`, how many such serve it.

use super::evidence::count;
use super::served::{servants, served};
use super::{
    Affects, Case, Cause, Definition, Fact, Judgement, RuleId, RuleSeverity, Subject, SubjectKind, Tables, TellsOf,
    Words,
};
use crate::District;
use crate::places::OrganisationKind;
use crate::snapshot::List;

pub(super) static RULE: Definition = Definition {
    id: RuleId::O10,
    name: Words { zh: "支部建在网格上", en: "Branch in every grid" },
    text: Words {
        zh: "每个网格有党支部或党小组服务。", en: "Every grid is served by a branch or a group."
    },
    severity: RuleSeverity::Hard,
    on: true,
    source: "支部建在网格上",
    source_date: None,
    parameters: &[],
    ordered: &[],
    affects: Affects::WholeGrid,
    tells_of: TellsOf::Nobody,
    needs: &[List::Organisations],
    reads: &[],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let organisations = &case.snapshot.organisations;
    let served = served(organisations, &organisations.serves_grids, case.snapshot.grids.code.len(), is_near);
    let grids = served.into_iter().map(|yes| if yes { Judgement::COVERED } else { Judgement::gap(Cause::Place) });
    vec![(SubjectKind::Grid, grids.collect())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let organisations = &district.snapshot.organisations;
    vec![count("organisations", servants(organisations, &organisations.serves_grids, subject.row, is_near))]
}

fn is_near(kind: OrganisationKind) -> bool {
    matches!(kind, OrganisationKind::Branch | OrganisationKind::Group)
}

#[cfg(test)]
mod tests {
    use super::super::RuleSet;
    use super::super::tests::judged;
    use super::*;
    use crate::places::GridKind;
    use crate::town::Town;

    #[test]
    fn a_branch_or_group_covers_the_grids_it_serves_and_no_other_kind_does() {
        for kind in OrganisationKind::ALL {
            let mut town = Town::new();
            let (served, other) = (town.grid(GridKind::Dedicated), town.grid(GridKind::Rural));
            town.organisation(*kind, &[served], &[]);
            let near = matches!(kind, OrganisationKind::Branch | OrganisationKind::Group);
            let expected = if near { Judgement::COVERED } else { Judgement::gap(Cause::Place) };
            let verdicts = judged(&town, &RuleSet::default());
            let grids = verdicts.of(RuleId::O10, SubjectKind::Grid).unwrap();
            assert_eq!(grids[served.index()], expected, "{kind:?}");
            assert_eq!(grids[other.index()], Judgement::gap(Cause::Place), "{kind:?}");
        }
    }
}
