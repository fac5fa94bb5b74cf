//! The standard report of a unit (*báo cáo*): a Word template filled with the unit's figures.

mod fields;
mod letterhead;
mod paragraphs;
mod template;

pub(super) use fields::fields;
pub(super) use letterhead::{Letterhead, letterhead};
pub(super) use template::Template;
