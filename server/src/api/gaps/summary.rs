//! `GET /api/v1/gaps/summary`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde_json::Value;
use spatial::disclosure::Shown;
use spatial::places::Level;
use spatial::rules::{Cause, RuleId, Verdict};
use spatial::snapshot::Row;
use spatial::sums::Series;
use utoipa::IntoParams;

use crate::api::cursor::{Cursor, page};
use crate::api::lens::{self, LensQuery};
use crate::api::sheet::{Sheet, TableFormat, a_line_for_each};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{CauseCounts, CircleOnlyItem, Count, GapSummaryItem, GapSummaryRule, LevelWord, Page};
use crate::app::App;
use crate::http::{Params, Problem, Problems};
use crate::live::Affected;

/// The parameters of the summary.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// One item per place of this level; by default that of the area asked about.
    #[param(inline)]
    level: Option<LevelWord>,
    /// Code of the area they lie in, or of a grid; by default the district.
    area: Option<String>,
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 200, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// json, or csv (for a spreadsheet) with a line for each place and rule; by default json.
    #[param(inline)]
    format: Option<TableFormat>,
}

const SHEET: Sheet = Sheet {
    name: "gaps-summary",
    items: "items",
    place: None,
    lines: |_, item: &Value| a_line_for_each(item, "rules"),
    columns: &[
        ("编号", "code", "/code"),
        ("名称", "name", "/name"),
        ("级别", "level", "/level"),
        ("规则", "rule", "/rule"),
        ("严重程度", "severity", "/severity"),
        ("盲区网格数", "gap grids", "/gap_grids"),
        ("未知网格数", "unknown grids", "/unknown_grids"),
        ("覆盖网格数", "covered grids", "/covered_grids"),
        ("盲区户数", "gap households", "/gap_households"),
        ("盲区人数", "gap persons", "/gap_persons"),
        ("覆盖千分比", "covered per thousand", "/rate"),
        ("位置", "place", "/causes/place"),
        ("力量", "capacity", "/causes/capacity"),
        ("服务", "service", "/causes/service"),
        ("边界", "shape", "/causes/shape"),
        ("数据", "data", "/causes/data"),
    ],
};

/// Gaps, unknowns and causes per rule, added up by district, street, community or grid.
#[utoipa::path(
    get, path = "/api/v1/gaps/summary", operation_id = "summariseGaps", tag = "gaps",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of summaries", body = Page<GapSummaryItem>), Problems)
)]
pub(crate) async fn summarise_gaps(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["level", "area", "limit", "cursor", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let level = params.choice("level", &Level::ALL, Level::as_str)?;
    let limit = params.limit(200, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let within = params.text("area").map_or(Ok(PlaceRow::Area(Row(0))), |code| view.area_or_grid("area", code))?;
    let view = lens::judged(view, &params, within).await?;
    told_of_circles(&view).await?;
    let position = |place: &_| Cursor { rank: 0, id: view.code(*place).to_owned() };
    let (places, next) =
        page(view.places_at(within, level.unwrap_or(view.own_level(within)))?, cursor.as_ref(), limit, position);
    Ok(SHEET.answer(format, &Page { items: places.into_iter().map(|place| item(&view, place)).collect(), next }))
}

/// Has those counted whom the circle alone covers, on a thread that may take its time, where anybody may be told.
async fn told_of_circles(view: &View) -> Result<(), Problem> {
    if !view.audience.has_exact_counts() {
        return Ok(());
    }
    let served = Arc::clone(&view.served);
    let counted = tokio::task::spawn_blocking(move || {
        served.circle_only();
    });
    counted.await.map_err(|_| Problem::internal())
}

fn item(view: &View, place: PlaceRow) -> GapSummaryItem {
    GapSummaryItem {
        id: view.code(place).to_owned(),
        code: view.code(place).to_owned(),
        name: view.name(place).to_owned(),
        level: view.level(place).into(),
        rules: view.rules().map(|rule| rule_item(view, place, rule)).collect(),
        circle_only: circle_only(view, place),
    }
}

/// Those whom the circle covers and the walk does not; a part of S1's gaps, which no suppression was worked out for.
fn circle_only(view: &View, place: PlaceRow) -> CircleOnlyItem {
    let told = view.knows(place) && view.judges_households(RuleId::S1);
    let Affected { households, persons } = match place {
        _ if !told => Affected::default(),
        PlaceRow::Area(area) => view.served.circle_only().of_area(area),
        PlaceRow::Grid(grid) => view.served.circle_only().of_grid(grid),
    };
    let count = |count| Count(if told { Shown::Exact(count) } else { Shown::Hidden });
    CircleOnlyItem { households: count(households), persons: count(persons) }
}

fn rule_item(view: &View, place: PlaceRow, rule: RuleId) -> GapSummaryRule {
    let single;
    let grids: &[Row] = match place {
        PlaceRow::Area(row) => view.served.hierarchy.grids(row),
        PlaceRow::Grid(row) => {
            single = [row];
            &single
        }
    };
    let judgements = || grids.iter().filter_map(|&grid| view.judgement(rule, grid));
    let with = |verdict| Count::exact(judgements().filter(|judgement| judgement.verdict == verdict).count());
    let gaps = judgements().filter(|judgement| judgement.verdict == Verdict::Gap);
    GapSummaryRule {
        rule: rule.into(),
        severity: view.severity(rule).into(),
        gap_grids: with(Verdict::Gap),
        unknown_grids: with(Verdict::Unknown),
        covered_grids: with(Verdict::Covered),
        gap_households: view.count(place, Series::Gap(rule)),
        gap_persons: view.count(place, Series::GapPersons(rule)),
        rate: view.rate(place, rule),
        causes: causes(gaps.filter_map(|judgement| judgement.cause)),
    }
}

fn causes(gaps: impl Iterator<Item = Cause>) -> CauseCounts {
    let mut counts = CauseCounts::default();
    for cause in gaps {
        *match cause {
            Cause::Place => &mut counts.place,
            Cause::Capacity => &mut counts.capacity,
            Cause::Service => &mut counts.service,
            Cause::Shape => &mut counts.shape,
            Cause::Data => &mut counts.data,
        } += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_never_mixed() {
        let counts = causes([Cause::Place, Cause::Data, Cause::Place].into_iter());
        assert_eq!((counts.place, counts.capacity, counts.service, counts.shape, counts.data), (2, 0, 0, 0, 1));
    }
}
