//! What floats above a sheet, put into the squares under it.

use super::anchor::Lines;
use super::merges::Merges;
use super::sheet::{Sheet, place};
use crate::document::census::Ledger;
use crate::document::{Block, Emphasis, PICTURE, Paragraph, Slot, Span, Value};
use std::sync::Arc;

/// Something that belongs to a square but is not in it.
#[derive(Debug)]
pub(super) struct Extra {
    /// The square under it, from 0.
    pub(super) square: (u32, u32),
    pub(super) what: What,
}

/// What it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// A box with the words beside it.
    Mark(char, String),
    /// A picture; it counts only where nothing else stands.
    Picture,
    /// Words in a shape.
    Words(String),
    /// An ellipse that one can look through: it circles what stands there.
    Ring,
    /// A comment.
    Comment(String),
}

/// Puts extras into the squares under them, which are made where there are none. Extras of one square are in order.
pub(super) fn settle(sheet: &mut Sheet, mut extras: Vec<Extra>) {
    extras.sort_by_key(|e| e.square);
    let Sheet { name, slots, merges, lines, ledger, .. } = sheet;
    let mut added: Vec<Slot> = Vec::new();
    for extra in extras_at_first_squares(extras, merges) {
        let (Extra { square: (row, column), what }, spans) = extra;
        let slot = match slots.binary_search_by_key(&(row, column), |s| (s.row, s.column)) {
            Ok(i) => &mut slots[i],
            Err(_) if matches!(what, What::Ring) => continue,
            Err(_) => slot_at(&mut added, (row, column), spans, lines),
        };
        what.put(slot, name, ledger);
    }
    slots.append(&mut added);
    slots.sort_by_key(|s| (s.row, s.column));
}

/// Extras over a merged area belong to its first square. With the extent of the area.
fn extras_at_first_squares(extras: Vec<Extra>, merges: &Merges) -> Vec<(Extra, (u32, u32))> {
    let mut sweep = merges.sweep();
    let mut moved: Vec<_> = extras
        .into_iter()
        .map(|extra| match sweep.over(extra.square.0, extra.square.1) {
            Some(a) => {
                (Extra { square: (a.top, a.left), ..extra }, (a.bottom - a.top + 1, a.right - a.left + 1))
            }
            None => (extra, (1, 1)),
        })
        .collect();
    moved.sort_by_key(|(e, _)| e.square);
    moved
}

/// The slot that was made last for this square, or a new one.
fn slot_at<'a>(
    added: &'a mut Vec<Slot>,
    (row, column): (u32, u32),
    (row_span, column_span): (u32, u32),
    lines: &Lines,
) -> &'a mut Slot {
    let same = added.last().is_some_and(|s| (s.row, s.column) == (row, column));
    if !same {
        let hidden = lines.is_hidden(row, column);
        let (blocks, value, fill) = (Vec::new(), Value::Text, None);
        added.push(Slot { row, column, row_span, column_span, blocks, value, fill, hidden });
    }
    let last = added.len() - 1;
    &mut added[last]
}

impl What {
    fn put(self, slot: &mut Slot, name: &Arc<str>, ledger: &mut Ledger) {
        let blank = slot.is_blank();
        // The square that a check box is linked to says TRUE under it.
        let linked = matches!((&self, slot.value), (Self::Mark(..), Value::Bool(_)));
        let paragraph = paragraph(slot, name);
        match self {
            Self::Comment(text) => paragraph.comments.push(text),
            Self::Picture if blank => paragraph.text.push(PICTURE),
            Self::Picture => {}
            Self::Words(words) => paragraph.add(&words, "\n"),
            Self::Mark(mark, caption) => {
                let words = if caption.is_empty() { mark.to_string() } else { format!("{mark} {caption}") };
                if linked {
                    ledger.leave_out(&paragraph.text);
                    paragraph.text.clear();
                    paragraph.spans.clear();
                }
                paragraph.add(&words, " ");
            }
            Self::Ring => paragraph.ring(),
        }
        if linked {
            slot.value = Value::Text;
        }
    }
}

/// The paragraph of a slot, which is made where there is none.
fn paragraph<'a>(slot: &'a mut Slot, name: &Arc<str>) -> &'a mut Paragraph {
    if !matches!(slot.blocks.first(), Some(Block::Paragraph(_))) {
        let place = place(name, slot.row, slot.column);
        slot.blocks.insert(0, Block::Paragraph(Paragraph { place, ..Paragraph::default() }));
    }
    match slot.blocks.first_mut() {
        Some(Block::Paragraph(paragraph)) => paragraph,
        _ => unreachable!("a paragraph was put there"),
    }
}

impl Paragraph {
    /// Adds words behind the text, in plain type.
    fn add(&mut self, words: &str, between: &str) {
        if !self.text.is_empty() {
            self.text.push_str(between);
        }
        self.text.push_str(words);
        if !self.spans.is_empty() {
            self.spans.push(Span { end: self.text.len(), emphasis: Emphasis::NONE });
        }
    }

    fn ring(&mut self) {
        if self.spans.is_empty() && !self.text.is_empty() {
            self.spans.push(Span { end: self.text.len(), emphasis: Emphasis::NONE });
        }
        self.spans.iter_mut().for_each(|s| s.emphasis = s.emphasis.with(Emphasis::FRAME));
    }
}
