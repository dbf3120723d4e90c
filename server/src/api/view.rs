//! One district as one audience sees it: the only place where places become wire types.

use std::sync::Arc;

use spatial::Audience;
use spatial::disclosure::Shown;
use spatial::places::{AreaCode, Level};
use spatial::rules::{Evidence, Fact, FactValue, RuleId, RuleSeverity, Subject, SubjectKind, Verdict};
use spatial::shape::Point;
use spatial::snapshot::{Placement, Row, Snapshot};
use spatial::sums::Series;

use super::wire::{
    AreaItem, Bounds, Count, Counts, FactItem, FactScalar, GridItem, GridRule, PathItem, Place, Position, RuleSums,
    Worst,
};
use crate::http::Problem;
use crate::live::Served;

/// A district and who is asking about it.
#[derive(Clone, Debug)]
pub struct View {
    /// The district this request took; it keeps it to its end.
    pub served: Arc<Served>,
    /// Who is asking.
    pub audience: Arc<Audience>,
}

/// An area or a grid of one snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceRow {
    /// A row of the areas.
    Area(Row),
    /// A row of the grids.
    Grid(Row),
}

impl View {
    /// The snapshot.
    pub fn snapshot(&self) -> &Snapshot {
        &self.served.district.snapshot
    }

