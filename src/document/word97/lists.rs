//! Automatic numbers ([MS-DOC] 2.9.147 to 2.9.153).

use super::super::binary::{slice, u16_at, u32_at, utf16};
use super::super::word::Numbering;

/// Bytes of an `LSTF`, an `LFO` and an `LVLF`.
const LIST: usize = 28;
const USE: usize = 16;
const LEVEL: usize = 28;

/// Reads the lists and their uses; what is damaged in them is left out.
pub(super) fn read(lists: &[u8], uses: &[u8]) -> Numbering {
    let mut numbering = Numbering::default();
    let _ = read_lists(lists, &mut numbering);
    let _ = read_uses(uses, &mut numbering);
    numbering
}

/// `PlfLst`, and the levels of its lists behind it.
fn read_lists(bytes: &[u8], numbering: &mut Numbering) -> Option<()> {
    let count = usize::from(u16_at(bytes, 0)?);
    let mut at = 2 + count * LIST;
    for list in 0..count {
        let header = slice(bytes, 2 + list * LIST, LIST)?;
        let id = u32_at(header, 0)?;
        let levels = if header[26] & 1 == 1 { 1 } else { 9 };
        for level in 0..levels {
            at = read_level(bytes, at, &id.to_string(), level, numbering)?;
        }
    }
    Some(())
}

/// An `LVL`; says where it ends.
fn read_level(bytes: &[u8], at: usize, list: &str, level: usize, numbering: &mut Numbering) -> Option<usize> {
    let header = slice(bytes, at, LEVEL)?;
    let format = match header[4] {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        22 => "decimalZero",
        23 => "bullet",
        255 => "none",
        _ => "decimal",
    };
    let at = at + LEVEL + usize::from(header[24]) + usize::from(header[25]);
    let units = usize::from(u16_at(bytes, at)?);
    let mut text = String::new();
    for c in utf16(bytes, at + 2, units)?.chars() {
        // The numbers of levels stand as their index.
        match u32::from(c) {
            level @ 0..9 => text.extend(['%'].into_iter().chain(char::from_digit(level + 1, 10))),
            _ => text.push(c),
        }
    }
    numbering.define(list, level, u32_at(header, 0)?, format, &text);
    Some(at + 2 + 2 * units)
}

/// `PlfLfo`: which list each use means, and where it starts anew.
fn read_uses(bytes: &[u8], numbering: &mut Numbering) -> Option<()> {
    let count = u32_at(bytes, 0)?;
    let mut at = 4 + USE * usize::try_from(count).ok().filter(|c| *c <= bytes.len() / USE)?;
    for list in 1..=count {
        let header = slice(bytes, 4 + USE * usize::try_from(list - 1).ok()?, USE)?;
        numbering.take_up(list, &u32_at(header, 0)?.to_string());
        at += 4;
        for _ in 0..header[12] {
            let (start, flags) = (u32_at(bytes, at)?, u32_at(bytes, at + 4)?);
            at += 8;
            let level = usize::try_from(flags & 0xF).ok()?;
            if flags & 0x20 != 0 {
                // A level of its own: its text and format are not taken over, only its length.
                at = read_level(bytes, at, "", level, &mut Numbering::default())?;
            } else if flags & 0x10 != 0 {
                numbering.start_anew(list, level, start);
            }
        }
    }
    Some(())
}
