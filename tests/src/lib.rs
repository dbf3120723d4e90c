//! What the contracts, journeys and differential tests share: the real binary, scratch folders, a plain HTTP client, a
//! sample district that went the whole way.

mod assessed;
mod binary;
pub mod planted;
mod scratch;
pub mod tiles;

pub use assessed::{assessed, district, records, truth};
pub use binary::{Ran, Reply, Server, import, import_words, run, sample_register, yuntu};
pub use scratch::{Scratch, free_port};
