//! The layers, one file each: what a feature is, at which zooms, with which fields for whom.

mod area;
mod bin;
mod building;
mod circle_only;
mod gap;
mod gap_area;
mod grid;
mod household;
mod member;
mod organisation;
mod places;
mod road;
mod station;
mod water;

use std::ops::RangeInclusive;

use spatial::Audience;
use spatial::rules::{Affects, RuleId};

use crate::TileSource;
use crate::cut::Cut;

/// A field of a layer: its key and what it holds, in words.
pub(crate) type Field = (&'static str, &'static str);

/// Words for the types of fields.
pub(crate) const TEXT: &str = "String";
pub(crate) const NUMBER: &str = "Number";
pub(crate) const FLAG: &str = "Boolean";
/// A count where some are suppressed.
pub(crate) const COUNT: &str = "Number, or \"<5\"; absent where hidden";
/// A rate.
pub(crate) const RATE: &str = "Number, covered per thousand; absent where hidden";

/// Names of grids and points are in tiles from this zoom on. Above it a thousand grids share a tile, nobody could write so
/// many names on it, and each costs eight bytes of what a tile may weigh; codes and ids are always there.
pub(crate) const FIRST_NAMED_ZOOM: u8 = 13;

/// What a layer is, beside its features.
pub(crate) struct Description {
    pub(crate) text: &'static str,
    pub(crate) zooms: RangeInclusive<u8>,
    pub(crate) fields: Vec<Field>,
}

/// The layers, in drawing order from below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LayerId {
    /// District, streets, communities.
    Area,
    /// Grids with their worst verdict.
    Grid,
    /// Blind spots: grids with the rules by which they are gaps.
    Gap,
    /// Household rates by square cell, below building level.
    Bin,
    /// Households that the circle covers and the walk does not.
    CircleOnly,
    /// Blind-spot areas of one rule: places a person can go to.
    GapArea,
    /// Rivers, canals, lakes.
    Water,
    /// Roads.
    Road,
    /// Building footprints.
    Building,
    /// Party organisations.
    Organisation,
    /// Service stations.
    Station,
    /// Households, for those who may see them.
    Household,
    /// Members, for those who may see them.
    Member,
}

impl LayerId {
    /// Every layer.
    pub const ALL: [Self; 13] = [
        Self::Area,
        Self::Grid,
        Self::Gap,
        Self::Bin,
        Self::CircleOnly,
        Self::GapArea,
        Self::Water,
        Self::Road,
        Self::Building,
        Self::Organisation,
        Self::Station,
        Self::Household,
        Self::Member,
    ];

    /// The layer's name in tiles and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Grid => "grid",
            Self::Gap => "gap",
            Self::Bin => "bin",
            Self::CircleOnly => "circle_only",
            Self::GapArea => "gap_area",
            Self::Water => "water",
            Self::Road => "road",
            Self::Building => "building",
            Self::Organisation => "organisation",
            Self::Station => "station",
            Self::Household => "household",
            Self::Member => "member",
        }
    }

    /// What the layer is for an audience, where it is of one rule of that rule.
    pub(crate) fn describe(self, audience: &Audience, rule: Option<RuleId>) -> Description {
        match self {
            Self::Area => area::describe(),
            Self::Grid => grid::describe(),
            Self::Gap => gap::describe(rule),
            Self::Bin => bin::describe(audience),
            Self::CircleOnly => circle_only::describe(audience),
            Self::GapArea => gap_area::describe(),
            Self::Water => water::describe(),
            Self::Road => road::describe(),
            Self::Building => building::describe(audience),
            Self::Organisation => organisation::describe(),
            Self::Station => station::describe(),
            Self::Household => household::describe(),
            Self::Member => member::describe(),
        }
    }

    /// Writes the layer's features in a tile; where it is of one rule, those of that rule.
    pub(crate) fn write(self, source: &TileSource, cut: &mut Cut<'_>, rule: Option<RuleId>) {
        if !self.describe(cut.audience, rule).zooms.contains(&cut.zoom()) {
            return;
        }
        cut.layer(self.as_str());
        match self {
            Self::Area => area::write(source, cut),
            Self::Grid => grid::write(source, cut),
            Self::Gap => gap::write(source, cut, rule),
            Self::Bin => bin::write(source, cut),
            Self::CircleOnly => circle_only::write(source, cut),
            Self::GapArea => gap_area::write(source, cut, rule),
            Self::Water => water::write(source, cut),
            Self::Road => road::write(source, cut),
            Self::Building => building::write(source, cut),
            Self::Organisation => organisation::write(source, cut),
            Self::Station => station::write(source, cut),
            Self::Household => household::write(source, cut),
            Self::Member => member::write(source, cut),
        }
    }

    /// Whether the audience may know that the layer exists.
    pub fn exists_for(self, audience: &Audience) -> bool {
        !matches!(self, Self::Household | Self::Member) || audience.has_person_layers()
    }

    /// The rules of which the layer is to be had alone, as the set `gap.S1`.
    pub fn rules(self) -> impl Iterator<Item = RuleId> {
        RuleId::ALL.into_iter().filter(move |rule| match self {
            Self::Gap => true,
            Self::GapArea => rule.definition().affects == Affects::Households,
            _ => false,
        })
    }
}

