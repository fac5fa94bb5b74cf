//! What floats above a sheet: boxes to tick, comments, words, pictures ([MS-XLS] 2.4.181, 2.4.329, 2.4.179).

use super::super::boxes::UNREAD;
use super::super::font::Font;
use super::super::overlay::{Extra, What};
use super::super::rich_text::RichText;
use super::super::sheet::Sheet;
use super::strings::Chunks;
use crate::document::binary::{slice, u16_at};
use crate::document::{BOX_EMPTY, BOX_TICKED};
use std::collections::BTreeMap;

/// What floats above a sheet, while it is read.
#[derive(Default)]
pub(super) struct Objects {
    all: Vec<Object>,
    /// Where the next object stands, and whether it is an ellipse.
    anchor: Option<(u32, u32)>,
    ellipse: bool,
    /// The squares of comments, by the number of their object.
    comments: BTreeMap<u16, (u32, u32)>,
}

struct Object {
    kind: u16,
    number: u16,
    square: Option<(u32, u32)>,
    ellipse: bool,
    mark: Option<char>,
    linked: Option<(u32, u32)>,
    text: String,
}

/// Whether a program put an object there by itself, such as the arrow of a filter (`fUIObj`).
const BY_PROGRAM: u16 = 0x0100;
/// Kinds of objects.
const OVAL: u16 = 0x03;
const PICTURE: u16 = 0x08;
const BUTTON: u16 = 0x07;
const CHECK_BOX: u16 = 0x0B;
const EDIT_BOX: u16 = 0x0D;
const LIST: u16 = 0x12;
const DROP_DOWN: u16 = 0x14;
const OPTION: u16 = 0x0C;
const COMMENT: u16 = 0x19;
const SHAPE: u16 = 0x1E;

impl Objects {
    /// `MSODRAWING`: records in records; those that hold others are stepped into ([MS-ODRAW] 2.2.1).
    pub(super) fn drawing(&mut self, data: &[u8]) {
        let mut at = 0;
        while let (Some(head), Some(kind)) = (u16_at(data, at), u16_at(data, at + 2)) {
            let size = crate::document::binary::offset_at(data, at + 4).unwrap_or(0);
            match kind {
                0xF00A => (self.ellipse, self.anchor) = (head >> 4 == 3, None),
                0xF010 => self.anchor = slice(data, at + 8, 18).and_then(anchor),
                _ => {}
            }
            let step = if head & 0xF == 0xF { 8 } else { size.saturating_add(8) };
            at = at.saturating_add(step);
        }
    }

    /// `OBJ`: parts, each a kind and a length.
    pub(super) fn object(&mut self, data: &[u8]) -> Option<()> {
        let (kind, number) = (u16_at(data, 4)?, u16_at(data, 6)?);
        let (square, ellipse) = (self.anchor.take(), std::mem::take(&mut self.ellipse));
        let by_program = u16_at(data, 8)? & BY_PROGRAM != 0;
        let box_state = match kind {
            CHECK_BOX | OPTION => Some(BOX_EMPTY),
            // What was typed into it is kept nowhere.
            EDIT_BOX => Some(UNREAD),
            _ => None,
        };
        let mut object =
            Object { kind, number, square, ellipse, mark: box_state, linked: None, text: String::new() };
        let mut at = 0;
        while let (Some(part), Some(size)) = (u16_at(data, at), u16_at(data, at + 2)) {
            match part {
                // Excel has the state in `FtCblsData`; LibreOffice gives that the number of `FtCbls`, which is longer.
                0x0013 if matches!(kind, LIST | DROP_DOWN) && !by_program => {
                    object.mark = chosen(data, at + 4).then_some(UNREAD);
                    break;
                }
                0x0012 | 0x000A if object.mark == Some(BOX_EMPTY) && size == 8 => {
                    let state = u16_at(data, at + 4).unwrap_or(0);
                    object.mark = Some(match state {
                        0 => BOX_EMPTY,
                        1 => BOX_TICKED,
                        _ => super::super::boxes::BOX_MIXED,
                    });
                }
                0x0014 => object.linked = slice(data, at + 4, size.into()).and_then(link),
                0 => break,
                _ => {}
            }
            at += 4 + usize::from(size);
        }
        self.all.push(object);
        Some(())
    }

