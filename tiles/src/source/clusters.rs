use crate::TileCoord;
use crate::index::morton;
use crate::world::{Position, WORLD_BITS};

/// Cells per side of a tile, as bits, from fine to coarse. The last ones are 1,024: few enough for any tile.
const CELL_BITS: [u32; 5] = [10, 8, 7, 6, 5];

/// The points of a tile in groups: each alone while there are no more than `most`, else those of one cell together, in
/// the finest cells that make no more groups than that.
pub(crate) fn clusters(points: &[(Position, u32)], tile: TileCoord, most: usize) -> Vec<&[(Position, u32)]> {
    if points.len() <= most {
        return points.chunks(1).collect();
    }
    let cells = |bits: u32| {
        let shift = WORLD_BITS - u32::from(tile.z()) - bits;
        move |at: Position| morton((at.x >> shift) as u32, (at.y >> shift) as u32)
    };
    let groups = |bits: u32| {
        let cell = cells(bits);
        points.chunk_by(move |a, b| cell(a.0) == cell(b.0))
    };
    let fitting = CELL_BITS.into_iter().find(|&bits| groups(bits).count() <= most);
    groups(fitting.unwrap_or(CELL_BITS[CELL_BITS.len() - 1])).collect()
}

/// The mean of a group's positions, rounded down: inside every tile and cell that holds them all.
pub(crate) fn middle(points: &[(Position, u32)]) -> Position {
    let mean = |axis: fn(Position) -> i32| {
        let sum: i64 = points.iter().map(|(at, _)| i64::from(axis(*at))).sum();
        (sum / (points.len().max(1) as i64)) as i32
    };
    Position { x: mean(|at| at.x), y: mean(|at| at.y) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Runs;

    #[test]
    fn however_many_points_the_groups_stay_few_and_lose_none() {
        let tile = TileCoord::new(14, 0, 0).unwrap();
        let side = 1 << 14;
        for count in [0, 1, 1500, 1501, 40_000] {
            let points = (0..count).map(|at| (Position { x: at * 7919 % side, y: at * 10_007 % side }, at as u32));
            let runs = Runs::new(points);
            let groups = clusters(runs.tile(tile), tile, 1500);
            assert!(groups.len() <= 1500, "{count} points, {} groups", groups.len());
            assert_eq!(groups.iter().map(|group| group.len()).sum::<usize>(), count as usize);
            let inside = |at: Position| (0..side).contains(&at.x) && (0..side).contains(&at.y);
            assert!(groups.iter().all(|group| inside(middle(group))));
        }
    }
}
