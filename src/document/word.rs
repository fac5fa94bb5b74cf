//! Word.
use super::Document;
use crate::finding::FileFinding;
pub(super) fn read(_bytes: &[u8]) -> Result<Document, FileFinding> {
    Ok(Document::default())
}
