//! One reader per kind of list: from a row's fields to records of the register.

mod area;
mod building;
mod building_leader;
mod check_in;
mod common;
mod compound;
mod grid;
mod grid_staff;
mod household;
mod hub_household;
mod link;
mod member;
mod micro_grid;
mod organisation;
mod request;
mod road;
mod station;
mod unit;
mod visit;
mod water;

use super::Kind;
use super::known::{Known, Place};
use super::reading::Reading;
use crate::model::Record;

/// Reads one row into records; what is wrong goes to the row's findings. A refused row adds nothing.
pub(super) fn read(kind: Kind, row: &mut Reading<'_>, known: &mut Known, file: u32, out: &mut Vec<Record>) {
    let place = Place { file, row: row.row.number };
    let before = out.len();
    let taken = match kind {
        Kind::Areas => area::read(row, known, place, out),
        Kind::Grids => grid::read(row, known, place, out),
        Kind::Roads => road::read(row, known, place, out),
        Kind::Water => water::read(row, known, place, out),
        Kind::Buildings => building::read(row, known, place, out),
        Kind::Households => household::read(row, known, place, out),
        Kind::Units => unit::read(row, known, place, out),
        Kind::Organisations => organisation::read(row, known, place, out),
        Kind::Members => member::read(row, known, place, out),
        Kind::Stations => station::read(row, known, place, out),
        Kind::GridStaff => grid_staff::read(row, known, place, out),
        Kind::Links => link::read(row, known, place, out),
        Kind::Visits => visit::read(row, known, out),
        Kind::Requests => request::read(row, known, place, out),
        Kind::Compounds => compound::read(row, known, place, out),
        Kind::CheckIns => check_in::read(row, known, place, out),
        Kind::BuildingLeaders => building_leader::read(row, known, place, out),
        Kind::HubHouseholds => hub_household::read(row, known, place, out),
        Kind::MicroGrids => micro_grid::read(row, known, place, out),
    };
    if taken.is_none() || row.is_refused() {
        debug_assert!(row.is_refused(), "a row that is left out says why");
        out.truncate(before);
    }
}
