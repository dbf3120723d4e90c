//! One district as one audience sees it: the only place where places become wire types.

mod asked;
mod facts;
mod inside;
mod items;

use std::sync::Arc;

use spatial::Audience;
use spatial::disclosure::Shown;
use spatial::places::Level;
use spatial::rules::{Judgement, RuleId, RuleSeverity, SubjectKind, Verdict};
use spatial::shape::Point;
use spatial::snapshot::{Row, Snapshot};
use spatial::sums::Series;

use super::wire::{Bounds, Count, Position};
use crate::live::Served;

/// A district and who is asking about it.
#[derive(Clone, Debug)]
pub struct View {
    /// The district this request took; it keeps it to its end.
    pub served: Arc<Served>,
    /// Who is asking.
    pub audience: Arc<Audience>,
}

/// An area or a grid of one snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceRow {
    /// A row of the areas.
    Area(Row),
    /// A row of the grids.
    Grid(Row),
}

impl View {
    /// The snapshot.
    pub fn snapshot(&self) -> &Snapshot {
        &self.served.district.snapshot
    }

    /// The rules that are on, in the order of the catalogue.
    pub fn rules(&self) -> impl Iterator<Item = RuleId> + '_ {
        RuleId::ALL.into_iter().filter(|&rule| self.served.district.verdicts.of(rule, SubjectKind::Grid).is_some())
    }

    /// Whether a rule that is on judges households one by one.
    pub fn judges_households(&self, rule: RuleId) -> bool {
        self.served.district.verdicts.of(rule, SubjectKind::Household).is_some()
    }

    /// Whether a rule's gap makes the colour.
    pub fn severity(&self, rule: RuleId) -> RuleSeverity {
        self.served.district.rules.severity(rule)
    }

    /// Whether the audience sees the exact counts of a place.
    pub fn knows(&self, place: PlaceRow) -> bool {
        match place {
            PlaceRow::Area(_) => self.audience.sees_exact(self.code(place)),
            PlaceRow::Grid(row) => self.served.district.knows_grid(&self.audience, row),
        }
    }

    /// A place's code.
    pub fn code(&self, place: PlaceRow) -> &str {
        match place {
            PlaceRow::Area(row) => self.snapshot().areas.code[row.index()].as_str(),
            PlaceRow::Grid(row) => self.snapshot().grids.code[row.index()].as_str(),
        }
    }

    /// A place's name.
    pub fn name(&self, place: PlaceRow) -> &str {
        match place {
            PlaceRow::Area(row) => &self.snapshot().areas.name[row.index()],
            PlaceRow::Grid(row) => &self.snapshot().grids.name[row.index()],
        }
    }

    /// A place's level.
    pub fn level(&self, place: PlaceRow) -> Level {
        match place {
            PlaceRow::Area(row) => self.snapshot().areas.code[row.index()].level(),
            PlaceRow::Grid(_) => Level::Grid,
        }
    }

    /// A point well inside a place.
    pub fn label(&self, place: PlaceRow) -> Position {
        self.position(match place {
            PlaceRow::Area(row) => self.snapshot().areas.label[row.index()],
            PlaceRow::Grid(row) => self.snapshot().grids.label[row.index()],
        })
    }

    /// A lattice point in degrees.
    pub fn position(&self, point: Point) -> Position {
        Position(self.served.degrees(point))
    }

    /// A place's bounding box.
    pub fn bounds(&self, place: PlaceRow) -> Bounds {
        Bounds(match place {
            PlaceRow::Area(row) => self.served.area_bounds[row.index()],
            PlaceRow::Grid(row) => self.served.grid_bounds[row.index()],
        })
    }

    /// A place's sum as the audience may see it.
    pub fn count(&self, place: PlaceRow, series: Series) -> Count {
        Count(match place {
            // A register without any area is a district too, and has nothing in it.
            PlaceRow::Area(row) if row.index() >= self.snapshot().areas.code.len() => Shown::Exact(0),
            PlaceRow::Area(row) => self.served.district.shown_area(&self.audience, row, series),
            PlaceRow::Grid(row) => self.served.district.shown_grid(&self.audience, row, series),
        })
    }

    /// A place's covered share per mille as the audience may see it.
    pub fn rate(&self, place: PlaceRow, rule: RuleId) -> Option<u16> {
        match place {
            PlaceRow::Area(row) => self.served.district.rate_area(&self.audience, row, rule),
            PlaceRow::Grid(row) => self.served.district.rate_grid(&self.audience, row, rule),
        }
    }

    /// What a rule says of a grid; `None` where it is off or not for this audience.
    pub fn judgement(&self, rule: RuleId, grid: Row) -> Option<Judgement> {
        self.served.district.judgement_grid(&self.audience, grid, rule)
    }

    /// Whether a grid is a blind spot under a rule.
    pub fn is_gap(&self, rule: RuleId, grid: Row) -> bool {
        self.judgement(rule, grid).is_some_and(|judgement| judgement.verdict == Verdict::Gap)
    }
}
