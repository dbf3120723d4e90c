use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::cell::Cell;
use super::tables;
use super::untold::Untold;
use crate::model::{Record, RecordKey, Table};

/// A change set of at most so many records is journalled record by record: an edit made by hand, or the visits of a day. A
/// larger one is an import, whose files say more than a million journal lines would.
const RECORD_BY_RECORD: usize = 1_000;

/// What a change set has brought so far: the journal's content, and the box of each table's shapes.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) tables: BTreeMap<Table, Sheet>,
    pub(crate) deletes: Vec<RecordKey>,
    records: usize,
}

/// What a change set has brought for one table.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    digest: Sha256,
    /// Digest by key text, of the first records.
    by_key: BTreeMap<String, String>,
    pub(crate) bounds: Option<Bounds>,
    /// What some record did not tell.
    pub(crate) untold: Untold,
}

/// A box in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) west: f64,
    pub(crate) south: f64,
    pub(crate) east: f64,
    pub(crate) north: f64,
}

/// A line of the journal, before it has a revision.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) table: Table,
    pub(crate) action: &'static str,
    pub(crate) key: Option<String>,
    pub(crate) rows: u64,
    pub(crate) content: String,
}

impl Ledger {
    /// Notes a record and gives its cells, and after them the number of what it does not tell.
    ///
    /// The content is what the change set says: the cells, and where it leaves some to the register, which ones.
    pub(crate) fn enter<'a>(&mut self, record: &'a Record, untold: Untold) -> Vec<Cell<'a>> {
        let mut cells = tables::cells(record);
        let table = record.table();
        self.records += 1;
        let small = self.is_small();
        let sheet = self.tables.entry(table).or_default();
        sheet.untold = sheet.untold.and(untold);
        let open = Cell::Integer(untold.number());
        let said = || cells.iter().chain((!untold.is_nothing()).then_some(&open));
        for cell in said() {
            cell.digest(&mut sheet.digest);
            sheet.bounds = Bounds::around(sheet.bounds, cell);
        }
        if small {
            let mut digest = Sha256::new();
            for cell in said() {
                cell.digest(&mut digest);
            }
            sheet.by_key.insert(key_text(&cells[..tables::schema(table).keys().count()]), hex(digest));
        }
        cells.push(open);
        cells
    }

    /// Notes a removal.
    pub(crate) fn strike(&mut self, key: RecordKey) {
        self.records += 1;
        self.deletes.push(key);
    }

    /// Whether each record gets its own line in the journal.
    pub(crate) fn is_small(&self) -> bool {
        self.records <= RECORD_BY_RECORD
    }

    /// The line of one record that was put.
    pub(crate) fn put_line(&self, table: Table, key: String) -> Line {
        let content = self.tables.get(&table).and_then(|sheet| sheet.by_key.get(&key)).cloned().unwrap_or_default();
        Line { table, action: "put", key: Some(key), rows: 1, content }
    }

    /// The line of one record that was put with nothing in it, which removes it.
    pub(crate) fn clear_line(&self, table: Table, key: String) -> Line {
        Line { action: "delete", ..self.put_line(table, key) }
    }

    /// What some record of a table did not tell.
    pub(crate) fn untold(&self, table: Table) -> Untold {
        self.tables.get(&table).map_or(Untold::NOTHING, |sheet| sheet.untold)
    }

    /// The line of a table that was put in bulk.
    pub(crate) fn bulk_line(&self, table: Table, rows: u64) -> Line {
        let content = self.tables.get(&table).map(|sheet| hex(sheet.digest.clone())).unwrap_or_default();
        Line { table, action: "put", key: None, rows, content }
    }
}

impl Line {
    /// The line of one record that was removed.
    pub(crate) fn delete(key: &RecordKey) -> Self {
        let cells = tables::key_cells(key);
        let mut digest = Sha256::new();
        for cell in &cells {
            cell.digest(&mut digest);
        }
        Self { table: key.table(), action: "delete", key: Some(key_text(&cells)), rows: 1, content: hex(digest) }
    }
}

impl Bounds {
    fn around(old: Option<Self>, cell: &Cell<'_>) -> Option<Self> {
        let mut bounds = old;
        let mut take = |lon: f64, lat: f64| {
            let near = bounds.unwrap_or(Self { west: lon, south: lat, east: lon, north: lat });
            bounds = Some(Self {
                west: near.west.min(lon),
                south: near.south.min(lat),
                east: near.east.max(lon),
                north: near.north.max(lat),
            });
        };
        match cell {
            Cell::Point(at) => take(at.lon, at.lat),
            Cell::Line(line) => line.0.iter().for_each(|at| take(at.x, at.y)),
            Cell::Area(area) => {
                area.0.iter().flat_map(|part| &part.exterior().0).for_each(|at| take(at.x, at.y));
            }
            _ => {}
        }
        bounds
    }

    /// The box of one shape.
    pub(crate) fn of(cell: &Cell<'_>) -> Option<Self> {
        Self::around(None, cell)
    }
}

fn key_text(cells: &[Cell<'_>]) -> String {
    let text = |cell: &Cell<'_>| match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Integer(number) => number.to_string(),
        _ => String::new(),
    };
    cells.iter().map(text).collect::<Vec<_>>().join("/")
}

fn hex(digest: Sha256) -> String {
    let mut text = String::with_capacity(64);
    for byte in digest.finalize() {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}
