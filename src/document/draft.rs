//! A document on its way, for formats that tell it from front to back.

use super::census::Ledger;
use super::face::Face;
use super::page::{Block, Emphasis, Frame, Slot, Table, Value};
use super::word::{ParagraphBuilder, Seen};
use crate::finding::FileFinding;
use crate::model::Place;
use crate::text::Charset;
use std::borrow::Cow;

/// The most tables that may stand inside one another.
pub(super) const TABLE_DEPTH_LIMIT: usize = 20;
/// The most paragraphs and slots of one document.
const BLOCK_LIMIT: usize = 200_000;
/// The most columns of a table; Word allows 63.
const COLUMN_LIMIT: u32 = 1_024;

/// Blocks that follow one another, with the paragraph that has not ended: the body, a slot, a text box.
#[derive(Debug, Default)]
struct Flow {
    blocks: Vec<Block>,
    /// The place of its paragraphs; they are counted where there is none.
    place: Option<Place>,
    paragraph: ParagraphBuilder,
    label: Option<String>,
}

/// A document whose end has not come yet.
#[derive(Debug)]
pub(super) struct Draft {
    flows: Vec<Flow>,
    grids: Vec<Grid>,
    paragraphs: u32,
    tables: u32,
    blocks: usize,
    /// What was seen in the text of its paragraphs.
    pub(super) seen: Seen,
    /// Text that is stored and does not show, and the reverse.
    pub(super) ledger: Ledger,
}

impl Default for Draft {
    fn default() -> Self {
        let (flows, seen, ledger) = (vec![Flow::default()], Seen::default(), Ledger::default());
        Self { flows, grids: Vec::new(), paragraphs: 0, tables: 0, blocks: 0, seen, ledger }
    }
}

impl Draft {
    /// Adds to the paragraph text that is stored in Unicode or in a code page of its font.
    pub(super) fn push(&mut self, charset: Option<Charset>, text: &str, emphasis: Emphasis) {
        if let Some(flow) = self.flows.last_mut() {
            flow.paragraph.push_in(charset, text, emphasis);
        }
    }

    /// Adds to the paragraph what a font makes of a text.
    pub(super) fn draw(&mut self, face: Face, text: &str, emphasis: Emphasis) {
        let shown = face.drawn(text);
        if let Cow::Owned(shown) = &shown {
            self.ledger.replace(text, shown);
        }
        self.push(face.charset(), &shown, emphasis);
    }

    /// Adds to the number in front of the paragraph.
    pub(super) fn push_label(&mut self, text: &str) {
        if let Some(flow) = self.flows.last_mut() {
            flow.label.get_or_insert_default().push_str(text);
        }
    }

    /// Attaches a comment to the paragraph.
    pub(super) fn push_comment(&mut self, comment: String) {
        if let Some(flow) = self.flows.last_mut() {
            flow.paragraph.comments.push(comment);
        }
    }

    /// The text of the paragraph so far.
    pub(super) fn text(&self) -> &str {
        self.flows.last().map_or("", |f| f.paragraph.text())
    }

