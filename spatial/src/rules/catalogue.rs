use chrono::NaiveDate;

use super::national::catalogue;

/// The rules that are built; the id is the catalogue's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleId {
    /// Grid size.
    G1,
    /// Every point in exactly one grid.
    G11,
    /// Organisation due (应建未建).
    O1,
    /// Every grid has a branch or group.
    O10,
    /// Every household has a linked member.
    L1,
    /// 15-minute station circle, on foot.
    S1,
    /// Visit window.
    V1,
}

/// Whether a rule's gap makes the grid's colour (hard) or only stands in its list (soft).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSeverity {
    /// Makes the colour of a grid.
    Hard,
    /// Stands in the list only.
    Soft,
}

/// What a reader must know of a rule before believing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// The catalogue's id, for example `S1`; a built rule has a [`RuleId`] of the same word.
    pub id: String,
    /// Its Chinese name.
    pub name_zh: String,
    /// Its English name.
    pub name_en: String,
    /// The rule in one Chinese sentence.
    pub text_zh: String,
    /// The rule in one English sentence.
    pub text_en: String,
    /// Whether its gap makes a grid's colour.
    pub severity: RuleSeverity,
    /// Whether it is judged.
    pub on: bool,
    /// Parameter name → value, with the unit in the name.
    pub parameters: Vec<(String, u64)>,
    /// The document or practice it rests on.
    pub source: String,
    /// The day printed on that document, where there is one.
    pub source_date: Option<NaiveDate>,
}

/// A named, versioned set of rules with their parameters.
///
/// Loaded by `data::rules` from a file; [`RuleSet::default`] holds the same values as the built-in `national` file (a test
/// in `data` holds them together).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// The set's name, for example `national`.
    pub name: String,
    /// Its version, for example `2026.1`.
    pub version: String,
    /// Off ones too, in catalogue order; for display.
    pub catalogue: Vec<RuleInfo>,
    /// G1: the fewest households of a residential grid.
    pub g1_min_households: u32,
    /// G1: the most households of a residential grid.
    pub g1_max_households: u32,
    /// O1: so many full members need an organisation.
    pub o1_full_members: u32,
    /// L1, L2: households one member may be linked to.
    pub l1_households_per_member: u32,
    /// L1, L4: how far an eligible member may live, straight line, decimetres.
    pub l1_reach_dm: u32,
    /// S1: how far a station may be on foot, decimetres.
    pub s1_reach_dm: u32,
    /// S1: a snap longer than this is `unknown`, decimetres.
    pub s1_snap_dm: u32,
    /// V1: days between visits of an ordinary household.
    pub v1_ordinary_days: u32,
    /// V1: days between visits of a household of the class 重点.
    pub v1_more_often_days: u32,
    /// A grid is itself a gap under L1 when more than this share of its judged households is, in per mille.
    pub l1_grid_permille: u32,
    /// The same for S1.
    pub s1_grid_permille: u32,
    /// The same for V1.
    pub v1_grid_permille: u32,
    /// A grid with more unknown households than this share is itself unknown (grey), in per mille.
    pub unknown_permille: u32,
}

impl RuleId {
    /// Every built rule, in catalogue order.
    pub const ALL: [Self; 7] = [Self::G1, Self::G11, Self::O1, Self::O10, Self::L1, Self::S1, Self::V1];

    /// The catalogue's id, for example `S1`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::G1 => "G1",
            Self::G11 => "G11",
            Self::O1 => "O1",
            Self::O10 => "O10",
            Self::L1 => "L1",
            Self::S1 => "S1",
            Self::V1 => "V1",
        }
    }

    /// The rule whose id is `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == text)
    }
}

impl RuleSet {
    /// Whether the set lists the rule, and on.
    pub fn is_on(&self, rule: RuleId) -> bool {
        self.info(rule).is_some_and(|info| info.on)
    }

    /// What the set says of a rule; `None` where it does not list it.
    pub fn info(&self, rule: RuleId) -> Option<&RuleInfo> {
        self.catalogue.iter().find(|info| info.id == rule.as_str())
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        let mut rules = Self {
            name: "national".into(),
            version: "2026.1".into(),
            catalogue: Vec::new(),
            // Haikou's band. Others draw 160–500; a city that does brings a rule set of its own.
            g1_min_households: 300,
            g1_max_households: 500,
            // Article 4 of the branch work regulations.
            o1_full_members: 3,
            // City practice is 3–20; 10 is the most that an office still calls "contact" and not "list".
            l1_households_per_member: 10,
            // Seven minutes on foot: near enough that nobody needs a bus to knock at a door.
            l1_reach_dm: 5_000,
            // 15 minutes at 4 km/h, the pace of an old person.
            s1_reach_dm: 10_000,
            // A gate is seldom further than that from a mapped street; beyond it the map, not the walk, is short.
            s1_snap_dm: 1_000,
            // Twice a year: half of 365 days, rounded up.
            v1_ordinary_days: 183,
            // Monthly: the longest month.
            v1_more_often_days: 31,
            // At a cap of 10 and with 60 % of the members eligible a quarter of all households cannot be linked anywhere:
            // 25 % would paint the arithmetic of the district onto its grids, 40 % marks those clearly worse off.
            l1_grid_permille: 400,
            // 6–9 % of households are beyond reach in a well-served district; one in ten of a grid is a place for a station.
            s1_grid_permille: 100,
            // Overdue and never visited are about 16 % together; a quarter is a grid where the rounds have stopped.
            v1_grid_permille: 250,
            // The domain's line: a grid with more than 10 % unknown is grey, never green.
            unknown_permille: 100,
        };
        rules.catalogue = catalogue(&rules);
        rules
    }
}
