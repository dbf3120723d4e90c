//! Who may ask where next, and how far a site reaches when nobody says.
//!
//! Sites are chosen by the people they add, for any reach that is asked about: their number, order and places tell of every
//! household that is not served. So the answer is for those alone who see exact counts of the whole area asked about, and
//! where a site is a member's home its place is for those who may see persons there.

use super::SiteKind;
use crate::rules::{RuleSet, l4, s1};
use crate::snapshot::{Row, Snapshot};
use crate::{Audience, District};

/// Whether the audience may be told where sites of an area (`None`: the whole district) would go and whom they add.
pub fn may_ask(district: &District, audience: &Audience, area: Option<Row>) -> bool {
    audience.sees_exact(code(&district.snapshot, area))
}

/// Whether the audience may be told the place itself of a site of this kind in an area, not only its grid.
pub fn may_see_place(district: &District, audience: &Audience, kind: SiteKind, area: Option<Row>) -> bool {
    match kind {
        SiteKind::Station => true,
        SiteKind::Hub => audience.sees_persons(code(&district.snapshot, area)),
    }
}

/// How far a site of this kind reaches by the rules, decimetres: on foot as S1 says, in a straight line as L4 does.
pub fn usual_reach_dm(kind: SiteKind, rules: &RuleSet) -> u32 {
    match kind {
        SiteKind::Station => rules.value(&s1::REACH),
        SiteKind::Hub => rules.value(&l4::REACH),
    }
}

fn code(snapshot: &Snapshot, area: Option<Row>) -> &str {
    area.map_or(snapshot.county.as_str(), |area| snapshot.areas.code[area.index()].as_str())
}
