//! PLCs: positions, then the data of the stretches between them ([MS-DOC] 2.2.2).

use super::super::binary::{slice, u32_at};

/// A PLC whose data have a fixed size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plc<'a> {
    bytes: &'a [u8],
    size: usize,
    count: usize,
}

impl<'a> Plc<'a> {
    /// A PLC with so many bytes of data for each stretch.
    pub(super) fn new(bytes: &'a [u8], size: usize) -> Self {
        Self { bytes, size, count: bytes.len().saturating_sub(4) / (4 + size) }
    }

    /// Where a stretch begins; that of the last one ends at the position after it.
    pub(super) fn position(&self, at: usize) -> Option<u32> {
        if at > self.count { None } else { u32_at(self.bytes, 4 * at) }
    }

    /// The stretches: where each begins, where it ends, and its data.
    pub(super) fn iter(self) -> impl Iterator<Item = (u32, u32, &'a [u8])> {
        (0..self.count).map_while(move |at| {
            let data = slice(self.bytes, 4 * (self.count + 1) + at * self.size, self.size)?;
            Some((self.position(at)?, self.position(at + 1)?, data))
        })
    }
}
