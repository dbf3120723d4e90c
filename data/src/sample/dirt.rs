//! What real lists are like: planted, counted, and known to the truth.

use std::collections::{BTreeMap, BTreeSet};

use super::chance::Dice;
use super::ground::{Metres, Spot, area, distance, minus, plus};
use super::people::buildings::House;
use super::people::homes::{Home, MAP_SOURCE};
use super::town::Town;
use super::town::mesh::{Ground, Vertex};

/// Which households were made dirty, and how.
#[derive(Clone, Debug, Default)]
pub(super) struct Planted {
    pub(super) outside: Vec<usize>,
    pub(super) on_border: Vec<usize>,
    pub(super) without_coordinates: Vec<usize>,
    pub(super) shifted: Vec<usize>,
    /// Second record → original.
    pub(super) duplicates: Vec<(usize, usize)>,
}

/// Makes a list of homes as dirty as DOMAIN §6 says; duplicates are appended.
pub(super) fn homes(town: &Town, homes: &mut Vec<Home>, seed: u64) -> Planted {
    let mut dice = Dice::new(seed, "dirt");
    let mut planted = Planted { shifted: shift_lists(town, homes, &mut dice), ..Planted::default() };
    let mut order: Vec<usize> = (0..homes.len()).filter(|home| !homes[*home].shifted).collect();
    dice.shuffle(&mut order);
    let mut take = |share: f64| -> Vec<usize> {
        let count = town.scale.share(share).min(order.len());
        order.split_off(order.len() - count)
    };
    planted.without_coordinates = take(30.0);
    planted.outside = take(15.0);
    planted.on_border = take(5.0);
    let originals = take(20.0);
    for (nth, &home) in planted.without_coordinates.iter().enumerate() {
        homes[home].spot = None;
        // One in five lost its building too, so that nothing is known of where it is.
        if nth % 5 == 4 {
            homes[home].building = None;
        }
    }
    let rim = rim(town);
    for &home in &planted.outside {
        homes[home].spot = Some(beyond(&rim, &mut dice));
    }
    let borders = inner_borders(town);
    for &home in &planted.on_border {
        homes[home].spot = Some(town.mesh.spots[*dice.pick(&borders) as usize]);
    }
    for original in originals {
        let mut copy = homes[original].clone();
        copy.original = Some(original);
        copy.source = (copy.source + 1) % MAP_SOURCE;
        if dice.chance(0.3) {
            copy.persons = None;
        }
        planted.duplicates.push((homes.len(), original));
        homes.push(copy);
    }
    planted
}

/// Whole lists of a few communities, drawn in GCJ-02 by whoever copied them from an electronic map.
fn shift_lists(town: &Town, homes: &mut [Home], dice: &mut Dice) -> Vec<usize> {
    let lists = town.scale.shifted_lists;
    let mut urban: Vec<usize> = (0..town.areas.len()).filter(|area| town.areas[*area].grids.len() > 4).collect();
    dice.shuffle(&mut urban);
    urban.truncate(lists);
    let each = town.scale.share(8.0) / lists.max(1);
    let mut shifted = Vec::new();
    for community in urban {
        let own: Vec<usize> = (0..homes.len()).filter(|home| homes[*home].community == community).collect();
        // Every few doors one was copied from the map, all over the community.
        let every = (own.len() / each.max(1)).max(1);
        for &home in own.iter().skip(dice.below(every)).step_by(every).take(each) {
            homes[home].shifted = true;
            homes[home].source = MAP_SOURCE;
            homes[home].spot = homes[home].spot.map(gcj02);
            shifted.push(home);
        }
    }
    shifted
}

fn gcj02(spot: Spot) -> Spot {
    let (lon, lat) = spot.degrees();
    let drawn = crate::crs::wgs84_to_gcj02(spatial::places::LonLat { lon, lat });
    Spot { lon: (drawn.lon * 1e7).round() as i32, lat: (drawn.lat * 1e7).round() as i32 }
}

/// The edges of the district, outward normal on the right.
fn rim(town: &Town) -> Vec<(Metres, Metres)> {
    let rings: Vec<&[Vertex]> = town.blocks.iter().map(|block| block.ring.as_slice()).collect();
    let outlines = super::town::outline::union(&town.mesh, &rings);
    let points = town.mesh.points(&outlines[0][0]);
    (0..points.len()).map(|index| (points[index], points[(index + 1) % points.len()])).collect()
}

