//! Rule sets: named, versioned files with every rule's parameters, source and date.
//!
//! Numbers that decide what a blind spot is are set in such a file; cities differ. A file with a word or a number that this
//! program does not know is refused as a whole, with its line and key: a rule that silently kept its old threshold would be
//! worse than none. So a file states every parameter of every rule that it lists, or says which set it extends.
//!
//! What a rule *is* — its words, its parameters with their ranges, defaults and what was weighed for them — stands in the
//! rule's own file in [`spatial::rules`]; the built-in `national.toml` is written from there by [`write`].

mod file;
mod write;

use spatial::rules::{RuleId, RuleSet, RuleSeverity};
use toml::Spanned;

use self::file::{Entry, File, Place};
pub use self::write::write;

/// The built-in sets, by name.
const BUILT_IN: [(&str, &str); 2] =
    [("national", include_str!("../../rules/national.toml")), ("rural", include_str!("../../rules/rural.toml"))];

/// A rule set is a few kilobytes; a file beyond this is something else.
const LARGEST_FILE: u64 = 1 << 20;

/// A rule-set file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rule set {file}, line {line}, {key}: {reason}")]
pub struct RuleFileError {
    /// The file, as given.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// The key, with its rule.
    pub key: String,
    /// What is wrong, and what is allowed.
    pub reason: String,
}

/// A rule set that cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum RuleSetError {
    /// The file is no rule set.
    #[error(transparent)]
    Bad(#[from] RuleFileError),
    /// Neither a name of ours nor a file that can be read.
    #[error("rule set {asked}: {reason}; built in are {}, and anything else is the path of a file", names().join(", "))]
    None {
        /// What was asked for.
        asked: String,
        /// Why it cannot be read.
        reason: String,
    },
}

/// The rule set that is built in. (It is [`RuleSet::default`], which a test holds equal to the file.)
pub fn national() -> RuleSet {
    RuleSet::default()
}

/// The names of the built-in rule sets.
pub fn names() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(name, _)| *name).collect()
}

