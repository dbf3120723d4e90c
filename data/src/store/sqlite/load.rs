use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::{mem, thread};

use chrono::NaiveDate;
use rusqlite::{Connection, Rows};
use spatial::SnapshotBuilder;
use spatial::places::AreaCode;

use super::fault::Doing;
use super::{SqliteStore, read};
use crate::model::{Record, Revision, Table};
use crate::store::load::{self, LOADED};
use crate::store::visits::{self, VisitRuns};
use crate::store::{StoreError, statement, tables};

/// Rows a reader sends at once: enough that the hand-over costs nothing, few enough to stay in the cache.
const BATCH: usize = 512;

/// Readers of one load. A third one gained nothing on two cores, as the builder needs its share.
const READERS: usize = 2;

/// Batches that may wait for the builder.
const QUEUE: usize = 8;

/// Rows of a slice: a large table is cut, so that the readers finish together.
const SLICE: i64 = 32_768;

/// One part of a load: the rows of one table, or those with these row numbers.
#[derive(Clone, Copy, Debug)]
struct Slice {
    table: Table,
    rows: Option<(i64, i64)>,
}

/// What a reader sends.
enum Batch {
    /// Records, and where to send back those that were only looked at.
    Records(Vec<Record>, Sender<Vec<Record>>),
    Visits(VisitRuns),
}

type Sent = Result<Batch, StoreError>;

/// A reader's way to the builder and back.
struct Way {
    to: SyncSender<Sent>,
    home: Sender<Vec<Record>>,
    returned: Receiver<Vec<Record>>,
}

impl Way {
    fn new(to: SyncSender<Sent>) -> Self {
        let (home, returned) = channel();
        Self { to, home, returned }
    }

    /// Sends records, and frees those that came back; `false` when nobody listens any more.
    fn send(&self, records: Vec<Record>) -> bool {
        self.returned.try_iter().for_each(drop);
        self.to.send(Ok(Batch::Records(records, self.home.clone()))).is_ok()
    }
}

impl SqliteStore {
    /// One filled builder per district.
    pub(super) fn load_now(&self, county: Option<&AreaCode>) -> Result<Vec<SnapshotBuilder>, StoreError> {
        let mut own = (0..READERS).filter_map(|_| self.another().transpose()).collect::<Result<Vec<_>, _>>()?;
        if own.is_empty() {
            return self.with(|url, connection| Load::begin(url, vec![connection])?.run(county));
        }
        Load::begin(&self.url, own.iter_mut().collect())?.run(county)
    }
}

/// Readers that see one and the same revision.
struct Load<'c> {
    url: &'c str,
    readers: Vec<&'c mut Connection>,
    revision: Revision,
    data_date: NaiveDate,
}

impl<'c> Load<'c> {
    fn begin(url: &'c str, readers: Vec<&'c mut Connection>) -> Result<Self, StoreError> {
        let mut load = Self { url, readers, revision: 0, data_date: NaiveDate::default() };
        loop {
            let revisions = load.readers.iter().map(|reader| load.look(reader)).collect::<Result<Vec<_>, _>>()?;
            if revisions.windows(2).all(|pair| pair[0] == pair[1]) {
                load.revision = revisions[0];
                load.data_date = load.date()?;
                return Ok(load);
            }
            // Somebody committed between two readers' first looks: let go and look again.
            load.let_go();
        }
    }

    /// Begins to read: from here on the reader sees the revision that it gives.
    fn look(&self, reader: &Connection) -> Result<Revision, StoreError> {
        reader.execute_batch("BEGIN").doing(self.url, "loading")?;
        read::revision(reader).doing(self.url, "loading")
    }

    fn let_go(&self) {
        for reader in &self.readers {
            // A reader that has not begun has nothing to end.
            let _ = reader.execute_batch("ROLLBACK");
        }
    }

    fn date(&self) -> Result<NaiveDate, StoreError> {
        let date = match read::data_date(self.readers[0]).doing(self.url, "loading")? {
            None => read::newest_date(self.readers[0]).doing(self.url, "loading")?,
            stated => stated,
        };
        Ok(date.unwrap_or_default())
    }

    fn run(mut self, county: Option<&AreaCode>) -> Result<Vec<SnapshotBuilder>, StoreError> {
        let counties = read::counties(self.readers[0]).doing(self.url, "loading")?;
        let wanted = counties.iter().filter(|code| county.is_none_or(|county| county == *code));
        wanted.map(|code| self.district(code, counties.len() == 1)).collect()
    }

