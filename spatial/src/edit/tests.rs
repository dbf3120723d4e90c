use super::*;
use crate::District;
use crate::fixture::edits::{Drawing, difference};
use crate::fixture::{GRIDS, Records, code, date, household_id, member_id};
use crate::rules::{RuleId, RuleSet, SubjectKind};
use crate::snapshot::{Row, SnapshotBuilder};

/// A district beside the records that it is made of.
struct Register {
    builder: SnapshotBuilder,
    district: District,
}

impl Register {
    fn of(records: Records) -> Self {
        let mut builder = records.builder();
        builder.derive_last_visits();
        let district = full(&builder);
        Self { builder, district }
    }

    fn tiny() -> Self {
        let mut records = Records::tiny();
        let visited =
            records.households.iter().filter_map(|household| Some((household.id.clone(), household.last_visit?)));
        records.visits = visited.collect();
        Self::of(records)
    }

    /// Whether the edits were told without a full load; then what they gave is what a full load gives.
    fn edit(&mut self, edits: &[Edit]) -> bool {
        for edit in edits {
            self.builder.apply(edit);
        }
        let full = full(&self.builder);
        let edited = self.district.edited(2, edits);
        if let Some(edited) = &edited {
            assert_eq!(difference(edited, &full), None, "{edits:?}");
            assert_eq!(edited.snapshot.revision, 2);
        }
        let is_edited = edited.is_some();
        self.district = edited.unwrap_or(full);
        is_edited
    }
}

fn full(builder: &SnapshotBuilder) -> District {
    District::assess(builder.clone().finish().0, RuleSet::default(), None)
}

#[test]
fn the_last_record_of_a_list_and_the_first_are_loaded_in_full() {
    let mut register = Register::tiny();
    let stations: Vec<_> = register.district.snapshot.stations.id.iter().cloned().collect();
    let remove: Vec<_> = stations.into_iter().map(Edit::RemoveStation).collect();
    assert!(register.edit(&remove[1..]), "one is left");
    assert!(!register.edit(&remove[..1]), "none is left");
    assert!(!register.edit(&[Edit::PutStation(Records::tiny().stations[0].clone())]), "the first again");
    assert!(register.edit(&[Edit::PutStation(Records::tiny().stations[1].clone())]));
}

#[test]
fn random_edits_give_what_a_full_load_gives() {
    for seed in 0..4 {
        let (mut register, mut drawing) = (Register::tiny(), Drawing::new(seed));
        let edited = (0..500).filter(|_| {
            let edits = drawing.next(&register.district.snapshot);
            register.edit(&edits)
        });
        assert!(edited.count() > 400, "seed {seed}");
    }
}

fn link(member: &MemberId) -> Link {
    Link { county: code("990101"), household: household_id(0, 3), member: member.clone(), since: None, until: None }
}

#[test]
fn a_visit_is_seen_where_it_is_and_shares_all_the_rest() {
    let mut register = Register::tiny();
    let before = register.district.clone();
    assert!(register.edit(&[Edit::PutVisit(household_id(0, 0), date(2026, 10, 30))]));
    let after = &register.district;
    let (old, new) = (&before.snapshot, &after.snapshot);
    assert!(!old.households.ptr_eq(&new.households) && old.members.ptr_eq(&new.members));
    assert!(old.households.placement.ptr_eq(&new.households.placement) && old.grid_index.ptr_eq(&new.grid_index));
    assert!(std::sync::Arc::ptr_eq(&before.network, &after.network));
    let table = |district: &District, rule| district.verdicts.table(rule, SubjectKind::Household).cloned().unwrap();
    for rule in [RuleId::L1, RuleId::S1, RuleId::G11] {
        assert!(table(&before, rule).ptr_eq(&table(after, rule)), "{rule:?}");
    }
}

#[test]
fn a_visit_of_tomorrow_is_kept_and_changes_no_verdict() {
    let mut register = Register::tiny();
    let before = register.district.clone();
    assert!(register.edit(&[Edit::PutVisit(household_id(0, 0), date(2026, 11, 1))]));
    assert_eq!(register.district.snapshot.households.last_visit[0], Some(date(2026, 11, 1)));
    assert_eq!(register.district.verdicts, before.verdicts);
}

