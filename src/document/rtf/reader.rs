//! An RTF file read from front to back, with a stack of groups in place of recursion.

use super::super::draft::{Draft, check_table_depth};
use super::super::page::{Block, Document, Emphasis, PICTURE, Part, PartKind};
use super::super::symbols::SymbolFont;
use super::super::word::field::{Field, FormField};
use super::super::word::{Seen, excerpt};
use super::charset::{Font, SYMBOL_CHARSET, charset, code_page};
use super::state::{Destination, Ending, Group, Look, Shape, Story, Tables, form_property};
use super::table::{PositionedTable, RowDefinition};
use super::token::{Token, Tokens};
use crate::finding::FileFinding;
use crate::model::Place;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// The most groups that may stand inside one another.
const DEPTH_LIMIT: usize = 2_000;

/// White, which stands out from nothing.
const WHITE: u32 = 0xFF_FF_FF;

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
    seen: Seen,
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
            seen: Seen::default(),
        }
    }

    pub(super) fn read(mut self, rtf: &[u8]) -> Result<Document, FileFinding> {
        for token in Tokens::new(rtf) {
            self.token(token)?;
            if self.groups.is_empty() {
                return self.finish();
            }
        }
        Err(FileFinding::Corrupt { detail: "RTF: end of file".to_owned() })
    }

    fn finish(mut self) -> Result<Document, FileFinding> {
        self.close_tables(0)?;
        let mut body = self.draft.end_flow()?;
        body.append(&mut self.notes);
        let part = |kind: PartKind| move |blocks| Part { kind: kind.clone(), blocks };
        let headers = self.headers.into_iter().map(part(PartKind::Header));
        let footers = self.footers.into_iter().map(part(PartKind::Footer));
        let body = [Part { kind: PartKind::Body, blocks: body }];
        let parts = headers.chain(body).chain(footers).collect();
        Ok(Document { parts, findings: self.seen.findings() })
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

    // Letters.

    fn font(&self) -> Font {
        let id = self.look().font.or(self.default_font);
        id.and_then(|id| self.fonts.get(&id)).copied().unwrap_or_default()
    }

    fn text(&mut self, bytes: &[u8]) -> Result<(), FileFinding> {
        if self.destination() != Destination::Skip {
            self.bytes.extend_from_slice(bytes);
        }
        // A font of symbols has no letters of several bytes.
        if self.font().symbols.is_some() { self.flush() } else { Ok(()) }
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self) -> Result<(), FileFinding> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.font();
        match (self.destination(), font.symbols) {
            (Destination::Text | Destination::Label, Some(symbols)) => {
                let shown: String = bytes.iter().map(|b| symbols.shown(char::from(*b))).collect();
                self.show(&shown)
            }
            (Destination::Text | Destination::Label, None) => {
                let (text, _) = font.encoding.unwrap_or(self.encoding).decode_without_bom_handling(&bytes);
                self.show(&text)
            }
            (destination, _) => {
                let (text, _) = self.encoding.decode_without_bom_handling(&bytes);
                match destination {
                    Destination::ColourTable => self.end_colours(&text),
                    Destination::FontTable => self.font_name(&text),
                    _ => return self.show(&text),
                }
                Ok(())
            }
        }
    }

    /// `\uN`: a UTF-16 unit as a signed number, and characters that stand in for it.
    fn unicode(&mut self, number: i32) -> Result<(), FileFinding> {
        self.flush()?;
        self.skip = self.groups.last().map_or(1, |g| g.substitutes);
        let Ok(unit) = u16::try_from(number & 0xFFFF) else { return Ok(()) };
        let units = [self.half.take().unwrap_or(0), unit];
        if (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
            return Ok(());
        }
        let units = units.get(usize::from(units.first() == Some(&0))..).unwrap_or_default();
        let text: String = char::decode_utf16(units.iter().copied())
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        match self.font().symbols {
            Some(symbols) => self.show(&shown_by(symbols, &text)),
            None => self.show(&text),
        }
    }

    fn show_char(&mut self, character: char) -> Result<(), FileFinding> {
        self.show(character.encode_utf8(&mut [0; 4]))
    }

    /// Puts text where the text of the group goes.
    fn show(&mut self, text: &str) -> Result<(), FileFinding> {
        let look = self.look();
        match self.destination() {
            Destination::Text | Destination::Label if look.deleted => self.seen.tracked = true,
            Destination::Text if look.hidden && text.trim().is_empty() => {}
            Destination::Text if look.hidden => {
                self.seen.hidden.get_or_insert_with(|| excerpt(text));
            }
            Destination::Text => {
                self.enter_tables()?;
                self.draft.push(text, look.emphasis);
                if let Some(field) = self.fields.last_mut() {
                    field.has_result = true;
                }
                if let Some(shape) = self.shapes.last_mut() {
                    shape.spoken |= !text.trim().is_empty();
                }
            }
            Destination::Label => self.draft.push_label(text),
            Destination::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(text);
                }
            }
            Destination::Value => self.value.push_str(text),
            _ => {}
        }
        Ok(())
    }

    fn symbol(&mut self, symbol: u8, fresh: bool) -> Result<(), FileFinding> {
        match symbol {
            b'*' => {
                // Only at its beginning does a group become a destination; StarOffice wrote it elsewhere.
                self.starred = fresh;
                Ok(())
            }
            b'~' => self.show("\u{A0}"),
            b'_' => self.show("\u{2011}"),
            b'{' | b'}' | b'\\' => self.text(&[symbol]),
            b'\r' | b'\n' => self.end_paragraph(),
            b'\t' => self.show("\t"),
            _ => Ok(()),
        }
    }

    // Control words.

    fn word(&mut self, word: &str, number: Option<i32>, starred: bool) -> Result<(), FileFinding> {
        if self.destination() == Destination::Skip || self.destination_word(word, starred)? {
            return Ok(());
        }
        match self.destination() {
            Destination::FontTable => {
                self.font_word(word, number);
                return Ok(());
            }
            Destination::ColourTable => {
                self.colour_word(word, number);
                return Ok(());
            }
            Destination::FormData => {
                if let Some(field) = self.fields.last_mut() {
                    form_property(&mut field.form, word, number.unwrap_or(0));
                }
                return Ok(());
            }
            _ => {}
        }
        if let Some(text) = character(word) {
            return self.show(text);
        }
        if self.document_word(word, number) || self.look_word(word, number) {
            return Ok(());
        }
        self.block_word(word, number)
    }

    /// Takes a word that says where the text of its group goes; false where it is none.
    fn destination_word(&mut self, word: &str, starred: bool) -> Result<bool, FileFinding> {
        use Destination as To;
        match word {
            "fonttbl" => self.direct(To::FontTable, None),
            "colortbl" => self.direct(To::ColourTable, None),
            "listtext" | "pntext" => self.direct(To::Label, None),
            "field" => {
                self.fields.push(Field::default());
                self.direct(self.destination(), Some(Ending::Field));
            }
            "fldinst" => self.direct(To::Instruction, None),
            "fldrslt" => self.begin_result(),
            "formfield" => self.direct(To::FormData, None),
            "ffl" => self.direct(To::Value, Some(Ending::ListEntry)),
            "pict" | "mmath" => {
                self.show_char(PICTURE)?;
                self.direct(To::Skip, None);
            }
            "shp" | "do" => {
                self.shapes.push(Shape::default());
                self.direct(To::Holder, Some(Ending::Shape));
            }
            "shpgrp" => {
                if let Some(shape) = self.shapes.last_mut() {
                    shape.spoken = true;
                }
            }
            "shpinst" | "sp" | "object" | "shppict" | "result" | "upr" | "ud" => self.hold(word),
            "dpline" | "dppolyline" => {
                if let Some(shape) = self.shapes.last_mut() {
                    shape.line = true;
                }
            }
            "sn" => self.direct(To::Value, Some(Ending::ShapeProperty)),
            "sv" => self.direct(To::Value, Some(Ending::ShapeValue)),
            "header" | "headerl" | "headerr" | "headerf" => self.begin_story(Story::Header)?,
            "footer" | "footerl" | "footerr" | "footerf" => self.begin_story(Story::Footer)?,
            "footnote" => self.begin_story(Story::Note)?,
            "annotation" => self.begin_story(Story::Comment)?,
            "shptxt" | "dptxbxtext" => self.begin_story(Story::Box)?,
            "nesttableprops" => {
                self.rows.push(std::mem::take(&mut self.tables.definition));
                self.direct(self.destination(), Some(Ending::NestedRow));
            }
            _ if SKIPPED.contains(&word) || starred => {
                self.seen.active |= word == "objdata";
                self.direct(To::Skip, None);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Begins a group that shows what is in it, or holds groups that do.
    fn hold(&mut self, word: &str) {
        let destination = match word {
            "shpinst" | "sp" | "object" | "upr" => Destination::Holder,
            "shppict" => self.destination(),
            // What `\object` and `\upr` hold stands for them.
            _ => Destination::Text,
        };
        self.value.clear();
        self.direct(destination, None);
    }

    fn document_word(&mut self, word: &str, number: Option<i32>) -> bool {
        match (word, number) {
            ("ansicpg", Some(page)) => self.encoding = code_page(page).unwrap_or(self.encoding),
            ("mac", _) => self.encoding = encoding_rs::MACINTOSH,
            ("deff", _) => self.default_font = number,
            ("uc", _) => {
                let count = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
                if let Some(group) = self.groups.last_mut() {
                    group.substitutes = count;
                }
            }
            ("revised", _) => self.seen.tracked |= number != Some(0),
            _ => return false,
        }
        true
    }

    fn look_word(&mut self, word: &str, number: Option<i32>) -> bool {
        let on = number != Some(0);
        let colour = self.coloured(number);
        let Some(look) = self.groups.last_mut().map(|g| &mut g.look) else { return false };
        match word {
            "plain" => *look = Look { deleted: look.deleted, ..Look::default() },
            "b" => look.set(Emphasis::BOLD, on),
            "i" => look.set(Emphasis::ITALIC, on),
            "strike" | "striked" => look.set(Emphasis::STRIKE, on),
            "ulnone" => look.set(Emphasis::UNDERLINE, false),
            _ if UNDERLINES.contains(&word) => look.set(Emphasis::UNDERLINE, on),
            "highlight" | "cb" | "chcbpat" => {
                look.set(Emphasis::HIGHLIGHT, colour.is_some_and(|rgb| rgb < WHITE));
            }
            "cf" => look.set(Emphasis::COLOUR, colour.is_some_and(is_coloured)),
            "chbrdr" => look.set(Emphasis::FRAME, true),
            "brdrnone" | "brdrnil" => look.set(Emphasis::FRAME, false),
            "v" => look.hidden = on,
            "deleted" => look.deleted = on,
            "f" => look.font = number,
            _ => return false,
        }
        true
    }

    fn block_word(&mut self, word: &str, number: Option<i32>) -> Result<(), FileFinding> {
        match word {
            "par" => return self.end_paragraph(),
            "sect" => return self.draft.break_paragraph(),
            "cell" => return self.end_slot(1),
            "nestcell" => return self.end_slot(self.level().max(2)),
            "row" => self.end_row(1)?,
            "nestrow" => self.end_row(self.level().max(2))?,
            "trowd" => {
                self.tables.definition = RowDefinition::default();
                self.tables.in_row |= self.rows.is_empty();
            }
            "clcbpat" => {
                let colour = self.coloured(number).filter(|rgb| *rgb < WHITE);
                self.tables.definition.fill(colour);
            }
            _ if self.tables.definition.take(word, number) => {}
            _ => self.paragraph_word(word, number),
        }
        Ok(())
    }

    fn paragraph_word(&mut self, word: &str, number: Option<i32>) {
        let Some(group) = self.groups.last_mut() else { return };
        match word {
            "pard" => (group.in_table, group.level) = (false, None),
            "intbl" => group.in_table = true,
            "itap" => group.level = number.and_then(|n| usize::try_from(n).ok()),
            _ => {}
        }
    }

    // Fonts and colours.

    fn font_word(&mut self, word: &str, number: Option<i32>) {
        let number = number.unwrap_or(0);
        if word == "f" {
            self.named = number;
            self.value.clear();
        }
        let font = self.fonts.entry(self.named).or_default();
        match word {
            "fcharset" if number == SYMBOL_CHARSET => font.symbols = Some(SymbolFont::Other),
            "fcharset" => font.encoding = charset(number),
            "cpg" => font.encoding = code_page(number).or(font.encoding),
            _ => {}
        }
    }

    fn font_name(&mut self, text: &str) {
        let mut names = text.split(';');
        self.value.push_str(names.next().unwrap_or_default());
        if names.next().is_some() {
            self.name_font();
        }
    }

    fn name_font(&mut self) {
        let name = std::mem::take(&mut self.value);
        let font = self.fonts.entry(self.named).or_default();
        font.symbols = SymbolFont::named(&name).or(font.symbols);
    }

    fn colour_word(&mut self, word: &str, number: Option<i32>) {
        let shift = match word {
            "red" => 16,
            "green" => 8,
            "blue" => 0,
            _ => return,
        };
        let part = number.and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
        self.colour = Some(self.colour.unwrap_or(0) | u32::from(part) << shift);
    }

    fn end_colours(&mut self, text: &str) {
        for _ in text.matches(';') {
            let colour = self.colour.take();
            self.colours.push(colour);
        }
    }

    /// The colour of an index; `None` for the automatic one.
    fn coloured(&self, index: Option<i32>) -> Option<u32> {
        let index = usize::try_from(index.unwrap_or(0)).ok()?;
        self.colours.get(index).copied().flatten()
    }

    // Fields.

    fn begin_result(&mut self) {
        let replaced = self.fields.last().is_some_and(|f| f.replacement().is_some());
        if replaced {
            self.direct(Destination::Skip, None);
        }
    }

    fn end_field(&mut self) -> Result<(), FileFinding> {
        let Some(field) = self.fields.pop() else { return Ok(()) };
        self.seen.active |= field.is_active();
        let result = field.has_result;
        match field.replacement().or_else(|| field.without_result().filter(|_| !result)) {
            Some(shown) => self.show(&shown),
            None => Ok(()),
        }
    }

    // Stories.

    fn begin_story(&mut self, story: Story) -> Result<(), FileFinding> {
        self.enter_tables()?;
        let place = match story {
            Story::Header | Story::Footer => Place::Margin,
            _ => self.draft.anchor(),
        };
        self.draft.begin_flow(place);
        self.outer.push(std::mem::take(&mut self.tables));
        self.direct(Destination::Text, Some(Ending::Story(story)));
        if let Some(group) = self.groups.last_mut() {
            (group.in_table, group.level) = (false, None);
            group.look = Look { hidden: group.look.hidden, deleted: group.look.deleted, ..Look::default() };
        }
        Ok(())
    }

    fn end_story(&mut self, story: Story) -> Result<(), FileFinding> {
        self.close_tables(0)?;
        let blocks = self.draft.end_flow()?;
        self.tables = self.outer.pop().unwrap_or_default();
        match story {
            Story::Header => self.headers.push(blocks),
            Story::Footer => self.footers.push(blocks),
            Story::Note => self.notes.extend(blocks),
            Story::Box => self.draft.push_boxes(blocks),
            Story::Comment => {
                let text = |b: Block| match b {
                    Block::Paragraph(p) => Some(p.text),
                    Block::Table(_) => None,
                };
                let lines: Vec<String> = blocks.into_iter().filter_map(text).collect();
                self.draft.push_comment(lines.join("\n"));
            }
        }
        Ok(())
    }

    // Paragraphs and tables.

    /// How many tables the paragraph stands in.
    fn level(&self) -> usize {
        let stated = self.groups.last().map_or(0, |g| g.level.unwrap_or(usize::from(g.in_table)));
        let marked = self.groups.last().is_some_and(|g| g.in_table) || self.tables.in_row;
        stated.max(usize::from(marked))
    }

    fn enter_tables(&mut self) -> Result<(), FileFinding> {
        let level = self.level();
        self.close_tables(level)?;
        self.open_tables(level)
    }

    fn open_tables(&mut self, level: usize) -> Result<(), FileFinding> {
        check_table_depth(level)?;
        while self.tables.open.len() < level {
            let number = self.draft.number_table();
            self.draft.break_paragraph()?;
            self.tables.open.push(PositionedTable::new(number));
            self.draft.begin_flow(Place::Table(number));
        }
        Ok(())
    }

    /// Ends the tables beyond a level.
    fn close_tables(&mut self, level: usize) -> Result<(), FileFinding> {
        while self.tables.open.len() > level {
            let mut rest = self.draft.end_flow()?;
            let Some(table) = self.tables.open.pop() else { break };
            let (table, mut unended) = table.finish();
            if let Some(table) = table {
                self.draft.push_block(Block::Table(table));
            }
            unended.append(&mut rest);
            for block in unended {
                self.draft.push_block(block);
            }
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), FileFinding> {
        if self.destination() != Destination::Text {
            return Ok(());
        }
        // The end of a deleted paragraph joins it to the next one.
        let look = self.look();
        if look.deleted || look.hidden {
            self.seen.tracked |= look.deleted;
            return Ok(());
        }
        self.enter_tables()?;
        self.draft.end_paragraph()
    }

    fn end_slot(&mut self, level: usize) -> Result<(), FileFinding> {
        if self.destination() != Destination::Text {
            return Ok(());
        }
        self.close_tables(level)?;
        self.open_tables(level)?;
        self.draft.end_paragraph()?;
        let blocks = self.draft.end_flow()?;
        if let Some(table) = self.tables.open.last_mut() {
            self.draft.begin_flow(Place::Table(0));
            table.end_slot(blocks);
        }
        Ok(())
    }

    fn end_row(&mut self, level: usize) -> Result<(), FileFinding> {
        self.close_tables(level)?;
        if let Some(table) = self.tables.open.get_mut(level - 1) {
            table.end_row(&self.tables.definition);
        }
        self.tables.in_row &= level > 1;
        Ok(())
    }
}

fn shown_by(symbols: SymbolFont, text: &str) -> String {
    text.chars().map(|c| symbols.shown(c)).collect()
}

/// Whether a colour differs from black as a person sees it.
fn is_coloured(rgb: u32) -> bool {
    const NEARLY_BLACK: u32 = 0x40;
    [rgb >> 16, rgb >> 8, rgb].iter().any(|part| part & 0xFF > NEARLY_BLACK)
}

/// Control words that stand for a character.
fn character(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" | "nestcelltab" => "\t",
        "line" | "lbr" | "softline" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "zwj" => "\u{200D}",
        "zwnj" => "\u{200C}",
        _ => return None,
    })
}

/// The words for the kinds of underlining.
const UNDERLINES: [&str; 17] = [
    "ul",
    "uld",
    "uldash",
    "uldashd",
    "uldashdd",
    "uldb",
    "ulhwave",
    "ulldash",
    "ulth",
    "ulthd",
    "ulthdash",
    "ulthdashd",
    "ulthdashdd",
    "ulthldash",
    "ululdbwave",
    "ulw",
    "ulwave",
];

/// Destinations without `\*` whose text no page shows.
const SKIPPED: [&str; 20] = [
    "stylesheet",
    "info",
    "nonshppict",
    "shprslt",
    "nonesttables",
    "filetbl",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "txe",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "private",
    "listpicture",
    "bkmkcolf",
];
