//! L2, L3, L5, L6, L7 and Q1: links, exemptions, circles, leaders and requests.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::place::Standing;
use super::tables::Table;
use super::{Truth, Verdict};
use crate::sample::people::life;
use crate::sample::people::links::Link;
use crate::sample::register::{self, Register};
use crate::sample::service::{Service, has_a_leader};

pub(super) fn judge(register: &Register, truth: &Truth, service: &Service, seed: u64, rules: &mut Map<String, Value>) {
    let open: Vec<&Link> =
        register.links.iter().filter(|link| !service.ended.contains_key(&(link.home, link.member))).collect();
    let mut count = vec![0_usize; register.members.len()];
    for link in &open {
        count[link.member] += 1;
    }
    let grid = |index: usize| register.town.grids[index].code.clone();
    let of_members = |judge: &dyn Fn(usize) -> Verdict| {
        let judge =
            |member: usize| if register.members[member].active { judge(member) } else { Verdict::NotApplicable };
        let members = (0..register.members.len()).map(judge);
        Table(members.collect()).of(register::member_id)
    };
    let l2 = |member: usize| match count[member] {
        0 => Verdict::NotApplicable,
        1..=20 => Verdict::Covered,
        _ => Verdict::Gap,
    };
    rules.insert("L2".into(), json!({"member": of_members(&l2)}));
    rules.insert(
        "L3".into(),
        json!({"member": of_members(&|member| spared(register, service, member, count[member] > 0))}),
    );
    rules.insert("L4".into(), super::near::judge(register, truth, service, &open));
    let l5 = orphans(register, service, &open);
    let rolled = truth.rolled(register, &l5, 100);
    rules.insert(
        "L5".into(),
        json!({"household": Table(l5).of(register::household_id), "grid": Table(rolled).of(grid)}),
    );
    rules.insert("L6".into(), json!({"grid": Table(circles(register, truth, service)).of(grid)}));
    let (buildings, grids) = led(register, truth, service);
    rules.insert(
        "L7".into(),
        json!({"building": Table(buildings).of(register::building_id), "grid": Table(grids).of(grid)}),
    );
    let requests: Vec<Verdict> = life::requests(&register.homes, register.town.scale.requests, seed)
        .map(|request| dispatched(request.urgency, &request.times))
        .collect();
    rules.insert("Q1".into(), json!({"request": Table(requests).of(register::request_id)}));
}

/// L3: who is exempt is not linked and not called eligible.
fn spared(register: &Register, service: &Service, index: usize, linked: bool) -> Verdict {
    let member = &register.members[index];
    let asked = linked || member.eligible == Some(true);
    let stated = service.ties[index].exemption.is_some();
    match (asked, member.birth_year) {
        (true, _) if stated => Verdict::Gap,
        (true, Some(year)) if 2026 - year >= 70 => Verdict::Gap,
        (true, None) => Verdict::Unknown,
        _ => Verdict::Covered,
    }
}

/// L5: households whose linked member has left.
fn orphans(register: &Register, service: &Service, open: &[&Link]) -> Vec<Verdict> {
    let mut left: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kept = vec![false; register.homes.len()];
    for link in open {
        let member = &register.members[link.member];
        if !member.active {
            left.insert(link.home, link.member);
        }
        kept[link.home] |= member.active && member.eligible == Some(true);
    }
    let judge = |home: usize| match left.get(&home) {
        Some(_) if kept[home] => Verdict::Covered,
        Some(member) => match service.ties[*member].left {
            None => Verdict::Unknown,
            Some(days) if days <= 30 => Verdict::Covered,
            Some(_) => Verdict::Gap,
        },
        None => Verdict::NotApplicable,
    };
    (0..register.homes.len()).map(judge).collect()
}

/// L6: two to five hub households, each with five to fifteen members.
fn circles(register: &Register, truth: &Truth, service: &Service) -> Vec<Verdict> {
    let mut members: BTreeMap<usize, usize> = BTreeMap::new();
    for (member, tie) in register.members.iter().zip(&service.ties) {
        if let (true, Some(hub)) = (member.active, tie.hub) {
            *members.entry(hub).or_default() += 1;
        }
    }
    let mut sizes = vec![Vec::new(); register.town.grids.len()];
    for hub in &service.hubs {
        if let Standing::In(grid) = truth.homes[hub.home] {
            sizes[grid].push(members.get(&hub.home).copied().unwrap_or(0));
        }
    }
    let good = |sizes: &Vec<usize>| (2..=5).contains(&sizes.len()) && sizes.iter().all(|size| (5..=15).contains(size));
    sizes.iter().map(|sizes| if good(sizes) { Verdict::Covered } else { Verdict::Gap }).collect()
}

/// L7: of buildings, and of grids, where a fifth may lack a leader.
fn led(register: &Register, truth: &Truth, service: &Service) -> (Vec<Verdict>, Vec<Verdict>) {
    let mut counts = vec![[0_u32; 2]; register.town.grids.len()];
    let mut buildings = Vec::with_capacity(register.houses.len());
    for (index, house) in register.houses.iter().enumerate() {
        let lacks = service.leaders[index].is_none();
        let judged = has_a_leader(house.kind);
        buildings.push(match (judged, lacks) {
            (false, _) => Verdict::NotApplicable,
            (true, true) => Verdict::Gap,
            (true, false) => Verdict::Covered,
        });
        if let (true, Standing::In(grid)) = (judged, truth.buildings[index]) {
            counts[grid][usize::from(lacks)] += 1;
        }
    }
    let grid = |[led, lacking]: &[u32; 2]| match led + lacking {
        0 => Verdict::NotApplicable,
        all if lacking * 1000 > 200 * all => Verdict::Gap,
        _ => Verdict::Covered,
    };
    let grids = counts.iter().map(grid).collect();
    (buildings, grids)
}

/// Q1 of one request, by its urgency and times.
pub(super) fn dispatched(urgency: &str, times: &[Option<String>; 4]) -> Verdict {
    let Some(accepted) = time(times[0].as_ref()) else { return Verdict::NotApplicable };
    let minutes = match urgency {
        "critical" => 60,
        "urgent" => 120,
        _ => 1_440,
    };
    let limit = accepted + chrono::TimeDelta::minutes(minutes);
    let end = life::data_date().and_hms_opt(23, 59, 59).unwrap_or_default();
    let seen = time(times[1].as_ref()).unwrap_or(end);
    if seen <= limit { Verdict::Covered } else { Verdict::Gap }
}

/// A time as the list states it.
pub(super) fn time(text: Option<&String>) -> Option<chrono::NaiveDateTime> {
    chrono::NaiveDateTime::parse_from_str(text?, "%Y-%m-%dT%H:%M:%S").ok()
}