    /// Fills one district's builder; `alone` when the register has no other one.
    fn district(&mut self, county: &AreaCode, alone: bool) -> Result<SnapshotBuilder, StoreError> {
        let mut builder = SnapshotBuilder::new(county.clone(), self.revision, self.data_date);
        let url = self.url;
        let slices = Mutex::new(slices(self.readers[0], alone).doing(url, "loading")?);
        thread::scope(|scope| {
            let (sender, receiver) = sync_channel::<Sent>(QUEUE);
            for reader in &mut self.readers {
                let (way, slices) = (Way::new(sender.clone()), &slices);
                scope.spawn(move || {
                    while let Some(slice) = next(slices) {
                        if let Err(error) = slice.read(url, reader, county, &way) {
                            // The builder may have given up already, because of another reader's error.
                            let _ = way.to.send(Err(error));
                            break;
                        }
                    }
                });
            }
            drop(sender);
            build(&receiver, &mut builder)
        })?;
        Ok(builder)
    }
}

impl Drop for Load<'_> {
    fn drop(&mut self) {
        self.let_go();
    }
}

impl Slice {
    /// Reads the slice's rows and sends them in batches. Ends early, without an error, when nobody listens any more.
    fn read(&self, url: &str, connection: &Connection, county: &AreaCode, way: &Way) -> Result<(), StoreError> {
        let doing = "loading";
        let mut statement = connection.prepare(&self.sql(county)).doing(url, doing)?;
        let mut rows = statement.query([]).doing(url, doing)?;
        if self.table == Table::Visit {
            return read_visits(url, &mut rows, &way.to);
        }
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(row) = rows.next().doing(url, doing)? {
            batch.push(tables::read(self.table, row)?);
            if batch.len() == BATCH {
                let full = mem::replace(&mut batch, Vec::with_capacity(BATCH));
                if !way.send(full) {
                    return Ok(());
                }
            }
        }
        way.send(batch);
        Ok(())
    }

    fn sql(&self, county: &AreaCode) -> String {
        let columns = match self.table {
            Table::Visit => visits::COLUMNS.into(),
            table => statement::all_columns(tables::schema(table)),
        };
        let table = self.table.as_str();
        match self.rows {
            Some((from, to)) => format!("SELECT {columns} FROM {table} WHERE fid BETWEEN {from} AND {to}"),
            // A code is six digits and nothing else.
            None => format!("SELECT {columns} FROM {table} WHERE county = '{county}'"),
        }
    }
}

/// Reads visits without a record for each.
fn read_visits(url: &str, rows: &mut Rows<'_>, sender: &SyncSender<Sent>) -> Result<(), StoreError> {
    let mut runs = VisitRuns::default();
    while let Some(row) = rows.next().doing(url, "loading")? {
        let (household, day) = visits::read(row)?;
        runs.push(household, day);
        if runs.len() == BATCH * 8 && sender.send(Ok(Batch::Visits(mem::take(&mut runs)))).is_err() {
            return Ok(());
        }
    }
    let _ = sender.send(Ok(Batch::Visits(runs)));
    Ok(())
}

/// The slices of a load, the last one to be read first. A district that has the register to itself is read in the order
/// of the file; one among many by its county, along the index.
fn slices(connection: &Connection, alone: bool) -> rusqlite::Result<Vec<Slice>> {
    if !alone {
        return Ok(LOADED.into_iter().rev().map(|table| Slice { table, rows: None }).collect());
    }
    let mut slices = Vec::new();
    for table in LOADED.into_iter().rev() {
        let sql = format!("SELECT coalesce(max(fid), 0) FROM {}", table.as_str());
        let last: i64 = connection.query_row(&sql, [], |row| row.get(0))?;
        let starts = (0..=last / SLICE).rev().map(|number| number * SLICE);
        slices.extend(starts.map(|from| Slice { table, rows: Some((from, from + SLICE - 1)) }));
    }
    Ok(slices)
}

fn next(slices: &Mutex<Vec<Slice>>) -> Option<Slice> {
    slices.lock().unwrap_or_else(PoisonError::into_inner).pop()
}

fn build(receiver: &Receiver<Sent>, builder: &mut SnapshotBuilder) -> Result<(), StoreError> {
    for sent in receiver {
        match sent? {
            Batch::Records(records, home) => {
                let spent = records.into_iter().filter_map(|record| load::add(builder, record)).collect();
                // A reader that has read everything is gone; what is left is freed here.
                let _ = home.send(spent);
            }
            Batch::Visits(runs) => runs.give(builder),
        }
    }
    Ok(())
}
