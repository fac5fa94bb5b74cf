//! Comments on squares (ECMA-376 part 1, 18.7, and [MS-XLSX] 2.1.47 for threads).

use super::reference;
use super::rich_text::RichText;
use super::xml::{Node, Xml};
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
pub(super) fn read(bytes: &[u8], part: &str) -> Result<Vec<Comment>, FileFinding> {
    let mut xml = Xml::new(bytes, part);
    let mut comments = Vec::new();
    let mut square = None;
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.local() {
            "comment" | "threadedComment" => {
                let [reference] = xml.attributes(&start, ["ref"])?;
                let reference = reference.unwrap_or_default();
                square = Some(reference::square(&reference).ok_or_else(|| xml.bad(&reference))?);
            }
            "text" => {
                let text = words(&mut xml)?;
                let text = text.trim().to_owned();
                comments.extend(square.filter(|_| !text.is_empty()).map(|square| Comment { square, text }));
            }
            _ => {}
        }
    }
    Ok(comments)
}

/// The words of the `text` that was just entered: rich in old comments, plain in threads.
fn words(xml: &mut Xml<'_>) -> Result<String, FileFinding> {
    let depth = xml.depth();
    let mut plain = String::new();
    while let Some(node) = xml.within(depth)? {
        match node {
            Node::Text(text) => plain.push_str(&text),
            Node::Start(start) if start.local() == "t" => {
                xml.text(&mut plain)?;
            }
            Node::Start(start) if matches!(start.local(), "rPh" | "rPr") => xml.skip()?,
            _ => {}
        }
    }
    Ok(RichText::plain(&plain)?.text())
}

/// Comments with threads in the place of their stand-ins.
pub(super) fn joined(mut comments: Vec<Comment>, threads: Vec<Comment>) -> Vec<Comment> {
    comments.retain(|c| !(c.text.starts_with(STAND_IN) && threads.iter().any(|t| t.square == c.square)));
    comments.extend(threads);
    comments
}
