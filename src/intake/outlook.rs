//! Mail that Outlook saved ([MS-OXMSG]): a compound file with a stream for each property.

use super::arrival::Envelope;
use super::arrival::Letter;
use super::body;
use super::label::{inner_name, shown_name};
use super::mail::{Attachment, LOGO, Mail};
use super::rich;
use super::tnef::utf16;
use crate::finding::FileFinding;
use cfb::CompoundFile;
use encoding_rs::{Encoding, WINDOWS_1252};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many mails may stand inside one another.
const DEPTH_LIMIT: usize = 10;
/// The most things attached to a mail and to the mails in it.
const ATTACHMENT_LIMIT: usize = 1_000;

/// Properties ([MS-OXPROPS]).
const CLASS: u16 = 0x001A;
const SUBJECT: u16 = 0x0037;
const SENDER_NAME: [u16; 2] = [0x0C1A, 0x0042];
/// The SMTP addresses before those that may belong to Exchange.
const SENDER_ADDRESS: [u16; 4] = [0x5D01, 0x5D02, 0x0C1F, 0x0065];
const SENT: [u32; 2] = [0x0039_0040, 0x0E06_0040];
const CODE_PAGE: [u32; 2] = [0x3FFD_0003, 0x3FDE_0003];
const DATA: u16 = 0x3701;
const NAME: [u16; 3] = [0x3707, 0x3704, 0x3001];
const MIME: u16 = 0x370E;
/// The text of the mail: plain, as compressed RTF, as a web page.
const PLAIN: u16 = 0x1000;
const RICH: u16 = 0x1009;
const PAGE: u16 = 0x1013;
/// The code page of the web page.
const INTERNET_CODE_PAGE: u32 = 0x3FDE_0003;
const HIDDEN: u32 = 0x7FFE_000B;

/// A mail and where it stands in the file.
pub(super) struct Saved {
    /// What follows the path of the file: empty, or `!` and the name of each mail it stands in.
    pub(super) suffix: String,
    /// How many mails it stands in.
    pub(super) depth: usize,
    /// What tells it from other mails in the file.
    pub(super) properties: Vec<u8>,
    pub(super) mail: Mail,
}

/// The mail of a file and those attached to it, each before those inside it.
///
/// # Errors
/// `Corrupt` where the file is damaged, `TooDeep` and `TooBig` over the limits.
pub(super) fn open(bytes: &[u8], outer: Option<&Arc<Envelope>>) -> Result<Vec<Saved>, FileFinding> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|e| corrupt(&e.to_string()))?;
    let mut file = File { file, size: bytes.len() as u64 };
    let mut all = Vec::new();
    let mut waiting = vec![(PathBuf::from("/"), String::new(), outer.cloned(), 0)];
    let mut count = 0;
    while let Some((storage, suffix, outer, depth)) = waiting.pop() {
        if depth >= DEPTH_LIMIT {
            return Err(FileFinding::TooDeep { detail: format!("mail > {DEPTH_LIMIT}") });
        }
        let properties = file.stream(&storage.join("__properties_version1.0"))?.unwrap_or_default();
        // The header is longer at the root (2.4.1.1, 2.4.1.2).
        let fixed = properties.get(if depth == 0 { 32 } else { 24 }..).unwrap_or_default().to_vec();
        let encoding = code_page(&fixed);
        let envelope = Arc::new(file.envelope(&storage, &fixed, encoding, outer)?);
        let class = file.text(&storage, CLASS, encoding)?.unwrap_or_default().to_ascii_lowercase();
        let mut mail = Mail {
            envelope: Arc::clone(&envelope),
            attachments: Vec::new(),
            letter: file.letter(&storage, &fixed, encoding)?,
            encrypted: class.contains("smime") && !class.contains("multipartsigned"),
        };
        let mut inner = Vec::new();
        for at in file.attachments(&storage)? {
            count += 1;
            if count > ATTACHMENT_LIMIT {
                return Err(FileFinding::TooBig { detail: format!("> {ATTACHMENT_LIMIT}") });
            }
            let name = file.name(&at, encoding, mail.attachments.len() + inner.len() + 1)?;
            let embedded = at.join(format!("__substg1.0_{DATA:04X}000D"));
            if file.file.is_storage(&embedded) {
                inner.push((embedded, format!("{suffix}!{name}"), Some(Arc::clone(&envelope)), depth + 1));
            } else {
                let bytes = file.stream(&at.join(format!("__substg1.0_{DATA:04X}0102")))?;
                let small = bytes.as_ref().is_some_and(|b| b.len() < LOGO);
                let inline = small && file.is_inline(&at, encoding)?;
                mail.attachments.push(Attachment { name, bytes, inline, forwarded: false });
            }
        }
        all.push(Saved { suffix, depth, properties, mail });
        waiting.extend(inner.into_iter().rev());
    }
    Ok(all)
}

