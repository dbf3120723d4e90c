use spatial::places::{AreaCode, BuildingId, MicroGrid, MicroGridCode};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

/// A grid's code and two digits.
const DIGITS: usize = 17;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let code = row.id(Field::Code);
    let name = row.text(Field::Name).to_owned();
    let mut buildings = Vec::new();
    for building in row.references(Field::Buildings) {
        row.check_reference(known, Kind::Buildings, Field::Buildings, building);
        buildings.push(BuildingId::new(building));
    }
    let code = code?;
    let grid = code.get(..DIGITS - 2).filter(|_| is_code(code));
    if let Some(grid) = grid {
        row.check_reference(known, Kind::Grids, Field::Code, grid);
    } else {
        let reason = format!("a micro-grid's code is its grid's and two digits: {DIGITS} digits; it is kept as it is");
        row.doubt("bad_micro_grid_code", Field::Code.as_str(), code, reason, "write the grid's code and two digits");
    }
    let found = code.get(..6).and_then(|digits| AreaCode::parse(digits).ok());
    let county = row.or_default_county(found, known)?;
    row.claim(known, Kind::MicroGrids, Field::Code, code, &county, place)?;
    out.push(Record::MicroGrid(MicroGrid { county, code: MicroGridCode::new(code), name, buildings }));
    Some(())
}

fn is_code(code: &str) -> bool {
    code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit())
}
