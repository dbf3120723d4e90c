use chrono::NaiveDate;

use super::RuleId;
use crate::snapshot::{Adjacency, Column, Row};

/// What a rule says of one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The rule does not apply to this subject.
    NotApplicable,
    /// As the rule wants it.
    Covered,
    /// A needed field is missing or unverified.
    Unknown,
    /// A blind spot.
    Gap,
}

/// Why a subject is a gap; each cause has its own remedy, and they are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Too far, or no organisation here.
    Place,
    /// Too few eligible members for the households.
    Capacity,
    /// Overdue or not assigned although somebody could be.
    Service,
    /// The boundary is wrong.
    Shape,
    /// The record is missing or wrong.
    Data,
}

/// A verdict with its cause; the cause is there for gaps and unknowns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Judgement {
    /// What the rule says.
    pub verdict: Verdict,
    /// Why it is not covered.
    pub cause: Option<Cause>,
}

/// The kinds of subjects that rules judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// 网格
    Grid,
    /// 户
    Household,
    /// 楼栋
    Building,
    /// 党员
    Member,
    /// 单位
    Unit,
    /// 党群服务站点
    Station,
    /// 行政区划
    Area,
    /// 党组织
    Organisation,
    /// 诉求
    Request,
}

/// One subject of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// Its table.
    pub kind: SubjectKind,
    /// Its row.
    pub row: Row,
}

/// The verdicts of a rule set over one snapshot: for each rule and kind of subject one judgement per row.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdicts {
    /// The date the verdicts speak of.
    pub as_of: NaiveDate,
    /// By rule, then kind of subject.
    pub(super) tables: Vec<Option<Column<Judgement>>>,
    /// For each grid the households judged in it.
    pub(crate) residents: Adjacency,
}

impl Verdicts {
    /// The judgements of `rule` over all subjects of `kind`, by row; `None` where the rule does not judge that kind or is
    /// off. Every rule that has household or unit verdicts also has grid verdicts, rolled up (see [`super::RuleSet`]).
    pub fn of(&self, rule: RuleId, kind: SubjectKind) -> Option<&[Judgement]> {
        self.table(rule, kind).map(|table| &table[..])
    }

    /// The table of [`Self::of`]: an edit that leaves all of it as it was shares it with the verdicts before.
    pub fn table(&self, rule: RuleId, kind: SubjectKind) -> Option<&Column<Judgement>> {
        self.tables[Self::place(rule, kind)].as_ref()
    }

    pub(super) fn place(rule: RuleId, kind: SubjectKind) -> usize {
        rule as usize * SubjectKind::ALL.len() + kind as usize
    }

    /// The judgement of `rule` on one subject; `None` as in [`Self::of`].
    pub fn on(&self, rule: RuleId, subject: Subject) -> Option<Judgement> {
        self.of(rule, subject.kind)?.get(subject.row.index()).copied()
    }

    /// The households placed in a grid by row, duplicates apart, vacant ones too: those that its roll-ups are made of.
    pub fn residents(&self, grid: Row) -> &[Row] {
        self.residents.of(grid)
    }
}

impl Judgement {
    /// The rule does not apply.
    pub const NOT_APPLICABLE: Self = Self { verdict: Verdict::NotApplicable, cause: None };
    /// As the rule wants it.
    pub const COVERED: Self = Self { verdict: Verdict::Covered, cause: None };
    /// The record does not say enough.
    pub const UNKNOWN: Self = Self { verdict: Verdict::Unknown, cause: Some(Cause::Data) };

    /// Covered where that is so, else a gap of the given cause.
    pub const fn covered_if(covered: bool, cause: Cause) -> Self {
        if covered { Self::COVERED } else { Self::gap(cause) }
    }

    /// A gap of the given cause.
    pub const fn gap(cause: Cause) -> Self {
        Self { verdict: Verdict::Gap, cause: Some(cause) }
    }
}

impl Verdict {
    /// The word on the wire and in `truth.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::Covered => "covered",
            Self::Unknown => "unknown",
            Self::Gap => "gap",
        }
    }
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 5] = [Self::Place, Self::Capacity, Self::Service, Self::Shape, Self::Data];

    /// The word on the wire and in `truth.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Capacity => "capacity",
            Self::Service => "service",
            Self::Shape => "shape",
            Self::Data => "data",
        }
    }
}

impl SubjectKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Grid,
        Self::Household,
        Self::Building,
        Self::Member,
        Self::Unit,
        Self::Station,
        Self::Area,
        Self::Organisation,
        Self::Request,
    ];

    /// The word on the wire and in `truth.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Household => "household",
            Self::Building => "building",
            Self::Member => "member",
            Self::Unit => "unit",
            Self::Station => "station",
            Self::Area => "area",
            Self::Organisation => "organisation",
            Self::Request => "request",
        }
    }
}
