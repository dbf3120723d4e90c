use std::collections::BTreeMap;

use super::Editing;
use crate::places::{HouseholdId, Link, MemberId};
use crate::snapshot::Span;

impl Editing<'_> {
    /// After the members: a link waits for its member, and one that is gone took its links with it.
    pub(super) fn links(&mut self, edits: BTreeMap<(HouseholdId, MemberId), Option<Link>>) {
        let mut changes = Vec::new();
        for ((household, member), link) in edits {
            let after = &mut self.after;
            let Some(household) = after.households.id.find(household.as_str()) else { continue };
            let Some(row) = after.members.id.find(member.as_str()) else {
                if link.is_some() {
                    after.loose.members.insert(member.as_str().into());
                }
                continue;
            };
            let span = link.map(|link| Span { since: link.since, until: link.until });
            if after.households.links.span(household, row) != span {
                changes.push((household, row, span));
                self.touched.households.push(household);
                self.touched.members.push((self.before.members.id.find(member.as_str()), Some(row)));
            }
        }
        if changes.is_empty() {
            return;
        }
        self.touched.links = true;
        let households = &mut *self.after.households;
        households.links = households.links.edited(&changes);
        let mut turned: Vec<_> = changes.iter().map(|(household, member, span)| (*member, *household, *span)).collect();
        turned.sort_unstable_by_key(|(member, household, _)| (*member, *household));
        let members = &mut *self.after.members;
        members.links = members.links.edited(&turned);
    }
}
