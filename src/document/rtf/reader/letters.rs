//! Letters and how they look: code pages, Unicode, fonts and colours.

use super::super::super::face::Face;
use super::super::charset::{Font, SYMBOL_CHARSET, charset, code_page};
use super::super::state::Destination;
use super::{FileFinding, Reader, SymbolFont, excerpt};
use crate::text::Charset;
use std::borrow::Cow;

impl Reader {
    pub(super) fn font(&self) -> Font {
        let id = self.look().font.or(self.default_font);
        id.and_then(|id| self.fonts.get(&id)).copied().unwrap_or_default()
    }

    pub(super) fn text(&mut self, bytes: &[u8]) -> Result<(), FileFinding> {
        if self.destination() != Destination::Skip {
            self.bytes.extend_from_slice(bytes);
        }
        // A font of symbols has no letters of several bytes.
        if self.font().face.symbols().is_some() { self.flush() } else { Ok(()) }
    }

    /// Decodes the bytes that wait.
    pub(super) fn flush(&mut self) -> Result<(), FileFinding> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.font();
        match (self.destination(), font.face.symbols()) {
            (Destination::Text | Destination::Label, Some(symbols)) => {
                let shown: String = bytes.iter().map(|b| symbols.shown(char::from(*b))).collect();
                let stored: String = bytes.iter().map(|b| char::from(*b)).collect();
                self.draft.ledger.replace(&stored, &shown);
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
    pub(super) fn unicode(&mut self, number: i32) -> Result<(), FileFinding> {
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
        let face = self.font().face;
        let shown = face.drawn(&text);
        if let Cow::Owned(shown) = &shown {
            self.draft.ledger.replace(&text, shown);
        }
        self.show(&shown)
    }

    pub(super) fn show_char(&mut self, character: char) -> Result<(), FileFinding> {
        self.show(character.encode_utf8(&mut [0; 4]))
    }

    /// Puts text where the text of the group goes.
    pub(super) fn show(&mut self, text: &str) -> Result<(), FileFinding> {
        let look = self.look();
        match self.destination() {
            Destination::Text | Destination::Label if look.deleted => {
                self.draft.seen.tracked = true;
                self.draft.ledger.leave_out(text);
            }
            Destination::Text if look.hidden => {
                if !text.trim().is_empty() {
                    self.draft.seen.hidden.get_or_insert_with(|| excerpt(text));
                }
                self.draft.ledger.leave_out(text);
            }
            Destination::Replaced => self.draft.ledger.leave_out(text),
            Destination::Text => {
                self.enter_tables()?;
                let charset = self.font().face.charset();
                self.draft.push(charset, text, look.emphasis);
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

    pub(super) fn symbol(&mut self, symbol: u8, fresh: bool) -> Result<(), FileFinding> {
        match symbol {
            b'*' => {
                // Only at its beginning does a group become a destination; StarOffice wrote it elsewhere.
                self.starred = fresh;
                Ok(())
            }
            b'~' => self.show("\u{A0}"),
            b'_' => self.show("\u{2011}"),
            // An optional hyphen, whose code in Unicode is the letter ư in TCVN3.
            b'-' if matches!(self.font().face.charset(), Some(Charset::Tcvn3 { .. })) => self.show("\u{AD}"),
            b'{' | b'}' | b'\\' => self.text(&[symbol]),
            b'\r' | b'\n' => self.end_paragraph(),
            b'\t' => self.show("\t"),
            _ => Ok(()),
        }
    }

    // Fonts and colours.

    pub(super) fn font_word(&mut self, word: &str, number: Option<i32>) {
        let number = number.unwrap_or(0);
        if word == "f" {
            self.named = number;
            self.value.clear();
        }
        let font = self.fonts.entry(self.named).or_default();
        match word {
            "fcharset" if number == SYMBOL_CHARSET => font.face = Face::Symbols(SymbolFont::Other),
            "fcharset" => font.encoding = charset(number),
            "cpg" => font.encoding = code_page(number).or(font.encoding),
            _ => {}
        }
    }

    pub(super) fn font_name(&mut self, text: &str) {
        let mut names = text.split(';');
        self.value.push_str(names.next().unwrap_or_default());
        if names.next().is_some() {
            self.name_font();
        }
    }

    pub(super) fn name_font(&mut self) {
        let name = std::mem::take(&mut self.value);
        let font = self.fonts.entry(self.named).or_default();
        // A font whose name tells nothing may still be one of symbols.
        match Face::named(&name) {
            Face::Unicode => {}
            told => font.face = told,
        }
    }

    pub(super) fn colour_word(&mut self, word: &str, number: Option<i32>) {
        let shift = match word {
            "red" => 16,
            "green" => 8,
            "blue" => 0,
            _ => return,
        };
        let part = number.and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
        self.colour = Some(self.colour.unwrap_or(0) | u32::from(part) << shift);
    }

    pub(super) fn end_colours(&mut self, text: &str) {
        for _ in text.matches(';') {
            let colour = self.colour.take();
            self.colours.push(colour);
        }
    }

    /// The colour of an index; `None` for the automatic one.
    pub(super) fn coloured(&self, index: Option<i32>) -> Option<u32> {
        let index = usize::try_from(index.unwrap_or(0)).ok()?;
        self.colours.get(index).copied().flatten()
    }
}
