//! What parameters name, and what is refused.

use spatial::Audience;
use spatial::places::AreaCode;
use spatial::snapshot::Row;

use super::{PlaceRow, View};
use crate::http::Problem;

impl View {
    /// The row of an area code given as a parameter.
    ///
    /// # Errors
    /// 422 where it is no code, 404 where the register has no such area.
    pub fn area(&self, parameter: &str, code: &str) -> Result<Row, Problem> {
        let parsed = AreaCode::parse(code)
            .map_err(|_| Problem::bad_parameter(parameter, code, vec!["6, 9 or 12 digits".into()]))?;
        self.area_row(parsed.as_str()).ok_or_else(|| Problem::no_such_area(parameter, code))
    }

    /// The row of an area's or grid's code given as a parameter.
    ///
    /// # Errors
    /// As [`Self::area`], 404 also for fifteen digits that are no grid's.
    pub fn area_or_grid(&self, parameter: &str, code: &str) -> Result<PlaceRow, Problem> {
        match self.grid_row(code) {
            Some(grid) => Ok(PlaceRow::Grid(grid)),
            None if code.len() == 15 && code.bytes().all(|byte| byte.is_ascii_digit()) => {
                Err(Problem::no_such_grid(parameter, code))
            }
            None if AreaCode::parse(code).is_err() => Err(Problem::bad_parameter(
                parameter,
                code,
                vec!["6, 9 or 12 digits".into(), "the 15 digits of a grid".into()],
            )),
            None => self.area(parameter, code).map(PlaceRow::Area),
        }
    }

    /// The row of an area.
    pub fn area_row(&self, code: &str) -> Option<Row> {
        self.snapshot().area_row(code)
    }

    /// The row of a grid.
    pub fn grid_row(&self, code: &str) -> Option<Row> {
        self.snapshot().grid_row(code)
    }

    /// Refuses what is told only to those who see exact counts of the whole area (`None`: the district).
    ///
    /// # Errors
    /// 403 naming the areas of which this audience sees them.
    pub fn demand_exact(&self, area: Option<Row>) -> Result<(), Problem> {
        self.demand(area, "its exact counts", Audience::sees_exact)
    }

    /// Refuses what is told only to those who may see persons in the whole area (`None`: the district).
    ///
    /// # Errors
    /// 403 naming the areas in which this audience sees them.
    pub fn demand_persons(&self, area: Option<Row>) -> Result<(), Problem> {
        self.demand(area, "its households and members", Audience::sees_persons)
    }

    fn demand(&self, area: Option<Row>, what: &str, sees: impl Fn(&Audience, &str) -> bool) -> Result<(), Problem> {
        let county = &self.snapshot().county;
        let code = |area: Option<Row>| area.map_or(county, |area| &self.snapshot().areas.code[area.index()]);
        let may = |area| sees(&self.audience, code(area).as_str());
        if may(area) {
            return Ok(());
        }
        let areas = &self.snapshot().areas;
        let rows = (0..areas.code.len() as u32).map(Row).filter(|row| may(Some(*row)));
        // The largest ones say it all.
        let largest = rows.filter(|row| !areas.parent[row.index()].is_some_and(|parent| may(Some(parent))));
        let allowed = largest.map(|row| areas.code[row.index()].to_string()).collect();
        Err(Problem::not_for_this_audience(code(area).as_str(), what, allowed))
    }

    /// The same for an area or a grid; a community's workers see all grids it claims.
    ///
    /// # Errors
    /// As [`Self::demand_exact`].
    pub fn demand_exact_of(&self, place: PlaceRow) -> Result<(), Problem> {
        match place {
            // A register without any area is a district too.
            PlaceRow::Area(row) => self.demand_exact((row.index() < self.snapshot().areas.code.len()).then_some(row)),
            PlaceRow::Grid(row) if self.served.district.knows_grid(&self.audience, row) => Ok(()),
            PlaceRow::Grid(row) => self.demand_exact(spatial::sums::grid_parent(self.snapshot(), row)),
        }
    }
}
