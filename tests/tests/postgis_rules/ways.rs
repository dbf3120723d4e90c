//! Distances: the straight line to the nearest station, the circle, and from a household to its members.

use std::collections::{BTreeMap, BTreeSet};

use spatial::network::{Method, Network, Reach};
use spatial::rules::{self, RuleId, Verdict};
use sqlx::Row as _;

use super::ground::{Ground, SLACK_M};

/// `ST_Transform` puts every household with a position of its own where our projection does.
pub fn homes_are_where_the_register_has_them(ground: &Ground) {
    let far = ground.rows(
        "SELECT home.id FROM home JOIN household ON household.id = home.id WHERE household.geometry IS NOT NULL \
         AND NOT ST_DWithin(home.geom, ST_Transform(household.geometry, ST_SRID(home.geom)), $SLACK)",
    );
    assert!(far.is_empty(), "{:?}", far.iter().map(|row| row.get("id")).collect::<Vec<String>>());
    let count =
        "SELECT count(*) AS n FROM home JOIN household ON household.id = home.id WHERE household.geometry IS NOT NULL";
    let compared: i64 = ground.rows(count)[0].get("n");
    assert!(compared >= 1_000, "{compared} households have a position of their own");
}

/// `<->` finds the station, `ST_Distance` × 1.32 the metres.
pub fn without_roads_the_nearest_station_is_the_nearest_neighbour(ground: &Ground) {
    let mut snapshot = (*ground.district.snapshot).clone();
    snapshot.roads = spatial::snapshot::Roads::default().into();
    let network = Network::build(&snapshot, 1_000);
    assert_eq!(network.method(), Method::Straight);
    let rows = ground.rows(
        "SELECT home.id, nearest.id AS station, ST_Distance(home.geom, nearest.geom) AS metres, \
         (SELECT count(*) FROM stop WHERE ST_DWithin(home.geom, stop.geom, ST_Distance(home.geom, nearest.geom) + $SLACK)) AS equals \
         FROM home, LATERAL (SELECT * FROM stop ORDER BY stop.geom <-> home.geom LIMIT 1) nearest",
    );
    assert!(rows.len() >= 20_000, "{} households", rows.len());
    for row in rows {
        let (id, station, metres, equals): (String, String, f64, i64) =
            (row.get("id"), row.get("station"), row.get("metres"), row.get("equals"));
        let Some(Reach::Walk { station: ours, dm }) = network.walk_of(ground.household(&id)) else {
            panic!("{id} walks nowhere, PostGIS {metres} m to {station}");
        };
        assert!((f64::from(dm) - metres * 13.2).abs() <= 0.5 + 13.2 * SLACK_M, "{id}: {dm} dm, PostGIS {metres} m");
        let ours = snapshot.stations.id[ours.index()].as_str();
        assert!(ours == station || equals > 1, "{id}: {ours}, PostGIS {station}");
    }
}

/// `ST_DWithin` 1,000 m of a station, and the walk says that it is a gap.
pub fn whoever_the_circle_alone_covers_is_in_a_circle(ground: &Ground) {
    let circle = |metres: f64| {
        let sql = format!(
            "SELECT home.id FROM home WHERE EXISTS (SELECT 1 FROM stop WHERE ST_DWithin(home.geom, stop.geom, {metres}))"
        );
        let rows = ground.rows(&sql);
        let ids = rows.iter().map(|row| ground.household(&row.get::<String, _>("id")));
        ids.filter(|row| ground.verdict(RuleId::S1, *row) == Verdict::Gap).collect::<BTreeSet<_>>()
    };
    let ours: BTreeSet<_> = rules::circle_only(&ground.district).into_iter().collect();
    let (surely, perhaps) = (circle(1_000.0 - SLACK_M), circle(1_000.0 + SLACK_M));
    assert!(
        surely.is_subset(&ours) && ours.is_subset(&perhaps),
        "{} of {} to {}",
        ours.len(),
        surely.len(),
        perhaps.len()
    );
    assert!(ours.len() >= 10, "{} households", ours.len());
}

/// `ST_DWithin` 500 m of a member who counts, or one micro-grid.
pub fn linked_members_are_as_near_as_they_are_said_to_be(ground: &Ground) {
    let sql = format!(
        "WITH circle AS (SELECT DISTINCT ON (part) code, part FROM micro_grid, LATERAL unnest(string_to_array(buildings, ';')) part ORDER BY part, code) \
         SELECT link.household AS id, \
           coalesce(bool_or(ST_DWithin(here.geom, there.geom, 500 - $SLACK)), false) AS surely, \
           coalesce(bool_or(ST_DWithin(here.geom, there.geom, 500 + $SLACK)), false) AS perhaps, \
           coalesce(bool_or(mine.code = theirs.code), false) AS together \
         FROM link JOIN member ON member.id = link.member AND member.active AND member.eligible \
         JOIN household ON household.id = link.household LEFT JOIN household home_of ON home_of.id = member.household \
         LEFT JOIN home here ON here.id = household.id LEFT JOIN home there ON there.id = home_of.id \
         LEFT JOIN circle mine ON mine.part = household.building LEFT JOIN circle theirs ON theirs.part = home_of.building \
         WHERE (link.since IS NULL OR link.since <= '{day}') AND (link.until IS NULL OR link.until > '{day}') GROUP BY link.household",
        day = ground.district.verdicts.as_of
    );
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in ground.rows(&sql) {
        let (id, surely, perhaps, together): (String, bool, bool, bool) =
            (row.get("id"), row.get("surely"), row.get("perhaps"), row.get("together"));
        let verdict = ground.verdict(RuleId::L4, ground.household(&id));
        let agrees = match verdict {
            Verdict::Covered => perhaps || together,
            Verdict::Gap => !surely && !together,
            Verdict::Unknown | Verdict::NotApplicable => true,
        };
        assert!(agrees, "{id}: {verdict:?}, PostGIS: within 500 m {surely}, one micro-grid {together}");
        *counts.entry(verdict.as_str()).or_default() += 1;
    }
    assert!(counts.get("covered") > Some(&1_000) && counts.get("gap") > Some(&0), "{counts:?}");
}
