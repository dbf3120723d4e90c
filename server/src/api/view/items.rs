//! Places on the wire.

use spatial::places::Level;
use spatial::snapshot::Row;
use spatial::sums::Series;

use super::{PlaceRow, View};
use crate::api::wire::{AreaItem, Counts, GridItem, GridRule, Place, RuleSums, Worst};

impl View {
    /// What is counted in a place.
    pub fn counts(&self, place: PlaceRow) -> Counts {
        Counts {
            households: self.count(place, Series::Households),
            persons: self.count(place, Series::Persons),
            members: self.count(place, Series::Members),
            organisations: self.count(place, Series::Organisations),
            units: self.count(place, Series::Units),
            stations: self.count(place, Series::Stations),
            buildings: self.count(place, Series::Buildings),
        }
    }

    /// An area or grid on the wire.
    pub fn place(&self, place: PlaceRow) -> Place {
        match place {
            PlaceRow::Area(row) => Place::Area(Box::new(self.area_item(row))),
            PlaceRow::Grid(row) => Place::Grid(Box::new(self.grid_item(row))),
        }
    }

    /// An area on the wire.
    pub fn area_item(&self, row: Row) -> AreaItem {
        let (areas, place) = (&self.snapshot().areas, PlaceRow::Area(row));
        let code = &areas.code[row.index()];
        let rules = self.rules().map(|rule| RuleSums {
            rule: rule.into(),
            gap_grids: self.count(place, Series::GapGrids(rule)),
            gap_households: self.count(place, Series::Gap(rule)),
            gap_persons: self.count(place, Series::GapPersons(rule)),
            rate: self.rate(place, rule),
        });
        AreaItem {
            id: code.to_string(),
            code: code.to_string(),
            name: areas.name[row.index()].to_string(),
            level: code.level().into(),
            kind: areas.kind[row.index()].as_str().to_owned(),
            parent: areas.parent[row.index()].map(|parent| areas.code[parent.index()].to_string()),
            label: self.label(PlaceRow::Area(row)),
            bounds: self.bounds(PlaceRow::Area(row)),
            counts: self.counts(place),
            rules: rules.collect(),
        }
    }

    /// A grid on the wire.
    pub fn grid_item(&self, row: Row) -> GridItem {
        let (snapshot, place) = (self.snapshot(), PlaceRow::Grid(row));
        let grids = &snapshot.grids;
        let (worst, worst_rule) = self.served.district.worst(&self.audience, row);
        let rules = self.rules().filter_map(|rule| {
            let judgement = self.judgement(rule, row)?;
            Some(GridRule {
                rule: rule.into(),
                verdict: judgement.verdict.into(),
                cause: judgement.cause.map(Into::into),
                gap_households: self.count(place, Series::Gap(rule)),
                gap_persons: self.count(place, Series::GapPersons(rule)),
                rate: self.rate(place, rule),
            })
        });
        GridItem {
            id: grids.code[row.index()].to_string(),
            code: grids.code[row.index()].to_string(),
            name: grids.name[row.index()].to_string(),
            kind: grids.kind[row.index()].as_str().to_owned(),
            level: Level::Grid.into(),
            community: grids.community[row.index()].map(|area| snapshot.areas.code[area.index()].to_string()),
            label: self.label(PlaceRow::Grid(row)),
            bounds: self.bounds(PlaceRow::Grid(row)),
            counts: self.counts(place),
            worst: Worst {
                rule: worst_rule.map(Into::into),
                verdict: worst.verdict.into(),
                cause: worst.cause.map(Into::into),
            },
            rules: rules.collect(),
        }
    }
}
