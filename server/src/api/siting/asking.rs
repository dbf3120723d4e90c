use spatial::siting::{self, Ask, SiteKind};
use spatial::snapshot::Row;

use crate::api::lens;
use crate::api::view::{PlaceRow, View};
use crate::app::App;
use crate::http::{Params, Problem};

const KINDS: [SiteKind; 2] = [SiteKind::Station, SiteKind::Hub];
/// Nearer than this a site would be the building itself.
const LEAST_REACH_M: usize = 50;
/// Three quarters of an hour on foot: what is further is not near by anybody's measure.
const MOST_REACH_M: usize = 3_000;

/// What is asked by `kind`, `within_m`, `area`, `rules` and `as_of` about so many sites, and the view to answer from.
///
/// # Errors
/// A 4xx for a bad parameter, 403 where the audience may not be told of the area.
pub(super) async fn asked(app: &App, params: &Params, k: usize) -> Result<(View, Ask), Problem> {
    let kind = params.choice("kind", &KINDS, word)?.unwrap_or(SiteKind::Station);
    let within_dm = within_dm(params)?;
    let (view, area) = asked_about(app, params).await?;
    let usual = siting::usual_reach_dm(kind, &view.served.district.rules);
    Ok((view, Ask { kind, k, within_dm: within_dm.unwrap_or(usual), area }))
}

/// The view through `rules` and `as_of`, and the area whose households count.
///
/// # Errors
/// As [`asked`].
pub(super) async fn asked_about(app: &App, params: &Params) -> Result<(View, Option<Row>), Problem> {
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let area = params.text("area").map(|code| view.area("area", code)).transpose()?;
    let view = lens::judged(view, params, PlaceRow::Area(area.unwrap_or(Row(0)))).await?;
    view.demand_exact(area)?;
    Ok((view, area))
}

/// How far a site serves by `within_m`, decimetres; `None` where the rules say.
///
/// # Errors
/// 422 for anything out of range.
pub(super) fn within_dm(params: &Params) -> Result<Option<u32>, Problem> {
    let within_m = params.number("within_m", LEAST_REACH_M..=MOST_REACH_M)?;
    Ok(within_m.map(|metres| metres as u32 * 10))
}

/// The code of the area asked about, the district's where it is all of it.
pub(super) fn area_code(view: &View, area: Option<Row>) -> String {
    area.map_or(view.snapshot().county.as_str(), |area| view.code(PlaceRow::Area(area))).to_owned()
}

pub(super) fn word(kind: SiteKind) -> &'static str {
    match kind {
        SiteKind::Station => "station",
        SiteKind::Hub => "hub",
    }
}
