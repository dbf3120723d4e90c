//! Grids, communities and streets: which blocks they hold, their codes and their names.

use std::collections::BTreeSet;

use spatial::places::{AreaKind, GridKind};

use super::mesh::Ground;
use super::wards::{Atom, divided, merged, reading_order, shares, weight};
use super::{Block, Town, block_middle};
use crate::sample::chance::{Dice, apportion};
use crate::sample::ground::{Metres, distance, minus, plus};

/// A grid of the town.
#[derive(Clone, Debug)]
pub(in crate::sample) struct GridPlace {
    pub(in crate::sample) code: String,
    pub(in crate::sample) name: String,
    pub(in crate::sample) kind: GridKind,
    /// An index of the areas.
    pub(in crate::sample) community: usize,
    /// Strips along the river too.
    pub(in crate::sample) blocks: Vec<usize>,
    pub(in crate::sample) at: Metres,
}

/// An area of the town.
#[derive(Clone, Debug)]
pub(in crate::sample) struct AreaPlace {
    pub(in crate::sample) code: String,
    pub(in crate::sample) name: String,
    pub(in crate::sample) kind: AreaKind,
    pub(in crate::sample) at: Metres,
    /// Of a community: the grids it holds.
    pub(in crate::sample) grids: Vec<usize>,
}

/// Grids of one community, as sets of blocks.
type Community = Vec<Vec<usize>>;

const COUNTY: &str = "990101";
const STREETS: &[&str] =
    &["云河", "解放", "江南", "翠湖", "东城", "北门", "滨江", "学府", "新港", "文昌", "金桥", "和平"];
const TOWNS: &[&str] = &["青山", "柳林", "石桥", "龙泉"];
const COMMUNITY: &[&str] = &[
    "永安", "和谐", "光明", "幸福", "春晖", "花园", "桃源", "锦绣", "阳光", "康乐", "新华", "育才", "翠竹", "桂园",
    "枫林", "江景", "望江", "长虹", "东湖", "西苑", "北苑", "南苑", "凤凰", "金鼎", "紫薇", "丹桂", "玉兰", "芙蓉",
    "海棠", "梧桐", "银杏", "香樟", "水岸", "星河", "明珠", "金色", "世纪", "时代", "朝阳", "晨光", "红旗", "团结",
    "友谊", "前进", "跃进", "建国", "爱民", "惠民", "富民", "安居", "乐业", "福星", "吉祥", "如意", "双喜", "五福",
    "六合", "七星", "八一", "九龙", "百合", "千禧", "万福", "同心",
];
const VILLAGES: &[&str] = &[
    "杨柳",
    "李家湾",
    "张家岗",
    "大塘",
    "石板",
    "牌楼",
    "清水",
    "白鹤",
    "红星",
    "向阳",
    "黄泥",
    "三里",
    "周家畈",
    "陈家大湾",
    "竹林",
    "古井",
    "王家嘴",
    "枣林",
];

/// Gives every block its grid, and makes grids, communities, streets and the district.
pub(super) fn assign(town: &mut Town, seed: u64, turn: f64) {
    let atoms = atoms(town);
    let scale = town.scale;
    let pick = |ground: Ground| (0..town.blocks.len()).filter(|b| town.blocks[*b].ground == ground).collect::<Vec<_>>();
    let urban = communities(
        town,
        &atoms,
        &pick(Ground::Urban),
        [scale.streets, scale.communities, scale.residential + scale.dedicated],
        turn,
    );
    let rural = communities(town, &atoms, &pick(Ground::Rural), [scale.towns, scale.villages, scale.rural], turn);
    let mut coder =
        Coder { town, dice: Dice::new(seed, "places"), atoms: &atoms, areas: Vec::new(), grids: Vec::new() };
    coder.run(urban, rural);
    let Coder { areas, grids, .. } = coder;
    (town.areas, town.grids) = (areas, grids);
    for (index, grid) in town.grids.iter().enumerate() {
        for &block in &grid.blocks {
            town.blocks[block].grid = index;
        }
    }
    attach_strips(town);
    dedicate(town, seed);
}

fn atoms(town: &Town) -> Vec<Atom> {
    let sides = town.sides();
    let mut atoms: Vec<Atom> = town
        .blocks
        .iter()
        .map(|block| {
            let at = block_middle(block);
            let density = match block.ground {
                Ground::Urban => 1.0 / (0.45 + 1.1 * town.outwardness(at).powf(1.3)),
                _ => 1.0,
            };
            Atom { weight: block.area_m2 * density, at, near: BTreeSet::new() }
        })
        .collect();
    for (&(from, to), &block) in &sides {
        if let Some(&other) = sides.get(&(to, from)) {
            atoms[block].near.insert(other);
        }
    }
    across_the_river(town, &mut atoms);
    atoms
}

