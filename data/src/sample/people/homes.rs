//! Households: one per dwelling, at the entrance it is reached by.

use spatial::places::{BuildingKind, Tenure, VisitClass};

use super::buildings::House;
use crate::sample::chance::Dice;
use crate::sample::ground::Spot;
use crate::sample::town::Town;

/// A row of the households' list.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Home {
    pub(in crate::sample) building: Option<usize>,
    pub(in crate::sample) door: String,
    /// Its own coordinates as the file states them.
    pub(in crate::sample) spot: Option<Spot>,
    /// Whether its list is one of those drawn in GCJ-02.
    pub(in crate::sample) shifted: bool,
    /// An index of the areas: the community in whose list it stands.
    pub(in crate::sample) community: usize,
    /// The grid it was built in.
    pub(in crate::sample) grid: usize,
    pub(in crate::sample) persons: Option<u8>,
    pub(in crate::sample) tenure: Option<Tenure>,
    pub(in crate::sample) class: Option<VisitClass>,
    /// Days since the last visit.
    pub(in crate::sample) visited: Option<u16>,
    /// An index of the sources.
    pub(in crate::sample) source: usize,
    /// The row of which this is a second record.
    pub(in crate::sample) original: Option<usize>,
}

/// Where a list comes from.
pub(in crate::sample) const SOURCES: &[&str] = &["社区台账", "网格员采集", "物业台账", "公安人口库", "电子地图采集"];
/// The source whose lists may be drawn in GCJ-02.
pub(in crate::sample) const MAP_SOURCE: usize = 4;

/// Everybody's home, in the order of the buildings.
pub(in crate::sample) fn settle(town: &Town, houses: &[House], seed: u64) -> Vec<Home> {
    let mut dice = Dice::new(seed, "homes");
    let habits: Vec<Habits> = town.grids.iter().map(|_| Habits::draw(&mut dice)).collect();
    let mut homes = Vec::new();
    for (index, house) in houses.iter().enumerate() {
        let spots = entrances(house);
        for nth in 0..house.homes {
            let spot = spots[nth * spots.len() / house.homes];
            homes.push(home(town, house, index, nth, spot, &habits[house.grid], &mut dice));
        }
    }
    homes
}

/// What the people who keep a grid's list are like.
struct Habits {
    overdue: f64,
    blank_tenure: f64,
}

impl Habits {
    fn draw(dice: &mut Dice) -> Self {
        let overdue = if dice.chance(0.11) { dice.between(0.3, 0.6) } else { dice.between(0.02, 0.15) };
        let blank_tenure = if dice.chance(0.02) { dice.between(0.3, 0.55) } else { 0.043 };
        Self { overdue, blank_tenure }
    }
}

/// The entrances of a building along its length; a house has one.
pub(in crate::sample) fn entrances(house: &House) -> Vec<Spot> {
    let count = match house.kind {
        BuildingKind::Tower => 2,
        BuildingKind::MidRise | BuildingKind::Dormitory => 3,
        _ => 1,
    };
    (0..count).map(|nth| Spot::near(house.plan.point(f64::from(2 * nth + 1) / f64::from(count) - 1.0, -0.6))).collect()
}

fn home(town: &Town, house: &House, building: usize, nth: usize, spot: Spot, habits: &Habits, dice: &mut Dice) -> Home {
    let tenure = if dice.chance(habits.blank_tenure) {
        None
    } else {
        Some([Tenure::Owner, Tenure::Tenant, Tenure::Vacant][dice.weighted(&tenures(house.kind))])
    };
    let vacant = tenure == Some(Tenure::Vacant);
    let class = match dice.unit() {
        share if share < 0.03 => None,
        share if share < 0.08 => Some(VisitClass::MoreOften),
        _ => Some(VisitClass::Ordinary),
    };
    let persons = 1 + dice.weighted(&[0.243, 0.268, 0.246, 0.142, 0.071, 0.03]) as u8;
    Home {
        building: Some(building),
        door: door(house, nth),
        spot: Some(spot),
        shifted: false,
        community: town.grids[house.grid].community,
        grid: house.grid,
        persons: if vacant { Some(0) } else { Some(persons).filter(|_| !dice.chance(0.01)) },
        tenure,
        class,
        visited: if vacant { None } else { visited(class, habits.overdue, dice) },
        source: [0, 1, 2, 3][dice.weighted(&[0.45, 0.3, 0.15, 0.1])],
        original: None,
    }
}

fn tenures(kind: BuildingKind) -> [f64; 3] {
    match kind {
        BuildingKind::Dormitory => [0.04, 0.86, 0.1],
        BuildingKind::Low => [0.83, 0.1, 0.07],
        _ => [0.72, 0.2, 0.08],
    }
}

/// The door, unique in its building: entrance, floor and number.
fn door(house: &House, nth: usize) -> String {
    let floors = usize::from(house.floors).max(1);
    let per_floor = house.homes.div_ceil(floors).max(1);
    match house.kind {
        BuildingKind::Low => format!("{}", nth + 1),
        BuildingKind::Dormitory | BuildingKind::Tower => format!("{}{:02}", nth / per_floor + 1, nth % per_floor + 1),
        _ => {
            let (floor, number) = (nth / per_floor, nth % per_floor);
            format!("{}-{}{:02}", number / 2 + 1, floor + 1, number % 2 + 1)
        }
    }
}

/// Days since the last visit: 4 % never, the overdue by the grid's habits, the rest in time. No age is within a day of a
/// window's end (31 and 183 days) or of its last fifth (24.8 and 146.4), so that nothing hangs on how a day is counted.
fn visited(class: Option<VisitClass>, overdue: f64, dice: &mut Dice) -> Option<u16> {
    if dice.chance(0.04) {
        return None;
    }
    let late = dice.chance(overdue);
    let age = match (class, late) {
        (Some(VisitClass::MoreOften), false) => dice.between(1.0, 30.0),
        (Some(VisitClass::MoreOften), true) => dice.between(33.0, 300.0),
        (_, false) => dice.between(1.0, 182.0),
        (_, true) => dice.between(185.0, 640.0),
    } as u16;
    let near = match class {
        Some(VisitClass::MoreOften) => matches!(age, 24..=26 | 30..=32),
        _ => matches!(age, 30..=32 | 145..=148 | 182..=184),
    };
    Some(if near { age - 5 } else { age })
}
