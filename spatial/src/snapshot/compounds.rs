use super::land::Land;
use super::locate::Locator;
use super::tables::{area_of, by_id};
use super::tally::{Tally, Trouble};
use super::{Column, Row, shapes};
use crate::places::{Compound, CompoundId, CompoundKind};
use crate::shape::{Point, Shape};

/// Compounds, parks and office buildings by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compounds {
    /// The office's ids.
    pub id: Column<CompoundId>,
    /// What it is.
    pub kind: Column<CompoundKind>,
    /// As the office writes it.
    pub name: Column<Box<str>>,
    /// The claimed community.
    pub community: Column<Option<Row>>,
    /// Its polygons; none where the record had no area.
    pub shape: Column<Shape>,
    index: Locator,
}

impl Compounds {
    /// The compound that holds a point or has it within 10 mm of its wall; of several the one with the lowest id.
    pub fn at(&self, point: Point) -> Option<Row> {
        self.index.first_at(point)
    }
}

pub(super) fn compounds(records: Vec<Compound>, land: &Land, tally: &mut Tally) -> Compounds {
    let mut compounds = Compounds::default();
    for compound in by_id(records, "compound", |compound| &compound.id, tally) {
        let (shape, lost) = shapes::shape(&land.frame, &compound.shape);
        if lost {
            tally.note(Trouble::BrokenShape, "compound", "", &compound.id);
        }
        compounds.community.push(area_of(&land.areas, &compound.community, "compound", "community", tally));
        compounds.shape.push(shape);
        compounds.id.push(compound.id);
        compounds.kind.push(compound.kind);
        compounds.name.push(compound.name.into());
    }
    compounds.index = Locator::new((0..).map(Row).zip(&compounds.shape));
    compounds
}
