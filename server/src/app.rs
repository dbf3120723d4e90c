//! What every handler shares.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use data::model::{Contact, ContactSubject};
use data::store::Store;
use metrics_exporter_prometheus::PrometheusHandle;
use sha2::{Digest, Sha256};
use spatial::Audience;
use spatial::places::{AreaCode, GridStaff, StaffRole};
use tiles::LayerId;

use crate::api::lens;
use crate::api::responsible::Duty;
use crate::api::view::View;
use crate::hex::hex;
use crate::http::{Params, Problem, PublicAddress};
use crate::live::{Lens, Live, Served};
use crate::tile::TileCache;

/// How long an answer waits for names and phones. They are one row each: a register that takes longer is away.
const PATIENCE: Duration = Duration::from_secs(2);

/// Names and phones could not be read for the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

/// The shared state; cheap to clone.
#[derive(Clone)]
pub struct App {
    live: Arc<Live>,
    audience: Arc<Audience>,
    audience_tag: Arc<str>,
    public: Arc<PublicAddress>,
    store: Option<Arc<Store>>,
    tiles: TileCache,
    metrics: PrometheusHandle,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("audience", &self.audience).field("public", &self.public).finish_non_exhaustive()
    }
}

impl App {
    /// Serves what `live` holds to everyone as `audience`. Names and phones are read from `store` when asked for.
    pub fn new(
        live: Arc<Live>,
        audience: Audience,
        public: PublicAddress,
        store: Option<Arc<Store>>,
        metrics: PrometheusHandle,
    ) -> Self {
        let audience_tag = audience_tag(&audience).into();
        let tiles = TileCache::new();
        Self { live, audience: Arc::new(audience), audience_tag, public: Arc::new(public), store, tiles, metrics }
    }

    /// Who everyone is taken for.
    pub fn audience(&self) -> &Audience {
        &self.audience
    }

    /// Under which address the world knows this server.
    pub fn public(&self) -> &PublicAddress {
        &self.public
    }

    /// The metrics in Prometheus' text form.
    pub fn metrics_text(&self) -> String {
        self.metrics.run_upkeep();
        self.metrics.render()
    }

    /// Whether the register has been read.
    pub fn is_ready(&self) -> bool {
        self.live.atlas().is_some()
    }

    /// The district that answers where no code says otherwise.
    ///
    /// # Errors
    /// 503 until the register has been read.
    pub fn view(&self) -> Result<View, Problem> {
        self.view_of("")
    }

    /// The district that holds a code, else the first: a code of no district is then not found in it.
    ///
    /// # Errors
    /// 503 until the register has been read.
    pub fn view_of(&self, code: &str) -> Result<View, Problem> {
        let atlas = self.live.atlas().ok_or_else(Problem::loading)?;
        let holds = |served: &&Arc<Served>| served.district.snapshot.county.contains_code(code);
        let served = atlas.districts().iter().find(holds).or_else(|| atlas.home()).ok_or_else(Problem::loading)?;
        Ok(View { served: Arc::clone(served), audience: Arc::clone(&self.audience) })
    }

    /// What an answer of this moment to a query is tagged with: equal exactly when the answer would be.
    pub fn tag(&self, query: Option<&str>) -> Option<String> {
        let view = self.view().ok()?;
        let served = &view.served;
        let lens = lens::read(&view, &Params::pick(query, &lens::PARAMETERS).ok()?).ok()?;
        let own = lens == Lens::of(&served.district);
        let judged = if own { Some(Arc::clone(served)) } else { served.known_otherwise(&lens) };
        let tag = judged.as_ref().map_or_else(|| served.tag_through(&lens), |judged| judged.tag.clone());
        Some(format!("{tag}-{}{}", self.audience_tag, pending(judged.as_ref())))
    }

    /// The tag of what a view shows.
    pub fn tag_of(&self, view: &View) -> String {
        format!("{}-{}", view.served.tag, self.audience_tag)
    }

    /// Tiles that were made already.
    pub fn tiles(&self) -> &TileCache {
        &self.tiles
    }

