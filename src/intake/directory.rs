//! The directory of a ZIP file, read strictly (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16).
//!
//! A form is one copy of each part. A file with two parts of one name, with parts that overlap, or whose
//! local headers contradict its directory shows different things to different programs, so it is refused.

use crate::finding::FileFinding;
use libdeflater::Decompressor;
use std::borrow::Cow;
use std::cell::RefCell;

thread_local! {
    /// One for all entries that a thread unpacks: making it costs as much as a small part.
    static DECOMPRESSOR: RefCell<Decompressor> = RefCell::new(Decompressor::new());
}

/// The most entries that one file may have.
pub(crate) const ENTRY_LIMIT: usize = 2_000;

/// Deflate makes at most 1,032 bytes of one (its longest match, 258 bytes, in two bits).
const DEFLATE_RATIO: u64 = 1_032;

/// How an entry is packed. Office Open XML allows no other (ECMA-376 part 2, annex C).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// As it is.
    Stored,
    /// Deflate.
    Deflated,
    /// Any other, by its number.
    Other(u16),
}

/// One entry of a ZIP file.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    /// Its name as stored.
    pub(crate) raw_name: &'a [u8],
    /// Whether it needs a password.
    pub(crate) encrypted: bool,
    /// Whether it is a symbolic link, which is never followed.
    pub(crate) symlink: bool,
    /// How it is packed.
    pub(crate) method: Method,
    /// Its size when unpacked, as the directory states it.
    pub(crate) size: u64,
    packed: &'a [u8],
    crc: u32,
}

impl Entry<'_> {
    /// Whether it is a folder.
    pub(crate) fn is_folder(&self) -> bool {
        self.raw_name.ends_with(b"/") || (self.raw_name.ends_with(b"\\") && self.packed.is_empty())
    }

    /// The name for a message.
    pub(crate) fn label(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.raw_name)
    }

    /// Its bytes, with the checksum verified.
    ///
    /// # Errors
    /// `TooBig` where the stated size exceeds the limit, else what is wrong with it.
    pub(crate) fn unpack(&self, limit: u64) -> Result<Vec<u8>, FileFinding> {
        self.check(limit)?;
        let corrupt = |what: &str| FileFinding::Corrupt { detail: format!("{}: {what}", self.label()) };
        let bytes = match self.method {
            Method::Stored if self.size == self.packed.len() as u64 => self.packed.to_vec(),
            Method::Stored => return Err(corrupt("size")),
            Method::Deflated => self.inflate().ok_or_else(|| corrupt("deflate"))?,
            Method::Other(method) => {
                return Err(FileFinding::BadPackage { detail: format!("{}: method {method}", self.label()) });
            }
        };
        if libdeflater::crc32(&bytes) == self.crc { Ok(bytes) } else { Err(corrupt("CRC-32")) }
    }

    /// Refuses what needs a password, or states a size that exceeds the limit.
    pub(crate) fn check(&self, limit: u64) -> Result<(), FileFinding> {
        if self.encrypted {
            return Err(FileFinding::Password);
        }
        if self.size > limit {
            return Err(FileFinding::TooBig { detail: format!("{}: {} byte", self.label(), self.size) });
        }
        Ok(())
    }

    /// Its bytes as they are packed, with all that says how they are to be unpacked; `None` where they are more than
    /// this. Two entries that are alike in it unpack alike.
    pub(crate) fn packed_within(&self, limit: usize) -> Option<Vec<u8>> {
        if self.packed.len() > limit {
            return None;
        }
        let method = match self.method {
            Method::Stored => 0,
            Method::Deflated => 8,
            Method::Other(method) => method,
        };
        let about = [u64::from(method), self.size, u64::from(self.crc), u64::from(self.encrypted)];
        Some(about.iter().flat_map(|n| n.to_le_bytes()).chain(self.packed.iter().copied()).collect())
    }

    /// Its bytes where they are exactly as many as stated. The buffer is never larger than what the
    /// packed bytes can give.
    fn inflate(&self) -> Option<Vec<u8>> {
        if self.size > (self.packed.len() as u64).saturating_mul(DEFLATE_RATIO) {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(self.size).ok()?];
        let inflate =
            |tool: &RefCell<Decompressor>| tool.borrow_mut().deflate_decompress(self.packed, &mut bytes);
        let written = DECOMPRESSOR.with(inflate).ok()?;
        (written == bytes.len()).then_some(bytes)
    }
}

