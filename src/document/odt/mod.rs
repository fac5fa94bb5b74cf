//! Text documents of OpenDocument (ISO/IEC 26300), as a person sees them.

mod form;
mod story;
mod style;
#[cfg(test)]
mod tests;

use super::census::odf::{self, Scope};
use super::census::short::{Take, shortfall};
use super::package::Package;
use super::page::{Document, Part, PartKind};
use crate::finding::FileFinding;
use style::Styles;

/// Where the text of a document is counted.
const BODY: Scope = Scope { within: &["office:text"], covered: false };
/// Where that of its pages is counted.
const MARGINS: Scope = Scope {
    within: &[
        "style:header",
        "style:header-left",
        "style:header-first",
        "style:footer",
        "style:footer-left",
        "style:footer-first",
    ],
    covered: false,
};

/// Reads a document.
///
/// # Errors
/// Why the file as a whole cannot be trusted.
pub(super) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    const CONTENT: &str = "content.xml";
    const STYLES: &str = "styles.xml";
    let package = Package::open(bytes)?;
    // Old programs declare a document type here; then nothing is encrypted that could be read.
    if let Ok(Some(manifest)) = package.xml("META-INF/manifest.xml")
        && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(FileFinding::Password);
    }
    let missing = || FileFinding::BadPackage { detail: format!("{CONTENT}: ?") };
    let content = package.xml(CONTENT)?.ok_or_else(missing)?;
    let common = package.xml(STYLES)?;
    let mut styles = Styles::default();
    if let Some(common) = &common {
        styles.read(STYLES, common, false)?;
    }
    styles.read(CONTENT, &content, true)?;
    let mut story = story::Story::new(&styles);
    let body = story.read(CONTENT, &content)?;
    if let Some(common) = &common {
        story.read(STYLES, common)?;
    }
    let (headers, footers, draft) = story.finish();
    let (mut seen, ledger) = (draft.seen, draft.ledger);
    seen.active |= package.names().any(|name| name.starts_with("Basic/") || name.starts_with("Scripts/"));
    let part = |kind: PartKind| move |blocks| Part { kind: kind.clone(), blocks };
    let mut parts: Vec<Part> = headers.into_iter().map(part(PartKind::Header)).collect();
    parts.push(Part { kind: PartKind::Body, blocks: body });
    parts.extend(footers.into_iter().map(part(PartKind::Footer)));
    let mut document = Document { parts, findings: Vec::new() };
    let count = |take: &mut Take<'_>| {
        odf::each_text(&content, &BODY, take);
        if let Some(common) = &common {
            odf::each_text(common, &MARGINS, take);
        }
    };
    seen.unread = seen.unread.or_else(|| shortfall(count, &document, &ledger));
    document.findings = seen.findings();
    Ok(document)
}
