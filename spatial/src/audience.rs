//! Who is asking. The audience is a parameter of every read, and this module is the one place that says what it may see.

use crate::places::AreaCode;

/// The areas a role is responsible for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Areas {
    /// The whole register.
    #[default]
    All,
    /// These areas and what lies inside them.
    Listed(Vec<AreaCode>),
}

/// Who is asking.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Audience {
    /// A resident or visitor without a login.
    #[default]
    Public,
    /// The command display: live, but no more than the public sees.
    Display,
    /// A grid leader or community worker in these areas.
    Worker(Areas),
    /// A planner of these areas: exact sums, no persons.
    Planner(Areas),
    /// An administrator of these areas.
    Admin(Areas),
    /// Reads every sum and the audit trail, no persons.
    Auditor,
}

/// A word that names no audience.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not an audience: public, display, worker, planner, admin or auditor; worker, planner and admin may be limited to \
     areas, as in worker:990101001,990101002"
)]
pub struct BadAudience(pub String);

impl Audience {
    /// Reads `public`, `worker`, `worker:990101001,990101002` ….
    ///
    /// # Errors
    /// [`BadAudience`] for any other word or for a code that is not an area's.
    pub fn parse(text: &str) -> Result<Self, BadAudience> {
        let bad = || BadAudience(text.to_owned());
        let (role, areas) = match text.split_once(':') {
            None => (text, Areas::All),
            Some((role, list)) => {
                let codes = list.split(',').map(AreaCode::parse).collect::<Result<Vec<_>, _>>().map_err(|_| bad())?;
                (role, Areas::Listed(codes))
            }
        };
        match (role, &areas) {
            ("public", Areas::All) => Ok(Self::Public),
            ("display", Areas::All) => Ok(Self::Display),
            ("auditor", Areas::All) => Ok(Self::Auditor),
            ("worker", _) => Ok(Self::Worker(areas)),
            ("planner", _) => Ok(Self::Planner(areas)),
            ("admin", _) => Ok(Self::Admin(areas)),
            _ => Err(bad()),
        }
    }

    /// The role's word: `public`, `display`, `worker`, `planner`, `admin`, `auditor`.
    pub fn role(&self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Display => "display",
            Self::Worker(_) => "worker",
            Self::Planner(_) => "planner",
            Self::Admin(_) => "admin",
            Self::Auditor => "auditor",
        }
    }

    /// Whether exact counts of the area or grid `code` may be seen.
    pub fn sees_exact(&self, code: &str) -> bool {
        match self {
            Self::Public | Self::Display => false,
            Self::Auditor => true,
            Self::Worker(areas) | Self::Planner(areas) | Self::Admin(areas) => areas.contain(code),
        }
    }

    /// Whether household and member points inside the area or grid `code` may be seen.
    pub fn sees_persons(&self, code: &str) -> bool {
        match self {
            Self::Public | Self::Display | Self::Planner(_) | Self::Auditor => false,
            Self::Worker(areas) | Self::Admin(areas) => areas.contain(code),
        }
    }

    /// Whether this audience sees household and member points anywhere: whether those layers exist for it.
    pub fn has_person_layers(&self) -> bool {
        matches!(self, Self::Worker(_) | Self::Admin(_))
    }

    /// Whether this audience sees exact counts anywhere.
    pub fn has_exact_counts(&self) -> bool {
        !matches!(self, Self::Public | Self::Display)
    }
}

impl Areas {
    fn contain(&self, code: &str) -> bool {
        match self {
            Self::All => true,
            Self::Listed(codes) => codes.iter().any(|area| area.contains_code(code)),
        }
    }
}

impl std::fmt::Display for Audience {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.role())?;
        if let Self::Worker(Areas::Listed(codes))
        | Self::Planner(Areas::Listed(codes))
        | Self::Admin(Areas::Listed(codes)) = self
        {
            let codes: Vec<_> = codes.iter().map(AreaCode::as_str).collect();
            write!(f, ":{}", codes.join(","))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audience(text: &str) -> Audience {
        Audience::parse(text).unwrap()
    }

    #[test]
    fn every_role_is_read_and_written_the_same() {
        for text in [
            "public",
            "display",
            "worker",
            "planner",
            "admin",
            "auditor",
            "worker:990101001",
            "admin:990101001,990101002003",
        ] {
            assert_eq!(audience(text).to_string(), text);
        }
        assert_eq!(Audience::default(), Audience::Public);
    }

    #[test]
    fn what_is_no_audience_is_refused_in_words() {
        for text in ["", "Public", "root", "public:990101", "auditor:990101", "worker:", "worker:99", "worker:990101,"]
        {
            let error = Audience::parse(text).unwrap_err();
            assert!(error.to_string().contains(&format!("“{text}” is not an audience")), "{error}");
        }
    }

    #[test]
    fn each_role_sees_no_more_than_its_own() {
        let inside = "990101001002003";
        for (text, exact, persons, person_layers, counts) in [
            ("public", false, false, false, false),
            ("display", false, false, false, false),
            ("auditor", true, false, false, true),
            ("planner", true, false, false, true),
            ("planner:990101001", true, false, false, true),
            ("planner:990101002", false, false, false, true),
            ("worker", true, true, true, true),
            ("worker:990101001002", true, true, true, true),
            ("worker:990101002", false, false, true, true),
            ("admin", true, true, true, true),
            ("admin:990102", false, false, true, true),
        ] {
            let audience = audience(text);
            assert_eq!(audience.sees_exact(inside), exact, "{text}");
            assert_eq!(audience.sees_persons(inside), persons, "{text}");
            assert_eq!(audience.has_person_layers(), person_layers, "{text}");
            assert_eq!(audience.has_exact_counts(), counts, "{text}");
        }
    }

    #[test]
    fn an_area_is_not_seen_by_the_worker_of_a_part_of_it() {
        let worker = audience("worker:990101001002");
        assert!(worker.sees_exact("990101001002"));
        assert!(!worker.sees_exact("990101001") && !worker.sees_exact("990101"));
    }
}