struct File<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    size: u64,
}

impl File<'_> {
    /// The bytes of a stream; `None` where there is none.
    fn stream(&mut self, path: &Path) -> Result<Option<Vec<u8>>, FileFinding> {
        if !self.file.is_stream(path) {
            return Ok(None);
        }
        let stream = self.file.open_stream(path).map_err(|e| corrupt(&e.to_string()))?;
        let length = stream.len();
        let mut bytes = Vec::new();
        stream.take(self.size).read_to_end(&mut bytes).map_err(|e| corrupt(&e.to_string()))?;
        if bytes.len() as u64 == length { Ok(Some(bytes)) } else { Err(corrupt("stream")) }
    }

    /// A text property, in Unicode or in the code page of the mail.
    fn text(
        &mut self,
        at: &Path,
        id: u16,
        encoding: &'static Encoding,
    ) -> Result<Option<String>, FileFinding> {
        if let Some(bytes) = self.stream(&at.join(format!("__substg1.0_{id:04X}001F")))? {
            return Ok(Some(utf16(&bytes)));
        }
        let bytes = self.stream(&at.join(format!("__substg1.0_{id:04X}001E")))?;
        Ok(bytes.map(|b| {
            let (text, _) = encoding.decode_without_bom_handling(&b);
            text.trim_end_matches('\0').to_owned()
        }))
    }

    /// The first of some text properties that says anything.
    fn first(&mut self, at: &Path, ids: &[u16], encoding: &'static Encoding) -> Result<String, FileFinding> {
        for id in ids {
            if let Some(text) = self.text(at, *id, encoding)?.filter(|t| !t.trim().is_empty()) {
                return Ok(text.trim().to_owned());
            }
        }
        Ok(String::new())
    }

    fn envelope(
        &mut self,
        at: &Path,
        fixed: &[u8],
        encoding: &'static Encoding,
        outer: Option<Arc<Envelope>>,
    ) -> Result<Envelope, FileFinding> {
        Ok(Envelope {
            address: self.address(at, encoding)?,
            sender: shown_name(&self.first(at, &SENDER_NAME, encoding)?),
            subject: shown_name(&self.first(at, &[SUBJECT], encoding)?),
            date: SENT.iter().find_map(|tag| property(fixed, *tag)).and_then(day),
            outer,
        })
    }

    /// What the writer of the mail says in it.
    fn letter(
        &mut self,
        at: &Path,
        fixed: &[u8],
        encoding: &'static Encoding,
    ) -> Result<Option<Letter>, FileFinding> {
        let page = match self.stream(&at.join(format!("__substg1.0_{PAGE:04X}0102")))? {
            // A page has an encoding of its own.
            Some(bytes) => Some(internet_encoding(fixed).decode(&bytes).0.into_owned()),
            None => self.text(at, PAGE, encoding)?,
        };
        let rtf = self.stream(&at.join(format!("__substg1.0_{RICH:04X}0102")))?;
        let rtf = rtf.and_then(|packed| rich::unpacked(&packed));
        let plain = self.text(at, PLAIN, encoding)?;
        Ok(body::saved(page.as_deref(), rtf, plain.as_deref()))
    }

    /// The address of the sender; those of Exchange are no addresses of mail.
    fn address(&mut self, at: &Path, encoding: &'static Encoding) -> Result<String, FileFinding> {
        for id in SENDER_ADDRESS {
            if let Some(text) = self.text(at, id, encoding)?.filter(|t| t.contains('@')) {
                return Ok(shown_name(text.trim()).to_lowercase());
            }
        }
        Ok(String::new())
    }

    /// The storages of what is attached, in their order.
    fn attachments(&mut self, at: &Path) -> Result<Vec<PathBuf>, FileFinding> {
        let entries = self.file.read_storage(at).map_err(|e| corrupt(&e.to_string()))?;
        let names = entries.filter(cfb::Entry::is_storage).map(|e| e.name().to_owned());
        let mut names: Vec<String> = names.filter(|n| n.starts_with("__attach_version1.0_")).collect();
        names.sort_unstable();
        Ok(names.into_iter().map(|name| at.join(name)).collect())
    }

    fn name(&mut self, at: &Path, encoding: &'static Encoding, number: usize) -> Result<String, FileFinding> {
        let name = self.first(at, &NAME, encoding)?;
        Ok(if name.is_empty() { format!("tệp {number}") } else { inner_name(&name) })
    }

    /// Whether it is a picture that stands in the text of the mail.
    fn is_inline(&mut self, at: &Path, encoding: &'static Encoding) -> Result<bool, FileFinding> {
        let properties = self.stream(&at.join("__properties_version1.0"))?.unwrap_or_default();
        let hidden = property(properties.get(8..).unwrap_or_default(), HIDDEN);
        let picture = self.first(at, &[MIME], encoding)?.starts_with("image/");
        Ok(picture && hidden.is_some_and(|value| value & 1 == 1))
    }
}

