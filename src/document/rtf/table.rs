//! Tables of RTF: each row says where its slots end on the page, and columns follow from that.

use super::super::draft::SlotLook;
use super::super::page::{Block, Frame, Slot, Table, Value};
use crate::model::Place;
use std::collections::BTreeMap;

/// Edges nearer than this are one, in twips (1/20 point): programs round them row by row.
const TOLERANCE: i64 = 60;

/// How a slot is merged with the one before or above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Merge {
    #[default]
    None,
    First,
    Continued,
}

/// What a row says of one of its slots.
#[derive(Debug, Clone, Copy, Default)]
struct SlotDefinition {
    right: i32,
    across: Merge,
    down: Merge,
    look: SlotLook,
}

/// What `\trowd` begins.
#[derive(Debug, Clone, Default)]
pub(super) struct RowDefinition {
    left: i32,
    slots: Vec<SlotDefinition>,
    next: SlotDefinition,
}

impl RowDefinition {
    /// Takes a control word of the row; false where it is none.
    pub(super) fn take(&mut self, word: &str, number: Option<i32>) -> bool {
        match word {
            "trleft" => self.left = number.unwrap_or(0),
            "clmgf" => self.next.across = Merge::First,
            "clmrg" => self.next.across = Merge::Continued,
            "clvmgf" => self.next.down = Merge::First,
            "clvmrg" => self.next.down = Merge::Continued,
            "cellx" => {
                let slot = std::mem::take(&mut self.next);
                self.slots.push(SlotDefinition { right: number.unwrap_or(0), ..slot });
            }
            _ => return false,
        }
        true
    }

    /// Takes the colour behind the next slot.
    pub(super) fn fill(&mut self, colour: Option<u32>) {
        self.next.look.fill = colour;
    }
}

/// A slot with its edges on the page, in twips.
#[derive(Debug)]
struct Piece {
    left: i64,
    right: i64,
    down: Merge,
    look: SlotLook,
    blocks: Vec<Block>,
}

/// A table whose end has not come yet.
#[derive(Debug)]
pub(super) struct PositionedTable {
    number: u32,
    rows: Vec<Vec<Piece>>,
    /// What stands in the slots of the row being read.
    pending: Vec<Vec<Block>>,
}

impl PositionedTable {
    pub(super) fn new(number: u32) -> Self {
        Self { number, rows: Vec::new(), pending: Vec::new() }
    }

    pub(super) fn end_slot(&mut self, blocks: Vec<Block>) {
        self.pending.push(blocks);
    }

    /// Ends the row. Slots that the definition does not know follow one another to the right.
    pub(super) fn end_row(&mut self, definition: &RowDefinition) {
        let mut left = i64::from(definition.left);
        let mut row: Vec<Piece> = Vec::new();
        for (index, blocks) in std::mem::take(&mut self.pending).into_iter().enumerate() {
            let known = definition.slots.get(index).copied();
            let slot = known.unwrap_or_default();
            let right = known.map_or(left + 20 * TOLERANCE, |s| i64::from(s.right)).max(left + 1);
            match row.last_mut() {
                Some(before) if slot.across == Merge::Continued => {
                    before.right = right;
                    keep(&mut before.blocks, blocks);
                }
                _ => row.push(Piece { left, right, down: slot.down, look: slot.look, blocks }),
            }
            left = right;
        }
        if !row.is_empty() {
            self.rows.push(row);
        }
    }

    /// The table, and what stood in a row that never ended.
    pub(super) fn finish(mut self) -> (Option<Table>, Vec<Block>) {
        let rest = self.pending.drain(..).flatten().collect();
        let edges = Edges::of(&self.rows);
        let mut slots: Vec<Slot> = Vec::new();
        let mut above: BTreeMap<u32, usize> = BTreeMap::new();
        for (row, pieces) in (0_u32..).zip(std::mem::take(&mut self.rows)) {
            let mut column = 0;
            for piece in pieces {
                let first = edges.column(piece.left).max(column);
                let end = edges.column(piece.right).max(first + 1);
                column = end;
                let upper = above.get(&first).copied().filter(|_| piece.down == Merge::Continued);
                let goes_on = |s: &&mut Slot| s.row + s.row_span == row && s.column + s.column_span == end;
                if let Some(upper) = upper.and_then(|i| slots.get_mut(i)).filter(goes_on) {
                    upper.row_span += 1;
                    keep(&mut upper.blocks, piece.blocks);
                    continue;
                }
                if piece.down == Merge::None {
                    above.remove(&first);
                } else {
                    above.insert(first, slots.len());
                }
                slots.push(slot(row, first, end, piece));
            }
        }
        for slot in &mut slots {
            let (row, column) = (slot.row + 1, slot.column + 1);
            place(&mut slot.blocks, &Place::Slot { table: self.number, row, column });
        }
        ((!slots.is_empty()).then(|| Table::new(Frame::Word(self.number), slots)), rest)
    }
}

fn slot(row: u32, column: u32, end: u32, piece: Piece) -> Slot {
    Slot {
        row,
        column,
        row_span: 1,
        column_span: end - column,
        blocks: piece.blocks,
        value: Value::Text,
        fill: piece.look.fill,
        hidden: piece.look.hidden,
    }
}

/// Text in a square that a merge covers is not lost; blank paragraphs there mean nothing.
fn keep(blocks: &mut Vec<Block>, covered: Vec<Block>) {
    let blank = |b: &Block| matches!(b, Block::Paragraph(p) if p.text.trim().is_empty());
    blocks.extend(covered.into_iter().filter(|b| !blank(b)));
}

fn place(blocks: &mut [Block], at: &Place) {
    for block in blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.place = at.clone();
        }
    }
}

/// The edges of all slots of a table, from left to right.
struct Edges(Vec<i64>);

impl Edges {
    fn of(rows: &[Vec<Piece>]) -> Self {
        let mut all: Vec<i64> = rows.iter().flatten().flat_map(|p| [p.left, p.right]).collect();
        all.sort_unstable();
        let mut edges: Vec<i64> = Vec::new();
        for edge in all {
            if edges.last().is_none_or(|last| edge - last > TOLERANCE) {
                edges.push(edge);
            }
        }
        Self(edges)
    }

    /// The column that begins at an edge.
    fn column(&self, edge: i64) -> u32 {
        let next = self.0.partition_point(|e| *e <= edge);
        u32::try_from(next.saturating_sub(1)).unwrap_or(u32::MAX)
    }
}