/// Blocks that face each other over the river are neighbours too, so that a bank without a street of its own joins one.
fn across_the_river(town: &Town, atoms: &mut [Atom]) {
    let is_strip = |block: &usize| matches!(town.blocks[*block].ground, Ground::Bank | Ground::River);
    for start in (0..atoms.len()).filter(|block| town.blocks[*block].ground == Ground::River) {
        let mut reach: BTreeSet<usize> = BTreeSet::from([start]);
        for _ in 0..3 {
            let next: Vec<usize> =
                reach.iter().filter(|b| is_strip(b)).flat_map(|b| atoms[*b].near.iter().copied()).collect();
            reach.extend(next.into_iter().filter(|b| distance(atoms[*b].at, atoms[start].at) < 330.0));
        }
        let shores: Vec<usize> = reach.into_iter().filter(|block| !is_strip(block)).collect();
        for &a in &shores {
            atoms[a].near.extend(shores.iter().filter(|b| **b != a));
        }
    }
}

/// Streets of communities of grids.
fn communities(
    town: &Town,
    atoms: &[Atom],
    among: &[usize],
    [streets, communities, grids]: [usize; 3],
    turn: f64,
) -> Vec<Vec<Community>> {
    let (supers, super_blocks) = merged(atoms, among, |block| town.blocks[block].superblock);
    let blocks_of = |set: &[usize], groups: &[Vec<usize>]| -> Vec<usize> {
        set.iter().flat_map(|group| groups[*group].iter().copied()).collect()
    };
    let street_sets: Vec<Vec<usize>> = divided(&supers, (0..supers.len()).collect(), streets, turn)
        .iter()
        .map(|set| blocks_of(set, &super_blocks))
        .collect();
    let community_counts = shares(atoms, &street_sets, communities);
    let mut by_street: Vec<Vec<Vec<usize>>> = Vec::new();
    for (set, count) in street_sets.iter().zip(community_counts) {
        let (mids, mid_blocks) = merged(atoms, set, |block| town.blocks[block].midblock);
        let (mids, mid_blocks) =
            if mids.len() < 2 * count { merged(atoms, set, |block| block as u32) } else { (mids, mid_blocks) };
        let sets = divided(&mids, (0..mids.len()).collect(), count, turn);
        by_street.push(sets.iter().map(|set| blocks_of(set, &mid_blocks)).collect());
    }
    let weights: Vec<f64> = by_street.iter().flatten().map(|set| weight(atoms, set)).collect();
    let mut counts = apportion(grids, &weights, 1).into_iter();
    by_street
        .into_iter()
        .map(|sets| sets.into_iter().map(|set| divided(atoms, set, counts.next().unwrap_or(1), turn)).collect())
        .collect()
}

struct Coder<'a> {
    town: &'a Town,
    dice: Dice,
    atoms: &'a [Atom],
    areas: Vec<AreaPlace>,
    grids: Vec<GridPlace>,
}

