//! Page headers and footers, whose text is full of codes that begin with `&` (ECMA-376 part 1, 18.3.1.39).

use super::rich_text::clean;
use crate::document::census::Ledger;
use crate::document::face::Face;
use crate::document::word::{ParagraphBuilder, Seen};
use crate::document::{Emphasis, Paragraph};
use crate::model::Place;

/// The text of a page header or footer as a person sees it, line by line; `None` where there is none.
pub(super) fn read(written: &str, seen: &mut Seen) -> Option<Paragraph> {
    let mut builder = ParagraphBuilder::default();
    let (mut piece, mut face) = (String::new(), Face::default());
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '&' {
            piece.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => piece.push('&'),
            // Left, centre and right are read one after the other.
            Some('L' | 'C' | 'R') => piece.push('\n'),
            // A font's name and style.
            Some('"') => {
                push(&mut builder, face, &mut piece);
                let font: String = chars.by_ref().take_while(|&c| c != '"').collect();
                face = Face::named(font.split(',').next().unwrap_or_default());
            }
            // A colour.
            Some('K') => chars.by_ref().take(6).for_each(drop),
            Some(c) if c.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    push(&mut builder, face, &mut piece);
    let (paragraph, _) = builder.finish(None, seen, &mut Ledger::default());
    let lines = paragraph.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then(|| Paragraph::plain(text, Place::Margin))
}

fn push(builder: &mut ParagraphBuilder, face: Face, piece: &mut String) {
    builder.push_in(face.charset(), &face.drawn(&clean(piece)), Emphasis::NONE);
    piece.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(written: &str) -> String {
        read(written, &mut Seen::default()).map(|p| p.text).unwrap_or_default()
    }

    #[test]
    fn codes_are_no_part_of_a_page_header() {
        let written = "&L&\"Times New Roman,Bold\"&14ĐẢNG BỘ XÃ&C&K01+000Trang &P/&N&RA && B";
        assert_eq!(text(written), "ĐẢNG BỘ XÃ\nTrang /\nA & B");
        assert_eq!(text("&C&P"), "/".trim_matches('/'));
    }

    #[test]
    fn a_legacy_font_of_a_page_header_is_decoded() {
        assert_eq!(text("&L&\".VnTimeH,Bold\"§¶ng bé&R&\"Times New Roman\"Số 1"), "ĐẢNG BỘ\nSố 1");
    }
}
