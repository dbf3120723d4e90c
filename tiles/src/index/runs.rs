use std::ops::Range;

use crate::TileCoord;
use crate::world::{Position, WORLD_BITS};

/// The bits of both coordinates in turn: all points of a tile, and only they, share its leading bits.
pub(crate) fn morton(x: u32, y: u32) -> u64 {
    spread(x) | (spread(y) << 1)
}

fn spread(value: u32) -> u64 {
    let mut bits = u64::from(value);
    for (shift, mask) in [
        (16, 0x0000_ffff_0000_ffff),
        (8, 0x00ff_00ff_00ff_00ff),
        (4, 0x0f0f_0f0f_0f0f_0f0f),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555_u64),
    ] {
        bits = (bits | (bits << shift)) & mask;
    }
    bits
}

/// Points in Morton order. Tiles are half-open, so each point is in exactly one tile of each zoom.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    keys: Vec<u64>,
    points: Vec<(Position, u32)>,
}

impl Runs {
    /// Sorts points, each with its row.
    pub(crate) fn new(points: impl Iterator<Item = (Position, u32)>) -> Self {
        let mut keyed: Vec<(u64, Position, u32)> =
            points.map(|(at, row)| (morton(at.x as u32, at.y as u32), at, row)).collect();
        keyed.sort_unstable_by_key(|&(key, _, row)| (key, row));
        Self {
            keys: keyed.iter().map(|&(key, ..)| key).collect(),
            points: keyed.into_iter().map(|(_, at, row)| (at, row)).collect(),
        }
    }

    /// The points of a tile, in Morton order.
    pub(crate) fn tile(&self, tile: TileCoord) -> &[(Position, u32)] {
        &self.points[self.range(tile)]
    }

    fn range(&self, tile: TileCoord) -> Range<usize> {
        let shift = 2 * (WORLD_BITS - u32::from(tile.z()));
        let key = morton(tile.x(), tile.y());
        let start = self.keys.partition_point(|&other| other < key << shift);
        let length = self.keys[start..].partition_point(|&other| other < (key + 1) << shift);
        start..start + length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_in_exactly_one_tile_of_each_zoom() {
        let points: Vec<_> = (0..500_u32)
            .map(|at| (Position { x: (at * 7_919) as i32 % 40_960, y: (at * 104_729) as i32 % 40_960 }, at))
            .chain([(Position { x: 4096, y: 4096 }, 500), (Position { x: 4095, y: 4096 }, 501)])
            .collect();
        let runs = Runs::new(points.iter().copied());
        assert_eq!(runs.tile(TileCoord::new(0, 0, 0).unwrap()).len(), 502);
        let mut seen: Vec<u32> = Vec::new();
        for (x, y) in (0..10).flat_map(|x| (0..10).map(move |y| (x, y))) {
            let tile = TileCoord::new(16, x, y).unwrap();
            for &(at, row) in runs.tile(tile) {
                assert_eq!(((at.x >> 12) as u32, (at.y >> 12) as u32), (x, y));
                seen.push(row);
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, (0..502).collect::<Vec<_>>());
    }

    #[test]
    fn no_points_are_in_no_tile() {
        assert!(Runs::default().tile(TileCoord::new(0, 0, 0).unwrap()).is_empty());
    }
}
