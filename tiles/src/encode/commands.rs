use super::Geometry;
use super::wire::put_varint;
use crate::world::Position;

const MOVE: u64 = 1;
const LINE: u64 = 2;
const CLOSE: u64 = 7;

/// Appends a geometry as MVT's packed commands: counts and steps from each point to the next.
pub(super) fn put_commands(bytes: &mut Vec<u8>, geometry: Geometry<'_>) {
    let mut pen = Pen { bytes, at: Position { x: 0, y: 0 } };
    match geometry {
        Geometry::Point(at) => pen.points(MOVE, &[at]),
        Geometry::Lines(lines) => lines.iter().for_each(|line| pen.line(line)),
        Geometry::Polygons(rings) => {
            for (ring, _) in rings.iter() {
                pen.line(ring);
                pen.command(CLOSE, 1);
            }
        }
    }
}

struct Pen<'a> {
    bytes: &'a mut Vec<u8>,
    at: Position,
}

impl Pen<'_> {
    fn line(&mut self, line: &[Position]) {
        let Some((first, others)) = line.split_first() else { return };
        self.points(MOVE, std::slice::from_ref(first));
        self.points(LINE, others);
    }

    fn points(&mut self, command: u64, points: &[Position]) {
        self.command(command, points.len());
        for &to in points {
            self.step(to.x - self.at.x);
            self.step(to.y - self.at.y);
            self.at = to;
        }
    }

    fn command(&mut self, command: u64, count: usize) {
        put_varint(self.bytes, command | (count as u64) << 3);
    }

    fn step(&mut self, by: i32) {
        // Zigzag: small steps either way are small numbers.
        put_varint(self.bytes, u64::from(((by << 1) ^ (by >> 31)) as u32));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Lines, Rings};

    fn commands(geometry: Geometry<'_>) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_commands(&mut bytes, geometry);
        bytes
    }

    /// The examples of the MVT specification, 4.3.5.
    #[test]
    fn the_examples_of_the_specification() {
        let at = |(x, y): (i32, i32)| Position { x, y };
        assert_eq!(commands(Geometry::Point(at((25, 17)))), [9, 50, 34]);
        let mut lines = Lines::default();
        lines.push([(2, 2), (2, 10), (10, 10)].map(at));
        lines.push([(1, 1), (3, 5)].map(at));
        assert_eq!(commands(Geometry::Lines(&lines)), [9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8]);
        let mut rings = Rings::default();
        rings.push([(0, 0), (10, 0), (10, 10), (0, 10)].map(at), true);
        rings.push([(11, 11), (20, 11), (20, 20), (11, 20)].map(at), true);
        rings.push([(13, 13), (13, 17), (17, 17), (17, 13)].map(at), false);
        let expected = [
            9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13, 26, 0, 8, 8, 0, 0,
            7, 15,
        ];
        assert_eq!(commands(Geometry::Polygons(&rings)), expected);
    }
}
