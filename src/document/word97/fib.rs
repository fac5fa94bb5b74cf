//! The file information block: where everything is ([MS-DOC] 2.5).

use super::super::binary::{offset_at, slice, u16_at, u32_at};
use crate::finding::FileFinding;
use std::ops::Range;

/// The most characters that one document may have, its notes and headers included.
const TEXT_LIMIT: u32 = 8 << 20;

/// Refuses a text of more characters.
pub(super) fn check_length(characters: Option<u32>) -> Result<(), FileFinding> {
    match characters {
        Some(characters) if characters <= TEXT_LIMIT => Ok(()),
        _ => Err(FileFinding::TooBig { detail: format!("> {TEXT_LIMIT} ký tự") }),
    }
}

/// The file information block.
#[derive(Debug)]
pub(super) struct Fib<'a> {
    bytes: &'a [u8],
    /// Which table stream belongs to it.
    pub(super) table_stream: &'static str,
    /// The characters of the body, footnotes, headers, macros, comments, endnotes and text boxes: the
    /// lengths stand one behind the other in one space.
    lengths: [u32; 8],
}

/// The pieces of text that stand one behind the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Body = 0,
    Footnotes = 1,
    Margins = 2,
    Comments = 4,
    Endnotes = 5,
    TextBoxes = 6,
    MarginBoxes = 7,
}

/// A structure in the table stream, by its index in `FibRgFcLcb97` ([MS-DOC] 2.5.6).
#[derive(Debug, Clone, Copy)]
pub(super) enum Structure {
    Styles = 1,
    CommentReferences = 4,
    CommentTexts = 5,
    Margins = 11,
    CharacterRuns = 12,
    Paragraphs = 13,
    Fonts = 15,
    Pieces = 33,
    Shapes = 40,
    TextBoxes = 56,
    Lists = 73,
    ListUses = 74,
}

/// Where the block of file offsets and lengths begins: `FibBase`, 14 words, 22 longs and their counts.
const STRUCTURES: usize = 154;

impl<'a> Fib<'a> {
    /// Reads it from the beginning of the main stream.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, FileFinding> {
        let corrupt = || FileFinding::Corrupt { detail: "FIB".into() };
        if u16_at(bytes, 0) != Some(0xA5EC) {
            return Err(match u16_at(bytes, 0) {
                Some(0xA5DC | 0xA59B) => FileFinding::Unsupported { format: "Word 95".into() },
                _ => corrupt(),
            });
        }
        if u16_at(bytes, 2).is_none_or(|version| version < 0x00C0) {
            return Err(FileFinding::Unsupported { format: "Word 95".into() });
        }
        let flags = u16_at(bytes, 10).ok_or_else(corrupt)?;
        if flags & 0x0100 != 0 {
            return Err(FileFinding::Password);
        }
        if u16_at(bytes, 32) != Some(14) || u16_at(bytes, 62) != Some(22) {
            return Err(corrupt());
        }
        let mut lengths = [0; 8];
        for (at, length) in lengths.iter_mut().enumerate() {
            *length = u32_at(bytes, 64 + 4 * (3 + at)).ok_or_else(corrupt)?;
        }
        check_length(lengths.iter().try_fold(0_u32, |sum, length| sum.checked_add(*length)))?;
        let table_stream = if flags & 0x0200 == 0 { "0Table" } else { "1Table" };
        Ok(Self { bytes, table_stream, lengths })
    }

    /// Where the characters of a story stand.
    pub(super) fn story(&self, story: Story) -> Range<u32> {
        let at = story as usize;
        let start = self.lengths[..at].iter().sum();
        start..start + self.lengths[at]
    }

    /// A structure of the table stream; empty where the document has none.
    pub(super) fn structure<'t>(&self, table: &'t [u8], structure: Structure) -> &'t [u8] {
        self.offset(structure).and_then(|(at, length)| slice(table, at, length)).unwrap_or_default()
    }

    /// The table stream from where a structure begins on: some go on beyond their stated length.
    pub(super) fn structure_and_rest<'t>(&self, table: &'t [u8], structure: Structure) -> &'t [u8] {
        let from = self.offset(structure).filter(|(_, length)| *length > 0);
        from.and_then(|(at, _)| table.get(at..)).unwrap_or_default()
    }

    fn offset(&self, structure: Structure) -> Option<(usize, usize)> {
        let count = usize::from(u16_at(self.bytes, STRUCTURES - 2)?);
        let index = structure as usize;
        if index >= count {
            return None;
        }
        let at = STRUCTURES + 8 * index;
        Some((offset_at(self.bytes, at)?, offset_at(self.bytes, at + 4)?))
    }
}
