use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// Counts open connections, in all and per address.
#[derive(Clone)]
pub(super) struct Slots {
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    total: usize,
    per_address: usize,
}

/// One open connection; dropping it frees its place.
pub(super) struct Slot {
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    address: IpAddr,
}

impl Slots {
    pub(super) fn new(total: usize, per_address: usize) -> Self {
        Self { open: Arc::default(), total, per_address }
    }

    /// A place for one more connection of an address; `None` where a cap is reached.
    pub(super) fn take(&self, address: IpAddr) -> Option<Slot> {
        let address = network(address);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = open.values().sum();
        let own = open.get(&address).copied().unwrap_or_default();
        if all >= self.total || own >= self.per_address {
            return None;
        }
        open.insert(address, own + 1);
        metrics::gauge!("yuntu_connections").set((all + 1) as f64);
        Some(Slot { open: Arc::clone(&self.open), address })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        match open.get_mut(&self.address) {
            Some(own) if *own > 1 => *own -= 1,
            _ => {
                open.remove(&self.address);
            }
        }
        metrics::gauge!("yuntu_connections").set(open.values().sum::<usize>() as f64);
    }
}

/// One subscriber has a whole /64 of IPv6: it counts as one address.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caps_hold_in_all_and_per_address_and_places_come_back() {
        let slots = Slots::new(3, 2);
        let [a, b] = ["10.0.0.1", "10.0.0.2"].map(|text| text.parse::<IpAddr>().unwrap());
        let first = slots.take(a).unwrap();
        let _second = slots.take(a).unwrap();
        assert!(slots.take(a).is_none(), "a third of one address");
        let _third = slots.take(b).unwrap();
        assert!(slots.take(b).is_none(), "a fourth in all");
        drop(first);
        assert!(slots.take(b).is_some());
    }

    #[test]
    fn a_subscriber_of_ipv6_is_one_address() {
        let slots = Slots::new(9, 1);
        let _first = slots.take("2001:db8:1:2::1".parse().unwrap()).unwrap();
        assert!(slots.take("2001:db8:1:2:ffff::9".parse().unwrap()).is_none());
        assert!(slots.take("2001:db8:1:3::1".parse().unwrap()).is_some());
        assert!(slots.take("::1".parse().unwrap()).is_some());
    }
}
