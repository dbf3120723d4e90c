use crate::world::Position;

/// Lines, packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    pub(crate) points: Vec<Position>,
    pub(crate) ends: Vec<u32>,
}

impl Lines {
    pub(crate) fn clear(&mut self) {
        self.points.clear();
        self.ends.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a line as it is, so that lines keep their numbers.
    pub(crate) fn push_always(&mut self, line: impl IntoIterator<Item = Position>) {
        self.points.extend(line);
        self.ends.push(self.points.len() as u32);
    }

    /// The line of a number.
    pub(crate) fn line(&self, number: usize) -> &[Position] {
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.points[start as usize..self.ends[number] as usize]
    }

    /// Adds a line without its repeated points; fewer than two points are no line.
    pub(crate) fn push(&mut self, line: impl IntoIterator<Item = Position>) {
        let start = self.points.len();
        for at in line {
            if self.points.len() == start || self.points.last() != Some(&at) {
                self.points.push(at);
            }
        }
        if self.points.len() - start < 2 {
            self.points.truncate(start);
        } else {
            self.ends.push(self.points.len() as u32);
        }
    }

    /// The lines.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Position]> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&end| end as usize));
        starts.zip(&self.ends).map(|(start, &end)| &self.points[start..end as usize])
    }
}
