//! The district's figures beside those it was asked for: every ratio within a stated tolerance.

use std::collections::BTreeMap;

use spatial::places::{
    AreaKind, BuildingKind, GridKind, MemberKind, OrganisationKind, StationKind, Tenure, VisitClass,
};

use super::chance::Dice;
use super::people::life;
use super::register::Register;
use super::scale::Scale;
use super::service::{has_a_leader, leaderless, leaders, micro_grids};
use super::town::{GridPlace, Town};
use super::truth::place::Grids;
use super::truth::{clear, walk};
use super::{SampleSize, service};

/// Figures as they come, with those that are too far off.
#[derive(Default)]
struct Figures {
    lines: Vec<String>,
    off: Vec<String>,
}

impl Figures {
    /// `got` within `percent` of `wanted`.
    fn near(&mut self, what: &str, wanted: f64, got: f64, percent: f64) {
        self.within(what, wanted * (1.0 - percent / 100.0)..=wanted * (1.0 + percent / 100.0), got);
    }

    fn exact(&mut self, what: &str, wanted: usize, got: usize) {
        self.within(what, wanted as f64..=wanted as f64, got as f64);
    }

    fn within(&mut self, what: &str, wanted: std::ops::RangeInclusive<f64>, got: f64) {
        let line = format!("{what:<44} {:>12.4} – {:>12.4} {got:>12.4}", wanted.start(), wanted.end());
        if !wanted.contains(&got) {
            self.off.push(line.clone());
        }
        self.lines.push(line);
    }
}

/// The register as it is before anybody moves a household for the truth's sake.
fn register(size: SampleSize) -> Register {
    Register::new(Town::new(Scale::of(size), 1), 1, &mut |_| {})
}

/// `cargo nextest run --release -p data the_district_has --no-capture` prints the table.
#[test]
fn the_district_has_the_figures_it_was_asked_for() {
    let mut register = register(SampleSize::District);
    let mut figures = Figures::default();
    places(&register, &mut figures);
    buildings(&register, &mut figures);
    households(&register, &mut figures);
    members(&register, &mut figures);
    bodies(&register, &mut figures);
    served(&register, &mut figures);
    dirt(&register, &mut figures);
    let grids = Grids::new(&register);
    let mut network = walk::Network::new(&register);
    clear::clear(&mut register, &grids, &mut network, 1);
    reached(&register, &network, &mut figures);
    println!("{}", figures.lines.join("\n"));
    assert!(figures.off.is_empty(), "what, least, most, got:\n{}", figures.off.join("\n"));
}

fn places(register: &Register, figures: &mut Figures) {
    let town = &register.town;
    for (kind, wanted) in
        [(AreaKind::Street, 9), (AreaKind::Town, 3), (AreaKind::Community, 104), (AreaKind::Village, 16)]
    {
        figures.exact(kind.as_str(), wanted, town.areas.iter().filter(|area| area.kind == kind).count());
    }
    for (kind, wanted) in [(GridKind::Residential, 900), (GridKind::Rural, 40), (GridKind::Dedicated, 60)] {
        figures.exact(kind.as_str(), wanted, town.grids.iter().filter(|grid| grid.kind == kind).count());
    }
    figures.near("micro-grids", 9_000.0, micro_grids(register).len() as f64, 5.0);
    for (what, rural, wanted) in
        [("urban grids of 0.02–1.2 km²", false, 0.02..=1.2), ("rural ones of 2–15 km²", true, 2.0..=15.0)]
    {
        let grids: Vec<_> = town.grids.iter().filter(|grid| (grid.kind == GridKind::Rural) == rural).collect();
        let km2 = |grid: &GridPlace| grid.blocks.iter().map(|block| town.blocks[*block].area_m2).sum::<f64>() / 1e6;
        let fit = grids.iter().filter(|grid| wanted.contains(&km2(grid))).count();
        // In the densest quarter a block of towers is a grid.
        figures.within(what, 0.95..=1.0, fit as f64 / grids.len() as f64);
    }
    figures.exact("waters: a river and two lakes", 3, register.water.len());
}

fn buildings(register: &Register, figures: &mut Figures) {
    let kinds = [
        (BuildingKind::Tower, 1_400.0, 120.0),
        (BuildingKind::MidRise, 3_500.0, 48.0),
        (BuildingKind::Dormitory, 400.0, 100.0),
        (BuildingKind::Low, 20_000.0, 1.2),
    ];
    let mut all = 0;
    for (kind, wanted, each) in kinds {
        let of_kind = || register.houses.iter().filter(move |house| house.kind == kind);
        let homes: usize = of_kind().map(|house| house.homes).sum();
        figures.near(kind.as_str(), wanted, of_kind().count() as f64, 4.0);
        // A rest too small for a building of its own moves into those that stand.
        figures.near("  households of one", each, homes as f64 / of_kind().count() as f64, 6.0);
        all += of_kind().count();
    }
    figures.near("residential buildings", 25_300.0, all as f64, 3.0);
    figures.near("other buildings", 8_000.0, (register.houses.len() - all) as f64, 8.0);
}

