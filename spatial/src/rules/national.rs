//! The catalogue of rules: every rule that defines a blind spot, the built ones on, the others named and off.

use chrono::NaiveDate;

use super::RuleSeverity::{self, Hard, Soft};
use super::{RuleId, RuleInfo, RuleSet};

/// One rule of the catalogue in words.
struct Entry {
    id: &'static str,
    severity: RuleSeverity,
    zh: (&'static str, &'static str),
    en: (&'static str, &'static str),
    source: &'static str,
}

/// The date of the branch work regulations (trial), the one source here whose date is printed on it.
const REGULATIONS: (&str, Option<NaiveDate>) =
    ("中国共产党支部工作条例（试行）", NaiveDate::from_ymd_opt(2018, 10, 28));

/// The catalogue with the parameters of `rules`. A rule that is not built has no parameters yet.
pub(super) fn catalogue(rules: &RuleSet) -> Vec<RuleInfo> {
    ENTRIES.iter().map(|entry| info(entry, rules)).collect()
}

fn info(entry: &Entry, rules: &RuleSet) -> RuleInfo {
    let rule = RuleId::parse(entry.id);
    RuleInfo {
        id: entry.id.into(),
        name_zh: entry.zh.0.into(),
        name_en: entry.en.0.into(),
        text_zh: entry.zh.1.into(),
        text_en: entry.en.1.into(),
        severity: entry.severity,
        on: rule.is_some(),
        parameters: rule.map(|rule| parameters(rule, rules)).unwrap_or_default(),
        source: entry.source.into(),
        source_date: entry.source.starts_with(REGULATIONS.0).then_some(REGULATIONS.1).flatten(),
    }
}

fn parameters(rule: RuleId, rules: &RuleSet) -> Vec<(String, u64)> {
    let named: &[(&str, u32)] = match rule {
        RuleId::G1 => &[("min_households", rules.g1_min_households), ("max_households", rules.g1_max_households)],
        RuleId::O1 => &[("full_members", rules.o1_full_members)],
        RuleId::G11 | RuleId::O10 => &[],
        RuleId::L1 => &[
            ("households_per_member", rules.l1_households_per_member),
            ("reach_dm", rules.l1_reach_dm),
            ("grid_permille", rules.l1_grid_permille),
            ("unknown_permille", rules.unknown_permille),
        ],
        RuleId::S1 => &[
            ("reach_dm", rules.s1_reach_dm),
            ("snap_dm", rules.s1_snap_dm),
            ("grid_permille", rules.s1_grid_permille),
            ("unknown_permille", rules.unknown_permille),
        ],
        RuleId::V1 => &[
            ("ordinary_days", rules.v1_ordinary_days),
            ("more_often_days", rules.v1_more_often_days),
            ("grid_permille", rules.v1_grid_permille),
            ("unknown_permille", rules.unknown_permille),
        ],
    };
    named.iter().map(|(name, value)| ((*name).to_owned(), u64::from(*value))).collect()
}

