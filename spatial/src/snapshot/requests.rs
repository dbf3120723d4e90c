use chrono::NaiveDateTime;

use super::builder::SnapshotBuilder;
use super::order::Order;
use super::raw::References;
use super::tally::{Tally, Trouble};
use super::{Grids, Households, IdColumn, Placement, Row};
use crate::places::{Request, Urgency};

/// Requests by id. Times are the district's local time.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    /// The office's numbers.
    pub id: IdColumn,
    /// The household that asked.
    pub household: Vec<Option<Row>>,
    /// The grid it concerns: as stated, else where its household stands.
    pub grid: Vec<Option<Row>>,
    /// `None` where nobody has said.
    pub urgency: Vec<Option<Urgency>>,
    /// When it came in.
    pub accepted: Vec<NaiveDateTime>,
    /// When it was given to somebody.
    pub dispatched: Vec<Option<NaiveDateTime>>,
    /// When it was done.
    pub handled: Vec<Option<NaiveDateTime>>,
    /// When the resident was asked.
    pub evaluated: Vec<Option<NaiveDateTime>>,
    /// What the resident said.
    pub satisfied: Vec<Option<bool>>,
}

/// What the builder has taken, in the order of arrival.
#[derive(Debug, Default)]
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
    let at_home = |home: &Option<Row>| match households.placement[home.as_ref()?.index()] {
        Placement::InGrid(grid) => Some(grid),
        _ => None,
    };
    Requests {
        id: references.requests.ids().select(&order.column(&raw.token)),
        grid: stated.into_iter().zip(&household).map(|(grid, home)| grid.or_else(|| at_home(home))).collect(),
        household,
        urgency: order.column(&raw.urgency),
        accepted: order.column(&raw.accepted),
        dispatched: order.column(&raw.dispatched),
        handled: order.column(&raw.handled),
        evaluated: order.column(&raw.evaluated),
        satisfied: order.column(&raw.satisfied),
    }
}
