//! The columns of members' names in a table with a column for each indicator.

use crate::document::{Slot, Table};
use crate::extract::MAX_COLUMNS;
use crate::extract::context::Context;
use crate::extract::head::names;
use crate::extract::table::columns::Columns;
use crate::extract::wording::role::Role;
use crate::text::{clean_name, fold};

/// The columns of a member's name: one, or as many as its heading is merged over, and one for the given name, which
/// is headed *Tên* or by nothing.
pub(super) fn of_members(
    table: &Table,
    body: u32,
    columns: &Columns,
    indicators: u32,
    context: &Context,
) -> Vec<u32> {
    let Some((first, _)) = columns.having(|r| r == Role::Name).next() else {
        return named_column(table, body, columns, indicators, context).into_iter().collect();
    };
    let given = |column: &u32| match columns.role(*column) {
        Some(Role::Name) => columns.headings(*column) == columns.headings(first),
        Some(Role::GivenName) => true,
        Some(_) => false,
        None => columns.headings(*column).is_empty() && holds_given_names(table, body, *column),
    };
    [first].into_iter().chain((first + 1..table.columns().min(MAX_COLUMNS)).take_while(given)).collect()
}

/// Under whatever heading (*Người tự soi*, *Đ/c*): the one column before the indicators in which nothing but names
/// stands, in the first rows.
fn named_column(table: &Table, body: u32, columns: &Columns, before: u32, context: &Context) -> Option<u32> {
    let names = |column: &u32| {
        let slots = (body..table.rows()).filter_map(|row| table.slot(row, *column).filter(|s| s.row == row));
        let first: Vec<&Slot> = slots.filter(|slot| !slot.is_blank()).take(ROWS_OF_NAMES).collect();
        let named = |slot: &&Slot| names::is_whole_name(&clean_name(&slot.text()), &context.vocabulary);
        first.len() > 1 && first.iter().all(named)
    };
    let free = |column: &u32| columns.role(*column).is_none_or(Role::answers);
    let mut fitting = (0..before).filter(free).filter(names);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// How many rows tell whether a column holds names.
const ROWS_OF_NAMES: usize = 3;

/// Whether nothing but single words with a capital stand in a column, and not only *Nam* and *Nữ*.
fn holds_given_names(table: &Table, body: u32, column: u32) -> bool {
    let squares =
        (body..table.rows()).filter_map(|row| table.slot(row, column).filter(|s| s.column == column));
    let texts: Vec<String> = squares.filter(|s| !s.is_blank()).map(|s| s.text().trim().to_owned()).collect();
    let word = |text: &String| !text.contains(' ') && text.starts_with(char::is_uppercase) && text.len() > 1;
    let gender = |text: &String| ["nam", "nu"].contains(&fold(text).as_str());
    !texts.is_empty() && texts.iter().all(word) && !texts.iter().all(gender)
}
