//! Where the titles of groups stand in a table.

use crate::document::Table;
use crate::extract::context::Context;
use std::cell::OnceCell;

/// The rows of a table in which the title of a group stands, looked for once.
#[derive(Debug, Default)]
pub(crate) struct GroupTitles(OnceCell<Vec<u32>>);

impl GroupTitles {
    /// Those above a row, the nearest first.
    pub(crate) fn above(&self, table: &Table, row: u32, context: &Context) -> impl Iterator<Item = u32> {
        let rows = self.0.get_or_init(|| titled(table, context));
        rows[..rows.partition_point(|titled| *titled < row)].iter().rev().copied()
    }
}

fn titled(table: &Table, context: &Context) -> Vec<u32> {
    let mut rows: Vec<u32> = Vec::new();
    for slot in table.slots().iter().filter(|slot| context.known(&slot.text()).group.is_some()) {
        // A merged title stands in all of its rows.
        let next = rows.last().map_or(slot.row, |last| slot.row.max(last + 1));
        rows.extend(next..(slot.row + slot.row_span).min(table.rows()));
    }
    rows
}
