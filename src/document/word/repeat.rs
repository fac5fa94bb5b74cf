//! What forms made from one template repeat byte for byte: whole paragraphs, slots and rows, read once and known
//! again by their XML.
//!
//! Only a stretch that stands on its own is kept: nothing before it bears on what it shows, and it bears on
//! nothing after it. The second count of its text (see [`census`](crate::document::census)), made without the reader,
//! is kept with it.

use super::super::census::{Count, Counted, Ledger};
use super::super::page::{Block, Paragraph, Slot};
use super::super::xml::{Cursor, Element};
use super::kind::Kind;
use super::story::Story;
use super::table::SlotProperties;
use crate::finding::FileFinding;
use crate::model::Place;
use foldhash::fast::RandomState;
use memchr::memmem::{self, Finder};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

/// Stretches met in all documents so far. Shared by all threads.
#[derive(Debug, Default)]
pub(in crate::document) struct Repeats {
    /// By what a part begins with, up to the end of its root's start tag: the meaning of all prefixes.
    shelves: RwLock<HashMap<Box<[u8]>, Arc<Shelf>>>,
    /// How many bytes of stretches are kept.
    bytes: AtomicUsize,
}

/// Stretches of parts whose prefixes mean the same.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    known: RwLock<Known>,
    /// Hashes of what was met once: most of it, such as a name, is never met again.
    once: Mutex<HashSet<u64>>,
}

type Known = HashMap<Box<[u8]>, Stretch, RandomState>;

/// What a stretch shows, and how its text balances.
#[derive(Debug)]
struct Stretch {
    shown: Shown,
    /// What was put into the ledger for it.
    ledger: Ledger,
    /// The text in its bytes.
    count: Count,
}

/// What a stretch shows. Places are those where it was met first.
#[derive(Debug)]
enum Shown {
    Paragraph(Paragraph),
    Slot(Filled),
    /// A row in which no slot goes on from above or goes on below.
    Row(Vec<Filled>),
}

/// A slot with what stands in it.
#[derive(Debug)]
struct Filled {
    properties: SlotProperties,
    paragraphs: Vec<Paragraph>,
}

/// The most shelves, bytes of a stretch, bytes of all stretches, and hashes of what was met once.
const SHELVES: usize = 256;
const LENGTH: usize = 16 << 10;
const BYTES: usize = 32 << 20;
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
    repeats: &'s Repeats,
    shelf: &'s Shelf,
    known: RwLockReadGuard<'s, Known>,
    ends: [Finder<'static>; 3],
    /// What is being read for the first time: a paragraph, a slot, or a row and a slot in it.
    open: Vec<Recording<'s>>,
    new: Vec<(&'s [u8], Shown, Ledger)>,
    /// The stretches that were known.
    counted: Vec<Counted>,
}

/// The elements that are known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Paragraph,
    Slot,
    Row,
}

/// A stretch that may be kept when it ends as it should.
struct Recording<'s> {
    unit: Unit,
    bytes: &'s [u8],
    depth: usize,
    /// Where the part stands behind it.
    end: usize,
    /// How many tables there were before it: it must begin none.
    tables: u32,
    /// How much the ledger held before it.
    noted: (usize, usize),
}

impl Unit {
    const ENDS: [&'static [u8]; 3] = [b"</w:p>", b"</w:tc>", b"</w:tr>"];

    /// The unit of an element, where it stands as such in the element around it.
    fn of(name: &str, parent: Option<&Kind>) -> Option<Self> {
        match (name, parent?) {
            ("w:p", Kind::Content | Kind::Slot) => Some(Self::Paragraph),
            ("w:tc", Kind::Row) => Some(Self::Slot),
            ("w:tr", Kind::Table) => Some(Self::Row),
            _ => None,
        }
    }
}

impl<'s> Lookup<'s> {
    pub(super) fn new(repeats: &'s Repeats, shelf: &'s Shelf) -> Self {
        let known = shelf.known.read().unwrap_or_else(PoisonError::into_inner);
        let ends = Unit::ENDS.map(Finder::new);
        Self { repeats, shelf, known, ends, open: Vec::new(), new: Vec::new(), counted: Vec::new() }
    }

    /// The bytes of the unit that `rest` begins with, and how many of them lie before its end tag; `None` where it
    /// is too long. Of one with another of its kind in it these are too few bytes, which is never kept.
    fn extent(&self, unit: Unit, rest: &'s [u8]) -> Option<(usize, &'s [u8])> {
        let near = rest.get(..rest.len().min(LENGTH))?;
        let inner = self.ends[unit as usize].find(near)?;
        Some((inner, near.get(..inner + Unit::ENDS[unit as usize].len())?))
    }

    /// Begins to record a unit that was not found, which ends at `end` in the part.
    fn record(&mut self, unit: Unit, bytes: &'s [u8], end: usize, depth: usize, story: &Story<'_, '_>) {
        let within = match self.open.as_slice() {
            [] => true,
            [around] => around.unit == Unit::Row && unit == Unit::Slot,
            _ => false,
        };
        // Automatic numbers go on from one paragraph to the next.
        if within && memmem::find(bytes, b"numPr").is_none() {
            let (tables, noted) = (story.context.tables, story.ledger.noted());
            self.open.push(Recording { unit, bytes, depth, end, tables, noted });
        }
    }

    /// Keeps what was recorded, where it ends here and stood on its own. To be called before a slot or row is
    /// closed and after a paragraph is.
    pub(super) fn end(&mut self, depth: usize, position: usize, story: &Story<'_, '_>) {
        while self.open.pop_if(|recording| recording.depth > depth).is_some() {}
        let Some(recording) = self.open.pop_if(|recording| recording.depth == depth) else { return };
        let alone =
            recording.end == position && story.stands_alone() && recording.tables == story.context.tables;
        let Some(shown) = story.shown(recording.unit).filter(|_| alone) else { return };
        let ledger = story.ledger.since(recording.noted);
        self.new.push((recording.bytes, shown, ledger));
    }

