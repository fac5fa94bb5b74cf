//! One story of the text, read from its first character to its last.

use super::super::census::Ledger;
use super::super::page::{Block, PICTURE};
use super::super::symbols::symbol;
use super::super::word::{Field, Numbering, ParagraphBuilder, Seen, excerpt};
use super::fib::{Fib, Story, Structure};
use super::flow::Flow;
use super::fonts::Fonts;
use super::form_field;
use super::layout::{Layout, expanded};
use super::lists;
use super::look::Look;
use super::pieces::{Pieces, Unit};
use super::row::RowDefinition;
use super::runs::Runs;
use super::styles::Styles;
use crate::document::Document;
use crate::document::{Part, PartKind};
use crate::finding::FileFinding;
use crate::model::Place;
use crate::text::Charset;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

/// The most bytes of properties that the paragraphs of one document may point to.
const PROPERTIES_LIMIT: usize = 64 << 20;

/// The most bytes of hidden text that a message shows.
const HIDDEN_SHOWN: usize = 60;

/// The streams of a document.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) fib: &'a Fib<'a>,
    pub(super) stream: &'a [u8],
    pub(super) table: &'a [u8],
    pub(super) data: &'a [u8],
}

/// Reads the stories of one document.
pub(super) struct Reader<'a> {
    sources: Sources<'a>,
    pieces: Rc<Pieces<'a>>,
    characters: Runs<'a>,
    paragraphs: Runs<'a>,
    styles: Styles<'a>,
    fonts: Fonts,
    numbering: Numbering,
    /// Comments by the character they belong to.
    pub(super) comments: BTreeMap<u32, Vec<String>>,
    /// Text boxes by the character they are anchored at.
    pub(super) boxes: BTreeMap<u32, Range<u32>>,
    pub(super) seen: Seen,
    /// Text that is stored and does not show, and the reverse.
    pub(super) ledger: Ledger,
    /// Tables begun so far.
    tables: u32,
    /// What is known of runs of paragraph properties, by their number and the piece's modifier.
    layouts: HashMap<(Option<usize>, u16), (Layout, u16)>,
    properties_left: usize,
}

/// A story on its way.
struct Walk {
    story: Story,
    flow: Flow,
    paragraph: ParagraphBuilder,
    fields: Vec<Field>,
    /// Paragraphs outside tables so far.
    count: u32,
    /// The first half of a character that is stored in two.
    half: Option<u16>,
    look: Current,
}

/// The look of the character being read, and of which it is that of.
#[derive(Default)]
struct Current {
    of: Option<(Option<usize>, Option<usize>, u16)>,
    look: Look,
}

impl<'a> Reader<'a> {
    pub(super) fn new(sources: Sources<'a>) -> Result<Self, FileFinding> {
        let Sources { fib, stream, table, .. } = sources;
        let structure = |structure| fib.structure(table, structure);
        let pieces = Pieces::read(structure(Structure::Pieces), stream)?;
        if pieces.end() < fib.story(Story::MarginBoxes).end {
            return Err(FileFinding::Corrupt { detail: "Clx".into() });
        }
        Ok(Self {
            sources,
            pieces: Rc::new(pieces),
            characters: Runs::of_characters(structure(Structure::CharacterRuns), stream),
            paragraphs: Runs::of_paragraphs(structure(Structure::Paragraphs), stream),
            styles: Styles::read(structure(Structure::Styles)),
            fonts: Fonts::read(structure(Structure::Fonts)),
            numbering: lists::read(
                fib.structure_and_rest(table, Structure::Lists),
                structure(Structure::ListUses),
            ),
            comments: BTreeMap::new(),
            boxes: BTreeMap::new(),
            seen: Seen::default(),
            ledger: Ledger::default(),
            tables: 0,
            layouts: HashMap::new(),
            properties_left: PROPERTIES_LIMIT,
        })
    }

