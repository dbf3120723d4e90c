//! L8: how many of those who wait could be linked at once, and who competes for too few.

use serde_json::{Map, Value, json};

use super::judge::home_at;
use super::links::REACH_M;
use super::market::{Market, helpers};
use super::tables::words;
use super::{Truth, Verdict};
use crate::sample::ground::{Metres, distance};
use crate::sample::people::links::{CAP, Link};
use crate::sample::register::{self, Register};

const MARGIN_M: f64 = 5.0;
/// What rounding to millimetres could move two points.
const ROUNDING_M: f64 = 0.01;
const ROUNDS: usize = 40;
/// One path after another is quick enough for so many households.
const MOST_HOUSEHOLDS: usize = 50_000;

/// Links households on whose distance from a member their standing would hang: to somebody who is surely near, else to the
/// nearest who is surely not.
pub(in crate::sample) fn clear(register: &mut Register) -> bool {
    if register.town.scale.households > MOST_HOUSEHOLDS {
        return false;
    }
    let mut changed = false;
    for _ in 0..ROUNDS {
        let homes_at: Vec<Option<Metres>> = (0..register.homes.len()).map(|home| home_at(register, home)).collect();
        let waiting = super::links::waiting(register, &homes_at);
        let [less, more] = [-MARGIN_M, MARGIN_M].map(|margin| {
            let market = Market::new(register, &homes_at, &waiting, true, REACH_M + margin);
            let best = market.best();
            (market, best)
        });
        let differs = |household: &&usize| {
            let home = less.0.home_of[*household];
            less.1.short.contains(&home) != more.1.short.contains(&home)
        };
        let mut doubtful: Vec<usize> = waiting.iter().filter(differs).copied().collect();
        if doubtful.is_empty() && less.1.served != more.1.served {
            doubtful
                .extend(waiting.iter().filter(|household| less.1.short.contains(&less.0.home_of[*household])).take(1));
        }
        if doubtful.is_empty() {
            return changed;
        }
        changed = true;
        link_surely(register, &homes_at, &doubtful);
    }
    changed
}

/// Links each household to the nearest eligible member who does not live 495 to 505 m away and has not too many already.
pub(super) fn link_surely(register: &mut Register, homes_at: &[Option<Metres>], households: &[usize]) {
    let mut count = vec![0_usize; register.members.len()];
    register.links.iter().for_each(|link| count[link.member] += 1);
    let eligible: Vec<(usize, Metres)> = (0..register.members.len())
        .filter(|member| register.members[*member].active && register.members[*member].eligible == Some(true))
        .filter_map(|member| Some((member, homes_at[register.members[member].home?]?)))
        .collect();
    for &household in households {
        let Some(at) = homes_at[household] else { continue };
        let sure = |(member, home): &&(usize, Metres)| {
            count[*member] < 2 * CAP - 1 && (distance(at, *home) - REACH_M).abs() > MARGIN_M + 0.5
        };
        let nearest = eligible
            .iter()
            .filter(sure)
            .min_by(|a, b| distance(at, a.1).total_cmp(&distance(at, b.1)).then(a.0.cmp(&b.0)));
        if let Some(&(member, _)) = nearest {
            count[member] += 1;
            register.links.push(Link { home: household, member, days: 15 });
        }
    }
    register.links.sort_unstable();
    register.links.dedup_by_key(|link| (link.home, link.member));
}

/// The totals and the standing of every household; nothing for a district.
pub(super) fn judge(register: &Register, truth: &Truth) -> Value {
    if register.town.scale.households > MOST_HOUSEHOLDS {
        return Value::Null;
    }
    let positioned = |household: &usize| truth.homes_at[*household].is_some();
    let with = |verdict: Verdict| {
        let all = truth.l1.iter().enumerate().filter(move |(_, l1)| **l1 == verdict);
        all.map(|(household, _)| household).filter(positioned).collect::<Vec<usize>>()
    };
    let (waiting, linked) = (with(Verdict::Gap), with(Verdict::Covered));
    let market = Market::new(register, &truth.homes_at, &waiting, true, REACH_M);
    let best = market.best();
    let all = [linked.clone(), waiting.clone()].concat();
    let [less, more] = [-ROUNDING_M, ROUNDING_M]
        .map(|margin| Market::new(register, &truth.homes_at, &all, false, REACH_M + margin).best().served);
    debug_assert_eq!(less, more, "the capacity of the whole hangs on a centimetre");
    let spare = |market: &Market| market.members.iter().map(|place| place.count).sum::<usize>();
    let heads = helpers(register, &truth.homes_at).count();
    let standing = |household: usize| match truth.l1[household] {
        Verdict::NotApplicable => "not_applicable",
        Verdict::Covered => "linked",
        Verdict::Unknown => "unknown",
        Verdict::Gap => match market.home_of.get(&household) {
            None => "unknown",
            Some(home) if best.short.contains(home) => "unreachable_by_capacity",
            Some(_) => "unassigned",
        },
    };
    let totals: Map<String, Value> = [
        ("linked", linked.len()),
        ("waiting", waiting.len()),
        ("closable", best.served),
        ("short", waiting.len() - best.served),
        ("members", heads),
        ("places", heads * CAP),
        ("spare", spare(&market)),
        ("linkable_anew", more),
    ]
    .map(|(name, count)| (name.to_owned(), json!(count)))
    .into_iter()
    .collect();
    json!({"totals": totals, "household": words((0..truth.l1.len()).map(standing), register::household_id)})
}
