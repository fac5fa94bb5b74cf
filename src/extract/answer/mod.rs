//! One answer: what stands where it belongs, and what that decides.
//!
//! From the smallest up: [`boxes`] are drawn, a [`sign`] is one mark or word, a [`choice`] is one of several printed
//! [`options`] (of an [`inner_choice`], [`lettered`], of [`circles`] or in
//! [`numbered_options`]), [`words`] are an answer in a sentence. A
//! [`verdict`] is what they decide, with the rule that decided; [`begun`] gathers it over several lines. What only a whole
//! form can tell of its answers is in [`graded`], [`scale`], [`poll`] and [`counted`].

mod asked_note;
pub(super) mod begun;
pub(super) mod boxes;
pub(super) mod choice;
mod circles;
pub(super) mod counted;
pub(super) mod failings;
pub(super) mod graded;
pub(super) mod inner_choice;
pub(super) mod lettered;
pub(super) mod notes;
mod numbered_options;
pub(super) mod options;
pub(super) mod poll;
pub(super) mod rooms;
pub(super) mod scale;
pub(super) mod sign;
pub(super) mod verdict;
pub(super) mod words;