    /// Reads the characters at these positions.
    ///
    /// # Errors
    /// `TooDeep` and `TooBig` over the limits.
    pub(super) fn story(&mut self, range: Range<u32>, story: Story) -> Result<Vec<Block>, FileFinding> {
        let mut walk = Walk {
            story,
            flow: Flow::default(),
            paragraph: ParagraphBuilder::default(),
            fields: Vec::new(),
            count: 0,
            half: None,
            look: Current::default(),
        };
        // Text boxes are stories within the story.
        let pieces = Rc::clone(&self.pieces);
        let mut last = None;
        for unit in pieces.units(self.sources.stream, range) {
            self.unit(&mut walk, &pieces, unit)?;
            last = Some(unit);
        }
        // A story that is cut off in a paragraph.
        if last.is_some_and(|unit| !matches!(unit.code, 0x07 | 0x0C | 0x0D)) {
            self.end_paragraph(&mut walk, Layout::default(), 0x0D)?;
        }
        let (blocks, covered) = walk.flow.finish();
        for covered in &covered {
            self.seen.hidden.get_or_insert_with(|| excerpt(covered));
            self.ledger.leave_out(covered);
        }
        Ok(blocks)
    }

    /// Notes text that stands where nobody sees to what it belongs.
    pub(super) fn lost(&mut self, blocks: &[Block]) {
        let parts = vec![Part { kind: PartKind::Body, blocks: blocks.to_vec() }];
        let document = Document { parts, findings: Vec::new() };
        let text = document.paragraphs().into_iter().map(|p| p.text.trim()).find(|t| !t.is_empty());
        if let Some(text) = text {
            self.seen.unread.get_or_insert_with(|| excerpt(text));
        }
    }

    /// Notes the text of a page header or footer that stands in the document already.
    pub(super) fn leave_out(&mut self, again: &Part) {
        let document = Document { parts: vec![again.clone()], findings: Vec::new() };
        document.paragraphs().into_iter().for_each(|p| self.ledger.leave_out(&p.text));
    }

    /// The look of a character.
    fn look(&mut self, walk: &mut Walk, pieces: &Pieces<'a>, unit: Unit) -> Result<Look, FileFinding> {
        let run = self.characters.at(unit.offset);
        let paragraph = self.paragraphs.at(unit.offset).map(|(at, _)| at);
        let of = Some((run.map(|(at, _)| at), paragraph, unit.modifier));
        if walk.look.of != of {
            let (_, style) = self.layout(pieces, unit)?;
            let base = self.styles.of_paragraph(style);
            let mut look = base.as_base();
            let list = run.map(|(_, run)| run.list).unwrap_or_default();
            // The style of the characters comes below what they have of their own.
            let mut direct = Look::default();
            direct.apply(list, &base);
            if let Some(style) = direct.style {
                self.styles.over(style, &mut look);
            }
            look.apply(list, &base);
            look.apply(pieces.modification(unit.modifier, &mut [0; 3]), &base);
            walk.look = Current { of, look };
        }
        Ok(walk.look.look)
    }

    /// The layout of the paragraph that a character ends, and its style.
    fn layout(&mut self, pieces: &Pieces<'a>, unit: Unit) -> Result<(Layout, u16), FileFinding> {
        let run = self.paragraphs.at(unit.offset);
        let key = (run.map(|(at, _)| at), unit.modifier);
        if let Some(known) = self.layouts.get(&key) {
            return Ok(*known);
        }
        let list = run.map(|(_, run)| run.list).unwrap_or_default();
        let style = super::super::binary::u16_at(list, 0).unwrap_or(0);
        let mut layout = self.styles.layout(style);
        for list in self.expanded(list)? {
            layout.apply(list);
        }
        layout.apply(pieces.modification(unit.modifier, &mut [0; 3]));
        self.layouts.insert(key, (layout, style));
        Ok((layout, style))
    }

