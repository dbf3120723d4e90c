use super::mend::mended;
use super::rings::{Rings, clean};
use crate::index::Rect;
use crate::world::Position;

/// The polygons of a layer at one zoom, one outline per row, ready to be sent.
#[derive(Debug, Default)]
pub(crate) struct Outlines {
    rings: Rings,
    /// Where each row's rings end.
    ends: Vec<u32>,
    boxes: Vec<Option<Rect>>,
}

/// One row's polygons.
#[derive(Clone, Copy)]
pub(crate) struct Outline<'a> {
    rings: &'a Rings,
    first: usize,
    last: usize,
}

impl Outlines {
    /// Adds the next row's polygons, each its rings with the exterior one first. What quantising has broken is mended;
    /// where it has left nothing of a polygon whose place is `speck`, a square of one unit stands for it.
    pub(crate) fn push(&mut self, polygons: impl Iterator<Item = Vec<Vec<Position>>>, speck: Option<Position>) {
        let mut rings = Rings::default();
        for polygon in polygons {
            for (number, mut ring) in polygon.into_iter().enumerate() {
                clean(&mut ring);
                if number == 0 && ring.is_empty() {
                    break;
                }
                rings.push(ring, number == 0);
            }
        }
        let mut rings = mended(rings);
        if let (true, Some(Position { x, y })) = (rings.is_empty(), speck) {
            rings.push([(0, 0), (1, 0), (1, 1), (0, 1)].map(|(dx, dy)| Position { x: x + dx, y: y + dy }), true);
        }
        self.boxes.push(Rect::around(rings.points.iter().copied()));
        let base = self.rings.points.len() as u32;
        self.rings.points.append(&mut rings.points);
        self.rings.ends.extend(rings.ends.iter().map(|&(end, exterior)| (base + end, exterior)));
        self.ends.push(self.rings.ends.len() as u32);
    }

    /// The box around a row's polygons; `None` where it has none.
    pub(crate) fn rect(&self, row: u32) -> Option<Rect> {
        self.boxes.get(row as usize).copied().flatten()
    }

    /// A row's polygons.
    pub(crate) fn row(&self, row: u32) -> Outline<'_> {
        let first = if row == 0 { 0 } else { self.ends[row as usize - 1] as usize };
        Outline { rings: &self.rings, first, last: self.ends[row as usize] as usize }
    }
}

impl<'a> Outline<'a> {
    /// Each ring with whether it is an exterior one.
    pub(crate) fn iter(self) -> impl Iterator<Item = (&'a [Position], bool)> {
        (self.first..self.last).map(move |ring| {
            let start = if ring == 0 { 0 } else { self.rings.ends[ring - 1].0 as usize };
            let (end, exterior) = self.rings.ends[ring];
            (&self.rings.points[start..end as usize], exterior)
        })
    }

    /// Copies all of it, shifted so that `origin` becomes 0, 0.
    pub(crate) fn copy(self, origin: Position, out: &mut Rings) {
        for (ring, exterior) in self.iter() {
            out.points.extend(ring.iter().map(|at| Position { x: at.x - origin.x, y: at.y - origin.y }));
            out.ends.push((out.points.len() as u32, exterior));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: i32, y: i32) -> Position {
        Position { x, y }
    }

    #[test]
    fn rows_are_kept_apart_and_an_empty_one_becomes_a_speck() {
        let mut outlines = Outlines::default();
        outlines.push([vec![vec![at(0, 0), at(9, 0), at(9, 9)]]].into_iter(), None);
        outlines.push([vec![vec![at(5, 5), at(5, 5), at(5, 6)]]].into_iter(), Some(at(5, 5)));
        outlines.push(std::iter::empty(), None);
        assert_eq!(outlines.row(0).iter().count(), 1);
        assert_eq!(outlines.row(1).iter().next().unwrap().0.len(), 4);
        assert_eq!(outlines.row(2).iter().count(), 0);
        assert_eq!(outlines.rect(2), None);
        let mut out = Rings::default();
        outlines.row(0).copy(at(1, 1), &mut out);
        assert_eq!(out.points[0], at(-1, -1));
    }
}
