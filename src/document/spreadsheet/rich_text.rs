//! Text with its looks: shared strings, text in squares, comments (ECMA-376 part 1, 18.4).

use super::font::Font;
use super::xml::{Node, Xml};
use crate::document::{Emphasis, Span};
use crate::finding::FileFinding;
use crate::text;
use std::borrow::Cow;

/// Most bytes of text in one square.
const TEXT_LIMIT: usize = 1 << 20;

/// A text whose stretches may have fonts of their own.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RichText {
    runs: Vec<Run>,
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
        for run in &mut runs {
            if let Cow::Owned(clean) = clean(&run.text) {
                run.text = clean;
            }
        }
        Ok(Self { runs })
    }

    /// A text of stretches; those without a font have that of the square.
    pub(super) fn of(runs: impl IntoIterator<Item = (String, Option<Font>)>) -> Self {
        let run = |(text, font): (String, Option<Font>)| Run { text: clean(&text).into_owned(), font };
        Self { runs: runs.into_iter().map(run).collect() }
    }

    /// A text all in the font of its square.
    pub(super) fn plain(written: &str) -> Result<Self, FileFinding> {
        if written.len() > TEXT_LIMIT {
            return Err(too_long());
        }
        Ok(Self { runs: vec![Run { text: clean(written).into_owned(), font: None }] })
    }

    /// Its text as a person sees it in a square with this font, and how stretches of it look.
    pub(super) fn shown(&self, font: &Font) -> (String, Vec<Span>) {
        let mut shown = String::new();
        let mut spans: Vec<Span> = Vec::new();
        for run in &self.runs {
            let font = run.font.as_ref().unwrap_or(font);
            font.unicode(&run.text, &mut shown);
            let (start, end) = (spans.last().map_or(0, |s| s.end), shown.len());
            match spans.last_mut() {
                Some(last) if last.emphasis == font.emphasis => last.end = end,
                _ if end > start => spans.push(Span { end, emphasis: font.emphasis }),
                _ => {}
            }
        }
        if spans.iter().all(|s| s.emphasis == Emphasis::NONE) {
            spans.clear();
        }
        (shown, spans)
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
        let (shown, spans) = text.shown(&Font::default());
        assert_eq!(shown, "Có / Không");
        let strike = Span { end: 3, emphasis: Emphasis::STRIKE };
        assert_eq!(spans, [strike, Span { end: shown.len(), emphasis: Emphasis::NONE }]);
    }

    #[test]
    fn escapes_and_entities_stand_for_their_characters() {
        assert_eq!(read("<is><t>a_x000D_\r\nb &amp; c&#x1EA1;_x</t></is>").text(), "a\nb & cạ_x");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("_xé1"), "_xé1");
    }
}
