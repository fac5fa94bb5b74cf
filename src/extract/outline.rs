//! Turns the blocks of a part into what they say, in reading order.

use super::context::Context;
use super::item::{Item, Line};
use super::rows::{self, Memory};
use crate::document::Block;

/// Reads blocks from top to bottom.
pub(super) fn blocks<'a>(
    blocks: &'a [Block],
    context: &Context,
    memory: &mut Memory,
    items: &mut Vec<Item<'a>>,
) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                if !paragraph.text.trim().is_empty() {
                    let (text, place) = (paragraph.text.clone(), paragraph.place.clone());
                    note_filling(&text, context, memory);
                    items.push(Item::Line(Line { text, place, paragraph: Some(paragraph) }));
                }
            }
            Block::Table(table) => {
                note_filling_in(table, context, memory);
                items.extend(rows::read(table, context, memory));
            }
        }
    }
}

/// What the form says of how to fill it in.
fn note_filling(text: &str, context: &Context, memory: &mut Memory) {
    if let Some(empty_is_no) = context.known(text).empty_is_no {
        memory.empty_is_no = empty_is_no;
    }
}

/// The same, where the words stand in the table itself, above or below its rows.
fn note_filling_in(table: &crate::document::Table, context: &Context, memory: &mut Memory) {
    for slot in table.slots().iter().filter(|s| !s.hidden && s.column_span > 1 || s.column < 3) {
        for paragraph in slot.paragraphs() {
            note_filling(&paragraph.text, context, memory);
        }
    }
}
