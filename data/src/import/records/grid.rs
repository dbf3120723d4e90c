use spatial::places::{AreaCode, Grid, GridCode};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let code = row.id(Field::Code);
    let name = row.required(Field::Name);
    let kind = row.choice(Field::Kind);
    let community = row.community(known);
    let valid_from = row.required_date(Field::ValidFrom);
    let valid_to = row.date(Field::ValidTo);
    let shape = row.polygons(&known.bounds())?;
    let (code, name, kind, community, valid_from) = (code?, name?.to_owned(), kind?, community?, valid_from?);
    check_code(row, code, &community);
    if let Some(end) = valid_to.filter(|end| *end <= valid_from) {
        let reason = format!("the grid ends before it begins ({valid_from})");
        row.doubt(
            "ends_before_begin",
            Field::ValidTo.as_str(),
            &end.to_string(),
            reason,
            "correct one of the two days",
        );
    }
    claim(row, known, code, &format!("{code}@{valid_from}"), &community, place)?;
    out.push(Record::Grid(Grid { code: GridCode::new(code), name, kind, community, valid_from, valid_to, shape }));
    Some(())
}

/// Versions of a grid share its code; others refer to the code, so it is noted apart from the versions.
fn claim(
    row: &mut Reading<'_>,
    known: &mut Known,
    code: &str,
    version: &str,
    community: &AreaCode,
    place: Place,
) -> Option<()> {
    let county = community.county();
    row.claim(known, Kind::Grids, Field::Code, version, &county, place)?;
    // A later version finds the code taken, which is as it should be.
    let _ = known.claim(Kind::Grids, code, &county, place);
    Some(())
}

/// G12 will judge codes; a bad one is no reason to lose the grid.
fn check_code(row: &mut Reading<'_>, code: &str, community: &AreaCode) {
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    let reason = if !digits || code.len() != 15 {
        "a grid's code has 15 digits".to_owned()
    } else if !community.contains_code(code) {
        format!("it does not begin with the code of its community, {community}")
    } else {
        return;
    };
    row.doubt("bad_grid_code", Field::Code.as_str(), code, reason, "give it the community's code and three digits");
}
