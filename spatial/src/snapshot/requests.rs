use chrono::NaiveDateTime;

use super::builder::SnapshotBuilder;
use super::order::Order;
use super::raw::References;
use super::tally::{Tally, Trouble};
use super::{Column, Grids, Households, IdColumn, Placement, Row, Shared};
use crate::places::{Request, Urgency};

/// Requests by id. Times are the district's local time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requests {
    /// The office's numbers.
    pub id: Shared<IdColumn>,
    /// The household that asked.
    pub household: Column<Option<Row>>,
    /// The grid it concerns: as stated, else where its household stands.
    pub grid: Column<Option<Row>>,
    /// `None` where nobody has said.
    pub urgency: Column<Option<Urgency>>,
    /// When it came in.
    pub accepted: Column<NaiveDateTime>,
    /// When it was given to somebody.
    pub dispatched: Column<Option<NaiveDateTime>>,
    /// When it was done.
    pub handled: Column<Option<NaiveDateTime>>,
    /// When the resident was asked.
    pub evaluated: Column<Option<NaiveDateTime>>,
    /// What the resident said.
    pub satisfied: Column<Option<bool>>,
    /// Whether `grid` is the one stated.
    pub(crate) is_stated: Column<bool>,
}

/// What the builder has taken, in the order of arrival.
#[derive(Clone, Debug, Default)]
pub(super) struct RawRequests {
    token: Vec<u32>,
    household: Vec<Option<u32>>,
    grid: Vec<Option<u32>>,
    urgency: Vec<Option<Urgency>>,
    accepted: Vec<NaiveDateTime>,
    dispatched: Vec<Option<NaiveDateTime>>,
    handled: Vec<Option<NaiveDateTime>>,
    evaluated: Vec<Option<NaiveDateTime>>,
    satisfied: Vec<Option<bool>>,
}

impl RawRequests {
    pub(super) fn push(&mut self, request: &Request, references: &mut References) {
        self.token.push(references.requests.token(request.id.as_str()));
        self.household.push(request.household.as_ref().map(|id| references.households.token(id.as_str())));
        self.grid.push(request.grid.as_ref().map(|code| references.grids.token(code.as_str())));
        self.urgency.push(request.urgency);
        self.accepted.push(request.accepted_at);
        self.dispatched.push(request.dispatched_at);
        self.handled.push(request.handled_at);
        self.evaluated.push(request.evaluated_at);
        self.satisfied.push(request.satisfied);
    }
}

pub(super) fn requests(
    builder: &SnapshotBuilder,
    household_rows: &[Option<Row>],
    households: &Households,
    grids: &Grids,
    tally: &mut Tally,
) -> Requests {
    let (raw, references) = (&builder.requests, &builder.references);
    let order = Order::of(&raw.token, &references.requests);
    let grid_rows = references.grids.resolve(|code| grids.find(code));
    order.replaced.iter().for_each(|row| {
        tally.note(Trouble::RepeatedId, "request", "", references.requests.id(raw.token[*row as usize]));
    });
    for token in raw.household.iter().flatten().filter(|token| household_rows[**token as usize].is_none()) {
        tally.note(Trouble::UnknownReference, "request", "household", references.households.id(*token));
    }
    for token in raw.grid.iter().flatten().filter(|token| grid_rows[**token as usize].is_none()) {
        tally.note(Trouble::UnknownReference, "request", "grid", references.grids.id(*token));
    }
    let household = order.resolved(&raw.household, household_rows);
    let stated = order.resolved(&raw.grid, &grid_rows);
    Requests {
        id: references.requests.ids().select(&order.column(&raw.token)).into(),
        is_stated: stated.iter().map(Option::is_some).collect(),
        grid: stated
            .into_iter()
            .zip(&household)
            .map(|(grid, home)| grid.or_else(|| at_home(households, *home)))
            .collect(),
        household: household.into(),
        urgency: order.column(&raw.urgency).into(),
        accepted: order.column(&raw.accepted).into(),
        dispatched: order.column(&raw.dispatched).into(),
        handled: order.column(&raw.handled).into(),
        evaluated: order.column(&raw.evaluated).into(),
        satisfied: order.column(&raw.satisfied).into(),
    }
}

/// The grid in which a request's household stands.
pub(super) fn at_home(households: &Households, home: Option<Row>) -> Option<Row> {
    match households.placement[home?.index()] {
        Placement::InGrid(grid) => Some(grid),
        _ => None,
    }
}
