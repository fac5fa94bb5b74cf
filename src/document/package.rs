//! The package that Office Open XML files are: a zip of parts (ECMA-376 part 2).

use crate::finding::FileFinding;
use libdeflater::{Crc, Decompressor};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::cell::Cell;
use std::collections::BTreeMap;

/// Entries at most; an office file has a few dozen.
const MAX_ENTRIES: usize = 2_000;
/// Bytes of one part once inflated.
const MAX_PART: usize = 64 << 20;
/// Bytes of all parts that were read, once inflated.
const MAX_PACKAGE: usize = 256 << 20;
/// Deflate cannot shrink more than this.
const MAX_RATIO: usize = 1_032;

/// An opened package.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    entries: BTreeMap<String, Entry>,
    left: Cell<usize>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// Name as written.
    name: String,
    method: u16,
    crc: u32,
    packed: usize,
    size: usize,
    data: usize,
}

fn corrupt(detail: impl Into<String>) -> FileFinding {
    FileFinding::Corrupt { detail: detail.into() }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let value = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    usize::try_from(value).ok()
}
impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FileFinding> {
        // End of central directory.
        let from = bytes.len().saturating_sub(65_557);
        let at = memchr::memmem::rfind(&bytes[from..], b"PK\x05\x06")
            .map(|i| from + i)
            .ok_or_else(|| corrupt("zip"))?;
        let count = u16_at(bytes, at + 10).ok_or_else(|| corrupt("zip"))?;
        let mut pos = u32_at(bytes, at + 16).ok_or_else(|| corrupt("zip"))?;
        if usize::from(count) > MAX_ENTRIES {
            return Err(FileFinding::TooBig { detail: format!("{count}") });
        }
        let mut entries = BTreeMap::new();
        for _ in 0..count {
            let get = || -> Option<(Entry, usize)> {
                if bytes.get(pos..pos + 4)? != b"PK\x01\x02" {
                    return None;
                }
                let (n, e, c) =
                    (u16_at(bytes, pos + 28)?, u16_at(bytes, pos + 30)?, u16_at(bytes, pos + 32)?);
                let name =
                    String::from_utf8_lossy(bytes.get(pos + 46..pos + 46 + usize::from(n))?).into_owned();
                let local = u32_at(bytes, pos + 42)?;
                if bytes.get(local..local + 4)? != b"PK\x03\x04" {
                    return None;
                }
                let data = local
                    + 30
                    + usize::from(u16_at(bytes, local + 26)?)
                    + usize::from(u16_at(bytes, local + 28)?);
                let entry = Entry {
                    method: u16_at(bytes, pos + 10)?,
                    crc: u32::try_from(u32_at(bytes, pos + 16)?).ok()?,
                    packed: u32_at(bytes, pos + 20)?,
                    size: u32_at(bytes, pos + 24)?,
                    data,
                    name,
                };
                Some((entry, pos + 46 + usize::from(n) + usize::from(e) + usize::from(c)))
            };
            let (entry, next) = get().ok_or_else(|| corrupt("zip"))?;
            pos = next;
            if entries.insert(entry.name.to_ascii_lowercase(), entry.clone()).is_some() {
                return Err(FileFinding::BadPackage { detail: entry.name });
            }
        }
        Ok(Self { bytes, entries, left: Cell::new(MAX_PACKAGE) })
    }
    pub(super) fn contains(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_ascii_lowercase())
    }
    pub(super) fn xml(&self, name: &str) -> Result<Option<Vec<u8>>, FileFinding> {
        let Some(entry) = self.entries.get(&name.to_ascii_lowercase()) else { return Ok(None) };
        if entry.size > MAX_PART
            || entry.size > self.left.get()
            || entry.size > entry.packed.saturating_mul(MAX_RATIO).saturating_add(64)
        {
            return Err(FileFinding::TooBig { detail: entry.name.clone() });
        }
        let raw =
            self.bytes.get(entry.data..entry.data + entry.packed).ok_or_else(|| corrupt(&entry.name))?;
        let mut out = vec![0; entry.size];
        if entry.method == 0 {
            if raw.len() != out.len() {
                return Err(corrupt(&entry.name));
            }
            out.copy_from_slice(raw);
        } else {
            let n =
                Decompressor::new().deflate_decompress(raw, &mut out).map_err(|_| corrupt(&entry.name))?;
            if n != out.len() {
                return Err(corrupt(&entry.name));
            }
        }
        let mut crc = Crc::new();
        crc.update(&out);
        if crc.sum() != entry.crc {
            return Err(corrupt(&entry.name));
        }
        self.left.set(self.left.get() - out.len());
        Ok(Some(out))
    }
    pub(super) fn related(&self, part: &str, kind: &str) -> Result<Vec<(String, String)>, FileFinding> {
        let (dir, file) = part.rsplit_once('/').unwrap_or(("", part));
        let rels =
            if dir.is_empty() { format!("_rels/{file}.rels") } else { format!("{dir}/_rels/{file}.rels") };
        let Some(xml) = self.xml(&rels)? else { return Ok(vec![]) };
        let mut reader = Reader::from_reader(xml.as_slice());
        let mut found = vec![];
        loop {
            match reader.read_event() {
                Ok(Event::Empty(e) | Event::Start(e)) => {
                    let get = |k: &str| attr(&e, k);
                    let t = get("Type").unwrap_or_default();
                    if t.rsplit('/').next() == Some(kind) && get("TargetMode").as_deref() != Some("External")
                    {
                        let target = get("Target").unwrap_or_default();
                        let path = if let Some(abs) = target.strip_prefix('/') {
                            abs.to_owned()
                        } else if dir.is_empty() {
                            target
                        } else {
                            format!("{dir}/{target}")
                        };
                        found.push((get("Id").unwrap_or_default(), path));
                    }
                }
                Ok(Event::Eof) => break,
                Err(e) => return Err(FileFinding::BadXml { detail: format!("{rels}: {e}") }),
                _ => {}
            }
        }
        Ok(found)
    }
}
fn attr(e: &BytesStart<'_>, key: &str) -> Option<String> {
    e.attributes()
        .flatten()
        .find(|a| a.key.local_name().as_ref() == key)
        .map(|a| a.value.clone().into_owned())
}
