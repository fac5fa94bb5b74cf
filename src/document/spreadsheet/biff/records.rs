//! Records: a kind, a length and so many bytes, one behind the other ([MS-XLS] 2.1.4).

use crate::document::binary::{slice, u16_at};

/// One record with those that continue it.
#[derive(Debug, Clone)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// The records of a stream.
#[derive(Debug)]
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// What continues the record before it.
const CONTINUE: u16 = 0x003C;
/// The most bytes that a record of a kind may have (2.1.4 and 2.4). More are the mark of a damaged length, which
/// would swallow what follows.
fn longest(kind: u16) -> u16 {
    match kind {
        // The end of a sheet.
        0x000A => 0,
        // Switches of printing.
        0x002A | 0x002B | 0x0082..=0x0084 => 2,
        // Empty square, Boolean or error, margins.
        0x0201 => 6,
        0x0205 | 0x0026..=0x0029 => 8,
        // Shared text, packed number.
        0x00FD | 0x027E => 10,
        // Columns.
        0x007D => 12,
        // Number, extent of the sheet.
        0x0203 | 0x0200 => 14,
        // Row.
        0x0208 => 16,
        _ => 8_224,
    }
}

impl<'a> Records<'a> {
    /// The records from an offset on.
    pub(super) fn from(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The offset behind the last record read.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Whether the stream ends here, or another sheet or the filling of its last sector follows.
    pub(super) fn ends_cleanly(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        u16_at(rest, 0).is_none_or(|kind| matches!(kind, 0x0809 | 0))
    }

    /// The bytes of the records that continue the one just read.
    pub(super) fn continuations(&mut self) -> Vec<&'a [u8]> {
        let mut all = Vec::new();
        while u16_at(self.bytes, self.at) == Some(CONTINUE)
            && let Some(record) = self.next()
        {
            all.push(record.data);
        }
        all
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, size) = (u16_at(self.bytes, self.at)?, u16_at(self.bytes, self.at + 2)?);
        let data = slice(self.bytes, self.at + 4, usize::from(size)).filter(|_| size <= longest(kind))?;
        self.at += 4 + data.len();
        Some(Record { kind, data })
    }
}
