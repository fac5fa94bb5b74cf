//! Turns the blocks of a part into what they say, in reading order.

use super::context::Context;
use super::legend;
use super::prose::aspects::Aspects;
use super::review::item::{Item, Line};
use super::table::columns::Columns;
use super::table::rows::{self, Memory};
use super::table::series::{self, Series};
use crate::document::Block;
use std::cell::LazyCell;

/// Reads blocks from top to bottom.
pub(super) fn blocks<'a>(
    blocks: &'a [Block],
    context: &Context,
    memory: &mut Memory,
    items: &mut Vec<Item<'a>>,
) {
    let series = LazyCell::new(|| Series::of(blocks, context));
    for (at, block) in (1..).zip(blocks) {
        match block {
            Block::Paragraph(paragraph) => {
                if !paragraph.text.trim().is_empty() {
                    let text = paragraph.text.as_str();
                    memory.filling.note(text, context);
                    let aspects = context.aspects(text);
                    memory.group = aspects.known.group.or(memory.group);
                    if let Some(title) = follows(&aspects, memory) {
                        memory.columns = Columns::default();
                        if title {
                            let place = paragraph.place.clone();
                            items.push(Item::Line(Line {
                                text: text.into(),
                                place,
                                paragraph: Some(paragraph),
                                row: Vec::new(),
                            }));
                        }
                        items.push(Item::FollowUpHeading);
                        continue;
                    }
                    if text.len() < 200 && aspects.heads_plan {
                        // What follows promises corrections: headings of the answers hold no longer.
                        memory.columns = Columns::default();
                        memory.planned = true;
                    }
                    let place = paragraph.place.clone();
                    items.push(Item::Line(Line {
                        text: text.into(),
                        place,
                        paragraph: Some(paragraph),
                        row: Vec::new(),
                    }));
                }
            }
            Block::Table(table) => {
                note_filling_in(table, context, memory);
                note_filling(&blocks[at..], context, memory);
                if series::is_small(table) && memory.wording.is_none() {
                    memory.wording = series.and_then(|series| series.wording(table, context));
                }
                items.extend(rows::read(table, context, memory));
            }
        }
    }
}

/// Whether a line heads what became of corrections promised before, and whether it is the title of a paper about
/// nothing else; notes where that part begins and ends.
fn follows(aspects: &Aspects, memory: &mut Memory) -> Option<bool> {
    if aspects.heads_follow_up {
        memory.following = true;
    } else if aspects.ends_follow_up {
        memory.following = false;
    }
    aspects.heads_follow_up.then_some(aspects.titles_follow_up)
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
    for slot in table.slots().iter().filter(|s| !s.hidden) {
        note_filling(&slot.blocks, context, memory);
    }
    if let Some(legend) = legend_of_rows(table, context) {
        memory.filling.note(&legend, context);
    }
}

/// A legend of which each row holds a sign and, in the next square, what it means, written as one line. Figures may be
/// those of answers, unless a square announces the legend.
fn legend_of_rows(table: &crate::document::Table, context: &Context) -> Option<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut announced = false;
    for row in 0..table.rows() {
        let filled: Vec<_> =
            table.row(row).iter().filter(|s| s.row == row && !s.hidden && !s.is_blank()).take(4).collect();
        let short = |slot: &&crate::document::Slot| slot.text().trim().chars().count() < 40;
        let (sign, said) = match filled.as_slice() {
            [first, sign, said] if filled.iter().all(short) && legend::announces(&first.text()) => {
                (sign, said)
            }
            [sign, said] if filled.iter().all(short) => (sign, said),
            [only] => {
                announced |= legend::announces(&only.text());
                continue;
            }
            _ => continue,
        };
        announced |= filled.len() == 3;
        let piece = format!("{}: {}", sign.text().trim().trim_end_matches([':', '=']), said.text().trim());
        if said.column == sign.column + sign.column_span && context.known(&piece).explains {
            pieces.push(piece);
        }
    }
    let figure = |piece: &String| piece.starts_with(|c: char| c.is_ascii_digit());
    pieces.retain(|piece| announced || !figure(piece));
    (!pieces.is_empty()).then(|| pieces.join("; "))
}
