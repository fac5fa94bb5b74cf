//! The texts of a workbook, found without its reader: those of the records of its squares ([MS-XLSB] 2.4).

use crate::document::binary::{offset_at, slice};
use crate::document::census::short::Take;
use encoding_rs::UTF_16LE;

/// A text that squares share.
const STRING: u32 = 19;
/// Squares: a shared text by its number, a text, the text of a formula, a text of several fonts.
const SHARED: u32 = 7;
const TEXT: u32 = 6;
const RESULT: u32 = 8;
const RICH: u32 = 62;

/// Takes the texts of all sheets.
pub(super) fn each_text(strings: &[u8], sheets: &[Vec<u8>], take: &mut Take<'_>) {
    let mut shared = Vec::new();
    walk(strings, &mut |kind, data| {
        if kind == STRING {
            shared.push(text(data, 1));
        }
    });
    for sheet in sheets {
        walk(sheet, &mut |kind, data| match kind {
            SHARED => {
                if let Some(text) = offset_at(data, 8).and_then(|index| shared.get(index)) {
                    take(text);
                }
            }
            TEXT | RESULT => take(&text(data, 8)),
            RICH => take(&text(data, 9)),
            _ => {}
        });
    }
}

/// A text behind its length.
fn text(data: &[u8], at: usize) -> String {
    let bytes = offset_at(data, at).and_then(|units| slice(data, at + 4, units.checked_mul(2)?));
    UTF_16LE.decode_without_bom_handling(bytes.unwrap_or_default()).0.into_owned()
}

/// Calls for each record with its kind and data.
fn walk<'a>(mut part: &'a [u8], call: &mut dyn FnMut(u32, &'a [u8])) {
    while let Some((kind, size)) = number(&mut part, 2).zip(number(&mut part, 4)) {
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(part.len());
        let (data, rest) = part.split_at(size);
        call(kind, data);
        part = rest;
    }
}

/// A number of seven bits a byte, the last of which has no eighth bit.
fn number(part: &mut &[u8], most: u32) -> Option<u32> {
    let mut number = 0;
    for place in 0..most {
        let (byte, rest) = part.split_first()?;
        *part = rest;
        number |= u32::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}
