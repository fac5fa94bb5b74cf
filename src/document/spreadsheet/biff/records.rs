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

impl<'a> Records<'a> {
    /// The records from an offset on.
    pub(super) fn from(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The offset behind the last record read.
    pub(super) fn offset(&self) -> usize {
        self.at
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
        let data = slice(self.bytes, self.at + 4, usize::from(size))?;
        self.at += 4 + data.len();
        Some(Record { kind, data })
    }
}
