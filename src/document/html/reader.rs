//! A page read from front to back. Ends that HTML lets a page leave out are supplied (13.1.2.4).

use super::super::census::short::{Take, shortfall};
use super::super::draft::{Draft, SlotLook};
use super::super::page::{BOX_EMPTY, BOX_TICKED, Document, PICTURE, Part, PartKind};
use super::super::word::excerpt;
use super::super::word::field::Field;
use super::census;
use super::element::{Kind, Open, StartTag, attribute, is_void, kind, look};
use super::form_data::form_field;
use super::style::{Look, StyleSheet};
use crate::finding::FileFinding;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use std::borrow::Cow;

/// The most elements that may stand inside one another.
const DEPTH_LIMIT: usize = 256;

/// A list of which one entry is chosen.
#[derive(Debug, Default)]
struct Select {
    first: Option<String>,
    chosen: Vec<String>,
    entry: String,
    selected: bool,
}

/// Reads pages into one document.
#[derive(Debug, Default)]
pub(super) struct Reader {
    draft: Draft,
    open: Vec<Open>,
    sheet: StyleSheet,
    /// The text of the style sheet being read.
    css: String,
    /// How a space looks that stands between the text so far and what follows.
    space: Option<Look>,
    select: Option<Select>,
    fields: Vec<Field>,
}

