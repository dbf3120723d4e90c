//! G12, a grid's code: 15 digits that begin with its community's. Soft.
//!
//! **Subjects**: grids. **Verdict**: 15 digits, beginning with the 12 of the community that claims it, else a gap of *shape*;
//! unknown where the digits are right and the register has no such community. Codes are unique because the register keeps one
//! version of each at a time; whether numbers run west to east is told by the map, not judged. **Facts**: `digits`, `community`.

use super::prelude::*;

pub(super) static RULE: Definition = Definition {
    id: RuleId::G12,
    name: Words { zh: "编码规范", en: "Code valid" },
    text: Words {
        zh: "网格编码为 15 位数字，且以所属社区的 12 位编码开头。",
        en: "A grid's code is 15 digits that begin with the 12 of its community.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "CJ/T 349-2010；DB6101/T 3185-2024",
    source_date: None,
    parameters: &[],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[Input::Grids],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let grids = (0..case.snapshot.grids.code.len() as u32).map(|grid| judge(case.snapshot, Row(grid)));
    vec![(SubjectKind::Grid, grids.collect())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let snapshot = &district.snapshot;
    let code = snapshot.grids.code[subject.row.index()].as_str();
    let digits = parameter("digits", code.bytes().filter(u8::is_ascii_digit).count() as u32);
    let community = snapshot.grids.community[subject.row.index()];
    let community = community.map(|area| id("community", snapshot.areas.code[area.index()].as_str()));
    std::iter::once(digits).chain(community).collect()
}

fn judge(snapshot: &Snapshot, grid: Row) -> Judgement {
    let code = snapshot.grids.code[grid.index()].as_str();
    let well_formed = code.len() == 15 && code.bytes().all(|byte| byte.is_ascii_digit());
    match snapshot.grids.community[grid.index()] {
        _ if !well_formed => Judgement::gap(Cause::Shape),
        Some(area) => Judgement::covered_if(snapshot.areas.code[area.index()].contains_code(code), Cause::Shape),
        None => Judgement::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{COMMUNITIES, Records, code};
    use crate::places::GridCode;

    #[test]
    fn the_digits_and_the_beginning_are_judged() {
        let (gap, mine) = (Judgement::gap(Cause::Shape), COMMUNITIES[0]);
        for (grid, community, expected) in [
            ("990101001001009", mine, Judgement::COVERED),
            ("99010100100109", mine, gap),
            ("99010100100100X", mine, gap),
            ("990101001002009", mine, gap),
            ("990101001001009", "990101001009", Judgement::UNKNOWN),
            ("99010100100１009", mine, gap),
        ] {
            let mut records = Records::tiny();
            records.grids.truncate(1);
            (records.grids[0].code, records.grids[0].community) = (GridCode::new(grid), code(community));
            let district = records.district();
            assert_eq!(district.verdicts.of(RuleId::G12, SubjectKind::Grid), Some(&[expected][..]), "{grid}");
        }
    }
}
