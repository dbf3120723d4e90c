//! A made-up town of any size and density, for tests and measurements: a square of wriggling grids full of buildings.
#![expect(unreachable_pub, reason = "the same file serves the tests and an example")]

use geo_types::{LineString, MultiPolygon, Polygon};
use spatial::fixture::{Records, at, block, code, date, line};
use spatial::places::{
    Area, AreaKind, Building, BuildingId, BuildingKind, Grid, GridCode, GridKind, Household, HouseholdId, Member,
    MemberId, MemberKind, Organisation, OrganisationId, OrganisationKind, PositionTrust, Road, RoadClass, RoadId,
    Station, StationId, StationKind, Tenure, VisitClass, Water, WaterId, WaterKind,
};

/// How big and how dense.
#[derive(Clone, Copy, Debug)]
pub struct Town {
    /// The side of the square, metres.
    pub side_m: f64,
    /// Grids per side.
    pub grids: usize,
    /// Buildings per side.
    pub buildings: usize,
    pub households: usize,
    pub members: usize,
    pub points: usize,
}

impl Town {
    /// Its records.
    pub fn records(self) -> Records {
        let mut records = Records::empty();
        self.add_areas(&mut records);
        self.add_grids(&mut records);
        self.add_roads(&mut records);
        self.add_buildings(&mut records);
        self.add_people(&mut records);
        self.add_points(&mut records);
        records
    }

    fn low(self) -> f64 {
        -self.side_m / 2.0
    }

    /// A border from one corner to the next, wriggling along a fixed pattern, the same from both sides.
    fn border(self, from: (usize, usize), to: (usize, usize)) -> Vec<(f64, f64)> {
        let step = self.side_m / self.grids as f64;
        let corner = |(x, y): (usize, usize)| (self.low() + x as f64 * step, self.low() + y as f64 * step);
        let turned = from > to;
        let (first, last) = if turned { (to, from) } else { (from, to) };
        let (a, b) = (corner(first), corner(last));
        let outer = (first.0 == last.0 && (first.0 == 0 || first.0 == self.grids))
            || (first.1 == last.1 && (first.1 == 0 || first.1 == self.grids));
        let bend = |part: usize| {
            let along = part as f64 / 12.0;
            let wave = ((part * 37 + first.0 * 17 + first.1 * 29) % 11) as f64 / 11.0 - 0.5;
            let across = if outer || part.is_multiple_of(12) { 0.0 } else { wave * step * 0.16 };
            (
                a.0 + (b.0 - a.0) * along + (b.1 - a.1) / step * across,
                a.1 + (b.1 - a.1) * along + (b.0 - a.0) / step * across,
            )
        };
        let mut points: Vec<_> = (0..=12).map(bend).collect();
        if turned {
            points.reverse();
        }
        points.pop();
        points
    }

    fn cells(self, (x, y): (usize, usize), (right, top): (usize, usize)) -> MultiPolygon<f64> {
        let mut corners: Vec<(usize, usize)> = (x..right).map(|x| (x, y)).collect();
        corners.extend((y..top).map(|y| (right, y)));
        corners.extend((x + 1..=right).rev().map(|x| (x, top)));
        corners.extend((y + 1..=top).rev().map(|y| (x, y)));
        let next = corners.iter().skip(1).chain(corners.first());
        let mut ring: Vec<(f64, f64)> =
            corners.iter().zip(next).flat_map(|(&from, &to)| self.border(from, to)).collect();
        ring.push(ring[0]);
        let ring: LineString<f64> = line(&ring);
        MultiPolygon(vec![Polygon::new(ring, Vec::new())])
    }

    fn add_areas(self, records: &mut Records) {
        let all = self.grids;
        let mut area = |text: &str, kind, low, high| {
            let name = format!("{text}名");
            records.areas.push(Area { code: code(text), name, kind, shape: self.cells(low, high) });
        };
        area("990101", AreaKind::District, (0, 0), (all, all));
        for street in 0..4 {
            let low = (street % 2 * all / 2, street / 2 * all / 2);
            let high = ((street % 2 + 1) * all / 2, (street / 2 + 1) * all / 2);
            area(&format!("990101{:03}", street + 1), AreaKind::Street, low, high);
            area(&format!("990101{:03}001", street + 1), AreaKind::Community, low, high);
        }
    }

    fn community(self, x: usize, y: usize) -> String {
        let half = |at: usize| usize::from(at >= self.grids / 2);
        format!("990101{:03}001", half(x) + 2 * half(y) + 1)
    }

    fn add_grids(self, records: &mut Records) {
        for (x, y) in (0..self.grids * self.grids).map(|at| (at % self.grids, at / self.grids)) {
            let community = self.community(x, y);
            records.grids.push(Grid {
                code: GridCode::new(format!("{community}{:03}", y * self.grids + x)),
                name: format!("{community}社区第{}网格", y * self.grids + x),
                kind: GridKind::Residential,
                community: code(&community),
                valid_from: date(2024, 1, 1),
                valid_to: None,
                shape: self.cells((x, y), (x + 1, y + 1)),
            });
        }
    }

