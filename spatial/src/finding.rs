//! What is wrong or doubtful in the data, said so that somebody can mend it.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was left out.
    Refused,
    /// It was taken, but a reader should look at it.
    Doubtful,
}

/// One thing that is wrong or doubtful in a register.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Left out, or taken with doubt.
    pub severity: Severity,
    /// A stable word such as `outside_boundary`.
    pub code: &'static str,
    /// Kind and id of what it is about, for example `household H0001`.
    pub subject: String,
    /// What was seen, with numbers.
    pub evidence: String,
    /// What to do about it.
    pub remedy: String,
}
