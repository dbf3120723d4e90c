use super::contains::{contains, edges, ring_contains};
use super::measure::{bounds, polygon_area_mm2};
use super::{Bounds, Point, Polygon};

/// So many lines are laid through a polygon to find a place for its label: enough for a horseshoe, cheap for a square.
const SCAN_LINES: i64 = 9;

/// A point well inside the largest part of a shape; the middle of its box where it has no inside, `None` where it has no
/// point.
pub fn label_point(shape: &[Polygon]) -> Option<Point> {
    let largest = shape.iter().max_by(|a, b| polygon_area_mm2(a).total_cmp(&polygon_area_mm2(b)))?;
    let around = Bounds::of(largest.exterior.iter().copied())?;
    let best = (1..=SCAN_LINES)
        .filter_map(|line| widest_chord(largest, scan_y(&around, line)))
        .max_by(|a, b| clearance_mm(largest, *a).total_cmp(&clearance_mm(largest, *b)));
    Some(best.unwrap_or_else(|| around.centre()))
}

/// The point at which a building is said to be: the middle of its box where that lies inside, else a point inside.
pub fn building_label(shape: &[Polygon]) -> Option<Point> {
    let middle = bounds(shape)?.centre();
    if contains(shape, middle, 0) { Some(middle) } else { label_point(shape) }
}

fn scan_y(around: &Bounds, line: i64) -> f64 {
    let height = i64::from(around.max.y) - i64::from(around.min.y);
    // Half a millimetre off the lattice, so that no line runs along a vertex.
    (i64::from(around.min.y) + height * line / (SCAN_LINES + 1)) as f64 + 0.5
}

/// The middle of the longest stretch of a horizontal line inside the polygon.
fn widest_chord(polygon: &Polygon, y: f64) -> Option<Point> {
    let mut crossings: Vec<f64> = polygon
        .rings()
        .flat_map(|ring| edges(ring))
        .filter(|(a, b)| (f64::from(a.y) > y) != (f64::from(b.y) > y))
        .map(|(a, b)| {
            let share = (y - f64::from(a.y)) / (f64::from(b.y) - f64::from(a.y));
            f64::from(a.x) + share * (f64::from(b.x) - f64::from(a.x))
        })
        .collect();
    crossings.sort_unstable_by(f64::total_cmp);
    let (chords, _) = crossings.as_chunks::<2>();
    let [from, to] = chords.iter().max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
    let middle = Point { x: f64::midpoint(*from, *to).round() as i32, y: y.floor() as i32 };
    polygon.rings().fold(false, |inside, ring| inside != ring_contains(ring, middle)).then_some(middle)
}

/// The distance to the nearest border.
fn clearance_mm(polygon: &Polygon, point: Point) -> f64 {
    let to_edge = |(a, b): (Point, Point)| {
        let (ax, ay) = (f64::from(a.x) - f64::from(point.x), f64::from(a.y) - f64::from(point.y));
        let (dx, dy) = (f64::from(b.x) - f64::from(a.x), f64::from(b.y) - f64::from(a.y));
        let length2 = dx * dx + dy * dy;
        let along = if length2 > 0.0 { (-(ax * dx + ay * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
        (ax + along * dx).hypot(ay + along * dy)
    };
    polygon.rings().flat_map(|ring| edges(ring)).map(to_edge).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(points: &[(i32, i32)]) -> Vec<Polygon> {
        vec![Polygon { exterior: points.iter().map(|&(x, y)| Point { x, y }).collect(), holes: vec![] }]
    }

    #[test]
    fn the_label_of_a_horseshoe_lies_in_the_horseshoe() {
        let horseshoe =
            shape(&[(0, 0), (1000, 0), (1000, 1000), (800, 1000), (800, 200), (200, 200), (200, 1000), (0, 1000)]);
        let label = label_point(&horseshoe).unwrap();
        assert!(contains(&horseshoe, label, 0), "{label:?}");
        assert!(clearance_mm(&horseshoe[0], label) > 50.0, "{label:?}");
    }

    #[test]
    fn the_label_keeps_out_of_a_hole_and_goes_to_the_largest_part() {
        let mut two = shape(&[(0, 0), (100, 0), (100, 100), (0, 100)]);
        two.extend(shape(&[(1000, 0), (2000, 0), (2000, 1000), (1000, 1000)]));
        two[1].holes.push([(1200, 200), (1200, 990), (1990, 990), (1990, 200)].map(|(x, y)| Point { x, y }).to_vec());
        let label = label_point(&two).unwrap();
        assert!(contains(&two[1..], label, 0), "{label:?}");
    }

    #[test]
    fn a_square_building_is_at_its_middle_and_an_angled_one_inside() {
        assert_eq!(building_label(&shape(&[(0, 0), (10, 0), (10, 10), (0, 10)])), Some(Point { x: 5, y: 5 }));
        let angle = shape(&[(0, 0), (1000, 0), (1000, 100), (100, 100), (100, 1000), (0, 1000)]);
        let label = building_label(&angle).unwrap();
        assert!(contains(&angle, label, 0), "{label:?}");
    }

    #[test]
    fn degenerate_shapes_have_a_label_or_none() {
        assert_eq!(label_point(&[]), None);
        assert_eq!(label_point(&shape(&[])), None);
        assert_eq!(label_point(&shape(&[(4, 4)])), Some(Point { x: 4, y: 4 }));
        assert_eq!(label_point(&shape(&[(0, 0), (8, 8)])), Some(Point { x: 4, y: 4 }));
    }
}
