//! Keeps every subject at least 5 m from every threshold, so that the truth does not hang on rounding.

use std::collections::{BTreeMap, BTreeSet};

use spatial::places::{StationKind, Tenure};

use super::judge::home_at;
use super::links::{REACH_M, Spare};
use super::place::{Grids, Standing};
use super::walk::{Network, SNAP_M, Snap};
use crate::sample::chance::Dice;
use crate::sample::ground::{Metres, Spot, plus};
use crate::sample::people::links::Link;
use crate::sample::register::Register;

/// S1's walk, metres.
const WALK_M: f64 = 1_000.0;
const MARGIN_M: f64 = 5.0;
/// The share of lived-in households that may be beyond reach of a station.
const BEYOND: std::ops::Range<f64> = 0.065..0.085;
const ROUNDS: usize = 40;

/// Opens the stations where they raise no doubt, moves some until the share beyond their reach is as wanted, then moves
/// households off the thresholds.
pub(in crate::sample) fn clear(register: &mut Register, grids: &Grids, network: &mut Network, seed: u64) {
    settle_stations(register, grids, network);
    open(register, network);
    let mut dice = Dice::new(seed, "moved stations");
    let places = places(register, network);
    for _ in 0..ROUNDS {
        let (share, worst) = beyond(register, network, &places);
        if BEYOND.contains(&share) || register.town.scale.grid_stations == 0 {
            break;
        }
        move_stations(register, share, &worst, &mut dice);
        settle_stations(register, grids, network);
        open(register, network);
    }
    move_homes(register, grids, network);
    super::near::drop_doubtful(register);
    decide_links(register);
    for _ in 0..ROUNDS {
        if !super::capacity::clear(register) {
            break;
        }
        decide_links(register);
    }
    super::joint::clear(register, seed);
}

fn open(register: &Register, network: &mut Network) {
    let at: Vec<Metres> = register.stations.iter().filter_map(|station| station.spot).map(Spot::metres).collect();
    network.open(&at);
}

/// A station stands clear of borders and by one road.
fn settle_stations(register: &mut Register, grids: &Grids, network: &Network) {
    let stands = |at: Metres| {
        let near = network.snaps(at).first().is_some_and(|snap| snap.away < SNAP_M - 2.0 * MARGIN_M);
        near && network.doubt(at) < 0.2 && grids.to_border(at) > MARGIN_M + 0.5
    };
    for station in &mut register.stations {
        station.spot = station.spot.and_then(|spot| around(spot).find(|spot| stands(spot.metres())));
    }
}

/// The place itself, then places around it.
fn around(spot: Spot) -> impl Iterator<Item = Spot> {
    let at = spot.metres();
    let turned = move |radius: f64, turn: u32| {
        let angle = std::f64::consts::TAU * f64::from(turn) / 16.0;
        Spot::near(plus(at, radius, [angle.cos(), angle.sin()]))
    };
    let rings = [4.0, 8.0, 12.0, 17.0, 23.0, 30.0];
    std::iter::once(spot).chain(rings.into_iter().flat_map(move |radius| (0..16).map(move |turn| turned(radius, turn))))
}

/// Lived-in households with coordinates, by place: the snaps of the place, and how many of them each grid has there.
type Places = Vec<(Vec<Snap>, BTreeMap<usize, usize>)>;

/// The places households live at, and how many households are lived in.
fn places(register: &Register, network: &Network) -> (Places, usize) {
    let mut by_spot: BTreeMap<Spot, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut lived_in = 0;
    for home in register.homes.iter().filter(|home| home.tenure != Some(Tenure::Vacant) && home.original.is_none()) {
        lived_in += 1;
        if let Some(spot) = home.spot.filter(|_| !home.shifted && home.tenure.is_some()) {
            *by_spot.entry(spot).or_default().entry(home.grid).or_default() += 1;
        }
    }
    (by_spot.into_iter().map(|(spot, homes)| (network.snaps(spot.metres()), homes)).collect(), lived_in)
}

/// The share of lived-in households beyond reach, and how many of them each grid has.
fn beyond(register: &Register, network: &Network, (places, lived_in): &(Places, usize)) -> (f64, Vec<usize>) {
    let mut gaps = vec![0_usize; register.town.grids.len()];
    for (snaps, homes) in places {
        let far = snaps.first().is_some_and(|snap| snap.away <= SNAP_M && network.walk(*snap).whole > WALK_M);
        for (grid, count) in homes.iter().filter(|_| far) {
            gaps[*grid] += count;
        }
    }
    (gaps.iter().sum::<usize>() as f64 / (*lived_in).max(1) as f64, gaps)
}

