//! An RTF file read from front to back, with a stack of groups in place of recursion.

mod blocks;
mod letters;
mod words;

use super::super::census::short::{Take, shortfall};
use super::super::draft::{Draft, check_table_depth};
use super::super::page::{Block, Document, Emphasis, PICTURE, Part, PartKind};
use super::super::symbols::SymbolFont;
use super::super::word::excerpt;
use super::super::word::field::{Field, FormField};
use super::census;
use super::charset::Font;
use super::state::{Destination, Ending, Group, Look, Shape, Tables};
use super::table::RowDefinition;
use super::token::{Token, Tokens};
use crate::finding::FileFinding;
use crate::model::Place;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// The most groups that may stand inside one another.
const DEPTH_LIMIT: usize = 2_000;

/// Reads one file.
pub(super) struct Reader {
    draft: Draft,
    groups: Vec<Group>,
    /// What the end of each group does.
    endings: Vec<Option<Ending>>,
    encoding: &'static Encoding,
    fonts: HashMap<i32, Font>,
    default_font: Option<i32>,
    /// The font of the font table being read.
    named: i32,
    colours: Vec<Option<u32>>,
    /// The parts of the colour being read.
    colour: Option<u32>,
    /// Bytes of a code page that wait for the rest of their letter.
    bytes: Vec<u8>,
    /// The first half of a UTF-16 letter.
    half: Option<u16>,
    /// How many characters to pass over after `\u`.
    skip: usize,
    /// Whether the group has just begun.
    fresh: bool,
    /// Whether `\*` stands before the next control word.
    starred: bool,
    value: String,
    fields: Vec<Field>,
    shapes: Vec<Shape>,
    tables: Tables,
    outer: Vec<Tables>,
    rows: Vec<RowDefinition>,
    headers: Vec<Vec<Block>>,
    footers: Vec<Vec<Block>>,
    notes: Vec<Block>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            draft: Draft::default(),
            groups: Vec::new(),
            endings: Vec::new(),
            encoding: WINDOWS_1252,
            fonts: HashMap::new(),
            default_font: None,
            named: 0,
            colours: Vec::new(),
            colour: None,
            bytes: Vec::new(),
            half: None,
            skip: 0,
            fresh: false,
            starred: false,
            value: String::new(),
            fields: Vec::new(),
            shapes: Vec::new(),
            tables: Tables::default(),
            outer: Vec::new(),
            rows: Vec::new(),
            headers: Vec::new(),
            footers: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn read(mut self, rtf: &[u8]) -> Result<Document, FileFinding> {
        for token in Tokens::new(rtf) {
            self.token(token)?;
            if self.groups.is_empty() {
                return self.finish(rtf);
            }
        }
        Err(FileFinding::Corrupt { detail: "RTF: end of file".to_owned() })
    }

    fn finish(mut self, rtf: &[u8]) -> Result<Document, FileFinding> {
        self.close_tables(0)?;
        let mut body = self.draft.end_flow()?;
        body.append(&mut self.notes);
        let part = |kind: PartKind| move |blocks| Part { kind: kind.clone(), blocks };
        let headers = self.headers.into_iter().map(part(PartKind::Header));
        let footers = self.footers.into_iter().map(part(PartKind::Footer));
        let body = [Part { kind: PartKind::Body, blocks: body }];
        let parts = headers.chain(body).chain(footers).collect();
        let mut document = Document { parts, findings: Vec::new() };
        let Draft { mut seen, ledger, .. } = self.draft;
        let count = |take: &mut Take<'_>| census::each_text(rtf, take);
        seen.unread = seen.unread.or_else(|| shortfall(count, &document, &ledger));
        document.findings = seen.findings();
        Ok(document)
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), FileFinding> {
        let fresh = std::mem::replace(&mut self.fresh, token == Token::Open);
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Byte(_) | Token::Symbol(b'~' | b'_') | Token::Word(..) if self.skip > 0 => {
                self.skip -= 1;
                Ok(())
            }
            Token::Byte(byte) => self.text(&[byte]),
            Token::Text(bytes) => {
                let skipped = self.skip.min(bytes.len());
                self.skip -= skipped;
                self.text(bytes.get(skipped..).unwrap_or_default())
            }
            Token::Symbol(symbol) => {
                self.flush()?;
                self.symbol(symbol, fresh)
            }
            Token::Word("u", Some(number)) => self.unicode(number),
            Token::Word(word, number) => {
                self.flush()?;
                let starred = std::mem::take(&mut self.starred);
                self.word(word, number, starred)
            }
        }
    }

    // Groups.

    fn open(&mut self) -> Result<(), FileFinding> {
        self.flush()?;
        (self.skip, self.starred) = (0, false);
        if self.groups.len() >= DEPTH_LIMIT {
            return Err(FileFinding::TooDeep { detail: format!("RTF > {DEPTH_LIMIT}") });
        }
        let group = self.groups.last().cloned().unwrap_or_else(Group::new);
        self.groups.push(group);
        self.endings.push(None);
        Ok(())
    }

    fn close(&mut self) -> Result<(), FileFinding> {
        self.flush()?;
        (self.skip, self.starred) = (0, false);
        if self.destination() == Destination::FontTable {
            self.name_font();
        }
        self.groups.pop();
        match self.endings.pop().flatten() {
            Some(ending) => self.end(ending),
            None => Ok(()),
        }
    }

    fn destination(&self) -> Destination {
        self.groups.last().map_or(Destination::Skip, |g| g.destination)
    }

    fn look(&self) -> Look {
        self.groups.last().map(|g| g.look).unwrap_or_default()
    }

    fn direct(&mut self, destination: Destination, ending: Option<Ending>) {
        if let (Some(group), Some(last)) = (self.groups.last_mut(), self.endings.last_mut()) {
            group.destination = destination;
            *last = ending.or(last.take());
        }
    }

    fn end(&mut self, ending: Ending) -> Result<(), FileFinding> {
        match ending {
            Ending::Field => return self.end_field(),
            Ending::ListEntry => {
                let entry = std::mem::take(&mut self.value);
                if let Some(FormField::DropDown { entries, .. }) =
                    self.fields.last_mut().and_then(|f| f.form.as_mut())
                {
                    entries.push(entry);
                }
            }
            Ending::Shape => {
                let shows = self.shapes.pop().is_some_and(|s| !s.line && !s.spoken);
                return if shows { self.show_char(PICTURE) } else { Ok(()) };
            }
            Ending::ShapeProperty => {
                let name = std::mem::take(&mut self.value);
                if let Some(shape) = self.shapes.last_mut() {
                    shape.property = name;
                }
            }
            Ending::ShapeValue => {
                let value = std::mem::take(&mut self.value);
                if let Some(shape) = self.shapes.last_mut() {
                    shape.take(&value);
                }
            }
            Ending::Story(story) => return self.end_story(story),
            Ending::NestedRow => self.tables.definition = self.rows.pop().unwrap_or_default(),
        }
        Ok(())
    }
}
