//! `GET /api/v1/rules`

use std::collections::BTreeMap;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde::Serialize;
use spatial::flow::Terms;
use spatial::rules::{RuleId, RuleInfo, RuleSet};
use utoipa::{IntoParams, ToSchema};

use crate::api::district::get::RuleSetName;
use crate::api::lens::{self, RulesQuery};
use crate::api::sheet::{Sheet, TableFormat, one_line};
use crate::api::wire::{ListWord, SeverityWord};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

/// A text in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A rule as a reader must know it before believing it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleItem {
    /// The catalogue's id.
    #[schema(example = "S1")]
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// The rule in one sentence.
    pub text: Bilingual,
    /// Hard or soft.
    pub severity: SeverityWord,
    /// Whether it judges.
    pub on: bool,
    /// Its parameters, with the unit in the name.
    pub parameters: BTreeMap<String, u64>,
    /// Lists without which it knows nothing: where the register has no record of one, what it applies to is unknown.
    pub needs: Vec<ListWord>,
    /// Where it comes from.
    pub source: String,
    /// The date of that source.
    pub source_date: Option<String>,
}

/// The rules, off ones too.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleList {
    /// In the order of the catalogue.
    pub items: Vec<RuleItem>,
    /// Always null: the list fits on one page.
    pub next: Option<String>,
    /// Which set they are.
    pub rule_set: RuleSetName,
    /// The names that the parameter `rules` takes: the set this server was started with, and those that are built in.
    pub rule_sets: Vec<String>,
}

/// How the rules are written.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameter; it is read by name, to say that it is wrong")]
struct Query {
    /// json or csv (for a spreadsheet); by default json.
    #[param(inline)]
    format: Option<TableFormat>,
}

const SHEET: Sheet = Sheet {
    name: "rules",
    items: "items",
    place: None,
    lines: one_line,
    columns: &[
        ("规则", "rule", "/id"),
        ("名称", "name", "/name/zh"),
        ("英文名称", "English name", "/name/en"),
        ("内容", "text", "/text/zh"),
        ("英文内容", "English text", "/text/en"),
        ("严重程度", "severity", "/severity"),
        ("启用", "on", "/on"),
        ("参数", "parameters", "/parameters"),
        ("所需清单", "needed lists", "/needs"),
        ("来源", "source", "/source"),
        ("来源日期", "source date", "/source_date"),
    ],
};

/// The rules that define a blind spot, with their parameters and sources; off ones too.
#[utoipa::path(
    get, path = "/api/v1/rules", operation_id = "listRules", tag = "rules",
    params(Query, RulesQuery),
    responses((status = 200, description = "The rules", body = RuleList), Problems)
)]
pub(crate) async fn list_rules(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let params = Params::read(query.as_deref(), &["format", "rules"])?;
    let format = SHEET.format(&params)?;
    let view = app.view()?;
    let served = &view.served.district.rules;
    let rules = params.text("rules").map_or_else(|| Ok(served.clone()), |name| lens::rule_set(served, name))?;
    let list = RuleList {
        items: items(&rules),
        next: None,
        rule_sets: lens::names(served),
        rule_set: RuleSetName { name: rules.name, version: rules.version },
    };
    Ok(SHEET.answer(format, &list))
}

/// Every rule in the order of the catalogue.
fn items(rules: &RuleSet) -> Vec<RuleItem> {
    let mut items: Vec<_> = rules.catalogue().iter().map(item).collect();
    let after_l7 = items.iter().position(|item| item.id == RuleId::L7.as_str()).map_or(items.len(), |at| at + 1);
    items.insert(after_l7, capacity(rules));
    items
}

/// L8 judges the links of all households together, later than the other rules: `/api/v1/capacity` tells its verdicts.
fn capacity(rules: &RuleSet) -> RuleItem {
    let Terms { per_member, reach_mm } = Terms::of(rules);
    let metres = reach_mm / 1_000;
    let zh = format!(
        "每名党员最多联系 {per_member} 户，住户须在 {metres} 米以内或同一微网格；按最优分配仍无人可联的户为能力不足，其余未联的户为尚未安排。"
    );
    let en = format!(
        "With at most {per_member} households per member, each within {metres} m or of one micro-grid: who stays without in the \
         best assignment is unreachable by capacity, any other household without a link is unassigned."
    );
    RuleItem {
        id: "L8".to_owned(),
        name: Bilingual { zh: "联户能力".to_owned(), en: "Link capacity".to_owned() },
        text: Bilingual { zh, en },
        severity: SeverityWord::Soft,
        on: rules.is_on(RuleId::L1),
        parameters: BTreeMap::from([
            ("households_per_member".to_owned(), per_member.into()),
            ("reach_dm".to_owned(), (reach_mm / 100).into()),
        ]),
        needs: vec![ListWord::Members, ListWord::Links],
        source: "由党员人数与应联户数推算".to_owned(),
        source_date: None,
    }
}

fn item(rule: &RuleInfo) -> RuleItem {
    RuleItem {
        id: rule.id.as_str().to_owned(),
        name: Bilingual { zh: rule.name.zh.to_owned(), en: rule.name.en.to_owned() },
        text: Bilingual { zh: rule.text_zh.clone(), en: rule.text_en.clone() },
        severity: rule.severity.into(),
        on: rule.on,
        parameters: rule.parameters.iter().map(|(name, value)| ((*name).to_owned(), u64::from(*value))).collect(),
        needs: rule.id.definition().needs.iter().map(|list| (*list).into()).collect(),
        source: rule.source.clone(),
        source_date: rule.source_date.map(|date| date.to_string()),
    }
}
