//! The piece table: where each character of the text is stored ([MS-DOC] 2.9.177).

use super::super::binary::{slice, u16_at, u32_at, windows_1252};
use super::fib::check_length;
use super::plc::Plc;
use crate::finding::FileFinding;
use std::ops::Range;

/// A stretch of characters that are stored one behind the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    start: u32,
    end: u32,
    /// Offset of its first character in the main stream.
    offset: u32,
    /// One byte for each character, two otherwise.
    narrow: bool,
    /// Properties that a fast save laid over the whole piece.
    modifier: u16,
}

/// The piece table.
#[derive(Debug, Default)]
pub(super) struct Pieces<'a> {
    pieces: Vec<Piece>,
    /// The property lists that modifiers name by their index.
    lists: Vec<&'a [u8]>,
}

/// One character with where it is stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Its position in the text.
    pub(super) position: u32,
    /// Its offset in the main stream.
    pub(super) offset: u32,
    /// Its UTF-16 code unit.
    pub(super) code: u16,
    /// The modifier of its piece.
    pub(super) modifier: u16,
}

impl<'a> Pieces<'a> {
    /// Reads a `Clx`, and checks that every piece lies in the main stream.
    pub(super) fn read(clx: &'a [u8], stream: &[u8]) -> Result<Self, FileFinding> {
        let corrupt = || FileFinding::Corrupt { detail: "Clx".into() };
        let mut lists = Vec::new();
        let mut at = 0;
        // `Prc`s come first, marked by 1; the `Pcdt` is marked by 2.
        while clx.get(at) == Some(&1) {
            let size = usize::from(u16_at(clx, at + 1).ok_or_else(corrupt)?);
            lists.push(slice(clx, at + 3, size).ok_or_else(corrupt)?);
            at += 3 + size;
        }
        let size = u32_at(clx, at + 1).filter(|_| clx.get(at) == Some(&2)).ok_or_else(corrupt)?;
        let table = usize::try_from(size).ok().and_then(|size| slice(clx, at + 5, size));
        let mut pieces = Vec::new();
        for (start, end, data) in Plc::new(table.ok_or_else(corrupt)?, 8).iter() {
            let stored = u32_at(data, 2).ok_or_else(corrupt)?;
            let narrow = stored & 0x4000_0000 != 0;
            let offset = stored & 0x3FFF_FFFF;
            let offset = if narrow { offset / 2 } else { offset };
            let modifier = u16_at(data, 6).unwrap_or(0);
            let piece = Piece { start, end, offset, narrow, modifier };
            let bytes = end.checked_sub(start).map(|units| u64::from(units) * u64::from(piece.width()));
            let last = bytes.map(|bytes| u64::from(offset) + bytes);
            let expected = pieces.last().map_or(0, |p: &Piece| p.end);
            if start != expected || last.is_none_or(|last| last > stream.len() as u64) {
                return Err(corrupt());
            }
            // Pieces may stand in the same bytes of the stream: its size is no limit.
            check_length(Some(end))?;
            pieces.push(piece);
        }
        Ok(Self { pieces, lists })
    }

    /// How many characters it has.
    pub(super) fn end(&self) -> u32 {
        self.pieces.last().map_or(0, |p| p.end)
    }

    /// The characters at these positions.
    pub(super) fn units<'s>(
        &'s self,
        stream: &'s [u8],
        range: Range<u32>,
    ) -> impl Iterator<Item = Unit> + 's {
        let first = self.pieces.partition_point(|p| p.end <= range.start);
        let pieces = self.pieces.iter().skip(first).take_while(move |p| p.start < range.end);
        pieces.flat_map(move |piece| {
            let positions = piece.start.max(range.start)..piece.end.min(range.end);
            positions.map_while(move |position| piece.unit(stream, position))
        })
    }

    /// The property list that a modifier names ([MS-DOC] 2.9.214); what fits one into two bytes is made whole
    /// in `room`.
    pub(super) fn modification<'s>(&'s self, modifier: u16, room: &'s mut [u8; 3]) -> &'s [u8] {
        if modifier & 1 == 1 {
            return self.lists.get(usize::from(modifier >> 1)).copied().unwrap_or_default();
        }
        let [operand, _] = (modifier >> 8).to_le_bytes();
        let Some(code) = short_code(modifier >> 1 & 0x7F) else { return &[] };
        let [low, high] = code.to_le_bytes();
        *room = [low, high, operand];
        room
    }
}

/// The full code of a property that `Prm0` names by seven bits ([MS-DOC] 2.9.215), of those that matter here.
fn short_code(short: u16) -> Option<u16> {
    Some(match short {
        0x18 => 0x2416,
        0x19 => 0x2417,
        0x41 => 0x0800,
        0x42 => 0x0801,
        0x4D => 0x2A0C,
        0x53 => 0x2A33,
        0x55 => 0x0835,
        0x56 => 0x0836,
        0x57 => 0x0837,
        0x5C => 0x083C,
        0x5E => 0x2A3E,
        0x62 => 0x2A42,
        0x73 => 0x2A53,
        _ => return None,
    })
}

impl Piece {
    fn width(&self) -> u32 {
        if self.narrow { 1 } else { 2 }
    }

    fn unit(&self, stream: &[u8], position: u32) -> Option<Unit> {
        let offset = self.offset.checked_add((position - self.start).checked_mul(self.width())?)?;
        let at = usize::try_from(offset).ok()?;
        let code = if self.narrow {
            u16::try_from(u32::from(windows_1252(*stream.get(at)?))).ok()?
        } else {
            u16_at(stream, at)?
        };
        Some(Unit { position, offset, code, modifier: self.modifier })
    }
}
