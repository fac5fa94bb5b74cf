//! A table on its way: grid columns and merges (ECMA-376 part 1, 17.4).

use super::super::page::{Block, Frame, Slot, Table, Value};
use super::super::xml::Element;
use super::excerpt;
use super::kind::Kind;
use super::look::{fill, toggle};
use super::story::{Flow, Story};
use crate::finding::FileFinding;
use crate::model::Place;

/// The most tables that may stand inside one another.
const TABLE_DEPTH_LIMIT: usize = 20;

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
#[derive(Debug, Clone, Copy, Default)]
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
    covered: Option<String>,
    /// All text in squares that are covered or deleted.
    left_out: String,
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
            left_out: String::new(),
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
        let mut slot = Slot {
            row: self.row,
            column,
            row_span: 1,
            column_span: span,
            blocks,
            value: Value::Text,
            fill: properties.fill,
            hidden: self.row_hidden,
        };
        if properties.deleted {
            self.left_out.push_str(&slot.text());
            slot.blocks.clear();
        }
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
            let text = slot.text();
            self.left_out.push_str(&text);
            self.covered.get_or_insert_with(|| text.into_owned());
        }
    }

    /// The slots of the row being read, where each stands as it was read: none is merged with one above, moved,
    /// hidden or left out.
    pub(super) fn plain_row(&self) -> Option<&[Slot]> {
        let next = |column, slot: &Slot| (slot.column == column).then_some(column + slot.column_span);
        let side_by_side = self.pending.iter().try_fold(0, next) == Some(self.column);
        let alone = self.below.is_empty() && self.longer.is_empty() && self.left_out.is_empty();
        (side_by_side && alone && !self.row_deleted && !self.row_hidden).then_some(&self.pending)
    }

    /// Ends the row; a deleted one leaves nothing.
    pub(super) fn end_row(&mut self) {
        self.open = Open::Table;
        if self.row_deleted {
            for slot in self.pending.drain(..) {
                self.left_out.push_str(&slot.text());
            }
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

impl Story<'_, '_> {
    pub(super) fn begin_table_part(&mut self, name: &str) -> Result<Kind, FileFinding> {
        if name == "tbl" {
            if self.tables.len() >= TABLE_DEPTH_LIMIT {
                return Err(FileFinding::TooDeep { detail: format!("w:tbl > {TABLE_DEPTH_LIMIT}") });
            }
            self.place_carried();
            self.context.tables += 1;
            self.tables.push(TableBuilder::new(self.context.tables));
            return Ok(Kind::Table);
        }
        let Some(table) = self.tables.last_mut() else { return Ok(Kind::Content) };
        if name == "tr" {
            return Ok(if table.begin_row() { Kind::Row } else { Kind::Content });
        }
        let Some(place) = table.begin_slot() else { return Ok(Kind::Content) };
        self.count_block()?;
        let margin = self.flows.last().and_then(|f| f.place.clone()).filter(|p| *p == Place::Margin);
        self.flows.push(Flow { place: Some(margin.unwrap_or(place)), ..Flow::default() });
        self.slots.push(SlotProperties::default());
        Ok(Kind::Slot)
    }

    pub(super) fn end_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.end_row();
        }
    }

    pub(super) fn row_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(table) = self.tables.last_mut() else { return Kind::Leaf };
        match element.local() {
            "gridBefore" => {
                let count = element.attribute("val").and_then(|v| v.parse().ok());
                table.skip_columns(count.unwrap_or(0));
            }
            "hidden" if toggle(element) => table.hide_row(),
            "ins" => self.context.seen.tracked = true,
            "del" => {
                self.context.seen.tracked = true;
                table.delete_row();
            }
            "trPrChange" => return Kind::Skip,
            _ => {}
        }
        Kind::Leaf
    }

    pub(super) fn slot_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(slot) = self.slots.last_mut() else { return Kind::Leaf };
        let merge = || match element.attribute("val").as_deref() {
            Some("restart") => Merge::Restart,
            _ => Merge::Continue,
        };
        match element.local() {
            "gridSpan" => slot.span = element.attribute("val").and_then(|v| v.parse().ok()).unwrap_or(1),
            "vMerge" => slot.vertical = merge(),
            "hMerge" => slot.horizontal = merge(),
            "shd" => slot.fill = fill(element),
            "cellIns" => self.context.seen.tracked = true,
            "cellDel" => {
                self.context.seen.tracked = true;
                slot.deleted = true;
            }
            "tcPrChange" => return Kind::Skip,
            _ => {}
        }
        Kind::Leaf
    }

    pub(super) fn end_slot(&mut self) {
        let blocks = self.close_flow();
        if let (Some(table), Some(properties)) = (self.tables.last_mut(), self.slots.pop()) {
            table.end_slot(&properties, blocks);
        }
    }

    pub(super) fn end_table(&mut self) {
        let Some(builder) = self.tables.pop() else { return };
        if let Some(covered) = &builder.covered {
            self.context.seen.hidden.get_or_insert_with(|| excerpt(covered));
        }
        self.ledger.leave_out(&builder.left_out);
        if let Some(flow) = self.flows.last_mut() {
            flow.blocks.push(Block::Table(builder.finish()));
        }
    }
}
