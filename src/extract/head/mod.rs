//! Who and when: the letterhead, the fields in a form's head, its title and its signatures.
//!
//! [`header`] puts together what [`letterhead`], [`fields`], [`title`], [`dateline`] and [`signature`] say; [`names`] tells
//! what is a person's name, [`owner`] whose a review is where the file says so in two ways, and [`others`] knows the papers
//! that are nobody's self-review.

pub(super) mod dateline;
pub(super) mod fields;
pub(super) mod header;
pub(super) mod letterhead;
pub(super) mod names;
pub(super) mod others;
pub(super) mod owner;
pub(super) mod signature;
pub(super) mod title;
