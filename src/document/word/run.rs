//! Runs of text: what they show and how (ECMA-376 part 1, 17.3).

use super::super::page::PICTURE;
use super::super::symbols::symbol;
use super::super::xml::Element;
use super::control::Control;
use super::excerpt;
use super::kind::Kind;
use super::look::Look;
use super::story::Story;
use crate::text::Charset;
use std::borrow::Cow;

/// A run whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct Run {
    direct: Look,
    style: Option<String>,
    pub(super) look: Look,
}

impl Story<'_, '_> {
    pub(super) fn begin_run(&mut self) -> Kind {
        let look = self.paragraphs.last().map(|p| p.base).unwrap_or_default();
        self.runs.push(Run { look, ..Run::default() });
        Kind::Run
    }

    pub(super) fn run_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(run) = self.runs.last_mut() else { return Kind::Leaf };
        match element.local() {
            "rStyle" => run.style = element.attribute("val").map(Cow::into_owned),
            "rPrChange" => return Kind::Skip,
            _ => run.direct.take(element),
        }
        Kind::Leaf
    }

    pub(super) fn resolve_run(&mut self) {
        let base = self.paragraphs.last().map(|p| p.base).unwrap_or_default();
        let Some(run) = self.runs.last_mut() else { return };
        let style = match (&self.context.styles, &run.style) {
            (Some(styles), Some(id)) => styles.character(id),
            _ => Look::default(),
        };
        run.look = run.direct.over(style).over(base);
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.runs.last().is_some_and(|run| run.look.is_hidden())
    }

    /// `w:sym` (17.3.3.30).
    pub(super) fn symbol(&mut self, element: &Element<'_>) -> Kind {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").and_then(|v| u32::from_str_radix(&v, 16).ok());
        let shown = code.map(|code| {
            let private = char::from_u32(if code <= 0xFF { 0xF000 + code } else { code });
            symbol(&font, code).or(private).unwrap_or(PICTURE)
        });
        self.show_char(shown.unwrap_or(PICTURE));
        Kind::Leaf
    }

    /// A soft hyphen shows only where a line breaks; in TCVN3 its code is the letter ư.
    pub(super) fn soft_hyphen(&mut self) -> Kind {
        let charset = self.runs.last().and_then(|run| run.look.charset());
        if matches!(charset, Some(Charset::Tcvn3 { .. })) {
            self.show_char('\u{AD}');
        }
        Kind::Leaf
    }

    /// Takes the characters of the innermost element.
    pub(super) fn text(&mut self, text: &str) {
        match self.kinds.last() {
            Some(Kind::Text) => match self.runs.last().and_then(|run| run.look.symbol_font()) {
                Some(font) => {
                    let shown: String = text.chars().map(|c| font.shown(c)).collect();
                    self.ledger.leave_out(text);
                    self.show(&shown);
                }
                // A line end inside text shows as a space.
                None if text.contains(['\n', '\r']) => self.put(&text.replace(['\n', '\r'], " ")),
                None => self.put(text),
            },
            Some(Kind::Instruction) => {
                if let Some(field) = self.fields.last_mut().filter(|f| !f.in_result) {
                    field.instruction.push_str(text);
                }
            }
            _ => {}
        }
    }

    pub(super) fn show_char(&mut self, shown: char) {
        self.show(shown.encode_utf8(&mut [0; 4]));
    }

    /// Shows what stands in no text element.
    pub(super) fn show(&mut self, text: &str) {
        self.ledger.add(text);
        self.put(text);
    }

    /// Puts text where it shows, if it does.
    fn put(&mut self, text: &str) {
        let look = self.runs.last().map(|run| run.look).unwrap_or_default();
        if self.is_withheld(text, look) {
            self.ledger.leave_out(text);
            return;
        }
        let blank = text.trim().is_empty();
        let control = self.controls.iter_mut().rev().find(|c| c.checked.is_some()).filter(|_| !blank);
        let boxed = control.and_then(Control::take_box);
        let Some(paragraph) = self.paragraphs.last_mut() else {
            self.unread(text);
            self.ledger.leave_out(text);
            return;
        };
        let mut text = text;
        if let Some(boxed) = boxed {
            // The state of the control in place of its glyph.
            let end = text.char_indices().find(|(_, c)| !c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
            let (glyph, rest) = end.and_then(|end| text.split_at_checked(end)).unwrap_or((text, ""));
            let mut buffer = [0; 4];
            let boxed: &str = boxed.encode_utf8(&mut buffer);
            self.ledger.leave_out(glyph);
            self.ledger.add(boxed);
            paragraph.push(boxed, look.emphasis());
            text = rest;
        }
        paragraph.push_in(look.charset(), text, look.emphasis());
    }

    /// Whether text does not show where it stands: in a prompt, hidden, or in a field that shows something else.
    fn is_withheld(&mut self, text: &str, look: Look) -> bool {
        if self.muted > 0 {
            return true;
        }
        if look.is_hidden() {
            if !text.trim().is_empty() {
                self.context.seen.hidden.get_or_insert_with(|| excerpt(text));
            }
            return true;
        }
        for field in self.fields.iter_mut().skip(self.first_field).rev() {
            if !field.in_result {
                field.instruction.push_str(text);
                field.shown = true;
                return true;
            }
            field.has_result = true;
            if field.replacement().is_some() {
                return true;
            }
        }
        false
    }
}
