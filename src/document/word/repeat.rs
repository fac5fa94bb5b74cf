//! What forms made from one template repeat byte for byte: whole paragraphs and slots, read once and known
//! again by their XML.
//!
//! Only a stretch that stands on its own is kept: nothing before it bears on what it shows, and it bears on
//! nothing after it. The count of the text (see [`census`](crate::document::census)) still goes over every byte.

use super::super::page::{Block, Paragraph};
use super::super::xml::{Cursor, Element};
use super::kind::Kind;
use super::story::Story;
use super::table::SlotProperties;
use crate::finding::FileFinding;
use crate::model::Place;
use foldhash::fast::RandomState;
use memchr::memmem;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

/// Stretches met in all documents so far. Shared by all threads.
#[derive(Debug, Default)]
pub(in crate::document) struct Repeats {
    /// By what a part begins with, up to the end of its root's start tag: the meaning of all prefixes.
    shelves: RwLock<HashMap<Box<[u8]>, Arc<Shelf>>>,
}

/// Stretches of parts whose prefixes mean the same.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    known: RwLock<Known>,
    /// Hashes of what was met once: most of it, such as a name, is never met again.
    once: Mutex<HashSet<u64>>,
}

type Known = HashMap<Box<[u8]>, Stretch, RandomState>;

/// What a paragraph or a slot shows.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// Of a slot; none for a paragraph.
    pub(super) properties: Option<SlotProperties>,
    /// Their places are those where they were met first.
    pub(super) paragraphs: Vec<Paragraph>,
}

/// The most shelves, stretches of a shelf, bytes of a stretch, and hashes of what was met once.
const SHELVES: usize = 256;
const STRETCHES: usize = 10_000;
const LENGTH: usize = 8 << 10;
const ONCE: usize = 100_000;

impl Repeats {
    /// The shelf for parts that begin so; none where there are too many kinds of parts.
    pub(super) fn shelf(&self, beginning: &[u8]) -> Option<Arc<Shelf>> {
        if let Some(shelf) = self.shelves.read().unwrap_or_else(PoisonError::into_inner).get(beginning) {
            return Some(Arc::clone(shelf));
        }
        let mut shelves = self.shelves.write().unwrap_or_else(PoisonError::into_inner);
        if shelves.len() >= SHELVES {
            return None;
        }
        Some(Arc::clone(shelves.entry(beginning.into()).or_default()))
    }
}

/// A part being read with a shelf at hand.
pub(super) struct Lookup<'s> {
    shelf: &'s Shelf,
    known: RwLockReadGuard<'s, Known>,
    /// What is being read for the first time.
    open: Option<Recording<'s>>,
    new: Vec<(&'s [u8], Stretch)>,
}

/// A stretch that may be kept when it ends as it should.
struct Recording<'s> {
    bytes: &'s [u8],
    depth: usize,
    /// Where the part stands behind it.
    end: usize,
    noted: Noted,
}

/// What a stretch must leave as it was.
#[derive(PartialEq, Eq)]
struct Noted {
    tables: u32,
    ledger: (usize, crate::document::census::Count),
}

impl<'s> Lookup<'s> {
    pub(super) fn new(shelf: &'s Shelf) -> Self {
        let known = shelf.known.read().unwrap_or_else(PoisonError::into_inner);
        Self { shelf, known, open: None, new: Vec::new() }
    }

    /// The stretch that begins here, and how many bytes of `rest` lie before its end tag.
    fn find(&self, name: &str, rest: &[u8]) -> Option<(usize, &Stretch)> {
        let (inner, whole) = extent(name, rest)?;
        self.known.get(rest.get(..whole)?).map(|stretch| (inner, stretch))
    }

    /// Begins to record an element that was not found. `at` is where `rest` begins in the part.
    fn record(&mut self, name: &str, rest: &'s [u8], at: usize, depth: usize, story: &Story<'_, '_>) {
        if self.open.is_some() || !story.context.seen.is_clean() {
            return;
        }
        let Some((_, whole)) = extent(name, rest) else { return };
        let Some(bytes) = rest.get(..whole) else { return };
        // Automatic numbers go on from one paragraph to the next.
        if memmem::find(bytes, b"numPr").is_none() {
            let noted = Noted::of(story);
            self.open = Some(Recording { bytes, depth, end: at + whole, noted });
        }
    }

    /// Keeps what was recorded, where it ends here and stood on its own. To be called before a slot is
    /// closed and after a paragraph is.
    pub(super) fn end(&mut self, depth: usize, position: usize, story: &Story<'_, '_>) {
        let Some(recording) = self.open.take_if(|r| r.depth == depth) else { return };
        let alone = recording.end == position && story.stands_alone() && recording.noted == Noted::of(story);
        let Some(stretch) = story.stretch(recording.bytes).filter(|_| alone) else { return };
        self.new.push((recording.bytes, stretch));
    }

