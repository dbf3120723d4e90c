use chrono::NaiveDate;
use clap::Args;
use data::store::{Open, Store};
use spatial::District;
use spatial::places::AreaCode;
use spatial::rules::{Cause, Judgement, RuleId, RuleSet, SubjectKind, Verdict, Words};
use spatial::snapshot::{List, Snapshot};
use spatial::sums::Series;

use crate::failure::Failure;
use crate::live::Loading;

/// What to check.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// 数据库地址 The register: sqlite:FILE or postgres://…
    #[arg(long, env = "YUNTU_STORE", value_name = "URL", default_value = super::DEFAULT_STORE)]
    store: String,
    /// 判定日期 The date of the verdicts [default: the register's own data date]
    #[arg(long, env = "YUNTU_AS_OF", value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// 规则集 The rule set: a built-in one (national, rural) or a file
    #[arg(long, env = "YUNTU_RULES", value_name = "NAME|FILE", default_value = super::DEFAULT_RULES)]
    rules: String,
    /// 区划代码 The district, where the register has several [default: its first]
    #[arg(long, env = "YUNTU_DISTRICT", value_name = "CODE", value_parser = super::county)]
    district: Option<AreaCode>,
}

impl Check {
    /// Prints the gaps per rule; who may read the register may see exact numbers.
    pub(super) fn run(self) -> Result<(), Failure> {
        let district = super::runtime()?.block_on(self.district())?;
        for line in table(&district) {
            super::print(&line)?;
        }
        Ok(())
    }

    async fn district(self) -> Result<District, Failure> {
        let rules = data::rules::open(&self.rules).map_err(Failure::new)?;
        let store = Store::open(&self.store, Open::Existing).await.map_err(Failure::new)?;
        if store.counties().await.map_err(Failure::new)?.is_empty() {
            let url = store.url();
            return Err(Failure::new(format!(
                "the register at “{url}” is empty: fill it with `yuntu import --store {url} FILE…`"
            )));
        }
        let loading = Loading { county: self.district, rules, as_of: self.as_of };
        loading.district(&store).await.map_err(Failure::new)
    }
}

/// Column heads, and how wide each is; the first is the rule.
const HEADS: [(&str, usize); 11] = [
    ("rule", 6),
    ("subject", 14),
    ("covered", 9),
    ("gap", 9),
    ("unknown", 9),
    ("n/a", 9),
    ("place", 8),
    ("capacity", 10),
    ("service", 9),
    ("shape", 8),
    ("data", 8),
];

fn table(district: &District) -> Vec<String> {
    let snapshot = &district.snapshot;
    let name = snapshot.areas.name.first().map_or("", |name| &**name);
    let mut lines = vec![
        format!("{} {name}, revision {}, data of {}", snapshot.county, snapshot.revision, snapshot.data_date),
        format!("judged as of {} by {} {}", district.verdicts.as_of, district.rules.name, district.rules.version),
        String::new(),
        HEADS.map(|(head, width)| format!("{head:>width$}")).concat(),
    ];
    for rule in RuleId::ALL {
        for kind in SubjectKind::ALL {
            if let Some(judgements) = district.verdicts.of(rule, kind) {
                // G11 has no verdict on grids, only room for one.
                if judgements.iter().any(|judgement| judgement.verdict != Verdict::NotApplicable) {
                    lines.push(row(rule, kind, judgements));
                }
            }
        }
    }
    lines.push(String::new());
    lines.extend(affected(district));
    lines.extend(missing(&district.snapshot, &district.rules));
    lines
}

fn row(rule: RuleId, kind: SubjectKind, judgements: &[Judgement]) -> String {
    let verdicts = [Verdict::Covered, Verdict::Gap, Verdict::Unknown, Verdict::NotApplicable];
    let causes = [Cause::Place, Cause::Capacity, Cause::Service, Cause::Shape, Cause::Data];
    let with = |verdict| judgements.iter().filter(|judgement| judgement.verdict == verdict).count();
    let because = |cause| judgements.iter().filter(|j| j.verdict == Verdict::Gap && j.cause == Some(cause)).count();
    let numbers = verdicts.into_iter().map(with).chain(causes.into_iter().map(because));
    let widths = HEADS.iter().skip(2).map(|(_, width)| *width);
    let numbers: Vec<_> = numbers.zip(widths).map(|(number, width)| format!("{number:>width$}")).collect();
    let [(_, first), (_, second), ..] = HEADS;
    let Words { zh, en } = rule.definition().name;
    format!("{:>first$}{:>second$}", rule.as_str(), kind.as_str()) + &numbers.concat() + "  " + zh + " " + en
}

/// How many people live where a rule finds a gap.
fn affected(district: &District) -> Vec<String> {
    if district.snapshot.areas.code.is_empty() {
        return vec!["the register holds no area yet: import areas.geojson and grids.geojson".to_owned()];
    }
    let all = spatial::snapshot::Row(0);
    let sum = |series| district.sums.area(all, series);
    let line = |rule: RuleId| {
        let (households, persons) = (sum(Series::Gap(rule)), sum(Series::GapPersons(rule)));
        let residents =
            if persons == 0 { "how many residents is not recorded".into() } else { format!("{persons} residents") };
        (households > 0).then(|| format!("{:>6}  {households} households, {residents}", rule.as_str()))
    };
    RuleId::ALL.into_iter().filter_map(line).collect()
}

/// The lists that were never handed over, and the rules that know nothing without them.
fn missing(snapshot: &Snapshot, rules: &RuleSet) -> Vec<String> {
    let line = |list: List| -> Option<String> {
        let needing =
            RuleId::ALL.into_iter().filter(|rule| rules.is_on(*rule) && rule.definition().needs.contains(&list));
        let needing: Vec<_> = needing.map(RuleId::as_str).collect();
        let (list, known_less) = (list.as_str(), needing.join(", "));
        (!needing.is_empty())
            .then(|| format!("the register has no {list}: unknown by {known_less}; import that list to know more"))
    };
    snapshot.missing_lists().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use spatial::fixture::Records;

    use super::*;

    #[test]
    fn what_was_never_handed_over_is_said_with_the_rules_that_need_it() {
        let mut records = Records::tiny();
        records.links.clear();
        records.households.iter_mut().for_each(|household| household.persons = None);
        let mut district = records.district();
        let said = table(&district).join("\n");
        assert!(said.contains("the register has no links: unknown by L1; import"), "{said}");
        assert!(said.contains("D1 ") && said.contains("the register has no check_ins: unknown by D1;"), "{said}");
        assert!(said.contains("households, how many residents is not recorded"), "{said}");
        assert!(!said.contains("no stations"), "{said}");
        district.rules.switch(RuleId::D1, false);
        assert!(!table(&district).join("\n").contains("check_ins"), "no rule misses it");
    }

    #[test]
    fn a_blank_stands_before_the_longest_word_of_each_column() {
        let longest = |words: &[&str]| words.iter().map(|word| word.len()).max().unwrap();
        let rules: Vec<_> = RuleId::ALL.iter().map(|rule| rule.as_str()).collect();
        let subjects: Vec<_> = SubjectKind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert!(HEADS[1].1 > longest(&subjects));
        assert!(HEADS[0].1 > longest(&rules));
        assert!(HEADS.iter().all(|(head, width)| *width > head.len()));
    }
}
