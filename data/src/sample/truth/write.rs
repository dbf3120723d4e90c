//! `truth.json`.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::judge::Verdict;
use super::links::Cause;
use super::place::Standing;
use super::tables::Table;
use super::{Truth, border, capacity, joint, rates, reports, sums};
use crate::sample::files::Folder;
use crate::sample::people::life;
use crate::sample::register::{self, Register};
use crate::sample::service::Service;
use crate::sample::{SampleError, SampleOptions};

/// Writes it beside the files it speaks of.
pub(in crate::sample) fn write(
    register: &Register,
    truth: &Truth,
    service: &Service,
    options: &SampleOptions,
    folder: &mut Folder<'_>,
) -> Result<(), SampleError> {
    let rows: Map<String, Value> = folder.report.files.iter().map(|(name, rows)| (name.clone(), json!(rows))).collect();
    let ids = |list: &[usize], id: fn(usize) -> String| list.iter().map(|index| id(*index)).collect::<Vec<_>>();
    let homes = |list: &[usize]| ids(list, register::household_id);
    let planted = &register.planted;
    let codes = |list: &[usize]| list.iter().map(|grid| register.town.grids[*grid].code.clone()).collect::<Vec<_>>();
    let flaws = &register.mosaic.flaws;
    let mut shifted = planted.shifted.clone();
    shifted.extend(
        (0..register.homes.len())
            .filter(|home| register.homes[*home].shifted && register.homes[*home].original.is_some()),
    );
    let duplicates: Map<String, Value> = planted
        .duplicates
        .iter()
        .map(|(copy, original)| (register::household_id(*copy), json!(register::household_id(*original))))
        .collect();
    let mut rules = rules(register, truth);
    super::shapes::judge(register, truth, service, &mut rules);
    super::bodies::judge(register, truth, service, &mut rules);
    super::ties::judge(register, truth, service, options.seed, &mut rules);
    rules.insert("G6".into(), border::judge(register));
    rules.insert("O2".into(), joint::judge(register, truth));
    for (rule, kind) in [("O6", "area"), ("O8c", "unit"), ("V3", "household"), ("Q3", "area")] {
        let nobody = json!({"gap": [], "rest": "not_applicable"});
        rules.insert(rule.into(), json!({kind: nobody, "grid": nobody}));
    }
    let facts = json!({
        "O6": {"area": reports::coverage(register, truth, service)},
        "V3": {"grid": reports::statuses_of_grids(register, truth)},
        "Q3": rates::rates(register, truth, options.seed),
    });
    let words = json!({
        "O8c": {"unit": reports::scopes(register, service)},
        "V3": {"household": reports::statuses(register)},
    });
    let all = json!({
        "as_of": life::data_date().to_string(),
        "seed": options.seed,
        "size": options.size.as_str(),
        "counts": {"rows": rows, "planted": {
            "outside": homes(&planted.outside), "on_border": homes(&planted.on_border),
            "without_coordinates": homes(&planted.without_coordinates),
            "slivers": codes(&flaws.slivers), "overlaps": codes(&flaws.overlaps), "holes": codes(&flaws.holes),
            "strays": codes(&flaws.strays), "bad_codes": codes(&flaws.bad_codes),
            "cut_buildings": ids(&register.cut, register::building_id),
        }},
        "rules": rules,
        "off": {"O8a": reports::large_units(register, truth)},
        "facts": facts,
        "words": words,
        "capacity": capacity::judge(register, truth),
        "sums": {"grids": sums::of_grids(register, truth)},
        "shifted": homes(&shifted),
        "duplicates": duplicates,
    });
    folder.file("truth.json", |out| {
        serde_json::to_writer(&mut *out, &all)?;
        writeln!(out)?;
        Ok(1)
    })
}

fn rules(register: &Register, truth: &Truth) -> Map<String, Value> {
    let household: fn(usize) -> String = register::household_id;
    let grid = |index: usize| register.town.grids[index].code.clone();
    let cause = |wanted: Cause| -> Vec<String> {
        let causes = truth.l1_causes.iter().enumerate();
        causes.filter(|(_, cause)| **cause == Some(wanted)).map(|(home, _)| household(home)).collect()
    };
    let none = vec![Verdict::NotApplicable; register.town.grids.len()];
    let homes = placed(&truth.homes, |home| register.homes[home].original.is_none());
    let members = placed(&truth.members, |member| register.members[member].active);
    let rules = json!({
        "G1": {"grid": table(&truth.g1, grid)},
        "G11": {
            "grid": table(&none, grid),
            "household": table(&homes, household),
            "member": table(&members, register::member_id),
            "building": table(&placed(&truth.buildings, |_| true), register::building_id),
            "unit": table(&placed(&truth.units, |_| true), register::unit_id),
            "station": table(&placed(&truth.stations, |_| true), register::station_id),
        },
        "O1": {"grid": table(&truth.o1_grids, grid), "unit": table(&truth.o1_units, register::unit_id)},
        "O10": {"grid": table(&truth.o10, grid)},
        "L1": {
            "grid": table(&truth.l1_grids, grid),
            "household": table(&truth.l1, household),
            "cause": {"capacity": cause(Cause::Capacity), "service": cause(Cause::Service), "data": cause(Cause::Data)},
        },
        "S1": {"grid": table(&truth.s1_grids, grid), "household": table(&truth.s1, household)},
        "V1": {"grid": table(&truth.v1_grids, grid), "household": table(&truth.v1, household)},
    });
    rules.as_object().cloned().unwrap_or_default()
}

/// G11 from where subjects stand.
fn placed(standings: &[Standing], is_subject: impl Fn(usize) -> bool) -> Vec<Verdict> {
    let judge = |(index, standing): (usize, &Standing)| match standing {
        _ if !is_subject(index) => Verdict::NotApplicable,
        Standing::In(_) => Verdict::Covered,
        Standing::Outside | Standing::Ambiguous => Verdict::Gap,
        Standing::NoPosition | Standing::Unverified => Verdict::Unknown,
    };
    standings.iter().enumerate().map(judge).collect()
}

fn table(verdicts: &[Verdict], id: impl Fn(usize) -> String) -> Value {
    Table(verdicts.to_vec()).of(id)
}