    /// The tile layers that the audience may see.
    pub fn layers(&self) -> Vec<String> {
        let visible = LayerId::ALL.into_iter().filter(|layer| layer.exists_for(&self.audience));
        visible.map(|layer| layer.as_str().to_owned()).collect()
    }

    /// Names and phones of a grid's staff, seat by seat.
    ///
    /// # Errors
    /// [`Unread`] where the register is away.
    pub async fn staff_duties(&self, county: &AreaCode, role: StaffRole, grid: &str) -> Result<Vec<Duty>, Unread> {
        let subject = match role {
            StaffRole::GridLeader => ContactSubject::GridLeader,
            StaffRole::GridWorker => ContactSubject::GridWorker,
        };
        let seats: Vec<String> = (1..=GridStaff::MAX_SEAT).map(|seat| Contact::seat_id(grid, seat)).collect();
        let seats: Vec<&str> = seats.iter().map(String::as_str).collect();
        Ok(self.contacts(county, subject, &seats).await?.into_iter().map(duty).collect())
    }

    /// The duty names of the first leaders of grids, by the grid's code, as far as the register has them.
    ///
    /// # Errors
    /// [`Unread`] where the register is away.
    pub async fn first_leaders(&self, county: &AreaCode, grids: &[&str]) -> Result<BTreeMap<String, String>, Unread> {
        let seats: Vec<String> = grids.iter().map(|grid| Contact::seat_id(grid, 1)).collect();
        let asked: Vec<&str> = seats.iter().map(String::as_str).collect();
        let contacts = self.contacts(county, ContactSubject::GridLeader, &asked).await?;
        let by_seat: BTreeMap<String, String> =
            contacts.into_iter().map(|contact| (contact.subject_id, contact.name)).collect();
        let leads = |(grid, seat): (&&str, &String)| Some(((*grid).to_owned(), by_seat.get(seat)?.clone()));
        Ok(grids.iter().zip(&seats).filter_map(leads).filter(|(_, name)| !name.is_empty()).collect())
    }

    /// Duty name and phone of a station.
    ///
    /// # Errors
    /// [`Unread`] where the register is away.
    pub async fn station_duty(&self, county: &AreaCode, station: &str) -> Result<Option<Duty>, Unread> {
        Ok(self.contacts(county, ContactSubject::Station, &[station]).await?.into_iter().next().map(duty))
    }

    async fn contacts(&self, county: &AreaCode, subject: ContactSubject, ids: &[&str]) -> Result<Vec<Contact>, Unread> {
        let Some(store) = &self.store else { return Ok(Vec::new()) };
        match tokio::time::timeout(PATIENCE, store.contacts(county, subject, ids)).await {
            Ok(Ok(contacts)) => Ok(contacts),
            Ok(Err(error)) => {
                tracing::warn!(%error, "contacts could not be read");
                Err(Unread)
            }
            Err(_) => {
                tracing::warn!("contacts could not be read within {PATIENCE:?}");
                Err(Unread)
            }
        }
    }
}

/// What marks an answer that may say that L8 is pending: it is another one when the job is done.
fn pending(served: Option<&Arc<Served>>) -> &'static str {
    if served.is_some_and(|served| served.capacity.answer().done().is_some()) { "" } else { "-pending" }
}

fn duty(contact: Contact) -> Duty {
    let stated = |text: String| Some(text).filter(|text| !text.is_empty());
    Duty { name: stated(contact.name), phone: stated(contact.phone) }
}

/// The role, and a digest of the areas it is limited to.
fn audience_tag(audience: &Audience) -> String {
    let (role, whole) = (audience.role(), audience.to_string());
    if whole == role {
        return role.to_owned();
    }
    format!("{role}-{}", hex(&Sha256::digest(&whole)[..4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn audiences_with_different_areas_have_different_tags() {
        let tag = |text| audience_tag(&Audience::parse(text).unwrap());
        let tags = ["public", "worker", "worker:990101001", "worker:990101002", "admin:990101001"].map(tag);
        assert_eq!(tags.iter().collect::<std::collections::BTreeSet<_>>().len(), tags.len(), "{tags:?}");
    }
}
