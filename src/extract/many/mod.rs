//! Tables in which many members answer, one in each row or each over a column.
//!
//! [`wide`] has a column for each indicator (its rows in [`wide_row`] and [`subrows`]), [`present`] lists what each member has,
//! [`members`] and [`people`] name members beside or above wordings, [`committees`] are counted as one. [`excused`] tells who
//! has not answered and why.

pub(super) mod committees;
pub(super) mod excused;
pub(super) mod members;
mod name_columns;
pub(super) mod people;
pub(super) mod present;
mod subrows;
mod twice;
pub(super) mod wide;
mod wide_row;
