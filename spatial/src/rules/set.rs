use chrono::NaiveDate;

use super::definition::{Parameter, RuleSeverity, WHOLE, Words};
use super::{Definition, RuleId};

/// A named, versioned set of rules with their parameters.
///
/// Loaded by `data::rules` from a file. [`RuleSet::default`] is the built-in `national` set: what each rule's own file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// The set's name, for example `national`.
    pub name: String,
    /// Its version, for example `2026.2`.
    pub version: String,
    /// Who set these numbers, or on what they rest.
    pub source: String,
    /// When they were set.
    pub date: NaiveDate,
    /// A grid with more unknown households than this share is itself unknown (grey), in per mille.
    pub unknown_permille: u32,
    /// By rule.
    settings: Vec<Setting>,
}

/// What a set says of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Setting {
    on: bool,
    severity: RuleSeverity,
    values: Vec<u32>,
    source: String,
    source_date: Option<NaiveDate>,
}

/// What a reader must know of a rule before believing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// The rule.
    pub id: RuleId,
    /// What it is called.
    pub name: Words,
    /// The rule in one Chinese sentence, with the numbers of the set.
    pub text_zh: String,
    /// The rule in one English sentence, with the numbers of the set.
    pub text_en: String,
    /// Whether its gap makes a grid's colour.
    pub severity: RuleSeverity,
    /// Whether it is judged.
    pub on: bool,
    /// Parameter name → value, with the unit in the name.
    pub parameters: Vec<(&'static str, u32)>,
    /// The document or practice it rests on.
    pub source: String,
    /// The day printed on that document, where there is one.
    pub source_date: Option<NaiveDate>,
}

/// A parameter that no rule takes, or a value it may not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadParameter {
    /// The rule has no such parameter.
    #[error("{rule} has no such parameter; it takes {takes}")]
    Unknown {
        /// The rule's id.
        rule: &'static str,
        /// The names that it takes.
        takes: String,
    },
    /// Too small or too large.
    #[error("“{value}” is out of range: write {least} to {most}")]
    OutOfRange {
        /// What was asked for.
        value: u64,
        /// The least it may be.
        least: u32,
        /// The most it may be.
        most: u32,
    },
}

/// The day on which the default numbers were last weighed.
const WEIGHED_ON: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");

impl RuleSet {
    /// Whether a rule is judged.
    pub fn is_on(&self, rule: RuleId) -> bool {
        self.setting(rule).on
    }

    /// Whether a rule's gap makes a grid's colour.
    pub fn severity(&self, rule: RuleId) -> RuleSeverity {
        self.setting(rule).severity
    }

    /// The value of a parameter.
    pub fn value(&self, parameter: &Parameter) -> u32 {
        self.named(parameter.rule, parameter.name).unwrap_or(parameter.default)
    }

    /// The value of a rule's parameter by name; `None` where it has none of that name.
    pub fn named(&self, rule: RuleId, name: &str) -> Option<u32> {
        self.setting(rule).values.get(place_of(rule, name)?).copied()
    }

    /// Switches a rule on or off.
    pub fn switch(&mut self, rule: RuleId, on: bool) {
        self.setting_mut(rule).on = on;
    }

    /// Makes a rule hard or soft.
    pub fn weigh(&mut self, rule: RuleId, severity: RuleSeverity) {
        self.setting_mut(rule).severity = severity;
    }

    /// Says on what a rule rests here.
    pub fn rest_on(&mut self, rule: RuleId, source: String, date: Option<NaiveDate>) {
        let setting = self.setting_mut(rule);
        (setting.source, setting.source_date) = (source, date);
    }

    /// Sets a rule's parameter.
    ///
    /// # Errors
    /// [`BadParameter`] when the rule has none of that name or may not have that value.
    pub fn set(&mut self, rule: RuleId, name: &str, value: u64) -> Result<(), BadParameter> {
        let known = rule.definition().parameters;
        let Some(at) = place_of(rule, name) else {
            let takes = known.iter().map(|parameter| parameter.name).collect::<Vec<_>>().join(", ");
            let takes = if takes.is_empty() { "none".to_owned() } else { takes };
            return Err(BadParameter::Unknown { rule: rule.as_str(), takes });
        };
        self.setting_mut(rule).values[at] = within(value, known[at].least, known[at].most)?;
        Ok(())
    }

    /// Sets the share of unknown households above which a grid is unknown.
    ///
    /// # Errors
    /// [`BadParameter`] when it is no share in per mille.
    pub fn set_unknown_permille(&mut self, value: u64) -> Result<(), BadParameter> {
        self.unknown_permille = within(value, 1, WHOLE)?;
        Ok(())
    }

    /// What the set says of a rule.
    pub fn info(&self, rule: RuleId) -> RuleInfo {
        let (definition, setting) = (rule.definition(), self.setting(rule));
        let names = definition.parameters.iter().map(|parameter| parameter.name);
        let mut parameters: Vec<_> = names.zip(setting.values.iter().copied()).collect();
        let text = |words: &str| filled(words, &parameters);
        let (text_zh, text_en) = (text(definition.text.zh), text(definition.text.en));
        if parameters.iter().any(|(name, _)| *name == "grid_permille") {
            parameters.push(("unknown_permille", self.unknown_permille));
        }
        RuleInfo {
            id: rule,
            name: definition.name,
            text_zh,
            text_en,
            severity: setting.severity,
            on: setting.on,
            parameters,
            source: setting.source.clone(),
            source_date: setting.source_date,
        }
    }

    /// What the set says of every rule, off ones too, in catalogue order.
    pub fn catalogue(&self) -> Vec<RuleInfo> {
        RuleId::ALL.into_iter().map(|rule| self.info(rule)).collect()
    }

