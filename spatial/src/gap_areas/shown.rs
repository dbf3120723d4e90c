//! Who may see what of a blind-spot area.

use super::GapArea;
use crate::disclosure::Shown;
use crate::shape::Shape;
use crate::{Audience, District};

/// An area as an audience may see it.
#[derive(Clone, Copy, Debug)]
pub struct ShownArea<'a> {
    /// Its border, or that of its cells of at least ten households.
    pub outline: &'a Shape,
    /// Whether its numbers may be seen.
    pub exact: bool,
}

impl GapArea {
    /// What an audience may see of the area: all of it where it sees exact counts of every grid that the area reaches into;
    /// else the outline of its cells of at least ten households and no number; `None` where it has no such cell.
    pub fn shown(&self, district: &District, audience: &Audience) -> Option<ShownArea<'_>> {
        let placed: u64 = self.grids.iter().map(|(_, count)| u64::from(*count)).sum();
        let all_placed = placed == self.households.len() as u64;
        let knows_grids = || self.grids.iter().all(|(grid, _)| district.knows_grid(audience, *grid));
        let exact = (all_placed && knows_grids()) || audience.sees_exact(district.snapshot.county.as_str());
        let outline = if exact { &self.outline } else { &self.outline_for_all };
        (!outline.is_empty()).then_some(ShownArea { outline, exact })
    }
}

impl ShownArea<'_> {
    /// A number of the area.
    pub fn count(&self, count: u64) -> Shown {
        if self.exact { Shown::Exact(count) } else { Shown::Hidden }
    }
}