#[test]
fn of_several_edits_of_one_record_the_last_counts() {
    let mut register = Register::tiny();
    let station = |id: &str, name: &str| {
        let mut station = Records::tiny().stations[0].clone();
        (station.id, station.name) = (StationId::new(id), name.into());
        station
    };
    let edits = [
        Edit::PutStation(station("S0", "一")),
        Edit::RemoveStation(StationId::new("S0")),
        Edit::RemoveStation(StationId::new("S1")),
        Edit::PutStation(station("S1", "二")),
    ];
    assert!(register.edit(&edits));
    let names: Vec<_> = register.district.snapshot.stations.name.iter().map(ToString::to_string).collect();
    assert_eq!(names[0], "二");
    assert_eq!(names.len(), 2);
}

#[test]
fn a_record_that_others_waited_for_is_loaded_in_full() {
    let mut register = Register::tiny();
    let (id, mut member) = (MemberId::new("M77"), Records::tiny().members[0].clone());
    member.id = id.clone();
    assert!(register.edit(&[Edit::PutLink(link(&id))]), "it leads nowhere");
    assert!(!register.edit(&[Edit::PutMember(member)]), "it leads to the new member");
    let members = &register.district.snapshot.members;
    assert_eq!(members.links.of(members.id.find("M77").unwrap()).len(), 1);
}

#[test]
fn who_leaves_with_all_links_may_come_back_and_who_left_some_is_waited_for() {
    let mut register = Register::tiny();
    let (id, member) = (member_id(0, 0), Records::tiny().members[0].clone());
    let linked: Vec<_> = register.district.snapshot.members.links.of(Row(0)).to_vec();
    assert!(!linked.is_empty());
    let ids = linked.iter().map(|row| HouseholdId::new(register.district.snapshot.households.id.get(*row)));
    let mut leaving: Vec<_> = ids.map(|household| Edit::RemoveLink(household, id.clone())).collect();
    leaving.push(Edit::RemoveMember(id.clone()));
    assert!(register.edit(&leaving) && register.edit(&[Edit::PutMember(member.clone())]));
    assert!(register.edit(&[Edit::PutLink(link(&id)), Edit::RemoveMember(id.clone())]));
    assert!(!register.edit(&[Edit::PutMember(member)]));
}

#[test]
fn a_grid_version_gives_way_to_a_newer_one_and_only_a_load_knows_the_older() {
    let mut register = Register::tiny();
    let old = Records::tiny().grids[0].clone();
    let new = Grid { valid_from: date(2026, 10, 1), name: "新".into(), ..old.clone() };
    assert!(register.edit(&[Edit::PutGrid(new.clone())]));
    assert_eq!(&*register.district.snapshot.grids.name[0], "新");
    assert!(register.edit(&[Edit::PutGrid(Grid { name: "旧".into(), ..old.clone() })]), "it is hidden");
    assert!(!register.edit(&[Edit::RemoveGrid(new.code.clone(), new.valid_from)]));
    assert_eq!(&*register.district.snapshot.grids.name[0], "旧");
    let ended = Grid { valid_to: Some(date(2026, 10, 2)), ..old };
    assert!(register.edit(&[Edit::PutGrid(new), Edit::PutGrid(ended)]), "one follows the other");
    assert_eq!(register.district.snapshot.grids.code.len(), 4);
}

#[test]
fn a_grid_that_ends_leaves_its_households_outside() {
    let mut register = Register::tiny();
    let from = Records::tiny().grids[0].valid_from;
    assert!(register.edit(&[Edit::RemoveGrid(GridCode::new(GRIDS[0]), from)]));
    let district = &register.district;
    assert_eq!(district.snapshot.grids.code.len(), 3);
    assert_eq!(district.verdicts.residents(Row(0)).len(), 15);
    let outside = district.snapshot.households.placement.iter();
    assert_eq!(outside.filter(|at| **at == crate::snapshot::Placement::Outside).count(), 15);
}

#[test]
fn without_an_area_to_draw_the_frame_around_a_grid_is_loaded_in_full() {
    let mut records = Records::tiny();
    records.areas.clear();
    let grid = records.grids[0].clone();
    let mut register = Register::of(records);
    assert!(!register.edit(&[Edit::PutGrid(Grid { name: "新".into(), ..grid })]));
}
