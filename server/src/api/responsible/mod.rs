//! `/api/v1/responsible`, and who is responsible for a grid.

pub mod get;

use serde::Serialize;
use spatial::places::StaffRole;
use spatial::rules::{FactValue, RuleId, Subject, SubjectKind};
use spatial::snapshot::{List, Row};
use utoipa::ToSchema;

use crate::api::view::{PlaceRow, View};
use crate::app::{App, Unread};

/// Who is responsible for a grid.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Responsible {
    /// Its leaders (网格长): their duty name and phone are public by office.
    pub leaders: Vec<Duty>,
    /// Its workers (网格员): named only to those who see this grid's exact counts.
    pub workers: Vec<Duty>,
    /// Whether nobody leads it; false where the register has no list of who leads.
    pub vacant: bool,
    /// The nearest service station on foot.
    pub station: Option<NearestStation>,
    /// The party organisations that serve it.
    pub organisations: Vec<ServingOrganisation>,
    /// Whether the register could be asked for names and phones.
    pub contacts: Contacts,
}

/// Whether names and phones could be read: `unavailable` means none for the moment, ask again; such an answer is `no-store`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Contacts {
    /// Those of the register that the audience may see are here.
    #[default]
    Read,
    /// None could be read for the moment.
    Unavailable,
}

/// A person on duty.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Duty {
    /// The duty name; null where the register has none or the audience may not see it.
    pub name: Option<String>,
    /// The duty phone; null likewise.
    pub phone: Option<String>,
}

/// The service station nearest to a grid's label point.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NearestStation {
    /// The station's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Metres on foot.
    pub metres: Option<f64>,
    /// Its duty name and phone.
    pub duty: Option<Duty>,
}

/// A party organisation that serves a grid.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ServingOrganisation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// committee, `general_branch`, branch or group.
    pub kind: String,
    /// Whether several units or grids share it (联合党支部).
    pub joint: bool,
}

impl Responsible {
    /// Who is responsible for a grid, as the audience may know.
    pub async fn for_grid(app: &App, view: &View, grid: Row) -> Self {
        let grids = &view.snapshot().grids;
        let code = grids.code[grid.index()].as_str();
        let exact = view.served.district.knows_grid(&view.audience, grid);
        let (leading, working) = (grids.leaders[grid.index()], grids.workers[grid.index()]);
        let station = nearest_station(view, grid);
        let asked = tokio::try_join!(
            named(app, view, StaffRole::GridLeader, code, leading > 0),
            named(app, view, StaffRole::GridWorker, code, working > 0 && exact),
            at_station(app, view, station.as_ref()),
        );
        let contacts = if asked.is_ok() { Contacts::Read } else { Contacts::Unavailable };
        let (leaders, workers, duty) = asked.unwrap_or_default();
        Self {
            leaders: seats(leaders, leading),
            workers: seats(workers, working),
            vacant: leading == 0 && !view.snapshot().lacks(List::GridStaff),
            station: station.map(|station| NearestStation { duty, ..station }),
            organisations: serving(view, grid),
            contacts,
        }
    }
}

/// Whom the register names, where somebody is there who is to be named.
async fn named(app: &App, view: &View, role: StaffRole, grid: &str, wanted: bool) -> Result<Vec<Duty>, Unread> {
    if wanted { app.staff_duties(&view.snapshot().county, role, grid).await } else { Ok(Vec::new()) }
}

async fn at_station(app: &App, view: &View, station: Option<&NearestStation>) -> Result<Option<Duty>, Unread> {
    match station {
        Some(station) => app.station_duty(&view.snapshot().county, &station.id).await,
        None => Ok(None),
    }
}

/// As many persons as the snapshot counts, with the names that there are.
fn seats(mut named: Vec<Duty>, count: u16) -> Vec<Duty> {
    named.resize(usize::from(count), Duty::default());
    named
}

fn serving(view: &View, grid: Row) -> Vec<ServingOrganisation> {
    let organisations = &view.snapshot().organisations;
    let item = |row: &Row| ServingOrganisation {
        id: organisations.id[row.index()].to_string(),
        name: organisations.name[row.index()].to_string(),
        kind: organisations.kind[row.index()].as_str().to_owned(),
        joint: organisations.joint[row.index()],
    };
    view.served.grid_organisations[grid.index()].iter().map(item).collect()
}

/// S1 knows it already: it is a fact of its verdict on the grid.
fn nearest_station(view: &View, grid: Row) -> Option<NearestStation> {
    let subject = Subject { kind: SubjectKind::Grid, row: grid };
    let evidence = spatial::rules::explain(&view.served.district, RuleId::S1, subject)?;
    let fact = |name| evidence.facts.iter().find(|fact| fact.name == name).map(|fact| &fact.value);
    let Some(FactValue::Id(id)) = fact("nearest_station") else { return None };
    let stations = &view.snapshot().stations;
    let row = stations.id.iter().position(|other| other.as_str() == id)?;
    let metres = match fact("nearest_station_m") {
        Some(FactValue::Decimetres(dm)) => Some(f64::from(*dm) / 10.0),
        _ => None,
    };
    Some(NearestStation { id: id.clone(), name: stations.name[row].to_string(), metres, duty: None })
}

/// Code and name of a grid.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GridName {
    /// The grid's code.
    pub code: String,
    /// The grid's name.
    pub name: String,
}

impl GridName {
    fn of(view: &View, grid: Row) -> Self {
        let place = PlaceRow::Grid(grid);
        Self { code: view.code(place).to_owned(), name: view.name(place).to_owned() }
    }
}
