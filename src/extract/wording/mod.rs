//! What words mean: which indicator they name, and what an office calls everything else.
//!
//! [`recognise`] names the indicator, by its words ([`lexicon`]), against their sense ([`polarity`]) or by its number
//! ([`ordinal`]). [`vocabulary`] is all other words as data (`templates/vocabulary.toml`); a [`role`] is what a column or label
//! is for; the [`first_person`] how whoever fills a form in speaks of themselves.

pub(super) mod first_person;
mod lexicon;
pub(super) mod ordinal;
pub(super) mod phrases;
pub(super) mod polarity;
pub(super) mod recognise;
pub(super) mod remembered;
pub(super) mod role;
pub(super) mod tokens;
pub(super) mod vocabulary;
pub(super) mod word_lists;
