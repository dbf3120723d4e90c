use geo_types::{Coord, Geometry as Shape, LineString, MultiLineString, MultiPolygon, Point, Polygon};
use mlt_core::encoder::EncoderConfig;
use mlt_core::{MltResult, PropKind, PropValue, TileLayer};

use super::{Geometry, Properties, Value};
use crate::geometry::{Lines, Rings};
use crate::world::{EXTENT, Position};

/// Writes MapLibre tiles.
///
/// A column there has one type. Counts of which some are suppressed (`<5`) make a column of text, numbers as digits, in
/// that tile.
#[derive(Debug, Default)]
pub(crate) struct MltWriter {
    bytes: Vec<u8>,
    name: &'static str,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Column {
    key: &'static str,
    kind: PropKind,
}

#[derive(Debug)]
struct Row {
    id: Option<u64>,
    shape: Shape<i32>,
    /// By column.
    values: Vec<(usize, Cell)>,
}

#[derive(Clone, Debug)]
enum Cell {
    Text(String),
    Number(u64),
    Flag(bool),
}

impl MltWriter {
    pub(super) fn layer(&mut self, name: &'static str) {
        self.end_layer();
        self.name = name;
    }

    pub(super) fn feature(&mut self, id: Option<u64>, geometry: Geometry<'_>, properties: &Properties<'_>) {
        let values = properties.iter().map(|(key, value)| self.cell(key, value)).collect();
        self.rows.push(Row { id, shape: shape(geometry), values });
    }

    /// Adds a feature with the properties of the one before.
    pub(super) fn again(&mut self, id: Option<u64>, geometry: Geometry<'_>) {
        let values = self.rows.last().map(|row| row.values.clone()).unwrap_or_default();
        self.rows.push(Row { id, shape: shape(geometry), values });
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.end_layer();
        self.bytes
    }

    fn cell(&mut self, key: &'static str, value: Value<'_>) -> (usize, Cell) {
        let (cell, kind) = match value {
            Value::Text(text) | Value::Own(text) | Value::Word(text) => (Cell::Text(text.to_owned()), PropKind::Str),
            Value::Below(limit) => (Cell::Text(format!("<{limit}")), PropKind::Str),
            Value::Number(number) => (Cell::Number(number), PropKind::U32),
            Value::Flag(flag) => (Cell::Flag(flag), PropKind::Bool),
        };
        let column = self.columns.iter().position(|column| column.key == key).unwrap_or_else(|| {
            self.columns.push(Column { key, kind });
            self.columns.len() - 1
        });
        if self.columns[column].kind != kind {
            self.columns[column].kind = PropKind::Str;
        }
        (column, cell)
    }

    fn end_layer(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let columns = std::mem::take(&mut self.columns);
        if rows.is_empty() {
            return;
        }
        let written = encode(self.name, &columns, rows);
        debug_assert!(written.is_ok(), "layer {}: {:?}", self.name, written.err());
        self.bytes.extend(written.unwrap_or_default());
    }
}

fn encode(name: &str, columns: &[Column], rows: Vec<Row>) -> MltResult<Vec<u8>> {
    let mut layer = TileLayer::builder(name, EXTENT as u32)?;
    let keys =
        columns.iter().map(|column| layer.add_property(column.key, column.kind)).collect::<MltResult<Vec<_>>>()?;
    for row in rows {
        let mut feature = layer.feature(row.shape);
        feature.id(row.id);
        for (column, cell) in row.values {
            feature.property(keys[column], value(cell, columns[column].kind))?;
        }
        feature.finish()?;
    }
    // Rows stay in drawing order.
    let config =
        EncoderConfig::default().with_spatial_morton_sort(false).with_spatial_hilbert_sort(false).with_id_sort(false);
    layer.finish().encode(config)
}

fn value(cell: Cell, kind: PropKind) -> PropValue {
    match (cell, kind) {
        (Cell::Text(text), _) => PropValue::Str(Some(text)),
        (Cell::Number(number), PropKind::Str) => PropValue::Str(Some(number.to_string())),
        (Cell::Number(number), _) => PropValue::U32(Some(u32::try_from(number).unwrap_or(u32::MAX))),
        (Cell::Flag(flag), PropKind::Str) => PropValue::Str(Some(flag.to_string())),
        (Cell::Flag(flag), _) => PropValue::Bool(Some(flag)),
    }
}

fn coord(at: Position) -> Coord<i32> {
    Coord { x: at.x, y: at.y }
}

fn shape(geometry: Geometry<'_>) -> Shape<i32> {
    match geometry {
        Geometry::Point(at) => Shape::Point(Point(coord(at))),
        Geometry::Lines(lines) => lines_shape(lines),
        Geometry::Polygons(rings) => polygons_shape(rings),
    }
}

fn lines_shape(lines: &Lines) -> Shape<i32> {
    let mut all: Vec<LineString<i32>> = lines.iter().map(|line| line.iter().copied().map(coord).collect()).collect();
    if all.len() == 1 { Shape::LineString(all.swap_remove(0)) } else { Shape::MultiLineString(MultiLineString(all)) }
}

fn polygons_shape(rings: &Rings) -> Shape<i32> {
    let mut polygons: Vec<Polygon<i32>> = Vec::new();
    for (ring, exterior) in rings.iter() {
        let line: LineString<i32> = ring.iter().copied().map(coord).collect();
        match polygons.last_mut() {
            Some(last) if !exterior => last.interiors_push(line),
            _ => polygons.push(Polygon::new(line, Vec::new())),
        }
    }
    if polygons.len() == 1 {
        Shape::Polygon(polygons.swap_remove(0))
    } else {
        Shape::MultiPolygon(MultiPolygon(polygons))
    }
}
