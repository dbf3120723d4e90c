use spatial::District;
use spatial::snapshot::{Placement, Row};
use spatial::sums::Series;

use super::decoded::{Feature, Layer};
use super::{audience, decoded, tiles_of, tiny};
use crate::TileSource;
use crate::source::counts;

/// Over all tiles of a zoom, the sum of a number over the features that count.
fn total(source: &TileSource, set: &str, zoom: u8, number: impl Fn(&Feature) -> u64) -> u64 {
    let worker = audience("worker");
    let layers = tiles_of(source, zoom).into_iter().flat_map(|coord| decoded(source, set, coord, &worker));
    let of = |layer: Layer| layer.features.iter().map(&number).sum::<u64>();
    layers.map(of).sum()
}

fn points(key: &'static str) -> impl Fn(&Feature) -> u64 {
    move |feature| if feature.is_point() { feature.number(key) } else { 0 }
}

fn placed(district: &District) -> u64 {
    let households = &district.snapshot.households;
    let counted = |row: &usize| counts(district, Row(*row as u32)) && households.position[*row].is_some();
    (0..households.position.len()).filter(counted).count() as u64
}

#[test]
fn cells_hold_every_household_at_every_zoom() {
    let source = tiny();
    let expected = placed(source.district());
    assert!(expected > 0);
    for zoom in 0..=13 {
        assert_eq!(total(&source, "bin", zoom, |cell| cell.number("households")), expected, "zoom {zoom}");
    }
}

#[test]
fn points_are_each_in_one_tile_at_every_zoom() {
    let source = tiny();
    let snapshot = &source.district().snapshot;
    let somewhere = |column: &[Option<spatial::shape::Point>]| column.iter().flatten().count() as u64;
    for zoom in 8..=16 {
        let organisations = somewhere(&snapshot.organisations.position);
        assert_eq!(total(&source, "organisation", zoom, points("count")), organisations, "zoom {zoom}");
        assert_eq!(total(&source, "station", zoom, points("count")), somewhere(&snapshot.stations.position));
    }
    for zoom in 14..=16 {
        assert_eq!(total(&source, "household", zoom, points("count")), placed(source.district()), "zoom {zoom}");
        assert_eq!(total(&source, "member", zoom, points("count")), somewhere(&snapshot.members.position));
        assert_eq!(total(&source, "building", zoom, points("count")), snapshot.buildings.id.len() as u64);
    }
}

#[test]
fn grids_and_areas_carry_the_registers_sums() {
    let source = tiny();
    let district = source.district();
    let grids = district.snapshot.grids.code.len() as u32;
    let sum = |series| (0..grids).map(|grid| district.sums.grid(Row(grid), series)).sum::<u64>();
    for zoom in 8..=16 {
        for (key, series) in
            [("households", Series::Households), ("persons", Series::Persons), ("members", Series::Members)]
        {
            assert_eq!(total(&source, "grid", zoom, points(key)), sum(series), "{key} at zoom {zoom}");
        }
        assert_eq!(total(&source, "grid", zoom, |grid| u64::from(grid.is_point())), u64::from(grids));
    }
    let in_grids = district
        .snapshot
        .households
        .placement
        .iter()
        .enumerate()
        .filter(|(row, placement)| counts(district, Row(*row as u32)) && matches!(placement, Placement::InGrid(_)));
    assert_eq!(sum(Series::Households), in_grids.count() as u64);
    for zoom in 0..=16 {
        let of_district = |feature: &Feature| {
            let district = feature.get("level") == Some(&super::decoded::Value::Text("district".into()));
            if district { points("households")(feature) } else { 0 }
        };
        assert_eq!(total(&source, "area", zoom, of_district), district.sums.area(Row(0), Series::Households));
    }
}