impl Coder<'_> {
    fn run(&mut self, urban: Vec<Vec<Community>>, rural: Vec<Vec<Community>>) {
        self.area(COUNTY.to_owned(), "云河区".to_owned(), AreaKind::District, self.town.centre);
        let mut names = COMMUNITY.to_vec();
        self.dice.shuffle(&mut names);
        let mut villages = VILLAGES.iter().copied().cycle();
        let more = names.clone().into_iter().zip(["东", "南", "西", "北", "新"].into_iter().cycle());
        let more = more.map(|(name, side)| format!("{name}{side}"));
        let mut names = names.into_iter().map(str::to_owned).chain(more).chain((1..).map(|n| format!("云河第{n}")));
        let mut number = 0;
        for (streets, kind, words) in [(urban, AreaKind::Street, STREETS), (rural, AreaKind::Town, TOWNS)] {
            let middles: Vec<Metres> = streets.iter().map(|street| self.middle(&street.concat().concat())).collect();
            for (nth, index) in reading_order(&middles).into_iter().enumerate() {
                number += 1;
                let code = format!("{COUNTY}{:03}", if kind == AreaKind::Town { 100 + nth } else { number });
                self.area(
                    code.clone(),
                    format!("{}{}", words[nth % words.len()], kind.chinese()),
                    kind,
                    middles[index],
                );
                self.communities(&streets[index], &code, kind == AreaKind::Town, &mut names, &mut villages);
            }
        }
    }

    fn communities<'n>(
        &mut self,
        communities: &[Community],
        street: &str,
        village: bool,
        names: &mut impl Iterator<Item = String>,
        villages: &mut impl Iterator<Item = &'n str>,
    ) {
        let middles: Vec<Metres> = communities.iter().map(|community| self.middle(&community.concat())).collect();
        for (nth, index) in reading_order(&middles).into_iter().enumerate() {
            let code = format!("{street}{:03}", nth + if village { 201 } else { 1 });
            let (kind, name) = if village {
                (AreaKind::Village, format!("{}村", villages.next().unwrap_or("新")))
            } else {
                (AreaKind::Community, format!("{}社区", names.next().unwrap_or_default()))
            };
            let area = self.area(code.clone(), name.clone(), kind, middles[index]);
            let middles: Vec<Metres> = communities[index].iter().map(|grid| self.middle(grid)).collect();
            for (nth, grid) in reading_order(&middles).into_iter().enumerate() {
                let kind = if village { GridKind::Rural } else { GridKind::Residential };
                self.areas[area].grids.push(self.grids.len());
                self.grids.push(GridPlace {
                    code: format!("{code}{:03}", nth + 1),
                    name: format!("{name}第{}网格", nth + 1),
                    kind,
                    community: area,
                    blocks: communities[index][grid].clone(),
                    at: middles[grid],
                });
            }
        }
    }

    fn area(&mut self, code: String, name: String, kind: AreaKind, at: Metres) -> usize {
        self.areas.push(AreaPlace { code, name, kind, at, grids: Vec::new() });
        self.areas.len() - 1
    }

    fn middle(&self, blocks: &[usize]) -> Metres {
        let sum = blocks.iter().fold([0.0, 0.0], |sum, b| plus(sum, self.atoms[*b].weight, self.atoms[*b].at));
        let weight = weight(self.atoms, blocks).max(1.0);
        [sum[0] / weight, sum[1] / weight]
    }
}

/// Lakes, and strips along the river, go to the grid of the block they touch most: first the banks, then the water.
fn attach_strips(town: &mut Town) {
    let sides = town.sides();
    for ground in [Ground::Lake, Ground::Bank, Ground::River, Ground::Bank, Ground::River] {
        for index in 0..town.blocks.len() {
            let block = &town.blocks[index];
            if block.ground != ground || block.grid != usize::MAX {
                continue;
            }
            if let Some(grid) = longest_neighbour(town, block, &sides, ground == Ground::River) {
                town.blocks[index].grid = grid;
                town.grids[grid].blocks.push(index);
            }
        }
    }
}

fn longest_neighbour(
    town: &Town,
    block: &Block,
    sides: &std::collections::HashMap<(u32, u32), usize>,
    is_water: bool,
) -> Option<usize> {
    let mut shared: std::collections::BTreeMap<usize, f64> = std::collections::BTreeMap::new();
    for (corner, &from) in block.ring.iter().enumerate() {
        let to = block.ring[(corner + 1) % block.ring.len()];
        let Some(other) = sides.get(&(to, from)).map(|other| &town.blocks[*other]) else { continue };
        let wanted = if is_water { other.ground == Ground::Bank } else { other.ground != Ground::River };
        if wanted && other.grid != usize::MAX {
            let along = minus(town.mesh.at[to as usize], town.mesh.at[from as usize]);
            *shared.entry(other.grid).or_default() += along[0].hypot(along[1]);
        }
    }
    shared.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(grid, _)| grid)
}

/// Names some grids of the town dedicated: parks, malls, office towers, schools.
fn dedicate(town: &mut Town, seed: u64) {
    let mut dice = Dice::new(seed, "dedicated");
    let mut urban: Vec<usize> =
        (0..town.grids.len()).filter(|grid| town.grids[*grid].kind == GridKind::Residential).collect();
    dice.shuffle(&mut urban);
    // A community keeps at least one residential grid.
    let mut taken = vec![0_usize; town.areas.len()];
    let mut left = town.scale.dedicated;
    for grid in urban {
        let community = town.grids[grid].community;
        if left == 0 || taken[community] + 1 >= town.areas[community].grids.len() || taken[community] > 1 {
            continue;
        }
        taken[community] += 1;
        left -= 1;
        let out = town.outwardness(town.grids[grid].at);
        let words: &[&str] = if out < 0.4 {
            &["商务楼宇", "商圈", "金融中心"]
        } else {
            &["产业园", "学校", "物流园", "科技园"]
        };
        let word = dice.pick(words);
        let name = town.areas[community].name.trim_end_matches("社区").to_owned();
        town.grids[grid].kind = GridKind::Dedicated;
        town.grids[grid].name = format!("{name}{word}专属网格");
    }
}
