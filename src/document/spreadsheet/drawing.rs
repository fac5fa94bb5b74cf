//! Pictures and shapes that float above a sheet (ECMA-376 part 1, 20.5).

use super::anchor::Anchor;
use super::xml::{Node, Xml};
use crate::finding::FileFinding;

/// Something that floats above a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Floating {
    pub(super) anchor: Anchor,
    pub(super) what: What,
}

/// What it is. Lines and empty shapes are decoration.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    Picture,
    /// A shape with words in it.
    Words(String),
    /// An ellipse that one can look through: it circles what stands under it.
    Ring,
}

/// Reads a drawing part.
pub(super) fn read(bytes: &[u8], part: &str) -> Result<Vec<Floating>, FileFinding> {
    let mut xml = Xml::new(bytes, part);
    let mut all = Vec::new();
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.local() {
            "twoCellAnchor" | "oneCellAnchor" => all.extend(anchored(&mut xml)?),
            // Form controls once more, as programs since 2010 draw them.
            "Choice" => {
                let [requires] = xml.attributes(&start, ["Requires"])?;
                if requires.as_deref() == Some("a14") {
                    xml.skip()?;
                }
            }
            _ => {}
        }
    }
    Ok(all)
}

/// What stands in the anchor that was just entered.
fn anchored(xml: &mut Xml<'_>) -> Result<Option<Floating>, FileFinding> {
    let depth = xml.depth();
    let mut anchor = Anchor::default();
    let (mut picture, mut ellipse, mut filled, mut words) = (false, false, true, String::new());
    while let Some(node) = xml.within(depth)? {
        let Node::Start(start) = node else { continue };
        match start.local() {
            "from" => {
                anchor.corner(0, xml)?;
                anchor.corner_copy();
            }
            "to" => anchor.corner(1, xml)?,
            "pic" | "contentPart" => picture = true,
            "prstGeom" => {
                let [shape] = xml.attributes(&start, ["prst"])?;
                ellipse = shape.is_some_and(|s| s == "ellipse");
            }
            "noFill" if xml.depth() <= depth + 3 => filled = false,
            "p" => words.push('\n'),
            "t" => xml.text(&mut words)?,
            "ln" | "style" | "blipFill" | "extLst" => xml.skip()?,
            _ => {}
        }
    }
    let words = crate::text::nfc(words.trim()).into_owned();
    let what = match (picture, ellipse && !filled) {
        (true, _) => Some(What::Picture),
        (_, true) if words.is_empty() => Some(What::Ring),
        _ => (!words.is_empty()).then_some(What::Words(words)),
    };
    Ok(what.map(|what| Floating { anchor, what }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inside: &str) -> Vec<What> {
        let xml = format!(
            "<d:wsDr xmlns:d=\"d\" xmlns:a=\"a\"><d:twoCellAnchor><d:from><d:col>1</d:col><d:row>2</d:row></d:from>\
             <d:to><d:col>1</d:col><d:row>2</d:row></d:to>{inside}</d:twoCellAnchor></d:wsDr>"
        );
        read(xml.as_bytes(), "drawing").expect("sound xml").into_iter().map(|f| f.what).collect()
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
