//! The files: GeoJSON for shapes, CSV for lists, `register.json` and `truth.json`.

mod out;
pub(super) mod people;
pub(super) mod service;
pub(super) mod shapes;
pub(super) mod town;

pub(super) use out::Folder;
