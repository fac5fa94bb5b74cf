//! Tables about one member or committee: read row by row ([`rows`]), by what their [`columns`] are for.
//!
//! [`indicator_rows`] answer one indicator each, a [`marked_row`] is the answer in one; the other files are the other shapes
//! of a table: lists [`abreast`], [`cards`], a [`grid`] of numbers, [`spans`], [`stacked`] wordings, tables [`on_side`].

mod abreast;
pub(super) mod answer_columns;
mod cards;
pub(super) mod columns;
pub(super) mod grid;
pub(super) mod group_lists;
pub(super) mod group_titles;
pub(super) mod headings;
mod indicator_rows;
pub(super) mod marked_row;
pub(super) mod noted;
mod on_side;
pub(super) mod rolls;
pub(super) mod rows;
pub(super) mod series;
mod slipped;
pub(super) mod spans;
mod stacked;
mod tallied;
pub(super) mod two_lists;
mod unnamed;
