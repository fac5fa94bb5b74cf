//! One sheet while it is read, in whatever format.

use super::anchor::{Anchor, Lines};
use super::merges::Merges;
use super::rich_text::RichText;
use super::square::Shown;
use super::styles::Styles;
use crate::document::census::Ledger;
use crate::document::word::Seen;
use crate::document::{Block, Paragraph, Slot};
use crate::finding::FileFinding;
use crate::model::Place;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most squares with content in one sheet.
pub(super) const SQUARES: usize = 2_000_000;
/// Most bytes of text in one workbook.
const TEXT_LIMIT: usize = 128 << 20;

/// What the whole workbook has in common.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) strings: Vec<RichText>,
    /// The same as a second count finds them, where the format has one.
    pub(super) written: Vec<Vec<u8>>,
    pub(super) styles: Styles,
    pub(super) from_1904: bool,
    pub(super) results: Results,
}

/// What the results are worth that the file stores beside its formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Results {
    /// The program that wrote the file had calculated them.
    #[default]
    Calculated,
    /// They are to be calculated when the file is opened (`fullCalcOnLoad`): programs that cannot calculate ask for
    /// that and store 0 or nothing.
    OnLoad,
    /// The file was saved before all was calculated (`calcCompleted`, `UNCALCED`).
    Unfinished,
}

/// What one sheet holds.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) name: Arc<str>,
    /// The squares that are not blank, in order, with merges resolved once it is closed.
    pub(super) slots: Vec<Slot>,
    /// Text that stands in no visible place although its row and column are: under a merged square, in the colour of
    /// its ground or made invisible by its number format.
    pub(super) covered: Vec<(u32, u32)>,
    /// Its merged areas.
    pub(super) merges: Merges,
    /// Where its rows and columns run.
    pub(super) lines: Lines,
    /// Form controls: shape number, relationship and place.
    pub(super) controls: Vec<(u32, String, Anchor)>,
    /// Squares in which the state of a control stands once more.
    pub(super) linked: BTreeSet<(u32, u32)>,
    /// What the lists of its drop-downs and its formulas refer to, as written.
    pub(super) references: Vec<String>,
    /// Page headers.
    pub(super) headers: Vec<Paragraph>,
    /// Page footers.
    pub(super) footers: Vec<Paragraph>,
    /// What a person should know about its text.
    pub(super) seen: Seen,
    /// Text that it stores and does not show, and the reverse.
    pub(super) ledger: Ledger,
}

/// The place of a square, given from 0.
pub(super) fn place(sheet: &Arc<str>, row: u32, column: u32) -> Place {
    Place::Square { sheet: Arc::clone(sheet), row: row + 1, column: column + 1 }
}

/// Most text that one workbook may hold, in bytes.
pub(super) fn text_budget() -> usize {
    TEXT_LIMIT
}

impl Sheet {
    pub(super) fn new(name: &Arc<str>) -> Self {
        Self { name: Arc::clone(name), ..Self::default() }
    }

    /// Puts what a person sees of a square where it stands; `budget` is the text that the workbook may still hold.
    ///
    /// # Errors
    /// `TooBig` over the limits of squares and text.
    pub(super) fn put(
        &mut self,
        (row, column): (u32, u32),
        shown: Shown,
        fill: Option<u32>,
        budget: &mut usize,
    ) -> Result<(), FileFinding> {
        let Shown { mut paragraph, value, concealed, seen, stored } = shown;
        let too_big = |what: String| FileFinding::TooBig { detail: format!("{}: {what}", self.name) };
        if self.slots.len() >= SQUARES {
            return Err(too_big(format!("> {SQUARES}")));
        }
        let left = budget.checked_sub(paragraph.text.len());
        *budget = left.ok_or_else(|| too_big(format!("> {} MB", TEXT_LIMIT >> 20)))?;
        if concealed {
            self.covered.push((row, column));
        }
        self.seen.join(seen);
        if let Some(stored) = stored {
            self.ledger.leave_out(&stored);
            self.ledger.add(&paragraph.text);
        }
        paragraph.place = place(&self.name, row, column);
        let blocks = if paragraph.text.is_empty() { Vec::new() } else { vec![Block::Paragraph(paragraph)] };
        let (row_span, column_span, hidden) = (1, 1, false);
        self.slots.push(Slot { row, column, row_span, column_span, blocks, value, fill, hidden });
        Ok(())
    }

    /// Puts all in order once every square, row, column and merged area is known.
    ///
    /// # Errors
    /// What is there twice: a square, or a square in merged areas.
    pub(super) fn close(&mut self) -> Result<(), String> {
        let Self { name, slots, covered, merges, lines, ledger, .. } = self;
        if !slots.is_sorted_by_key(|s| (s.row, s.column)) {
            slots.sort_by_key(|s| (s.row, s.column));
        }
        for slot in slots.iter_mut() {
            slot.hidden = lines.is_hidden(slot.row, slot.column);
        }
        if let Some(pair) = slots.windows(2).find(|w| (w[0].row, w[0].column) == (w[1].row, w[1].column)) {
            return Err(format!("{} ×2", place(name, pair[0].row, pair[0].column)));
        }
        let overlap = merges.resolve(slots, &mut |slot| {
            covered.push((slot.row, slot.column));
            ledger.leave_out(&slot.text());
        });
        overlap.map_err(|(row, column)| format!("{}: mergeCell ×2", place(name, row, column)))
    }
}
