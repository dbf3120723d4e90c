use std::cmp::Ordering;

use crate::index::Rect;
use crate::world::Position;

/// A box whose sides run half a unit outside its corners, so that no lattice point is on a side and every question of in
/// or out has an exact answer. All coordinates are doubled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    area: Rect,
    low: (i64, i64),
    high: (i64, i64),
}

/// Where a ring crosses the frame: the side, in walking order (south-running `y`: top, right, bottom, left), and how far
/// along it, as an exact fraction of doubled units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crossing {
    side: u8,
    numerator: i64,
    /// Positive.
    denominator: i64,
    /// The nearest lattice point of the box.
    pub(super) at: Position,
}

impl Frame {
    pub(super) fn around(area: Rect) -> Self {
        let doubled = |at: Position, by: i64| (i64::from(at.x) * 2 + by, i64::from(at.y) * 2 + by);
        Self { area, low: doubled(area.low, -1), high: doubled(area.high, 1) }
    }

    pub(super) fn holds(&self, at: Position) -> bool {
        let Rect { low, high } = self.area;
        (low.x..=high.x).contains(&at.x) && (low.y..=high.y).contains(&at.y)
    }

    /// The corners in walking order, the first one ending the left side and beginning the top.
    pub(super) fn corners(&self) -> [Position; 4] {
        let Rect { low, high } = self.area;
        [low, Position { x: high.x, y: low.y }, high, Position { x: low.x, y: high.y }]
    }

    /// Where the segment enters and leaves, if it passes through. Ends inside neither enter nor leave there.
    pub(super) fn pass(&self, from: Position, to: Position) -> Option<(Option<Crossing>, Option<Crossing>)> {
        let (fx, fy) = (i64::from(from.x) * 2, i64::from(from.y) * 2);
        let (dx, dy) = (i64::from(to.x) * 2 - fx, i64::from(to.y) * 2 - fy);
        // (side, speed outwards, room to that side)
        let sides = [
            (0, -dy, fy - self.low.1),
            (1, dx, self.high.0 - fx),
            (2, dy, self.high.1 - fy),
            (3, -dx, fx - self.low.0),
        ];
        let (mut enter, mut leave): (Option<Time>, Option<Time>) = (None, None);
        for (side, speed, room) in sides {
            if speed == 0 && room < 0 {
                return None;
            }
            let time = Time { side, room, speed };
            if speed < 0 && room < 0 && enter.is_none_or(|other| other.cmp(time) == Ordering::Less) {
                enter = Some(time);
            } else if speed > 0 && room < speed && leave.is_none_or(|other| time.cmp(other) == Ordering::Less) {
                if room < 0 {
                    return None;
                }
                leave = Some(time);
            }
            if speed < 0 && room < speed {
                return None;
            }
        }
        if let (Some(enter), Some(leave)) = (enter, leave)
            && enter.cmp(leave) != Ordering::Less
        {
            return None;
        }
        let crossing = |time: Time| self.crossing(time, (fx, fy), (dx, dy));
        Some((enter.map(crossing), leave.map(crossing)))
    }

    fn crossing(&self, time: Time, (fx, fy): (i64, i64), (dx, dy): (i64, i64)) -> Crossing {
        let (numerator, denominator) = if time.speed < 0 { (-time.room, -time.speed) } else { (time.room, time.speed) };
        // The coordinate that varies along the side, times the denominator.
        let (x, y) = (fx * denominator + dx * numerator, fy * denominator + dy * numerator);
        let nearest = |value: i64, low: i32, high: i32| {
            (value + denominator).div_euclid(2 * denominator).clamp(i64::from(low), i64::from(high)) as i32
        };
        let Rect { low, high } = self.area;
        let (along, at) = match time.side {
            0 => (x - self.low.0 * denominator, Position { x: nearest(x, low.x, high.x), y: low.y }),
            1 => (y - self.low.1 * denominator, Position { x: high.x, y: nearest(y, low.y, high.y) }),
            2 => (self.high.0 * denominator - x, Position { x: nearest(x, low.x, high.x), y: high.y }),
            _ => (self.high.1 * denominator - y, Position { x: low.x, y: nearest(y, low.y, high.y) }),
        };
        Crossing { side: time.side, numerator: along, denominator, at }
    }
}

