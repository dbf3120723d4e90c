use super::builder::SnapshotBuilder;
use super::land::Land;
use super::order::Order;
use super::{Buildings, Organisations, Row, Units};
use crate::places::{BuildingId, UnitId};

/// What every reference of the large tables leads to, by token, and the order of their own rows.
pub(super) struct Resolved {
    pub(super) areas: Vec<Option<Row>>,
    pub(super) buildings: Vec<Option<Row>>,
    pub(super) units: Vec<Option<Row>>,
    pub(super) organisations: Vec<Option<Row>>,
    pub(super) households: Order,
    pub(super) members: Order,
}

impl Resolved {
    pub(super) fn of(
        builder: &SnapshotBuilder,
        land: &Land,
        buildings: &Buildings,
        units: &Units,
        organisations: &Organisations,
    ) -> Self {
        let references = &builder.references;
        Self {
            areas: references.areas.resolve(|code| land.areas.find(code)),
            buildings: references.buildings.resolve(|id| buildings.find(&BuildingId::new(id))),
            units: references.units.resolve(|id| units.find(&UnitId::new(id))),
            organisations: references.organisations.resolve(|id| organisations.find(id)),
            households: Order::of(&builder.households.token, &references.households),
            members: Order::of(&builder.members.token, &references.members),
        }
    }
}