fn households(register: &Register, figures: &mut Figures) {
    let homes: Vec<_> = register.homes.iter().filter(|home| home.original.is_none()).collect();
    figures.exact("households", 400_000, homes.len());
    let mut by_grid = vec![0.0; register.town.grids.len()];
    for home in &homes {
        by_grid[home.grid] += 1.0;
    }
    by_grid.sort_by(f64::total_cmp);
    figures.near("households of a grid, median", 391.0, by_grid[by_grid.len() / 2], 2.0);
    let logarithms: Vec<f64> = by_grid.iter().map(|count| count.ln()).collect();
    figures.near("  σ of the logarithm", 0.22, variance(&logarithms).sqrt(), 6.0);
    let outside = by_grid.iter().filter(|count| !(300.0..=500.0).contains(*count)).count();
    figures.near("  share outside 300–500", 0.25, outside as f64 / by_grid.len() as f64, 10.0);
    figures.exact("  planted over 900", 3, by_grid.iter().filter(|count| **count > 900.0).count());
    let lived_in: Vec<f64> =
        homes.iter().filter_map(|home| home.persons.filter(|count| *count > 0)).map(f64::from).collect();
    figures.near("persons of a household", 2.62, mean(&lived_in), 1.0);
    let known = homes.iter().filter(|home| home.tenure.is_some()).count() as f64;
    for (tenure, wanted) in [(Tenure::Owner, 0.66), (Tenure::Tenant, 0.26), (Tenure::Vacant, 0.08)] {
        let count = homes.iter().filter(|home| home.tenure == Some(tenure)).count();
        figures.near(tenure.as_str(), wanted, count as f64 / known, 4.0);
    }
    figures.near("tenure blank", 0.05, 1.0 - known / homes.len() as f64, 8.0);
    visits(register, figures);
}

fn visits(register: &Register, figures: &mut Figures) {
    let mut dice = Dice::new(1, "visits");
    let visits: usize = register.homes.iter().map(|home| life::visits(home, &mut dice).len()).sum();
    figures.near("visits of a year", 1.0e6, visits as f64 / 2.0, 8.0);
    let lived_in = register.homes.iter().filter(|home| home.tenure != Some(Tenure::Vacant));
    let (mut all, mut never, mut late) = (0.0, 0.0, 0.0);
    for home in lived_in.filter(|home| home.original.is_none()) {
        let window = if home.class == Some(VisitClass::MoreOften) { 31 } else { 183 };
        all += 1.0;
        never += f64::from(u8::from(home.visited.is_none()));
        late += f64::from(u8::from(home.visited.is_some_and(|days| days > window)));
    }
    figures.near("never visited", 0.04, never / all, 5.0);
    figures.near("overdue", 0.12, late / all, 6.0);
    let requests: Vec<_> = life::requests(&register.homes, register.town.scale.requests, 1).collect();
    figures.near("requests of a year", 60_000.0, requests.len() as f64 / 2.0, 0.0);
    for (urgency, wanted) in [("critical", 0.03), ("urgent", 0.12), ("ordinary", 0.7), ("low", 0.15)] {
        let count = requests.iter().filter(|request| request.urgency == urgency).count();
        figures.near(urgency, wanted, count as f64 / requests.len() as f64, 5.0);
    }
}

fn members(register: &Register, figures: &mut Figures) {
    let members = &register.members;
    figures.exact("members", 50_000, members.len());
    let share = |of: &dyn Fn(&super::people::members::Member) -> bool| {
        members.iter().filter(|member| of(member)).count() as f64 / members.len() as f64
    };
    for (ages, wanted) in [(0..31, 0.125), (31..41, 0.223), (41..51, 0.186), (51..61, 0.185), (61..200, 0.281)] {
        let what = format!("aged {} to {}", ages.start, ages.end - 1);
        figures.near(
            &what,
            wanted,
            share(&|member| member.birth_year.is_some_and(|year| ages.contains(&(2026 - year)))),
            4.0,
        );
    }
    figures.near("women", 0.304, share(&|member| member.woman), 2.0);
    figures.near("full members", 0.976, share(&|member| member.kind == Some(MemberKind::Full)), 0.5);
    let active = share(&|member| member.active);
    let eligible = share(&|member| member.active && member.eligible == Some(true));
    figures.near("eligible, of the active", 0.6, eligible / active, 2.0);
    let mut by_grid = vec![0.0; register.town.grids.len()];
    for home in members.iter().filter_map(|member| member.home) {
        by_grid[register.homes[home].grid] += 1.0;
    }
    let (mean, variance) = (mean(&by_grid), variance(&by_grid));
    figures.near("members of a grid, r", 1.5, mean * mean / (variance - mean), 5.0);
    figures.within("  grids with none", 10.0..=15.0, by_grid.iter().filter(|count| **count == 0.0).count() as f64);
}

