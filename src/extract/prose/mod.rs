//! Forms in running text: a paragraph for each indicator, or sentences about several.
//!
//! [`aspects`] is what a line may be, worked out once for all forms that repeat it; [`flow`] reads the lines of a form one
//! after another; [`coded`] lines have no words of an indicator. Sentences about several indicators at once: [`across`], [`exceptions`], [`group_prose`], [`grouped`],
//! [`listed`], [`numbered`], [`number_signs`], [`of_all`] and [`roll_call`].

pub(super) mod across;
pub(super) mod afterword;
pub(super) mod aspects;
mod coded;
pub(super) mod exceptions;
pub(super) mod flow;
mod group_prose;
pub(super) mod grouped;
pub(super) mod letter;
pub(super) mod listed;
mod number_signs;
pub(super) mod numbered;
pub(super) mod of_all;
pub(super) mod partings;
mod roll_call;
mod scope;
