//! Lists of property modifiers ([MS-DOC] 2.6).

use super::super::binary::{slice, u16_at};

/// One modifier: what it sets, and to what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sprm<'a> {
    pub(super) code: u16,
    pub(super) operand: &'a [u8],
}

/// The modifiers of a list, up to its end or where it makes no more sense.
pub(super) fn sprms(mut list: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let (skip, size) = operand(code, list)?;
        let operand = slice(list, 2 + skip, size)?;
        list = list.get(2 + skip + size..)?;
        Some(Sprm { code, operand })
    })
}

/// The bytes between code and operand, and those of the operand ([MS-DOC] 2.6.1).
fn operand(code: u16, list: &[u8]) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        // sprmTDefTable counts itself in two bytes, one less than there are.
        _ if code == 0xD608 => (2, usize::from(u16_at(list, 2)?).checked_sub(1)?),
        _ => match *list.get(2)? {
            // sprmPChgTabs counts its tabs where they are too many.
            255 if code == 0xC615 => {
                let deleted = usize::from(*list.get(3)?);
                let added = usize::from(*list.get(4 + 4 * deleted)?);
                (1, 2 + 4 * deleted + 3 * added)
            }
            count => (1, usize::from(count)),
        },
    })
}

impl Sprm<'_> {
    /// Its operand as one byte.
    pub(super) fn byte(&self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    /// Its operand as two bytes.
    pub(super) fn word(&self) -> u16 {
        u16_at(self.operand, 0).unwrap_or(0)
    }
}