/// Layers that are asked for together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LayerSet {
    name: String,
    layers: Vec<LayerId>,
    /// The one rule of which the layers are.
    rule: Option<RuleId>,
}

impl LayerSet {
    /// The set `map` (every layer the audience may see), the set of one layer, or that of one layer and one rule, as `gap.S1`;
    /// `None` where the audience has no such set.
    pub fn named(set: &str, audience: &Audience) -> Option<Self> {
        let (name, rule) = match set.split_once('.') {
            None => (set, None),
            Some((name, rule)) => (name, Some(RuleId::parse(rule)?)),
        };
        let is_asked = |layer: &LayerId| match rule {
            None => name == "map" || layer.as_str() == name,
            Some(rule) => layer.as_str() == name && layer.rules().any(|other| other == rule),
        };
        let visible = LayerId::ALL.into_iter().filter(|layer| layer.exists_for(audience));
        let layers: Vec<_> = visible.filter(is_asked).collect();
        (!layers.is_empty()).then(|| Self { name: set.to_owned(), layers, rule })
    }

    /// The names of all sets that the audience has.
    pub fn names(audience: &Audience) -> Vec<String> {
        let visible = || LayerId::ALL.into_iter().filter(|layer| layer.exists_for(audience));
        let whole = std::iter::once("map").chain(visible().map(LayerId::as_str)).map(str::to_owned);
        let of_rules =
            visible().flat_map(|layer| layer.rules().map(move |rule| format!("{}.{}", layer.as_str(), rule.as_str())));
        whole.chain(of_rules).collect()
    }

    /// The name it was asked by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The one rule of which its layers are; `None` where they are of all.
    pub fn rule(&self) -> Option<RuleId> {
        self.rule
    }

    /// Its layers, in drawing order from below.
    pub fn layers(&self) -> &[LayerId] {
        &self.layers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_has_no_person_layers() {
        for set in ["household", "member", "nonsense", ""] {
            assert_eq!(LayerSet::named(set, &Audience::Public), None, "{set}");
        }
        let map = LayerSet::named("map", &Audience::Public).unwrap();
        assert!(!map.layers().contains(&LayerId::Household) && !map.layers().contains(&LayerId::Member));
        assert_eq!(map.layers().len(), 11);
    }

    #[test]
    fn a_rule_has_a_set_of_its_own_where_the_layer_is_told_rule_by_rule() {
        let named = |set| LayerSet::named(set, &Audience::Public);
        let set = named("gap.G6").unwrap();
        assert_eq!((set.name(), set.layers(), set.rule()), ("gap.G6", &[LayerId::Gap][..], Some(RuleId::G6)));
        assert_eq!(named("gap_area.L1").unwrap().layers(), [LayerId::GapArea]);
        for nothing in ["gap.X9", "gap.", "map.S1", "grid.S1", "gap_area.G1", "gap.S1.S1", "household.S1"] {
            assert_eq!(named(nothing), None, "{nothing}");
        }
        let all = LayerSet::names(&Audience::Public);
        assert!(all.iter().all(|name| named(name).is_some_and(|set| set.name() == name)), "{all:?}");
        assert!(all.contains(&"gap_area.S1".into()) && !all.contains(&"gap_area.G1".into()));
    }

    #[test]
    fn a_worker_has_every_layer() {
        let worker = Audience::parse("worker").unwrap();
        assert_eq!(LayerSet::named("map", &worker).unwrap().layers(), LayerId::ALL);
        assert_eq!(LayerSet::named("household", &worker).unwrap().layers(), [LayerId::Household]);
    }
}