/// The value of a property of fixed length: entries of 16 bytes, of which the last 8 are the value.
fn property(fixed: &[u8], tag: u32) -> Option<u64> {
    let entry = fixed.as_chunks::<16>().0.iter().find(|entry| entry.starts_with(&tag.to_le_bytes()))?;
    entry.last_chunk::<8>().map(|value| u64::from_le_bytes(*value))
}

fn code_page(fixed: &[u8]) -> &'static Encoding {
    let page = CODE_PAGE.iter().find_map(|tag| property(fixed, *tag)).map(|value| value & 0xFFFF_FFFF);
    windows_encoding(page.unwrap_or_default())
}

/// The encoding of the web page; UTF-8 where none is told.
fn internet_encoding(fixed: &[u8]) -> &'static Encoding {
    let page = property(fixed, INTERNET_CODE_PAGE).map(|value| value & 0xFFFF_FFFF);
    page.map_or(encoding_rs::UTF_8, windows_encoding)
}

/// The encoding of a Windows code page; that of Western Europe where it is not known.
pub(super) fn windows_encoding(page: u64) -> &'static Encoding {
    match page {
        65_001 => encoding_rs::UTF_8,
        874 | 1250..=1258 => {
            Encoding::for_label(format!("windows-{page}").as_bytes()).unwrap_or(WINDOWS_1252)
        }
        _ => WINDOWS_1252,
    }
}

/// The day of a `FILETIME` (100 ns since 1601) in Vietnam, which has one time zone.
fn day(filetime: u64) -> Option<Date> {
    const FROM_1601_TO_1970: i64 = 11_644_473_600;
    let seconds = i64::try_from(filetime / 10_000_000).ok()?.checked_sub(FROM_1601_TO_1970)?;
    let timestamp = Timestamp::from_second(seconds).ok().filter(|_| filetime > 0)?;
    Some(Offset::constant(7).to_datetime(timestamp).date())
}

fn corrupt(detail: &str) -> FileFinding {
    FileFinding::Corrupt { detail: format!("Outlook: {detail}").chars().take(80).collect() }
}
