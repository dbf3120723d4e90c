//! Whatever is in a file, reading it ends.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_of_a_file_crash_it(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        Desk::with_areas().file("x.csv", &bytes).file("y.geojson", &bytes).read();
    }

    #[test]
    fn no_cells_of_a_list_crash_it(cells in proptest::collection::vec("\\PC{0,12}", 0..40), kind in 0..14_usize) {
        let columns = crate::import::columns::columns(Kind::ALL[kind]);
        let header: Vec<&str> = columns.iter().map(|column| column.field.as_str()).collect();
        let rows: Vec<String> = cells.chunks(columns.len()).map(|row| row.join(",")).collect();
        Desk::with_areas().file("x.csv", format!("{}\n{}", header.join(","), rows.join("\n"))).read();
    }

    #[test]
    fn no_coordinates_crash_it(coordinates in r"[\[\],0-9.e-]{0,60}", kind in "(Polygon|MultiPolygon|LineString|Point)") {
        let geometry = format!(r#"{{"type":"{kind}","coordinates":[{coordinates}]}}"#);
        let sound = feature(r#""id":"B0","community":"990101001001","kind":"tower""#, DISTRICT);
        let odd = feature(r#""id":"B1","community":"990101001001","kind":"tower""#, &geometry);
        Desk::with_areas().file("b.geojson", collection(&[sound, odd])).read();
    }
}
