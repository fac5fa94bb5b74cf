//! Comments on squares (ECMA-376 part 1, 18.7, and [MS-XLSX] 2.1.47 for threads).

use super::font::Font;
use super::reference;
use super::rich_text::RichText;
use super::xml::{Node, Xml};
use crate::document::word::Seen;
use crate::finding::FileFinding;

/// How Excel begins the note that stands in for a thread in programs that do not know threads.
const STAND_IN: &str = "[Threaded comment]";

/// A comment on the square at a row and column, from 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Comment {
    pub(super) square: (u32, u32),
    pub(super) text: String,
}

/// Reads a part of comments or of threaded comments.
pub(super) fn read(bytes: &[u8], part: &str, seen: &mut Seen) -> Result<Vec<Comment>, FileFinding> {
    let mut xml = Xml::new(bytes, part);
    let mut comments = Vec::new();
    let (mut square, mut threaded) = (None, false);
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.local() {
            "comment" | "threadedComment" => {
                let [reference] = xml.attributes(&start, ["ref"])?;
                let reference = reference.unwrap_or_default();
                threaded = start.local() == "threadedComment";
                square = Some(reference::square(&reference).ok_or_else(|| xml.bad(&reference))?);
            }
            "text" => {
                // Rich in old comments, plain in threads.
                let text = if threaded { plain(&mut xml)? } else { RichText::read(&mut xml)? };
                let shown = text.shown(&Font::default(), None);
                let text = shown.paragraph.text.trim().to_owned();
                seen.join(shown.seen);
                comments.extend(square.filter(|_| !text.is_empty()).map(|square| Comment { square, text }));
            }
            _ => {}
        }
    }
    Ok(comments)
}

fn plain(xml: &mut Xml<'_>) -> Result<RichText, FileFinding> {
    let mut text = String::new();
    xml.text(&mut text)?;
    RichText::plain(&text)
}

/// Comments with threads in the place of their stand-ins.
pub(super) fn joined(mut comments: Vec<Comment>, threads: Vec<Comment>) -> Vec<Comment> {
    comments.retain(|c| !(c.text.starts_with(STAND_IN) && threads.iter().any(|t| t.square == c.square)));
    comments.extend(threads);
    comments
}