/// The entries of a ZIP file, in the order of its directory.
#[derive(Debug)]
pub(crate) struct Directory<'a> {
    pub(crate) entries: Vec<Entry<'a>>,
}

impl<'a> Directory<'a> {
    /// Reads the directory and compares it with every local header.
    ///
    /// # Errors
    /// `Corrupt` where it is cut or damaged, `TooBig` over the limit of entries, `BadPackage` where it
    /// contradicts the local headers or entries overlap.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, FileFinding> {
        let end = End::find(bytes).ok_or_else(|| corrupt("directory"))?;
        if end.entries > ENTRY_LIMIT as u64 {
            return Err(FileFinding::TooBig { detail: format!("{} > {ENTRY_LIMIT}", end.entries) });
        }
        let directory = slice(bytes, end.offset, end.size).ok_or_else(|| corrupt("directory"))?;
        let mut entries = Vec::new();
        let mut extents = Vec::new();
        let mut at = 0;
        for _ in 0..end.entries {
            let header = Central::read(directory, at).ok_or_else(|| corrupt("directory"))?;
            at += header.length;
            let (entry, extent) = header.locate(bytes)?;
            extents.push((extent, entries.len()));
            entries.push(entry);
        }
        if at != directory.len() {
            return Err(corrupt("directory"));
        }
        check_overlap(&mut extents, end.offset, &entries)?;
        Ok(Self { entries })
    }
}

fn corrupt(what: &str) -> FileFinding {
    FileFinding::Corrupt { detail: format!("ZIP: {what}") }
}

fn irregular(name: &[u8], what: &str) -> FileFinding {
    FileFinding::BadPackage { detail: format!("{}: {what}", String::from_utf8_lossy(name)) }
}

/// Where the stretch of an entry begins and ends.
type Extent = (u64, u64);

fn check_overlap(
    extents: &mut [(Extent, usize)],
    directory: u64,
    entries: &[Entry<'_>],
) -> Result<(), FileFinding> {
    extents.sort_unstable();
    let starts = extents.iter().skip(1).map(|((start, _), _)| *start).chain([directory]);
    for (((_, end), index), next) in extents.iter().zip(starts) {
        if *end > next {
            let name = entries.get(*index).map_or(&b""[..], |e| e.raw_name);
            return Err(irregular(name, "overlap"));
        }
    }
    Ok(())
}

/// The record at the end of the file that says where the directory stands.
struct End {
    entries: u64,
    size: u64,
    offset: u64,
}

impl End {
    const SIGNATURE: &'static [u8] = b"PK\x05\x06";
    /// Its length without the comment.
    const LENGTH: usize = 22;

    fn find(bytes: &[u8]) -> Option<Self> {
        let tail = bytes.len().saturating_sub(Self::LENGTH + usize::from(u16::MAX));
        let at = tail + memchr::memmem::rfind(bytes.get(tail..)?, Self::SIGNATURE)?;
        let record = bytes.get(at..at + Self::LENGTH)?;
        let comment = usize::from(u16_at(record, 20)?);
        let rest = bytes.get(at + Self::LENGTH + comment..)?;
        // Zeros or line ends that a disk or a mail program appended change nothing; more is not this file.
        if rest.iter().any(|b| !matches!(b, 0 | b'\r' | b'\n')) {
            return None;
        }
        let end = Self {
            entries: u64::from(u16_at(record, 10)?),
            size: u64::from(u32_at(record, 12)?),
            offset: u64::from(u32_at(record, 16)?),
        };
        let (end, directory_end) = match Self::find_zip64(bytes, at) {
            Some(found) => found,
            None => (end, at as u64),
        };
        // Something before the first entry shifts every offset.
        (end.offset.checked_add(end.size)? == directory_end).then_some(end)
    }

    /// The wider record that stands before it where a number does not fit (4.3.14, 4.3.15), and its place.
    fn find_zip64(bytes: &[u8], end: usize) -> Option<(Self, u64)> {
        let locator = bytes.get(end.checked_sub(20)?..end)?;
        if !locator.starts_with(b"PK\x06\x07") {
            return None;
        }
        let at = u64_at(locator, 8)?;
        let record = slice(bytes, at, 56)?;
        if !record.starts_with(b"PK\x06\x06") {
            return None;
        }
        let wide =
            Self { entries: u64_at(record, 32)?, size: u64_at(record, 40)?, offset: u64_at(record, 48)? };
        Some((wide, at))
    }
}

/// One record of the directory.
struct Central<'a> {
    name: &'a [u8],
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    local: u64,
    symlink: bool,
    length: usize,
}

