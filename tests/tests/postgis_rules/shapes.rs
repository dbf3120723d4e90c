//! G11, G3, G5, G8 and the outlines of blind-spot areas.

use std::collections::BTreeMap;

use spatial::Row;
use spatial::rules::{self, FactValue, RuleId, Subject, SubjectKind, Verdict};
use spatial::snapshot::Placement;
use sqlx::Row as _;

use super::ground::Ground;

/// Square metres that rounding to millimetres may make of a border of some kilometres.
const SLACK_M2: f64 = 10.0;

/// `ST_Contains`, but for the two millimetres along each border.
pub fn every_household_is_in_the_grids_that_contain_it(ground: &Ground) {
    let rows = ground.rows(
        "SELECT home.id, coalesce(array_agg(zone.code) FILTER (WHERE zone.code IS NOT NULL), '{}') AS near, \
         coalesce(array_agg(zone.code) FILTER (WHERE ST_Contains(zone.geom, home.geom) \
           AND NOT ST_DWithin(ST_Boundary(zone.geom), home.geom, $SLACK)), '{}') AS within \
         FROM home LEFT JOIN zone ON ST_DWithin(zone.geom, home.geom, $SLACK) GROUP BY home.id",
    );
    let (snapshot, mut counts) = (&ground.district.snapshot, [0; 3]);
    for row in &rows {
        let (id, near, within): (String, Vec<String>, Vec<String>) =
            (row.get("id"), row.get("near"), row.get("within"));
        let placement = snapshot.households.placement[ground.household(&id).index()];
        let agrees = match placement {
            Placement::InGrid(grid) => {
                counts[0] += 1;
                let code = snapshot.grids.code[grid.index()].to_string();
                near.contains(&code) && within.iter().all(|other| *other == code)
            }
            Placement::Outside => {
                counts[1] += 1;
                within.is_empty()
            }
            Placement::Ambiguous => {
                counts[2] += 1;
                near.len() >= 2
            }
            Placement::NoPosition | Placement::Unverified => true,
        };
        assert!(agrees, "{id}: {placement:?}, PostGIS: within {within:?}, at most 2 mm from {near:?}");
    }
    assert!(counts.into_iter().all(|count| count >= 10), "in a grid, outside, ambiguous: {counts:?}");
}

/// `ST_Area` of `ST_Intersection` and `ST_Difference`.
pub fn grids_overlap_and_leave_bare_what_they_are_said_to(ground: &Ground) {
    let overlaps = ground.rows(
        "SELECT a.code, sum(m2) AS m2 FROM zone a JOIN zone b ON a.code <> b.code AND ST_Intersects(a.geom, b.geom), \
         LATERAL (SELECT ST_Area(ST_Intersection(a.geom, b.geom)) AS m2) shared WHERE m2 > 1 GROUP BY a.code",
    );
    let overlaps = measures(&overlaps);
    let grids = ground.district.snapshot.grids.code.iter().map(ToString::to_string).collect::<Vec<_>>();
    compare(ground, SubjectKind::Grid, &grids, "overlap_m2", |code| overlaps.get(code).copied().unwrap_or(0.0));
    assert!(overlaps.len() >= 2, "the sample plants an overlap: {overlaps:?}");
    let holes = ground.rows(
        "SELECT land.code, ST_Area(ST_Difference(land.geom, coalesce((SELECT ST_Union(zone.geom) FROM zone \
         WHERE ST_Intersects(zone.geom, land.geom)), ST_GeomFromText('POLYGON EMPTY', ST_SRID(land.geom))))) AS m2 \
         FROM land WHERE length(land.code) = 12",
    );
    let holes = measures(&holes);
    let areas = ground.district.snapshot.areas.code.iter().map(ToString::to_string).collect::<Vec<_>>();
    compare(ground, SubjectKind::Area, &areas, "hole_m2", |code| holes.get(code).copied().unwrap_or(0.0));
    assert!(holes.values().any(|m2| *m2 > 100.0), "the sample plants a hole: {holes:?}");
}

fn measures(rows: &[sqlx::postgres::PgRow]) -> BTreeMap<String, f64> {
    rows.iter().map(|row| (row.get("code"), row.get("m2"))).collect()
}

/// A fact of G3 against what `PostGIS` measured.
fn compare(ground: &Ground, kind: SubjectKind, codes: &[String], fact: &str, measured: impl Fn(&str) -> f64) {
    for (row, code) in (0..).map(Row).zip(codes) {
        if kind == SubjectKind::Area && code.len() != 12 {
            continue;
        }
        let (said, measured) = (parameter(ground, RuleId::G3, Subject { kind, row }, fact), measured(code));
        assert!((said - measured).abs() <= SLACK_M2, "{code}: {fact} {said}, PostGIS {measured}");
    }
}

