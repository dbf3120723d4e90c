use std::collections::HashMap;

use crate::shape::{Point, Shape};

/// A chain of vertices between two junctions, both included; a closed chain begins and ends with the same vertex.
pub(super) type Chain = Vec<u32>;

/// One arc as a ring walks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) arc: u32,
    pub(super) reversed: bool,
}

/// Polygons taken apart: vertices, chains, and for each shape its polygons as rings of steps.
#[derive(Debug, Default)]
pub(super) struct Topology {
    pub(super) points: Vec<Point>,
    pub(super) chains: Vec<Chain>,
    pub(super) shapes: Vec<Vec<Vec<Vec<Step>>>>,
}

impl Topology {
    pub(super) fn of<'a>(shapes: impl Iterator<Item = &'a Shape> + Clone) -> Self {
        let points = distinct_points(shapes.clone());
        let numbered: Vec<Vec<Vec<Vec<u32>>>> = shapes.map(|shape| number(shape, &points)).collect();
        let mut cutter = Cutter { junction: junctions(&numbered, points.len()), ..Cutter::default() };
        let shapes = numbered
            .iter()
            .map(|shape| shape.iter().map(|polygon| polygon.iter().map(|ring| cutter.cut(ring)).collect()).collect())
            .collect();
        Self { points, chains: cutter.chains, shapes }
    }
}

fn distinct_points<'a>(shapes: impl Iterator<Item = &'a Shape>) -> Vec<Point> {
    let rings = shapes.flatten().flat_map(|polygon| std::iter::once(&polygon.exterior).chain(&polygon.holes));
    let mut points: Vec<Point> = rings.flatten().copied().collect();
    points.sort_unstable();
    points.dedup();
    points
}

/// A shape as polygons of rings of vertex ids; repeated vertices and rings without an inside are left out.
fn number(shape: &Shape, points: &[Point]) -> Vec<Vec<Vec<u32>>> {
    let id = |point: &Point| points.binary_search(point).unwrap_or(0) as u32;
    let ring = |ring: &Vec<Point>| {
        let mut ids: Vec<u32> = ring.iter().map(id).collect();
        ids.dedup();
        while ids.len() > 1 && ids.first() == ids.last() {
            ids.pop();
        }
        (ids.len() >= 3).then_some(ids)
    };
    let polygon = |polygon: &crate::shape::Polygon| {
        let exterior = ring(&polygon.exterior)?;
        Some(std::iter::once(exterior).chain(polygon.holes.iter().filter_map(ring)).collect())
    };
    shape.iter().filter_map(polygon).collect()
}

/// Where more or fewer than two edges meet. A border that two polygons share counts once.
fn junctions(shapes: &[Vec<Vec<Vec<u32>>>], vertices: usize) -> Vec<bool> {
    let mut edges: Vec<(u32, u32)> = Vec::new();
    for ring in shapes.iter().flatten().flatten() {
        let next = ring.iter().skip(1).chain(ring.first());
        edges.extend(ring.iter().zip(next).map(|(&a, &b)| (a.min(b), a.max(b))));
    }
    edges.sort_unstable();
    edges.dedup();
    let mut degree = vec![0_u32; vertices];
    for (a, b) in edges {
        degree[a as usize] += 1;
        degree[b as usize] += 1;
    }
    degree.into_iter().map(|edges| edges != 2).collect()
}

#[derive(Default)]
struct Cutter {
    junction: Vec<bool>,
    chains: Vec<Chain>,
    /// A chain by its first edge: between junctions every vertex has two edges, so the first one tells the whole chain.
    by_first_edge: HashMap<(u32, u32), u32>,
}

impl Cutter {
    fn cut(&mut self, ring: &[u32]) -> Vec<Step> {
        let starts: Vec<usize> = (0..ring.len()).filter(|&at| self.junction[ring[at] as usize]).collect();
        if starts.is_empty() {
            return vec![self.island(ring)];
        }
        let ends = starts.iter().skip(1).copied().chain([starts[0] + ring.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| self.step((start..=end).map(|at| ring[at % ring.len()]).collect()))
            .collect()
    }

    /// A ring without a junction begins at its westernmost vertex whoever walks it; that vertex is on its hull.
    fn island(&mut self, ring: &[u32]) -> Step {
        let start = ring.iter().enumerate().min_by_key(|&(_, id)| id).map_or(0, |(at, _)| at);
        self.step((start..=start + ring.len()).map(|at| ring[at % ring.len()]).collect())
    }

    fn step(&mut self, chain: Chain) -> Step {
        let backwards: Chain = chain.iter().rev().copied().collect();
        let reversed = backwards < chain;
        let chain = if reversed { backwards } else { chain };
        let next = self.chains.len() as u32;
        let arc = *self.by_first_edge.entry((chain[0], chain[1])).or_insert(next);
        if arc == next {
            self.chains.push(chain);
        }
        Step { arc, reversed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::Polygon;

    fn square(x: i32, y: i32, size: i32) -> Shape {
        let corners = [(0, 0), (size, 0), (size, size), (0, size)];
        let exterior = corners.iter().map(|(dx, dy)| Point { x: x + dx, y: y + dy }).collect();
        vec![Polygon { exterior, holes: Vec::new() }]
    }

    #[test]
    fn two_squares_side_by_side_share_one_arc() {
        let shapes = [square(0, 0, 10), square(10, 0, 10)];
        let topology = Topology::of(shapes.iter());
        assert_eq!(topology.points.len(), 6);
        assert_eq!(topology.chains.len(), 3);
        let arcs = |shape: usize| topology.shapes[shape][0][0].iter().map(|step| step.arc).collect::<Vec<_>>();
        let shared: Vec<_> = arcs(0).into_iter().filter(|arc| arcs(1).contains(arc)).collect();
        assert_eq!(shared.len(), 1);
        let way =
            |shape: usize| topology.shapes[shape][0][0].iter().find(|step| step.arc == shared[0]).unwrap().reversed;
        assert_ne!(way(0), way(1), "neighbours walk their border in opposite directions");
    }

    #[test]
    fn a_lone_square_is_one_closed_arc_and_its_double_the_same() {
        let shapes = [square(0, 0, 10), square(0, 0, 10)];
        let topology = Topology::of(shapes.iter());
        assert_eq!(topology.chains.len(), 1);
        assert_eq!(topology.chains[0].len(), 5);
        assert_eq!(topology.shapes[0], topology.shapes[1]);
    }

    #[test]
    fn rings_without_an_inside_are_left_out() {
        let two_points =
            vec![Polygon { exterior: vec![Point { x: 0, y: 0 }, Point { x: 5, y: 5 }], holes: Vec::new() }];
        let topology = Topology::of([two_points].iter());
        assert!(topology.shapes[0].is_empty() && topology.chains.is_empty());
        assert!(Topology::of(std::iter::empty()).points.is_empty());
    }
}
