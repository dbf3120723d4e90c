/// The deepest zoom that is cut; clients draw deeper ones from it.
pub const MAX_ZOOM: u8 = 16;

/// The address of a tile in the XYZ scheme: `y` runs south.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileCoord {
    z: u8,
    x: u32,
    y: u32,
}

impl TileCoord {
    /// A tile of zoom 0 to [`MAX_ZOOM`]; `None` where the zoom or a column or row lies outside the world.
    ///
    /// ```
    /// # use tiles::TileCoord;
    /// assert!(TileCoord::new(1, 1, 0).is_some());
    /// assert!(TileCoord::new(1, 2, 0).is_none());
    /// ```
    pub fn new(z: u8, x: u32, y: u32) -> Option<Self> {
        let size = 1_u32.checked_shl(u32::from(z))?;
        (z <= MAX_ZOOM && x < size && y < size).then_some(Self { z, x, y })
    }

    /// Zoom.
    pub fn z(self) -> u8 {
        self.z
    }

    /// Column, from the west.
    pub fn x(self) -> u32 {
        self.x
    }

    /// Row, from the north.
    pub fn y(self) -> u32 {
        self.y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_lies_inside_the_world() {
        assert!(TileCoord::new(0, 0, 0).is_some());
        assert!(TileCoord::new(16, 65_535, 65_535).is_some());
        for (z, x, y) in [(0, 1, 0), (0, 0, 1), (16, 65_536, 0), (17, 0, 0), (40, 0, 0), (255, 0, 0)] {
            assert_eq!(TileCoord::new(z, x, y), None, "{z}/{x}/{y}");
        }
    }
}
