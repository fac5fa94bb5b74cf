//! The data of old form fields ([MS-DOC] 2.9.78).

use super::super::binary::{offset_at, slice, u16_at, utf16};
use super::super::word::FormField;

/// An answer that is not given: the default counts.
const NOT_GIVEN: u16 = 25;
/// The most entries of a drop-down list.
const ENTRIES: u16 = 25;

/// The form field whose data are at this offset of the data stream (`NilPICFAndBinData`).
pub(super) fn read(data: &[u8], at: u32) -> Option<FormField> {
    let at = usize::try_from(at).ok()?;
    let (size, header) = (offset_at(data, at)?, usize::from(u16_at(data, at.checked_add(4)?)?));
    let bytes = slice(data, at.checked_add(header)?, size.checked_sub(header)?)?;
    let bits = u16_at(bytes, 4)?;
    let (kind, result) = (bits & 3, bits >> 2 & 0x1F);
    let given = (result != NOT_GIVEN).then_some(result);
    let mut at = skip_text(bytes, 10)?;
    if kind == 0 {
        return Some(FormField::Text);
    }
    let default = u16_at(bytes, at)?;
    if kind == 1 {
        return Some(FormField::CheckBox { default: default != 0, checked: given.map(|g| g != 0) });
    }
    // Format, help, status, and the macros at entry and exit.
    at += 2;
    for _ in 0..5 {
        at = skip_text(bytes, at)?;
    }
    let entries = entries(bytes, at)?;
    Some(FormField::DropDown { default: Some(usize::from(default)), result: given.map(usize::from), entries })
}

/// Where the text that begins here ends: an `Xstz`.
fn skip_text(bytes: &[u8], at: usize) -> Option<usize> {
    let units = usize::from(u16_at(bytes, at)?);
    Some(at + 2 + 2 * units + 2)
}

/// The entries of a list: an `STTB` of wide strings.
fn entries(bytes: &[u8], at: usize) -> Option<Vec<String>> {
    let (count, extra) = (u16_at(bytes, at + 2)?, usize::from(u16_at(bytes, at + 4)?));
    let mut at = at + 6;
    let mut entries = Vec::new();
    for _ in 0..count.min(ENTRIES) {
        let units = usize::from(u16_at(bytes, at)?);
        entries.push(utf16(bytes, at + 2, units)?);
        at += 2 + 2 * units + extra;
    }
    Some(entries)
}
