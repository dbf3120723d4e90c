//! The layers, one file each.

use spatial::Audience;

/// The layers, in drawing order from below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LayerId {
    /// District, streets, communities.
    Area,
    /// Grids with their worst verdict.
    Grid,
    /// Blind spots: a grid × rule with a gap.
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
