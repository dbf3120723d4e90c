//! How records come in, rest and leave: import, the model, the store and the rule sets.

pub mod crs;
pub mod guard;
pub mod model;
pub mod rules;
pub mod store;