/// When a segment reaches a side: `room / speed` of its length.
#[derive(Clone, Copy)]
struct Time {
    side: u8,
    room: i64,
    speed: i64,
}

impl Time {
    /// Both times have speeds of their own sign, so their quotients are compared crosswise after making them positive.
    fn cmp(self, other: Self) -> Ordering {
        let (a, b) = (i128::from(self.room) * i128::from(other.speed), i128::from(other.room) * i128::from(self.speed));
        if (self.speed < 0) == (other.speed < 0) { a.cmp(&b) } else { b.cmp(&a) }
    }
}

impl Crossing {
    /// Which comes first on the way around the frame.
    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        self.side.cmp(&other.side).then_with(|| {
            let a = i128::from(self.numerator) * i128::from(other.denominator);
            a.cmp(&(i128::from(other.numerator) * i128::from(self.denominator)))
        })
    }

    /// The corners passed on the way around from here to `to`, as indexes into [`Frame::corners`].
    pub(super) fn corners_to(&self, to: &Self) -> impl Iterator<Item = usize> + use<> {
        let around = self.cmp(to) == Ordering::Greater;
        let steps = (i16::from(to.side) - i16::from(self.side)).rem_euclid(4) as usize;
        let steps = if around && steps == 0 { 4 } else { steps };
        let start = usize::from(self.side);
        (1..=steps).map(move |step| (start + step) % 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: i32, y: i32) -> Position {
        Position { x, y }
    }

    fn frame() -> Frame {
        Frame::around(Rect { low: at(0, 0), high: at(10, 10) })
    }

    type Brief = Option<(u8, Position)>;

    fn pass(from: (i32, i32), to: (i32, i32)) -> Option<(Brief, Brief)> {
        let brief = |crossing: Option<Crossing>| crossing.map(|c| (c.side, c.at));
        frame().pass(at(from.0, from.1), at(to.0, to.1)).map(|(enter, leave)| (brief(enter), brief(leave)))
    }

    #[test]
    fn segments_enter_and_leave() {
        assert_eq!(pass((2, 2), (3, 3)), Some((None, None)));
        assert_eq!(pass((2, 2), (20, 2)), Some((None, Some((1, at(10, 2))))));
        assert_eq!(pass((2, -20), (2, 2)), Some((Some((0, at(2, 0))), None)));
        assert_eq!(pass((-20, 4), (20, 4)), Some((Some((3, at(0, 4))), Some((1, at(10, 4))))));
        assert_eq!(pass((4, 20), (4, -20)), Some((Some((2, at(4, 10))), Some((0, at(4, 0))))));
    }

    #[test]
    fn segments_that_pass_by_do_not() {
        for (from, to) in
            [((-5, -5), (-5, 20)), ((-2, 1), (1, -2)), ((-1, 0), (0, -1)), ((12, 3), (30, 3)), ((30, 3), (12, 3))]
        {
            assert_eq!(pass(from, to), None, "{from:?} {to:?}");
        }
    }

    #[test]
    fn corners_come_in_walking_order() {
        let crossing = |from, to| frame().pass(from, to).unwrap().1.unwrap();
        let top = crossing(at(5, 5), at(5, -20));
        let top_later = crossing(at(5, 5), at(7, -20));
        let right = crossing(at(5, 5), at(30, 5));
        let corners = |a: &Crossing, b: &Crossing| a.corners_to(b).collect::<Vec<_>>();
        assert_eq!(corners(&top, &right), [1]);
        assert_eq!(corners(&right, &top), [2, 3, 0]);
        assert_eq!(corners(&top, &top_later), Vec::<usize>::new());
        assert_eq!(corners(&top_later, &top), [1, 2, 3, 0]);
    }
}
