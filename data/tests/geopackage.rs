//! The register's file is a `GeoPackage` that other programs open.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::path::PathBuf;
use std::process::Command;

use data::model::{ChangeSet, Record, RecordKey, Table};
use data::store::{Open, Store};
use geo_types::{LineString, MultiPolygon, polygon};
use rusqlite::Connection;
use spatial::places::{
    Area, AreaCode, AreaKind, Household, HouseholdId, LonLat, PositionTrust, Road, RoadClass, RoadId,
};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("yuntu_gpkg_{name}_{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("register.gpkg")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn county() -> AreaCode {
    AreaCode::parse("990101").unwrap()
}

fn household(id: &str, position: Option<(f64, f64)>) -> Record {
    Record::Household(Household {
        id: HouseholdId::new(id),
        community: AreaCode::parse("990101001001").unwrap(),
        building: None,
        door: String::new(),
        position: position.map(|(lon, lat)| LonLat { lon, lat }),
        trust: PositionTrust::Stated,
        persons: Some(2),
        tenure: None,
        visit_class: None,
        last_visit: None,
    })
}

fn records() -> Vec<Record> {
    let square = polygon![(x: 113.5, y: 30.1), (x: 113.7, y: 30.1), (x: 113.7, y: 30.3), (x: 113.5, y: 30.1)];
    let shape = MultiPolygon(vec![square]);
    vec![
        Record::Area(Area { code: county(), name: "云河区".into(), kind: AreaKind::District, shape }),
        Record::Road(Road {
            county: county(),
            id: RoadId::new("R1"),
            class: RoadClass::Street,
            name: "云河大道".into(),
            bridge: false,
            line: LineString::from(vec![(113.51, 30.11), (113.52, 30.12)]),
        }),
        household("H1", Some((113.6, 30.2))),
        household("H2", None),
    ]
}

async fn append(store: &Store, puts: Vec<Record>, deletes: Vec<RecordKey>) {
    let change = ChangeSet { author: "test".into(), reason: "to see".into(), puts, deletes, ..ChangeSet::default() };
    store.append(change).await.unwrap();
}

async fn register(folder: &Folder) -> Store {
    let store = Store::open(&format!("sqlite://{}", folder.file().display()), Open::CreateIfMissing).await.unwrap();
    append(&store, records(), vec![]).await;
    store
}

fn one<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str) -> T {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn the_file_says_that_it_is_a_geopackage_1_3() {
    let folder = Folder::new("head");
    register(&folder).await;
    let file = Connection::open(folder.file()).unwrap();
    assert_eq!(one::<i64>(&file, "SELECT application_id FROM pragma_application_id"), 0x4750_4B47);
    assert_eq!(one::<i64>(&file, "SELECT user_version FROM pragma_user_version"), 10_300);
    let tables: usize = one(&file, "SELECT count(*) FROM gpkg_contents");
    assert_eq!(tables, Table::ALL.len());
    assert_eq!(
        one::<String>(&file, "SELECT format('%g', min_x) FROM gpkg_contents WHERE table_name = 'area'"),
        "113.5"
    );
    assert_eq!(
        one::<String>(&file, "SELECT format('%g', max_y) FROM gpkg_contents WHERE table_name = 'household'"),
        "30.2"
    );
    let violations = "SELECT count(*) FROM pragma_foreign_key_check";
    assert_eq!(one::<i64>(&file, violations), 0);
}

#[tokio::test]
async fn the_spatial_index_follows_every_change() {
    let folder = Folder::new("index");
    let store = register(&folder).await;
    let file = Connection::open(folder.file()).unwrap();
    let rows = "SELECT count(*) FROM rtree_household_geometry";
    let west = "SELECT minx FROM rtree_household_geometry JOIN household ON fid = rtree_household_geometry.id \
                WHERE household.id = 'H1'";
    assert_eq!(one::<i64>(&file, rows), 1, "a household without a position is not in it");
    append(&store, vec![household("H1", Some((113.55, 30.2))), household("H2", Some((113.61, 30.2)))], vec![]).await;
    assert_eq!(one::<i64>(&file, rows), 2);
    assert!((one::<f64>(&file, west) - 113.55).abs() < 1e-4);
    append(&store, vec![household("H2", None)], vec![RecordKey::Household(county(), HouseholdId::new("H1"))]).await;
    assert_eq!(one::<i64>(&file, rows), 0);
    let sound: String = file.query_row("SELECT rtreecheck('rtree_household_geometry')", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
}

/// What `ogrinfo` says; `None` where it is not installed.
fn ogrinfo(arguments: &[&str], file: &PathBuf) -> Option<String> {
    let Ok(output) = Command::new("ogrinfo").args(arguments).arg(file).output() else {
        eprintln!("left out: ogrinfo is not installed (apt install gdal-bin)");
        return None;
    };
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaints.is_empty(), "{complaints}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[tokio::test]
async fn ogrinfo_opens_every_table_with_its_shapes_and_its_reference_system() {
    let folder = Folder::new("ogrinfo");
    drop(register(&folder).await);
    let Some(told) = ogrinfo(&["-ro", "-al"], &folder.file()) else { return };
    let layers: Vec<&str> = told.split("Layer name: ").skip(1).collect();
    assert_eq!(layers.len(), Table::ALL.len());
    let features = [
        ("area", "Multi Polygon"),
        ("grid", "Multi Polygon"),
        ("road", "Line String"),
        ("water", "Multi Polygon"),
        ("building", "Multi Polygon"),
        ("household", "Point"),
        ("organisation", "Point"),
        ("unit", "Point"),
        ("station", "Point"),
        ("compound", "Multi Polygon"),
    ];
    for (name, geometry) in features {
        let layer = layers.iter().find(|layer| layer.starts_with(&format!("{name}\n"))).unwrap();
        assert!(layer.contains(&format!("Geometry: {geometry}\n")), "{name}");
        assert!(layer.contains("ID[\"EPSG\",4490]"), "{name}");
    }
    for shape in
        ["MULTIPOLYGON (((113.5 30.1,113.7 30.1", "LINESTRING (113.51 30.11,113.52 30.12)", "POINT (113.6 30.2)"]
    {
        assert!(told.contains(shape), "{shape}: {told}");
    }
}