/// Moves a few stations of grids: into the grids with most households beyond reach, or from the outskirts to the middle.
fn move_stations(register: &mut Register, share: f64, gaps: &[usize], dice: &mut Dice) {
    let town = &register.town;
    let mut movable: Vec<usize> =
        (0..register.stations.len()).filter(|index| register.stations[*index].kind == StationKind::Grid).collect();
    let out = |index: usize| register.stations[index].spot.map_or(f64::MAX, |spot| town.outwardness(spot.metres()));
    let too_far = share > BEYOND.end;
    movable.sort_by(|a, b| if too_far { out(*a).total_cmp(&out(*b)) } else { out(*b).total_cmp(&out(*a)) });
    movable.truncate((movable.len() / 40).max(1));
    let mut order: Vec<usize> = (0..gaps.len()).collect();
    order.sort_by_key(|grid| (std::cmp::Reverse(gaps[*grid]), *grid));
    if !too_far {
        order.retain(|grid| town.outwardness(town.grids[*grid].at) < 0.55);
        dice.shuffle(&mut order);
    }
    for (station, grid) in movable.into_iter().zip(order) {
        let houses = &register.houses;
        let (from, to) =
            (houses.partition_point(|house| house.grid < grid), houses.partition_point(|house| house.grid <= grid));
        if from == to {
            continue;
        }
        let place = &register.town.grids[grid];
        let name = place.name.replace("网格", "网格党群服务点");
        let spot = Spot::near(houses[from + dice.below(to - from)].plan.point(-0.2, 0.3));
        let moved = &mut register.stations[station];
        (moved.area, moved.name, moved.spot) = (place.community, name, Some(spot));
    }
}

/// Moves the households of a place that raises doubt by some metres; where nothing helps their position is left out.
fn move_homes(register: &mut Register, grids: &Grids, network: &Network) {
    let mut by_place: BTreeMap<Spot, Vec<usize>> = BTreeMap::new();
    for index in 0..register.homes.len() {
        if let Some(at) = home_at(register, index) {
            let spot = register.homes[index].spot.unwrap_or_else(|| Spot::near(at));
            by_place.entry(spot).or_default().push(index);
        }
    }
    let on_border: BTreeSet<Spot> =
        register.planted.on_border.iter().filter_map(|home| register.homes[*home].spot).collect();
    let borders: Vec<Spot> = on_border.iter().copied().collect();
    for (spot, homes) in by_place {
        if on_border.contains(&spot) {
            if !walks_clearly(network, spot.metres()) {
                let other = borders.iter().copied().find(|spot| walks_clearly(network, spot.metres()));
                for home in homes {
                    register.homes[home].spot = other;
                }
            }
            continue;
        }
        let labelled = homes.iter().any(|home| register.homes[*home].spot.is_none());
        let at = if labelled { home_at(register, homes[0]).unwrap_or(spot.metres()) } else { spot.metres() };
        let is_clear = |at: Metres| walks_clearly(network, at) && grids.to_border(at) > MARGIN_M + 0.5;
        if is_clear(at) {
            continue;
        }
        let standing = grids.standing(at);
        let same = |at: Metres| standing == Standing::Ambiguous || grids.standing(at) == standing;
        let is_better = |at: Metres| is_clear(at) && same(at) && !network.is_wet(at);
        let better = around(spot).skip(1).find(|spot| is_better(spot.metres()));
        for home in homes {
            register.homes[home].spot = better;
            if better.is_none() {
                register.homes[home].building = None;
            }
        }
    }
}

/// Whether S1's verdict on a point is the same for every snap that could be the nearest, and not near a threshold.
fn walks_clearly(network: &Network, at: Metres) -> bool {
    let walks = network.walks(at);
    let Some(first) = walks.first() else { return true };
    if first.snap > SNAP_M + MARGIN_M {
        return true;
    }
    first.snap < SNAP_M - MARGIN_M
        && walks
            .iter()
            .all(|walk| (walk.whole - WALK_M).abs() > MARGIN_M && (walk.whole < WALK_M) == (first.whole < WALK_M))
}

/// Links households whose nearest member with room lives 495 to 505 m away, so that no cause hangs on the circle's edge.
fn decide_links(register: &mut Register) {
    let homes_at: Vec<Option<Metres>> = (0..register.homes.len()).map(|home| home_at(register, home)).collect();
    for _ in 0..ROUNDS {
        let spare = Spare::new(register, &homes_at);
        let doubtful = |home: &usize| {
            let nearest = homes_at[*home].and_then(|at| spare.nearest(at));
            nearest.is_some_and(|(_, metres)| (metres - REACH_M).abs() < MARGIN_M + 0.5)
        };
        // A household all of whose links are stale is looked at like one that has none.
        let valid = |link: &&Link| {
            let member = &register.members[link.member];
            member.active && member.eligible != Some(false)
        };
        let linked: BTreeSet<usize> = register.links.iter().filter(valid).map(|link| link.home).collect();
        let open = (0..homes_at.len()).filter(|home| !linked.contains(home));
        let doubtful: Vec<usize> = open.filter(doubtful).collect();
        if doubtful.is_empty() {
            return;
        }
        super::capacity::link_surely(register, &homes_at, &doubtful);
    }
}
