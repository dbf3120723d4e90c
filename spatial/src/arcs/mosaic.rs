use super::topology::{Step, Topology};
use super::weigh::weigh;
use crate::shape::{Point, Polygon, Shape};

/// How much may be lost at a level: the area, in mm², of the triangle by which one vertex moves a line.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Tolerance {
    /// Square millimetres; nothing is lost at 0 but vertices in a straight line.
    pub area_mm2: f64,
}

impl Tolerance {
    /// The triangle that half a square of this side holds.
    pub fn of_side_mm(side_mm: f64) -> Self {
        Self { area_mm2: side_mm * side_mm / 2.0 }
    }
}

/// Polygons as a mosaic of shared arcs, simplified at several levels at once.
///
/// ```
/// # use spatial::arcs::{Mosaic, Tolerance};
/// # use spatial::shape::{Point, Polygon};
/// let bent = [(0, 0), (5, 1), (10, 0), (10, 10), (0, 10)].map(|(x, y)| Point { x, y }).to_vec();
/// let shape = vec![Polygon { exterior: bent, holes: Vec::new() }];
/// let mosaic = Mosaic::of([&shape].into_iter(), &[Tolerance { area_mm2: 0.0 }, Tolerance { area_mm2: 10.0 }]);
/// assert_eq!(mosaic.shape(0, 0)[0].exterior.len(), 5);
/// assert_eq!(mosaic.shape(0, 1)[0].exterior.len(), 4);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Mosaic {
    points: Vec<Point>,
    /// By vertex, the first level at which it is gone.
    gone_at: Vec<u8>,
    /// The chains' vertices, packed.
    vertices: Vec<u32>,
    ends: Vec<u32>,
    shapes: Vec<Vec<Vec<Vec<Step>>>>,
}

impl Mosaic {
    /// Takes shapes apart and weighs their vertices; `levels` must rise. A polygon whose exterior has fewer than three
    /// distinct points is left out, and so is such a hole.
    pub fn of<'a>(shapes: impl Iterator<Item = &'a Shape> + Clone, levels: &[Tolerance]) -> Self {
        let topology = Topology::of(shapes);
        let doubled: Vec<u128> = levels.iter().map(|level| (level.area_mm2 * 2.0).max(0.0) as u128).collect();
        let (points, gone_at) = weigh(topology.points, &topology.chains, &doubled);
        let mut mosaic = Self { points, gone_at, shapes: topology.shapes, ..Self::default() };
        for chain in topology.chains {
            mosaic.vertices.extend(chain);
            mosaic.ends.push(mosaic.vertices.len() as u32);
        }
        mosaic
    }

    /// The distinct vertices of all shapes, sorted; [`Self::polygons`] speaks of them by index.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// How many shapes it was made of.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Whether it was made of none.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// The polygons of a shape at a level, each as its rings, exterior first, each ring as indexes into [`Self::points`];
    /// none where there is no such shape. Every ring keeps three vertices at least.
    pub fn polygons(&self, shape: usize, level: u8) -> impl Iterator<Item = Vec<Vec<u32>>> {
        let polygons = self.shapes.get(shape).map_or(&[][..], Vec::as_slice);
        polygons.iter().map(move |rings| rings.iter().map(|steps| self.ring(steps, level)).collect())
    }

    /// All vertices of a shape as indexes into [`Self::points`], some of them more than once; none where there is no such
    /// shape.
    pub fn vertices(&self, shape: usize) -> impl Iterator<Item = u32> {
        let steps = self.shapes.get(shape).into_iter().flatten().flatten().flatten();
        steps.flat_map(|step| self.chain(step.arc).iter().copied())
    }

    /// A shape at a level.
    pub fn shape(&self, shape: usize, level: u8) -> Shape {
        let point = |ring: Vec<u32>| ring.into_iter().map(|id| self.points[id as usize]).collect();
        let polygon = |rings: Vec<Vec<u32>>| {
            let mut rings = rings.into_iter().map(point);
            Polygon { exterior: rings.next().unwrap_or_default(), holes: rings.collect() }
        };
        self.polygons(shape, level).map(polygon).collect()
    }

    fn ring(&self, steps: &[Step], level: u8) -> Vec<u32> {
        let mut ring = Vec::new();
        for step in steps {
            let kept = self.chain(step.arc).iter().copied().filter(|&id| self.gone_at[id as usize] > level);
            let start = ring.len();
            ring.extend(kept);
            if step.reversed {
                ring[start..].reverse();
            }
            // The last vertex is the next step's first, or the ring's.
            ring.pop();
        }
        ring
    }

    fn chain(&self, arc: u32) -> &[u32] {
        let start = if arc == 0 { 0 } else { self.ends[arc as usize - 1] };
        &self.vertices[start as usize..self.ends[arc as usize] as usize]
    }
}
