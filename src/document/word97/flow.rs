//! Blocks on their way, and the tables that are open around them.

use super::super::page::{Block, Frame, Slot, Table, Value};
use super::row::{RowDefinition, SlotDefinition};
use crate::finding::FileFinding;
use crate::model::Place;

/// The most tables that may stand one in the other.
const DEPTH_LIMIT: usize = 20;
/// Edges that are no further apart than this many twentieths of a point are one: about half a millimetre.
const SAME_EDGE: i32 = 30;
/// The width of slots of which nothing says where they end.
const UNKNOWN_WIDTH: i32 = 1_000;

/// Blocks on their way.
#[derive(Debug, Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    open: Vec<OpenTable>,
    /// The texts in slots that a merge covers.
    covered: Vec<String>,
}

/// A table whose end has not come yet.
#[derive(Debug)]
struct OpenTable {
    number: u32,
    rows: Vec<Row>,
    /// The finished slots of the row being read.
    slots: Vec<Vec<Block>>,
    /// What stands so far in the slot being read.
    slot: Vec<Block>,
}

#[derive(Debug)]
struct Row {
    slots: Vec<Vec<Block>>,
    definition: RowDefinition,
}

impl Flow {
    /// Opens and closes tables until so many are open; `tables` counts them all.
    pub(super) fn settle(&mut self, depth: u32, tables: &mut u32) -> Result<(), FileFinding> {
        let depth = usize::try_from(depth).unwrap_or(usize::MAX);
        if depth > DEPTH_LIMIT {
            return Err(FileFinding::TooDeep { detail: format!("> {DEPTH_LIMIT} bảng") });
        }
        while self.open.len() > depth {
            self.close();
        }
        while self.open.len() < depth {
            *tables += 1;
            self.open.push(OpenTable {
                number: *tables,
                rows: Vec::new(),
                slots: Vec::new(),
                slot: Vec::new(),
            });
        }
        Ok(())
    }

    pub(super) fn push(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(table) => table.slot.push(block),
            None => self.blocks.push(block),
        }
    }

    pub(super) fn end_slot(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.slots.push(std::mem::take(&mut table.slot));
        }
    }

    /// Ends a row; a deleted one leaves nothing.
    pub(super) fn end_row(&mut self, definition: RowDefinition, deleted: bool) {
        if let Some(table) = self.open.last_mut() {
            if !table.slot.is_empty() {
                table.slots.push(std::mem::take(&mut table.slot));
            }
            let slots = std::mem::take(&mut table.slots);
            if !deleted {
                table.rows.push(Row { slots, definition });
            }
        }
    }

    /// The blocks, and the texts that a merge covers.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<String>) {
        while !self.open.is_empty() {
            self.close();
        }
        (self.blocks, self.covered)
    }

    fn close(&mut self) {
        // A row without an end, as in a file cut off.
        self.end_row(RowDefinition::default(), false);
        let Some(table) = self.open.pop() else { return };
        let table = table.build(&mut self.covered);
        if !table.slots().is_empty() {
            self.push(Block::Table(table));
        }
    }
}

impl OpenTable {
    fn build(mut self, covered: &mut Vec<String>) -> Table {
        self.rows.retain(|row| !row.slots.is_empty());
        self.rows.iter_mut().for_each(Row::complete);
        let grid = grid(&self.rows);
        let mut slots: Vec<Slot> = Vec::new();
        // The slots that reach down to the row above, by their place among all.
        let mut above: Vec<usize> = Vec::new();
        for (row, at) in self.rows.into_iter().zip(0_u32..) {
            let mut below = Vec::new();
            for (slot, joins_above) in row.place(at, &grid, covered) {
                let continued = above.iter().copied().find(|&up| {
                    joins_above
                        && slots
                            .get(up)
                            .is_some_and(|up| (up.column, up.column_span) == (slot.column, slot.column_span))
                });
                if let Some(up) = continued {
                    cover(&slot, covered);
                    slots[up].row_span += 1;
                    below.push(up);
                } else {
                    below.push(slots.len());
                    slots.push(slot);
                }
            }
            above = below;
        }
        for slot in &mut slots {
            let place = Place::Slot { table: self.number, row: slot.row + 1, column: slot.column + 1 };
            for block in &mut slot.blocks {
                if let Block::Paragraph(paragraph) = block {
                    paragraph.place = place.clone();
                }
            }
        }
        Table::new(Frame::Word(self.number), slots)
    }
}

impl Row {
    /// Makes the definition as long as the row is.
    fn complete(&mut self) {
        let RowDefinition { edges, slots } = &mut self.definition;
        slots.resize(self.slots.len(), SlotDefinition::default());
        edges.truncate(self.slots.len() + 1);
        if edges.is_empty() {
            edges.push(0);
        }
        while edges.len() <= self.slots.len() {
            edges.push(edges.last().map_or(0, |edge| edge + UNKNOWN_WIDTH));
        }
    }

    /// Its slots in the grid, those joined to the left made one; with whether each goes on from above.
    fn place(self, row: u32, grid: &[i32], covered: &mut Vec<String>) -> Vec<(Slot, bool)> {
        let column = |edge: i32| grid.partition_point(|start| *start <= edge).saturating_sub(1);
        let column = |edge: i32| u32::try_from(column(edge)).unwrap_or(0);
        let Self { slots, definition: RowDefinition { edges, slots: definitions } } = self;
        let mut placed: Vec<(Slot, bool)> = Vec::new();
        for ((blocks, definition), edges) in slots.into_iter().zip(definitions).zip(edges.windows(2)) {
            let end = placed.last().map_or(0, |(s, _)| s.column + s.column_span);
            let start = column(edges[0]).max(end);
            let column_span = column(edges[1]).saturating_sub(start).max(1);
            let slot = Slot {
                row,
                column: start,
                row_span: 1,
                column_span,
                blocks,
                value: Value::Text,
                fill: definition.fill,
                hidden: false,
            };
            match placed.last_mut().filter(|_| definition.joins_left) {
                Some((left, _)) => {
                    cover(&slot, covered);
                    left.column_span = start + column_span - left.column;
                }
                None => placed.push((slot, definition.joins_above)),
            }
        }
        placed
    }
}

fn cover(slot: &Slot, covered: &mut Vec<String>) {
    if !slot.is_blank() {
        covered.push(slot.text().into_owned());
    }
}

/// The edges of all rows, each once, from left to right.
fn grid(rows: &[Row]) -> Vec<i32> {
    let mut edges: Vec<i32> = rows.iter().flat_map(|row| row.definition.edges.iter().copied()).collect();
    edges.sort_unstable();
    edges.dedup_by(|edge, first| *edge - *first <= SAME_EDGE);
    edges
}
