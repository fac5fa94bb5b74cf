//! Room 5: what it adds up to. Tallies for every unit up the tree; a tally is a sum and nothing else.

mod laws;
mod precedence;
mod sum;

pub use crate::model::{AnswerTotals, CommitmentTotals, Totals, UnitTotals};
pub use laws::check;
pub use precedence::{Precedence, PrecedenceTotals, Precedences, Sequence};
pub use sum::add_up;