    /// Puts on the shelf what was met for the second time; gives what was known.
    pub(super) fn finish(self) -> Vec<Counted> {
        let Self { repeats, shelf, known, new, counted, .. } = self;
        let hash = |bytes: &[u8]| known.hasher().hash_one(bytes);
        let mut again = Vec::new();
        {
            let mut once = shelf.once.lock().unwrap_or_else(PoisonError::into_inner);
            if once.len() > ONCE {
                once.clear();
            }
            again.extend(new.into_iter().filter(|(bytes, ..)| !once.insert(hash(bytes))));
        }
        drop(known);
        if again.is_empty() {
            return counted;
        }
        let mut known = shelf.known.write().unwrap_or_else(PoisonError::into_inner);
        for (bytes, shown, ledger) in again {
            if repeats.bytes.fetch_add(bytes.len(), Ordering::Relaxed) < BYTES {
                known.insert(bytes.into(), Stretch { shown, ledger, count: Count::of(bytes) });
            }
        }
        counted
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

    /// What was just read: the slot or row that is still open, or the paragraph that has ended.
    fn shown(&self, unit: Unit) -> Option<Shown> {
        let blocks = || Some(&self.flows.last()?.blocks);
        Some(match unit {
            Unit::Paragraph => Shown::Paragraph(repeatable(blocks()?.last()?)?),
            Unit::Slot => {
                let paragraphs = blocks()?.iter().map(repeatable).collect::<Option<_>>()?;
                Shown::Slot(Filled { properties: *self.slots.last()?, paragraphs })
            }
            Unit::Row => {
                let slots = self.tables.last()?.plain_row()?;
                Shown::Row(slots.iter().map(Filled::of).collect::<Option<_>>()?)
            }
        })
    }

    /// Takes a unit that begins here, up to its end tag, if it was met before; whether it was. Else begins to
    /// record it.
    pub(super) fn recall<'s>(
        &mut self,
        lookup: &mut Lookup<'s>,
        element: &Element<'_>,
        cursor: &mut Cursor<'s>,
    ) -> Result<bool, FileFinding> {
        let Some(unit) = Unit::of(element.name(), self.kinds.last()) else { return Ok(false) };
        let Some(rest) = cursor.rest().filter(|_| self.stands_alone()) else { return Ok(false) };
        let Some((inner, bytes)) = lookup.extent(unit, rest) else { return Ok(false) };
        let Some(stretch) = lookup.known.get(bytes) else {
            lookup.record(unit, bytes, cursor.position() + bytes.len(), cursor.depth(), self);
            return Ok(false);
        };
        self.ledger.join(&stretch.ledger);
        let range = cursor.position()..cursor.position() + bytes.len();
        lookup.counted.push(Counted { range, count: stretch.count });
        let kind = match &stretch.shown {
            Shown::Paragraph(paragraph) => {
                self.repeat(paragraph)?;
                Kind::Content
            }
            Shown::Slot(slot) => self.fill(slot)?,
            Shown::Row(slots) => {
                let kind = self.begin_table_part("tr")?;
                for slot in slots {
                    self.fill(slot)?;
                    self.end_slot();
                }
                kind
            }
        };
        self.kinds.push(kind);
        cursor.pass(inner);
        Ok(true)
    }

    /// Begins a slot that is known, and puts into it what stands there.
    fn fill(&mut self, slot: &Filled) -> Result<Kind, FileFinding> {
        let kind = self.begin_table_part("tc")?;
        slot.paragraphs.iter().try_for_each(|paragraph| self.repeat(paragraph))?;
        if let Some(properties) = self.slots.last_mut() {
            *properties = slot.properties;
        }
        Ok(kind)
    }

    /// Puts a known paragraph where it stands.
    fn repeat(&mut self, paragraph: &Paragraph) -> Result<(), FileFinding> {
        self.count_block()?;
        let place: Place = self.next_place();
        if let Some(flow) = self.flows.last_mut() {
            flow.blocks.push(Block::Paragraph(Paragraph { place, ..paragraph.clone() }));
        }
        Ok(())
    }
}

impl Filled {
    /// A slot of a row in which none is merged with one above.
    fn of(slot: &Slot) -> Option<Self> {
        let properties =
            SlotProperties { span: slot.column_span, fill: slot.fill, ..SlotProperties::default() };
        let paragraphs = slot.blocks.iter().map(repeatable).collect::<Option<_>>()?;
        Some(Self { properties, paragraphs })
    }
}

/// A paragraph that says the same wherever it stands.
fn repeatable(block: &Block) -> Option<Paragraph> {
    match block {
        Block::Paragraph(paragraph) if paragraph.label.is_none() && paragraph.comments.is_empty() => {
            Some(paragraph.clone())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::word::tests::body_known;

    #[test]
    fn what_is_shown_without_a_text_element_is_known_again_too() {
        let answers = [
            "<w:p><w:r><w:t>1. Nể nang</w:t><w:tab/><w:t>Không</w:t></w:r></w:p>",
            r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>"#,
        ];
        for answer in answers {
            let repeats = Repeats::default();
            let readings = [(); 3].map(|()| body_known(answer, &repeats));
            assert!(readings.iter().all(|reading| *reading == readings[0] && reading.findings.is_empty()));
            let shelves = repeats.shelves.into_inner().unwrap();
            let known: usize = shelves.values().map(|shelf| shelf.known.read().unwrap().len()).sum();
            assert_eq!(known, 1, "{answer}");
        }
    }
}
