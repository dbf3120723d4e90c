//! Party organisations: committees of streets and communities, general branches, branches of grids and of units.

use std::collections::{BTreeMap, BTreeSet};

use spatial::places::{AreaKind, MemberKind, OrganisationKind};

use super::members::Member;
use super::units::Unit;
use crate::sample::chance::Dice;
use crate::sample::ground::Spot;
use crate::sample::people::buildings::House;
use crate::sample::town::Town;

/// A row of the organisations' list.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Organisation {
    pub(in crate::sample) area: usize,
    pub(in crate::sample) name: String,
    pub(in crate::sample) kind: OrganisationKind,
    pub(in crate::sample) joint: bool,
    pub(in crate::sample) parent: Option<usize>,
    pub(in crate::sample) spot: Option<Spot>,
    pub(in crate::sample) grids: Vec<usize>,
    pub(in crate::sample) units: Vec<usize>,
}

/// Everything a town's party work stands on.
#[derive(Clone, Copy, Debug)]
pub(in crate::sample) struct Ground<'a> {
    pub(in crate::sample) town: &'a Town,
    pub(in crate::sample) houses: &'a [House],
    pub(in crate::sample) units: &'a [Unit],
}

/// Founds the organisations and gives every active member one.
pub(in crate::sample) fn organise(ground: Ground<'_>, members: &mut [Member], seed: u64) -> Vec<Organisation> {
    let mut founder = Founder {
        ground,
        dice: Dice::new(seed, "organisations"),
        all: Vec::new(),
        of_area: BTreeMap::new(),
        of_grid: BTreeMap::new(),
    };
    founder.committees();
    founder.grids();
    let due = founder.units(members);
    founder.rest(&due, members);
    let Founder { all, of_grid, .. } = founder;
    let of_unit: BTreeMap<usize, usize> =
        all.iter().enumerate().flat_map(|(index, body)| body.units.iter().map(move |unit| (*unit, index))).collect();
    for member in members.iter_mut() {
        let at_work = member.unit.and_then(|unit| of_unit.get(&unit)).copied();
        let at_home = || ground.town.areas[member.community].grids.iter().find_map(|grid| of_grid.get(grid)).copied();
        member.organisation = at_work.or_else(at_home);
    }
    all
}

struct Founder<'a> {
    ground: Ground<'a>,
    dice: Dice,
    all: Vec<Organisation>,
    of_area: BTreeMap<usize, usize>,
    of_grid: BTreeMap<usize, usize>,
}

