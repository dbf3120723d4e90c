//! The table that the bench prints.

use std::fmt::Write as _;

/// Lines of what was measured, what it is compared with, and whether the target is met.
#[derive(Debug, Default)]
pub struct Table(Vec<[String; 5]>);

impl Table {
    /// A figure with its target and whether it is met.
    pub fn figure(&mut self, what: &str, ours: String, target: &str, met: bool) {
        self.0.push([what.into(), ours, String::new(), String::new(), verdict(target, met)]);
    }

    /// A figure without a target.
    pub fn note(&mut self, what: &str, ours: String) {
        self.0.push([what.into(), ours, String::new(), String::new(), String::new()]);
    }

    /// Two figures of the same work, and how many times faster ours is.
    pub fn pair(&mut self, what: &str, ours: String, other: String, ratio: f64) {
        self.0.push([what.into(), ours, other, format!("{ratio:.1} ×"), String::new()]);
    }

    /// A ratio with its target.
    pub fn ratio(&mut self, what: &str, ratio: f64, target: &str, met: bool) {
        self.0.push([what.into(), String::new(), String::new(), format!("{ratio:.1} ×"), verdict(target, met)]);
    }

    /// The table in Markdown.
    pub fn markdown(&self) -> String {
        let mut text = String::from("| what | yuntu | PostGIS | ratio | target |\n|---|---:|---:|---:|---|\n");
        for [what, ours, other, ratio, target] in &self.0 {
            let _ = writeln!(text, "| {what} | {ours} | {other} | {ratio} | {target} |");
        }
        text
    }
}

fn verdict(target: &str, met: bool) -> String {
    format!("{target}: {}", if met { "met" } else { "NOT met" })
}
