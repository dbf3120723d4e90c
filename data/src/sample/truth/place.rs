//! Which grid a point is in.

use std::collections::HashMap;

use crate::sample::ground::{Metres, Spot, inside, to_ring};
use crate::sample::register::Register;

/// A point this near a border, metres, is on it.
const ON_BORDER_M: f64 = 0.010;
const CELL_M: f64 = 250.0;

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Standing {
    In(usize),
    Outside,
    Ambiguous,
    NoPosition,
    Unverified,
}

/// A polygon in metres: outer ring, then holes.
type Rings = Vec<Vec<Metres>>;

/// The grids, to be asked for points.
#[derive(Debug)]
pub(in crate::sample) struct Grids {
    shapes: Vec<Vec<Rings>>,
    cells: HashMap<(i64, i64), Vec<usize>>,
}

impl Grids {
    pub(in crate::sample) fn new(register: &Register) -> Self {
        let metres = |ring: &Vec<Spot>| ring.iter().map(|spot| spot.metres()).collect();
        let shapes: Vec<Vec<Rings>> = register
            .mosaic
            .shapes
            .iter()
            .map(|shape| shape.iter().map(|polygon| polygon.iter().map(metres).collect()).collect())
            .collect();
        let mut cells: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
        for (grid, shape) in shapes.iter().enumerate() {
            for rings in shape {
                let (low, high) = bounds(&rings[0]);
                let ((west, south), (east, north)) =
                    (cell([low[0] - 10.0, low[1] - 10.0]), cell([high[0] + 10.0, high[1] + 10.0]));
                for x in west..=east {
                    for y in south..=north {
                        let grids = cells.entry((x, y)).or_default();
                        if grids.last() != Some(&grid) {
                            grids.push(grid);
                        }
                    }
                }
            }
        }
        Self { shapes, cells }
    }

    /// The grid that alone holds the point.
    pub(in crate::sample) fn standing(&self, at: Metres) -> Standing {
        let near = self.cells.get(&cell(at)).map_or(&[][..], Vec::as_slice);
        let mut holding = near.iter().filter(|grid| self.holds(**grid, at));
        match (holding.next(), holding.next()) {
            (None, _) => Standing::Outside,
            (Some(&grid), None) => Standing::In(grid),
            (Some(_), Some(_)) => Standing::Ambiguous,
        }
    }

    /// Metres to the nearest border of any grid near by; infinite where none is within some ten metres.
    pub(in crate::sample) fn to_border(&self, at: Metres) -> f64 {
        let near = self.cells.get(&cell(at)).map_or(&[][..], Vec::as_slice);
        let rings = near.iter().flat_map(|grid| self.shapes[*grid].iter().flatten());
        rings.map(|ring| to_ring(at, ring)).fold(f64::INFINITY, f64::min)
    }

    fn holds(&self, grid: usize, at: Metres) -> bool {
        self.shapes[grid].iter().any(|rings| {
            let within = rings.iter().filter(|ring| inside(at, ring)).count() % 2 == 1;
            within || rings.iter().any(|ring| to_ring(at, ring) <= ON_BORDER_M)
        })
    }
}

fn cell(at: Metres) -> (i64, i64) {
    ((at[0] / CELL_M).floor() as i64, (at[1] / CELL_M).floor() as i64)
}

fn bounds(ring: &[Metres]) -> (Metres, Metres) {
    ring.iter().fold(([f64::MAX; 2], [f64::MIN; 2]), |(low, high), at| {
        ([low[0].min(at[0]), low[1].min(at[1])], [high[0].max(at[0]), high[1].max(at[1])])
    })
}
