//! Whether a file is as it was written: compressed streams end with a checksum (RFC 1950), and the root of the page
//! tree says how many pages there are (ISO 32000-1, 7.7.3.2). The library reads what it can of damaged ones.

use crate::finding::FileFinding;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Object};
use libdeflater::{DecompressionError, Decompressor};

/// The most bytes that one stream and that all streams may unpack to.
const STREAM: usize = 64 << 20;
const TOTAL: usize = 256 << 20;

/// # Errors
/// `Corrupt` where something is not as it was written; `TooBig` over a limit.
pub(super) fn check(pdf: &Pdf) -> Result<(), FileFinding> {
    let corrupt = |what: &str| FileFinding::Corrupt { detail: format!("PDF: {what}") };
    let root =
        pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).and_then(|root| root.get::<Dict<'_>>(b"Pages"));
    let counted = root.and_then(|pages| pages.get::<usize>(b"Count"));
    if counted != Some(pdf.pages().len()) {
        return Err(corrupt("Count"));
    }
    let mut total = 0;
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let image = stream.dict().get::<Name<'_>>(b"Subtype").is_some_and(|kind| *kind == *b"Image");
        if image || stream.filters().first() != Some(&Filter::FlateDecode) {
            continue;
        }
        let size = unpacked(&stream.raw_data()).ok_or_else(|| corrupt("Adler-32"))?;
        total += size;
        if size > STREAM || total > TOTAL {
            return Err(FileFinding::TooBig { detail: format!("PDF: > {} MiB", STREAM >> 20) });
        }
    }
    Ok(())
}

/// How many bytes a stream unpacks to, or more than the limit; `None` where it is damaged.
fn unpacked(packed: &[u8]) -> Option<usize> {
    let mut room = packed.len().saturating_mul(4).clamp(1 << 12, STREAM);
    loop {
        let mut bytes = vec![0; room];
        match Decompressor::new().zlib_decompress(packed, &mut bytes) {
            Ok(size) => return Some(size),
            Err(DecompressionError::InsufficientSpace) if room < STREAM => room = (room * 4).min(STREAM),
            Err(DecompressionError::InsufficientSpace) => return Some(STREAM + 1),
            Err(DecompressionError::BadData) => return None,
        }
    }
}
