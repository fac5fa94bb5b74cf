//! Forms with a table of its own for each manifestation: a row or two, too few to tell by themselves where the wordings
//! stand.

use crate::document::{Block, Table};
use crate::extract::FEW;
use crate::extract::context::Context;

/// Where the tables of such a form hold their wordings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Series {
    width: u32,
    column: u32,
}

impl Series {
    /// The series that the small tables of a page make: several of one width word different indicators in one column.
    pub(crate) fn of(blocks: &[Block], context: &Context) -> Option<Self> {
        let small = blocks.iter().filter_map(|block| match block {
            Block::Table(table) if is_small(table) => Some(table),
            _ => None,
        });
        let small: Vec<&Table> = small.collect();
        if small.len() < FEW {
            return None;
        }
        let worded = small.iter().filter_map(|table| {
            let (column, indicator) = named(table, context)?;
            Some((table.columns(), column, indicator))
        });
        let worded: Vec<(u32, u32, usize)> = worded.collect();
        let (width, column, _) = *worded.first()?;
        let mut indicators: Vec<usize> =
            worded.iter().filter(|(w, c, _)| (*w, *c) == (width, column)).map(|(.., i)| *i).collect();
        indicators.sort_unstable();
        indicators.dedup();
        (indicators.len() >= FEW).then_some(Self { width, column })
    }

    /// The column of the wording in a table that belongs to the series.
    pub(crate) fn wording(self, table: &Table, context: &Context) -> Option<u32> {
        let belongs = is_small(table) && table.columns() == self.width;
        named(table, context).filter(|(column, _)| belongs && *column == self.column).map(|_| self.column)
    }
}

/// Whether a table has too few rows to be a form.
pub(crate) fn is_small(table: &Table) -> bool {
    (table.rows() as usize) < FEW && table.columns() > 1
}

/// The column in which a table words an indicator, and which.
fn named(table: &Table, context: &Context) -> Option<(u32, usize)> {
    table.slots().iter().find_map(|slot| {
        let text = slot.text();
        let found = (text.len() > 8).then(|| context.known(&text).found).flatten()?;
        (found.is_clear() && found.anchored).then_some((slot.column, found.indicator))
    })
}
