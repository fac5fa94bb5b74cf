//! Room 5: what it adds up to. Tallies for every unit up the tree; a tally is a sum and nothing else.

mod totals;

pub use totals::{AnswerTotals, CommitmentTotals, Totals, UnitTotals};
