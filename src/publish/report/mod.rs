//! The papers of a unit: Word templates filled with its figures.
//!
//! A [`Paper`] has a built-in design (`templates/reports`), or a template that the office edited in Word;
//! [`Template`] fills either with the [`fields`] of a unit.

mod charts;
mod check;
mod design;
mod enclosed;
mod engine;
mod fault;
mod fields;
mod glossary;
mod letterhead;
mod lists;
mod nesting;
mod papers;
mod paragraphs;
mod rounds;
mod template;
#[cfg(test)]
mod tests;

pub use charts::charts;
pub(super) use fields::fields;
pub use glossary::{Term, terms};
pub(super) use letterhead::{Letterhead, letterhead};
pub(super) use papers::Paper;
pub(super) use template::Templates;
pub use template::{copy_templates, strange_templates, template_names};
