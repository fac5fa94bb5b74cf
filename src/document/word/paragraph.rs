//! A paragraph on its way.

use super::super::page::{Block, Emphasis, Paragraph, Span};
use super::look::Look;
use crate::model::Place;
use crate::text::nfc;
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;

/// A paragraph whose end has not come yet.
#[derive(Debug, Default)]
pub(in crate::document) struct ParagraphBuilder {
    pub(in crate::document) place: Place,
    pub(super) style: Option<String>,
    /// What its style gives to its runs.
    pub(super) base: Look,
    pub(super) list: Option<u32>,
    pub(super) level: Option<u32>,
    /// Whether its end is deleted, so that the next paragraph goes on in it (17.13.5.15).
    pub(super) mark_deleted: bool,
    pub(in crate::document) comments: Vec<String>,
    /// What stands in text boxes anchored in it.
    pub(in crate::document) boxes: Vec<Block>,
    text: String,
    spans: Vec<Span>,
}

impl ParagraphBuilder {
    pub(in crate::document) fn new(place: Place) -> Self {
        Self { place, ..Self::default() }
    }

    pub(in crate::document) fn push(&mut self, text: &str, emphasis: Emphasis) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(span) if span.emphasis == emphasis => span.end = end,
            _ => self.spans.push(Span { end, emphasis }),
        }
    }

    /// Puts what stood in a paragraph without an end in front.
    pub(super) fn continue_from(&mut self, carried: Self) {
        let own = std::mem::take(&mut self.text);
        let spans = std::mem::replace(&mut self.spans, carried.spans);
        let shift = carried.text.len();
        self.text = carried.text;
        self.text.push_str(&own);
        self.spans.extend(spans.iter().map(|s| Span { end: s.end + shift, ..*s }));
        self.comments.splice(0..0, carried.comments);
        self.boxes.splice(0..0, carried.boxes);
    }

    /// The paragraph and what stands in its text boxes.
    pub(in crate::document) fn finish(self, label: Option<String>) -> (Paragraph, Vec<Block>) {
        let (text, spans) = composed(self.text, self.spans);
        let plain = spans.iter().all(|s| s.emphasis.is_plain());
        let paragraph = Paragraph {
            place: self.place,
            label,
            text,
            spans: if plain { Vec::new() } else { spans },
            comments: self.comments,
        };
        (paragraph, self.boxes)
    }
}

/// The text in NFC, and the stretches moved along. A stretch that begins with a combining mark yields it
/// to the stretch before.
pub(in crate::document) fn composed(text: String, mut spans: Vec<Span>) -> (String, Vec<Span>) {
    if matches!(nfc(&text), Cow::Borrowed(_)) {
        return (text, spans);
    }
    let mut whole = String::with_capacity(text.len());
    let mut start = 0;
    for span in &mut spans {
        let end = span.end.max(start);
        let marks = text.get(end..).unwrap_or_default();
        let end = end + marks.find(|c| !is_combining_mark(c)).unwrap_or(marks.len());
        whole.push_str(&nfc(text.get(start..end).unwrap_or_default()));
        start = end;
        span.end = whole.len();
    }
    whole.push_str(&nfc(text.get(start..).unwrap_or_default()));
    (whole, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_follow_the_text_into_nfc() {
        let mut builder = ParagraphBuilder::new(Place::File);
        builder.push("Co", Emphasis::STRIKE);
        builder.push("\u{301} / Kho\u{302}ng", Emphasis::NONE);
        let (paragraph, _) = builder.finish(None);
        let stretches: Vec<_> = paragraph.stretches().collect();
        assert_eq!(stretches, [("Có", Emphasis::STRIKE), (" / Không", Emphasis::NONE)]);
    }
}
