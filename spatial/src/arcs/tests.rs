//! What holds for every mosaic at every level.

use std::collections::HashMap;

use proptest::prelude::*;

use super::triangle::doubled_area;
use super::{Mosaic, Tolerance};
use crate::shape::{Point, Polygon, Shape};

const SIDE: i32 = 4;
const STEP: i32 = 1000;
const LEVELS: [f64; 6] = [0.0, 1e3, 1e4, 1e5, 1e6, 1e9];

/// A field of `SIDE`² cells whose borders wriggle: each edge between two corners gets inner vertices off its line, but not
/// so far that edges cross.
fn field(wriggle: &[(i32, i32)]) -> Vec<Shape> {
    let mut next = wriggle.iter().copied().cycle();
    let mut edges: HashMap<(Point, Point), Vec<Point>> = HashMap::new();
    let mut edge = |a: Point, b: Point| {
        let (low, high) = (a.min(b), a.max(b));
        let chain = edges.entry((low, high)).or_insert_with(|| {
            let inner = |part: i32| {
                let (along, across) = next.next().unwrap();
                let (dx, dy) = ((high.x - low.x) / STEP, (high.y - low.y) / STEP);
                let along = part * STEP / 6 + along;
                Point { x: low.x + dx * along + dy * across, y: low.y + dy * along + dx * across }
            };
            std::iter::once(low).chain((1..6).map(inner)).chain([high]).collect()
        });
        let mut chain = chain.clone();
        if a > b {
            chain.reverse();
        }
        chain.pop();
        chain
    };
    let corner = |x: i32, y: i32| Point { x: x * STEP, y: y * STEP };
    let mut cells = Vec::new();
    for (x, y) in (0..SIDE * SIDE).map(|cell| (cell % SIDE, cell / SIDE)) {
        let corners = [corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)];
        let exterior = (0..4).flat_map(|side| edge(corners[side], corners[(side + 1) % 4])).collect();
        cells.push(vec![Polygon { exterior, holes: Vec::new() }]);
    }
    cells
}

fn levels() -> Vec<Tolerance> {
    LEVELS.into_iter().map(|area_mm2| Tolerance { area_mm2 }).collect()
}

fn doubled_ring_area(ring: &[Point]) -> i128 {
    let origin = Point { x: 0, y: 0 };
    ring.iter().zip(ring.iter().cycle().skip(1)).map(|(&a, &b)| doubled_area(origin, a, b)).sum()
}

fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let side = |p, q, r| doubled_area(p, q, r).signum();
    side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/// Every directed edge of the cells that no neighbour walks the other way.
fn rim(cells: &[Shape]) -> Vec<(Point, Point)> {
    let mut open: HashMap<(Point, Point), i32> = HashMap::new();
    for (a, b) in cells.iter().flatten().flat_map(|polygon| edges(&polygon.exterior)) {
        *open.entry((a, b)).or_default() += 1;
        *open.entry((b, a)).or_default() -= 1;
    }
    open.into_iter().filter(|&(_, count)| count > 0).map(|(edge, _)| edge).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn neighbours_stay_seamless_and_no_cell_is_lost(wriggle in prop::collection::vec((-60..60, -90..90), 200)) {
        let cells = field(&wriggle);
        let mosaic = Mosaic::of(cells.iter(), &levels());
        for level in 0..LEVELS.len() {
            let simpler: Vec<Shape> = (0..cells.len()).map(|cell| mosaic.shape(cell, level as u8)).collect();
            // No cell collapses or turns over.
            for shape in &simpler {
                prop_assert!(shape[0].exterior.len() >= 3);
                prop_assert!(doubled_ring_area(&shape[0].exterior) > 0, "level {level}: {shape:?}");
            }
            // The cells' areas add up to what the rim encloses, so nothing overlaps and nothing gapes.
            let total: i128 = simpler.iter().map(|shape| doubled_ring_area(&shape[0].exterior)).sum();
            let rim = rim(&simpler);
            let enclosed: i128 = rim.iter().map(|&(a, b)| doubled_area(Point { x: 0, y: 0 }, a, b)).sum();
            prop_assert_eq!(total, enclosed);
            let inside = |p: Point| (1..SIDE * STEP - 1).contains(&p.x) && (1..SIDE * STEP - 1).contains(&p.y);
            let corner = |p: Point| p.x % STEP == 0 && p.y % STEP == 0;
            prop_assert!(rim.iter().all(|&(a, b)| [a, b].into_iter().all(|p| !corner(p) || !inside(p))));
            // No two borders cross.
            let all: Vec<_> = simpler.iter().flat_map(|shape| edges(&shape[0].exterior)).collect();
            for (at, &first) in all.iter().enumerate() {
                prop_assert!(all[at + 1..].iter().all(|&second| !cross(first, second)));
            }
        }
    }

    #[test]
    fn a_later_level_keeps_no_vertex_that_an_earlier_one_lost(wriggle in prop::collection::vec((-60..60, -90..90), 200)) {
        let cells = field(&wriggle);
        let mosaic = Mosaic::of(cells.iter(), &levels());
        for cell in 0..cells.len() {
            let rings: Vec<_> = (0..LEVELS.len()).map(|level| mosaic.polygons(cell, level as u8).next().unwrap().remove(0)).collect();
            prop_assert!(rings.windows(2).all(|pair| pair[1].iter().all(|id| pair[0].contains(id))));
            prop_assert!(rings[5].len() < rings[0].len());
        }
    }
}

#[test]
fn an_island_and_its_hole_stay_the_same_line() {
    let ring: Vec<Point> = (0..36).map(|at| f64::from(at) * std::f64::consts::TAU / 36.0).map(circle).collect();
    let island = vec![Polygon { exterior: ring.clone(), holes: Vec::new() }];
    let sea_rim = [(-9000, -9000), (9000, -9000), (9000, 9000), (-9000, 9000)].map(|(x, y)| Point { x, y }).to_vec();
    let sea = vec![Polygon { exterior: sea_rim, holes: vec![ring.into_iter().rev().collect()] }];
    let mosaic = Mosaic::of([&island, &sea].into_iter(), &levels());
    for level in 0..LEVELS.len() as u8 {
        let (island, sea) = (mosaic.shape(0, level), mosaic.shape(1, level));
        let mut hole = sea[0].holes[0].clone();
        hole.reverse();
        hole.sort_unstable();
        let mut shore = island[0].exterior.clone();
        shore.sort_unstable();
        assert_eq!(shore, hole);
        assert!(doubled_ring_area(&island[0].exterior) > 0 && shore.len() >= 3);
    }
    assert!(mosaic.shape(0, 5)[0].exterior.len() < 6);
}

fn circle(angle: f64) -> Point {
    Point { x: (angle.cos() * 5000.0) as i32, y: (angle.sin() * 5000.0) as i32 }
}

#[test]
fn a_thin_strip_between_two_arcs_does_not_vanish() {
    // Two triangles on one base, at any tolerance: if both gave up their tops, they would become the same line.
    let a = Point { x: 0, y: 0 };
    let b = Point { x: 1000, y: 0 };
    let top = |y: i32| vec![Polygon { exterior: vec![a, b, Point { x: 500, y }], holes: Vec::new() }];
    let shapes = [top(2), top(3)];
    let mosaic = Mosaic::of(shapes.iter(), &levels());
    for shape in 0..2 {
        assert_eq!(mosaic.shape(shape, 5)[0].exterior.len(), 3);
    }
}