    #[cfg(test)]
    pub(crate) fn with(mut self, parameter: &Parameter, value: u32) -> Self {
        self.set(parameter.rule, parameter.name, value.into()).unwrap();
        self
    }

    fn setting(&self, rule: RuleId) -> &Setting {
        &self.settings[rule as usize]
    }

    fn setting_mut(&mut self, rule: RuleId) -> &mut Setting {
        &mut self.settings[rule as usize]
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        Self {
            name: "national".into(),
            version: "2026.2".into(),
            source: "各规则所列文件与做法".into(),
            date: WEIGHED_ON,
            // The domain's line: a grid with more than 10 % unknown is grey, never green.
            unknown_permille: 100,
            settings: RuleId::ALL.into_iter().map(|rule| Setting::of(rule.definition())).collect(),
        }
    }
}

impl Setting {
    fn of(definition: &Definition) -> Self {
        Self {
            on: definition.on,
            severity: definition.severity,
            values: definition.parameters.iter().map(|parameter| parameter.default).collect(),
            source: definition.source.into(),
            source_date: definition.source_date,
        }
    }
}

fn place_of(rule: RuleId, name: &str) -> Option<usize> {
    rule.definition().parameters.iter().position(|parameter| parameter.name == name)
}

fn within(value: u64, least: u32, most: u32) -> Result<u32, BadParameter> {
    let fits = u32::try_from(value).ok().filter(|value| (least..=most).contains(value));
    fits.ok_or(BadParameter::OutOfRange { value, least, most })
}

/// A sentence with its parameters' values in it.
fn filled(words: &str, parameters: &[(&str, u32)]) -> String {
    let mut text = words.to_owned();
    for (name, value) in parameters {
        text = text.replace(&format!("{{{name}}}"), &value.to_string());
        for (unit, shown) in [("_dm", "_m"), ("_permille", "_percent")] {
            if let Some(stem) = name.strip_suffix(unit) {
                text = text.replace(&format!("{{{stem}{shown}}}"), &tenth(*value));
            }
        }
    }
    text
}

/// A tenth, with a decimal where there is one.
fn tenth(value: u32) -> String {
    if value.is_multiple_of(10) { (value / 10).to_string() } else { format!("{}.{}", value / 10, value % 10) }
}

#[cfg(test)]
mod tests {
    use super::super::RuleSeverity::Hard;
    use super::super::{g1, s1};
    use super::*;

    #[test]
    fn every_rule_says_what_it_is_in_both_languages_and_fills_its_numbers_in() {
        for info in RuleSet::default().catalogue() {
            let rule = info.id;
            for chinese in [info.name.zh, &info.text_zh] {
                assert!(chinese.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c)), "{rule:?}: {chinese}");
            }
            for english in [info.name.en, &info.text_en] {
                assert!(english.is_ascii() || english.contains(['²', '×', '“', '–', 'π']), "{rule:?}: {english}");
            }
            for text in [&info.text_zh, &info.text_en] {
                assert!(!text.contains(['{', '}']), "{rule:?} has no such parameter: {text}");
            }
            assert!(!info.source.is_empty(), "{rule:?}");
        }
    }

    #[test]
    fn every_default_lies_in_its_range_and_says_what_was_weighed() {
        for rule in RuleId::ALL {
            let definition = rule.definition();
            assert_eq!(definition.id, rule);
            for parameter in definition.parameters {
                assert_eq!(parameter.rule, rule, "{}", parameter.name);
                assert!((parameter.least..=parameter.most).contains(&parameter.default), "{rule:?} {}", parameter.name);
                assert!(parameter.why.len() > 10, "{rule:?} {}", parameter.name);
            }
            for (low, high) in definition.ordered {
                let value = |name| RuleSet::default().named(rule, name).unwrap();
                assert!(value(low) <= value(high), "{rule:?}: {low}, {high}");
            }
        }
    }

    #[test]
    fn the_hard_rules_are_those_of_the_domain() {
        let rules = RuleSet::default();
        let hard: Vec<_> = RuleId::ALL.into_iter().filter(|rule| rules.severity(*rule) == Hard).collect();
        let domain = ["G3", "G4", "G5", "G11", "O1", "O10", "L1", "S1"];
        assert_eq!(hard, domain.into_iter().filter_map(RuleId::parse).collect::<Vec<_>>());
    }

    #[test]
    fn texts_and_parameters_are_those_of_the_set() {
        let rules = RuleSet::default().with(&g1::MAX, 450).with(&s1::REACH, 15_005);
        let info = rules.info(RuleId::G1);
        assert_eq!(info.parameters, [("min_households", 300), ("max_households", 450)]);
        assert!(info.text_zh.contains("300 至 450"), "{}", info.text_zh);
        assert!(rules.info(RuleId::S1).text_en.contains("1500.5 m"), "{}", rules.info(RuleId::S1).text_en);
    }

    #[test]
    fn a_parameter_that_is_none_or_out_of_range_is_refused() {
        let mut rules = RuleSet::default();
        let said = |result: Result<(), BadParameter>| result.unwrap_err().to_string();
        assert_eq!(
            said(rules.set(RuleId::G1, "households", 3)),
            "G1 has no such parameter; it takes min_households, max_households"
        );
        assert_eq!(said(rules.set(RuleId::O10, "x", 3)), "O10 has no such parameter; it takes none");
        assert_eq!(said(rules.set(RuleId::S1, "grid_permille", 1001)), "“1001” is out of range: write 1 to 1000");
        assert_eq!(said(rules.set_unknown_permille(0)), "“0” is out of range: write 1 to 1000");
        assert_eq!(rules, RuleSet::default());
    }
}
