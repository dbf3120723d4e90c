//! What a sample promises, over the small sizes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ground::{Metres, Spot, area};
use super::register::Register;
use super::scale::Scale;
use super::town::Town;
use super::town::mesh::Ground;
use super::truth::place::{Grids, Standing};
use super::truth::{Truth, clear, walk};
use super::{SampleOptions, SampleSize, write};

fn register(size: SampleSize, seed: u64) -> Register {
    Register::new(Town::new(Scale::of(size), seed), seed, &mut |_| {})
}

fn folder(name: &str) -> std::path::PathBuf {
    std::env::temp_dir().join(format!("yuntu-sample-{name}-{}", std::process::id()))
}

fn bytes(seed: u64, name: &str) -> BTreeMap<String, Vec<u8>> {
    let out = folder(name);
    let options = SampleOptions { size: SampleSize::Tiny, seed, out: out.clone() };
    let report = write(&options, &mut |_| {}).unwrap();
    let files =
        report.files.into_iter().map(|(name, _)| (name.clone(), std::fs::read(out.join(name)).unwrap())).collect();
    std::fs::remove_dir_all(out).unwrap();
    files
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let first = bytes(7, "first");
    assert_eq!(first, bytes(7, "again"));
    assert_eq!(first.len(), 21);
    assert_ne!(first["households.csv"], bytes(8, "other")["households.csv"]);
}

#[test]
fn a_size_has_the_numbers_it_promises() {
    for size in [SampleSize::Tiny, SampleSize::Street] {
        let (scale, register) = (Scale::of(size), register(size, 1));
        let originals = register.homes.iter().filter(|home| home.original.is_none()).count();
        assert_eq!(originals, scale.households, "{size:?}");
        assert_eq!(register.town.grids.len(), scale.grids());
        assert_eq!(register.members.len(), scale.members);
        assert_eq!(register.units.len(), scale.units);
        let codes: BTreeSet<&str> = register.town.grids.iter().map(|grid| grid.code.as_str()).collect();
        assert_eq!(codes.len(), scale.grids(), "no code twice");
    }
}

#[test]
fn a_street_is_as_dirty_as_promised() {
    let register = register(SampleSize::Street, 1);
    let flaws = &register.mosaic.flaws;
    let counts =
        [flaws.slivers.len(), flaws.overlaps.len(), flaws.holes.len(), flaws.strays.len(), flaws.bad_codes.len()];
    assert_eq!(counts, [2, 1, 1, 1, 1]);
    assert_eq!(register.cut.len(), 1);
    let planted = &register.planted;
    let dirty = [&planted.outside, &planted.on_border, &planted.without_coordinates, &planted.shifted].map(Vec::len);
    assert_eq!(dirty, [480, 160, 960, 256]);
    assert_eq!(planted.duplicates.len(), 640);
}

fn shape_m2(shape: &[Vec<Vec<Spot>>]) -> f64 {
    let ring = |ring: &Vec<Spot>| area(&ring.iter().map(|spot| spot.metres()).collect::<Vec<Metres>>());
    shape.iter().flatten().map(ring).sum()
}

#[test]
fn grids_fill_their_communities_but_for_the_planted_flaws() {
    let register = register(SampleSize::Street, 1);
    let town = &register.town;
    let flaws = &register.mosaic.flaws;
    let flawed: BTreeSet<usize> = [&flaws.slivers, &flaws.overlaps, &flaws.holes, &flaws.strays]
        .into_iter()
        .flatten()
        .map(|grid| town.grids[*grid].community)
        .collect();
    let mut whole = 0;
    for (index, place) in town.areas.iter().enumerate().filter(|(_, place)| !place.grids.is_empty()) {
        let blocks = super::files::town::blocks_of_area(town, index);
        let outline = shape_m2(&super::files::town::shape(town, &blocks));
        let sum: f64 = place.grids.iter().map(|grid| shape_m2(&register.mosaic.shapes[*grid])).sum();
        whole += usize::from((outline - sum).abs() < 0.01);
    }
    // The community that lost a block to a stray is the one more.
    assert!(whole + flawed.len() + 1 >= town.scale.communities + town.scale.villages, "{whole} {flawed:?}");
}

/// The vertex that stands for all that are connected with this one.
fn find(root: &mut HashMap<u32, u32>, vertex: u32) -> u32 {
    let up = *root.entry(vertex).or_insert(vertex);
    if up == vertex {
        return vertex;
    }
    let top = find(root, up);
    root.insert(vertex, top);
    top
}

#[test]
fn every_road_can_be_reached_on_foot() {
    for seed in 1..4 {
        let register = register(SampleSize::Street, seed);
        let mut root: HashMap<u32, u32> = HashMap::new();
        for road in &register.roads {
            for pair in road.line.windows(2) {
                let (a, b) = (find(&mut root, pair[0]), find(&mut root, pair[1]));
                root.insert(a, b);
            }
        }
        let vertices: Vec<u32> = root.keys().copied().collect();
        let parts: BTreeSet<u32> = vertices.into_iter().map(|vertex| find(&mut root, vertex)).collect();
        assert_eq!(parts.len(), 1, "seed {seed}");
    }
}

#[test]
fn only_the_planted_buildings_are_cut() {
    let register = register(SampleSize::Street, 1);
    for (index, house) in register.houses.iter().enumerate() {
        let ring = &register.town.blocks[house.block].points;
        assert_eq!(house.plan.fits(ring, 5.0), !register.cut.contains(&index), "{index} {house:?}");
    }
}

#[test]
fn nobody_lives_in_the_river() {
    let mut register = register(SampleSize::Street, 1);
    let grids = Grids::new(&register);
    let mut network = walk::Network::new(&register);
    clear::clear(&mut register, &grids, &mut network, 1);
    // A list drawn in GCJ-02 lies anywhere: nobody believes it.
    let believed = register.homes.iter().filter(|home| !home.shifted);
    assert_eq!(believed.filter_map(|home| home.spot).filter(|spot| network.is_wet(spot.metres())).count(), 0);
    let mut stretches = register.town.blocks.iter().filter(|block| block.ground == Ground::River);
    assert!(stretches.any(|block| network.is_wet(super::ground::middle(&block.points))));
}

#[test]
fn most_households_are_placed_and_few_live_far_from_a_station() {
    let mut register = register(SampleSize::Street, 1);
    let grids = Grids::new(&register);
    let mut network = walk::Network::new(&register);
    clear::clear(&mut register, &grids, &mut network, 1);
    let truth = Truth::of(&register, &grids, &network);
    let placed = truth.homes.iter().filter(|standing| matches!(standing, Standing::In(_))).count();
    assert!(placed * 100 > register.homes.len() * 94, "{placed}");
    let far = truth.s1.iter().filter(|verdict| **verdict == super::truth::Verdict::Gap).count();
    assert!((0.05..0.10).contains(&(far as f64 / 29_500.0)), "{far}");
}
