//! `GET /api/v1/joint-branches`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde_json::Value;
use spatial::rules::{JointBranch, Subject, SubjectKind};
use spatial::snapshot::{Placement, Row};
use utoipa::IntoParams;

use crate::api::cursor::{Cursor, page};
use crate::api::lens::{self, LensQuery};
use crate::api::sheet::{Format, Sheet, a_line_for_each};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{JointBranchItem, JointKindWord, JointSubject, Page};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

/// The parameters of the joint branches.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// Code of the area in which the first of the group stands; by default the district.
    area: Option<String>,
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 50, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// json, csv (for a spreadsheet: a line for each unit or grid) or geojson (for a map program); by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet = Sheet {
    name: "joint-branches",
    items: "items",
    place: Some("position"),
    lines: |_: &Value, item: &Value| a_line_for_each(item, "subjects"),
    columns: &[
        ("联合组编号", "group", "/id"),
        ("对象", "kind", "/kind"),
        ("单位或网格编号", "unit or grid", "/code"),
        ("名称", "name", "/name"),
        ("本组正式党员", "full members together", "/members"),
        ("最远米", "farthest m", "/farthest_m"),
        ("网格编号", "grid", "/grid/code"),
        ("网格名称", "grid name", "/grid/name"),
        ("经度", "longitude", "/position/0"),
        ("纬度", "latitude", "/position/1"),
    ],
};

/// The joint branches that O2 proposes: neighbouring units, or grids, that are too few alone and reach the number of full members
/// of a branch together. For those who see exact counts of the area asked about.
#[utoipa::path(
    get, path = "/api/v1/joint-branches", operation_id = "listJointBranches", tag = "gaps",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of groups", body = Page<JointBranchItem>), Problems)
)]
pub(crate) async fn list_joint_branches(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let params = Params::read(query.as_deref(), &["area", "limit", "cursor", "format", "rules", "as_of"])?;
    let format = SHEET.format(&params)?;
    let limit = params.limit(50, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let area = params.text("area").map(|code| view.area("area", code)).transpose()?;
    let view = lens::judged(view, &params, PlaceRow::Area(area.unwrap_or(Row(0)))).await?;
    view.demand_exact(area)?;

    let served = Arc::clone(&view.served);
    let made = tokio::task::spawn_blocking(move || served.district.joint_branches().groups.clone());
    let groups = made.await.map_err(|_| Problem::internal())?.into_iter();
    let groups = groups.filter(|group| stands_in(&view, area, group.subjects[0])).collect();
    let position = |group: &JointBranch| Cursor { rank: 0, id: key(&view, group) };
    let (groups, next) = page(groups, cursor.as_ref(), limit, position);
    let items = groups.iter().map(|group| item(&view, group)).collect();
    Ok(SHEET.answer(format, &Page { items, next }))
}

fn stands_in(view: &View, area: Option<Row>, subject: Subject) -> bool {
    let (placement, community) = match subject.kind {
        SubjectKind::Unit => {
            let units = &view.snapshot().units;
            (units.placement[subject.row.index()], units.community[subject.row.index()])
        }
        _ => (Placement::InGrid(subject.row), view.snapshot().grids.community[subject.row.index()]),
    };
    view.is_in(area, placement, community)
}

/// Groups are told units first, each kind by the id of its first.
fn key(view: &View, group: &JointBranch) -> String {
    let first = group.subjects[0];
    format!("{}-{}", if first.kind == SubjectKind::Unit { 1 } else { 2 }, subject(view, first).code)
}

fn item(view: &View, group: &JointBranch) -> JointBranchItem {
    let snapshot = view.snapshot();
    let first = group.subjects[0];
    let (kind, grid, at) = if first.kind == SubjectKind::Unit {
        let units = &snapshot.units;
        (JointKindWord::Unit, view.grid_of(units.placement[first.row.index()]), units.position[first.row.index()])
    } else {
        (JointKindWord::Grid, view.grid_of(Placement::InGrid(first.row)), Some(snapshot.grids.label[first.row.index()]))
    };
    JointBranchItem {
        id: subject(view, first).code,
        kind,
        members: group.members,
        farthest_m: f64::from(group.farthest_dm) / 10.0,
        subjects: group.subjects.iter().map(|one| subject(view, *one)).collect(),
        grid,
        position: at.map(|at| view.position(at)),
    }
}

fn subject(view: &View, Subject { kind, row }: Subject) -> JointSubject {
    let units = &view.snapshot().units;
    if kind == SubjectKind::Unit {
        return JointSubject { code: units.id[row.index()].to_string(), name: units.name[row.index()].to_string() };
    }
    let place = PlaceRow::Grid(row);
    JointSubject { code: view.code(place).to_owned(), name: view.name(place).to_owned() }
}
