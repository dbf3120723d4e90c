//! Sites on the wire, as the audience may see them.

use spatial::siting::{self, Place, Site, SiteKind, SitingPlan, Spot};
use spatial::snapshot::Row;

use super::asking::word;
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{
    LevelWord, PathItem, Position, SiteAlternative, SiteItem, SitePlaceWord, SiteSpot, SitingPoint,
};

/// The columns of a table of sites.
pub(super) const COLUMNS: [(&str, &str, &str); 13] = [
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
];

/// The sites of a plan, in order.
pub(super) fn sites(view: &View, plan: &SitingPlan) -> Vec<SiteItem> {
    let kind = plan.ask.kind;
    let shown =
        Shown { view, precise: siting::may_see_place(&view.served.district, &view.audience, kind, plan.ask.area) };
    (1..).zip(&plan.sites).map(|(order, site)| shown.site(kind, order, site)).collect()
}

/// Persons covered by 0, 1, … sites, each with its bound.
pub(super) fn curve(plan: &SitingPlan) -> Vec<SitingPoint> {
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
    fn somewhere_near(&self, spot: &Spot) -> Position {
        let community = PlaceRow::Area(spot.community.unwrap_or(Row(0)));
        self.view.label(spot.grid.map_or(community, PlaceRow::Grid))
    }

    fn grid(&self, grid: Row) -> PathItem {
        let place = PlaceRow::Grid(grid);
        PathItem { code: self.view.code(place).into(), name: self.view.name(place).into(), level: LevelWord::Grid }
    }
}
