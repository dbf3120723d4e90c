use super::*;

const NATIONAL: &str = BUILT_IN[0].1;

#[test]
fn the_built_in_file_is_the_default_rule_set_written_out() {
    assert_eq!(NATIONAL, write(&RuleSet::default()), "write it anew: yuntu rules --toml > data/rules/national.toml");
    assert_eq!(parse("national.toml", NATIONAL), Ok(RuleSet::default()));
}

#[test]
fn every_built_in_set_has_its_name_and_can_be_written_and_read_back() {
    for name in names() {
        let rules = open(name).unwrap();
        assert_eq!(rules.name, name);
        assert_eq!(parse("copy.toml", &write(&rules)), Ok(rules));
    }
}

#[test]
fn the_countryside_is_given_longer_ways() {
    let rural = named("rural").unwrap();
    let reach = |rules: &RuleSet| rules.named(RuleId::S1, "reach_dm").unwrap();
    assert!(reach(&rural) > reach(&national()));
    assert!(rural.info(RuleId::S1).text_zh.contains("3000 米"));
}

#[test]
fn a_city_changes_a_threshold() {
    let text = NATIONAL.replace("max_households = 500", "max_households = 450").replace("national", "haikou");
    let rules = parse("haikou.toml", &text).unwrap();
    assert_eq!((rules.named(RuleId::G1, "max_households"), rules.name.as_str()), (Some(450), "haikou"));
}

#[test]
fn a_rule_may_be_switched_off_or_left_out() {
    let text = NATIONAL.replacen("on = true", "on = false", 1);
    assert!(!parse("x", &text).unwrap().is_on(RuleId::G1));
    let (head, _) = NATIONAL.split_once("\n# 网格规模").unwrap();
    let nothing = parse("x", head).unwrap();
    assert!(RuleId::ALL.into_iter().all(|rule| !nothing.is_on(rule)));
}

#[test]
fn what_extends_the_national_set_says_only_what_differs() {
    let head = "name = \"a\"\nversion = \"1\"\nsource = \"b\"\ndate = 2026-01-01\nextends = \"national\"\n";
    let rules = parse("a.toml", &format!("{head}[[rule]]\nid = \"S1\"\nparameters = {{ reach_dm = 8000 }}\n")).unwrap();
    assert_eq!(rules.named(RuleId::S1, "reach_dm"), Some(8000));
    assert_eq!(rules.named(RuleId::S1, "snap_dm"), Some(1000));
    assert!(rules.is_on(RuleId::S1) && rules.is_on(RuleId::G1));
    let circle = parse("a.toml", &head.replace("national", "a")).unwrap_err().to_string();
    assert!(circle.contains("line 5, extends") && circle.contains("write national"), "{circle}");
}

#[test]
fn a_set_that_is_neither_built_in_nor_a_file_is_named_with_those_that_are() {
    let message = open("no-such-set").unwrap_err().to_string();
    assert!(message.contains("no-such-set") && message.contains("national, rural"), "{message}");
}

/// Puts `bad` for `good` into the built-in file and gives the complaint.
fn complaint(good: &str, bad: &str) -> String {
    assert!(NATIONAL.contains(good), "{good}");
    parse("city.toml", &NATIONAL.replacen(good, bad, 1)).unwrap_err().to_string()
}

#[test]
fn a_bad_file_is_refused_with_its_line_and_key() {
    for (good, bad, told) in [
        ("version = ", "versoin = ", &["versoin", "line"][..]),
        ("on = true", "on = \"yes\"", &["G1.on", "boolean"]),
        ("on = true\n", "", &["G1.on", "missing"]),
        ("{ min_households = 300", "{ min_household = 300", &["G1.min_household", "max_households"]),
        ("{ min_households = 300", "{ min_households = 0", &["G1.min_households", "“0”", "1"]),
        ("{ min_households = 300", "{ min_households = 600", &["G1.min_households", "600", "500"]),
        ("{ min_households = 300, ", "{ ", &["G1", "min_households", "missing"]),
        ("grid_permille = 400", "grid_permille = 1001", &["L1.grid_permille", "1001", "1000"]),
        ("grid_permille = 400", "grid_permille = -4", &["L1.parameters", "-4"]),
        ("severity = \"soft\"", "severity = \"mild\"", &["G1.severity", "mild", "hard or soft"]),
        ("id = \"G11\"", "id = \"G99\"", &["G99.id", "no rule G99", "G11"]),
        ("id = \"G11\"", "id = \"G1\"", &["G1.id", "twice"]),
        ("source_date = 2018-10-28", "source_date = 2018-13-28", &["source_date"]),
        ("[[rule]]\nid = \"G1\"\n", "[[rule]]\nid = \"G1\"\nsorce = \"x\"\n", &["G1.sorce", "source"]),
        ("unknown_permille = 100", "unknown_permille = 2000", &["unknown_permille", "2000"]),
        ("unknown_permille = 100\n", "", &["unknown_permille", "missing"]),
    ] {
        let message = complaint(good, bad);
        assert!(message.starts_with("rule set city.toml, line "), "{message}");
        for word in told {
            assert!(message.contains(word), "“{word}” is missing: {message}");
        }
    }
}

#[test]
fn the_line_is_the_one_of_the_mistake() {
    let line = NATIONAL.lines().position(|line| line.contains("{ min_households")).unwrap() + 1;
    assert!(complaint("{ min_households = 300", "{ min_households = 0").contains(&format!("line {line},")));
}