    /// Ends the paragraph, which may be empty.
    ///
    /// # Errors
    /// `TooBig` over the limit of paragraphs and slots.
    pub(super) fn end_paragraph(&mut self) -> Result<(), FileFinding> {
        self.count_block()?;
        let Some(flow) = self.flows.last_mut() else { return Ok(()) };
        let place = flow.place.clone().unwrap_or_else(|| {
            self.paragraphs += 1;
            Place::Paragraph(self.paragraphs)
        });
        let mut builder = std::mem::take(&mut flow.paragraph);
        builder.place = place;
        let label = flow.label.take().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty());
        let (paragraph, boxes) = builder.finish(label, &mut self.seen, &mut self.ledger);
        flow.blocks.push(Block::Paragraph(paragraph));
        flow.blocks.extend(boxes);
        Ok(())
    }

    /// Ends the paragraph where something stands in it.
    ///
    /// # Errors
    /// As [`Self::end_paragraph`].
    pub(super) fn break_paragraph(&mut self) -> Result<(), FileFinding> {
        match self.flows.last_mut() {
            Some(flow) if !flow.paragraph.text().is_empty() || flow.label.is_some() => self.end_paragraph(),
            Some(flow) => {
                flow.blocks.append(&mut flow.paragraph.boxes);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Begins a body whose paragraphs are counted.
    pub(super) fn begin_body(&mut self) {
        self.flows.push(Flow::default());
    }

    /// Begins blocks that stand apart from the paragraph, such as a text box; they share one place.
    pub(super) fn begin_flow(&mut self, place: Place) {
        self.flows.push(Flow { place: Some(place), ..Flow::default() });
    }

    /// Where a text box stands that is anchored in the paragraph.
    pub(super) fn anchor(&self) -> Place {
        let place = self.flows.last().and_then(|f| f.place.clone());
        place.unwrap_or(Place::Paragraph(self.paragraphs + 1))
    }

    /// Ends the blocks begun last.
    ///
    /// # Errors
    /// As [`Self::end_paragraph`].
    pub(super) fn end_flow(&mut self) -> Result<Vec<Block>, FileFinding> {
        self.break_paragraph()?;
        Ok(self.flows.pop().map(|f| f.blocks).unwrap_or_default())
    }

    /// Puts blocks behind the paragraph that has not ended.
    pub(super) fn push_boxes(&mut self, blocks: Vec<Block>) {
        if let Some(flow) = self.flows.last_mut() {
            flow.paragraph.boxes.extend(blocks);
        }
    }

    /// Puts a block behind those that are complete.
    pub(super) fn push_block(&mut self, block: Block) {
        if let Some(flow) = self.flows.last_mut() {
            flow.blocks.push(block);
        }
    }

    /// The number of a table that begins.
    pub(super) fn number_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables
    }

    /// Counts a paragraph or slot.
    ///
    /// # Errors
    /// `TooBig` over the limit.
    pub(super) fn count_block(&mut self) -> Result<(), FileFinding> {
        self.blocks += 1;
        let detail = || format!("> {BLOCK_LIMIT} paragraphs");
        if self.blocks > BLOCK_LIMIT { Err(FileFinding::TooBig { detail: detail() }) } else { Ok(()) }
    }

    /// Begins a table of rows and spans.
    ///
    /// # Errors
    /// `TooDeep` over the limit of nested tables.
    pub(super) fn begin_table(&mut self) -> Result<(), FileFinding> {
        self.break_paragraph()?;
        check_table_depth(self.grids.len() + 1)?;
        let number = self.number_table();
        self.grids.push(Grid { number, ..Grid::default() });
        Ok(())
    }

    /// Begins a row of the innermost table.
    pub(super) fn begin_row(&mut self, hidden: bool) {
        if let Some(grid) = self.grids.last_mut() {
            grid.begin_row(hidden);
        }
    }

    /// Begins a slot in the first free column of the row; what follows stands in it.
    ///
    /// # Errors
    /// `TooBig` over the limit of slots or columns.
    pub(super) fn begin_slot(&mut self, rows: u32, columns: u32, look: SlotLook) -> Result<(), FileFinding> {
        self.count_block()?;
        let Some(grid) = self.grids.last_mut() else { return Ok(()) };
        let place = grid.begin_slot(rows, columns, look)?;
        self.begin_flow(place);
        Ok(())
    }

    /// Ends the innermost slot.
    ///
    /// # Errors
    /// As [`Self::end_paragraph`].
    pub(super) fn end_slot(&mut self) -> Result<(), FileFinding> {
        if self.grids.is_empty() {
            return Ok(());
        }
        let blocks = self.end_flow()?;
        if let Some(slot) = self.grids.last_mut().and_then(|g| g.slots.last_mut()) {
            slot.blocks = blocks;
        }
        Ok(())
    }

    /// Ends the innermost slot, which stands several times beside itself.
    ///
    /// # Errors
    /// As [`Self::begin_slot`].
    pub(super) fn end_repeated_slot(&mut self, count: u32) -> Result<(), FileFinding> {
        self.end_slot()?;
        for _ in 1..count {
            let Some(slot) = self.grids.last().and_then(|g| g.slots.last()).cloned() else { break };
            self.begin_slot(1, 1, SlotLook { fill: slot.fill, hidden: slot.hidden })?;
            if let Some(flow) = self.flows.last_mut() {
                flow.blocks = slot.blocks;
            }
            self.end_slot()?;
        }
        Ok(())
    }

    /// Ends the innermost table.
    pub(super) fn end_table(&mut self) {
        if let Some(grid) = self.grids.pop().filter(|g| !g.slots.is_empty()) {
            self.push_block(Block::Table(grid.finish()));
        }
    }
}

/// # Errors
/// `TooDeep` over the limit of nested tables.
pub(super) fn check_table_depth(depth: usize) -> Result<(), FileFinding> {
    let detail = || format!("tables > {TABLE_DEPTH_LIMIT}");
    if depth > TABLE_DEPTH_LIMIT { Err(FileFinding::TooDeep { detail: detail() }) } else { Ok(()) }
}

/// How a slot looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SlotLook {
    /// The colour of its background.
    pub(super) fill: Option<u32>,
    /// Whether it is hidden.
    pub(super) hidden: bool,
}

