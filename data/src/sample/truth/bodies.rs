//! O3, O4, O5, O7, O12, D1, S2: organisations, units, stations and check-ins.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use spatial::places::{MemberKind, OrganisationKind, StationKind, UnitKind};

use super::tables::{Table, gaps};
use super::{Truth, Verdict};
use crate::sample::people::life::{data_date, days_ago};
use crate::sample::register::{self, Register};
use crate::sample::service::{Service, Who, community_of_home, community_of_unit, usual_years};

pub(super) fn judge(register: &Register, truth: &Truth, service: &Service, rules: &mut Map<String, Value>) {
    let own = own_members(register, |_| true);
    let named = own_members(register, |kind| kind.is_some());
    let of_bodies = |judge: &dyn Fn(usize) -> Verdict| {
        Table((0..register.organisations.len()).map(judge).collect()).of(register::organisation_id)
    };
    let kind = |body: usize| register.organisations[body].kind;
    let o3 = |body| match kind(body) {
        OrganisationKind::Branch if own[body] > 50 => Verdict::Gap,
        OrganisationKind::Branch => Verdict::Covered,
        _ => Verdict::NotApplicable,
    };
    let below = subtrees(register, &named);
    let o4 = |body| match kind(body) {
        OrganisationKind::GeneralBranch => covered_if((50..=100).contains(&below[body])),
        OrganisationKind::Committee => covered_if(below[body] >= 100),
        _ => Verdict::NotApplicable,
    };
    let o5 = |body| match (kind(body), service.terms[body].committee) {
        (OrganisationKind::Branch, has) if own[body] >= 7 => has.map_or(Verdict::Unknown, covered_if),
        _ => Verdict::NotApplicable,
    };
    rules.insert("O3".into(), json!({"organisation": of_bodies(&o3)}));
    rules.insert("O4".into(), json!({"organisation": of_bodies(&o4)}));
    rules.insert("O5".into(), json!({"organisation": of_bodies(&o5)}));
    rules.insert("O12".into(), json!({"organisation": of_bodies(&|body| in_term(register, service, body))}));
    let uncarried = (0..register.units.len()).filter(|unit| is_uncarried(register, service, *unit));
    rules.insert("O7".into(), json!({"unit": gaps(uncarried, register::unit_id)}));
    let checked_in: CheckedIn = service.check_ins.iter().map(|it| (it.who, it.community)).collect();
    let of_members = (0..register.members.len()).map(|member| member_checked_in(register, truth, &checked_in, member));
    rules.insert(
        "D1".into(),
        json!({
            "organisation": of_bodies(&|body| body_checked_in(register, truth, &checked_in, body)),
            "member": Table(of_members.collect()).of(register::member_id),
        }),
    );
    rules.insert("S2".into(), json!({"area": stationless(register)}));
}

fn covered_if(good: bool) -> Verdict {
    if good { Verdict::Covered } else { Verdict::Gap }
}

/// Active members of each organisation itself.
fn own_members(register: &Register, counts: impl Fn(Option<MemberKind>) -> bool) -> Vec<usize> {
    let mut own = vec![0; register.organisations.len()];
    for member in register.members.iter().filter(|member| member.active && counts(member.kind)) {
        if let Some(body) = member.organisation {
            own[body] += 1;
        }
    }
    own
}

/// Members of each organisation and of all below it.
fn subtrees(register: &Register, own: &[usize]) -> Vec<usize> {
    let mut sums = own.to_vec();
    for (body, count) in own.iter().enumerate() {
        let above = |body: &usize| register.organisations[*body].parent;
        std::iter::successors(above(&body), above).for_each(|parent| sums[parent] += count);
    }
    sums
}

fn in_term(register: &Register, service: &Service, body: usize) -> Verdict {
    let term = &service.terms[body];
    let years = term.years.unwrap_or_else(|| usual_years(register.organisations[body].kind));
    let end = |days: u16| days_ago(days).checked_add_months(chrono::Months::new(12 * u32::from(years)));
    match term.elected.and_then(end) {
        None => Verdict::Unknown,
        Some(end) => covered_if(end >= data_date()),
    }
}

/// A unit in scope that has no organisation and surely nothing that carries party work into it.
fn is_uncarried(register: &Register, service: &Service, index: usize) -> bool {
    let (unit, work) = (&register.units[index], &service.work[index]);
    let least = match unit.kind {
        UnitKind::PrivateEnterprise => 10,
        UnitKind::SocialOrganisation => 30,
        _ => return false,
    };
    let in_scope = unit.operating && work.fixed == Some(true) && unit.staff.is_some_and(|staff| staff >= least);
    let carried = &work.carried;
    let all = [carried.instructor, carried.liaison, carried.union, carried.youth_league];
    in_scope
        && all.iter().all(|told| *told == Some(false))
        && !register.organisations.iter().any(|body| body.units.contains(&index))
}

type CheckedIn = BTreeSet<(Who, usize)>;

fn body_checked_in(register: &Register, truth: &Truth, checked_in: &CheckedIn, body: usize) -> Verdict {
    let units = &register.organisations[body].units;
    if units.is_empty() {
        return Verdict::NotApplicable;
    }
    let there =
        |unit: &usize| checked_in.contains(&(Who::Organisation(body), community_of_unit(register, truth, *unit)));
    covered_if(units.iter().any(there))
}

fn member_checked_in(register: &Register, truth: &Truth, checked_in: &CheckedIn, index: usize) -> Verdict {
    let member = &register.members[index];
    if !member.active || member.unit.is_none() {
        return Verdict::NotApplicable;
    }
    let Some(home) = member.home else { return Verdict::Unknown };
    covered_if(checked_in.contains(&(Who::Member(index), community_of_home(register, truth, home))))
}

/// Communities and villages without a station of their own kind.
fn stationless(register: &Register) -> Value {
    let has = |area: usize| {
        let stations = &register.stations;
        stations.iter().any(|station| station.kind == StationKind::Community && station.area == area)
    };
    let areas = &register.town.areas;
    let without = (0..areas.len()).filter(|area| areas[*area].code.len() == 12 && !has(*area));
    gaps(without, |area| areas[area].code.clone())
}
