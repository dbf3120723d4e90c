//! How records come in, rest and leave: import, the model, the store, the rule sets and the sample district.

pub mod crs;
pub mod guard;
pub mod import;
pub mod model;
pub mod rules;
pub mod sample;
pub mod store;
