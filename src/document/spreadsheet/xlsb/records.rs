//! Records: a kind and a length in as many bytes as they need ([MS-XLSB] 2.1.4).

use crate::document::binary::{offset_at, slice, utf16};
use crate::finding::FileFinding;

/// The records of a part.
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number of seven bits a byte, in so many bytes at most.
    fn number(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..most {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= u32::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }

    fn record(&mut self) -> Option<(u32, &'a [u8])> {
        let (kind, size) = (self.number(2)?, self.number(4)?);
        let data = slice(self.bytes, self.at, usize::try_from(size).ok()?)?;
        self.at += data.len();
        Some((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u32, &'a [u8]), FileFinding>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let record = self.record();
        if record.is_none() {
            self.at = self.bytes.len();
        }
        Some(record.ok_or_else(|| corrupt("EOF")))
    }
}

/// A kind has its first seven bits in a first byte that says that more follow.
#[cfg(test)]
pub(super) fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    let byte = |n: u32| u8::try_from(n).expect("a byte");
    let mut bytes =
        if kind < 0x80 { vec![byte(kind)] } else { vec![byte(kind & 0x7F | 0x80), byte(kind >> 7)] };
    let size = u32::try_from(data.len()).expect("a short record");
    bytes.extend([byte(size & 0x7F | 0x80), byte(size >> 7)]);
    bytes.extend(data);
    bytes
}

/// An `XLWideString`, and where it ends.
pub(super) fn wide(data: &[u8], at: usize) -> Option<(String, usize)> {
    let units = offset_at(data, at)?;
    let text = utf16(data, at + 4, units)?;
    Some((text, at + 4 + 2 * units))
}

pub(super) fn corrupt(what: &str) -> FileFinding {
    FileFinding::Corrupt { detail: what.to_owned() }
}
