//! The lists: buildings, households, members, organisations, units, stations, staff, links, visits, requests.

use std::io::Write;

use serde_json::json;
use spatial::places::StaffRole;

use super::out::{Csv, Folder};
use super::shapes::{Geometry, SpotPolygon, collection};
use crate::sample::SampleError;
use crate::sample::chance::Dice;
use crate::sample::ground::Spot;
use crate::sample::people::homes::SOURCES;
use crate::sample::people::{life, words};
use crate::sample::register::{self, Register};
use crate::sample::service::Service;

/// Writes the lists. Households and members have Chinese headers, the others English ones, as offices do.
pub(in crate::sample) fn write(
    register: &Register,
    service: &Service,
    seed: u64,
    folder: &mut Folder<'_>,
) -> Result<(), SampleError> {
    buildings(register, folder)?;
    folder.file("households.csv", |out| households(register, seed, out))?;
    folder.file("members.csv", |out| members(register, service, seed, out))?;
    folder.file("organisations.csv", |out| organisations(register, service, out))?;
    folder.file("units.csv", |out| units(register, service, out))?;
    folder.file("stations.csv", |out| stations(register, seed, out))?;
    folder.file("grid_staff.csv", |out| staff(register, service, seed, out))?;
    folder.file("links.csv", |out| links(register, service, out))?;
    folder.file("visits.csv", |out| visits(register, seed, out))?;
    folder.file("requests.csv", |out| requests(register, seed, out))
}

/// A footprint in file positions.
pub(in crate::sample) fn footprint(house: &crate::sample::people::buildings::House) -> Vec<Spot> {
    house.plan.corners().iter().map(|corner| Spot::near(*corner)).collect()
}

fn buildings(register: &Register, folder: &mut Folder<'_>) -> Result<(), SampleError> {
    let shapes: Vec<[SpotPolygon; 1]> = register.houses.iter().map(|house| [vec![footprint(house)]]).collect();
    let features = register.houses.iter().enumerate().map(|(index, house)| {
        let properties = json!({"id": register::building_id(index), "community": register.community_code(house.grid),
            "kind": house.kind.as_str(), "address": register.addresses[index], "floors": house.floors});
        (properties, Geometry::Polygons(&shapes[index]))
    });
    collection(folder, "buildings.geojson", features)
}

fn households(register: &Register, seed: u64, out: &mut impl Write) -> std::io::Result<u64> {
    let header = "户编号,所属社区,楼栋编号,门牌号,经度,纬度,人数,居住类型,走访类别,户主姓名,联系电话,数据来源";
    let mut csv = Csv::new(out, header)?;
    let mut dice = Dice::new(seed, "householders");
    for (index, home) in register.homes.iter().enumerate() {
        csv.field(register::household_id(index))
            .field(&register.town.areas[home.community].code)
            .maybe(home.building.map(register::building_id))
            .field(&home.door)
            .spot(home.spot)
            .maybe(home.persons)
            .maybe(home.tenure.map(|tenure| if index % 3 == 0 { tenure.as_str() } else { tenure.chinese() }))
            .maybe(home.class.map(spatial::places::VisitClass::chinese))
            .field(words::person(&mut dice))
            .field(words::phone(&mut dice))
            .field(SOURCES[home.source])
            .end(out)?;
    }
    Ok(csv.rows())
}

fn members(register: &Register, service: &Service, seed: u64, out: &mut impl Write) -> std::io::Result<u64> {
    let header = "党员编号,所属社区,姓名,手机号,党员类型,出生年份,性别,户编号,单位编号,党组织编号,是否在册,可联户,离开日期,免联原因,\
                  中心户编号";
    let mut csv = Csv::new(out, header)?;
    let mut dice = Dice::new(seed, "member names");
    for (index, member) in register.members.iter().enumerate() {
        let tie = &service.ties[index];
        let yes = |answer: bool| if answer { "是" } else { "否" };
        csv.field(register::member_id(index))
            .field(&register.town.areas[member.community].code)
            .field(words::person(&mut dice))
            .field(words::phone(&mut dice))
            .maybe(member.kind.map(spatial::places::MemberKind::chinese))
            .maybe(member.birth_year)
            .field(if member.woman { "女" } else { "男" })
            .maybe(member.home.map(register::household_id))
            .maybe(member.unit.map(register::unit_id))
            .maybe(member.organisation.map(register::organisation_id))
            .field(yes(member.active))
            .maybe(member.eligible.map(yes))
            .maybe(tie.left_on())
            .maybe(tie.exemption.map(spatial::places::Exemption::chinese))
            .maybe(tie.hub.map(register::household_id))
            .end(out)?;
    }
    Ok(csv.rows())
}

