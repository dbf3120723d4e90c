//! Rule sets: named, versioned files with every rule's parameters, source and date.
//!
//! Numbers that decide what a blind spot is stand in such a file and in nothing else; cities differ. A file with a word or
//! a number that this program does not know is refused as a whole, with its line and key: a rule that silently kept its
//! old threshold would be worse than none.

mod file;
mod parameters;

use spatial::rules::{RuleId, RuleInfo, RuleSet, RuleSeverity};
use toml::Spanned;

use self::file::{Entry, File, Place};

/// The text of the built-in rule set.
const NATIONAL: &str = include_str!("../../rules/national.toml");

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

/// The rule set that is built in. (It is [`RuleSet::default`], which a test holds equal to the file.)
pub fn national() -> RuleSet {
    parse("national.toml", NATIONAL).unwrap_or_default()
}

/// Reads a rule set from the text of a file; `file` is its name, for errors. Parameters of rules that the file does not
/// list keep their national values.
///
/// # Errors
/// When the text is no rule set; the error names the line and the key.
pub fn parse(file: &str, text: &str) -> Result<RuleSet, RuleFileError> {
    let place = Place { file, text };
    let File { name, version, unknown_permille, rule } = file::read(place)?;
    let mut rules = RuleSet { name, version, catalogue: Vec::new(), ..RuleSet::default() };
    rules.unknown_permille = parameters::permille(place, "unknown_permille", &unknown_permille)?;
    for entry in rule {
        let info = info(place, &mut rules, entry)?;
        rules.catalogue.push(info);
    }
    Ok(rules)
}

fn info(place: Place<'_>, rules: &mut RuleSet, entry: Entry) -> Result<RuleInfo, RuleFileError> {
    let id = entry.id.get_ref().clone();
    if rules.catalogue.iter().any(|info| info.id == id) {
        return Err(place.at(entry.id.span(), "id", format!("rule {id} stands twice: keep one")));
    }
    let severity = severity(place, &entry.severity)?;
    let parameters = match RuleId::parse(&id) {
        Some(rule) => parameters::take(place, rules, rule, &entry)?,
        None if *entry.on.get_ref() => {
            let built = RuleId::ALL.map(RuleId::as_str).join(", ");
            return Err(place.at(
                entry.on.span(),
                "on",
                format!("this yuntu cannot judge rule {id} yet; it can judge {built}"),
            ));
        }
        None => Vec::new(),
    };
    Ok(RuleInfo {
        id,
        name_zh: entry.name_zh,
        name_en: entry.name_en,
        text_zh: entry.text_zh,
        text_en: entry.text_en,
        severity,
        on: entry.on.into_inner(),
        parameters,
        source: entry.source,
        source_date: entry.source_date.map(|date| file::date(place, &date)).transpose()?,
    })
}

fn severity(place: Place<'_>, word: &Spanned<String>) -> Result<RuleSeverity, RuleFileError> {
    match word.get_ref().as_str() {
        "hard" => Ok(RuleSeverity::Hard),
        "soft" => Ok(RuleSeverity::Soft),
        other => Err(place.at(word.span(), "severity", format!("“{other}” is no severity: write hard or soft"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_is_the_default_rule_set() {
        assert_eq!(parse("national.toml", NATIONAL), Ok(RuleSet::default()));
        assert_eq!(national(), RuleSet::default());
    }

    #[test]
    fn a_city_changes_a_threshold() {
        let text = NATIONAL.replace("max_households = 500", "max_households = 450").replace("national", "haikou");
        let rules = parse("haikou.toml", &text).unwrap();
        assert_eq!((rules.g1_max_households, rules.name.as_str()), (450, "haikou"));
        assert_eq!(rules.info(RuleId::G1).unwrap().parameters[1], ("max_households".into(), 450));
    }

    #[test]
    fn a_rule_may_be_switched_off() {
        let text = NATIONAL.replacen("on = true", "on = false", 1);
        assert!(!parse("x", &text).unwrap().is_on(RuleId::G1));
    }

    /// Puts `bad` for `good` into the built-in file and gives the complaint.
    fn complaint(good: &str, bad: &str) -> String {
        assert!(NATIONAL.contains(good), "{good}");
        parse("city.toml", &NATIONAL.replacen(good, bad, 1)).unwrap_err().to_string()
    }

    #[test]
    fn a_bad_file_is_refused_with_its_line_and_key() {
        for (good, bad, told) in [
            ("version = ", "versoin = ", &["versoin", "line"][..]),
            ("on = true", "on = \"yes\"", &["G1.on", "boolean"]),
            ("min_households = 300", "min_household = 300", &["G1.min_household", "max_households"]),
            ("min_households = 300", "min_households = 0", &["G1.min_households", "“0”", "1"]),
            ("min_households = 300", "min_households = 600", &["G1.min_households", "600", "500"]),
            ("min_households = 300, ", "", &["G1", "min_households", "missing"]),
            ("grid_permille = 400", "grid_permille = 1001", &["L1.grid_permille", "1001", "1000"]),
            ("grid_permille = 400", "grid_permille = -4", &["L1.parameters", "-4"]),
            ("severity = \"soft\"", "severity = \"mild\"", &["G1.severity", "mild", "hard or soft"]),
            ("id = \"G3\"\non = false", "id = \"G3\"\non = true", &["G3.on", "cannot judge"]),
            ("id = \"G3\"", "id = \"G1\"", &["G1.id", "twice"]),
            ("source_date = 2018-10-28", "source_date = 2018-13-28", &["source_date"]),
            ("source = ", "sorce = ", &["G1.sorce", "source"]),
            ("unknown_permille = 100", "unknown_permille = 2000", &["unknown_permille", "2000"]),
        ] {
            let message = complaint(good, bad);
            assert!(message.starts_with("rule set city.toml, line "), "{message}");
            for word in told {
                assert!(message.contains(word), "“{word}” is missing: {message}");
            }
        }
    }

    #[test]
    fn the_line_is_the_one_of_the_mistake() {
        let line = NATIONAL.lines().position(|line| line.contains("min_households")).unwrap() + 1;
        assert!(complaint("min_households = 300", "min_households = 0").contains(&format!("line {line},")));
    }
}
