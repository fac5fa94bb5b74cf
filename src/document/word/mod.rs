//! Word documents in Office Open XML (ECMA-376 part 1, chapter 17), as a person sees them.

mod comment;
mod control;
mod drawing;
pub(super) mod field;
mod kind;
mod look;
mod names;
mod numbering;
mod paragraph;
mod repeat;
mod root;
mod run;
mod story;
mod style_use;
mod styles;
mod table;
#[cfg(test)]
mod tests;

pub(super) use field::{Field, FormField};
pub(super) use numbering::Numbering;
pub(super) use paragraph::{ParagraphBuilder, Settled};
pub(super) use repeat::Repeats;

use super::census;
use super::package::{Package, Relationship, targets};
use super::page::{Document, Part, PartKind};
use crate::finding::{FileFinding, Finding};
use crate::intake::Alike;
use memchr::memmem;
use root::Root;
use std::collections::HashMap;
use std::rc::Rc;
use story::{read_story, shows_text};
use style_use::StyleUse;
use styles::Styles;

thread_local! {
    /// What styles parts say, and whether it matters.
    static STYLE_USE: Alike<Rc<StyleUse>> = Alike::default();
    static STYLES: Alike<Rc<Styles>> = Alike::default();
    /// Lists that have not begun to count.
    static NUMBERING: Alike<Numbering> = Alike::default();
}

/// What the parts of a document share, and what was seen in all of them.
#[derive(Debug)]
struct Context<'r> {
    repeats: &'r Repeats,
    styles: Option<Rc<Styles>>,
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
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) tracked: bool,
    pub(super) active: bool,
    /// The first hidden text.
    pub(super) hidden: Option<String>,
    /// Text or content that was not read.
    pub(super) unread: Option<String>,
    /// Whether text was in a legacy code page.
    pub(super) decoded: bool,
    /// The first text of a code page that is not known.
    pub(super) garbled: Option<String>,
}

/// The package of a document and its main part.
struct Source<'a> {
    package: Package<'a>,
    main: String,
    /// Those of the main part.
    relationships: Rc<[Relationship]>,
}

/// A part that holds text: what it is, its name and its XML.
struct Manuscript {
    root: Root,
    part: String,
    xml: Vec<u8>,
    /// Whether it refers to notes, and to comments.
    refers: (bool, bool),
}

impl Manuscript {
    fn new(root: Root, part: String, xml: Vec<u8>) -> Self {
        let (mut notes, mut comments) = (false, false);
        for at in memmem::find_iter(&xml, b"Reference") {
            let before = xml.get(..at).unwrap_or_default();
            notes |= before.ends_with(b"note");
            comments |= before.ends_with(b"comment");
        }
        Self { root, part, xml, refers: (notes, comments) }
    }
}

/// Reads a document.
///
/// # Errors
/// Why the file as a whole cannot be trusted.
pub(super) fn read(bytes: &[u8], repeats: &Repeats) -> Result<Document, FileFinding> {
    let source = Source::open(bytes)?;
    let manuscripts = source.manuscripts()?;
    let mut context = Context::open(repeats, &source, &manuscripts)?;
    let mut parts = Vec::new();
    for Manuscript { root, part, xml, .. } in &manuscripts {
        let blocks = read_story(&mut context, *root, part, xml)?;
        // Notes begin with the lines that separate them from the text.
        if !root.is_notes() || blocks.iter().any(shows_text) {
            parts.push(Part { kind: root.kind(), blocks });
        }
    }
    // The body is read first, so that its tables are counted from 1, and stands after the headers.
    parts.sort_by_key(|part| match part.kind {
        PartKind::Header => 0,
        PartKind::Body => 1,
        _ => 2,
    });
    source.diagrams(&mut context)?;
    context.seen.active |= source.is_active()?;
    Ok(Document { parts, findings: context.seen.findings() })
}

fn missing(part: &str) -> FileFinding {
    FileFinding::BadPackage { detail: format!("{part}: ?") }
}

fn has(part: &[u8], word: &str) -> bool {
    memmem::find(part, word.as_bytes()).is_some()
}

