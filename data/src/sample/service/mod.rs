//! Who serves whom beyond the lists of the last census: circles, leaders, terms, work coverage, check-ins, walls, and links
//! that have ended. Everything is found after households and stations have their last place.

mod bodies;
mod circles;
mod ties;
mod walls;

pub(super) use bodies::{CheckIn, Term, Who, Work, community_of_home, community_of_unit, usual_years};
pub(super) use circles::{Hub, MicroGrid, has_a_leader, leaderless, leaders, micro_grids};
pub(super) use ties::{Tie, overload};
pub(super) use walls::{Wall, walls};

use std::collections::BTreeMap;

use super::register::Register;
use super::truth::Truth;

/// Rows and columns of the lists of service; by the register's indexes.
#[derive(Debug, Default)]
pub(super) struct Service {
    pub(super) micro_grids: Vec<MicroGrid>,
    pub(super) hubs: Vec<Hub>,
    /// For each building the days its leader has been in office.
    pub(super) leaders: Vec<Option<u16>>,
    /// For each member.
    pub(super) ties: Vec<Tie>,
    /// For each organisation.
    pub(super) terms: Vec<Term>,
    /// For each unit.
    pub(super) work: Vec<Work>,
    pub(super) check_ins: Vec<CheckIn>,
    /// Home and member → days ago on which their link ended.
    pub(super) ended: BTreeMap<(usize, usize), u16>,
    /// Grids without a leader.
    pub(super) leaderless: Vec<usize>,
}

impl Service {
    /// Fills the lists; `truth` says where everybody stands.
    pub(super) fn new(register: &Register, truth: &Truth, seed: u64) -> Self {
        let mut service = Self {
            micro_grids: micro_grids(register),
            leaders: leaders(register, seed),
            terms: bodies::terms(register, seed),
            work: bodies::work(register, seed),
            check_ins: bodies::check_ins(register, truth, seed),
            leaderless: leaderless(register, seed),
            ..Self::default()
        };
        service.ties = ties::ties(register, seed);
        service.hubs = circles::hubs(register, truth, &mut service.ties, seed);
        service.ended = ties::ended(register, &service.ties, seed);
        service
    }
}
