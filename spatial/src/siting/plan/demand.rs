//! Whom a new site could serve: the households that are not served, by the place where they live.

use super::{Ask, People, SiteKind, Unknown};
use crate::District;
use crate::network::Reach;
use crate::places::Tenure;
use crate::snapshot::{Households, Row};

/// Demand rows are the homes of the network (distinct positions of households).
pub(super) struct Demand {
    /// By home those who are not served.
    pub(super) open: Vec<People>,
    /// Those who are.
    pub(super) covered: People,
    pub(super) unknown: Unknown,
}

/// How a household stands before anything is built.
enum Standing {
    Covered,
    Open(usize),
    NoPosition,
    OffNetwork,
}

impl Demand {
    /// The households of an ask by how they stand. `served` says of a home whether it is near enough to what exists.
    pub(super) fn of(district: &District, ask: &Ask, served: &[bool]) -> Self {
        let homes = district.network.homes();
        let households = &district.snapshot.households;
        let mut demand = Self {
            open: vec![People::default(); homes.points().len()],
            covered: People::default(),
            unknown: Unknown::default(),
        };
        for row in (0..households.id.len() as u32).map(Row).filter(|row| is_asked(district, ask, *row)) {
            let people = People::of(households, row);
            match standing(district, ask.kind, served, row) {
                Standing::Covered => demand.covered += people,
                Standing::NoPosition => demand.unknown.no_position += people,
                Standing::OffNetwork => demand.unknown.off_network += people,
                // Nobody may live there: whether it is a gap is unknown, and no site is put there for it.
                Standing::Open(_) if households.tenure[row.index()].is_none() => demand.unknown.tenure += people,
                Standing::Open(home) => demand.open[home] += people,
            }
        }
        demand
    }

    /// Persons by home. A home with more than fit is a mistake in the register and counts as the most.
    pub(super) fn weights(&self) -> Vec<u32> {
        self.open.iter().map(|people| u32::try_from(people.persons).unwrap_or(u32::MAX)).collect()
    }
}

/// Whether the household is a dwelling of the area asked about: no duplicate, not vacant.
fn is_asked(district: &District, ask: &Ask, row: Row) -> bool {
    let households = &district.snapshot.households;
    let dwelling = households.duplicate_of[row.index()].is_none();
    dwelling && households.tenure[row.index()] != Some(Tenure::Vacant) && is_in(district, ask.area, households, row)
}

fn is_in(district: &District, area: Option<Row>, households: &Households, row: Row) -> bool {
    let Some(area) = area else { return true };
    let codes = &district.snapshot.areas.code;
    let community = households.community[row.index()];
    community.is_some_and(|community| codes[area.index()].contains_code(codes[community.index()].as_str()))
}

fn standing(district: &District, kind: SiteKind, served: &[bool], row: Row) -> Standing {
    let Some(home) = district.network.homes().home_of(row) else { return Standing::NoPosition };
    if served[home] {
        return Standing::Covered;
    }
    match (kind, district.network.walk_of(row)) {
        (SiteKind::Station, Some(Reach::OffNetwork)) => Standing::OffNetwork,
        _ => Standing::Open(home),
    }
}
