//! What every address has in common: problems, parameters, headers, tags, limits, metrics, and the accept loop.

mod accept;
mod answer;
mod harden;
mod health;
mod observe;
mod page;
mod params;
mod problem;
mod public_address;
mod quality;
mod router;

pub use accept::{Limits, serve};
pub use answer::{Json, Momentary, PathText, momentary};
pub(crate) use harden::{matches, not_modified, tagged};
pub use observe::recorder;
pub use params::Params;
pub use problem::{PROBLEM_JSON, Problem, quoted};
pub(crate) use problem::{ProblemBody, Problems};
pub use public_address::PublicAddress;
pub(crate) use public_address::VARY as PUBLIC_ADDRESS_VARY;
pub(crate) use quality::quality;
pub use router::router;
