use super::triangle;
use crate::shape::Point;

/// How many children a node has.
const FAN: usize = 16;

/// The vertices still there, to be asked whether a triangle holds one: a packed tree of boxes over their Morton order, so
/// that one polygon a continent away does not make it slow.
pub(super) struct Vertices {
    points: Vec<Point>,
    /// Vertex ids in Morton order, and where each id stands in it.
    order: Vec<u32>,
    place: Vec<u32>,
    alive: Vec<bool>,
    /// From the leaves up; the last level has at most [`FAN`] nodes.
    levels: Vec<Vec<Node>>,
}

#[derive(Clone, Copy)]
struct Node {
    low: Point,
    high: Point,
    alive: u32,
}

impl Vertices {
    pub(super) fn new(points: Vec<Point>) -> Self {
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        order.sort_by_cached_key(|&id| morton(points[id as usize]));
        let mut place = vec![0; points.len()];
        for (at, &id) in order.iter().enumerate() {
            place[id as usize] = at as u32;
        }
        let leaf = |id: &u32| Node { low: points[*id as usize], high: points[*id as usize], alive: 1 };
        let mut levels: Vec<Vec<Node>> = Vec::new();
        let mut below: Vec<Node> = order.iter().map(leaf).collect();
        while below.len() > 1 && (levels.is_empty() || below.len() > FAN) {
            below = below.chunks(FAN).map(Node::around).collect();
            levels.push(below.clone());
        }
        let alive = vec![true; points.len()];
        Self { points, order, place, alive, levels }
    }

    pub(super) fn point(&self, id: u32) -> Point {
        self.points[id as usize]
    }

    pub(super) fn is_alive(&self, id: u32) -> bool {
        self.alive[id as usize]
    }

    pub(super) fn into_points(self) -> Vec<Point> {
        self.points
    }

    /// Takes a vertex away.
    pub(super) fn remove(&mut self, id: u32) {
        self.alive[id as usize] = false;
        let mut at = self.place[id as usize] as usize;
        for level in &mut self.levels {
            at /= FAN;
            level[at].alive -= 1;
        }
    }

    /// Whether the triangle of three vertices holds a fourth.
    pub(super) fn any_in(&self, corners: [u32; 3]) -> bool {
        let triangle = corners.map(|id| self.point(id));
        let low = Point { x: triangle.map(|p| p.x).into_iter().min().unwrap_or(0), y: min_y(triangle) };
        let high = Point { x: triangle.map(|p| p.x).into_iter().max().unwrap_or(0), y: max_y(triangle) };
        let Some(top) = self.levels.len().checked_sub(1) else { return false };
        (0..self.levels[top].len()).any(|at| self.node_holds(top, at, corners, triangle, (low, high)))
    }

    fn node_holds(
        &self,
        level: usize,
        at: usize,
        corners: [u32; 3],
        triangle: [Point; 3],
        area: (Point, Point),
    ) -> bool {
        let node = self.levels[level][at];
        let (low, high) = area;
        let apart = node.low.x > high.x || node.high.x < low.x || node.low.y > high.y || node.high.y < low.y;
        if apart || node.alive == 0 {
            return false;
        }
        let below = if level == 0 { self.order.len() } else { self.levels[level - 1].len() };
        let mut children = at * FAN..((at + 1) * FAN).min(below);
        if level > 0 {
            return children.any(|child| self.node_holds(level - 1, child, corners, triangle, area));
        }
        children.any(|child| {
            let id = self.order[child];
            self.is_alive(id) && !corners.contains(&id) && triangle::holds(triangle, self.point(id))
        })
    }
}

impl Node {
    fn around(nodes: &[Self]) -> Self {
        nodes.iter().copied().reduce(Self::joined).unwrap_or(Self { low: ORIGIN, high: ORIGIN, alive: 0 })
    }

    fn joined(self, other: Self) -> Self {
        Self {
            low: Point { x: self.low.x.min(other.low.x), y: self.low.y.min(other.low.y) },
            high: Point { x: self.high.x.max(other.high.x), y: self.high.y.max(other.high.y) },
            alive: self.alive + other.alive,
        }
    }
}

const ORIGIN: Point = Point { x: 0, y: 0 };

fn min_y(triangle: [Point; 3]) -> i32 {
    triangle[0].y.min(triangle[1].y).min(triangle[2].y)
}

fn max_y(triangle: [Point; 3]) -> i32 {
    triangle[0].y.max(triangle[1].y).max(triangle[2].y)
}

/// The bits of both coordinates in turn, so that points near each other come near each other.
fn morton(point: Point) -> u64 {
    let spread = |value: i32| {
        let mut bits = u64::from(value.cast_unsigned() ^ 0x8000_0000);
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
    };
    spread(point.x) | (spread(point.y) << 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vertex_that_left_blocks_nothing() {
        // A 40 × 40 field of points, so that there are two levels, and one point very far away.
        let mut points: Vec<Point> = (0..1600).map(|i| Point { x: i % 40 * 10, y: i / 40 * 10 }).collect();
        points.push(Point { x: i32::MAX, y: i32::MIN });
        let mut vertices = Vertices::new(points);
        let id = |x: u32, y: u32| y * 40 + x;
        let corners = [id(4, 4), id(6, 4), id(4, 6)];
        for inside in [id(5, 4), id(4, 5), id(5, 5)] {
            assert!(vertices.any_in(corners));
            vertices.remove(inside);
        }
        assert!(!vertices.any_in(corners));
    }

    #[test]
    fn no_vertices_hold_nothing() {
        assert!(Vertices::new(Vec::new()).into_points().is_empty());
    }
}
