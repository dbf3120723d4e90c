//! L4: whether a linked member lives near; and the links that would leave it open.

use serde_json::{Value, json};
use spatial::places::Tenure;

use super::Truth;
use super::judge::home_at;
use super::links::REACH_M;
use super::tables::gaps;
use crate::sample::ground::distance;
use crate::sample::people::links::Link;
use crate::sample::register::{self, Register};
use crate::sample::service::Service;

const MARGIN_M: f64 = 5.0;

/// Drops links on whose length a verdict would hang: of about 500 m; and the long ones of dwellings that are vacant or may be.
pub(super) fn drop_doubtful(register: &mut Register) {
    let hangs = |link: &Link| {
        let member = register.members[link.member].home.and_then(|home| home_at(register, home));
        let Some((home, member)) = home_at(register, link.home).zip(member) else { return false };
        let metres = distance(home, member);
        let lived_in = !matches!(register.homes[link.home].tenure, None | Some(Tenure::Vacant));
        (metres - REACH_M).abs() < MARGIN_M || !lived_in && metres > REACH_M
    };
    let kept: Vec<Link> = register.links.iter().filter(|link| !hangs(link)).copied().collect();
    register.links = kept;
}

/// Households none of whose members lives in their micro-grid or within 500 m, where all is known.
pub(super) fn judge(register: &Register, truth: &Truth, service: &Service, open: &[&Link]) -> Value {
    let mut micro_grid = vec![None; register.houses.len()];
    for (index, group) in service.micro_grids.iter().enumerate() {
        group.buildings.iter().for_each(|building| micro_grid[*building] = Some(index));
    }
    let circle = |home: usize| register.homes[home].building.and_then(|building| micro_grid[building]);
    // For each household whether some link is near, whether some may be, and whether there is one at all.
    let mut seen = vec![[false; 3]; register.homes.len()];
    for link in open {
        let member = &register.members[link.member];
        if !member.active || member.eligible != Some(true) {
            continue;
        }
        let same = member.home.is_some_and(|home| circle(home).is_some() && circle(home) == circle(link.home));
        let at = member.home.and_then(|home| truth.homes_at[home]);
        let metres = truth.homes_at[link.home].zip(at).map(|(home, member)| distance(home, member));
        let verdict = &mut seen[link.home];
        verdict[0] |= same || metres.is_some_and(|metres| metres <= REACH_M);
        verdict[1] |= metres.is_none() && truth.homes_at[link.home].is_none();
        verdict[2] |= metres.is_some();
    }
    let far = |home: &usize| {
        let [near, perhaps, measured] = seen[*home];
        !near && !perhaps && measured && register.homes[*home].original.is_none()
    };
    json!({"household": gaps((0..register.homes.len()).filter(far), register::household_id)})
}
