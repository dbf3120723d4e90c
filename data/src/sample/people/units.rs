//! Enterprises, social organisations, institutions and agencies, in the buildings where people work.

use spatial::places::{BuildingKind, UnitKind};

use super::buildings::House;
use super::words;
use crate::sample::chance::Dice;
use crate::sample::ground::Spot;
use crate::sample::town::Town;

/// Staff is lognormal with mean 12.9: half of the units have fewer than 12.9 · exp(−σ²/2) people.
const STAFF_SIGMA: f64 = 1.6;
const STAFF_MEDIAN: f64 = 3.587;

/// A row of the units' list.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Unit {
    pub(in crate::sample) community: usize,
    pub(in crate::sample) name: String,
    pub(in crate::sample) kind: UnitKind,
    pub(in crate::sample) building: Option<usize>,
    pub(in crate::sample) staff: Option<u32>,
    pub(in crate::sample) operating: bool,
    /// Coordinates; a unit without them has no building either.
    pub(in crate::sample) spot: Option<Spot>,
}

/// Everybody who employs.
pub(in crate::sample) fn found(town: &Town, houses: &[House], seed: u64) -> Vec<Unit> {
    let mut dice = Dice::new(seed, "units");
    let places: Vec<usize> = (0..houses.len()).filter(|house| room(houses[*house].kind) > 0.0).collect();
    let mut rooms: Vec<f64> = Vec::with_capacity(places.len());
    let mut sum = 0.0;
    for &place in &places {
        sum += room(houses[place].kind) * f64::from(houses[place].floors).sqrt();
        rooms.push(sum);
    }
    (0..town.scale.units)
        .map(|_| {
            let want = dice.unit() * sum;
            let index = rooms.partition_point(|room| *room < want).min(places.len().saturating_sub(1));
            let place = places.get(index).copied().unwrap_or(0);
            unit(town, houses, place, &mut dice)
        })
        .collect()
}

fn unit(town: &Town, houses: &[House], place: usize, dice: &mut Dice) -> Unit {
    let house = &houses[place];
    let kind = match (house.kind, dice.unit()) {
        (BuildingKind::Public, share) if share < 0.45 => UnitKind::PublicInstitution,
        (BuildingKind::Public, share) if share < 0.6 => UnitKind::Agency,
        (_, share) if share < 0.09 => UnitKind::SocialOrganisation,
        (_, share) if share < 0.12 => UnitKind::StateEnterprise,
        _ => UnitKind::PrivateEnterprise,
    };
    let name = match kind {
        UnitKind::SocialOrganisation => words::social(dice),
        UnitKind::PublicInstitution => format!("云河区{}服务中心", words::person(dice)),
        UnitKind::Agency => format!("云河区{}管理所", town.areas[town.grids[house.grid].community].name),
        _ => words::enterprise(dice),
    };
    let at = house.plan.point(dice.between(-0.8, 0.8), dice.between(-0.8, 0.8));
    let placed = !dice.chance(0.015);
    Unit {
        community: town.grids[house.grid].community,
        name,
        kind,
        building: Some(place).filter(|_| placed),
        staff: Some(dice.lognormal(STAFF_MEDIAN, STAFF_SIGMA).clamp(1.0, 6_000.0).round() as u32)
            .filter(|_| !dice.chance(0.02)),
        operating: !dice.chance(0.06),
        spot: Some(Spot::near(at)).filter(|_| placed),
    }
}

fn room(kind: BuildingKind) -> f64 {
    match kind {
        BuildingKind::Office => 2.2,
        BuildingKind::Shop => 1.3,
        BuildingKind::Industrial => 1.0,
        BuildingKind::Public => 0.6,
        _ => 0.0,
    }
}
