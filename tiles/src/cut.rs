use spatial::places::{AreaCode, GridCode};
use spatial::snapshot::{Placement, Row};
use spatial::{Audience, District};

use crate::encode::{Geometry, Properties, Writer};
use crate::geometry::{Lines, Outlines, Rings, clip_line, clip_polygon};
use crate::index::Rect;
use crate::world::{EXTENT, Position, WORLD_BITS};
use crate::{MAX_ZOOM, TileCoord};

/// How far polygons and lines reach over a tile's edge, in its units.
const BUFFER: i32 = 64;

/// One tile being cut for one audience: where it lies, and the writer.
pub(crate) struct Cut<'a> {
    pub(crate) district: &'a District,
    pub(crate) audience: &'a Audience,
    pub(crate) tile: TileCoord,
    writer: Writer,
    /// Its first corner and its buffered box on the zoom's lattice.
    origin: Position,
    area: Rect,
    rings: Rings,
    lines: Lines,
}

impl<'a> Cut<'a> {
    pub(crate) fn new(district: &'a District, audience: &'a Audience, tile: TileCoord, writer: Writer) -> Self {
        let origin = Position { x: (tile.x() << 12) as i32, y: (tile.y() << 12) as i32 };
        let low = Position { x: origin.x - BUFFER, y: origin.y - BUFFER };
        let high = Position { x: origin.x + EXTENT + BUFFER, y: origin.y + EXTENT + BUFFER };
        Self {
            district,
            audience,
            tile,
            writer,
            origin,
            area: Rect { low, high },
            rings: Rings::default(),
            lines: Lines::default(),
        }
    }

    pub(crate) fn zoom(&self) -> u8 {
        self.tile.z()
    }

    pub(crate) fn layer(&mut self, name: &'static str) {
        self.writer.layer(name);
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.writer.finish()
    }

    /// The buffered tile in world units, a unit of its zoom wider, so that rounding to the zoom hides nothing.
    pub(crate) fn world(&self) -> Rect {
        let shift = u32::from(MAX_ZOOM - self.zoom());
        let out = |at: Position, by: i32| Position { x: (at.x + by) << shift, y: (at.y + by) << shift };
        // At zoom 0 the world's high corner would be 2^28 + …, which still fits.
        Rect { low: out(self.area.low, -1), high: out(self.area.high, 1) }
    }

    /// Whether the tile holds a world position; every position is in exactly one tile of a zoom.
    pub(crate) fn holds(&self, at: Position) -> bool {
        let shift = WORLD_BITS - u32::from(self.zoom());
        ((at.x >> shift) as u32, (at.y >> shift) as u32) == (self.tile.x(), self.tile.y())
    }

    fn inside(&self, at: Position) -> Position {
        let shift = u32::from(MAX_ZOOM - self.zoom());
        // Rounded down, not to the nearest: so it stays inside.
        Position { x: (at.x >> shift) - self.origin.x, y: (at.y >> shift) - self.origin.y }
    }

    /// Writes a point feature at a world position inside the tile.
    pub(crate) fn point(&mut self, id: Option<u64>, at: Position, properties: &Properties<'_>) {
        let at = self.inside(at);
        self.writer.feature(id, Geometry::Point(at), properties);
    }

    /// Writes a point as [`Self::point`], with the properties of the feature before.
    pub(crate) fn point_again(&mut self, id: Option<u64>, at: Position) {
        let at = self.inside(at);
        self.writer.again(id, Geometry::Point(at));
    }

    /// Makes the part of a row's outline in the tile ready; `false` where there is none.
    pub(crate) fn prepare(&mut self, outlines: &Outlines, row: u32) -> bool {
        self.rings.clear();
        let Some(rect) = outlines.rect(row).filter(|rect| rect.touches(self.area)) else { return false };
        if self.area.holds(rect) {
            outlines.row(row).copy(self.origin, &mut self.rings);
        } else {
            clip_polygon(outlines.row(row), self.area, self.origin, &mut self.rings);
        }
        !self.rings.is_empty()
    }

    /// Writes a square of the zoom's lattice.
    pub(crate) fn square(&mut self, low: Position, side: i32, properties: &Properties<'_>) {
        let (x, y) = (low.x - self.origin.x, low.y - self.origin.y);
        self.rings.clear();
        self.rings
            .push([(0, 0), (side, 0), (side, side), (0, side)].map(|(dx, dy)| Position { x: x + dx, y: y + dy }), true);
        self.polygon(None, properties);
    }

    /// Writes the square of the tile's own raster of `side` that holds a world position.
    pub(crate) fn square_around(&mut self, at: Position, side: i32, properties: &Properties<'_>) {
        let shift = u32::from(MAX_ZOOM - self.zoom());
        let snap = |at: i32| (at >> shift) / side * side;
        self.square(Position { x: snap(at.x), y: snap(at.y) }, side, properties);
    }

    /// Writes what [`Self::prepare`] made ready.
    pub(crate) fn polygon(&mut self, id: Option<u64>, properties: &Properties<'_>) {
        self.writer.feature(id, Geometry::Polygons(&self.rings), properties);
    }

    /// Adds the part of a line in the tile to the lines of the next [`Self::lines`].
    pub(crate) fn add_line(&mut self, line: &[Position]) {
        clip_line(line, self.area, self.origin, &mut self.lines);
    }

    /// Writes the lines added since, if any.
    pub(crate) fn lines(&mut self, id: Option<u64>, properties: &Properties<'_>) {
        if !self.lines.is_empty() {
            self.writer.feature(id, Geometry::Lines(&self.lines), properties);
        }
        self.lines.clear();
    }

    /// The code by which rights to a subject are asked: of its grid, else of the community that counts it.
    pub(crate) fn code_of(&self, placement: Placement, community: Option<Row>) -> Option<&'a str> {
        match (placement, community) {
            (Placement::InGrid(grid), _) => self.district.snapshot.grids.code.get(grid.index()).map(GridCode::as_str),
            (_, Some(area)) => self.district.snapshot.areas.code.get(area.index()).map(AreaCode::as_str),
            (_, None) => None,
        }
    }

    /// Whether persons of a subject may be shown; one that stands in no place is its district's.
    pub(crate) fn sees_persons(&self, placement: Placement, community: Option<Row>) -> bool {
        let code = self.code_of(placement, community).unwrap_or(self.district.snapshot.county.as_str());
        self.audience.sees_persons(code)
    }

    /// Whether exact counts of a subject may be shown; as [`Self::sees_persons`].
    pub(crate) fn sees_exact(&self, placement: Placement, community: Option<Row>) -> bool {
        let code = self.code_of(placement, community).unwrap_or(self.district.snapshot.county.as_str());
        self.audience.sees_exact(code)
    }
}
