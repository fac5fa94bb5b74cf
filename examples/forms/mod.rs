//! Forms as offices fill them in, for the examples that build campaigns.

#![allow(dead_code, reason = "each example builds some of the kinds")]

pub(crate) mod excel;
pub(crate) mod people;
pub(crate) mod word;
