//! Turns the blocks of a part into what they say, in reading order.

use super::columns::Columns;
use super::context::Context;
use super::item::{Item, Line};
use super::rows::{self, Memory};
use crate::document::Block;
use crate::text::fold;

/// Reads blocks from top to bottom.
pub(super) fn blocks<'a>(
    blocks: &'a [Block],
    context: &Context,
    memory: &mut Memory,
    items: &mut Vec<Item<'a>>,
) {
    for (at, block) in (1..).zip(blocks) {
        match block {
            Block::Paragraph(paragraph) => {
                if !paragraph.text.trim().is_empty() {
                    let (text, place) = (paragraph.text.clone(), paragraph.place.clone());
                    memory.filling.note(&text, context);
                    if follows(&text, context, memory) {
                        memory.columns = Columns::default();
                        if context.vocabulary.is_follow_up_title(&fold(&text)) {
                            items.push(Item::Line(Line { text, place, paragraph: Some(paragraph) }));
                        }
                        items.push(Item::FollowUpHeading);
                        continue;
                    }
                    if text.len() < 200 && context.vocabulary.is_plan_heading(&fold(&text)) {
                        // What follows promises corrections: headings of the answers hold no longer.
                        memory.columns = Columns::default();
                    }
                    items.push(Item::Line(Line { text, place, paragraph: Some(paragraph) }));
                }
            }
            Block::Table(table) => {
                note_filling_in(table, context, memory);
                note_filling(&blocks[at..], context, memory);
                items.extend(rows::read(table, context, memory));
            }
        }
    }
}

/// Whether a line is the heading of what became of corrections promised before; notes where that part begins and
/// ends.
fn follows(text: &str, context: &Context, memory: &mut Memory) -> bool {
    let (words, folded) = (&context.vocabulary, fold(text));
    let heads = words.is_follow_up_title(&folded) || words.is_follow_up_heading(&folded);
    let part = text.trim_start().starts_with(['I', 'V', 'X'])
        && text
            .split(['.', '-', ')', '/', ' '])
            .next()
            .is_some_and(|n| n.trim().chars().all(|c| "IVX".contains(c)));
    if heads {
        memory.following = true;
    } else if part || words.is_plan_heading(&folded) || words.is_title(&folded) {
        memory.following = false;
    }
    heads
}

/// What lines say of how to fill the form in; they may stand below the table that they explain.
fn note_filling<'a>(blocks: impl IntoIterator<Item = &'a Block>, context: &Context, memory: &mut Memory) {
    for block in blocks {
        let Block::Paragraph(paragraph) = block else { return };
        memory.filling.note(&paragraph.text, context);
    }
}

/// The same, where the words stand in the table itself, above or below its rows.
fn note_filling_in(table: &crate::document::Table, context: &Context, memory: &mut Memory) {
    for slot in table.slots().iter().filter(|s| !s.hidden && s.column_span > 1 || s.column < 3) {
        note_filling(&slot.blocks, context, memory);
    }
}
