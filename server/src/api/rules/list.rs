//! `GET /api/v1/rules`

use std::collections::BTreeMap;

use axum::extract::{RawQuery, State};
use serde::Serialize;
use spatial::rules::RuleInfo;
use utoipa::ToSchema;

use crate::api::district::get::RuleSetName;
use crate::api::wire::SeverityWord;
use crate::app::App;
use crate::http::{Json, Params, Problem, Problems};

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
}

/// The rules that define a blind spot, with their parameters and sources; off ones too.
#[utoipa::path(
    get, path = "/api/v1/rules", operation_id = "listRules", tag = "rules",
    responses((status = 200, description = "The rules", body = RuleList), Problems)
)]
pub(crate) async fn list_rules(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Json<RuleList>, Problem> {
    Params::read(query.as_deref(), &[])?;
    let view = app.view()?;
    let rules = &view.served.district.rules;
    Ok(Json(RuleList {
        items: rules.catalogue().iter().map(item).collect(),
        next: None,
        rule_set: RuleSetName { name: rules.name.clone(), version: rules.version.clone() },
    }))
}

fn item(rule: &RuleInfo) -> RuleItem {
    RuleItem {
        id: rule.id.as_str().to_owned(),
        name: Bilingual { zh: rule.name.zh.to_owned(), en: rule.name.en.to_owned() },
        text: Bilingual { zh: rule.text_zh.clone(), en: rule.text_en.clone() },
        severity: rule.severity.into(),
        on: rule.on,
        parameters: rule.parameters.iter().map(|(name, value)| ((*name).to_owned(), u64::from(*value))).collect(),
        source: rule.source.clone(),
        source_date: rule.source_date.map(|date| date.to_string()),
    }
}