    fn add_roads(self, records: &mut Records) {
        let lanes = self.buildings / 4 + 2;
        let step = self.side_m / (lanes - 1) as f64;
        let class = |lane: usize| [RoadClass::Arterial, RoadClass::Lane, RoadClass::Street, RoadClass::Lane][lane % 4];
        for (lane, part) in (0..lanes * (lanes - 1)).map(|at| (at % lanes, at / lanes)) {
            let (fixed, from, to) = (
                self.low() + lane as f64 * step,
                self.low() + part as f64 * step,
                self.low() + (part + 1) as f64 * step,
            );
            for (way, points) in [("E", [(from, fixed), (to, fixed)]), ("N", [(fixed, from), (fixed, to)])] {
                records.roads.push(Road {
                    county: code("990101"),
                    id: RoadId::new(format!("R{way}{lane:04}-{part:04}")),
                    class: class(lane),
                    name: format!("{way}{lane}路"),
                    bridge: false,
                    line: line(&points),
                });
            }
        }
        records.water.push(Water {
            county: code("990101"),
            id: WaterId::new("W1"),
            kind: WaterKind::River,
            name: "云河".into(),
            shape: block(self.low(), -30.0, -self.low(), 30.0),
        });
    }

    fn place(self, building: usize) -> (f64, f64) {
        let step = self.side_m / self.buildings as f64;
        let (x, y) = (building % self.buildings, building / self.buildings);
        (self.low() + (x as f64 + 0.5) * step, self.low() + (y as f64 + 0.5) * step)
    }

    fn community_at(self, (x, y): (f64, f64)) -> String {
        let cell = |at: f64| ((at - self.low()) / self.side_m * self.grids as f64) as usize;
        self.community(cell(x), cell(y))
    }

    fn add_buildings(self, records: &mut Records) {
        let half = self.side_m / self.buildings as f64 * 0.3;
        for building in 0..self.buildings * self.buildings {
            let (x, y) = self.place(building);
            let corners = [(-1.0, -0.6), (1.0, -0.6), (1.0, 0.1), (0.3, 0.1), (0.3, 0.7), (-1.0, 0.7), (-1.0, -0.6)];
            let ring = line(&corners.map(|(dx, dy)| (x + dx * half, y + dy * half)));
            records.buildings.push(Building {
                id: BuildingId::new(format!("B{building:06}")),
                community: code(&self.community_at((x, y))),
                kind: BuildingKind::ALL[building % 6],
                address: String::new(),
                floors: Some(6),
                shape: MultiPolygon(vec![Polygon::new(ring, Vec::new())]),
            });
        }
    }

    fn add_people(self, records: &mut Records) {
        let buildings = self.buildings * self.buildings;
        for household in 0..self.households {
            let building = household * 7919 % buildings;
            records.households.push(Household {
                id: HouseholdId::new(format!("H{household:07}")),
                community: code(&self.community_at(self.place(building))),
                building: Some(BuildingId::new(format!("B{building:06}"))),
                door: format!("{household}"),
                position: None,
                trust: PositionTrust::Stated,
                persons: Some(1 + (household % 5) as u16),
                tenure: [Some(Tenure::Owner), Some(Tenure::Owner), Some(Tenure::Tenant), None][household % 4],
                visit_class: Some(VisitClass::Ordinary),
                last_visit: Some(date(2026, 1 + (household % 10) as u32, 3)),
            });
        }
        for member in 0..self.members {
            let household = member * 104_729 % self.households;
            records.members.push(Member {
                id: MemberId::new(format!("M{member:06}")),
                community: records.households[household].community.clone(),
                kind: Some(MemberKind::Full),
                birth_year: Some(1970),
                household: Some(records.households[household].id.clone()),
                unit: None,
                organisation: None,
                active: !member.is_multiple_of(20),
                eligible: Some(!member.is_multiple_of(3)),
                left_on: None,
                exemption: None,
                hub: None,
            });
        }
    }

    fn add_points(self, records: &mut Records) {
        let buildings = self.buildings * self.buildings;
        for point in 0..self.points {
            let (x, y) = self.place(point * 613 % buildings);
            records.organisations.push(Organisation {
                id: OrganisationId::new(format!("O{point:05}")),
                area: code(&self.community_at((x, y))),
                name: format!("第{point}党支部"),
                kind: OrganisationKind::Branch,
                joint: point.is_multiple_of(5),
                parent: None,
                position: Some(at(x + 3.0, y)),
                serves_grids: Vec::new(),
                serves_units: Vec::new(),
                elected_on: None,
                term_years: None,
                has_branch_committee: None,
            });
            if point.is_multiple_of(6) {
                records.stations.push(Station {
                    id: StationId::new(format!("S{point:05}")),
                    area: code(&self.community_at((x, y))),
                    name: format!("{point}号党群服务站"),
                    kind: StationKind::Community,
                    position: Some(at(x, y + 3.0)),
                });
            }
        }
    }
}
