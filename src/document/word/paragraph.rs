//! Paragraphs (ECMA-376 part 1, 17.3.1).

use super::super::census::Ledger;
use super::super::page::{Block, Emphasis, Paragraph, Span};
use super::super::xml::Element;
use super::Seen;
use super::control::Control;
use super::kind::Kind;
use super::look::Look;
use super::story::Story;
use crate::finding::FileFinding;
use crate::model::Place;
use crate::text::{Charset, decode, decode_in, looks_garbled, nfc};
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
    stretches: Vec<Stretch>,
}

/// A stretch of text that looks alike and is in one code page.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    end: usize,
    emphasis: Emphasis,
    charset: Option<Charset>,
}

/// What became of a paragraph's text when it was made Unicode in NFC.
#[derive(Debug, Default)]
pub(in crate::document) struct Settled {
    /// The text before, where it was another.
    pub(in crate::document) before: Option<String>,
    /// Whether some of it was in a legacy code page.
    pub(in crate::document) decoded: bool,
    /// Whether it looks like text of a code page that is not known.
    pub(in crate::document) garbled: bool,
}

impl ParagraphBuilder {
    pub(in crate::document) fn new(place: Place) -> Self {
        Self { place, ..Self::default() }
    }

    pub(in crate::document) fn push(&mut self, text: &str, emphasis: Emphasis) {
        self.push_in(None, text, emphasis);
    }

    /// Adds text that is stored in a code page.
    pub(in crate::document) fn push_in(&mut self, charset: Option<Charset>, text: &str, emphasis: Emphasis) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        match self.stretches.last_mut() {
            Some(last) if last.emphasis == emphasis && last.charset == charset => last.end = end,
            _ => self.stretches.push(Stretch { end, emphasis, charset }),
        }
    }

    /// Puts what stood in a paragraph without an end in front.
    pub(super) fn continue_from(&mut self, carried: Self) {
        let own = std::mem::take(&mut self.text);
        let stretches = std::mem::replace(&mut self.stretches, carried.stretches);
        let shift = carried.text.len();
        self.text = carried.text;
        self.text.push_str(&own);
        self.stretches.extend(stretches.iter().map(|s| Stretch { end: s.end + shift, ..*s }));
        self.comments.splice(0..0, carried.comments);
        self.boxes.splice(0..0, carried.boxes);
    }

    /// Makes the text Unicode in NFC.
    pub(in crate::document) fn settle(&mut self) -> Settled {
        if self.text.is_ascii() {
            return Settled::default();
        }
        let stored = self.decode();
        let decoded = stored.is_some();
        let composed = self.compose();
        Settled { before: stored.or(composed), decoded, garbled: looks_garbled(&self.text) }
    }

    /// Decodes what is in a legacy code page, by its font or by the paragraph as a whole; gives the text before.
    fn decode(&mut self) -> Option<String> {
        let by_text = decode(None, &self.text).is_some();
        if !by_text && self.stretches.iter().all(|s| s.charset.is_none()) {
            return None;
        }
        self.join_marks();
        let mut whole = String::with_capacity(self.text.len());
        let (mut start, mut changed) = (0, false);
        for stretch in &mut self.stretches {
            let piece = self.text.get(start..stretch.end).unwrap_or_default();
            let legacy = by_text || stretch.charset.is_some();
            let unicode = if legacy { decode_in(stretch.charset, piece) } else { None };
            changed |= unicode.is_some();
            whole.push_str(unicode.as_deref().unwrap_or(piece));
            start = stretch.end;
            stretch.end = whole.len();
        }
        let stored = std::mem::replace(&mut self.text, whole);
        changed.then_some(stored)
    }

    /// A stretch that begins with a mark on the letter before it yields that to the stretch before.
    fn join_marks(&mut self) {
        for at in 1..self.stretches.len() {
            let [before, stretch] = [self.stretches[at - 1], self.stretches[at]];
            let first = self.text.get(before.end..stretch.end).and_then(|text| text.chars().next());
            if let (Some(charset), Some(first)) = (stretch.charset, first)
                && before.charset == Some(charset)
                && charset.is_mark(first)
            {
                self.stretches[at - 1].end += first.len_utf8();
            }
        }
        // Of a stretch that was a mark alone nothing is left.
        self.stretches.dedup_by_key(|stretch| stretch.end);
    }

    /// Composes the text and moves the stretches along; gives the text before. A stretch that begins with a
    /// combining mark yields it to the stretch before.
    fn compose(&mut self) -> Option<String> {
        if matches!(nfc(&self.text), Cow::Borrowed(_)) {
            return None;
        }
        let mut whole = String::with_capacity(self.text.len());
        let mut start = 0;
        for stretch in &mut self.stretches {
            let end = stretch.end.max(start);
            let marks = self.text.get(end..).unwrap_or_default();
            let end = end + marks.find(|c| !is_combining_mark(c)).unwrap_or(marks.len());
            whole.push_str(&nfc(self.text.get(start..end).unwrap_or_default()));
            start = end;
            stretch.end = whole.len();
        }
        Some(std::mem::replace(&mut self.text, whole))
    }

    /// The paragraph, as it is after [`Self::settle`], and what stands in its text boxes.
    pub(super) fn into_paragraph(self, label: Option<String>) -> (Paragraph, Vec<Block>) {
        let mut spans: Vec<Span> = Vec::new();
        if self.stretches.iter().any(|s| !s.emphasis.is_plain()) {
            for Stretch { end, emphasis, .. } in self.stretches {
                match spans.last_mut() {
                    Some(last) if last.emphasis == emphasis => last.end = end,
                    _ => spans.push(Span { end, emphasis }),
                }
            }
        }
        let Self { place, text, comments, boxes, .. } = self;
        (Paragraph { place, label, text, spans, comments }, boxes)
    }

    /// The paragraph in Unicode and NFC, and what stands in its text boxes.
    pub(in crate::document) fn finish(
        mut self,
        label: Option<String>,
        seen: &mut Seen,
        ledger: &mut Ledger,
    ) -> (Paragraph, Vec<Block>) {
        let settled = self.settle();
        seen.note(&settled, &self.text);
        if let Some(before) = settled.before {
            ledger.replace(&before, &self.text);
        }
        self.into_paragraph(label)
    }

    /// The text so far.
    pub(in crate::document) fn text(&self) -> &str {
        &self.text
    }
}

