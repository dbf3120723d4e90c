use crate::world::Position;

/// A line without the points that lie within `tolerance` of what is left (Douglas and Peucker); its ends stay.
pub(crate) fn thinned(line: &[Position], tolerance: i64) -> Vec<Position> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mut kept = vec![false; line.len()];
    (kept[0], kept[line.len() - 1]) = (true, true);
    let mut spans = vec![(0, line.len() - 1)];
    while let Some((first, last)) = spans.pop() {
        let farthest = (first + 1..last).map(|at| (squared_distance(line[at], line[first], line[last]), at)).max_by(
            // Of equals the first, so that the result does not hang on the order of the search.
            |a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)),
        );
        if let Some((distance, at)) = farthest.filter(|&(distance, _)| distance > (tolerance * tolerance) as f64) {
            debug_assert!(distance.is_finite());
            kept[at] = true;
            spans.extend([(first, at), (at, last)]);
        }
    }
    line.iter().zip(kept).filter_map(|(&at, kept)| kept.then_some(at)).collect()
}

/// From a point to a segment, squared.
fn squared_distance(point: Position, from: Position, to: Position) -> f64 {
    let (dx, dy) = (f64::from(to.x - from.x), f64::from(to.y - from.y));
    let (px, py) = (f64::from(point.x - from.x), f64::from(point.y - from.y));
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 { 0.0 } else { ((px * dx + py * dy) / length).clamp(0.0, 1.0) };
    let (ex, ey) = (px - along * dx, py - along * dy);
    ex * ex + ey * ey
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_straight_becomes_straight() {
        let line = |points: &[(i32, i32)]| points.iter().map(|&(x, y)| Position { x, y }).collect::<Vec<_>>();
        assert_eq!(thinned(&line(&[(0, 0), (50, 1), (100, 0)]), 2), line(&[(0, 0), (100, 0)]));
        assert_eq!(thinned(&line(&[(0, 0), (50, 3), (100, 0)]), 2).len(), 3);
        assert_eq!(thinned(&line(&[(0, 0), (50, 0), (0, 0)]), 2).len(), 3, "a there-and-back keeps its turn");
        assert_eq!(thinned(&line(&[(7, 7)]), 2).len(), 1);
    }
}
