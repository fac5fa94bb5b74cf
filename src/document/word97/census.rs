//! The texts of a document, found without its reader: the characters of its pieces but for the codes of fields.

use super::super::binary::{offset_at, slice, u16_at, u32_at};
use super::super::census::short::Take;
use encoding_rs::WINDOWS_1252;

/// Where the lengths of the eight stories stand ([MS-DOC] 2.5.4), the places of headers and footers and of the pieces
/// (2.5.6).
const LENGTHS: usize = 76;
const MARGINS: usize = 154 + 8 * 11;
const PIECES: usize = 154 + 8 * 33;
/// Stories of page headers and footers before the first page has any: lines that part notes from the text.
const SEPARATORS: usize = 6;

/// Takes the texts of the body, notes, page headers and footers, comments and text boxes.
pub(super) fn each_text(stream: &[u8], table: &[u8], take: &mut Take<'_>) {
    let lengths: Vec<u32> = (0..8).filter_map(|at| u32_at(stream, LENGTHS + 4 * at)).collect();
    let units = units(stream, table);
    let mut start = 0;
    for (story, length) in lengths.into_iter().enumerate() {
        let end = start + length;
        let first = if story == 2 { start + separators(stream, table).min(length) } else { start };
        // Macros of Word 6 are no text.
        if story != 3 {
            visible(range(&units, first, end), take);
        }
        start = end;
    }
}

fn range(units: &[u16], start: u32, end: u32) -> &[u16] {
    let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).min(units.len());
    units.get(at(start)..at(end)).unwrap_or_default()
}

/// Where the first page header begins, within the story of them.
fn separators(stream: &[u8], table: &[u8]) -> u32 {
    let plc = structure(stream, table, MARGINS);
    u32_at(plc, 4 * SEPARATORS).filter(|_| plc.len() >= 4 * (SEPARATORS + 2)).unwrap_or(u32::MAX)
}

fn structure<'t>(stream: &[u8], table: &'t [u8], at: usize) -> &'t [u8] {
    let place = offset_at(stream, at).zip(offset_at(stream, at + 4));
    place.and_then(|(offset, length)| slice(table, offset, length)).unwrap_or_default()
}

/// All characters, by the table of pieces (2.9.38, 2.9.177).
fn units(stream: &[u8], table: &[u8]) -> Vec<u16> {
    let mut clx = structure(stream, table, PIECES);
    while let (Some(1), Some(size)) = (clx.first(), u16_at(clx, 1)) {
        clx = clx.get(3 + usize::from(size)..).unwrap_or_default();
    }
    let plc = clx.get(5..).unwrap_or_default();
    // Between n + 1 positions stand n descriptions of eight bytes.
    let count = plc.len().saturating_sub(4) / 12;
    let mut units = Vec::new();
    for piece in 0..count {
        let description = 4 * (count + 1) + 8 * piece;
        let (Some(start), Some(end), Some(stored)) =
            (offset_at(plc, 4 * piece), offset_at(plc, 4 * piece + 4), u32_at(plc, description + 2))
        else {
            break;
        };
        let (length, narrow) = (end.saturating_sub(start), stored & 0x4000_0000 != 0);
        let offset = usize::try_from(stored & 0x3FFF_FFFF).unwrap_or(usize::MAX);
        if narrow {
            let (text, _) = WINDOWS_1252
                .decode_without_bom_handling(slice(stream, offset / 2, length).unwrap_or_default());
            units.extend(text.encode_utf16());
        } else {
            let bytes = slice(stream, offset, length.saturating_mul(2)).unwrap_or_default();
            units.extend(bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)));
        }
    }
    units
}

/// Takes what stands between control characters, without the codes of fields: from their beginning to their result.
fn visible(units: &[u16], take: &mut Take<'_>) {
    // Whether the code of each open field is being read.
    let mut codes: Vec<bool> = Vec::new();
    for text in units.split_inclusive(|unit| *unit < 0x20) {
        let (control, text) = match text.split_last() {
            Some((last, text)) if *last < 0x20 => (Some(*last), text),
            _ => (None, text),
        };
        if !codes.contains(&true) {
            take(&String::from_utf16_lossy(text));
        }
        match control {
            Some(0x13) => codes.push(true),
            Some(0x14) => codes.last_mut().into_iter().for_each(|code| *code = false),
            Some(0x15) => {
                codes.pop();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_fields_are_no_text() {
        let units: Vec<u16> = "a\u{13} IF \u{13}x\u{14}y\u{15}\u{14}b\u{15}c\rd".encode_utf16().collect();
        let mut all = String::new();
        visible(&units, &mut |text| all.push_str(text));
        assert_eq!(all, "abcd");
    }
}