    /// Puts on the shelf what was met for the second time.
    pub(super) fn finish(self) {
        let Self { shelf, known, new, .. } = self;
        let hash = |bytes: &[u8]| known.hasher().hash_one(bytes);
        let mut again = Vec::new();
        {
            let mut once = shelf.once.lock().unwrap_or_else(PoisonError::into_inner);
            if once.len() > ONCE {
                once.clear();
            }
            again.extend(new.into_iter().filter(|(bytes, _)| !once.insert(hash(bytes))));
        }
        drop(known);
        if again.is_empty() {
            return;
        }
        let mut known = shelf.known.write().unwrap_or_else(PoisonError::into_inner);
        for (bytes, stretch) in again {
            if known.len() < STRETCHES {
                known.insert(bytes.into(), stretch);
            }
        }
    }
}

/// How many bytes lie before the end tag of the innermost element of a name, and how many up to its end.
/// `None` for elements that are no paragraph or slot, or are too long.
fn extent(name: &str, rest: &[u8]) -> Option<(usize, usize)> {
    let end: &[u8] = match name {
        "w:p" => b"</w:p>",
        "w:tc" => b"</w:tc>",
        _ => return None,
    };
    let near = rest.get(..rest.len().min(LENGTH))?;
    let inner = memmem::find(near, end)?;
    Some((inner, inner + end.len()))
}

impl Noted {
    fn of(story: &Story<'_, '_>) -> Self {
        Self { tables: story.context.tables, ledger: story.ledger.noted() }
    }
}

impl Story<'_, '_> {
    /// Whether nothing before bears on a paragraph or slot that begins or has ended here.
    fn stands_alone(&self) -> bool {
        self.context.styles.is_none()
            && self.context.seen.is_clean()
            && self.paragraphs.is_empty()
            && self.runs.is_empty()
            && self.fields.is_empty()
            && self.controls.is_empty()
            && self.drawings.is_empty()
            && self.comments.is_empty()
            && self.muted == 0
            && self.flows.last().is_some_and(|flow| flow.carried.is_none())
    }

    /// What was just read: the slot that is still open, or the paragraph that has ended.
    fn stretch(&self, bytes: &[u8]) -> Option<Stretch> {
        let blocks = &self.flows.last()?.blocks;
        let (properties, blocks) = if bytes.ends_with(b"</w:tc>") {
            (Some(*self.slots.last()?), blocks.as_slice())
        } else {
            (None, std::slice::from_ref(blocks.last()?))
        };
        let paragraph = |block: &Block| match block {
            Block::Paragraph(paragraph) if paragraph.label.is_none() && paragraph.comments.is_empty() => {
                Some(paragraph.clone())
            }
            _ => None,
        };
        Some(Stretch { properties, paragraphs: blocks.iter().map(paragraph).collect::<Option<_>>()? })
    }

    /// Takes a paragraph or slot that begins here, up to its end tag, if it was met before; whether it was.
    /// Else begins to record it.
    pub(super) fn recall<'s>(
        &mut self,
        lookup: &mut Lookup<'s>,
        element: &Element<'_>,
        cursor: &mut Cursor<'s>,
    ) -> Result<bool, FileFinding> {
        let (name, parent) = (element.name(), self.kinds.last());
        let stands = match name {
            "w:p" => matches!(parent, Some(Kind::Content | Kind::Slot)),
            "w:tc" => parent == Some(&Kind::Row),
            _ => return Ok(false),
        };
        let Some(rest) = cursor.rest().filter(|_| stands && self.stands_alone()) else { return Ok(false) };
        let Some((inner, stretch)) = lookup.find(name, rest) else {
            lookup.record(name, rest, cursor.position(), cursor.depth(), self);
            return Ok(false);
        };
        let kind = if stretch.properties.is_some() { self.begin_table_part("tc")? } else { Kind::Content };
        self.kinds.push(kind);
        self.repeat(stretch)?;
        cursor.pass(inner);
        Ok(true)
    }

    /// Puts a known stretch where it stands: a paragraph, or all that is in the slot that has begun.
    fn repeat(&mut self, stretch: &Stretch) -> Result<(), FileFinding> {
        for paragraph in &stretch.paragraphs {
            self.count_block()?;
            let place: Place = self.next_place();
            if let Some(flow) = self.flows.last_mut() {
                flow.blocks.push(Block::Paragraph(Paragraph { place, ..paragraph.clone() }));
            }
        }
        if let (Some(slot), Some(properties)) = (self.slots.last_mut(), stretch.properties) {
            *slot = properties;
        }
        Ok(())
    }
}