impl<'a> Central<'a> {
    fn read(directory: &'a [u8], at: usize) -> Option<Self> {
        let record = directory.get(at..)?;
        if !record.starts_with(b"PK\x01\x02") {
            return None;
        }
        let name_length = usize::from(u16_at(record, 28)?);
        let extra_length = usize::from(u16_at(record, 30)?);
        let comment_length = usize::from(u16_at(record, 32)?);
        let extra = 46 + name_length;
        let made_by_unix = u16_at(record, 4)? >> 8 == 3;
        let mode = u32_at(record, 38)? >> 16;
        let mut central = Self {
            name: record.get(46..extra)?,
            flags: u16_at(record, 8)?,
            method: u16_at(record, 10)?,
            crc: u32_at(record, 16)?,
            packed: u64::from(u32_at(record, 20)?),
            size: u64::from(u32_at(record, 24)?),
            local: u64::from(u32_at(record, 42)?),
            symlink: made_by_unix && mode & 0o170_000 == 0o120_000,
            length: extra + extra_length + comment_length,
        };
        record.get(..central.length)?;
        central.widen(record.get(extra..extra + extra_length)?)?;
        Some(central)
    }

    /// Takes the numbers that do not fit in 32 bits from the extra field 0x0001 (4.5.3).
    fn widen(&mut self, extra: &[u8]) -> Option<()> {
        let narrow = u64::from(u32::MAX);
        if ![self.size, self.packed, self.local].contains(&narrow) {
            return Some(());
        }
        let mut at = 0;
        while let (Some(id), Some(length)) = (u16_at(extra, at), u16_at(extra, at + 2)) {
            let field = extra.get(at + 4..at + 4 + usize::from(length))?;
            if id == 1 {
                let mut from = 0;
                for number in [&mut self.size, &mut self.packed, &mut self.local] {
                    if *number == narrow {
                        *number = u64_at(field, from)?;
                        from += 8;
                    }
                }
                return Some(());
            }
            at += 4 + usize::from(length);
        }
        None
    }

    /// The entry with its bytes, after its local header has been compared.
    fn locate(self, bytes: &'a [u8]) -> Result<(Entry<'a>, Extent), FileFinding> {
        let damaged =
            || FileFinding::Corrupt { detail: format!("{}: header", String::from_utf8_lossy(self.name)) };
        let local = slice(bytes, self.local, 30).ok_or_else(damaged)?;
        if !local.starts_with(b"PK\x03\x04") {
            return Err(damaged());
        }
        let short = |at| u64::from(u16_at(local, at).unwrap_or(0));
        let long = |at| u64::from(u32_at(local, at).unwrap_or(0));
        let name_at = self.local + 30;
        let data_at = name_at + short(26) + short(28);
        let name = slice(bytes, name_at, short(26)).ok_or_else(damaged)?;
        let packed = slice(bytes, data_at, self.packed).ok_or_else(damaged)?;
        // With flag 3 the sizes follow the data; all ones mean that they stand in the extra field.
        let later = short(6) & 8 != 0;
        let agrees = |stated: u64, known: u64| stated == known || stated == u64::from(u32::MAX) || later;
        if name != self.name
            || short(8) != u64::from(self.method)
            || !agrees(long(18), self.packed)
            || !agrees(long(22), self.size)
            || !(long(14) == u64::from(self.crc) || later)
        {
            return Err(irregular(self.name, "local header"));
        }
        let entry = Entry {
            raw_name: self.name,
            encrypted: self.flags & 1 != 0 || short(6) & 1 != 0,
            symlink: self.symlink,
            method: match self.method {
                0 => Method::Stored,
                8 => Method::Deflated,
                other => Method::Other(other),
            },
            size: self.size,
            packed,
            crc: self.crc,
        };
        Ok((entry, (self.local, data_at + self.packed)))
    }
}

fn slice(bytes: &[u8], at: u64, length: u64) -> Option<&[u8]> {
    let at = usize::try_from(at).ok()?;
    bytes.get(at..at.checked_add(usize::try_from(length).ok()?)?)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}