impl Founder<'_> {
    fn count(&self, kind: OrganisationKind) -> usize {
        self.all.iter().filter(|body| body.kind == kind).count()
    }

    /// Streets have committees; communities committees or, where those run out, general branches.
    fn committees(&mut self) {
        let town = self.ground.town;
        for (index, area) in town.areas.iter().enumerate() {
            let (kind, parent) = match area.kind {
                AreaKind::Street | AreaKind::Town => (OrganisationKind::Committee, None),
                AreaKind::Community | AreaKind::Village => {
                    let street = town.areas.iter().position(|street| street.code == area.code[..9]);
                    let room = self.count(OrganisationKind::Committee) * 10 < town.scale.committees * 6;
                    let kind = if room { OrganisationKind::Committee } else { OrganisationKind::GeneralBranch };
                    (kind, street.and_then(|street| self.of_area.get(&street).copied()))
                }
                _ => continue,
            };
            let name = format!(
                "中共{}{}",
                area.name,
                if kind == OrganisationKind::Committee { "委员会" } else { "总支部委员会" }
            );
            self.of_area.insert(index, self.all.len());
            let spot = area.grids.first().and_then(|grid| self.spot_in(*grid));
            self.add(index, name, kind, parent, spot, Vec::new(), Vec::new());
        }
    }

    /// A branch for every grid, but for those planted without: half of them have nothing at all, the others only a
    /// committee (which settles O1 and not O10).
    fn grids(&mut self) {
        let town = self.ground.town;
        let mut order: Vec<usize> = (0..town.grids.len()).collect();
        self.dice.shuffle(&mut order);
        let unserved: BTreeMap<usize, usize> =
            order.into_iter().take(town.scale.unserved).enumerate().map(|(nth, grid)| (grid, nth)).collect();
        let mut last: Option<(usize, usize)> = None;
        for (index, grid) in town.grids.iter().enumerate() {
            match unserved.get(&index) {
                Some(nth) if nth % 2 == 0 => continue,
                Some(_) => {
                    if let Some(&committee) = self.of_area.get(&grid.community) {
                        self.all[committee].grids.push(index);
                    }
                    continue;
                }
                None => {}
            }
            // Now and then a branch serves the neighbouring grid too.
            if let Some((community, branch)) = last
                && community == grid.community
                && self.all[branch].grids.len() == 1
                && self.dice.chance(0.04)
            {
                self.all[branch].grids.push(index);
                self.all[branch].joint = true;
                self.of_grid.insert(index, branch);
                continue;
            }
            self.of_grid.insert(index, self.all.len());
            last = Some((grid.community, self.all.len()));
            let name = format!("中共{}支部委员会", grid.name);
            let spot = self.spot_in(index);
            self.add(
                grid.community,
                name,
                OrganisationKind::Branch,
                self.of_area.get(&grid.community).copied(),
                spot,
                vec![index],
                Vec::new(),
            );
        }
    }

    /// Organisations of units with three or more full members, but for 3 % of them. Gives all of
    /// them: nobody else is to serve those that lack one.
    fn units(&mut self, members: &[Member]) -> Vec<usize> {
        let units = self.ground.units;
        let mut full: BTreeMap<usize, usize> = BTreeMap::new();
        for member in members.iter().filter(|member| member.active && member.kind == Some(MemberKind::Full)) {
            if let Some(unit) = member.unit {
                *full.entry(unit).or_default() += 1;
            }
        }
        let mut due: Vec<(usize, usize)> = full.into_iter().filter(|(_, count)| *count >= 3).collect();
        let lacking = ((due.len() as f64 * 0.03).round() as usize).max(1);
        self.dice.shuffle(&mut due);
        let all = due.iter().map(|(unit, _)| *unit).collect();
        due.truncate(due.len().saturating_sub(lacking));
        due.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        for &(unit, count) in &due {
            let Unit { community, spot, ref name, .. } = units[unit];
            let kind = self.kind_of_unit(count);
            let ending = match kind {
                OrganisationKind::Committee => "委员会",
                OrganisationKind::GeneralBranch => "总支部委员会",
                _ => "支部委员会",
            };
            let parent = self.of_area.get(&community).copied();
            if self.count(OrganisationKind::Branch) < self.ground.town.scale.branches
                || kind != OrganisationKind::Branch
            {
                self.add(community, format!("中共{name}{ending}"), kind, parent, spot, Vec::new(), vec![unit]);
            } else if let Some(&street) = self.of_area.get(&community) {
                // No branch of its own is left: the community's organisation serves it.
                self.all[street].units.push(unit);
            }
        }
        all
    }

    fn kind_of_unit(&self, members: usize) -> OrganisationKind {
        let scale = &self.ground.town.scale;
        if members >= 40 && self.count(OrganisationKind::Committee) < scale.committees {
            OrganisationKind::Committee
        } else if members >= 12 && self.count(OrganisationKind::GeneralBranch) < scale.general_branches {
            OrganisationKind::GeneralBranch
        } else {
            OrganisationKind::Branch
        }
    }

    /// The branches that are left serve small units, two or three together, those with members first.
    fn rest(&mut self, due: &[usize], members: &[Member]) {
        let scale = self.ground.town.scale;
        let taken: BTreeSet<usize> = due.iter().copied().collect();
        let units = self.ground.units;
        let mut free: Vec<usize> =
            (0..units.len()).filter(|unit| units[*unit].operating && !taken.contains(unit)).collect();
        self.dice.shuffle(&mut free);
        // Taken from the end.
        let with_members: BTreeSet<usize> =
            members.iter().filter(|member| member.active).filter_map(|member| member.unit).collect();
        free.sort_by_key(|unit| with_members.contains(unit));
        let mut full: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for unit in free {
            full.entry(units[unit].community).or_default().push(unit);
        }
        let communities: Vec<usize> = full.keys().copied().collect();
        let wanted = [
            (OrganisationKind::Branch, scale.branches),
            (OrganisationKind::GeneralBranch, scale.general_branches),
            (OrganisationKind::Committee, scale.committees),
        ];
        for (kind, count) in wanted {
            for nth in 0..count.saturating_sub(self.count(kind)) {
                let community = communities[(nth * 7) % communities.len()];
                let served: Vec<usize> = if kind == OrganisationKind::Branch {
                    let list = full.entry(community).or_default();
                    let left = list.len().saturating_sub(2 + self.dice.below(2));
                    list.split_off(left)
                } else {
                    Vec::new()
                };
                let area = &self.ground.town.areas[community];
                let name = match kind {
                    OrganisationKind::Branch => format!("中共{}第{}联合支部委员会", area.name, nth + 1),
                    OrganisationKind::GeneralBranch => format!("中共{}第{}总支部委员会", area.name, nth + 1),
                    _ => format!("中共{}第{}行业委员会", area.name, nth + 1),
                };
                let spot = served.first().and_then(|unit| units[*unit].spot);
                self.add(community, name, kind, self.of_area.get(&community).copied(), spot, Vec::new(), served);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one per column of the list")]
    fn add(
        &mut self,
        area: usize,
        name: String,
        kind: OrganisationKind,
        parent: Option<usize>,
        spot: Option<Spot>,
        grids: Vec<usize>,
        units: Vec<usize>,
    ) {
        let joint = units.len() > 1;
        self.all.push(Organisation { area, name, kind, joint, parent, spot, grids, units });
    }

    fn spot_in(&mut self, grid: usize) -> Option<Spot> {
        let houses = self.ground.houses;
        let (from, to) =
            (houses.partition_point(|house| house.grid < grid), houses.partition_point(|house| house.grid <= grid));
        (from < to).then(|| Spot::near(houses[from + self.dice.below(to - from)].plan.point(0.3, 0.2)))
    }
}
