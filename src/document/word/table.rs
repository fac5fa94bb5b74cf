//! A table on its way: grid columns and merges (ECMA-376 part 1, 17.4).

use super::super::page::{Block, Frame, Slot, Table, Value};
use crate::model::Place;

/// The most columns that one slot may cover; Word allows 63.
const SPAN_LIMIT: u32 = 1_000;

/// How a slot is merged with the one above or before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Merge {
    #[default]
    None,
    Restart,
    Continue,
}

/// What `w:tcPr` says.
#[derive(Debug, Default)]
pub(super) struct SlotProperties {
    pub(super) span: u32,
    pub(super) vertical: Merge,
    pub(super) horizontal: Merge,
    pub(super) fill: Option<u32>,
    pub(super) deleted: bool,
}

/// The innermost part of a table that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Table,
    Row,
    Slot,
}

/// A table whose end has not come yet.
#[derive(Debug)]
pub(super) struct TableBuilder {
    number: u32,
    slots: Vec<Slot>,
    row: u32,
    /// The row being read, apart from the slots above that it makes longer.
    pending: Vec<Slot>,
    longer: Vec<usize>,
    column: u32,
    open: Open,
    row_deleted: bool,
    row_hidden: bool,
    /// For each column of the row above, the slot that may go on below, by its first column.
    above: Vec<Opening>,
    below: Vec<Opening>,
    /// The first text in a square that a merge covers, which Word does not show.
    pub(super) covered: Option<String>,
}

/// A slot that a row below may make longer.
#[derive(Debug, Clone, Copy)]
struct Opening {
    column: u32,
    span: u32,
    /// Its place among the finished slots, or among the pending ones of its own row.
    slot: usize,
    pending: bool,
}

impl TableBuilder {
    pub(super) fn new(number: u32) -> Self {
        Self {
            number,
            slots: Vec::new(),
            row: 0,
            pending: Vec::new(),
            longer: Vec::new(),
            column: 0,
            open: Open::Table,
            row_deleted: false,
            row_hidden: false,
            above: Vec::new(),
            below: Vec::new(),
            covered: None,
        }
    }

    /// Begins a row; false where a row is open already.
    pub(super) fn begin_row(&mut self) -> bool {
        if self.open != Open::Table {
            return false;
        }
        (self.open, self.column, self.row_deleted, self.row_hidden) = (Open::Row, 0, false, false);
        true
    }

    /// Leaves columns free before the first slot of the row.
    pub(super) fn skip_columns(&mut self, count: u32) {
        self.column = self.column.saturating_add(count.min(SPAN_LIMIT));
    }

    pub(super) fn delete_row(&mut self) {
        self.row_deleted = true;
    }

    pub(super) fn hide_row(&mut self) {
        self.row_hidden = true;
    }

    /// Begins a slot and says where; `None` where no slot can begin.
    pub(super) fn begin_slot(&mut self) -> Option<Place> {
        if self.open != Open::Row {
            return None;
        }
        self.open = Open::Slot;
        Some(Place::Slot { table: self.number, row: self.row + 1, column: self.column + 1 })
    }

    pub(super) fn end_slot(&mut self, properties: &SlotProperties, blocks: Vec<Block>) {
        self.open = Open::Row;
        let span = properties.span.clamp(1, SPAN_LIMIT);
        let column = self.column;
        self.column = self.column.saturating_add(span);
        let slot = Slot {
            row: self.row,
            column,
            row_span: 1,
            column_span: span,
            blocks: if properties.deleted { Vec::new() } else { blocks },
            value: Value::Text,
            fill: properties.fill,
            hidden: self.row_hidden,
        };
        if properties.horizontal == Merge::Continue && self.widen(span) {
            self.cover(&slot);
            return;
        }
        if properties.vertical == Merge::Continue {
            let above = self.above.iter().find(|o| o.column == column && o.span == span).copied();
            if let Some(opening) = above {
                self.cover(&slot);
                self.longer.push(opening.slot);
                self.below.push(opening);
                return;
            }
        }
        if properties.vertical != Merge::None {
            self.below.push(Opening { column, span, slot: self.pending.len(), pending: true });
        }
        self.pending.push(slot);
    }

    /// Makes the slot before wider; false where there is none in this row.
    fn widen(&mut self, span: u32) -> bool {
        let Some(slot) = self.pending.last_mut() else { return false };
        let adjacent = slot.column + slot.column_span + span == self.column;
        if adjacent {
            slot.column_span += span;
            let index = self.pending.len() - 1;
            if let Some(opening) = self.below.last_mut().filter(|o| o.pending && o.slot == index) {
                opening.span += span;
            }
        }
        adjacent
    }

    fn cover(&mut self, slot: &Slot) {
        if !slot.is_blank() {
            self.covered.get_or_insert_with(|| slot.text());
        }
    }

    /// Ends the row; a deleted one leaves nothing.
    pub(super) fn end_row(&mut self) {
        self.open = Open::Table;
        if self.row_deleted {
            self.pending.clear();
            self.longer.clear();
            self.below.clear();
            return;
        }
        let first = self.slots.len();
        self.slots.append(&mut self.pending);
        for index in self.longer.drain(..) {
            if let Some(slot) = self.slots.get_mut(index) {
                slot.row_span += 1;
            }
        }
        for opening in &mut self.below {
            if std::mem::take(&mut opening.pending) {
                opening.slot += first;
            }
        }
        std::mem::swap(&mut self.above, &mut self.below);
        self.below.clear();
        self.row += 1;
    }

    pub(super) fn finish(self) -> Table {
        Table::new(Frame::Word(self.number), self.slots)
    }
}
