use chrono::NaiveDate;

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
    Hard,
    Soft,
}

/// What a reader must know of a rule before believing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    pub id: String,
    pub name_zh: String,
    pub name_en: String,
    /// The glossary's rule in one sentence, Chinese and English.
    pub text_zh: String,
    pub text_en: String,
    pub severity: RuleSeverity,
    pub on: bool,
    /// Parameter name → value, with the unit in the name.
    pub parameters: Vec<(String, u64)>,
    pub source: String,
    pub source_date: Option<NaiveDate>,
}

/// A named, versioned set of rules with their parameters.
///
/// Loaded by `data::rules` from a file; [`RuleSet::default`] holds the same values as the built-in `national` file (a test
/// in `data` holds them together).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    pub name: String,
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

impl Default for RuleSet {
    fn default() -> Self {
        Self {
            name: "national".into(),
            version: "2026.1".into(),
            catalogue: Vec::new(),
            g1_min_households: 300,
            g1_max_households: 500,
            o1_full_members: 3,
            l1_households_per_member: 10,
            l1_reach_dm: 5_000,
            s1_reach_dm: 10_000,
            s1_snap_dm: 1_000,
            v1_ordinary_days: 183,
            v1_more_often_days: 31,
            l1_grid_permille: 400,
            s1_grid_permille: 100,
            v1_grid_permille: 250,
            unknown_permille: 100,
        }
    }
}
