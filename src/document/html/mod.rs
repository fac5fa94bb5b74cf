//! Web pages as Word, Excel and LibreOffice save them, alone or in MIME parts (`.mht`), often named `.doc` or
//! `.xls`. Scripts are not run and nothing is fetched.

mod census;
mod element;
mod form_data;
mod reader;
pub(super) mod style;
#[cfg(test)]
mod tests;

use super::page::Document;
use crate::finding::FileFinding;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};
use std::borrow::Cow;

/// How far into a page its character encoding may be named (HTML, 13.2.3.2: 1,024 bytes; Word needs more).
const NAMED_WITHIN: usize = 8_192;

/// Reads a document.
///
/// # Errors
/// Why the file as a whole cannot be trusted.
pub(super) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let pages = if is_mime(bytes) { pages(bytes)? } else { vec![decode(bytes)] };
    let mut reader = reader::Reader::default();
    for page in &pages {
        reader.page(page)?;
    }
    reader.finish(&pages)
}

/// The pages of a file in MIME parts.
fn pages(bytes: &[u8]) -> Result<Vec<Cow<'_, str>>, FileFinding> {
    let corrupt = || FileFinding::Corrupt { detail: "MHTML".to_owned() };
    let message = MessageParser::new().parse(bytes).ok_or_else(corrupt)?;
    let page = |part: MessagePart<'_>| {
        // Excel's strip of sheet names is no sheet.
        let strip = part.content_location().is_some_and(|l| l.ends_with("tabstrip.htm"));
        match part.body {
            PartType::Html(page) if !strip => Some(Cow::Owned(page.into_owned())),
            _ => None,
        }
    };
    let pages: Vec<_> = message.parts.into_iter().filter_map(page).collect();
    if pages.is_empty() { Err(corrupt()) } else { Ok(pages) }
}

/// Whether it begins as mail does.
fn is_mime(bytes: &[u8]) -> bool {
    let start = bytes.get(..NAMED_WITHIN).unwrap_or(bytes);
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    !start.starts_with(b"<") && contains(&start.to_ascii_lowercase(), b"mime-version:")
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(text, word).is_some()
}

/// The text of a page: by its byte order mark, as UTF-8 where it is that, by the encoding it names.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match bytes {
        [b'<', 0, ..] => return UTF_16LE.decode_without_bom_handling(bytes).0,
        [0, b'<', ..] => return UTF_16BE.decode_without_bom_handling(bytes).0,
        _ => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let named = named_encoding(bytes.get(..NAMED_WITHIN).unwrap_or(bytes));
    named.unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0
}

/// The encoding of `<meta charset=…>` or `content="text/html; charset=…"`.
fn named_encoding(start: &[u8]) -> Option<&'static Encoding> {
    let at = memchr::memmem::find(&start.to_ascii_lowercase(), b"charset=")? + b"charset=".len();
    let name = start.get(at..)?;
    let name = name.strip_prefix(b"\"").or_else(|| name.strip_prefix(b"'")).unwrap_or(name);
    let end = name.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')));
    // A page that could be read up to its own declaration is not UTF-16.
    let encoding = Encoding::for_label(name.get(..end.unwrap_or(name.len()))?)?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}
