//! Comments (ECMA-376 part 1, 17.13.4), which stand with the paragraph that refers to them.

use super::super::page::Block;
use super::super::xml::Element;
use super::kind::Kind;
use super::story::{Flow, Story};
use crate::model::Place;

impl Story<'_, '_> {
    pub(super) fn comment_reference(&mut self, element: &Element<'_>) -> Kind {
        let comment = element.attribute("id").and_then(|id| self.context.comments.get(&*id).cloned());
        if let (Some(paragraph), Some(comment)) = (self.paragraphs.last_mut(), comment) {
            paragraph.comments.push(comment);
        }
        Kind::Leaf
    }

    pub(super) fn begin_comment(&mut self, element: &Element<'_>) -> Kind {
        self.comments.push(element.attribute("id").unwrap_or_default().into_owned());
        self.flows.push(Flow { place: Some(Place::File), ..Flow::default() });
        Kind::Comment
    }

    pub(super) fn end_comment(&mut self) {
        let lines: Vec<String> = self.close_flow().into_iter().filter_map(line).collect();
        if let Some(id) = self.comments.pop() {
            self.context.comments.insert(id, lines.join("\n"));
        }
    }
}

fn line(block: Block) -> Option<String> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph.text).filter(|text| !text.is_empty()),
        Block::Table(_) => None,
    }
}
