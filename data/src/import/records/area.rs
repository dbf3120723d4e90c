use spatial::places::{Area, AreaKind, Level};

use crate::import::Kind;
use crate::import::bounds::Bounds;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let code = row.area_code(Field::Code);
    let name = row.required(Field::Name);
    let kind: Option<AreaKind> = row.choice(Field::Kind);
    // Areas are what says where the district lies, so they themselves are only held against China.
    let shape = row.polygons(&Bounds::CHINA)?;
    let (code, name, kind) = (code?, name?.to_owned(), kind?);
    row.claim(known, Kind::Areas, Field::Code, code.as_str(), &code.county(), place)?;
    if code.level() != level_of(kind) {
        let reason =
            format!("its code is that of a {}, its kind that of a {}", code.level().as_str(), level_of(kind).as_str());
        row.doubt("kind_against_code", Field::Kind.as_str(), kind.as_str(), reason, "correct the code or the kind");
    }
    known.add_area(&code, &shape);
    out.push(Record::Area(Area { code, name, kind, shape }));
    Some(())
}

fn level_of(kind: AreaKind) -> Level {
    match kind {
        AreaKind::District | AreaKind::County => Level::District,
        AreaKind::Street | AreaKind::Town | AreaKind::Township => Level::Street,
        AreaKind::Community | AreaKind::Village => Level::Community,
    }
}
