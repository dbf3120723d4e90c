//! `GET /api/v1/siting`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use spatial::siting::{self, Ask, Place, Site, SiteKind, SitingPlan, Spot};
use spatial::snapshot::Row;
use utoipa::IntoParams;

use crate::api::sheet::{Format, Sheet};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{
    LevelWord, PathItem, SiteAlternative, SiteItem, SiteKindWord, SitePlaceWord, SiteSpot, SitingAnswer, SitingPoint,
};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

const KINDS: [SiteKind; 2] = [SiteKind::Station, SiteKind::Hub];
/// Nobody plans more sites than this at once, and the bound of so many is worked out in a second.
const MOST_SITES: usize = 50;
/// Nearer than this a site would be the building itself.
const LEAST_REACH_M: usize = 50;
/// Three quarters of an hour on foot: what is further is not near by anybody's measure.
const MOST_REACH_M: usize = 3_000;

/// The parameters of the next sites.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// What is to be placed; by default station.
    #[param(inline)]
    kind: Option<SiteKindWord>,
    /// How many sites.
    #[param(default = 5, minimum = 1, maximum = 50)]
    k: Option<usize>,
    /// How far a site serves, metres; by default as far as the rules say (S1 for a station, L4 for a hub).
    #[param(minimum = 50, maximum = 3000)]
    within_m: Option<usize>,
    /// Code of the area whose households count and in which the sites lie; by default the district.
    area: Option<String>,
    /// json, csv (for a spreadsheet) or geojson (for a map program): the same items; by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet = Sheet {
    name: "siting",
    items: "sites",
    place: "position",
    columns: &[
        ("次序", "order", "/order"),
        ("经度", "longitude", "/position/0"),
        ("纬度", "latitude", "/position/1"),
        ("位置精确", "precise", "/precise"),
        ("所在", "stands on", "/stands_on"),
        ("楼栋编号", "building", "/building"),
        ("地址", "address", "/address"),
        ("网格编号", "grid", "/grid/code"),
        ("网格名称", "grid name", "/grid/name"),
        ("新增户数", "households added", "/adds/households"),
        ("新增人数", "persons added", "/adds/persons"),
        ("累计覆盖户数", "households covered", "/covered/households"),
        ("累计覆盖人数", "persons covered", "/covered/persons"),
    ],
};

/// Where the next sites would go, the people each adds, and how many no other choice could pass. For those who see exact
/// counts of the area asked about.
#[utoipa::path(
    get, path = "/api/v1/siting", operation_id = "planSites", tag = "siting",
    params(Query),
    responses((status = 200, description = "The sites, in order", body = SitingAnswer), Problems)
)]
pub(crate) async fn plan_sites(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let params = Params::read(query.as_deref(), &["kind", "k", "within_m", "area", "format"])?;
    let format = Format::read(&params)?;
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let ask = ask(&view, &params)?;
    let plan = planned(&view, ask).await?;
    Ok(SHEET.answer(format, &answer(&view, &plan)))
}

fn ask(view: &View, params: &Params) -> Result<Ask, Problem> {
    let kind = params.choice("kind", &KINDS, word)?.unwrap_or(SiteKind::Station);
    let k = params.number("k", 1..=MOST_SITES)?.unwrap_or(5);
    let within_m = params.number("within_m", LEAST_REACH_M..=MOST_REACH_M)?;
    let area = params.text("area").map(|code| view.area("area", code)).transpose()?;
    view.demand_exact(area)?;
    let usual = siting::usual_reach_dm(kind, &view.served.district.rules);
    Ok(Ask { kind, k, within_dm: within_m.map_or(usual, |metres| metres as u32 * 10), area })
}

fn word(kind: SiteKind) -> &'static str {
    match kind {
        SiteKind::Station => "station",
        SiteKind::Hub => "hub",
    }
}

