//! The sheets of a workbook, bound to one document.

use super::sheet::{Sheet, place};
use super::sources::Sources;
use crate::document::census::Ledger;
use crate::document::census::short::{Take, shortfall};
use crate::document::word::Seen;
use crate::document::{Block, Document, Frame, Paragraph, Part, PartKind, Slot, Table, Value};
use crate::finding::FileFinding;
use std::collections::HashMap;
use std::sync::Arc;

/// Most places that a finding lists.
const LISTED: usize = 10;

/// The sheets of a workbook, as they come.
#[derive(Default)]
pub(super) struct Binding {
    headers: Vec<Part>,
    sheets: Vec<Part>,
    footers: Vec<Part>,
    /// What stands where nobody sees it.
    concealed: Vec<(Arc<str>, Concealed)>,
    /// What lists and formulas take from other squares.
    pub(super) sources: Sources,
    /// What a person should know about the workbook.
    pub(super) seen: Seen,
    /// Text that its sheets store and do not show, and the reverse.
    ledger: Ledger,
}

/// Squares where nobody sees what stands in them.
enum Concealed {
    /// Those of a hidden sheet, and whether each holds text.
    Sheet(Vec<((u32, u32), bool)>),
    /// One in a hidden row or column.
    Line((u32, u32)),
    /// One that shows nothing of what stands in it.
    Covered((u32, u32)),
}

impl Binding {
    /// Adds a sheet that is complete.
    pub(super) fn add(&mut self, sheet: Sheet, hidden: bool) {
        self.conceal(&sheet, hidden);
        let Sheet { name, slots, headers, footers, seen, references, ledger, .. } = sheet;
        for reference in references.iter().filter(|_| !hidden) {
            self.sources.add(reference);
        }
        self.seen.join(seen);
        self.ledger.join(&ledger);
        self.headers.extend(margin(PartKind::Header, headers));
        self.footers.extend(margin(PartKind::Footer, footers));
        let table = Table::new(Frame::Sheet(Arc::clone(&name)), slots);
        let kind = PartKind::Sheet { name, hidden };
        self.sheets.push(Part { kind, blocks: vec![Block::Table(table)] });
    }

    /// Adds a page header or footer that belongs to no one sheet, once.
    pub(super) fn add_margin(&mut self, kind: PartKind, paragraphs: Vec<Paragraph>) {
        let margins = if kind == PartKind::Header { &mut self.headers } else { &mut self.footers };
        if let Some(part) = margin(kind, paragraphs).filter(|part| !margins.contains(part)) {
            margins.push(part);
        }
    }

    fn conceal(&mut self, sheet: &Sheet, hidden: bool) {
        let square = |slot: &Slot| (slot.row, slot.column);
        let filled = |slot: &&Slot| !slot.is_blank();
        let mut add = |concealed| self.concealed.push((Arc::clone(&sheet.name), concealed));
        if hidden {
            let told = |slot: &Slot| (square(slot), slot.value == Value::Text);
            return add(Concealed::Sheet(sheet.slots.iter().filter(filled).map(told).collect()));
        }
        if sheet.slots.iter().any(|slot| slot.hidden) {
            let mut held: HashMap<u32, u32> = HashMap::new();
            sheet.slots.iter().filter(filled).for_each(|slot| *held.entry(slot.row).or_default() += 1);
            // A row with its number and nothing else is a spare one.
            let numbered = |s: &Slot| s.column < 2 && matches!(s.value, Value::Number(_));
            let spare = |slot: &Slot| numbered(slot) && held.get(&slot.row) == Some(&1);
            let lines = sheet.slots.iter().filter(filled).filter(|s| s.hidden && !spare(s)).map(square);
            lines.filter(|at| !sheet.linked.contains(at)).for_each(|at| add(Concealed::Line(at)));
        }
        sheet.covered.iter().for_each(|at| add(Concealed::Covered(*at)));
    }

    /// Whether any sheet was added.
    pub(super) fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// The document, held against a count of the texts in the file.
    pub(super) fn counted(mut self, count: impl Fn(&mut Take<'_>)) -> Document {
        let (ledger, unread) = (std::mem::take(&mut self.ledger), self.seen.unread.is_some());
        let mut document = self.finish();
        if let Some(text) = shortfall(count, &document, &ledger).filter(|_| !unread) {
            document.findings.push(FileFinding::UnreadText { text }.into());
        }
        document
    }

    /// The document: page headers, sheets, page footers.
    pub(super) fn finish(mut self) -> Document {
        let hidden = self.hidden();
        if !hidden.is_empty() {
            self.seen.hidden = Some(listed(&hidden));
        }
        let parts = [self.headers, self.sheets, self.footers].into_iter().flatten().collect();
        Document { parts, findings: self.seen.findings() }
    }

    /// The places of what nobody sees, a sheet for all of its squares. What lists and formulas that are seen take
    /// from hidden lines and sheets is seen there.
    fn hidden(&self) -> Vec<String> {
        let is_source = |sheet: &str, square: &(u32, u32)| self.sources.hold(sheet, *square);
        let places = self.concealed.iter().filter_map(|(sheet, concealed)| match concealed {
            Concealed::Sheet(squares) => {
                // Text beside or above such a square is its label.
                let labels = |&(row, column): &(u32, u32)| {
                    is_source(sheet, &(row, column + 1)) || is_source(sheet, &(row + 1, column))
                };
                let unseen = |(at, text): &((u32, u32), bool)| !(is_source(sheet, at) || *text && labels(at));
                squares.iter().any(unseen).then(|| sheet.to_string())
            }
            Concealed::Line(at) if is_source(sheet, at) => None,
            Concealed::Line((row, column)) | Concealed::Covered((row, column)) => {
                Some(place(sheet, *row, *column).to_string())
            }
        });
        places.collect()
    }
}

fn margin(kind: PartKind, paragraphs: Vec<Paragraph>) -> Option<Part> {
    let blocks: Vec<Block> = paragraphs.into_iter().map(Block::Paragraph).collect();
    (!blocks.is_empty()).then_some(Part { kind, blocks })
}

/// The first of the places, and how many more there are.
pub(super) fn listed(places: &[String]) -> String {
    let shown = places.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match places.len().saturating_sub(LISTED) {
        0 => shown,
        more => format!("{shown} (+{more})"),
    }
}
