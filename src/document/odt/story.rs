//! The text of a part, read from front to back with a stack of elements in place of recursion.

use super::super::draft::{Draft, SlotLook};
use super::super::html::style::Look;
use super::super::page::{Block, PICTURE};
use super::super::word::excerpt;
use super::super::word::field::Field;
use super::super::xml::{Cursor, Element, Event};
use super::form::{Controls, boxed, field, parameter};
use super::style::Styles;
use crate::finding::FileFinding;
use crate::model::Place;

/// The most slots that one element may stand for.
const REPEAT_LIMIT: u32 = 1_000;
/// The most spaces in a row. A few bytes stand for each row of them.
const SPACES: usize = 100;

/// What an open element is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// One through which what is in it shows.
    Content,
    /// One that is passed over with all that is in it.
    Skip,
    Forms,
    Paragraph,
    Table,
    Row,
    /// A slot that stands this many times.
    Slot(u32),
    Covered,
    Header,
    Footer,
    Note,
    Comment,
    /// A frame, and whether its text box shows text.
    Frame {
        spoken: bool,
    },
    /// A shape that may hold text itself.
    Shape,
    TextBox,
    Field,
    /// A check box with its state, in place of what is in it.
    CheckBox(bool),
}

#[derive(Debug)]
struct Open {
    kind: Kind,
    look: Look,
}

/// Reads the parts of one document.
pub(super) struct Story<'s> {
    styles: &'s Styles,
    draft: Draft,
    open: Vec<Open>,
    controls: Controls,
    fields: Vec<Field>,
    /// How a space looks that stands between the text so far and what follows.
    space: Option<Look>,
    headers: Vec<Vec<Block>>,
    footers: Vec<Vec<Block>>,
}

