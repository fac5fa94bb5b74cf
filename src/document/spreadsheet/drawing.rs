//! Pictures and shapes that float above a sheet (ECMA-376 part 1, 20.5).

use super::anchor::Anchor;
use super::font::Font;
use super::overlay::What;
use super::rich_text::RichText;
use super::xml::{Node, Xml};
use crate::document::census::{self, Ledger};
use crate::document::word::Seen;
use crate::finding::FileFinding;

/// Something that floats above a sheet. Lines and empty shapes are decoration.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Floating {
    pub(super) anchor: Anchor,
    pub(super) what: What,
}

/// Reads a drawing part.
pub(super) fn read(bytes: &[u8], part: &str, seen: &mut Seen) -> Result<Vec<Floating>, FileFinding> {
    let mut reader = Reader { xml: Xml::new(bytes, part), read: String::new(), seen };
    let mut all = Vec::new();
    while let Some(node) = reader.xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.local() {
            "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => all.extend(reader.anchored()?),
            // Form controls once more, as programs since 2010 draw them.
            "Choice" => {
                let [requires] = reader.xml.attributes(&start, ["Requires"])?;
                if requires.as_deref() == Some("a14") {
                    reader.xml.text(&mut reader.read)?;
                }
            }
            _ => {}
        }
    }
    let Reader { read, seen, .. } = reader;
    let mut ledger = Ledger::default();
    ledger.leave_out(&read);
    if let Some(text) = census::unread(bytes, &[], &[], &ledger) {
        seen.unread.get_or_insert(text);
    }
    Ok(all)
}

struct Reader<'a, 's> {
    xml: Xml<'a>,
    /// All text that was read, or passed over because it stands elsewhere too.
    read: String,
    seen: &'s mut Seen,
}

impl Reader<'_, '_> {
    /// What stands in the anchor that was just entered.
    fn anchored(&mut self) -> Result<Option<Floating>, FileFinding> {
        let depth = self.xml.depth();
        let mut anchor = Anchor::default();
        let (mut picture, mut ellipse, mut filled) = (false, false, true);
        let (mut runs, mut font): (Vec<(String, Option<Font>)>, _) = (Vec::new(), None);
        while let Some(node) = self.xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "from" => {
                    anchor.corner(0, &mut self.xml)?;
                    anchor.corner_copy();
                }
                "to" => anchor.corner(1, &mut self.xml)?,
                "pic" | "contentPart" => picture = true,
                "prstGeom" => {
                    let [shape] = self.xml.attributes(&start, ["prst"])?;
                    ellipse = shape.is_some_and(|s| s == "ellipse");
                }
                "noFill" if self.xml.depth() <= depth + 3 => filled = false,
                "p" | "br" => runs.push(("\n".into(), None)),
                "r" | "fld" => font = None,
                "rPr" => font = Some(Font::read(&mut self.xml)?),
                "t" => {
                    let mut text = String::new();
                    self.xml.text(&mut text)?;
                    self.read.push_str(&text);
                    runs.push((text, font.clone()));
                }
                // The same once more for programs that do not know the choice before it.
                "Fallback" => self.xml.text(&mut self.read)?,
                "ln" | "style" | "blipFill" | "extLst" => self.xml.skip()?,
                _ => {}
            }
        }
        let shown = RichText::of(runs).shown(&Font::default(), None);
        self.seen.join(shown.seen);
        let words = shown.paragraph.text.trim().to_owned();
        let what = match (picture, ellipse && !filled) {
            (true, _) if words.is_empty() => Some(What::Picture),
            (_, true) if words.is_empty() => Some(What::Ring),
            _ => (!words.is_empty()).then_some(What::Words(words)),
        };
        Ok(what.map(|what| Floating { anchor, what }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inside: &str) -> Vec<What> {
        let xml = format!(
            "<d:wsDr xmlns:d=\"d\" xmlns:a=\"a\"><d:twoCellAnchor><d:from><d:col>1</d:col><d:row>2</d:row></d:from>\
             <d:to><d:col>1</d:col><d:row>2</d:row></d:to>{inside}</d:twoCellAnchor></d:wsDr>"
        );
        read(xml.as_bytes(), "drawing", &mut Seen::default())
            .expect("sound xml")
            .into_iter()
            .map(|f| f.what)
            .collect()
    }

    #[test]
    fn pictures_words_and_rings_count_and_lines_do_not() {
        assert_eq!(drawn("<d:pic/>"), [What::Picture]);
        assert_eq!(
            drawn("<d:sp><d:txBody><a:p><a:r><a:t>x</a:t></a:r></a:p></d:txBody></d:sp>"),
            [What::Words("x".into())]
        );
        let ellipse = |fill: &str| {
            format!(
                "<d:sp><d:spPr><a:prstGeom prst=\"ellipse\"/>{fill}<a:ln><a:noFill/></a:ln></d:spPr></d:sp>"
            )
        };
        assert_eq!(drawn(&ellipse("<a:noFill/>")), [What::Ring]);
        assert_eq!(drawn(&ellipse("<a:solidFill/>")), []);
        assert_eq!(drawn("<d:cxnSp><d:spPr/></d:cxnSp>"), []);
    }
}
