//! O8c, the units in scope: fixed premises, operating, of ten staff or more (social organisations thirty). A report.
//!
//! **Subjects**: units of the new sector. There is no verdict: a unit in scope is nobody's gap, it is what O6 and O7 count.
//! Every unit is not applicable; its **facts** say `scope` (`in`, `out` or `unknown`) and the bounds.

use super::prelude::*;
use crate::places::UnitKind;

const STAFF: Parameter = Parameter::count(RuleId::O8c, "staff", 10, "The survey's scope for private enterprises.");
const SOCIAL_STAFF: Parameter =
    Parameter::count(RuleId::O8c, "social_staff", 30, "The survey's scope for social organisations.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::O8c,
    name: Words { zh: "统计范围", en: "Scope" },
    text: Words {
        zh: "有固定场所、正在营业、从业 {staff} 人以上（社会组织 {social_staff} 人以上）的单位计入分母。",
        en: "Units with fixed premises, operating, of {staff} or more staff (social organisations {social_staff}) are the denominator.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "普查口径",
    source_date: None,
    parameters: &[STAFF, SOCIAL_STAFF],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[Input::Units],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let none = |len: usize| vec![Judgement::NOT_APPLICABLE; len].into();
    let snapshot = case.snapshot;
    vec![(SubjectKind::Unit, none(snapshot.units.id.len())), (SubjectKind::Grid, none(snapshot.grids.code.len()))]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let bounds = [
        parameter("staff", district.rules.value(&STAFF)),
        parameter("social_staff", district.rules.value(&SOCIAL_STAFF)),
    ];
    let scope = (subject.kind == SubjectKind::Unit).then(|| {
        let scope = in_scope(&district.snapshot, &district.rules, subject.row.index());
        word("scope", scope.map_or("unknown", |is| if is { "in" } else { "out" }))
    });
    scope.into_iter().chain(bounds).collect()
}

/// Whether a unit is in scope; `None` where a blank field could decide it.
pub(super) fn in_scope(snapshot: &Snapshot, rules: &RuleSet, unit: usize) -> Option<bool> {
    let units = &snapshot.units;
    let least = match units.kind[unit] {
        UnitKind::PrivateEnterprise => rules.value(&STAFF),
        UnitKind::SocialOrganisation => rules.value(&SOCIAL_STAFF),
        UnitKind::StateEnterprise | UnitKind::PublicInstitution | UnitKind::Agency => return Some(false),
    };
    let told = [Some(units.operating[unit]), units.fixed_premises[unit], units.staff[unit].map(|staff| staff >= least)];
    if told.contains(&Some(false)) { Some(false) } else { told.iter().all(Option::is_some).then_some(true) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::Placement;
    use crate::town::Town;

    #[test]
    fn one_no_is_out_and_one_blank_is_unknown() {
        use UnitKind::{Agency, PrivateEnterprise, SocialOrganisation};
        for (kind, operating, fixed, staff, expected) in [
            (PrivateEnterprise, true, Some(true), Some(10), Some(true)),
            (PrivateEnterprise, true, Some(true), Some(9), Some(false)),
            (SocialOrganisation, true, Some(true), Some(29), Some(false)),
            (SocialOrganisation, true, Some(true), Some(30), Some(true)),
            (PrivateEnterprise, true, None, Some(10), None),
            (PrivateEnterprise, true, Some(true), None, None),
            (PrivateEnterprise, false, None, None, Some(false)),
            (Agency, true, Some(true), Some(99), Some(false)),
        ] {
            let mut town = Town::new();
            town.unit(operating, Placement::Outside);
            let units = &mut town.edit().units;
            (units.kind[0], units.fixed_premises[0], units.staff[0]) = (kind, fixed, staff);
            assert_eq!(in_scope(&town.snapshot(), &RuleSet::default(), 0), expected, "{kind:?} {fixed:?} {staff:?}");
        }
    }
}
