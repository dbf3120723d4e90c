use crate::model::Revision;

/// Why the register could not do what was asked: one sentence with the value, the reason and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names no kind of store.
    #[error(
        "“{url}” is not the address of a register: write sqlite:///absolute/path.gpkg, sqlite:relative.gpkg, \
         sqlite::memory: or postgres://user@host/database"
    )]
    BadUrl {
        /// As given, without a password.
        url: String,
    },
    /// There is nothing at the address.
    #[error("there is no register at “{url}” ({reason}): make one with `yuntu import --store {url} FILE…`")]
    Missing {
        /// Where, without a password.
        url: String,
        /// What was found instead.
        reason: String,
    },
    /// Something else is there.
    #[error("“{url}” is not a register of yuntu ({reason}): give the address of a register, or of nothing to make one")]
    NotARegister {
        /// Where, without a password.
        url: String,
        /// How that was seen.
        reason: String,
    },
    /// A newer yuntu made it.
    #[error(
        "the register at “{url}” has schema version {found}, this yuntu knows versions up to {known}: use the yuntu that \
         wrote it, or a newer one"
    )]
    Newer {
        /// Where, without a password.
        url: String,
        /// The register's schema version.
        found: u32,
        /// The newest schema version of this program.
        known: u32,
    },
    /// Somebody else writes.
    #[error("the register at “{url}” is locked by another process: wait until its import or edit ends, then try again")]
    Locked {
        /// Where, without a password.
        url: String,
    },
    /// The file would lie in a folder that is not there.
    #[error("there is no folder “{folder}” for the register at “{url}”: make the folder, or correct the address")]
    NoFolder {
        /// As given.
        url: String,
        /// The folder.
        folder: String,
    },
    /// No room left.
    #[error("the disk of “{url}” is full and nothing was changed: free some space, then try again")]
    Full {
        /// Where, without a password.
        url: String,
    },
    /// A write failed, and the system does not say for want of room.
    #[error(
        "the register at “{url}” could not be written ({reason}) and nothing was changed: its disk is full, a quota or limit \
         keeps its files from growing, or the disk fails; make room, then try again"
    )]
    Unwritten {
        /// Where, without a password.
        url: String,
        /// What the system said.
        reason: String,
    },
    /// May not be written or read.
    #[error("the register at “{url}” may not be {verb} ({reason}): give this user the right to do so")]
    Forbidden {
        /// Where, without a password.
        url: String,
        /// `opened`, `used` or `written`.
        verb: &'static str,
        /// What the system said.
        reason: String,
    },
    /// The server does not answer.
    #[error("the register at “{url}” cannot be reached ({reason}): check the address and that the server runs")]
    Unreachable {
        /// Where, without a password.
        url: String,
        /// What the system said.
        reason: String,
    },
    /// The change set was made for another revision.
    #[error(
        "the change was made for revision {base}, the register is at revision {current}: look at it as it is now, then \
         make the change again"
    )]
    Conflict {
        /// The revision the author looked at.
        base: Revision,
        /// The register's revision.
        current: Revision,
    },
    /// A value that no version of yuntu writes.
    #[error(
        "column {column} of table {table} holds “{value}”, which is no {expected}: restore the register or mend the row"
    )]
    Damaged {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What was found.
        value: String,
        /// What belongs there.
        expected: &'static str,
    },
    /// Anything else the database refuses.
    #[error("the register at “{url}” failed while {doing}: {reason}")]
    Failed {
        /// Where, without a password.
        url: String,
        /// What was being done.
        doing: &'static str,
        /// What the database said.
        reason: String,
    },
}