/// A point 60 m to 2 km outside the district.
fn beyond(rim: &[(Metres, Metres)], dice: &mut Dice) -> Spot {
    let ring: Vec<Metres> = rim.iter().map(|(from, _)| *from).collect();
    loop {
        let (from, to) = *dice.pick(rim);
        let length = distance(from, to).max(1.0);
        let out = [(to[1] - from[1]) / length, (from[0] - to[0]) / length];
        let at = plus(from, dice.between(60.0, 2_000.0), out);
        let near = ring.iter().map(|point| distance(*point, at)).fold(f64::INFINITY, f64::min);
        if !super::ground::inside(at, &ring) && near > 55.0 {
            return Spot::near(at);
        }
    }
}

/// Vertices on the border between two or more grids, away from the district's edge and from the river.
fn inner_borders(town: &Town) -> Vec<Vertex> {
    let mut grids: BTreeMap<Vertex, Vec<usize>> = BTreeMap::new();
    let mut turns: BTreeMap<Vertex, f64> = BTreeMap::new();
    for block in &town.blocks {
        for (corner, &vertex) in block.ring.iter().enumerate() {
            let list = grids.entry(vertex).or_default();
            if !list.contains(&block.grid) {
                list.push(block.grid);
            }
            let at = block.points[corner];
            let count = block.points.len();
            let (a, b) =
                (minus(block.points[(corner + count - 1) % count], at), minus(block.points[(corner + 1) % count], at));
            let turn = super::ground::cross(b, a).atan2(a[0] * b[0] + a[1] * b[1]);
            *turns.entry(vertex).or_default() += if turn < 0.0 { turn + std::f64::consts::TAU } else { turn };
        }
    }
    let full = |vertex: &Vertex| turns.get(vertex).is_some_and(|turn| (turn - std::f64::consts::TAU).abs() < 1e-6);
    let wet: BTreeSet<Vertex> =
        town.blocks.iter().filter(|block| block.ground == Ground::River).flat_map(|block| block.ring.clone()).collect();
    let is_border = |vertex: &Vertex, list: &[usize]| list.len() > 1 && full(vertex) && !wet.contains(vertex);
    grids.into_iter().filter(|(vertex, list)| is_border(vertex, list)).map(|(vertex, _)| vertex).collect()
}

/// Buildings planted across the border of two grids: their middle stays 8 m inside one of them.
pub(super) fn cut_buildings(town: &Town, houses: &mut Vec<House>, seed: u64) -> Vec<usize> {
    let mut dice = Dice::new(seed, "cut buildings");
    let mut cut = Vec::new();
    let mut order: Vec<usize> =
        (0..town.blocks.len()).filter(|block| town.blocks[*block].ground == Ground::Urban).collect();
    dice.shuffle(&mut order);
    for block in order {
        if cut.len() == town.scale.cuts {
            break;
        }
        if let Some(house) = across(town, houses, block) {
            cut.push(houses.len());
            houses.push(house);
        }
    }
    cut
}

fn across(town: &Town, houses: &[House], block: usize) -> Option<House> {
    let here = &town.blocks[block];
    (0..here.ring.len()).find_map(|corner| {
        let (from, to) = (here.points[corner], here.points[(corner + 1) % here.ring.len()]);
        let length = distance(from, to);
        let edge = (here.ring[(corner + 1) % here.ring.len()], here.ring[corner]);
        let other = town.blocks.iter().find(|other| {
            let follows = |at: usize| (other.ring[at], other.ring[(at + 1) % other.ring.len()]) == edge;
            (0..other.ring.len()).any(follows)
        })?;
        let same_community = town.grids[other.grid].community == town.grids[here.grid].community;
        if length < 44.0 || other.grid == here.grid || !same_community || area(&other.points) < 4_000.0 {
            return None;
        }
        let along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
        let at = plus(plus(from, length / 2.0, along), 8.0, [-along[1], along[0]]);
        let plan = super::people::buildings::plan(at, along, 12.0, 13.0);
        let free = houses.iter().all(|house| plan.is_apart(&house.plan, 2.0));
        let clear = (0..here.ring.len()).filter(|side| *side != corner).all(|side| {
            super::ground::nearest_on(at, here.points[side], here.points[(side + 1) % here.ring.len()]).1 > 20.0
        });
        (free && clear).then(|| super::people::buildings::planted(plan, block, here.grid))
    })
}