impl<'a> Source<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, FileFinding> {
        let package = Package::open(bytes)?;
        let main = package.related("", "officeDocument")?.into_iter().next();
        let main = main.map(|(_, part)| part).ok_or_else(|| missing("officeDocument"))?;
        let relationships = package.relationships(&main)?;
        Ok(Self { package, main, relationships })
    }

    /// The parts that hold text, the body first.
    fn manuscripts(&self) -> Result<Vec<Manuscript>, FileFinding> {
        let body = self.package.xml(&self.main)?.ok_or_else(|| missing(&self.main))?;
        // Notes show only where the text refers to them (17.11.13, 17.11.7).
        let roots = [Root::Header, Root::Footer, Root::Footnotes, Root::Endnotes];
        let body = Manuscript::new(Root::Document, self.main.clone(), body);
        let roots = if body.refers.0 { &roots[..] } else { &roots[..2] };
        let mut all = vec![body];
        for root in roots {
            for part in self.related(root.relation())? {
                let xml = self.package.xml(&part)?;
                all.extend(xml.map(|xml| Manuscript::new(*root, part, xml)));
            }
        }
        Ok(all)
    }

    /// The names of the parts of a kind, each once.
    fn related(&self, kind: &str) -> Result<Vec<String>, FileFinding> {
        let mut parts = Vec::new();
        for (_, part) in targets(&self.main, &self.relationships, kind)? {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        Ok(parts)
    }

    /// The name of the first part of a kind.
    fn first(&self, kind: &str) -> Result<Option<String>, FileFinding> {
        Ok(self.related(kind)?.into_iter().next())
    }

    /// Looks for text in charts and diagrams, which is not read.
    fn diagrams(&self, context: &mut Context<'_>) -> Result<(), FileFinding> {
        for kind in ["diagramData", "chart", "chartEx"] {
            for part in self.related(kind)? {
                let text = self.package.xml(&part)?.and_then(|bytes| census::quoted(&bytes));
                context.seen.unread = context.seen.unread.take().or(text);
            }
        }
        Ok(())
    }

    /// Whether something in the package would run or fetch.
    fn is_active(&self) -> Result<bool, FileFinding> {
        const PARTS: [&str; 3] = ["vbaproject.bin", "/activex/", "/embeddings/"];
        let carries = |name: &str| {
            let name = name.to_ascii_lowercase();
            PARTS.iter().any(|part| name.contains(part))
        };
        let leads_outside = |r: &Relationship| r.external && !r.kind.ends_with("/hyperlink");
        if self.package.names().any(carries) || self.relationships.iter().any(leads_outside) {
            return Ok(true);
        }
        for settings in self.related("settings")? {
            if self.package.relationships(&settings)?.iter().any(leads_outside) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl<'r> Context<'r> {
    /// Reads those of the shared parts that the parts with text need.
    fn open(
        repeats: &'r Repeats,
        source: &Source<'_>,
        manuscripts: &[Manuscript],
    ) -> Result<Self, FileFinding> {
        let mut context = Self {
            repeats,
            styles: None,
            numbering: None,
            comments: HashMap::new(),
            tables: 0,
            blocks: 0,
            seen: Seen::default(),
        };
        let stories: Vec<&[u8]> = manuscripts.iter().map(|m| m.xml.as_slice()).collect();
        if let Some(name) = source.first("styles")?
            && let Some(part) = source.package.part(&name)?
            && STYLE_USE
                .with(|known| part.says(known, |_, xml| Ok(Rc::new(StyleUse::of(xml)))))?
                .matters(&stories)
        {
            let read = |name: &str, xml: &[u8]| Styles::read(name, xml).map(Rc::new);
            context.styles = Some(STYLES.with(|known| part.says(known, read))?);
        }
        let styled = |styles: &Rc<Styles>| stories.iter().any(|story| styles.number(story));
        let numbered =
            stories.iter().any(|story| has(story, "numPr")) || context.styles.as_ref().is_some_and(styled);
        if numbered
            && let Some(name) = source.first("numbering")?
            && let Some(part) = source.package.part(&name)?
        {
            context.numbering = Some(NUMBERING.with(|known| part.says(known, Numbering::read))?);
        }
        if manuscripts.iter().any(|m| m.refers.1)
            && let Some(part) = source.first("comments")?
            && let Some(xml) = source.package.xml(&part)?
        {
            read_story(&mut context, Root::Comments, &part, &xml)?;
            context.tables = 0;
        }
        Ok(context)
    }
}

impl Seen {
    /// Takes note of what became of a paragraph's text, which reads like this now.
    pub(super) fn note(&mut self, settled: &Settled, text: &str) {
        self.decoded |= settled.decoded;
        if settled.garbled {
            self.garbled.get_or_insert_with(|| excerpt(text));
        }
    }

    /// Adds what was seen in another part of the document.
    pub(super) fn join(&mut self, other: Self) {
        self.tracked |= other.tracked;
        self.active |= other.active;
        self.decoded |= other.decoded;
        self.hidden = self.hidden.take().or(other.hidden);
        self.unread = self.unread.take().or(other.unread);
        self.garbled = self.garbled.take().or(other.garbled);
    }

    /// Whether there is nothing that a person should know, so far.
    fn is_clean(&self) -> bool {
        let Self { tracked, active, hidden, unread, decoded, garbled } = self;
        !(*tracked || *active || *decoded) && hidden.is_none() && unread.is_none() && garbled.is_none()
    }

    pub(super) fn findings(self) -> Vec<Finding> {
        let all = [
            self.tracked.then_some(FileFinding::TrackedChanges),
            self.active.then_some(FileFinding::ActiveContent),
            self.hidden.map(|detail| FileFinding::HiddenContent { detail }),
            self.unread.map(|text| FileFinding::UnreadText { text }),
            self.decoded.then_some(FileFinding::LegacyText),
            self.garbled.map(|text| FileFinding::GarbledText { text }),
        ];
        all.into_iter().flatten().map(Into::into).collect()
    }
}

/// The beginning of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    text.trim().chars().take(60).collect()
}
