//! Q3, the three rates of requests (三率): response, resolution, satisfaction. A report.
//!
//! **Subjects**: grids and areas. There is no verdict: a rate over a few requests says little, so each is told with its number
//! and its interval. Over the requests of the last `days`: *response*, of those that Q1 judges the ones in time; *resolution*,
//! of those accepted the ones handled by the as-of date; *satisfaction*, of those asked the ones satisfied. **Facts**: for each
//! rate `…_n`, and where that is not zero `…_permille`, `…_low_permille`, `…_high_permille` (95 % interval of Wilson).

use chrono::{Days, NaiveDate};

use super::prelude::*;

const PERIOD: Parameter = Parameter::count(RuleId::Q3, "days", 365, "A year, so that every season counts once.");
/// The quantile of a 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

pub(super) static RULE: Definition = Definition {
    id: RuleId::Q3,
    name: Words { zh: "三率", en: "Three rates" },
    text: Words {
        zh: "近 {days} 天诉求的响应率、解决率、满意率，附样本量和 95% 区间。",
        en: "Response, resolution and satisfaction over {days} days, each with n and its 95 % interval.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "三率",
    source_date: None,
    parameters: &[PERIOD],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let none = |len: usize| vec![Judgement::NOT_APPLICABLE; len].into();
    let snapshot = case.snapshot;
    vec![(SubjectKind::Area, none(snapshot.areas.code.len())), (SubjectKind::Grid, none(snapshot.grids.code.len()))]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let requests = |grid: Row| district.standing().in_grid(SubjectKind::Request, grid).iter().copied();
    let inside = |grid: &Row| {
        crate::sums::grid_parent(&district.snapshot, *grid)
            .is_some_and(|community| district.snapshot.is_within(community, subject.row))
    };
    let here: Vec<Row> = match subject.kind {
        SubjectKind::Grid => requests(subject.row).collect(),
        _ => (0..district.snapshot.grids.code.len() as u32).map(Row).filter(inside).flat_map(requests).collect(),
    };
    let [response, resolution, satisfaction] = rates(district, &here);
    let names = [
        ["response_n", "response_permille", "response_low_permille", "response_high_permille"],
        ["resolution_n", "resolution_permille", "resolution_low_permille", "resolution_high_permille"],
        ["satisfaction_n", "satisfaction_permille", "satisfaction_low_permille", "satisfaction_high_permille"],
    ];
    names.into_iter().zip([response, resolution, satisfaction]).flat_map(|(names, rate)| rate.facts(names)).collect()
}

/// Of these requests.
fn rates(district: &District, of: &[Row]) -> [Rate; 3] {
    let (requests, as_of) = (&district.snapshot.requests, district.verdicts.as_of);
    let period = Days::new(district.rules.value(&PERIOD).into());
    let since = as_of.checked_sub_days(period).unwrap_or(NaiveDate::MIN);
    let judged = district.verdicts.of(RuleId::Q1, SubjectKind::Request).unwrap_or_default();
    let known = |at: Option<chrono::NaiveDateTime>| at.is_some_and(|at| at.date() <= as_of);
    let mut rates = [Rate::default(); 3];
    for row in of.iter().map(|row| row.index()) {
        let accepted = requests.accepted[row].date();
        if accepted <= since || accepted > as_of {
            continue;
        }
        match judged.get(row).map(|judgement| judgement.verdict) {
            Some(Verdict::Covered) => rates[0].add(true),
            Some(Verdict::Gap) => rates[0].add(false),
            _ => {}
        }
        rates[1].add(known(requests.handled[row]));
        if let (true, Some(satisfied)) = (known(requests.evaluated[row]), requests.satisfied[row]) {
            rates[2].add(satisfied);
        }
    }
    rates
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rate {
    yes: u64,
    all: u64,
}

impl Rate {
    fn add(&mut self, yes: bool) {
        self.all += 1;
        self.yes += u64::from(yes);
    }

    /// Rate, low and high end of the interval, per mille.
    fn permille(self) -> Option<[u64; 3]> {
        if self.all == 0 {
            return None;
        }
        let (n, p) = (self.all as f64, self.yes as f64 / self.all as f64);
        let (middle, width) = (p + Z * Z / (2.0 * n), Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt());
        let ends = [middle - width, middle + width].map(|end| end / (1.0 + Z * Z / n));
        let rounded = |share: f64| (share.clamp(0.0, 1.0) * f64::from(WHOLE)).round() as u64;
        Some([rounded(p), rounded(ends[0]), rounded(ends[1])])
    }

    fn facts(self, [n, rate, low, high]: [&'static str; 4]) -> Vec<Fact> {
        let told =
            self.permille().map(|told| [rate, low, high].into_iter().zip(told).map(|(name, value)| count(name, value)));
        std::iter::once(count(n, self.all)).chain(told.into_iter().flatten()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        assert_eq!(Rate { yes: 0, all: 0 }.permille(), None);
        // Against R's prop.test(correct = FALSE).
        assert_eq!(Rate { yes: 8, all: 10 }.permille(), Some([800, 490, 943]));
        assert_eq!(Rate { yes: 0, all: 10 }.permille(), Some([0, 0, 278]));
        assert_eq!(Rate { yes: 88, all: 100 }.permille(), Some([880, 802, 930]));
    }
}