/// A built-in rule set by name.
pub fn named(name: &str) -> Option<RuleSet> {
    let (name, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
    if *name == "national" {
        return Some(national());
    }
    parse(&format!("{name}.toml"), text).ok()
}

/// The rule set of a name, or of a file.
///
/// # Errors
/// When there is neither, or the file is no rule set; the error names the line and the key.
pub fn open(name_or_file: &str) -> Result<RuleSet, RuleSetError> {
    if let Some(rules) = named(name_or_file) {
        return Ok(rules);
    }
    let none = |reason: String| RuleSetError::None { asked: name_or_file.to_owned(), reason };
    let size = std::fs::metadata(name_or_file).map_err(|error| none(error.to_string()))?.len();
    if size > LARGEST_FILE {
        return Err(none(format!("its {size} bytes are more than the {LARGEST_FILE} that a rule set may have")));
    }
    let text = std::fs::read_to_string(name_or_file).map_err(|error| none(error.to_string()))?;
    Ok(parse(name_or_file, &text)?)
}

/// Reads a rule set from the text of a file; `file` is its name, for errors. A rule that is not listed is off, unless the
/// file extends a set in which it is on.
///
/// # Errors
/// When the text is no rule set; the error names the line and the key.
pub fn parse(file: &str, text: &str) -> Result<RuleSet, RuleFileError> {
    let place = Place { file, text };
    let File { name, version, source, date, extends, unknown_permille, rule } = file::read(place)?;
    let extending = extends.is_some();
    let mut rules = extends.map_or_else(|| Ok(nothing_on()), |base| base_set(place, &base))?;
    (rules.name, rules.version, rules.source) = (name, version, source);
    rules.date = file::date(place, "date", &date)?;
    match unknown_permille {
        Some(value) => rules
            .set_unknown_permille(*value.get_ref())
            .map_err(|error| place.at(value.span(), "unknown_permille", error.to_string()))?,
        None if extending => {}
        None => return Err(place.at(0..0, "unknown_permille", "it is missing; write 1 to 1000".into())),
    }
    let mut listed = Vec::new();
    for entry in rule {
        let rule = rule_of(place, &entry.id)?;
        if listed.contains(&rule) {
            return Err(place.at(entry.id.span(), "id", format!("rule {} stands twice: keep one", rule.as_str())));
        }
        listed.push(rule);
        take(place, &mut rules, rule, &entry, extending)?;
    }
    Ok(rules)
}

/// The default set with every rule off.
fn nothing_on() -> RuleSet {
    let mut rules = RuleSet::default();
    for rule in RuleId::ALL {
        rules.switch(rule, false);
    }
    rules
}

fn base_set(place: Place<'_>, base: &Spanned<String>) -> Result<RuleSet, RuleFileError> {
    // Sets that extend each other could go round in a circle; all that are built in rest on this one.
    if base.get_ref() == "national" {
        return Ok(RuleSet::default());
    }
    Err(place.at(base.span(), "extends", format!("“{}” cannot be extended: write national", base.get_ref())))
}

fn rule_of(place: Place<'_>, id: &Spanned<String>) -> Result<RuleId, RuleFileError> {
    RuleId::parse(id.get_ref()).ok_or_else(|| {
        let known = RuleId::ALL.map(RuleId::as_str).join(", ");
        place.at(id.span(), "id", format!("this yuntu has no rule {}; it has {known}", id.get_ref()))
    })
}

/// Takes what a file says of one rule into the set.
fn take(
    place: Place<'_>,
    rules: &mut RuleSet,
    rule: RuleId,
    entry: &Entry,
    extending: bool,
) -> Result<(), RuleFileError> {
    match entry.on {
        Some(on) => rules.switch(rule, on),
        None if extending => {}
        None => return Err(place.at(entry.id.span(), "on", "it is missing; write true or false".into())),
    }
    if let Some(word) = &entry.severity {
        rules.weigh(rule, severity(place, word)?);
    }
    if let Some(source) = &entry.source {
        let date = entry.source_date.as_ref().map(|date| file::date(place, "source_date", date)).transpose()?;
        rules.rest_on(rule, source.clone(), date);
    } else if let Some(date) = &entry.source_date {
        return Err(place.at(date.span(), "source_date", "a date needs a source beside it".into()));
    }
    for (name, value) in &entry.parameters {
        rules.set(rule, name, *value.get_ref()).map_err(|error| place.at(value.span(), name, error.to_string()))?;
    }
    let definition = rule.definition();
    let unsaid = definition.parameters.iter().find(|known| !entry.parameters.contains_key(known.name));
    if let Some(unsaid) = unsaid.filter(|_| !extending) {
        let takes = definition.parameters.iter().map(|known| known.name).collect::<Vec<_>>().join(", ");
        let reason = format!("it is missing; {} takes {takes}", rule.as_str());
        return Err(place.at(entry.id.span(), unsaid.name, reason));
    }
    in_order(place, rules, rule, entry)
}

/// Refuses a least that is above its most.
fn in_order(place: Place<'_>, rules: &RuleSet, rule: RuleId, entry: &Entry) -> Result<(), RuleFileError> {
    for (low, high) in rule.definition().ordered {
        let (least, most) = (rules.named(rule, low), rules.named(rule, high));
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            let span = entry.parameters.get(*low).map_or_else(|| entry.id.span(), Spanned::span);
            return Err(place.at(span, low, format!("“{least}” is above {high}, “{most}”")));
        }
    }
    Ok(())
}

fn severity(place: Place<'_>, word: &Spanned<String>) -> Result<RuleSeverity, RuleFileError> {
    match word.get_ref().as_str() {
        "hard" => Ok(RuleSeverity::Hard),
        "soft" => Ok(RuleSeverity::Soft),
        other => Err(place.at(word.span(), "severity", format!("“{other}” is no severity: write hard or soft"))),
    }
}

#[cfg(test)]
mod tests;