impl<'s> Story<'s> {
    pub(super) fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            draft: Draft::default(),
            open: Vec::new(),
            controls: Controls::default(),
            fields: Vec::new(),
            space: None,
            headers: Vec::new(),
            footers: Vec::new(),
        }
    }

    /// Reads one part; page headers and footers are kept apart.
    ///
    /// # Errors
    /// What is wrong with the part; never a part of its content.
    pub(super) fn read(&mut self, part: &str, bytes: &[u8]) -> Result<Vec<Block>, FileFinding> {
        self.draft.begin_body();
        let mut cursor = Cursor::new(part, bytes);
        while let Some(event) = cursor.next()? {
            match event {
                Event::Start(element) => self.start(&element)?,
                Event::End => self.end()?,
                Event::Text(text) => self.text(&text),
            }
        }
        self.draft.end_flow()
    }

    pub(super) fn finish(self) -> (Vec<Vec<Block>>, Vec<Vec<Block>>, Draft) {
        (self.headers, self.footers, self.draft)
    }

    fn look(&self) -> Look {
        self.open.last().map(|o| o.look).unwrap_or_default()
    }

    // Text.

    /// Runs of spaces are one, none at the beginning of a paragraph (ISO/IEC 26300-1, 6.1.2).
    fn text(&mut self, text: &str) {
        let in_paragraph = self.open.iter().rev().find_map(|o| match o.kind {
            Kind::Paragraph => Some(true),
            Kind::Content | Kind::Field => None,
            _ => Some(false),
        });
        if in_paragraph != Some(true) {
            return;
        }
        for (index, word) in text.split([' ', '\t', '\n', '\r']).enumerate() {
            if index > 0 {
                let look = self.look();
                self.space.get_or_insert(look);
            }
            if word.is_empty() {
                continue;
            }
            if let Some(look) = self.space.take().filter(|_| !self.draft.text().is_empty()) {
                self.draft.push(look.face.charset(), " ", look.emphasis);
            }
            self.show(word);
        }
    }

    fn show(&mut self, text: &str) {
        let look = self.look();
        if look.hidden {
            if !text.trim().is_empty() {
                self.draft.seen.hidden.get_or_insert_with(|| excerpt(text));
            }
            self.draft.ledger.leave_out(text);
            return;
        }
        self.draft.draw(look.face, text, look.emphasis);
    }

    /// Shows what stands for something that is no text of the part.
    fn show_whole(&mut self, text: &str) {
        self.space = None;
        self.draft.ledger.add(text);
        self.show(text);
    }

    // Elements.

    fn start(&mut self, element: &Element<'_>) -> Result<(), FileFinding> {
        let around = self.look();
        let (kind, look) = match self.open.last().map(|o| &o.kind) {
            Some(Kind::Skip | Kind::Covered | Kind::CheckBox(_)) => (Kind::Skip, around),
            Some(Kind::Forms) => {
                self.controls.take(element);
                (Kind::Forms, around)
            }
            _ => match element.prefix() {
                "table" => self.table(element, around)?,
                "draw" | "dr3d" | "chart" => (self.drawing(element), around),
                _ => self.element(element, around),
            },
        };
        self.open.push(Open { kind, look });
        Ok(())
    }

    fn element(&mut self, element: &Element<'_>, around: Look) -> (Kind, Look) {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        let styled = |family| self.styles.look(around, family, &attribute("style-name"));
        let flag = |name| attribute(name) == "true";
        let kind = match (element.prefix(), element.local()) {
            ("text", "p" | "h") => {
                self.space = None;
                return (Kind::Paragraph, styled("paragraph"));
            }
            ("text", "span") => return (Kind::Content, styled("text")),
            ("text", "s") => {
                let count = attribute("c").parse().unwrap_or(1_usize).min(SPACES);
                self.show_whole(&" ".repeat(count));
                Kind::Content
            }
            ("text", "tab") => self.mark("\t"),
            ("text", "line-break") => self.mark("\n"),
            ("text", "tracked-changes") => {
                self.draft.seen.tracked = true;
                Kind::Skip
            }
            ("text", "hidden-paragraph") if flag("is-hidden") => return (Kind::Content, hidden(around)),
            ("text", "section") if matches!(attribute("display").as_ref(), "none" | "condition") => {
                return (Kind::Content, hidden(around));
            }
            (
                "text",
                "hidden-text" | "note-citation" | "sequence-decls" | "variable-decls" | "user-field-decls"
                | "ruby-text",
            )
            | (
                "office",
                "automatic-styles" | "styles" | "font-face-decls" | "scripts" | "settings" | "meta",
            ) => Kind::Skip,
            ("text", "note-body") => self.flow(Kind::Note),
            ("office", "annotation") => self.flow(Kind::Comment),
            ("office", "forms") => Kind::Forms,
            ("style", "header" | "header-left" | "header-first") => self.margin(Kind::Header),
            ("style", "footer" | "footer-left" | "footer-first") => self.margin(Kind::Footer),
            ("field", "fieldmark") => {
                self.fields.push(field(element));
                Kind::Field
            }
            ("field", "param") => {
                if let Some(field) = self.fields.last_mut() {
                    parameter(field, element);
                }
                Kind::Skip
            }
            (_, "content-control") if flag("checkbox") => Kind::CheckBox(flag("checked")),
            (_, "content-control") if flag("showing-place-holder") => Kind::Skip,
            _ => Kind::Content,
        };
        (kind, around)
    }

    fn mark(&mut self, text: &str) -> Kind {
        self.show_whole(text);
        Kind::Content
    }

    fn flow(&mut self, kind: Kind) -> Kind {
        let place = self.draft.anchor();
        self.draft.begin_flow(place);
        kind
    }

    fn margin(&mut self, kind: Kind) -> Kind {
        self.draft.begin_flow(Place::Margin);
        kind
    }

    fn table(&mut self, element: &Element<'_>, around: Look) -> Result<(Kind, Look), FileFinding> {
        let number = |name| element.attribute(name).and_then(|v| v.parse::<u32>().ok()).unwrap_or(1);
        let attribute = |name| element.attribute(name).unwrap_or_default();
        let kind = match element.local() {
            "table" => {
                self.draft.begin_table()?;
                Kind::Table
            }
            "table-row" => {
                self.draft.begin_row(matches!(attribute("visibility").as_ref(), "collapse" | "filter"));
                Kind::Row
            }
            "table-cell" => {
                let look = self.styles.look(around, "table-cell", &attribute("style-name"));
                let slot = SlotLook { fill: look.fill, hidden: false };
                let (rows, columns) = (number("number-rows-spanned"), number("number-columns-spanned"));
                self.draft.begin_slot(rows, columns, slot)?;
                Kind::Slot(number("number-columns-repeated").clamp(1, REPEAT_LIMIT))
            }
            "covered-table-cell" => Kind::Covered,
            "desc" | "title" | "shapes" => Kind::Skip,
            _ => Kind::Content,
        };
        Ok((kind, around))
    }

    fn drawing(&mut self, element: &Element<'_>) -> Kind {
        match element.local() {
            "control" => {
                let id = element.attribute("control").unwrap_or_default();
                let shown = self.controls.shown(&id).map_or_else(|| PICTURE.to_string(), str::to_owned);
                self.show_whole(&shown);
                Kind::Skip
            }
            "text-box" => {
                if let Some(Kind::Frame { spoken }) = self.open.last_mut().map(|o| &mut o.kind) {
                    *spoken = true;
                }
                self.flow(Kind::TextBox)
            }
            "frame" => Kind::Frame { spoken: false },
            "custom-shape" | "rect" | "ellipse" | "circle" | "path" | "polygon" | "polyline" | "caption"
            | "regular-polygon" => self.flow(Kind::Shape),
            "g" | "a" | "page" => Kind::Content,
            "object" | "object-ole" | "applet" | "plugin" => {
                self.draft.seen.active |= element.local() != "object";
                Kind::Skip
            }
            // Lines say nothing.
            _ => Kind::Skip,
        }
    }

    fn end(&mut self) -> Result<(), FileFinding> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        match open.kind {
            Kind::Paragraph => {
                self.space = None;
                if !open.look.hidden {
                    self.draft.end_paragraph()?;
                }
            }
            Kind::Table => self.draft.end_table(),
            Kind::Slot(count) => self.draft.end_repeated_slot(count)?,
            Kind::Header => {
                let blocks = self.draft.end_flow()?;
                self.headers.push(blocks);
            }
            Kind::Footer => {
                let blocks = self.draft.end_flow()?;
                self.footers.push(blocks);
            }
            Kind::Note | Kind::TextBox => {
                let blocks = self.draft.end_flow()?;
                self.draft.push_boxes(blocks);
            }
            Kind::Comment => {
                let blocks = self.draft.end_flow()?;
                let lines: Vec<String> = blocks.into_iter().filter_map(text_of).collect();
                self.draft.push_comment(lines.join("\n"));
            }
            Kind::Frame { spoken: false } => self.show_whole(&PICTURE.to_string()),
            Kind::Shape => {
                let blocks = self.draft.end_flow()?;
                if blocks.iter().any(shows_text) {
                    self.draft.push_boxes(blocks);
                } else {
                    self.show_whole(&PICTURE.to_string());
                }
            }
            Kind::Field => {
                let shown = self.fields.pop().and_then(|f| f.replacement());
                self.show_whole(&shown.unwrap_or_default());
            }
            Kind::CheckBox(ticked) => self.show_whole(&boxed(ticked)),
            _ => {}
        }
        Ok(())
    }
}

fn hidden(look: Look) -> Look {
    Look { hidden: true, ..look }
}

fn text_of(block: Block) -> Option<String> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph.text),
        Block::Table(_) => None,
    }
}

fn shows_text(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => !paragraph.text.trim().is_empty(),
        Block::Table(table) => table.slots().iter().any(|slot| !slot.is_blank()),
    }
}
