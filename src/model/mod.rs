//! The nouns of the domain, without any input or output.

mod catalogue;
mod commitment;
mod follow_up;
mod hierarchy;
mod passwords;
mod place;
mod printed;
mod reading;
mod review;
mod succession;
mod totals;

pub use catalogue::{Catalogue, Group, Indicator};
pub use commitment::{Commitment, Status};
pub use follow_up::{FollowUp, Outcome};
pub use hierarchy::{Fault, Hierarchy, Member, Unit, UnitId};
pub use passwords::Passwords;
pub use place::{Lang, Place};
pub use printed::PrintedForm;
pub use reading::{Answer, Level, Reading, Rule};
pub use review::{BirthDate, Figures, Flag, Kind, Rating, Review, UnitLine, UnitSource};
pub use succession::{Former, Tenure, Whereabouts};
pub use totals::{AnswerTotals, CommitmentTotals, Totals, UnitTotals};
