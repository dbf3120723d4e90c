//! The market of L8: homes and members by place, and how it is served as well as can be, by one path after another.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use crate::sample::ground::{Metres, distance};
use crate::sample::people::links::CAP;
use crate::sample::register::Register;
use crate::sample::service::micro_grids;

/// People of one kind at one place: where, in which micro-grid, and how many households or free places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    at: Metres,
    micro_grid: Option<usize>,
    pub(super) count: usize,
}

/// Homes and members by place, and which of them are near each other.
pub(super) struct Market {
    homes: Vec<Place>,
    pub(super) members: Vec<Place>,
    /// The home of each household that is in the market.
    pub(super) home_of: BTreeMap<usize, usize>,
    near: Vec<Vec<usize>>,
}

/// How a market is served as well as can be.
pub(super) struct Best {
    pub(super) served: usize,
    /// Homes of which some best assignment leaves a household waiting.
    pub(super) short: BTreeSet<usize>,
}

/// Members who may be linked and live somewhere.
pub(super) fn helpers<'a>(
    register: &'a Register,
    homes_at: &'a [Option<Metres>],
) -> impl Iterator<Item = (usize, usize, Metres)> + 'a {
    let members = register.members.iter().enumerate();
    let may = members.filter(|(_, member)| member.active && member.eligible == Some(true));
    may.filter_map(|(index, member)| Some((index, member.home?, homes_at[member.home?]?)))
}

impl Market {
    /// Those households and the members, who keep the links they have or, `kept` being false, have none yet.
    pub(super) fn new(
        register: &Register,
        homes_at: &[Option<Metres>],
        households: &[usize],
        kept: bool,
        reach_m: f64,
    ) -> Self {
        let mut group_of = vec![None; register.houses.len()];
        for (index, group) in micro_grids(register).iter().enumerate() {
            group.buildings.iter().for_each(|building| group_of[*building] = Some(index));
        }
        let group = |home: usize| register.homes[home].building.and_then(|building| group_of[building]);
        let mut links = vec![0_usize; register.members.len()];
        register.links.iter().filter(|_| kept).for_each(|link| links[link.member] += 1);
        let mut homes = Places::default();
        let home_of = households
            .iter()
            .filter_map(|household| Some((*household, homes.add(homes_at[*household]?, group(*household), 1))))
            .collect();
        let mut members = Places::default();
        for (member, home, at) in helpers(register, homes_at) {
            members.add(at, group(home), CAP.saturating_sub(links[member]));
        }
        let (homes, mut members) = (homes.all, members.all);
        members.retain(|place| place.count > 0);
        let near = |home: &Place| {
            let is_near = |member: &Place| {
                let same = home.micro_grid.is_some() && home.micro_grid == member.micro_grid;
                same || distance(home.at, member.at) <= reach_m
            };
            (0..members.len()).filter(|member| is_near(&members[*member])).collect()
        };
        let near = homes.iter().map(near).collect();
        Self { homes, members, home_of, near }
    }

    /// Serves home after home, along paths that hand households on from member to member where that makes room.
    pub(super) fn best(&self) -> Best {
        let mut room: Vec<usize> = self.members.iter().map(|place| place.count).collect();
        let mut waiting: Vec<usize> = self.homes.iter().map(|place| place.count).collect();
        // By member: how many households of which home it serves.
        let mut serves: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); room.len()];
        for (home, waiting) in waiting.iter_mut().enumerate() {
            for &member in &self.near[home] {
                let taken = room[member].min(*waiting);
                if taken > 0 {
                    *serves[member].entry(home).or_default() += taken;
                    (*waiting, room[member]) = (*waiting - taken, room[member] - taken);
                }
            }
        }
        // Who once had no way to a free place has none after others found theirs.
        let mut lost = vec![false; room.len()];
        for (home, waiting) in waiting.iter_mut().enumerate() {
            while *waiting > 0 && self.hand_on(home, &mut room, &mut serves, &mut lost) {
                *waiting -= 1;
            }
        }
        let all: usize = self.homes.iter().map(|place| place.count).sum();
        Best { served: all - waiting.iter().sum::<usize>(), short: self.short(&waiting, &serves) }
    }

    /// Finds one free place for a household of `home`, by the shortest path; false where there is none.
    fn hand_on(
        &self,
        home: usize,
        room: &mut [usize],
        serves: &mut [BTreeMap<usize, usize>],
        lost: &mut [bool],
    ) -> bool {
        // By member, the home that came to it; by home, the member that would give it up.
        let mut came: HashMap<usize, usize> = HashMap::new();
        let mut given: HashMap<usize, usize> = HashMap::new();
        let mut queue = VecDeque::from([home]);
        while let Some(asking) = queue.pop_front() {
            for &member in &self.near[asking] {
                if lost[member] || came.contains_key(&member) {
                    continue;
                }
                came.insert(member, asking);
                if room[member] > 0 {
                    room[member] -= 1;
                    let mut taker = member;
                    loop {
                        let asking = came[&taker];
                        *serves[taker].entry(asking).or_default() += 1;
                        let Some(&other) = given.get(&asking) else { return true };
                        take(&mut serves[other], asking);
                        taker = other;
                    }
                }
                for &other in serves[member].keys() {
                    if other != home && !given.contains_key(&other) {
                        given.insert(other, member);
                        queue.push_back(other);
                    }
                }
            }
        }
        for member in came.into_keys() {
            lost[member] = true;
        }
        false
    }

    /// The homes that wait, and those that members near a short home serve instead.
    fn short(&self, waiting: &[usize], serves: &[BTreeMap<usize, usize>]) -> BTreeSet<usize> {
        let mut short: BTreeSet<usize> = (0..waiting.len()).filter(|home| waiting[*home] > 0).collect();
        let mut queue: Vec<usize> = short.iter().copied().collect();
        let mut seen = vec![false; serves.len()];
        while let Some(home) = queue.pop() {
            for &member in &self.near[home] {
                if !std::mem::replace(&mut seen[member], true) {
                    queue.extend(serves[member].keys().filter(|home| short.insert(**home)));
                }
            }
        }
        short
    }
}

fn take(serves: &mut BTreeMap<usize, usize>, home: usize) {
    if let Some(count) = serves.get_mut(&home) {
        *count -= 1;
        if *count == 0 {
            serves.remove(&home);
        }
    }
}

/// Places being gathered.
#[derive(Default)]
struct Places {
    all: Vec<Place>,
    known: HashMap<([u64; 2], Option<usize>), usize>,
}

impl Places {
    fn add(&mut self, at: Metres, micro_grid: Option<usize>, count: usize) -> usize {
        let all = &mut self.all;
        let index = *self.known.entry((at.map(f64::to_bits), micro_grid)).or_insert_with(|| {
            all.push(Place { at, micro_grid, count: 0 });
            all.len() - 1
        });
        self.all[index].count += count;
        index
    }
}
