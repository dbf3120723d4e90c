use std::collections::BTreeMap;

use super::table::{Change, change};
use super::{Editing, Moves};
use crate::places::{HouseholdId, Link, Member, MemberId};
use crate::snapshot::{Placement, Row, people};

/// The last edit of each link.
type Links = BTreeMap<(HouseholdId, MemberId), Option<Link>>;

impl Editing<'_> {
    pub(super) fn members(&mut self, edits: BTreeMap<MemberId, Option<Member>>, links: &Links) -> Option<()> {
        let before = self.before;
        let search = |id: &MemberId| before.members.id.search(id.as_str()).map(Row::index).map_err(Row::index);
        let Change { moves, puts } = change(before.members.id.len(), edits, search);
        if moves.is_still() && puts.is_empty() {
            return Some(());
        }
        let is_awaited = |(row, member): &(Row, Member)| {
            moves.before(*row).is_none() && self.after.loose.members.contains(member.id.as_str())
        };
        if puts.iter().any(is_awaited) {
            return None;
        }
        self.touched.member_records = true;
        moves.removed().into_iter().for_each(|row| self.lose_member(row, links));
        let new: Vec<_> = puts.iter().filter(|(row, _)| moves.before(*row).is_none()).collect();
        let ids: Vec<_> = new.iter().map(|(_, member)| member.id.as_str()).collect();
        self.move_members(&moves, &ids);
        for (row, member) in puts {
            self.put_member(row, &member, &moves);
        }
        Some(())
    }

    fn lose_member(&mut self, row: Row, links: &Links) {
        let (members, households) = (&self.before.members, &self.before.households);
        let id = MemberId::new(members.id.get(row));
        let linked = members.links.of(row);
        let stays = |household: &Row| {
            let key = (HouseholdId::new(households.id.get(*household)), id.clone());
            !matches!(links.get(&key), Some(None))
        };
        if linked.iter().any(stays) || !members.checked_in.of(row).is_empty() {
            self.after.loose.members.insert(id.as_str().into());
        }
        self.touched.households.extend(linked);
        self.touched.members.push((Some(row), None));
    }

    /// `ids` are those of the members that come, in their order.
    fn move_members(&mut self, moves: &Moves, ids: &[&str]) {
        if moves.is_still() {
            return;
        }
        let members = &mut *self.after.members;
        members.id = members.id.moved(moves, ids).into();
        moves.reshape(&mut members.kind, &None);
        moves.reshape(&mut members.birth_year, &None);
        moves.reshape(&mut members.household, &None);
        moves.reshape(&mut members.unit, &None);
        moves.reshape(&mut members.organisation, &None);
        moves.reshape(&mut members.active, &false);
        moves.reshape(&mut members.eligible, &None);
        moves.reshape(&mut members.position, &None);
        moves.reshape(&mut members.placement, &Placement::NoPosition);
        moves.reshape(&mut members.community, &None);
        moves.reshape(&mut members.left_on, &None);
        moves.reshape(&mut members.exemption, &None);
        moves.reshape(&mut members.hub, &None);
        moves.reshape(&mut members.claimed, &None);
        let still = Moves::default();
        members.links = members.links.moved(moves, &still);
        members.checked_in = members.checked_in.moved(moves, &still);
        let households = &mut *self.after.households;
        households.links = households.links.moved(&still, moves);
    }

    fn put_member(&mut self, row: Row, member: &Member, moves: &Moves) {
        let after = &mut self.after;
        let household = member.household.as_ref().and_then(|id| after.households.id.find(id.as_str()));
        let unit = member.unit.as_ref().and_then(|id| after.units.find(id));
        if let (Some(id), None) = (&member.unit, unit) {
            after.loose.units.insert(id.as_str().into());
        }
        let claimed = after.areas.find(member.community.as_str());
        let (position, placement, community) = people::at_home(&after.households, household, claimed);
        let members = &mut *after.members;
        members.kind.set(row, member.kind);
        members.birth_year.set(row, member.birth_year);
        members.household.set(row, household);
        members.unit.set(row, unit);
        members
            .organisation
            .set(row, member.organisation.as_ref().and_then(|id| after.organisations.find(id.as_str())));
        members.active.set(row, member.active);
        members.eligible.set(row, member.eligible);
        members.position.set(row, position);
        members.placement.set(row, placement);
        members.community.set(row, community);
        members.left_on.set(row, member.left_on);
        members.exemption.set(row, member.exemption);
        members.hub.set(row, member.hub.as_ref().and_then(|id| after.households.id.find(id.as_str())));
        members.claimed.set(row, claimed);
        self.touched.households.extend(members.links.of(row));
        self.touched.members.push((moves.before(row), Some(row)));
    }
}
