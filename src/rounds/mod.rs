//! Two rounds compared: what has changed since the earlier campaign that `previous` in `campaign.toml` names.
//!
//! [`previous`] reads the earlier campaign from its ledger, or says why it cannot; [`compare`] sets this round
//! beside it and is a matter of reckoning only. Who is who is certain or asked.

mod acquaintance;
mod asker;
mod carried;
mod change;
mod comparison;
mod earlier;
mod laws;
mod paper;
mod person;
mod previous;
mod reckoning;
mod reports;
#[cfg(test)]
mod tests;

pub use carried::{Carried, CarriedUnit, Sums, carry};
pub use change::{
    Change, Fate, Fates, MemberChange, People, Progress, PromiseChange, Promises, Standing, Told, Trend,
};
pub use comparison::{Comparison, GoneCell, Now, Successors, UnitChange};
pub use earlier::{Asked, Count, Disagreement, Earlier, EarlierCell, EarlierReview, Said};
pub use laws::check;
pub use previous::{PreviousFault, previous};
pub use reckoning::compare;
