use std::fmt::Write;

use spatial::rules::{RuleId, RuleSet, RuleSeverity};

const HEAD: &str = "\
# A rule set. A city that differs copies this file, names it, changes it and starts yuntu with --rules FILE; or it writes
# extends = \"national\" and only what differs.
#
# A rule that is not listed, or not on, is not judged. Which parameters a rule takes is fixed, and so are the ranges; distances
# are in decimetres (dm), shares in per mille. What was weighed for the national value stands above each.
";

/// A rule set as the text of a complete file, which [`super::parse`] reads back to the same set.
pub fn write(rules: &RuleSet) -> String {
    let mut text = HEAD.to_owned();
    let lines = [
        format!("name = {}", quoted(&rules.name)),
        format!("version = {}", quoted(&rules.version)),
        format!("source = {}", quoted(&rules.source)),
        format!("date = {}", rules.date),
        "# A grid with more unknown households than this is itself unknown (grey, never green).".to_owned(),
        format!("unknown_permille = {}", rules.unknown_permille),
    ];
    text.push_str(&lines.join("\n"));
    text.push('\n');
    for rule in RuleId::ALL {
        text.push_str(&of_rule(rules, rule));
    }
    text
}

fn of_rule(rules: &RuleSet, rule: RuleId) -> String {
    let info = rules.info(rule);
    let mut text = String::new();
    let severity = match info.severity {
        RuleSeverity::Hard => "hard",
        RuleSeverity::Soft => "soft",
    };
    let known = rule.definition().parameters;
    let mut lines = vec![String::new(), format!("# {} {}: {}", info.name.zh, info.name.en, info.text_zh)];
    lines.extend(known.iter().map(|known| {
        let (name, least, most) = (known.name, known.least, known.most);
        format!("# {name} {least} to {most}: {}", known.why)
    }));
    lines.extend(["[[rule]]".to_owned(), format!("id = \"{}\"", rule.as_str()), format!("on = {}", info.on)]);
    lines.extend([format!("severity = \"{severity}\""), format!("source = {}", quoted(&info.source))]);
    lines.extend(info.source_date.map(|date| format!("source_date = {date}")));
    let values = known.iter().map(|known| format!("{} = {}", known.name, rules.value(known))).collect::<Vec<_>>();
    lines.extend((!values.is_empty()).then(|| format!("parameters = {{ {} }}", values.join(", "))));
    for line in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{line}");
    }
    text
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", c as u32),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}
