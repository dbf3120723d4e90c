//! The lists of service: micro-grids, hub households, building leaders, check-ins, compounds.

use std::io::Write;

use serde_json::json;

use super::out::{Csv, Folder};
use super::shapes::{Geometry, collection};
use crate::sample::SampleError;
use crate::sample::chance::Dice;
use crate::sample::people::life::days_ago;
use crate::sample::people::words;
use crate::sample::register::{self, Register};
use crate::sample::service::{Service, Who};

/// Writes the lists; building leaders and check-ins have Chinese headers.
pub(in crate::sample) fn write(
    register: &Register,
    service: &Service,
    seed: u64,
    folder: &mut Folder<'_>,
) -> Result<(), SampleError> {
    folder.file("micro_grids.csv", |out| micro_grids(register, service, out))?;
    folder.file("hub_households.csv", |out| hubs(service, out))?;
    folder.file("building_leaders.csv", |out| leaders(service, seed, out))?;
    folder.file("check_ins.csv", |out| check_ins(register, service, out))?;
    let features = register.walls.iter().enumerate().map(|(index, wall)| {
        let properties = json!({"id": format!("C{:05}", index + 1), "kind": wall.kind.as_str(), "name": wall.name,
            "community": register.town.areas[wall.community].code});
        (properties, Geometry::Polygons(&wall.shape))
    });
    collection(folder, "compounds.geojson", features)
}

fn micro_grids(register: &Register, service: &Service, out: &mut impl Write) -> std::io::Result<u64> {
    let mut csv = Csv::new(out, "code,name,buildings")?;
    for micro_grid in &service.micro_grids {
        let grid = &register.town.grids[micro_grid.grid];
        let buildings: Vec<String> =
            micro_grid.buildings.iter().map(|building| register::building_id(*building)).collect();
        csv.field(format_args!("{}{:02}", grid.code, micro_grid.number))
            .field(format_args!("{}第{}微网格", grid.name, micro_grid.number))
            .field(buildings.join(";"))
            .end(out)?;
    }
    Ok(csv.rows())
}

fn hubs(service: &Service, out: &mut impl Write) -> std::io::Result<u64> {
    let mut csv = Csv::new(out, "household,since")?;
    for hub in &service.hubs {
        csv.field(register::household_id(hub.home)).field(days_ago(hub.days)).end(out)?;
    }
    Ok(csv.rows())
}

fn leaders(service: &Service, seed: u64, out: &mut impl Write) -> std::io::Result<u64> {
    let mut csv = Csv::new(out, "楼栋编号,姓名,电话,任职日期")?;
    let mut dice = Dice::new(seed, "leader names");
    for (building, days) in service.leaders.iter().enumerate() {
        let Some(days) = days else { continue };
        csv.field(register::building_id(building))
            .field(words::person(&mut dice))
            .field(words::phone(&mut dice))
            .field(days_ago(*days))
            .end(out)?;
    }
    Ok(csv.rows())
}

fn check_ins(register: &Register, service: &Service, out: &mut impl Write) -> std::io::Result<u64> {
    let mut csv = Csv::new(out, "报到类型,编号,报到社区,报到日期")?;
    for check_in in &service.check_ins {
        let (kind, id) = match check_in.who {
            Who::Organisation(index) => ("组织", register::organisation_id(index)),
            Who::Member(index) => ("党员", register::member_id(index)),
        };
        csv.field(kind)
            .field(id)
            .field(&register.town.areas[check_in.community].code)
            .field(days_ago(check_in.days))
            .end(out)?;
    }
    Ok(csv.rows())
}