fn bodies(register: &Register, figures: &mut Figures) {
    for (kind, wanted) in
        [(OrganisationKind::Committee, 150), (OrganisationKind::GeneralBranch, 164), (OrganisationKind::Branch, 2_295)]
    {
        figures.exact(kind.as_str(), wanted, register.organisations.iter().filter(|body| body.kind == kind).count());
    }
    figures.exact("units", 24_700, register.units.len());
    let staff: Vec<f64> = register.units.iter().filter_map(|unit| unit.staff).map(f64::from).collect();
    figures.near("staff of a unit, mean", 12.9, mean(&staff), 8.0);
    let mut full: BTreeMap<usize, usize> = BTreeMap::new();
    for member in register.members.iter().filter(|member| member.active && member.kind == Some(MemberKind::Full)) {
        member.unit.into_iter().for_each(|unit| *full.entry(unit).or_default() += 1);
    }
    let due: Vec<usize> = full.into_iter().filter(|(_, count)| *count >= 3).map(|(unit, _)| unit).collect();
    let lacks = |unit: &&usize| !register.organisations.iter().any(|body| body.units.contains(unit));
    figures.near("units due that lack one", 0.03, due.iter().filter(lacks).count() as f64 / due.len() as f64, 5.0);
    let (of_grids, of_communities) = (300, 120 - 5);
    let wanted = [
        (StationKind::District, 1),
        (StationKind::Street, 12),
        (StationKind::Community, of_communities),
        (StationKind::Grid, of_grids),
    ];
    for (kind, wanted) in wanted {
        figures.exact(kind.as_str(), wanted, register.stations.iter().filter(|station| station.kind == kind).count());
    }
}

fn served(register: &Register, figures: &mut Figures) {
    figures.exact("grids without a leader", 20, leaderless(register, 1).len());
    let led = leaders(register, 1);
    let residential = register.houses.iter().filter(|house| has_a_leader(house.kind)).count();
    figures.near("building leaders", 0.85, led.iter().flatten().count() as f64 / residential as f64, 3.0);
    let mut members: Vec<usize> = register.links.iter().map(|link| link.member).collect();
    let stale = members.iter().filter(|member| !register.members[**member].active).count();
    figures.near("stale links", 0.08, stale as f64 / members.len() as f64, 10.0);
    let mut homes: Vec<usize> = register.links.iter().map(|link| link.home).collect();
    homes.sort_unstable();
    homes.dedup();
    figures.near("linked households", 0.75, homes.len() as f64 / 400_000.0, 4.0);
    members.sort_unstable();
    let most = members.chunk_by(|a, b| a == b).map(<[usize]>::len).max();
    figures.within("links of a member", 0.0..=10.0, most.unwrap_or(0) as f64);
}

fn dirt(register: &Register, figures: &mut Figures) {
    let planted = &register.planted;
    for (what, wanted, got) in [
        ("outside every grid", 6_000, planted.outside.len()),
        ("on a border", 2_000, planted.on_border.len()),
        ("without coordinates", 12_000, planted.without_coordinates.len()),
        ("drawn in GCJ-02", 3_200, planted.shifted.len()),
        ("second records", 8_000, planted.duplicates.len()),
    ] {
        figures.exact(what, wanted, got);
    }
    let flaws = &register.mosaic.flaws;
    for (what, wanted, got) in [
        ("slivers", 12, &flaws.slivers),
        ("overlaps", 3, &flaws.overlaps),
        ("holes", 1, &flaws.holes),
        ("grids across communities", 2, &flaws.strays),
        ("bad codes", 4, &flaws.bad_codes),
        ("buildings cut", 5, &register.cut),
    ] {
        figures.exact(what, wanted, got.len());
    }
}

/// S1's share, once the stations stand where they stand.
fn reached(register: &Register, network: &walk::Network, figures: &mut Figures) {
    let grids = Grids::new(register);
    let truth = super::truth::Truth::of(register, &grids, network);
    let lived_in = register.homes.iter().filter(|home| home.tenure != Some(Tenure::Vacant) && home.original.is_none());
    let far = truth.s1.iter().filter(|verdict| **verdict == super::truth::Verdict::Gap).count();
    figures.within("households beyond S1", 0.06..=0.09, far as f64 / lived_in.count() as f64);
    let service = service::Service::new(register, &truth, 1);
    figures.near("hub households of a grid", 3.0, service.hubs.len() as f64 / register.town.grids.len() as f64, 8.0);
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn variance(numbers: &[f64]) -> f64 {
    let mean = mean(numbers);
    numbers.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / numbers.len() as f64
}
