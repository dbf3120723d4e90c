use spatial::rules::{RuleId, RuleSet};
use toml::Spanned;

use super::RuleFileError;
use super::file::{Entry, Place};

/// A parameter of a rule: its name in a file, its place in the set, the most it may be.
type Parameter = (&'static str, fn(&mut RuleSet) -> &mut u32, u32);

/// A share in per mille.
const WHOLE: u32 = 1_000;
/// Half the circumference of the earth in decimetres: a distance beyond it is a slip of the pen.
const FAR: u32 = 200_000_000;
/// A thousand years in days, and more households than a grid, a member or a town has.
const MANY: u32 = 1_000_000;

/// Which parameters a rule takes, in the order in which they are shown.
fn of(rule: RuleId) -> &'static [Parameter] {
    match rule {
        RuleId::G1 => &[
            ("min_households", |set| &mut set.g1_min_households, MANY),
            ("max_households", |set| &mut set.g1_max_households, MANY),
        ],
        RuleId::O1 => &[("full_members", |set| &mut set.o1_full_members, MANY)],
        RuleId::G11 | RuleId::O10 => &[],
        RuleId::L1 => &[
            ("households_per_member", |set| &mut set.l1_households_per_member, MANY),
            ("reach_dm", |set| &mut set.l1_reach_dm, FAR),
            ("grid_permille", |set| &mut set.l1_grid_permille, WHOLE),
        ],
        RuleId::S1 => &[
            ("reach_dm", |set| &mut set.s1_reach_dm, FAR),
            ("snap_dm", |set| &mut set.s1_snap_dm, FAR),
            ("grid_permille", |set| &mut set.s1_grid_permille, WHOLE),
        ],
        RuleId::V1 => &[
            ("ordinary_days", |set| &mut set.v1_ordinary_days, MANY),
            ("more_often_days", |set| &mut set.v1_more_often_days, MANY),
            ("grid_permille", |set| &mut set.v1_grid_permille, WHOLE),
        ],
    }
}

/// Takes a rule's parameters into the set, and gives them as they are shown: with the share of unknown households where
/// the rule is rolled up from households.
pub(super) fn take(
    place: Place<'_>,
    rules: &mut RuleSet,
    rule: RuleId,
    entry: &Entry,
) -> Result<Vec<(String, u64)>, RuleFileError> {
    let known = of(rule);
    let names = known.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ");
    if let Some((name, value)) = entry.parameters.iter().find(|(name, _)| known.iter().all(|(known, ..)| known != name))
    {
        let takes = if names.is_empty() { "none".to_owned() } else { names };
        return Err(place.at(value.span(), name, format!("{} has no such parameter; it takes {takes}", rule.as_str())));
    }
    let mut shown = Vec::new();
    for (name, field, most) in known {
        let missing = || place.at(entry.id.span(), name, format!("it is missing; {} takes {names}", rule.as_str()));
        let value = number(place, name, entry.parameters.get(*name).ok_or_else(missing)?, *most)?;
        *field(rules) = value;
        shown.push(((*name).to_owned(), u64::from(value)));
    }
    if rules.g1_min_households > rules.g1_max_households {
        let (least, most) = (rules.g1_min_households, rules.g1_max_households);
        let span = entry.parameters.get("min_households").map_or_else(|| entry.id.span(), Spanned::span);
        return Err(place.at(span, "min_households", format!("“{least}” is above max_households, “{most}”")));
    }
    if matches!(rule, RuleId::L1 | RuleId::S1 | RuleId::V1) {
        shown.push(("unknown_permille".to_owned(), u64::from(rules.unknown_permille)));
    }
    Ok(shown)
}

/// A share in per mille.
pub(super) fn permille(place: Place<'_>, name: &str, value: &Spanned<u64>) -> Result<u32, RuleFileError> {
    number(place, name, value, WHOLE)
}

fn number(place: Place<'_>, name: &str, value: &Spanned<u64>, most: u32) -> Result<u32, RuleFileError> {
    let found = *value.get_ref();
    let number = u32::try_from(found).ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| place.at(value.span(), name, format!("“{found}” is out of range: write 1 to {most}")))
}
