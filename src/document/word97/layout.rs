//! Where a paragraph stands: in which table, in which list ([MS-DOC] 2.6.2).

use super::super::binary::{offset_at, slice, u16_at, u32_at};
use super::sprm::sprms;

/// The properties of a paragraph that bear on what is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent properties")]
pub(super) struct Layout {
    in_table: bool,
    nesting: u32,
    ends_row: bool,
    ends_inner_row: bool,
    ends_inner_slot: bool,
    /// The list it belongs to, from 1; 0 for none.
    pub(super) list: u16,
    /// The level in the list, from 0.
    pub(super) level: u8,
}

impl Layout {
    /// Applies a list of modifiers.
    pub(super) fn apply(&mut self, list: &[u8]) {
        for sprm in sprms(list) {
            let on = sprm.byte() != 0;
            match sprm.code {
                0x2416 => self.in_table = on,
                0x2417 => self.ends_row = on,
                0x244B => self.ends_inner_slot = on,
                0x244C => self.ends_inner_row = on,
                0x6649 => self.nesting = u32_at(sprm.operand, 0).unwrap_or(0),
                0x664A => self.nesting = self.nesting.wrapping_add(u32_at(sprm.operand, 0).unwrap_or(0)),
                // 0xF801 takes the paragraph out of its list.
                0x460B => self.list = if sprm.word() < 0xF801 { sprm.word() } else { 0 },
                0x260A => self.level = sprm.byte(),
                _ => {}
            }
        }
    }

    /// In how many tables it stands, one in the other.
    pub(super) fn depth(self) -> u32 {
        if self.nesting == 0 { u32::from(self.in_table) } else { self.nesting }
    }

    /// Whether it is no paragraph but the end of a row. `mark` is the character at its end.
    pub(super) fn ends_row(self, mark: u16) -> bool {
        if mark == 7 { self.ends_row } else { self.depth() > 1 && self.ends_inner_row }
    }

    /// Whether it is the last of its slot. `mark` is the character at its end.
    pub(super) fn ends_slot(self, mark: u16) -> bool {
        if mark == 7 { self.depth() > 0 } else { self.depth() > 1 && self.ends_inner_slot }
    }
}

/// The lists of modifiers that a list means: itself, and those that it only points to in the data stream
/// (`sprmPHugePapx`, `sprmPTableProps`).
pub(super) fn expanded<'a>(list: &'a [u8], data: &'a [u8]) -> Vec<&'a [u8]> {
    let mut lists = vec![list];
    for sprm in sprms(list).filter(|s| matches!(s.code, 0x6645 | 0x6646 | 0x646B)) {
        let at = offset_at(sprm.operand, 0);
        lists.extend(at.and_then(|at| slice(data, at.checked_add(2)?, usize::from(u16_at(data, at)?))));
    }
    lists
}
