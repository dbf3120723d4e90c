//! The layers, one file each: what a feature is, at which zooms, with which fields for whom.

mod area;
mod bin;
mod building;
mod gap;
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
    pub const ALL: [Self; 11] = [
        Self::Area,
        Self::Grid,
        Self::Gap,
        Self::Bin,
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
            Self::Water => "water",
            Self::Road => "road",
            Self::Building => "building",
            Self::Organisation => "organisation",
            Self::Station => "station",
            Self::Household => "household",
            Self::Member => "member",
        }
    }

    /// What the layer is for an audience.
    pub(crate) fn describe(self, audience: &Audience) -> Description {
        match self {
            Self::Area => area::describe(),
            Self::Grid => grid::describe(),
            Self::Gap => gap::describe(),
            Self::Bin => bin::describe(audience),
            Self::Water => water::describe(),
            Self::Road => road::describe(),
            Self::Building => building::describe(audience),
            Self::Organisation => organisation::describe(),
            Self::Station => station::describe(),
            Self::Household => household::describe(),
            Self::Member => member::describe(),
        }
    }

    /// Writes the layer's features in a tile.
    pub(crate) fn write(self, source: &TileSource, cut: &mut Cut<'_>) {
        if !self.describe(cut.audience).zooms.contains(&cut.zoom()) {
            return;
        }
        cut.layer(self.as_str());
        match self {
            Self::Area => area::write(source, cut),
            Self::Grid => grid::write(source, cut),
            Self::Gap => gap::write(source, cut),
            Self::Bin => bin::write(source, cut),
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
}

/// Layers that are asked for together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LayerSet {
    name: String,
    layers: Vec<LayerId>,
}

impl LayerSet {
    /// The set `map` (every layer the audience may see) or the set of one layer; `None` where the audience has no such set.
    pub fn named(set: &str, audience: &Audience) -> Option<Self> {
        let layers: Vec<_> = LayerId::ALL
            .into_iter()
            .filter(|layer| (set == "map" || layer.as_str() == set) && layer.exists_for(audience))
            .collect();
        (!layers.is_empty()).then(|| Self { name: set.to_owned(), layers })
    }

    /// The name it was asked by.
    pub fn name(&self) -> &str {
        &self.name
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
        assert_eq!(map.layers().len(), 9);
    }

    #[test]
    fn a_worker_has_every_layer() {
        let worker = Audience::parse("worker").unwrap();
        assert_eq!(LayerSet::named("map", &worker).unwrap().layers(), LayerId::ALL);
        assert_eq!(LayerSet::named("household", &worker).unwrap().layers(), [LayerId::Household]);
    }
}