/// A table whose slots are told row by row and say how many rows and columns they cover.
#[derive(Debug, Default)]
struct Grid {
    number: u32,
    slots: Vec<Slot>,
    rows: u32,
    row_hidden: bool,
    column: u32,
    /// For each column the first row that no slot above covers.
    free: Vec<u32>,
}

impl Grid {
    fn begin_row(&mut self, hidden: bool) {
        self.rows += 1;
        self.column = 0;
        self.row_hidden = hidden;
    }

    fn is_free(&self, column: u32) -> bool {
        let row = self.rows.saturating_sub(1);
        usize::try_from(column).ok().and_then(|c| self.free.get(c)).is_none_or(|free| *free <= row)
    }

    fn begin_slot(&mut self, rows: u32, columns: u32, look: SlotLook) -> Result<Place, FileFinding> {
        self.rows = self.rows.max(1);
        let row = self.rows - 1;
        while !self.is_free(self.column) {
            self.column += 1;
        }
        let column = self.column;
        // What a slot above covers stays with that slot.
        let span = (1..columns.clamp(1, COLUMN_LIMIT)).take_while(|n| self.is_free(column + n)).count();
        let span = u32::try_from(span).unwrap_or(0) + 1;
        if column + span > COLUMN_LIMIT {
            return Err(FileFinding::TooBig { detail: format!("> {COLUMN_LIMIT} columns") });
        }
        self.column = column + span;
        // Rows without end last until the end of the table.
        let row_span = rows.max(1);
        let end = usize::try_from(self.column).unwrap_or(0);
        if self.free.len() < end {
            self.free.resize(end, 0);
        }
        for free in self.free.iter_mut().take(end).skip(usize::try_from(column).unwrap_or(0)) {
            *free = row.saturating_add(row_span);
        }
        self.slots.push(Slot {
            row,
            column,
            row_span,
            column_span: span,
            blocks: Vec::new(),
            value: Value::Text,
            fill: look.fill,
            hidden: look.hidden || self.row_hidden,
        });
        Ok(Place::Slot { table: self.number, row: row + 1, column: column + 1 })
    }

    fn finish(mut self) -> Table {
        for slot in &mut self.slots {
            slot.row_span = slot.row_span.min(self.rows.saturating_sub(slot.row)).max(1);
        }
        Table::new(Frame::Word(self.number), self.slots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[(&str, u32, u32)]]) -> Table {
        let mut draft = Draft::default();
        draft.begin_table().unwrap();
        for row in rows {
            draft.begin_row(false);
            for (text, rows, columns) in *row {
                draft.begin_slot(*rows, *columns, SlotLook::default()).unwrap();
                draft.push(None, text, Emphasis::NONE);
                draft.end_slot().unwrap();
            }
        }
        draft.end_table();
        match draft.end_flow().unwrap().pop() {
            Some(Block::Table(table)) => table,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_slot_goes_to_the_first_column_that_no_slot_above_covers() {
        let table = table(&[&[("TT", 2, 1), ("Kết quả", 1, 2)], &[("Có", 1, 1), ("Không", 1, 1)]]);
        assert_eq!(table.slot(1, 0).map(Slot::text).as_deref(), Some("TT"));
        assert_eq!(table.slot(1, 2).map(Slot::text).as_deref(), Some("Không"));
        assert_eq!((table.rows(), table.columns()), (2, 3));
    }

    #[test]
    fn a_span_ends_with_the_table_and_never_covers_another_slot() {
        let table = table(&[&[("a", 1, 1), ("b", 60_000, 1)], &[("c", 1, 900)]]);
        assert_eq!((table.rows(), table.columns()), (2, 2));
        assert_eq!(table.slot(1, 0).map(Slot::text).as_deref(), Some("c"));
        assert_eq!(table.slot(1, 1).map(Slot::text).as_deref(), Some("b"));
    }
}
