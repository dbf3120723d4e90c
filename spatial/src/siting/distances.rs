//! How far every client is from every site.

use super::Catchments;

/// What the costs of all clients may add up to: leaves room for the fractions that prices are reckoned in.
const LARGEST_TOTAL: u128 = 1 << 60;

/// A table of distances from every client to every site in a unit of the caller's, with the clients' weights.
///
/// A pair that no way connects takes whatever distance the caller gives it: a large one, so that a choice of sites reaches as
/// many as it can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distances {
    sites: usize,
    /// Site by site, all clients.
    table: Vec<u32>,
    weights: Vec<u32>,
}

/// A table that cannot be reckoned with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDistances {
    /// The table's size is not the product of the others.
    #[error("{sites} sites × {clients} clients need {} distances, {given} were given", sites * clients)]
    Size {
        /// Sites stated.
        sites: usize,
        /// Clients with a weight.
        clients: usize,
        /// Distances in the table.
        given: usize,
    },
    /// Weight × distance, added up, does not fit.
    #[error("weight × largest distance adds up to {0}, more than 2⁶⁰: give distances in a coarser unit")]
    TooLarge(u128),
}

impl Distances {
    /// A table that holds, for each site, its distance to every client; and each client's weight.
    ///
    /// # Errors
    /// [`BadDistances`] where the table is not complete, or so large that a sum of costs might not fit 64 bits.
    pub fn new(sites: usize, table: Vec<u32>, weights: Vec<u32>) -> Result<Self, BadDistances> {
        let clients = weights.len();
        if sites.checked_mul(clients) != Some(table.len()) {
            return Err(BadDistances::Size { sites, clients, given: table.len() });
        }
        let distances = Self { sites, table, weights };
        let total = (0..clients).map(|client| u128::from(distances.worst(client))).sum();
        if total > LARGEST_TOTAL { Err(BadDistances::TooLarge(total)) } else { Ok(distances) }
    }

    /// How many sites there are to choose from.
    pub fn sites(&self) -> usize {
        self.sites
    }

    /// How many clients.
    pub fn clients(&self) -> usize {
        self.weights.len()
    }

    /// Each client's weight.
    pub fn weights(&self) -> &[u32] {
        &self.weights
    }

    /// From a site to every client.
    ///
    /// # Panics
    /// When there is no such site.
    pub fn from(&self, site: u32) -> &[u32] {
        let start = site as usize * self.clients();
        &self.table[start..start + self.clients()]
    }

    /// Whom each site reaches within a distance, inclusive.
    pub fn within(&self, reach: u32) -> Catchments {
        let mut catchments = Catchments::empty(self.clients());
        for site in 0..self.sites as u32 {
            let near = self.from(site).iter().enumerate().filter(|(_, far)| **far <= reach);
            catchments.push(near.map(|(client, _)| client as u32));
        }
        catchments
    }

    /// Every distance that occurs, ascending, each once.
    pub(super) fn radii(&self) -> Vec<u32> {
        let mut radii = self.table.clone();
        radii.sort_unstable();
        radii.dedup();
        radii
    }

    /// Weight × distance of every client, served from a site.
    pub(super) fn costs(&self, site: u32) -> impl Iterator<Item = i64> {
        self.weights.iter().zip(self.from(site)).map(|(weight, far)| i64::from(*weight) * i64::from(*far))
    }

    /// The cost of a client served from its farthest site.
    pub(super) fn worst(&self, client: usize) -> u64 {
        let far = (0..self.sites).map(|site| self.table[site * self.clients() + client]).max().unwrap_or(0);
        u64::from(self.weights[client]) * u64::from(far)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_that_is_reached_exactly_is_within() {
        let distances = Distances::new(2, vec![0, 5, 9, 7, 5, 4], vec![1, 1, 1]).unwrap();
        assert_eq!(distances.within(5).iter().collect::<Vec<_>>(), [&[0, 1][..], &[1, 2]]);
        assert_eq!(distances.radii(), [0, 4, 5, 7, 9]);
    }

    #[test]
    fn a_table_that_is_not_complete_or_too_large_is_refused() {
        let size = BadDistances::Size { sites: 2, clients: 1, given: 1 };
        assert_eq!(Distances::new(2, vec![1], vec![1]), Err(size));
        let large = Distances::new(1, vec![u32::MAX], vec![u32::MAX]);
        assert!(matches!(large, Err(BadDistances::TooLarge(_))), "{large:?}");
    }
}
