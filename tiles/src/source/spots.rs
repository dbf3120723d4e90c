use spatial::District;
use spatial::gap_areas::{GapArea, GapAreas};
use spatial::rules::RuleId;
use spatial::shape::Shape;

use super::Footprints;
use crate::world::{Position, Projection};

/// The blind-spot areas of one rule, by id: a feature's number must not tell who has more people.
#[derive(Debug)]
pub(crate) struct Spots {
    areas: Vec<GapArea>,
    pub(crate) labels: Vec<Position>,
    /// Whole outlines.
    pub(crate) exact: Footprints,
    /// Those of cells of at least ten households.
    pub(crate) for_all: Footprints,
}

impl Spots {
    /// `None` where the rule judges no household or is off.
    pub(super) fn of(district: &District, rule: RuleId, projection: &Projection) -> Option<Self> {
        let mut areas = GapAreas::of(district, rule)?.areas;
        areas.sort_by(|a, b| a.id.cmp(&b.id));
        let footprints = |outline: fn(&GapArea) -> &Shape| {
            let shapes: Vec<Shape> = areas.iter().map(|area| outline(area).clone()).collect();
            Footprints::new(&shapes, projection, None)
        };
        Some(Self {
            labels: areas.iter().map(|area| projection.position(area.label)).collect(),
            exact: footprints(|area| &area.outline),
            for_all: footprints(|area| &area.outline_for_all),
            areas,
        })
    }

    pub(crate) fn area(&self, row: u32) -> &GapArea {
        &self.areas[row as usize]
    }
}
