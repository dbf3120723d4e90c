use spatial::rules::{RuleInfo, RuleSeverity};

use crate::failure::Failure;

/// Prints the built-in rules, off ones too, with their parameters and sources.
pub(super) fn run() -> Result<(), Failure> {
    let rules = data::rules::national();
    super::print(&format!("{} {}", rules.name, rules.version))?;
    for rule in &rules.catalogue {
        super::print(&text(rule))?;
    }
    Ok(())
}

fn text(rule: &RuleInfo) -> String {
    let severity = match rule.severity {
        RuleSeverity::Hard => "hard",
        RuleSeverity::Soft => "soft",
    };
    let on = if rule.on { "on" } else { "off" };
    let parameters: Vec<_> = rule.parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let date = rule.source_date.map(|date| format!(", {date}")).unwrap_or_default();
    let mut lines = vec![
        format!("\n{:<4} {on:<4}{severity}  {} {}", rule.id, rule.name_zh, rule.name_en),
        rule.text_zh.clone(),
        rule.text_en.clone(),
    ];
    lines.extend((!parameters.is_empty()).then(|| parameters.join("  ")));
    lines.push(format!("{}{date}", rule.source));
    lines.join("\n     ")
}
