//! What Outlook sends as `winmail.dat` ([MS-OXTNEF]): files attached to a mail, in a format of its own.

use super::bundle::{Budget, Member, raw_name};
use super::label::inner_name;
use crate::finding::FileFinding;

/// The first bytes (2.1.3.1).
pub(super) const SIGNATURE: &[u8] = b"\x78\x9F\x3E\x22";

/// Attributes of an attachment (2.1.3.3.1).
const REND_DATA: u32 = 0x0006_9002;
const TITLE: u32 = 0x0001_8010;
const DATA: u32 = 0x0006_800F;
const PROPERTIES: u32 = 0x0006_9005;
/// The long name of an attachment, `PidTagAttachLongFilename`.
const LONG_NAME: u16 = 0x3707;

#[derive(Debug, Default)]
struct Attachment<'a> {
    title: Option<String>,
    long: Option<String>,
    data: Option<&'a [u8]>,
}

/// What is attached.
///
/// # Errors
/// `Corrupt` where it is cut off or a checksum fails, `Empty` where nothing is attached.
pub(super) fn unpack(bytes: &[u8], mut budget: Budget) -> Result<Vec<Member>, FileFinding> {
    let mut attachments: Vec<Attachment<'_>> = Vec::new();
    let mut rest = Bytes(bytes);
    // The signature and a key.
    rest.take(6).ok_or_else(corrupt)?;
    while !rest.0.is_empty() {
        let (name, data) = attribute(&mut rest).ok_or_else(corrupt)?;
        if name == REND_DATA {
            if attachments.len() == budget.entries {
                return Err(budget.too_many());
            }
            attachments.push(Attachment::default());
        }
        let Some(attachment) = attachments.last_mut() else { continue };
        match name {
            TITLE => attachment.title = Some(raw_name(data)),
            DATA => attachment.data = Some(data),
            PROPERTIES => attachment.long = long_name(data).or(attachment.long.take()),
            _ => {}
        }
    }
    let mut members = Vec::new();
    for (number, attachment) in (1..).zip(attachments) {
        let name = attachment.long.or(attachment.title).filter(|n| !n.is_empty());
        let name = name.unwrap_or_else(|| format!("tệp {number}"));
        let bytes = match attachment.data {
            Some(data) => budget.spend(&name, data.len() as u64).map(|()| data.to_vec()),
            None => Err(FileFinding::Unsupported { format: "Outlook (winmail.dat)".into() }),
        };
        members.push(Member { name, bytes });
    }
    if members.is_empty() { Err(FileFinding::Empty) } else { Ok(members) }
}

fn corrupt() -> FileFinding {
    FileFinding::Corrupt { detail: "winmail.dat".to_owned() }
}

/// One attribute: level, name, length, data, and the sum of the data modulo 2¹⁶.
fn attribute<'a>(rest: &mut Bytes<'a>) -> Option<(u32, &'a [u8])> {
    rest.take(1)?;
    let name = rest.u32()?;
    let length = usize::try_from(rest.u32()?).ok()?;
    let data = rest.take(length)?;
    let sum = rest.u16()?;
    let real = data.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
    (sum == real).then_some((name, data))
}

/// The long name among MAPI properties (2.1.3.4); `None` where there is none or they are damaged.
fn long_name(data: &[u8]) -> Option<String> {
    let mut rest = Bytes(data);
    let count = rest.u32()?;
    for _ in 0..count {
        let (kind, id) = (rest.u16()?, rest.u16()?);
        if id >= 0x8000 {
            skip_name(&mut rest)?;
        }
        let many = kind & 0x1000 != 0;
        let variable = matches!(kind & 0xFFF, 0x0D | 0x1E | 0x1F | 0x102);
        let values = if many || variable { rest.u32()? } else { 1 };
        for _ in 0..values {
            let length = match kind & 0xFFF {
                0x02 | 0x03 | 0x04 | 0x0A | 0x0B => 4,
                0x05 | 0x06 | 0x07 | 0x14 | 0x40 => 8,
                0x48 => 16,
                _ if variable => usize::try_from(rest.u32()?).ok()?,
                _ => return None,
            };
            let value = rest.take(length)?;
            if variable {
                rest.take(length.wrapping_neg() & 3)?;
            }
            match (id, kind) {
                (LONG_NAME, 0x1E) => return Some(raw_name(value)),
                (LONG_NAME, 0x1F) => return Some(inner_name(&utf16(value))),
                _ => {}
            }
        }
    }
    None
}

/// Passes over the name of a named property.
fn skip_name(rest: &mut Bytes<'_>) -> Option<()> {
    rest.take(16)?;
    if rest.u32()? == 0 {
        rest.take(4)?;
    } else {
        let length = usize::try_from(rest.u32()?).ok()?;
        rest.take(length)?;
        rest.take(length.wrapping_neg() & 3)?;
    }
    Some(())
}

/// UTF-16 up to the first zero.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
    let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
    String::from_utf16_lossy(&units)
}

/// Bytes read from front to back.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2)?.first_chunk().map(|b| u16::from_le_bytes(*b))
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.first_chunk().map(|b| u32::from_le_bytes(*b))
    }
}
