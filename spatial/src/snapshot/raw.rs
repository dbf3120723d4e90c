//! What the builder has taken of the large tables: packed columns in the order of arrival, references as tokens.

use chrono::NaiveDate;

use super::ids::Tokens;
use super::{IdColumn, Span};
use crate::places::{
    AreaCode, Exemption, Household, Link, LonLat, Member, MemberKind, PositionTrust, Tenure, VisitClass,
};

/// The tokens that stand for ids and codes until all records are in.
#[derive(Clone, Debug, Default)]
pub(super) struct References {
    pub(super) areas: Tokens,
    pub(super) buildings: Tokens,
    pub(super) households: Tokens,
    pub(super) members: Tokens,
    pub(super) units: Tokens,
    pub(super) organisations: Tokens,
    pub(super) grids: Tokens,
    pub(super) requests: Tokens,
    /// The area last met and its token: lists come community by community.
    last_area: Option<(AreaCode, u32)>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct RawHouseholds {
    pub(super) token: Vec<u32>,
    pub(super) community: Vec<u32>,
    pub(super) building: Vec<Option<u32>>,
    pub(super) door: IdColumn,
    pub(super) position: Vec<Option<LonLat>>,
    pub(super) trust: Vec<PositionTrust>,
    pub(super) persons: Vec<Option<u16>>,
    pub(super) tenure: Vec<Option<Tenure>>,
    pub(super) visit_class: Vec<Option<VisitClass>>,
    pub(super) last_visit: Vec<Option<NaiveDate>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct RawMembers {
    pub(super) token: Vec<u32>,
    pub(super) community: Vec<u32>,
    pub(super) kind: Vec<Option<MemberKind>>,
    pub(super) birth_year: Vec<Option<u16>>,
    pub(super) household: Vec<Option<u32>>,
    pub(super) unit: Vec<Option<u32>>,
    pub(super) organisation: Vec<Option<u32>>,
    pub(super) active: Vec<bool>,
    pub(super) eligible: Vec<Option<bool>>,
    pub(super) left_on: Vec<Option<NaiveDate>>,
    pub(super) exemption: Vec<Option<Exemption>>,
    pub(super) hub: Vec<Option<u32>>,
}

/// Links as pairs of tokens (household, member) with the days on which they count.
pub(super) type RawLinks = Vec<((u32, u32), Span)>;

impl References {
    pub(super) fn area(&mut self, code: &AreaCode) -> u32 {
        match &self.last_area {
            Some((last, token)) if last == code => *token,
            _ => {
                let token = self.areas.token(code.as_str());
                self.last_area = Some((code.clone(), token));
                token
            }
        }
    }

    pub(super) fn link(&mut self, link: &Link) -> (u32, u32) {
        (self.households.token(link.household.as_str()), self.members.token(link.member.as_str()))
    }
}

impl RawHouseholds {
    pub(super) fn push(&mut self, household: &Household, references: &mut References) {
        self.token.push(references.households.token(household.id.as_str()));
        self.community.push(references.area(&household.community));
        self.building.push(household.building.as_ref().map(|id| references.buildings.token(id.as_str())));
        self.door.push(household.door.trim());
        self.position.push(household.position);
        self.trust.push(household.trust);
        self.persons.push(household.persons);
        self.tenure.push(household.tenure);
        self.visit_class.push(household.visit_class);
        self.last_visit.push(household.last_visit);
    }
}

impl RawMembers {
    pub(super) fn push(&mut self, member: &Member, references: &mut References) {
        self.token.push(references.members.token(member.id.as_str()));
        self.community.push(references.area(&member.community));
        self.kind.push(member.kind);
        self.birth_year.push(member.birth_year);
        self.household.push(member.household.as_ref().map(|id| references.households.token(id.as_str())));
        self.unit.push(member.unit.as_ref().map(|id| references.units.token(id.as_str())));
        self.organisation.push(member.organisation.as_ref().map(|id| references.organisations.token(id.as_str())));
        self.active.push(member.active);
        self.eligible.push(member.eligible);
        self.left_on.push(member.left_on);
        self.exemption.push(member.exemption);
        self.hub.push(member.hub.as_ref().map(|id| references.households.token(id.as_str())));
    }
}
