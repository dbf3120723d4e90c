use std::path::PathBuf;

use super::StoreError;

/// What an address names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address {
    Memory,
    File(PathBuf),
    PostGis,
}

impl Address {
    /// Reads an address: `sqlite:///absolute/path`, `sqlite:relative/path`, `sqlite::memory:` or `postgres://…`.
    pub(crate) fn parse(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::PostGis);
        }
        let rest = url.strip_prefix("sqlite:").map(|rest| rest.strip_prefix("//").unwrap_or(rest));
        match rest {
            None | Some("") => Err(StoreError::BadUrl { url: without_password(url) }),
            Some(":memory:") => Ok(Self::Memory),
            Some(path) => Ok(Self::File(path.into())),
        }
    }
}

/// An address as it may be shown: with `***` for the password.
pub(crate) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.into() };
    let authority = rest.split('/').next().unwrap_or(rest);
    match authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':')) {
        Some((name, password)) => {
            format!("{scheme}://{name}:***{}", &rest[name.len() + 1 + password.len()..])
        }
        None => url.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_a_file_memory_or_a_server() {
        let file = |path: &str| Some(Address::File(path.into()));
        for (url, wanted) in [
            ("sqlite:///var/lib/yuntu.gpkg", file("/var/lib/yuntu.gpkg")),
            ("sqlite:yuntu.gpkg", file("yuntu.gpkg")),
            ("sqlite://yuntu.gpkg", file("yuntu.gpkg")),
            ("sqlite::memory:", Some(Address::Memory)),
            ("postgres://yuntu@db/yuntu", Some(Address::PostGis)),
            ("postgresql:///yuntu", Some(Address::PostGis)),
            ("sqlite:", None),
            ("/var/lib/yuntu.gpkg", None),
            ("mysql://x", None),
            ("", None),
        ] {
            assert_eq!(Address::parse(url).ok(), wanted, "{url}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(without_password("postgres://me:secret@db:5432/x"), "postgres://me:***@db:5432/x");
        assert_eq!(without_password("postgres://me:s@cr@db/x"), "postgres://me:***@db/x");
        assert_eq!(without_password("postgres://me@db/x"), "postgres://me@db/x");
        assert_eq!(without_password("sqlite:a@b:c"), "sqlite:a@b:c");
    }
}
