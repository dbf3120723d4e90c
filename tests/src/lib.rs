//! What the contracts, journeys and differential tests share: the real binary, scratch folders, a plain HTTP client.

mod binary;
mod scratch;

pub use binary::{Ran, Reply, Server, import, run, sample_register, yuntu};
pub use scratch::{Scratch, free_port};
