//! The table that the bench prints.

use std::fmt::Write as _;

/// Lines of what was measured, what it is compared with, and whether the target is met.
#[derive(Debug, Default)]
pub struct Table {
    lines: Vec<[String; 5]>,
    missed: Vec<String>,
}

impl Table {
    /// A figure with its target and whether it is met.
    pub fn figure(&mut self, what: &str, ours: String, target: &str, met: bool) {
        let verdict = self.judge(what, target, met);
        self.push([what.into(), ours, String::new(), String::new(), verdict]);
    }

    /// A figure without a target.
    pub fn note(&mut self, what: &str, ours: String) {
        self.push([what.into(), ours, String::new(), String::new(), String::new()]);
    }

    /// Two figures of the same work, and how many times faster ours is.
    pub fn pair(&mut self, what: &str, ours: String, other: String, ratio: f64) {
        self.push([what.into(), ours, other, format!("{ratio:.1} ×"), String::new()]);
    }

    /// A ratio with its target.
    pub fn ratio(&mut self, what: &str, ratio: f64, target: &str, met: bool) {
        let verdict = self.judge(what, target, met);
        self.push([what.into(), String::new(), String::new(), format!("{ratio:.1} ×"), verdict]);
    }

    /// What did not reach its target.
    pub fn missed(&self) -> &[String] {
        &self.missed
    }

    /// The table in Markdown.
    pub fn markdown(&self) -> String {
        let mut text = String::from("| what | yuntu | PostGIS | ratio | target |\n|---|---:|---:|---:|---|\n");
        for [what, ours, other, ratio, target] in &self.lines {
            let _ = writeln!(text, "| {what} | {ours} | {other} | {ratio} | {target} |");
        }
        text
    }

    /// Whoever waits sees what is there so far; the table itself is printed at the end.
    fn push(&mut self, line: [String; 5]) {
        eprintln!("  {}", line.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" · "));
        self.lines.push(line);
    }

    fn judge(&mut self, what: &str, target: &str, met: bool) -> String {
        if !met {
            self.missed.push(format!("{what}, {target}"));
        }
        format!("{target}: {}", if met { "met" } else { "NOT met" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misses_its_target_is_remembered() {
        let mut table = Table::default();
        table.figure("a card", "4 ms".into(), "≤ 5 ms", true);
        table.ratio("tiles", 19.0, "≥ 20 ×", false);
        table.note("a note", "7".into());
        assert_eq!(table.missed(), ["tiles, ≥ 20 ×"]);
        assert!(table.markdown().contains("NOT met"));
    }
}
