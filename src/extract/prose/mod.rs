//! Forms in running text: a paragraph for each indicator, or sentences about several.
//!
//! [`aspects`] is what a line may be, worked out once for all forms that repeat it; [`flow`] reads the lines of a form one
//! after another; [`coded`] lines have no words of an indicator. Sentences about several indicators at once are [`claims`];
//! where they stand: [`across`], [`exceptions`], [`grouped`], [`listed`] (with [`listed_promises`]),
//! [`numbered`], [`number_signs`], [`roll_call`].

pub(super) mod across;
pub(super) mod afterword;
pub(super) mod aspects;
pub(super) mod claims;
mod coded;
pub(super) mod exceptions;
pub(super) mod flow;
mod group_names;
pub(super) mod grouped;
pub(super) mod letter;
pub(super) mod listed;
mod listed_promises;
mod number_signs;
pub(super) mod numbered;
pub(super) mod partings;
mod roll_call;
mod scope;