const ENTRIES: &[Entry] = &[
    Entry {
        id: "G1",
        severity: Soft,
        zh: ("网格规模", "居民网格的户数（去重，含空置）在下限与上限之间。"),
        en: (
            "Grid size",
            "A residential grid has between the fewest and the most households, duplicates apart, vacant ones too.",
        ),
        source: "海口 2020；莆田：500 户或 800 人",
    },
    Entry {
        id: "G3",
        severity: Hard,
        zh: ("不留空白、不交叉重叠", "辖区减去全部网格后不剩空白，任意两个网格不重叠（容差 1 平方米）。"),
        en: (
            "Seamless, no overlap",
            "Nothing of the area is left over after its grids, and no two grids overlap (1 m² tolerance).",
        ),
        source: "CJ/T 349-2010 §6.1.1",
    },
    Entry {
        id: "G4",
        severity: Hard,
        zh: ("网格不跨社区", "每个网格完整位于一个社区之内。"),
        en: ("One community", "Every grid lies in exactly one community."),
        source: "DB6101/T 3185-2024 §5.2",
    },
    Entry {
        id: "G5",
        severity: Hard,
        zh: ("不切割楼栋", "网格边界不穿过楼栋（容差为楼栋面积的 2%）。"),
        en: ("No building is cut", "No grid border runs through a building (tolerance 2 % of its area)."),
        source: "CJ/T 213 原则（完整性）",
    },
    Entry {
        id: "G6",
        severity: Soft,
        zh: ("沿路沿河划界", "网格边界至少 80% 位于道路、河流或小区围墙 15 米以内。"),
        en: (
            "Follows roads and rivers",
            "At least 80 % of a grid's border lies within 15 m of roads, rivers or compound lines.",
        ),
        source: "CJ/T 213 原则",
    },
    Entry {
        id: "G7",
        severity: Soft,
        zh: ("任务相当", "同一社区各网格户数的变异系数不超过 0.25，最大不超过中位数的 1.6 倍。"),
        en: (
            "Balanced load",
            "Over the grids of a community the households vary by at most 0.25 (CV), the largest 1.6 × the median.",
        ),
        source: "“任务相当”",
    },
    Entry {
        id: "G8",
        severity: Soft,
        zh: ("连片紧凑", "网格为一整片，形状紧凑（Polsby–Popper 不低于 0.2）。"),
        en: ("Contiguous, compact", "A grid is one part and compact (Polsby–Popper at least 0.2)."),
        source: "实践",
    },
    Entry {
        id: "G10",
        severity: Soft,
        zh: ("力量配备", "每个网格至少有一名网格长和一名网格员。"),
        en: ("Staffed", "Every grid has at least one leader and one worker."),
        source: "实践",
    },
    Entry {
        id: "G11",
        severity: Hard,
        zh: ("点位归属", "每个住户、楼栋、党员、单位和站点恰好落在一个网格内。"),
        en: ("Exactly one grid", "Every household, building, member, unit and station lies in exactly one grid."),
        source: "网格划分原则",
    },
    Entry {
        id: "G12",
        severity: Soft,
        zh: ("编码规范", "网格编码有效、唯一、以上级编码开头，并按空间顺序编号。"),
        en: ("Code valid", "A grid's code is valid, unique, begins with its parent's, and follows the spatial order."),
        source: "CJ/T 349-2010；DB6101/T 3185-2024",
    },
    Entry {
        id: "O1",
        severity: Hard,
        zh: ("应建未建", "有三名以上正式党员的单位或网格应有党组织。"),
        en: ("Organisation due", "A unit or grid with three or more full members has a party organisation."),
        source: "中国共产党支部工作条例（试行）第四条",
    },
    Entry {
        id: "O2",
        severity: Soft,
        zh: ("联合组建", "正式党员不足三名的，与同园区、同楼宇或 500 米内的单位联合组建。"),
        en: ("Joint branch", "Fewer than three full members join within the same park or building, else within 500 m."),
        source: "中国共产党支部工作条例（试行）第四条",
    },
    Entry {
        id: "O3",
        severity: Soft,
        zh: ("支部规模", "党支部党员人数一般不超过 50 人。"),
        en: ("Branch size", "A branch has at most 50 members."),
        source: "中国共产党支部工作条例（试行）",
    },
    Entry {
        id: "O4",
        severity: Soft,
        zh: ("组织类型", "党员 50 至 100 人设党总支，100 人以上设党委。"),
        en: ("Type by size", "50 to 100 members make a general branch, 100 and more a committee."),
        source: "中国共产党支部工作条例（试行）",
    },
    Entry {
        id: "O5",
        severity: Soft,
        zh: ("支部委员会", "党员 7 人以上的党支部设支部委员会。"),
        en: ("Branch committee", "A branch of 7 or more members has a branch committee."),
        source: "中国共产党支部工作条例（试行）",
    },
    Entry {
        id: "O6",
        severity: Soft,
        zh: ("组织覆盖率", "范围内营业的非公企业中，单独或联合建立党组织的比例（只报告）。"),
        en: (
            "Organisation coverage",
            "Share of operating private enterprises in scope with an organisation of their own or a joint one (reported).",
        ),
        source: "官方定义",
    },
    Entry {
        id: "O7",
        severity: Soft,
        zh: ("工作覆盖", "没有党组织的单位有党建指导员、联络员或工会、共青团组织。"),
        en: (
            "Work coverage",
            "A unit without an organisation has an instructor, a liaison, a union or a youth league.",
        ),
        source: "官方定义",
    },
    Entry {
        id: "O8a",
        severity: Soft,
        zh: ("规模企业有党员", "50 人以上的单位有党员，100 人以上的有党组织（依据未核实）。"),
        en: ("Large units", "A unit of 50 staff has a member, one of 100 an organisation (source not verified)."),
        source: "未核实",
    },
    Entry {
        id: "O8c",
        severity: Soft,
        zh: ("统计范围", "有固定场所、正在营业、从业 10 人以上（社会组织 30 人以上）的单位计入分母。"),
        en: (
            "Scope",
            "Units with fixed premises, operating, of 10 or more staff (social organisations 30) are the denominator.",
        ),
        source: "普查口径",
    },
    Entry {
        id: "O10",
        severity: Hard,
        zh: ("支部建在网格上", "每个网格有党支部或党小组服务。"),
        en: ("Branch in every grid", "Every grid is served by a branch or a group."),
        source: "支部建在网格上",
    },
    Entry {
        id: "O12",
        severity: Soft,
        zh: ("按期换届", "党支部每届三年、基层党委每届五年，不逾期。"),
        en: ("Term overdue", "A branch elects every three years, a committee every five."),
        source: "关于党的基层组织任期的意见",
    },
    Entry {
        id: "L1",
        severity: Hard,
        zh: ("党员联户", "每户有一名在册且可联户的党员联系。"),
        en: ("A linked member", "Every household is linked to a member who is active and eligible."),
        source: "“每户都有党员联系”",
    },
    Entry {
        id: "L2",
        severity: Soft,
        zh: ("联户数量", "一名党员联系的户数不超过上限。"),
        en: ("Households per member", "A member is linked to no more households than the cap."),
        source: "各地做法 3–20 户",
    },
    Entry {
        id: "L3",
        severity: Soft,
        zh: ("免于联户", "年满 70 周岁、体弱或长期外出的党员不承担联户。"),
        en: ("Exempt from links", "Members of 70 and more, infirm or long absent are not linked."),
        source: "宁海 2020",
    },
    Entry {
        id: "L4",
        severity: Soft,
        zh: ("就近联户", "党员与所联户在同一微网格，或相距不超过 500 米。"),
        en: ("Near", "A member and a linked household share a micro-grid or live within 500 m."),
        source: "就近原则",
    },
    Entry {
        id: "L5",
        severity: Soft,
        zh: ("断联补位", "党员离开后 30 天内为原联户重新安排党员。"),
        en: ("Orphaned link refilled", "Within 30 days of a member's leaving another takes the household."),
        source: "实践",
    },
    Entry {
        id: "L6",
        severity: Soft,
        zh: ("党员中心户", "每个网格有 2 至 5 个党员中心户，每户联系 5 至 15 名党员。"),
        en: ("Hub households", "A grid has 2 to 5 hub households with 5 to 15 members each."),
        source: "宁海",
    },
    Entry {
        id: "L7",
        severity: Soft,
        zh: ("楼栋长", "每栋住宅楼有一名楼栋长。"),
        en: ("Building leader", "Every residential building has a leader."),
        source: "实践",
    },
    Entry {
        id: "L8",
        severity: Soft,
        zh: ("联户能力", "区分因党员不足无法联系的户与尚未安排的户。"),
        en: ("Capacity", "Tells households that no member could take from those nobody has been assigned to."),
        source: "最优分配",
    },
    Entry {
        id: "S1",
        severity: Hard,
        zh: ("15分钟党群服务圈", "每户步行到最近的党群服务站点不超过 1000 米。"),
        en: ("15-minute station circle", "Every household has a service station within 1,000 m on foot."),
        source: "15分钟服务圈；GB 50180-2018（未核实）",
    },
    Entry {
        id: "S2",
        severity: Soft,
        zh: ("一社区一站", "每个社区有一个党群服务站。"),
        en: ("One station per community", "Every community has a service station."),
        source: "实践",
    },
    Entry {
        id: "V1",
        severity: Soft,
        zh: ("走访周期", "一般户每半年、重点户每月至少走访一次。"),
        en: (
            "Visit window",
            "An ordinary household is visited every half year, one of the “more often” class every month.",
        ),
        source: "走访制度",
    },
    Entry {
        id: "V3",
        severity: Soft,
        zh: ("走访状态", "未走访、正常、即将到期（80%）、逾期。"),
        en: ("Visit status", "Never visited, on track, due soon (80 %), overdue."),
        source: "走访制度",
    },
    Entry {
        id: "D1",
        severity: Soft,
        zh: ("双报到", "单位党组织到社区报到，在职党员到居住地社区报到。"),
        en: (
            "Dual check-in",
            "A unit's organisation registers with the community, an in-service member with that of the home.",
        ),
        source: "双报到",
    },
    Entry {
        id: "Q1",
        severity: Soft,
        zh: ("派单时限", "紧急诉求 1 小时、水电气热 2 小时、一般诉求 24 小时内派单。"),
        en: ("Dispatch clock", "A request is dispatched within 1 h (urgent), 2 h (utilities) or 24 h (ordinary)."),
        source: "北京标准 2023",
    },
    Entry {
        id: "Q3",
        severity: Soft,
        zh: ("三率", "响应率、解决率、满意率，附样本量和区间。"),
        en: ("Three rates", "Response, resolution and satisfaction, each with n and interval."),
        source: "三率",
    },
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_built_rule_stands_in_the_catalogue_and_is_on() {
        let rules = RuleSet::default();
        for rule in RuleId::ALL {
            assert!(rules.is_on(rule), "{}", rule.as_str());
        }
        assert_eq!(rules.catalogue.iter().filter(|info| info.on).count(), RuleId::ALL.len());
    }

    #[test]
    fn every_id_stands_once_and_every_text_is_there_in_both_languages() {
        let rules = RuleSet::default();
        let ids: HashSet<_> = rules.catalogue.iter().map(|info| &info.id).collect();
        assert_eq!(ids.len(), rules.catalogue.len());
        for info in &rules.catalogue {
            for chinese in [&info.name_zh, &info.text_zh] {
                assert!(chinese.chars().any(|char| char >= '一'), "{} has no Chinese", info.id);
            }
            for english in [&info.name_en, &info.text_en] {
                assert!(english.is_ascii() || english.contains(['²', '×', '“', '–']), "{}: {english}", info.id);
            }
            assert!(!info.source.is_empty(), "{}", info.id);
        }
    }

    #[test]
    fn the_hard_rules_are_those_of_the_domain() {
        let hard: Vec<_> =
            RuleSet::default().catalogue.into_iter().filter(|info| info.severity == Hard).map(|info| info.id).collect();
        assert_eq!(hard, ["G3", "G4", "G5", "G11", "O1", "O10", "L1", "S1"]);
    }

    #[test]
    fn a_rule_that_a_set_does_not_list_is_off() {
        let mut rules = RuleSet::default();
        rules.catalogue.retain(|info| info.id != "S1");
        assert!(!rules.is_on(RuleId::S1));
        assert!(rules.is_on(RuleId::L1));
    }

    #[test]
    fn parameters_are_those_of_the_set() {
        let rules = RuleSet { g1_max_households: 450, ..RuleSet::default() };
        let g1 = catalogue(&rules).into_iter().find(|info| info.id == "G1").unwrap();
        assert_eq!(g1.parameters, [("min_households".into(), 300), ("max_households".into(), 450)]);
    }
}
