//! Sheets in OpenDocument (`.ods`, OpenDocument 1.3 part 3).

mod look;
mod sheet;
#[cfg(test)]
mod tests;

use super::overlay;
use super::workbook::Entry;
use super::xml::{Node, Xml};
use super::{concealed_in, listed};
use crate::document::package::Package;
use crate::document::{Block, Document, Frame, Part, PartKind, Table};
use crate::finding::FileFinding;
use look::Looks;
use memchr::memmem;
use std::sync::Arc;

/// Reads a workbook.
///
/// # Errors
/// The reason why the file as a whole cannot be trusted.
pub(in crate::document) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    const CONTENT: &str = "content.xml";
    let package = Package::open(bytes)?;
    if let Some(manifest) = package.xml("META-INF/manifest.xml")?
        && memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(FileFinding::Password);
    }
    let mut looks = Looks::default();
    if let Some(styles) = package.xml("styles.xml")? {
        looks.read(&styles, "styles.xml")?;
    }
    let content = package.xml(CONTENT)?.ok_or_else(|| FileFinding::Corrupt { detail: CONTENT.into() })?;
    looks.read(&content, CONTENT)?;
    let mut document = sheets(&content, CONTENT, &looks)?;
    if package.names().any(|name| name.starts_with("Basic/") || name.starts_with("Scripts/")) {
        document.findings.push(FileFinding::ActiveContent.into());
    }
    Ok(document)
}

fn sheets(content: &[u8], part: &str, looks: &Looks) -> Result<Document, FileFinding> {
    let mut xml = Xml::new(content, part);
    let mut budget = super::sheet::text_budget();
    let mut concealed = Vec::new();
    let mut document = Document::default();
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.local() {
            "table" => {
                let [name, style] = xml.attributes(&start, ["table:name", "table:style-name"])?;
                let name: Arc<str> = crate::text::nfc(&name.unwrap_or_default()).into();
                let hidden = style.is_some_and(|style| looks.hides_sheet(&style));
                let (mut sheet, extras, loose) =
                    sheet::Reader::new(&mut xml, &name, looks, &mut budget).read()?;
                overlay::settle(&mut sheet, &name, extras);
                if !loose.is_empty() {
                    let text = format!("{name}: {}", listed(&loose));
                    document.findings.push(FileFinding::UnreadText { text }.into());
                }
                let entry = Entry { name: Arc::clone(&name), hidden, relationship: String::new() };
                concealed.extend(concealed_in(&sheet, &entry));
                let table = Table::new(Frame::Sheet(Arc::clone(&name)), sheet.slots);
                let kind = PartKind::Sheet { name, hidden };
                document.parts.push(Part { kind, blocks: vec![Block::Table(table)] });
            }
            // What was there before changes that are tracked.
            "tracked-changes" => {
                document.findings.push(FileFinding::TrackedChanges.into());
                xml.skip()?;
            }
            _ => {}
        }
    }
    if !concealed.is_empty() {
        document.findings.push(FileFinding::HiddenContent { detail: listed(&concealed) }.into());
    }
    Ok(document)
}
