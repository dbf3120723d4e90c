//! Writing a tile: one feature at a time, whatever the format.

mod commands;
mod mlt;
mod mvt;
mod values;
mod wire;

use spatial::disclosure::Shown;

use crate::Format;
use crate::geometry::{Lines, Rings};
use crate::world::Position;

/// A feature's geometry in the tile's own units.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Geometry<'a> {
    Point(Position),
    Lines(&'a Lines),
    Polygons(&'a Rings),
}

/// The value of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    /// A text that no other property of the layer has, so that nobody need look for it.
    Own(&'a str),
    /// One of the few words of a vocabulary.
    Word(&'static str),
    Number(u64),
    /// More than none and fewer than this: the text `<5`.
    Below(u64),
    Flag(bool),
}

/// The properties of one feature; an absent one is not there at all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Properties<'a>(Vec<(&'static str, Value<'a>)>);

impl<'a> Properties<'a> {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn text(&mut self, key: &'static str, text: &'a str) -> &mut Self {
        self.0.push((key, Value::Text(text)));
        self
    }

    /// A text that is this feature's alone, as its id is.
    pub(crate) fn own(&mut self, key: &'static str, text: &'a str) -> &mut Self {
        self.0.push((key, Value::Own(text)));
        self
    }

    /// A word of a vocabulary.
    pub(crate) fn word(&mut self, key: &'static str, word: &'static str) -> &mut Self {
        self.0.push((key, Value::Word(word)));
        self
    }

    pub(crate) fn flag(&mut self, key: &'static str, flag: bool) -> &mut Self {
        self.0.push((key, Value::Flag(flag)));
        self
    }

    pub(crate) fn number(&mut self, key: &'static str, number: impl Into<Option<u64>>) -> &mut Self {
        if let Some(number) = number.into() {
            self.0.push((key, Value::Number(number)));
        }
        self
    }

    /// A count as the audience may see it.
    pub(crate) fn shown(&mut self, key: &'static str, count: Shown) -> &mut Self {
        match count {
            Shown::Exact(count) => self.0.push((key, Value::Number(count))),
            Shown::Below(limit) => self.0.push((key, Value::Below(limit))),
            Shown::Hidden => {}
        }
        self
    }

    fn iter(&self) -> impl Iterator<Item = (&'static str, Value<'a>)> {
        self.0.iter().copied()
    }
}

/// A tile being written.
#[derive(Debug)]
pub(crate) enum Writer {
    Mvt(Box<mvt::MvtWriter>),
    Mlt(Box<mlt::MltWriter>),
}

impl Writer {
    pub(crate) fn new(format: Format) -> Self {
        match format {
            Format::Mvt => Self::Mvt(Box::default()),
            Format::Mlt => Self::Mlt(Box::default()),
        }
    }

    /// Begins a layer; one without features will not be in the tile.
    pub(crate) fn layer(&mut self, name: &'static str) {
        match self {
            Self::Mvt(writer) => writer.layer(name),
            Self::Mlt(writer) => writer.layer(name),
        }
    }

    /// Adds a feature to the layer begun last.
    pub(crate) fn feature(&mut self, id: Option<u64>, geometry: Geometry<'_>, properties: &Properties<'_>) {
        match self {
            Self::Mvt(writer) => writer.feature(id, geometry, properties),
            Self::Mlt(writer) => writer.feature(id, geometry, properties),
        }
    }

    /// Adds a feature with the properties of the one before.
    pub(crate) fn again(&mut self, id: Option<u64>, geometry: Geometry<'_>) {
        match self {
            Self::Mvt(writer) => writer.again(id, geometry),
            Self::Mlt(writer) => writer.again(id, geometry),
        }
    }

    /// The bytes.
    pub(crate) fn finish(self) -> Vec<u8> {
        match self {
            Self::Mvt(writer) => writer.finish(),
            Self::Mlt(writer) => writer.finish(),
        }
    }
}