    /// The lists of modifiers that a paragraph's properties mean.
    fn expanded(&mut self, list: &'a [u8]) -> Result<Vec<&'a [u8]>, FileFinding> {
        let lists = expanded(list.get(2..).unwrap_or_default(), self.sources.data);
        let size: usize = lists.iter().map(|l| l.len()).sum();
        let left = self.properties_left.checked_sub(size);
        self.properties_left = left.ok_or_else(|| FileFinding::TooBig { detail: "PAPX".into() })?;
        Ok(lists)
    }

    fn unit(&mut self, walk: &mut Walk, pieces: &Pieces<'a>, unit: Unit) -> Result<(), FileFinding> {
        let look = self.look(walk, pieces, unit)?;
        match unit.code {
            0x07 | 0x0C | 0x0D => {
                let (layout, _) = self.layout(pieces, unit)?;
                let inner = layout.ends_slot(unit.code) || layout.ends_row(unit.code);
                let gone = look.deleted || look.hidden;
                self.seen.tracked |= look.deleted || look.inserted;
                // A paragraph whose end is gone goes on in the next.
                if gone && unit.code == 0x0D && !inner {
                    return Ok(());
                }
                if layout.ends_row(unit.code) {
                    let mut definition = self.row(unit)?;
                    definition.apply(pieces.modification(unit.modifier, &mut [0; 3]));
                    walk.flow.settle(layout.depth(), &mut self.tables)?;
                    self.take_paragraph(walk, &Place::File, Layout::default(), false);
                    walk.flow.end_row(definition, look.deleted);
                    return Ok(());
                }
                return self.end_paragraph(walk, layout, unit.code);
            }
            0x13 => walk.fields.push(Field::default()),
            0x14 => {
                if let Some(field) = walk.fields.last_mut() {
                    field.in_result = true;
                }
            }
            0x15 => self.end_field(walk, look),
            0x01 if look.is_data => {
                let form = look.data.and_then(|at| form_field::read(self.sources.data, at));
                if let Some(field) = walk.fields.last_mut() {
                    field.form = form.or(field.form.take());
                }
            }
            0x01 => self.show(walk, look, PICTURE),
            0x05 => {
                let comments = self.comments.remove(&unit.position).unwrap_or_default();
                walk.paragraph.comments.extend(comments);
            }
            0x08 => self.shape(walk, look, unit.position)?,
            0x09 => self.show(walk, look, '\t'),
            0x0B | 0x0E => self.show(walk, look, '\n'),
            0x1E => self.show(walk, look, '-'),
            // An optional hyphen, whose code in Unicode is the letter ư in TCVN3.
            0x1F if matches!(self.fonts.charset(look.ascii, look.other), Some(Charset::Tcvn3 { .. })) => {
                self.show(walk, look, '\u{AD}');
            }
            0x00..=0x1F => {}
            _ if look.special && look.symbol.is_some() => {
                let (font, code) = look.symbol.unwrap_or_default();
                let code = u32::from(code);
                let private = || char::from_u32(code).unwrap_or(PICTURE);
                let shown = symbol(self.fonts.name(font), code).unwrap_or_else(private);
                self.replace(char::from_u32(unit.code.into()).unwrap_or(' '), shown);
                self.show(walk, look, shown);
            }
            0xD800..0xDC00 => walk.half = Some(unit.code),
            code => {
                let half = walk.half.take().filter(|_| (0xDC00..0xE000).contains(&code));
                for character in char::decode_utf16(half.into_iter().chain([code])) {
                    let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
                    let font = if character.is_ascii() { look.ascii } else { look.other };
                    let shown = self.fonts.shown(font, character);
                    self.replace(character, shown);
                    self.show(walk, look, shown);
                }
            }
        }
        Ok(())
    }

    /// What the end of a row says of it.
    fn row(&mut self, unit: Unit) -> Result<RowDefinition, FileFinding> {
        let mut definition = RowDefinition::default();
        let list = self.paragraphs.at(unit.offset).map(|(_, run)| run.list).unwrap_or_default();
        for list in self.expanded(list)? {
            definition.apply(list);
        }
        Ok(definition)
    }

    fn end_paragraph(&mut self, walk: &mut Walk, layout: Layout, mark: u16) -> Result<(), FileFinding> {
        walk.flow.settle(layout.depth(), &mut self.tables)?;
        let place = match walk.story {
            Story::Margins | Story::MarginBoxes => Place::Margin,
            Story::Body if layout.depth() == 0 => {
                walk.count += 1;
                Place::Paragraph(walk.count)
            }
            _ => Place::File,
        };
        self.take_paragraph(walk, &place, layout, true);
        if layout.ends_slot(mark) {
            walk.flow.end_slot();
        }
        Ok(())
    }

    /// Puts the paragraph that has been read into its place; one that is `kept` even where nothing stands in it.
    fn take_paragraph(&mut self, walk: &mut Walk, place: &Place, layout: Layout, kept: bool) {
        let builder = std::mem::take(&mut walk.paragraph);
        let numbered = layout.list != 0 && walk.story == Story::Body;
        let label = if numbered {
            self.numbering.label(u32::from(layout.list), Some(u32::from(layout.level)), None)
        } else {
            None
        };
        let (mut paragraph, boxes) = builder.finish(label, &mut self.seen, &mut self.ledger);
        paragraph.place = place.clone();
        if kept || !paragraph.text.trim().is_empty() {
            walk.flow.push(Block::Paragraph(paragraph));
        }
        for mut block in boxes {
            if let Block::Paragraph(paragraph) = &mut block {
                paragraph.place = place.clone();
            }
            walk.flow.push(block);
        }
    }

    /// Puts a character where it shows, if it does.
    fn show(&mut self, walk: &mut Walk, look: Look, character: char) {
        self.seen.tracked |= look.deleted || look.inserted;
        let in_instruction = walk.fields.iter().any(|f| !f.in_result);
        let replaced = || walk.fields.iter().any(|f| f.replacement().is_some());
        if !in_instruction && (look.deleted || look.hidden || replaced()) {
            self.ledger.leave_out(character.encode_utf8(&mut [0; 4]));
        }
        if look.deleted {
            return;
        }
        if look.hidden && !in_instruction {
            if !character.is_whitespace() {
                let hidden = self.seen.hidden.get_or_insert_default();
                if hidden.len() < HIDDEN_SHOWN {
                    hidden.push(character);
                }
            }
            return;
        }
        for field in walk.fields.iter_mut().rev() {
            if !field.in_result {
                field.instruction.push(character);
                return;
            }
            field.has_result = true;
            if field.replacement().is_some() {
                return;
            }
        }
        let charset = self.fonts.charset(look.ascii, look.other);
        walk.paragraph.push_in(charset, character.encode_utf8(&mut [0; 4]), look.emphasis);
    }

    /// Notes that a character shows as another.
    fn replace(&mut self, character: char, shown: char) {
        if character != shown {
            self.ledger.replace(character.encode_utf8(&mut [0; 4]), shown.encode_utf8(&mut [0; 4]));
        }
    }

    fn end_field(&mut self, walk: &mut Walk, look: Look) {
        let Some(field) = walk.fields.pop() else { return };
        self.seen.active |= field.is_active();
        let shown = field.replacement().or_else(|| field.without_result().filter(|_| !field.has_result));
        for character in shown.unwrap_or_default().chars() {
            self.ledger.add(character.encode_utf8(&mut [0; 4]));
            self.show(walk, look, character);
        }
    }

    /// A drawing: its text box, or a picture.
    fn shape(&mut self, walk: &mut Walk, look: Look, position: u32) -> Result<(), FileFinding> {
        if look.deleted || look.hidden {
            return Ok(());
        }
        let text = if walk.story == Story::Body { self.boxes.remove(&position) } else { None };
        let Some(text) = text else {
            self.show(walk, look, PICTURE);
            return Ok(());
        };
        let blocks = self.story(text, Story::TextBoxes)?;
        walk.paragraph.boxes.extend(blocks.into_iter().filter(super::is_filled));
        Ok(())
    }
}