fn organisations(register: &Register, service: &Service, out: &mut impl Write) -> std::io::Result<u64> {
    let header =
        "id,area,name,kind,joint,parent,lon,lat,serves_grids,serves_units,elected_on,term_years,has_branch_committee";
    let mut csv = Csv::new(out, header)?;
    for (index, body) in register.organisations.iter().enumerate() {
        let grids: Vec<&str> = body.grids.iter().map(|grid| register.town.grids[*grid].code.as_str()).collect();
        let units: Vec<String> = body.units.iter().map(|unit| register::unit_id(*unit)).collect();
        csv.field(register::organisation_id(index))
            .field(&register.town.areas[body.area].code)
            .field(&body.name)
            .field(body.kind.as_str())
            .field(body.joint)
            .maybe(body.parent.map(register::organisation_id))
            .spot(body.spot)
            .field(grids.join(";"))
            .field(units.join(";"))
            .maybe(service.terms[index].elected.map(life::days_ago))
            .maybe(service.terms[index].years)
            .maybe(service.terms[index].committee)
            .end(out)?;
    }
    Ok(csv.rows())
}

fn units(register: &Register, service: &Service, out: &mut impl Write) -> std::io::Result<u64> {
    let header =
        "id,community,name,kind,building,staff,operating,lon,lat,fixed_premises,instructor,liaison,union,youth_league";
    let mut csv = Csv::new(out, header)?;
    for (index, unit) in register.units.iter().enumerate() {
        let work = &service.work[index];
        csv.field(register::unit_id(index))
            .field(&register.town.areas[unit.community].code)
            .field(&unit.name)
            .field(unit.kind.as_str())
            .maybe(unit.building.map(register::building_id))
            .maybe(unit.staff)
            .field(u8::from(unit.operating))
            .spot(unit.spot)
            .maybe(work.fixed)
            .maybe(work.carried.instructor)
            .maybe(work.carried.liaison)
            .maybe(work.carried.union)
            .maybe(work.carried.youth_league)
            .end(out)?;
    }
    Ok(csv.rows())
}

fn stations(register: &Register, seed: u64, out: &mut impl Write) -> std::io::Result<u64> {
    let mut csv = Csv::new(out, "id,area,name,kind,lon,lat,duty_name,duty_phone")?;
    let mut dice = Dice::new(seed, "duty names");
    for (index, station) in register.stations.iter().enumerate() {
        csv.field(register::station_id(index))
            .field(&register.town.areas[station.area].code)
            .field(&station.name)
            .field(station.kind.as_str())
            .spot(station.spot)
            .field(words::person(&mut dice))
            .field(words::phone(&mut dice))
            .end(out)?;
    }
    Ok(csv.rows())
}

/// Leaders are vacant in 2 % of the grids; workers are one or two.
fn staff(register: &Register, service: &Service, seed: u64, out: &mut impl Write) -> std::io::Result<u64> {
    let mut csv = Csv::new(out, "grid,role,seat,name,phone,since")?;
    let mut dice = Dice::new(seed, "grid staff");
    let grids = &register.town.grids;
    for (index, grid) in grids.iter().enumerate() {
        let leader = if service.leaderless.contains(&index) { None } else { Some(StaffRole::GridLeader) };
        let second = dice.chance(0.3).then_some(StaffRole::GridWorker);
        for (role, seat) in [(leader, 1), (Some(StaffRole::GridWorker), 1), (second, 2)] {
            let Some(role) = role else { continue };
            let since = life::days_ago(30 + dice.below(1_500) as u16);
            csv.field(&grid.code)
                .field(role.as_str())
                .field(seat)
                .field(words::person(&mut dice))
                .field(words::phone(&mut dice))
                .field(since)
                .end(out)?;
        }
    }
    Ok(csv.rows())
}

fn links(register: &Register, service: &Service, out: &mut impl Write) -> std::io::Result<u64> {
    let mut csv = Csv::new(out, "household,member,since,until")?;
    for link in &register.links {
        csv.field(register::household_id(link.home))
            .field(register::member_id(link.member))
            .field(life::days_ago(link.days))
            .maybe(service.ended.get(&(link.home, link.member)).map(|days| life::days_ago(*days)))
            .end(out)?;
    }
    Ok(csv.rows())
}

fn visits(register: &Register, seed: u64, out: &mut impl Write) -> std::io::Result<u64> {
    let mut csv = Csv::new(out, "household,date,result")?;
    let mut dice = Dice::new(seed, "visits");
    let dates: Vec<String> = (0..=730).map(|days| life::days_ago(days).to_string()).collect();
    for (index, home) in register.homes.iter().enumerate() {
        let id = register::household_id(index);
        for (days, result) in life::visits(home, &mut dice) {
            csv.field(&id).field(&dates[usize::from(days)]).field(result).end(out)?;
        }
    }
    Ok(csv.rows())
}

fn requests(register: &Register, seed: u64, out: &mut impl Write) -> std::io::Result<u64> {
    let header = "id,household,grid,urgency,accepted_at,dispatched_at,handled_at,evaluated_at,satisfied";
    let mut csv = Csv::new(out, header)?;
    for (index, request) in life::requests(&register.homes, register.town.scale.requests, seed).enumerate() {
        csv.field(register::request_id(index))
            .maybe(request.home.map(register::household_id))
            .maybe(request.grid.map(|grid| &register.town.grids[grid].code))
            .field(request.urgency);
        for time in &request.times {
            csv.maybe(time.as_ref());
        }
        csv.maybe(request.satisfied).end(out)?;
    }
    Ok(csv.rows())
}
