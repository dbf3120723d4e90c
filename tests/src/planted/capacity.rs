//! L8: the best assignment's numbers, and the standing of every household.

use std::collections::HashSet;

use serde_json::Value;
use spatial::flow::{self, Totals};
use spatial::rules::SubjectKind;
use spatial::snapshot::Row;
use spatial::{District, flow::Standing};

use super::tables::Expected;
use super::{ids, some};

pub(super) fn compare(district: &District, truth: &Value, wrong: &mut Vec<String>) {
    // A plain search for paths is too slow for a district: there the truth is silent, and says so.
    let told = &truth["capacity"];
    if told.is_null() {
        assert_eq!(truth["size"], "district", "the truth says nothing of L8");
        return;
    }
    let capacity = flow::assess(district);
    let Totals { linked, waiting, closable, short, members, places, spare, linkable_anew } = capacity.totals;
    let totals = [
        ("linked", linked),
        ("waiting", waiting),
        ("closable", closable),
        ("short", short),
        ("members", members),
        ("places", places),
        ("spare", spare),
        ("linkable_anew", linkable_anew),
    ];
    for (name, got) in totals {
        if told["totals"][name] != got {
            wrong.push(format!("L8 {name}: {got}, truth {}", told["totals"][name]));
        }
    }
    let expected = Expected::new(&told["household"]);
    let ids = ids(district, SubjectKind::Household);
    let strangers = expected.strangers(&ids.iter().map(String::as_str).collect::<HashSet<_>>());
    assert!(strangers.is_empty(), "L8: {}", some(&strangers));
    let standing = |row: usize| Standing::as_str(capacity.standing(Row(row as u32)));
    let differing: Vec<_> = ids
        .iter()
        .enumerate()
        .map(|(row, id)| (id, expected.of(id), standing(row)))
        .filter(|(_, wanted, got)| wanted != got)
        .collect();
    if !differing.is_empty() {
        wrong.push(format!("L8 household (id, truth, standing), {}", some(&differing)));
    }
}
