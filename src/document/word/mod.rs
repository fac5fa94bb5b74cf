//! Word documents in Office Open XML (ECMA-376 part 1, chapter 17), as a person sees them.

mod control;
mod drawing;
pub(super) mod field;
mod look;
mod names;
mod numbering;
pub(super) mod paragraph;
mod story;
mod table;
#[cfg(test)]
mod tests;

pub(super) use field::{Field, FormField};
pub(super) use numbering::Numbering;
pub(super) use paragraph::ParagraphBuilder;

use super::package::Package;
use super::page::{Document, Part, PartKind};
use crate::finding::FileFinding;
use look::Styles;
use memchr::memmem;
use std::collections::HashMap;
use story::{Root, read_story};

/// What the parts of a document share, and what was seen in all of them.
#[derive(Debug, Default)]
struct Context {
    styles: Option<Styles>,
    numbering: Option<Numbering>,
    /// Comments by id.
    comments: HashMap<String, String>,
    /// Tables begun so far.
    tables: u32,
    /// Paragraphs and slots begun so far.
    blocks: usize,
    seen: Seen,
}

/// What a person should know about the document.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) tracked: bool,
    pub(super) active: bool,
    /// The first hidden text.
    pub(super) hidden: Option<String>,
    /// Text or content that was not read.
    pub(super) unread: Option<String>,
}

/// Reads a document.
///
/// # Errors
/// Why the file as a whole cannot be trusted.
pub(super) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let package = Package::open(bytes)?;
    let missing = |what: &str| FileFinding::BadPackage { detail: format!("{what}: ?") };
    let main = package.related("", "officeDocument")?.into_iter().next();
    let main = main.map(|(_, part)| part).ok_or_else(|| missing("officeDocument"))?;
    let body = package.xml(&main)?.ok_or_else(|| missing(&main))?;

    let mut context = Context::open(&package, &main, &body)?;
    let blocks = read_story(&mut context, Root::Document, &main, &body)?;
    let mut parts = Vec::new();
    margins(&package, &main, &mut context, Root::Header, &mut parts)?;
    parts.push(Part { kind: PartKind::Body, blocks });
    margins(&package, &main, &mut context, Root::Footer, &mut parts)?;
    context.seen.active |= is_active(&package, &main)?;
    Ok(Document { parts, findings: context.seen.findings() })
}

/// Reads the page headers or the page footers.
fn margins(
    package: &Package<'_>,
    main: &str,
    context: &mut Context,
    root: Root,
    parts: &mut Vec<Part>,
) -> Result<(), FileFinding> {
    let (relation, kind) =
        if root == Root::Header { ("header", PartKind::Header) } else { ("footer", PartKind::Footer) };
    let mut done = Vec::new();
    for (_, part) in package.related(main, relation)? {
        if done.contains(&part) {
            continue;
        }
        if let Some(bytes) = package.xml(&part)? {
            parts.push(Part { kind: kind.clone(), blocks: read_story(context, root, &part, &bytes)? });
        }
        done.push(part);
    }
    Ok(())
}

impl Context {
    /// Reads those of the shared parts that the body needs.
    fn open(package: &Package<'_>, main: &str, body: &[u8]) -> Result<Self, FileFinding> {
        /// What in a style bears on what a text says.
        const TELLING: [&str; 5] = ["ingdings", "ebdings", "\"Symbol\"", "numPr", "vanish"];
        let has = |bytes: &[u8], word: &str| memmem::find(bytes, word.as_bytes()).is_some();
        let mut context = Self::default();
        let related = |kind| -> Result<Option<(String, Vec<u8>)>, FileFinding> {
            let Some((_, part)) = package.related(main, kind)?.into_iter().next() else { return Ok(None) };
            Ok(package.xml(&part)?.map(|bytes| (part, bytes)))
        };
        let mut numbered = has(body, "numPr");
        if let Some((part, bytes)) = related("styles")? {
            numbered |= has(&bytes, "numPr");
            if has(body, "rStyle") || TELLING.iter().any(|word| has(&bytes, word)) {
                context.styles = Some(Styles::read(&part, &bytes)?);
            }
        }
        if numbered && let Some((part, bytes)) = related("numbering")? {
            context.numbering = Some(Numbering::read(&part, &bytes)?);
        }
        if has(body, "commentReference")
            && let Some((part, bytes)) = related("comments")?
        {
            read_story(&mut context, Root::Comments, &part, &bytes)?;
            context.tables = 0;
        }
        Ok(context)
    }
}

/// Whether something in the package would run or fetch.
fn is_active(package: &Package<'_>, main: &str) -> Result<bool, FileFinding> {
    const PARTS: [&str; 3] = ["vbaproject.bin", "/activex/", "/embeddings/"];
    let carries = |name: &str| PARTS.iter().any(|part| name.to_ascii_lowercase().contains(part));
    if package.names().any(carries) {
        return Ok(true);
    }
    let settings = package.related(main, "settings")?;
    for part in settings.iter().map(|(_, part)| part.as_str()).chain([main]) {
        let leads_outside = |r: &super::package::Relationship| r.external && !r.kind.ends_with("/hyperlink");
        if package.relationships(part)?.iter().any(leads_outside) {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Seen {
    pub(super) fn findings(self) -> Vec<crate::finding::Finding> {
        let all = [
            self.tracked.then_some(FileFinding::TrackedChanges),
            self.active.then_some(FileFinding::ActiveContent),
            self.hidden.map(|detail| FileFinding::HiddenContent { detail }),
            self.unread.map(|text| FileFinding::UnreadText { text }),
        ];
        all.into_iter().flatten().map(Into::into).collect()
    }
}

/// The beginning of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    text.trim().chars().take(60).collect()
}
