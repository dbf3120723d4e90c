use super::lines::Lines;
use crate::index::Rect;
use crate::world::Position;

/// The parts of a line inside a box, shifted so that `origin` becomes 0, 0.
pub(crate) fn clip_line(line: &[Position], area: Rect, origin: Position, out: &mut Lines) {
    let mut part: Vec<Position> = Vec::new();
    for pair in line.windows(2) {
        let Some((from, to)) = clip_segment(pair[0], pair[1], area) else { continue };
        if part.last() != Some(&from) {
            flush(&mut part, origin, out);
            part.push(from);
        }
        part.push(to);
        if to != pair[1] {
            flush(&mut part, origin, out);
        }
    }
    flush(&mut part, origin, out);
}

fn flush(part: &mut Vec<Position>, origin: Position, out: &mut Lines) {
    out.push(part.drain(..).map(|at| Position { x: at.x - origin.x, y: at.y - origin.y }));
}

/// The part of a segment inside a box (Liang and Barsky), its ends rounded to the lattice.
fn clip_segment(from: Position, to: Position, area: Rect) -> Option<(Position, Position)> {
    let (dx, dy) = (f64::from(to.x - from.x), f64::from(to.y - from.y));
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [
        (-dx, f64::from(from.x - area.low.x)),
        (dx, f64::from(area.high.x - from.x)),
        (-dy, f64::from(from.y - area.low.y)),
        (dy, f64::from(area.high.y - from.y)),
    ];
    for (towards, room) in sides {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            enter = enter.max(room / towards);
        } else {
            leave = leave.min(room / towards);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f64| Position {
        x: (f64::from(from.x) + t * dx).round() as i32,
        y: (f64::from(from.y) + t * dy).round() as i32,
    };
    let start = if enter == 0.0 { from } else { at(enter) };
    let end = if leave >= 1.0 { to } else { at(leave) };
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clipped(line: &[(i32, i32)]) -> Vec<Vec<(i32, i32)>> {
        let area = Rect { low: Position { x: 0, y: 0 }, high: Position { x: 100, y: 100 } };
        let line: Vec<_> = line.iter().map(|&(x, y)| Position { x, y }).collect();
        let mut out = Lines::default();
        clip_line(&line, area, Position { x: 0, y: 0 }, &mut out);
        out.iter().map(|part| part.iter().map(|at| (at.x, at.y)).collect()).collect()
    }

    #[test]
    fn a_line_is_cut_at_the_border() {
        assert_eq!(clipped(&[(10, 10), (50, 50)]), [[(10, 10), (50, 50)]]);
        assert_eq!(clipped(&[(-50, 50), (150, 50)]), [[(0, 50), (100, 50)]]);
        assert_eq!(clipped(&[(50, 50), (50, 150), (150, 150), (60, 50)]).len(), 2);
        assert!(clipped(&[(-10, 0), (-10, 100), (50, 120)]).is_empty());
        assert!(clipped(&[(-10, 10), (10, -10)]).is_empty(), "a touched corner is no line");
    }

    #[test]
    fn a_line_that_returns_is_two_lines() {
        let parts = clipped(&[(10, 50), (150, 50), (150, 60), (10, 60)]);
        assert_eq!(parts, [[(10, 50), (100, 50)], [(100, 60), (10, 60)]]);
    }
}
