use clap::Args;
use spatial::rules::{RuleInfo, RuleSeverity};

use crate::failure::Failure;

/// Which rules to print, and how.
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// 规则集 A built-in rule set (national, rural) or a file
    #[arg(long, env = "YUNTU_RULES", value_name = "NAME|FILE", default_value = super::DEFAULT_RULES)]
    rules: String,
    /// 规则集文件 Print a complete rule-set file, to be changed and given to --rules
    #[arg(long)]
    toml: bool,
}

impl Rules {
    /// Prints the rules of a set, off ones too, with their parameters and sources.
    pub(super) fn run(self) -> Result<(), Failure> {
        let rules = data::rules::open(&self.rules).map_err(Failure::new)?;
        if self.toml {
            return super::print(data::rules::write(&rules).trim_end());
        }
        super::print(&format!("{} {}, {}", rules.name, rules.version, rules.date))?;
        rules.catalogue().iter().try_for_each(|rule| super::print(&text(rule)))
    }
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
        format!("\n{:<4} {on:<4}{severity}  {} {}", rule.id.as_str(), rule.name.zh, rule.name.en),
        rule.text_zh.clone(),
        rule.text_en.clone(),
    ];
    lines.extend((!parameters.is_empty()).then(|| parameters.join("  ")));
    lines.push(format!("{}{date}", rule.source));
    lines.join("\n     ")
}