fn parameter(ground: &Ground, rule: RuleId, subject: Subject, name: &str) -> f64 {
    let evidence = rules::explain(&ground.district, rule, subject).expect("the rule is on");
    let fact = evidence.facts.iter().find(|fact| fact.name == name);
    match fact.unwrap_or_else(|| panic!("{} of {subject:?} has no {name}", rule.as_str())).value {
        FactValue::Parameter(value) => value as f64,
        ref other => panic!("{name} is {other:?}"),
    }
}

/// The share of a footprint in a grid; who is within a thousandth of the tolerance is left out.
pub fn buildings_are_cut_where_they_are_said_to_be(ground: &Ground) {
    let rows = ground.rows(
        "SELECT house.id, max(least(share, 1 - share)) AS part FROM house JOIN zone ON ST_Intersects(house.geom, zone.geom), \
         LATERAL (SELECT ST_Area(ST_Intersection(house.geom, zone.geom)) / ST_Area(house.geom) AS share) held GROUP BY house.id",
    );
    let parts: BTreeMap<String, f64> = rows.iter().map(|row| (row.get("id"), row.get("part"))).collect();
    let judged = ground.district.verdicts.of(RuleId::G5, SubjectKind::Building).unwrap();
    let mut cut = 0;
    for (id, judgement) in ground.district.snapshot.buildings.id.iter().zip(judged) {
        let part = parts.get(id.as_str()).copied().unwrap_or(0.0);
        if (part - 0.02).abs() > 0.001 && judgement.verdict != Verdict::Unknown {
            assert_eq!(
                judgement.verdict == Verdict::Gap,
                part > 0.02,
                "{id}: PostGIS finds {part} of it across a border"
            );
            cut += usize::from(part > 0.02);
        }
    }
    assert!(cut >= 1, "the sample plants cut buildings");
}

/// `ST_NumGeometries`, and 4π `ST_Area` ÷ `ST_Perimeter`².
pub fn grids_have_the_parts_and_the_compactness_that_they_are_said_to(ground: &Ground) {
    let rows = ground.rows(
        "SELECT code, ST_NumGeometries(geom) AS parts, 4000 * pi() * ST_Area(geom) / ST_Perimeter(geom) ^ 2 AS permille FROM zone",
    );
    let codes = ground.district.snapshot.grids.code.iter().map(ToString::to_string);
    let grids: BTreeMap<String, Row> = codes.zip((0..).map(Row)).collect();
    assert_eq!(rows.len(), grids.len());
    for row in rows {
        let (code, parts, permille): (String, i32, f64) = (row.get("code"), row.get("parts"), row.get("permille"));
        let subject = Subject { kind: SubjectKind::Grid, row: grids[&code] };
        let said = |name| parameter(ground, RuleId::G8, subject, name);
        assert!((said("parts") - f64::from(parts)).abs() < 0.5, "{code}: {} parts, PostGIS {parts}", said("parts"));
        let compact = said("compact_permille");
        assert!((compact - permille).abs() <= 1.0, "{code}: {compact} per mille, PostGIS {permille}");
    }
}

/// `ST_IsValid`, `ST_Covers`, and `ST_Area` of what two areas of one rule and cause share.
pub fn every_blind_spot_is_valid_apart_from_the_others_and_holds_its_households(ground: &Ground) {
    let areas = ground.areas();
    assert!(areas.len() >= 5, "{} areas", areas.len());
    let invalid = ground.rows("SELECT id FROM spot WHERE NOT ST_IsValid(geom)");
    assert!(invalid.is_empty(), "{:?}", invalid.iter().map(|row| row.get("id")).collect::<Vec<String>>());
    let outside = ground.rows(
        "SELECT inside.home FROM inside JOIN spot ON spot.id = inside.spot JOIN home ON home.id = inside.home \
         WHERE NOT ST_Covers(spot.geom, home.geom)",
    );
    assert!(outside.is_empty(), "{:?}", outside.iter().map(|row| row.get("home")).collect::<Vec<String>>());
    let shared = ground.rows(
        "SELECT a.id FROM spot a JOIN spot b ON a.id < b.id AND ST_Intersects(a.geom, b.geom) \
         AND regexp_replace(a.id, '-[0-9]+-[0-9]+$', '') = regexp_replace(b.id, '-[0-9]+-[0-9]+$', '') \
         WHERE ST_Area(ST_Intersection(a.geom, b.geom)) > 0",
    );
    assert!(shared.is_empty(), "{:?}", shared.iter().map(|row| row.get("id")).collect::<Vec<String>>());
    let whole: i64 = ground.rows("SELECT count(*) AS n FROM inside")[0].get("n");
    assert_eq!(whole as usize, areas.iter().map(|area| area.households.len()).sum::<usize>());
}