    /// The rules that are on, in the order of the catalogue.
    pub fn rules(&self) -> impl Iterator<Item = RuleId> + '_ {
        RuleId::ALL.into_iter().filter(|&rule| self.served.district.verdicts.of(rule, SubjectKind::Grid).is_some())
    }

    /// Whether a rule that is on judges households one by one.
    pub fn judges_households(&self, rule: RuleId) -> bool {
        self.served.district.verdicts.of(rule, SubjectKind::Household).is_some()
    }

    /// Whether a rule's gap makes the colour.
    pub fn severity(&self, rule: RuleId) -> RuleSeverity {
        self.served.district.rules.severity(rule)
    }

    /// The row of an area code given as a parameter.
    ///
    /// # Errors
    /// 422 where it is no code, 404 where the register has no such area.
    pub fn area(&self, parameter: &str, code: &str) -> Result<Row, Problem> {
        let parsed = AreaCode::parse(code)
            .map_err(|_| Problem::bad_parameter(parameter, code, vec!["6, 9 or 12 digits".into()]))?;
        self.area_row(parsed.as_str()).ok_or_else(|| Problem::no_such_area(code))
    }

    /// The row of an area's or grid's code given as a parameter.
    ///
    /// # Errors
    /// As [`Self::area`], and 404 for fifteen digits that are no grid's.
    pub fn area_or_grid(&self, parameter: &str, code: &str) -> Result<PlaceRow, Problem> {
        match self.grid_row(code) {
            Some(grid) => Ok(PlaceRow::Grid(grid)),
            None if code.len() == 15 && code.bytes().all(|byte| byte.is_ascii_digit()) => {
                Err(Problem::no_such_grid(code))
            }
            None => self.area(parameter, code).map(PlaceRow::Area),
        }
    }

    /// Refuses what is told only to those who see exact counts of the whole area (`None`: the district).
    ///
    /// # Errors
    /// 403 naming the areas of which this audience sees them.
    pub fn demand_exact(&self, area: Option<Row>) -> Result<(), Problem> {
        self.demand(area, "its exact counts", Audience::sees_exact)
    }

    /// Refuses what is told only to those who may see persons in the whole area (`None`: the district).
    ///
    /// # Errors
    /// 403 naming the areas in which this audience sees them.
    pub fn demand_persons(&self, area: Option<Row>) -> Result<(), Problem> {
        self.demand(area, "its households and members", Audience::sees_persons)
    }

    fn demand(&self, area: Option<Row>, what: &str, sees: impl Fn(&Audience, &str) -> bool) -> Result<(), Problem> {
        let county = &self.snapshot().county;
        let code = |area: Option<Row>| area.map_or(county, |area| &self.snapshot().areas.code[area.index()]);
        let may = |area| sees(&self.audience, code(area).as_str());
        if may(area) {
            return Ok(());
        }
        let areas = &self.snapshot().areas;
        let rows = (0..areas.code.len() as u32).map(Row).filter(|row| may(Some(*row)));
        // The largest ones say it all.
        let largest = rows.filter(|row| !areas.parent[row.index()].is_some_and(|parent| may(Some(parent))));
        let allowed = largest.map(|row| areas.code[row.index()].to_string()).collect();
        Err(Problem::not_for_this_audience(code(area).as_str(), what, allowed))
    }

    /// The same for an area or a grid; a community's workers see all grids it claims.
    ///
    /// # Errors
    /// As [`Self::demand_exact`].
    pub fn demand_exact_of(&self, place: PlaceRow) -> Result<(), Problem> {
        match place {
            // A register without any area is a district too.
            PlaceRow::Area(row) => self.demand_exact((row.index() < self.snapshot().areas.code.len()).then_some(row)),
            PlaceRow::Grid(row) if self.served.district.knows_grid(&self.audience, row) => Ok(()),
            PlaceRow::Grid(row) => self.demand_exact(spatial::sums::grid_parent(self.snapshot(), row)),
        }
    }

    /// Whether the audience sees the exact counts of a place.
    pub fn knows(&self, place: PlaceRow) -> bool {
        match place {
            PlaceRow::Area(_) => self.audience.sees_exact(self.code(place)),
            PlaceRow::Grid(row) => self.served.district.knows_grid(&self.audience, row),
        }
    }

    /// The areas in which a subject is counted, from the smallest: those around its grid, else the claimed community's.
    pub fn around(&self, placement: Placement, community: Option<Row>) -> impl Iterator<Item = Row> + '_ {
        let first = match placement {
            Placement::InGrid(grid) => spatial::sums::grid_parent(self.snapshot(), grid),
            _ => community,
        };
        std::iter::successors(first, |area| self.snapshot().areas.parent[area.index()])
    }

    /// Whether a subject is counted in an area; in the district (`None`, or its row) all are.
    pub fn is_in(&self, area: Option<Row>, placement: Placement, community: Option<Row>) -> bool {
        let inside = area.filter(|area| self.snapshot().areas.parent[area.index()].is_some());
        inside.is_none_or(|area| self.around(placement, community).any(|around| around == area))
    }

    /// A building's address; `None` where it has none.
    pub fn address(&self, building: Row) -> Option<String> {
        let address = &self.snapshot().buildings.address[building.index()];
        (!address.is_empty()).then(|| address.to_string())
    }

    /// The grid a subject stands in, as a step of a way; `None` outside every grid and between several.
    pub fn grid_of(&self, placement: Placement) -> Option<PathItem> {
        let Placement::InGrid(grid) = placement else { return None };
        let place = PlaceRow::Grid(grid);
        Some(PathItem { code: self.code(place).into(), name: self.name(place).into(), level: Level::Grid.into() })
    }

    /// The row of an area.
    pub fn area_row(&self, code: &str) -> Option<Row> {
        self.snapshot().area_row(code)
    }

    /// The row of a grid.
    pub fn grid_row(&self, code: &str) -> Option<Row> {
        self.snapshot().grid_row(code)
    }

    /// Every place of a level inside an area, by code.
    pub fn places(&self, within: Row, level: Level) -> Vec<PlaceRow> {
        let hierarchy = &self.served.hierarchy;
        match level {
            Level::Grid => hierarchy.grids(within).iter().copied().map(PlaceRow::Grid).collect(),
            _ => hierarchy.areas(within, level).into_iter().map(PlaceRow::Area).collect(),
        }
    }

    /// Every place of a level inside an area or grid, by code; a grid has nothing but itself in it.
    pub fn places_in(&self, within: PlaceRow, level: Level) -> Vec<PlaceRow> {
        match within {
            PlaceRow::Area(area) => self.places(area, level),
            PlaceRow::Grid(_) if level == Level::Grid => vec![within],
            PlaceRow::Grid(_) => Vec::new(),
        }
    }

    /// A place's code.
    pub fn code(&self, place: PlaceRow) -> &str {
        match place {
            PlaceRow::Area(row) => self.snapshot().areas.code[row.index()].as_str(),
            PlaceRow::Grid(row) => self.snapshot().grids.code[row.index()].as_str(),
        }
    }

    /// A place's name.
    pub fn name(&self, place: PlaceRow) -> &str {
        match place {
            PlaceRow::Area(row) => &self.snapshot().areas.name[row.index()],
            PlaceRow::Grid(row) => &self.snapshot().grids.name[row.index()],
        }
    }

    /// A place's level.
    pub fn level(&self, place: PlaceRow) -> Level {
        match place {
            PlaceRow::Area(row) => self.snapshot().areas.code[row.index()].level(),
            PlaceRow::Grid(_) => Level::Grid,
        }
    }

    /// A point well inside a place.
    pub fn label(&self, place: PlaceRow) -> Position {
        self.position(match place {
            PlaceRow::Area(row) => self.snapshot().areas.label[row.index()],
            PlaceRow::Grid(row) => self.snapshot().grids.label[row.index()],
        })
    }

    /// A lattice point in degrees.
    pub fn position(&self, point: Point) -> Position {
        Position(self.served.degrees(point))
    }

    /// A place's bounding box.
    pub fn bounds(&self, place: PlaceRow) -> Bounds {
        Bounds(match place {
            PlaceRow::Area(row) => self.served.area_bounds[row.index()],
            PlaceRow::Grid(row) => self.served.grid_bounds[row.index()],
        })
    }

    /// A place's sum as the audience may see it.
    pub fn count(&self, place: PlaceRow, series: Series) -> Count {
        Count(match place {
            // A register without any area is a district too, and has nothing in it.
            PlaceRow::Area(row) if row.index() >= self.snapshot().areas.code.len() => Shown::Exact(0),
            PlaceRow::Area(row) => self.served.district.shown_area(&self.audience, row, series),
            PlaceRow::Grid(row) => self.served.district.shown_grid(&self.audience, row, series),
        })
    }

    /// A place's covered share per mille as the audience may see it.
    pub fn rate(&self, place: PlaceRow, rule: RuleId) -> Option<u16> {
        match place {
            PlaceRow::Area(row) => self.served.district.rate_area(&self.audience, row, rule),
            PlaceRow::Grid(row) => self.served.district.rate_grid(&self.audience, row, rule),
        }
    }

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

    /// What a rule says of a grid; `None` where it is off or not for this audience.
    pub fn judgement(&self, rule: RuleId, grid: Row) -> Option<spatial::rules::Judgement> {
        self.served.district.judgement_grid(&self.audience, grid, rule)
    }

    /// Whether a grid is a blind spot under a rule.
    pub fn is_gap(&self, rule: RuleId, grid: Row) -> bool {
        self.judgement(rule, grid).is_some_and(|judgement| judgement.verdict == Verdict::Gap)
    }

    /// The way down from the district to an area, itself included.
    pub fn path(&self, area: Option<Row>) -> Vec<PathItem> {
        let areas = &self.snapshot().areas;
        let rows = std::iter::successors(area, |row| areas.parent[row.index()]);
        let mut path: Vec<_> = rows
            .map(|row| PathItem {
                code: areas.code[row.index()].to_string(),
                name: areas.name[row.index()].to_string(),
                level: areas.code[row.index()].level().into(),
            })
            .collect();
        path.reverse();
        path
    }

    /// The facts behind a rule's verdict on a grid, as far as the audience may see them.
    pub fn facts(&self, rule: RuleId, grid: Row) -> Vec<FactItem> {
        let subject = Subject { kind: SubjectKind::Grid, row: grid };
        let evidence = spatial::rules::explain(&self.served.district, rule, subject);
        evidence.map(|evidence| self.shown_facts(grid, evidence)).unwrap_or_default()
    }

    fn shown_facts(&self, grid: Row, evidence: Evidence) -> Vec<FactItem> {
        let exact = self.served.district.knows_grid(&self.audience, grid);
        // Left out, not null: some facts are there only when there is a gap, so that even their presence would tell.
        let withheld = |fact: &Fact| match fact.value {
            FactValue::Count(_) => !exact,
            // One household's distance is that household's affair.
            FactValue::Decimetres(_) => !exact && fact.name == "farthest_m",
            _ => false,
        };
        let item = |fact: Fact| {
            let (value, unit) = self.shown_value(grid, fact.value);
            FactItem { name: fact.name.to_owned(), value, unit: unit.map(str::to_owned) }
        };
        evidence.facts.into_iter().filter(|fact| !withheld(fact)).map(item).collect()
    }

    fn shown_value(&self, grid: Row, value: FactValue) -> (FactScalar, Option<&'static str>) {
        match value {
            FactValue::Sum(series, _) => {
                (FactScalar::Count(self.count(PlaceRow::Grid(grid), series)), Some(series_unit(series)))
            }
            FactValue::Count(value) | FactValue::Parameter(value) => (FactScalar::Integer(value as i64), None),
            FactValue::Decimetres(dm) => (FactScalar::Number(f64::from(dm) / 10.0), Some("m")),
            FactValue::Days(days) => (FactScalar::Integer(days), Some("days")),
            FactValue::Date(date) => (FactScalar::Text(date.to_string()), Some("date")),
            FactValue::Id(id) => (FactScalar::Text(id), Some("id")),
            FactValue::Word(word) => (FactScalar::Text(word.to_owned()), Some("word")),
        }
    }
}

fn series_unit(series: Series) -> &'static str {
    match series {
        Series::Persons | Series::GapPersons(_) => "persons",
        Series::Members | Series::FullMembers | Series::EligibleMembers => "members",
        Series::Buildings => "buildings",
        Series::Units => "units",
        Series::Organisations => "organisations",
        Series::Stations => "stations",
        Series::GapGrids(_) => "grids",
        Series::Households | Series::PersonsUnknown | Series::Covered(_) | Series::Gap(_) | Series::Unknown(_) => {
            "households"
        }
    }
}