impl Story<'_, '_> {
    pub(super) fn begin_paragraph(&mut self) -> Result<Kind, FileFinding> {
        self.count_block()?;
        let place = self.next_place();
        self.paragraphs.push(ParagraphBuilder::new(place));
        self.rest_on_paragraph_style();
        Ok(Kind::Paragraph)
    }

    /// Where a paragraph stands that begins here.
    pub(super) fn next_place(&mut self) -> Place {
        self.flows.last().and_then(|f| f.place.clone()).unwrap_or_else(|| {
            self.counted += 1;
            Place::Paragraph(self.counted)
        })
    }

    pub(super) fn paragraph_property(&mut self, element: &Element<'_>) -> Kind {
        match element.local() {
            "pStyle" if self.context.styles.is_some() => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.style = element.attribute("val").map(Cow::into_owned);
                }
                Kind::Leaf
            }
            "numPr" => Kind::NumberingProperties,
            "rPr" => Kind::MarkProperties,
            "pPrChange" => Kind::Skip,
            _ => Kind::Leaf,
        }
    }

    pub(super) fn numbering_property(&mut self, element: &Element<'_>) -> Kind {
        let value = element.attribute("val").and_then(|v| v.parse().ok());
        if let Some(paragraph) = self.paragraphs.last_mut() {
            match element.local() {
                "numId" => paragraph.list = value,
                "ilvl" => paragraph.level = value,
                _ => {}
            }
        }
        Kind::Leaf
    }

    /// Properties of a paragraph's end: here only whether it was inserted or deleted.
    pub(super) fn mark_property(&mut self, element: &Element<'_>) -> Kind {
        let name = element.local();
        if matches!(name, "ins" | "moveTo" | "del" | "moveFrom") {
            self.context.seen.tracked = true;
        }
        if let (Some(paragraph), "del" | "moveFrom") = (self.paragraphs.last_mut(), name) {
            paragraph.mark_deleted = true;
        }
        if name == "rPrChange" { Kind::Skip } else { Kind::Leaf }
    }

    pub(super) fn rest_on_paragraph_style(&mut self) {
        if let (Some(styles), Some(paragraph)) = (&self.context.styles, self.paragraphs.last_mut()) {
            paragraph.base = styles.paragraph(paragraph.style.as_deref());
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        // A check box around a whole paragraph that shows no glyph.
        let boxed = self.controls.iter_mut().rev().find_map(Control::take_box).filter(|_| self.muted == 0);
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if let Some(boxed) = boxed {
            let mut buffer = [0; 4];
            let boxed: &str = boxed.encode_utf8(&mut buffer);
            self.ledger.add(boxed);
            paragraph.push(boxed, Emphasis::NONE);
        }
        let Some(flow) = self.flows.last_mut() else { return };
        if let Some(carried) = flow.carried.take() {
            paragraph.continue_from(carried);
        }
        if paragraph.mark_deleted {
            paragraph.mark_deleted = false;
            flow.carried = Some(paragraph);
        } else {
            self.place(paragraph);
        }
    }

    /// Puts a paragraph that is complete where it stands.
    pub(super) fn place(&mut self, builder: ParagraphBuilder) {
        let label = self.label(&builder);
        let bullet = builder.list.zip(Some(builder.level.unwrap_or(0)));
        let (mut paragraph, boxes) = builder.finish(label, &mut self.context.seen, &mut self.ledger);
        let numbering = self.context.numbering.as_ref();
        if let Some((list, level)) = bullet
            && let Some(sign) = numbering.and_then(|n| n.bullet_box(list, usize::try_from(level).ok()?))
        {
            lead(&mut paragraph, sign);
        }
        if let Some(flow) = self.flows.last_mut() {
            flow.blocks.push(Block::Paragraph(paragraph));
            flow.blocks.extend(boxes);
        }
    }

    fn label(&mut self, paragraph: &ParagraphBuilder) -> Option<String> {
        let numbering = self.context.numbering.as_mut()?;
        let style = paragraph.style.as_deref();
        let styled = || self.context.styles.as_ref().and_then(|s| s.numbering(style));
        match paragraph.list {
            Some(0) => None,
            Some(list) => numbering.label(list, Some(paragraph.level.unwrap_or(0)), None),
            None => {
                let (list, level) = styled()?;
                numbering.label(list, paragraph.level.or(level), style)
            }
        }
    }
}

