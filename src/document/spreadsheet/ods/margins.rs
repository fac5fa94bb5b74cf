//! Page headers and footers, which stand with the page styles (OpenDocument 1.3 part 3, 16.10).

use super::super::binding::Binding;
use super::super::rich_text::RichText;
use super::super::xml::{Node, Xml};
use super::look::Looks;
use crate::document::{Paragraph, PartKind};
use crate::finding::FileFinding;
use crate::model::Place;

/// Reads the page headers and footers of all page styles, each text once.
pub(super) fn read(
    bytes: &[u8],
    part: &str,
    looks: &Looks,
    binding: &mut Binding,
) -> Result<(), FileFinding> {
    let mut xml = Xml::new(bytes, part);
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        let kind = match start.local() {
            "header" | "header-left" | "header-first" => PartKind::Header,
            "footer" | "footer-left" | "footer-first" => PartKind::Footer,
            _ => continue,
        };
        let [display] = xml.attributes(&start, ["style:display"])?;
        if display.is_some_and(|display| &*display == "false") {
            xml.skip()?;
            continue;
        }
        let paragraphs = paragraphs(&mut xml, looks, binding)?;
        binding.add_margin(kind, paragraphs);
    }
    Ok(())
}

/// The paragraphs of the header or footer that was just entered. Page numbers and the like are left out.
fn paragraphs(
    xml: &mut Xml<'_>,
    looks: &Looks,
    binding: &mut Binding,
) -> Result<Vec<Paragraph>, FileFinding> {
    let depth = xml.depth();
    let (mut all, mut runs) = (Vec::new(), Vec::new());
    let plain = looks.get("paragraph", "");
    // The stretches that are open.
    let mut spans = vec![(depth, plain.clone())];
    while let Some(node) = xml.within(depth)? {
        let now = xml.depth();
        spans.retain(|(depth, _)| now >= *depth);
        let own = spans.last().map_or(&plain, |(_, look)| look).clone();
        match node {
            Node::Start(start) => match start.local() {
                "p" | "h" => all.push(std::mem::take(&mut runs)),
                "span" => {
                    let [style] = xml.attributes(&start, ["text:style-name"])?;
                    spans.push((now, looks.get("text", &style.unwrap_or_default()).over(&own)));
                }
                "s" | "tab" => runs.push((" ".to_owned(), Some(looks.font(&own)))),
                "line-break" => runs.push(("\n".to_owned(), Some(looks.font(&own)))),
                "region-left" | "region-center" | "region-right" => {}
                _ => xml.skip()?,
            },
            Node::Text(text) => runs.push((text.into_owned(), Some(looks.font(&own)))),
            Node::End => {}
        }
    }
    all.push(runs);
    let shown = all.into_iter().map(|runs| RichText::of(runs).shown(&looks.font(&plain), None));
    let mut paragraphs = Vec::new();
    for shown in shown {
        let text = shown.paragraph.text.trim().to_owned();
        binding.seen.join(shown.seen);
        if !text.is_empty() {
            paragraphs.push(Paragraph::plain(text, Place::Margin));
        }
    }
    Ok(paragraphs)
}
