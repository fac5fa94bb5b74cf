//! Text with its looks: shared strings, text in squares, comments (ECMA-376 part 1, 18.4).

use super::font::Font;
use super::square::Shown;
use super::xml::{Node, Xml};
use crate::document::Value;
use crate::document::census::Ledger;
use crate::document::word::{ParagraphBuilder, Seen};
use crate::finding::FileFinding;
use crate::text;
use std::borrow::Cow;

/// Most bytes of text in one square.
const TEXT_LIMIT: usize = 1 << 20;

/// A text whose stretches may have fonts of their own.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RichText {
    runs: Vec<Run>,
    /// The text as stored, where it was another before it was cleaned.
    stored: Option<String>,
}

/// A stretch of text in one font; without one it has that of the square.
#[derive(Debug, Clone, Default, PartialEq)]
struct Run {
    text: String,
    font: Option<Font>,
}

impl RichText {
    /// Reads the element that was just entered, an `si`, `is` or `text`. Readings of Asian scripts (`rPh`) are no
    /// part of the text.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, FileFinding> {
        let depth = xml.depth();
        let mut runs: Vec<Run> = Vec::new();
        let mut size = 0;
        while let Some(node) = xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "rPh" => xml.skip()?,
                "r" => runs.push(Run::default()),
                "rPr" => {
                    let font = Font::read(xml)?;
                    if let Some(run) = runs.last_mut() {
                        run.font = Some(font);
                    }
                }
                "t" => {
                    if runs.is_empty() {
                        runs.push(Run::default());
                    }
                    if let Some(run) = runs.last_mut() {
                        xml.text(&mut run.text)?;
                        size += run.text.len();
                    }
                    if size > TEXT_LIMIT {
                        return Err(too_long());
                    }
                }
                _ => {}
            }
        }
        Ok(Self::of(runs.into_iter().map(|run| (run.text, run.font))))
    }

    /// A text of stretches; those without a font have that of the square.
    pub(super) fn of(runs: impl IntoIterator<Item = (String, Option<Font>)>) -> Self {
        let mut runs: Vec<Run> = runs.into_iter().map(|(text, font)| Run { text, font }).collect();
        let stored = || runs.iter().map(|r| r.text.as_str()).collect::<String>();
        let stored = runs.iter().any(|run| matches!(clean(&run.text), Cow::Owned(_))).then(stored);
        for run in runs.iter_mut().filter(|_| stored.is_some()) {
            run.text = clean(&run.text).into_owned();
        }
        Self { runs, stored }
    }

    /// A text all in the font of its square.
    pub(super) fn plain(written: &str) -> Result<Self, FileFinding> {
        if written.len() > TEXT_LIMIT {
            return Err(too_long());
        }
        let text = clean(written);
        let stored = matches!(text, Cow::Owned(_)).then(|| written.to_owned());
        Ok(Self { runs: vec![Run { text: text.into_owned(), font: None }], stored })
    }

    /// What a person sees of it in a square with this font, on this ground.
    pub(super) fn shown(&self, font: &Font, ground: Option<u32>) -> Shown {
        let (mut builder, mut concealed) = (ParagraphBuilder::default(), false);
        for run in &self.runs {
            let font = run.font.as_ref().unwrap_or(font);
            if font.shows_on(ground) {
                builder.push_in(font.face.charset(), &font.face.drawn(&run.text), font.emphasis);
            } else {
                concealed |= !run.text.trim().is_empty();
            }
        }
        let mut seen = Seen::default();
        let (paragraph, _) = builder.finish(None, &mut seen, &mut Ledger::default());
        let same = self.stored.is_none()
            && self.runs.iter().map(|r| r.text.len()).sum::<usize>() == paragraph.text.len();
        let stored = (!same || self.text() != paragraph.text)
            .then(|| self.stored.clone().unwrap_or_else(|| self.text()));
        Shown { paragraph, value: Value::Text, concealed, seen, stored }
    }

    /// Its text alone.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }
}

fn too_long() -> FileFinding {
    FileFinding::TooBig { detail: "> 1 MB / ô".into() }
}

/// The text in NFC, with `_x000D_` and its like for the characters they stand for (ECMA-376 part 1, 22.9.2.19) and
/// `\n` for every kind of line break.
pub(super) fn clean(written: &str) -> Cow<'_, str> {
    let mut text = text::nfc(written);
    // Line breaks of the XML itself first: an escaped return before one of them is the same break.
    if text.contains('\r') {
        text = Cow::Owned(unix_lines(&text));
    }
    if text.contains("_x") {
        text = Cow::Owned(unix_lines(&unescaped(&text)));
    }
    text
}

fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let char = code.and_then(|c| u32::from_str_radix(c, 16).ok()).and_then(char::from_u32);
        let (kept, taken) = if char.is_some() { (at, 7) } else { (at + 2, 0) };
        out.push_str(&rest[..kept]);
        out.extend(char.filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')));
        rest = &rest[kept + taken..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Emphasis, Span};

    fn read(xml: &str) -> RichText {
        let mut xml = Xml::new(xml.as_bytes(), "test");
        assert!(matches!(xml.next(), Ok(Some(Node::Start(_)))));
        RichText::read(&mut xml).expect("sound xml")
    }

    #[test]
    fn runs_keep_their_looks_and_readings_are_left_out() {
        let text = read(
            "<si><r><rPr><strike/></rPr><t>Có</t></r><r><t xml:space=\"preserve\"> / Không</t></r><rPh><t>ko</t></rPh></si>",
        );
        let paragraph = text.shown(&Font::default(), None).paragraph;
        assert_eq!(paragraph.text, "Có / Không");
        let strike = Span { end: 3, emphasis: Emphasis::STRIKE };
        assert_eq!(paragraph.spans, [strike, Span { end: paragraph.text.len(), emphasis: Emphasis::NONE }]);
    }

    #[test]
    fn escapes_and_entities_stand_for_their_characters() {
        assert_eq!(read("<is><t>a_x000D_\r\nb &amp; c&#x1EA1;_x</t></is>").text(), "a\nb & cạ_x");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("_xé1"), "_xé1");
    }
}