/// Puts a box that is drawn as its bullet before the text of a paragraph.
fn lead(paragraph: &mut Paragraph, sign: char) {
    if paragraph.text.trim().is_empty() {
        return;
    }
    let led = format!("{sign} ");
    paragraph.text.insert_str(0, &led);
    paragraph.spans.iter_mut().for_each(|span| span.end += led.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_follow_the_text_into_nfc() {
        let mut builder = ParagraphBuilder::new(Place::File);
        builder.push("Co", Emphasis::STRIKE);
        builder.push("\u{301} / Kho\u{302}ng", Emphasis::NONE);
        let (paragraph, _) = builder.finish(None, &mut Seen::default(), &mut Ledger::default());
        let stretches: Vec<_> = paragraph.stretches().collect();
        assert_eq!(stretches, [("Có", Emphasis::STRIKE), (" / Không", Emphasis::NONE)]);
    }

    #[test]
    fn a_letter_whose_mark_looks_otherwise_stays_one_letter() {
        let vni = Charset::of_font("VNI-Times");
        let mut builder = ParagraphBuilder::new(Place::File);
        builder.push_in(vni, "Co", Emphasis::NONE);
        builder.push_in(vni, "ù khi", Emphasis::STRIKE);
        let (paragraph, _) = builder.finish(None, &mut Seen::default(), &mut Ledger::default());
        let stretches: Vec<_> = paragraph.stretches().collect();
        assert_eq!(stretches, [("Có", Emphasis::NONE), (" khi", Emphasis::STRIKE)]);
    }

    #[test]
    fn stretches_of_a_legacy_font_are_decoded_where_they_stand() {
        let tcvn3 = Charset::of_font(".VnTime");
        let mut builder = ParagraphBuilder::new(Place::File);
        builder.push("Trả lời: ", Emphasis::NONE);
        builder.push_in(tcvn3, "C", Emphasis::STRIKE);
        builder.push_in(tcvn3, "ã", Emphasis::STRIKE);
        builder.push_in(tcvn3, " / Kh«ng", Emphasis::NONE);
        let settled = builder.settle();
        assert_eq!(settled.before.as_deref(), Some("Trả lời: Cã / Kh«ng"));
        assert!(settled.decoded && !settled.garbled);
        let (paragraph, _) = builder.into_paragraph(None);
        let stretches: Vec<_> = paragraph.stretches().collect();
        let plain = Emphasis::NONE;
        assert_eq!(stretches, [("Trả lời: ", plain), ("Có", Emphasis::STRIKE), (" / Không", plain)]);
    }
}
