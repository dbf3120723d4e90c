//! Where next: which places, of many that would do, serve the most people.
//!
//! Four questions over numbered sites and demand rows, each answered with what was proven about it:
//!
//! * [`most_covered`]: k sites that bring the most people within reach (maximal covering), with a bound that no other choice
//!   passes; [`fewest_sites`]: how few bring a share of them; [`lost_without`]: who relies on one site.
//! * [`set_cover`]: the fewest sites that reach everybody.
//! * [`p_center`]: p sites with the shortest longest way.
//! * [`p_median`]: p sites with the shortest ways together.
//!
//! [`plan`], [`fewest`] and [`closing`] ask the first of these of a district: its register, its network, its people.
//!
//! All are deterministic: integers decide, ties fall to the lowest number, and no clock cuts a search short; effort is counted in
//! steps.

mod asking;
mod branch;
mod catchments;
mod center;
mod close;
mod cover;
mod dice;
mod distances;
mod fewest;
mod median;
mod plan;
mod relax;
mod set_cover;

#[cfg(test)]
mod reference;

pub use asking::{may_ask, may_see_place, usual_reach_dm};
pub use catchments::Catchments;
pub use center::{Center, p_center};
pub use close::lost_without;
pub use cover::{Alternative, Chosen, Cover, Effort, Question, most_covered};
pub use distances::{BadDistances, Distances};
pub use fewest::{Fewest, fewest_sites};
pub use median::{Median, p_median};
pub use plan::{
    Ask, Closing, FewestPlan, Left, MOST_CANDIDATES, People, Place, Setting, Site, SiteKind, SitingPlan, Spot, Unknown,
    closing, fewest, plan,
};
pub use set_cover::{SetCover, set_cover};
