//! Sheets in OpenDocument (`.ods`, OpenDocument 1.3 part 3).

mod look;
mod margins;
mod sheet;
#[cfg(test)]
mod tests;

use super::binding::{Binding, listed};
use super::overlay;
use super::xml::{Node, Xml};
use crate::document::Document;
use crate::document::census::odf::{self, Scope};
use crate::document::package::Package;
use crate::finding::FileFinding;
use look::Looks;
use memchr::memmem;
use std::sync::Arc;

/// Where the text of a workbook is counted.
const SHEETS: Scope = Scope { within: &["table:table"], covered: true };

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
    let styles = package.xml("styles.xml")?;
    if let Some(styles) = &styles {
        looks.read(styles, "styles.xml")?;
    }
    let content = package.xml(CONTENT)?.ok_or_else(|| FileFinding::Corrupt { detail: CONTENT.into() })?;
    looks.read(&content, CONTENT)?;
    let mut binding = sheets(&content, CONTENT, &looks)?;
    if let Some(styles) = &styles {
        margins::read(styles, "styles.xml", &looks, &mut binding)?;
    }
    let is_active = |name: &str| name.starts_with("Basic/") || name.starts_with("Scripts/");
    binding.seen.active |= package.names().any(is_active);
    Ok(binding.counted(|take| odf::each_text(&content, &SHEETS, take)))
}

fn sheets(content: &[u8], part: &str, looks: &Looks) -> Result<Binding, FileFinding> {
    let mut xml = Xml::new(content, part);
    let (mut budget, mut binding) = (super::sheet::text_budget(), Binding::default());
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.local() {
            "table" => {
                let [name, style] = xml.attributes(&start, ["table:name", "table:style-name"])?;
                let name: Arc<str> = crate::text::nfc(&name.unwrap_or_default()).into();
                let hidden = style.is_some_and(|style| looks.hides_sheet(&style));
                let (mut sheet, extras, loose) =
                    sheet::Reader::new(&mut xml, &name, looks, &mut budget).read()?;
                overlay::settle(&mut sheet, extras);
                if !loose.is_empty() {
                    sheet.seen.unread.get_or_insert_with(|| format!("{name}: {}", listed(&loose)));
                }
                binding.add(sheet, hidden);
            }
            // What was there before changes that are tracked.
            "tracked-changes" => {
                binding.seen.tracked = true;
                xml.skip()?;
            }
            _ => {}
        }
    }
    Ok(binding)
}
