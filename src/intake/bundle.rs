//! Containers other than ZIP: what is in them, within one budget.

use super::kind::extension;
use super::label::{entry_name, inner_name};
use super::{mail, rar, seven_zip, tnef};
use crate::finding::FileFinding;

/// A container other than ZIP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bundle {
    /// 7-Zip.
    SevenZip,
    /// RAR.
    Rar,
    /// One file in gzip.
    Gzip,
    /// What Outlook sends as `winmail.dat`.
    Tnef,
    /// Many mails in one file.
    Mbox,
}

/// What may still be unpacked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    /// Members.
    pub(super) entries: usize,
    /// Bytes of all members.
    pub(super) bytes: u64,
    /// Bytes of one member.
    pub(super) entry: u64,
}

/// A thing in a container.
#[derive(Debug)]
pub(super) struct Member {
    /// Its name as shown.
    pub(super) name: String,
    /// Its bytes, or why they cannot be had.
    pub(super) bytes: Result<Vec<u8>, FileFinding>,
}

impl Bundle {
    /// Its name for a message.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SevenZip => "7-Zip",
            Self::Rar => "RAR",
            Self::Gzip => "gzip",
            Self::Tnef => "winmail.dat",
            Self::Mbox => "mbox",
        }
    }

    /// What is in it, in its order. Together the members stay within the budget.
    ///
    /// # Errors
    /// Why nothing in it can be had.
    pub(super) fn unpack(self, bytes: &[u8], path: &str, budget: Budget) -> Result<Vec<Member>, FileFinding> {
        match self {
            Self::SevenZip => seven_zip::unpack(bytes, budget),
            Self::Rar => rar::unpack(bytes, budget),
            Self::Gzip => gunzip(bytes, path, budget),
            Self::Tnef => tnef::unpack(bytes, budget),
            Self::Mbox => mails(bytes, budget),
        }
    }
}

impl Budget {
    /// Over the limit of members.
    pub(super) fn too_many(self) -> FileFinding {
        FileFinding::TooBig { detail: format!("> {} entries", self.entries) }
    }

    /// The most bytes that the next member may have.
    pub(super) fn next(self) -> u64 {
        self.entry.min(self.bytes)
    }

    /// Takes a member's bytes off.
    ///
    /// # Errors
    /// `TooBig` where they are more than is left.
    pub(super) fn spend(&mut self, name: &str, size: u64) -> Result<(), FileFinding> {
        if size > self.next() {
            return Err(FileFinding::TooBig { detail: format!("{name}: {size} byte") });
        }
        self.bytes -= size;
        Ok(())
    }
}

/// The one file in gzip (RFC 1952): its size modulo 2³² stands at the end, and deflate makes at most 1,032
/// bytes of one.
fn gunzip(bytes: &[u8], path: &str, mut budget: Budget) -> Result<Vec<Member>, FileFinding> {
    let corrupt = || FileFinding::Corrupt { detail: "gzip".to_owned() };
    let size =
        bytes.last_chunk::<4>().map(|size| u64::from(u32::from_le_bytes(*size))).ok_or_else(corrupt)?;
    if size > (bytes.len() as u64).saturating_mul(1_032) {
        return Err(corrupt());
    }
    let name = path.rsplit(['/', '!']).next().unwrap_or_default();
    let name = if extension(name) == "gz" { name.get(..name.len() - 3).unwrap_or(name) } else { name };
    budget.spend(name, size)?;
    let mut unpacked = vec![0; usize::try_from(size).map_err(|_| corrupt())?];
    let written =
        libdeflater::Decompressor::new().gzip_decompress(bytes, &mut unpacked).map_err(|_| corrupt())?;
    if written != unpacked.len() {
        return Err(corrupt());
    }
    Ok(vec![Member { name: inner_name(name), bytes: Ok(unpacked) }])
}

/// The mails of an mbox file (RFC 4155): each begins with a line `From ` after an empty line.
fn mails(bytes: &[u8], budget: Budget) -> Result<Vec<Member>, FileFinding> {
    let mut members = Vec::new();
    for (number, mail) in (1..).zip(mbox_parts(bytes)) {
        if members.len() == budget.entries {
            return Err(budget.too_many());
        }
        members.push(Member { name: mail::mail_name(mail, number), bytes: Ok(mail.to_vec()) });
    }
    Ok(members)
}

/// The mails of an mbox file, their first lines included.
pub(super) fn mbox_parts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let starts = memchr::memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1);
    let after_gap =
        |at: &usize| bytes.get(..*at).is_some_and(|b| b.ends_with(b"\n\n") || b.ends_with(b"\n\r\n"));
    // A sentence may begin so, too: a mail goes on with a field.
    let before_field = |at: &usize| {
        let rest = bytes.get(*at..).unwrap_or_default();
        let mut lines = rest.split(|b| *b == b'\n');
        lines.next();
        let field = lines.next().unwrap_or_default();
        let colon = field.iter().position(|b| *b == b':').unwrap_or(0);
        colon > 0 && field.iter().take(colon).all(|b| b.is_ascii_alphanumeric() || *b == b'-')
    };
    let mut starts: Vec<usize> = starts.filter(after_gap).filter(before_field).collect();
    starts.insert(0, 0);
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([bytes.len()]).collect();
    starts.into_iter().zip(ends).filter_map(|(start, end)| bytes.get(start..end))
}

/// A name as bytes without a known encoding.
pub(super) fn raw_name(raw: &[u8]) -> String {
    let end = raw.iter().position(|b| *b == 0).unwrap_or(raw.len());
    entry_name(raw.get(..end).unwrap_or_default())
}