/// The plan, made on a thread that may take its time, or known from before.
async fn planned(view: &View, ask: Ask) -> Result<Arc<SitingPlan>, Problem> {
    let served = Arc::clone(&view.served);
    tokio::task::spawn_blocking(move || served.siting(ask)).await.map_err(|_| Problem::internal())
}

fn answer(view: &View, plan: &SitingPlan) -> SitingAnswer {
    let Ask { kind, k, within_dm, area } = plan.ask;
    let shown = Shown { view, precise: siting::may_see_place(&view.served.district, &view.audience, kind, area) };
    let code = area.map_or(view.snapshot().county.as_str(), |area| view.code(PlaceRow::Area(area)));
    SitingAnswer {
        kind: kind.into(),
        k: k as u32,
        within_m: f64::from(within_dm) / 10.0,
        area: code.to_owned(),
        candidates: plan.candidates as u32,
        before: plan.before.into(),
        sites: (1..).zip(&plan.sites).map(|(order, site)| shown.site(kind, order, site)).collect(),
        curve: curve(plan),
        proven: plan.proven,
        left: plan.left.into(),
        unknown: plan.unknown.into(),
    }
}

fn curve(plan: &SitingPlan) -> Vec<SitingPoint> {
    let before = plan.before.persons;
    let all = plan.sites.last().map_or(before, |site| site.covered.persons);
    let point = |(sites, bound): (usize, &u64)| SitingPoint {
        sites: sites as u32,
        // After the last that adds somebody all further ones add nobody.
        covered: plan.sites.get(sites - 1).map_or(all, |site| site.covered.persons),
        upper_bound: *bound,
    };
    let none = SitingPoint { sites: 0, covered: before, upper_bound: before };
    std::iter::once(none).chain((1..).zip(&plan.upper_bound).map(point)).collect()
}

/// Places as the audience may see them.
struct Shown<'a> {
    view: &'a View,
    precise: bool,
}

impl Shown<'_> {
    fn site(&self, kind: SiteKind, order: u32, site: &Site) -> SiteItem {
        let alternative = |(spot, loses_persons): &(Spot, u64)| SiteAlternative {
            spot: self.spot(spot),
            loses_persons: *loses_persons,
        };
        SiteItem {
            id: format!("{}-{order}", word(kind)),
            order,
            spot: self.spot(&site.spot),
            adds: site.adds.into(),
            covered: site.covered.into(),
            alternatives: site.alternatives.iter().map(alternative).collect(),
        }
    }

    fn spot(&self, spot: &Spot) -> SiteSpot {
        let buildings = &self.view.snapshot().buildings;
        let (stands_on, building) = match spot.place {
            Place::Building(row) => (SitePlaceWord::Building, Some(row)),
            Place::Crossing => (SitePlaceWord::Crossing, None),
            Place::Household(_) => (SitePlaceWord::Household, None),
        };
        let address = building.map(|row| buildings.address[row.index()].to_string());
        let path = self.view.path(spot.community).into_iter().filter(|step| step.level != LevelWord::District);
        SiteSpot {
            position: if self.precise { self.view.position(spot.at) } else { self.somewhere_near(spot) },
            precise: self.precise,
            stands_on,
            building: building.map(|row| buildings.id[row.index()].to_string()),
            address: address.filter(|address| !address.is_empty()),
            grid: spot.grid.map(|grid| self.grid(grid)),
            path: path.collect(),
        }
    }

    /// A point of its grid, else of its community, else of the district.
    fn somewhere_near(&self, spot: &Spot) -> crate::api::wire::Position {
        let community = PlaceRow::Area(spot.community.unwrap_or(Row(0)));
        self.view.label(spot.grid.map_or(community, PlaceRow::Grid))
    }

    fn grid(&self, grid: Row) -> PathItem {
        let place = PlaceRow::Grid(grid);
        PathItem { code: self.view.code(place).into(), name: self.view.name(place).into(), level: LevelWord::Grid }
    }
}