impl Reader {
    /// Reads one page.
    ///
    /// # Errors
    /// What is wrong with it; never a part of its content.
    pub(super) fn page(&mut self, text: &str) -> Result<(), FileFinding> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => self.start(&tag)?,
                Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name))?,
                Token::String(text) => self.text(&String::from_utf8_lossy(&text)),
                Token::Comment(text) => self.comment(&String::from_utf8_lossy(&text)),
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        // Office programs write these ends; without them the page is cut.
        if self.open.iter().any(|o| o.kind == Kind::Table || o.name == "html") {
            return Err(FileFinding::Corrupt { detail: "HTML: end of file".to_owned() });
        }
        self.close_from(0)
    }

    /// The document of all these pages.
    pub(super) fn finish(mut self, pages: &[Cow<'_, str>]) -> Result<Document, FileFinding> {
        let blocks = self.draft.end_flow()?;
        let parts = vec![Part { kind: PartKind::Body, blocks }];
        let mut document = Document { parts, findings: Vec::new() };
        let count = |take: &mut Take<'_>| pages.iter().for_each(|page| census::each_text(page, take));
        let Draft { mut seen, ledger, .. } = self.draft;
        seen.unread = seen.unread.or_else(|| shortfall(count, &document, &ledger));
        document.findings = seen.findings();
        Ok(document)
    }

    fn look(&self) -> Look {
        self.open.last().map(|o| o.look).unwrap_or_default()
    }

    fn in_kind(&self, kind: Kind) -> bool {
        self.open.last().is_some_and(|o| o.kind == kind)
    }

    // Text.

    fn text(&mut self, text: &str) {
        let look = self.look();
        if self.in_kind(Kind::StyleSheet) {
            self.css.push_str(text);
            return;
        }
        if self.in_kind(Kind::Skip) || self.in_kind(Kind::Tab) {
            // Some is passed over for more than the name of its element: deleted text, comments.
            if !self.open.iter().any(|o| kind(&o.name) == Kind::Skip) {
                self.draft.ledger.leave_out(text);
            }
            return;
        }
        if look.hidden {
            if !text.trim().is_empty() {
                self.draft.seen.hidden.get_or_insert_with(|| excerpt(text));
            }
            self.draft.ledger.leave_out(text);
            return;
        }
        if let Some(select) = &mut self.select {
            select.entry.push_str(text);
            self.draft.ledger.leave_out(text);
        } else if self.in_kind(Kind::Label) {
            self.draft.push_label(text);
        } else if look.preformatted {
            self.push(&text.replace("\r\n", "\n"));
        } else {
            self.words(text);
        }
    }

    /// Runs of spaces are one, none at the ends of a line (CSS text, 4.1).
    fn words(&mut self, text: &str) {
        const SPACES: [char; 5] = [' ', '\t', '\n', '\r', '\u{C}'];
        for (index, word) in text.split(SPACES).enumerate() {
            if index > 0 {
                let look = self.look();
                self.space.get_or_insert(look);
            }
            if word.is_empty() {
                continue;
            }
            let inside = !matches!(self.draft.text().chars().last(), None | Some('\n'));
            if let Some(look) = self.space.take().filter(|_| inside) {
                self.draft.push(look.face.charset(), " ", look.emphasis);
            }
            self.push(word);
        }
    }

    fn push(&mut self, text: &str) {
        let look = self.look();
        // LibreOffice leaves the control characters of its fields in a page; no program shows them.
        let text = text.replace(|c: char| c.is_control() && !matches!(c, '\t' | '\n'), "");
        self.draft.draw(look.face, &text, look.emphasis);
        if let Some(field) = self.fields.last_mut() {
            field.has_result = true;
        }
    }

    /// Shows what stands for something that is no text.
    fn show(&mut self, text: &str) {
        if !self.look().hidden && !self.in_kind(Kind::Skip) && self.select.is_none() {
            self.draft.ledger.add(text);
            self.words(text);
        }
    }

    fn break_paragraph(&mut self) -> Result<(), FileFinding> {
        self.space = None;
        self.draft.break_paragraph()
    }

    /// Word keeps form fields in comments that only Word reads.
    fn comment(&mut self, comment: &str) {
        if comment.contains("[if supportFields]") {
            if comment.contains("mso-element:field-begin") {
                self.fields.push(Field::default());
            }
            if let Some(field) = self.fields.last_mut().filter(|f| !f.in_result) {
                field.instruction.push_str(&without_tags(comment));
                field.in_result = comment.contains("mso-element:field-separator");
            }
            if comment.contains("mso-element:field-end")
                && let Some(field) = self.fields.pop()
            {
                self.draft.seen.active |= field.is_active();
                let result = field.has_result;
                let shown = field.replacement().or_else(|| field.without_result().filter(|_| !result));
                self.show(&shown.unwrap_or_default());
            }
        } else if let Some(field) = self.fields.last_mut()
            && let Some(form) = form_field(comment)
        {
            field.form = Some(form);
        }
    }

    // Elements.

    fn start(&mut self, tag: &StartTag) -> Result<(), FileFinding> {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        // All that is in these is of their kind.
        let around = [Kind::Skip, Kind::Label, Kind::Tab].into_iter().find(|k| self.in_kind(*k));
        if let Some(kind) = around.filter(|_| !is_void(&name)) {
            return self.open(Open { name, kind, look: self.look() });
        }
        if is_void(&name) {
            return self.void(&name, tag);
        }
        let kind = self.special(tag, &name).unwrap_or_else(|| kind(&name));
        self.supply_ends(kind)?;
        if matches!(kind, Kind::Row | Kind::Slot) && !self.open.iter().any(|o| o.kind == Kind::Table) {
            // No program writes squares without a table; where its tag is damaged, columns cannot be told.
            return Err(FileFinding::Corrupt { detail: format!("HTML: {name}") });
        }
        let mut look = look(self.look(), &name, kind, tag, &self.sheet);
        match kind {
            Kind::Table => self.draft.begin_table()?,
            Kind::Row => {
                self.draft.begin_row(look.hidden);
                look.hidden = self.look().hidden;
            }
            Kind::Slot => {
                let number = |name| attribute(tag, name).and_then(|v| v.trim().parse::<u32>().ok());
                // No number of rows is all that follow.
                let rows = number("rowspan").map_or(1, |n| if n == 0 { u32::MAX } else { n });
                let slot = SlotLook { fill: look.fill, hidden: look.hidden };
                self.draft.begin_slot(rows, number("colspan").unwrap_or(1), slot)?;
                self.space = None;
                look.hidden = self.look().hidden;
            }
            Kind::Block | Kind::Item | Kind::List(_) | Kind::Rows => self.break_paragraph()?,
            Kind::Select => self.select = Some(Select::default()),
            Kind::Choice => {
                if let Some(select) = &mut self.select {
                    select.selected = attribute(tag, "selected").is_some();
                }
            }
            Kind::Tab => self.show_tab(),
            Kind::Skip => {
                self.draft.seen.active |= matches!(name.as_str(), "script" | "object" | "applet" | "iframe");
                if matches!(name.as_str(), "svg" | "object" | "math" | "canvas") {
                    self.show(&PICTURE.to_string());
                }
            }
            Kind::Inline | Kind::StyleSheet | Kind::Label => {}
        }
        if kind == Kind::Item {
            self.number_item();
        }
        let kind = match (kind, attribute(tag, "start").and_then(|v| v.trim().parse().ok())) {
            (Kind::List(Some(_)), Some(start)) => Kind::List(Some(start)),
            (kind, _) => kind,
        };
        if tag.self_closing && name.contains(':') {
            return Ok(());
        }
        self.open(Open { name, kind, look })
    }

    /// What an element is by more than its name.
    fn special(&mut self, tag: &StartTag, name: &str) -> Option<Kind> {
        let style = attribute(tag, "style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
        if style.contains("mso-list:ignore") {
            return Some(Kind::Label);
        }
        if style.contains("mso-tab-count:") {
            return Some(Kind::Tab);
        }
        // Comments, and the marks that lead to them.
        let class = attribute(tag, "class").unwrap_or_default().to_ascii_lowercase();
        if style.contains("mso-element:comment-list") || class == "msocomanchor" {
            return Some(Kind::Skip);
        }
        // Deleted by a tracked change, against struck out by the writer.
        let tracked = ["cite", "datetime"].iter().any(|a| attribute(tag, a).is_some());
        if tracked && matches!(name, "del" | "ins") {
            self.draft.seen.tracked = true;
            return (name == "del").then_some(Kind::Skip);
        }
        None
    }

    fn void(&mut self, name: &str, tag: &StartTag) -> Result<(), FileFinding> {
        match name {
            "br" if !self.look().hidden && !self.in_kind(Kind::Skip) && self.select.is_none() => {
                self.space = None;
                self.push("\n");
            }
            "hr" => self.break_paragraph()?,
            "img" | "embed" => self.show(&PICTURE.to_string()),
            "input" => {
                let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
                match kind.as_str() {
                    "checkbox" | "radio" => {
                        let ticked = attribute(tag, "checked").is_some();
                        self.show(&if ticked { BOX_TICKED } else { BOX_EMPTY }.to_string());
                    }
                    "" | "text" | "number" | "date" | "email" | "tel" => {
                        self.show(&attribute(tag, "value").unwrap_or_default());
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn show_tab(&mut self) {
        if !self.look().hidden && self.select.is_none() {
            self.space = None;
            self.push("\t");
        }
    }

    fn number_item(&mut self) {
        let list = self.open.iter_mut().rev().find(|o| matches!(o.kind, Kind::List(_)));
        if let Some(Kind::List(Some(next))) = list.map(|o| &mut o.kind) {
            let label = format!("{next}.");
            *next = next.saturating_add(1);
            self.draft.push_label(&label);
        }
    }

    fn open(&mut self, open: Open) -> Result<(), FileFinding> {
        if self.open.len() >= DEPTH_LIMIT {
            return Err(FileFinding::TooDeep { detail: format!("HTML > {DEPTH_LIMIT}") });
        }
        self.open.push(open);
        Ok(())
    }

    /// The innermost open element that ends the search for others.
    fn innermost(&self, wanted: impl Fn(&Open) -> bool, boundary: impl Fn(Kind) -> bool) -> Option<usize> {
        for (index, open) in self.open.iter().enumerate().rev() {
            if wanted(open) {
                return Some(index);
            }
            if boundary(open.kind) {
                return None;
            }
        }
        None
    }

    /// Ends what cannot hold an element that begins.
    fn supply_ends(&mut self, kind: Kind) -> Result<(), FileFinding> {
        let table = |k| k == Kind::Table;
        let slot = |k| matches!(k, Kind::Slot | Kind::Table);
        let end = match kind {
            Kind::Slot => self.innermost(|o| o.kind == Kind::Slot, |k| matches!(k, Kind::Row | Kind::Table)),
            Kind::Row => self.innermost(|o| o.kind == Kind::Row, table),
            Kind::Rows => self.innermost(|o| o.kind == Kind::Rows, table),
            Kind::Table => {
                let nearest = self.innermost(|o| slot(o.kind), |_| false);
                nearest.filter(|i| self.open.get(*i).is_some_and(|o| o.kind == Kind::Table))
            }
            Kind::Item => self.innermost(|o| o.kind == Kind::Item, |k| slot(k) || matches!(k, Kind::List(_))),
            Kind::Block | Kind::List(_) => self.innermost(|o| o.name == "p", slot),
            Kind::Choice => self.innermost(|o| o.kind == Kind::Choice, |k| k == Kind::Select),
            _ => None,
        };
        end.map_or(Ok(()), |index| self.close_from(index))
    }

    fn end(&mut self, name: &str) -> Result<(), FileFinding> {
        let wanted = |o: &Open| o.name == name;
        let index = match kind(name) {
            Kind::Table => self.innermost(wanted, |_| false),
            Kind::Row | Kind::Rows => self.innermost(wanted, |k| k == Kind::Table),
            Kind::Slot => self.innermost(wanted, |k| matches!(k, Kind::Row | Kind::Table)),
            _ if matches!(name, "html" | "body") => self.innermost(wanted, |_| false),
            _ => self.innermost(wanted, |k| matches!(k, Kind::Slot | Kind::Table)),
        };
        index.map_or(Ok(()), |index| self.close_from(index))
    }

    /// Ends all open elements from one on.
    fn close_from(&mut self, index: usize) -> Result<(), FileFinding> {
        while self.open.len() > index {
            let Some(open) = self.open.pop() else { break };
            match open.kind {
                Kind::Table => self.draft.end_table(),
                Kind::Slot => {
                    self.space = None;
                    self.draft.end_slot()?;
                }
                Kind::Block | Kind::Item | Kind::List(_) | Kind::Rows => self.break_paragraph()?,
                Kind::StyleSheet => self.sheet.read(&std::mem::take(&mut self.css)),
                Kind::Choice => self.end_choice(),
                Kind::Select => self.end_select(),
                Kind::Row | Kind::Inline | Kind::Skip | Kind::Label | Kind::Tab => {}
            }
        }
        Ok(())
    }

    fn end_choice(&mut self) {
        let Some(select) = &mut self.select else { return };
        let entry = std::mem::take(&mut select.entry).trim().to_owned();
        if std::mem::take(&mut select.selected) {
            select.chosen.push(entry.clone());
        }
        select.first.get_or_insert(entry);
    }

    /// Without a choice a list shows its first entry.
    fn end_select(&mut self) {
        let Some(select) = self.select.take() else { return };
        let shown = if select.chosen.is_empty() { select.first } else { Some(select.chosen.join(", ")) };
        self.show(&shown.unwrap_or_default());
    }
}

/// The text of a piece of HTML.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let after_condition = html.split_once("]>").map_or(html, |(_, rest)| rest);
    for piece in after_condition.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, rest)| rest));
    }
    text.trim_end_matches("<![endif]").to_owned()
}