    /// `TXO`: the text of the object before it.
    pub(super) fn text(&mut self, data: &[u8], mut continuations: Vec<&[u8]>) -> Option<()> {
        let length = u16_at(data, 10)?;
        if length == 0 || continuations.is_empty() {
            return Some(());
        }
        let mut chunks = Chunks::new(continuations.remove(0), continuations);
        let flags = chunks.byte()?;
        let units = chunks.units(length, flags)?;
        if let Some(object) = self.all.last_mut() {
            object.text = String::from_utf16_lossy(&units);
        }
        Some(())
    }

    /// `NOTE`: the square that a comment belongs to.
    pub(super) fn comment(&mut self, data: &[u8]) -> Option<()> {
        let (row, column, number) = (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 6)?);
        self.comments.insert(number, (row.into(), column.into()));
        Some(())
    }

    /// What was read, and the squares that boxes are linked to.
    pub(super) fn finish(mut self, sheet: &mut Sheet) -> (Vec<Extra>, Vec<(u32, u32)>) {
        for object in self.all.iter_mut().filter(|o| !o.text.is_empty()) {
            let shown =
                RichText::of([(std::mem::take(&mut object.text), None)]).shown(&Font::default(), None);
            shown.paragraph.text.trim().clone_into(&mut object.text);
            sheet.seen.join(shown.seen);
            if let Some(stored) = shown.stored {
                sheet.ledger.replace(&stored, &object.text);
            }
        }
        let linked = self.all.iter().filter_map(|o| o.linked).collect();
        let comments = self.comments;
        let extras = self.all.into_iter().filter_map(|object| {
            let (square, what) = match (object.kind, object.mark) {
                (COMMENT, _) => (comments.get(&object.number).copied(), What::Comment(object.text)),
                (_, Some(mark)) => (object.square, What::Mark(mark, object.text)),
                (BUTTON, _) => return None,
                (_, None) if !object.text.is_empty() => (object.square, What::Words(object.text)),
                (PICTURE, None) => (object.square, What::Picture),
                (kind, None) if kind == OVAL || kind == SHAPE && object.ellipse => {
                    (object.square, What::Ring)
                }
                _ => return None,
            };
            let empty = matches!(&what, What::Comment(text) if text.is_empty());
            Some(Extra { square: square?, what }).filter(|_| !empty)
        });
        (extras.collect(), linked)
    }
}

/// Whether something is chosen in the list whose data begin here (`FtLbsData`): a formula, a number of lines,
/// the number of the line chosen. The lines stand elsewhere.
fn chosen(data: &[u8], at: usize) -> bool {
    let formula = u16_at(data, at).map_or(0, usize::from);
    u16_at(data, at + 2 + formula + 2).is_some_and(|line| line > 0)
}

/// The square that most of an anchor covers, in each direction ([MS-XLS] 2.5.193): columns are divided by
/// 1024, rows by 256.
fn anchor(data: &[u8]) -> Option<(u32, u32)> {
    let field = |at: usize| u16_at(data, 2 + 2 * at).map(u32::from);
    let most = |first: u32, into: u32, last: u32, over: u32, whole: u32| match last.saturating_sub(first) {
        1 if over > whole.saturating_sub(into) => last,
        2.. if into > 0 => first + 1,
        _ => first,
    };
    let column = most(field(0)?, field(1)?, field(4)?, field(5)?, 1024);
    let row = most(field(2)?, field(3)?, field(6)?, field(7)?, 256);
    Some((row, column))
}

/// The square that a formula of one reference names ([MS-XLS] 2.5.198.84, 2.5.198.85).
fn link(formula: &[u8]) -> Option<(u32, u32)> {
    let tokens = formula.get(6..)?;
    let at = match tokens.first()? & 0x1F {
        0x04 => 1,
        0x1A => 3,
        _ => return None,
    };
    Some((u16_at(tokens, at)?.into(), u32::from(u16_at(tokens, at + 2)? & 0x3FFF)))
}
