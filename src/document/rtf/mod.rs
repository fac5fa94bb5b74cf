//! Rich Text Format (Word's specification, version 1.9.1), as a person sees it.

mod census;
mod charset;
mod reader;
mod state;
mod table;
#[cfg(test)]
mod tests;
mod token;

use super::page::Document;
use crate::finding::FileFinding;

/// Reads a document.
///
/// # Errors
/// Why the file as a whole cannot be trusted.
pub(super) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let start = bytes.iter().position(|b| *b == b'{').unwrap_or(bytes.len());
    let rtf = bytes.get(start..).unwrap_or_default();
    if !rtf.starts_with(b"{\\rtf") {
        return Err(FileFinding::Corrupt { detail: "RTF".to_owned() });
    }
    reader::Reader::new().read(rtf)
}
