//! What belongs together: heads, answers and corrections become reviews.
//!
//! An [`item`] is what stands on a page once tables and text are understood; [`assemble`] gathers items in a [`draft`], and
//! [`filled`] puts its answers into a review. [`member_reviews`] are those of a table of many, [`parts`] those given sheet by
//! sheet, [`apart`] are corrections that stand alone. What was not understood is told by [`leftover`] and [`gist`]; [`sums`] check
//! what was.

pub(super) mod apart;
pub(super) mod assemble;
pub(super) mod draft;
pub(super) mod filled;
mod gist;
pub(super) mod item;
pub(super) mod leftover;
mod lines;
mod member_reviews;
pub(super) mod other_rounds;
pub(super) mod parts;
pub(super) mod rating;
pub(super) mod ratings;
pub(super) mod sums;
