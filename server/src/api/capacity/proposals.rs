//! `GET /api/v1/capacity/proposals`

use axum::extract::{RawQuery, State};
use axum::response::Response;
use spatial::flow::Proposal;
use utoipa::IntoParams;

use super::asking::{asked_about, worked_out};
use crate::api::cursor::{Cursor, page};
use crate::api::lens::LensQuery;
use crate::api::sheet::{Format, Sheet, one_line};
use crate::api::view::View;
use crate::api::wire::{Page, ProposalItem};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

/// The parameters of the proposals.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// Code of the area in which the households are; their members may live outside it. By default the district.
    area: Option<String>,
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 50, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// json, csv (for a spreadsheet) or geojson (for a map program): the same items; by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet = Sheet {
    name: "capacity-proposals",
    items: "items",
    place: Some("position"),
    lines: one_line,
    columns: &[
        ("户编号", "household", "/household"),
        ("党员编号", "member", "/member"),
        ("相距米", "metres", "/metres"),
        ("楼栋编号", "building", "/building"),
        ("地址", "address", "/address"),
        ("网格编号", "grid", "/grid/code"),
        ("网格名称", "grid name", "/grid/name"),
        ("经度", "longitude", "/position/0"),
        ("纬度", "latitude", "/position/1"),
    ],
};

/// The links that would close what can be closed: as many as any assignment makes, by household. For those who may see the
/// households and members of the area.
#[utoipa::path(
    get, path = "/api/v1/capacity/proposals", operation_id = "listCapacityProposals", tag = "capacity",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of links", body = Page<ProposalItem>), Problems)
)]
pub(crate) async fn list_proposals(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["area", "limit", "cursor", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let limit = params.limit(50, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let (view, area) = asked_about(&app, &params).await?;
    view.demand_persons(area)?;
    let capacity = worked_out(&view).await?;

    let households = &view.snapshot().households;
    let is_in = |proposal: &Proposal| {
        let at = proposal.household.index();
        view.is_in(area, households.placement[at], households.community[at])
    };
    let proposals = capacity.proposals().iter().copied().filter(is_in).collect();
    let position = |proposal: &Proposal| Cursor { rank: 0, id: households.id.get(proposal.household).to_owned() };
    let (proposals, next) = page(proposals, cursor.as_ref(), limit, position);
    let items = proposals.into_iter().map(|proposal| item(&view, proposal)).collect();
    Ok(SHEET.answer(format, &Page { items, next }))
}

fn item(view: &View, Proposal { household, member, dm }: Proposal) -> ProposalItem {
    let snapshot = view.snapshot();
    let (households, at) = (&snapshot.households, household.index());
    let building = households.building[at];
    ProposalItem {
        id: households.id.get(household).to_owned(),
        household: households.id.get(household).to_owned(),
        member: snapshot.members.id.get(member).to_owned(),
        metres: f64::from(dm) / 10.0,
        building: building.map(|building| snapshot.buildings.id[building.index()].to_string()),
        address: building.and_then(|building| view.address(building)),
        grid: view.grid_of(households.placement[at]),
        position: households.position[at].map(|at| view.position(at)),
    }
}
