use std::fmt;

/// The level of an area, by the length of its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 区/县, 6 digits.
    District,
    /// 街道/镇/乡, 9 digits.
    Street,
    /// 社区/村, 12 digits.
    Community,
    /// 网格, 15 digits.
    Grid,
}

impl Level {
    /// All levels, outermost first.
    pub const ALL: [Self; 4] = [Self::District, Self::Street, Self::Community, Self::Grid];

    /// The word used on the wire: `district`, `street`, `community`, `grid`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Street => "street",
            Self::Community => "community",
            Self::Grid => "grid",
        }
    }

    /// The level whose wire word is `word`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }
}

/// A code that is not the code of an area.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an area code: 6 digits for a district, 9 for a street, 12 for a community")]
pub struct BadAreaCode(pub String);

/// The code of an area: 6 (GB/T 2260), 9 (GB/T 10114) or 12 digits; a child begins with its parent's code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(Box<str>);

impl AreaCode {
    /// Reads a code; blanks around it are ignored.
    ///
    /// # Errors
    /// [`BadAreaCode`] when it is not 6, 9 or 12 ASCII digits.
    pub fn parse(text: &str) -> Result<Self, BadAreaCode> {
        let text = text.trim();
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if digits && matches!(text.len(), 6 | 9 | 12) { Ok(Self(text.into())) } else { Err(BadAreaCode(text.into())) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// District, street or community.
    pub fn level(&self) -> Level {
        match self.0.len() {
            6 => Level::District,
            9 => Level::Street,
            _ => Level::Community,
        }
    }

    /// The code one level up; `None` for a district.
    pub fn parent(&self) -> Option<Self> {
        match self.0.len() {
            6 => None,
            len => Some(Self(self.0[..len - 3].into())),
        }
    }

    /// The district (county) this area belongs to: the first six digits, and the register's partition key.
    #[must_use]
    pub fn county(&self) -> Self {
        Self(self.0[..6].into())
    }

    /// Whether `code` (an area's or a grid's) is this area or lies inside it, by its digits.
    pub fn contains_code(&self, code: &str) -> bool {
        code.starts_with(&*self.0)
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AreaCode({})", self.0)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Wraps the office's own id as it stands; it is not empty and carries no blanks around it.
            pub fn new(id: impl Into<Box<str>>) -> Self {
                Self(id.into())
            }

            /// The id as the office wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// The code of a grid: 15 digits by rule G12, kept as written because a bad code is a verdict, not an error.
    GridCode;
    /// A road segment's id.
    RoadId;
    /// A water body's id.
    WaterId;
    /// A building's id.
    BuildingId;
    /// A household's id.
    HouseholdId;
    /// A member's id: the office's own number, never an identity number.
    MemberId;
    /// A party organisation's id.
    OrganisationId;
    /// A unit's id (an enterprise, a social organisation, an institution).
    UnitId;
    /// A service station's id.
    StationId;
    /// The code of a micro-grid: 17 digits by rule, the first 15 its grid's; kept as written.
    MicroGridCode;
    /// The id of a residential compound, a park or an office building.
    CompoundId;
    /// The office's own number of a request.
    RequestId;
}
