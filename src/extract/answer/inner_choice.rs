//! A choice that is a table within a square: printed words with a place for a mark below, above or beside each.

use super::choice::{self, Printed};
use super::sign::{self, Sign};
use super::verdict::Verdict;
use crate::document::{Block, Slot, Table};
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::{Place, Rule};
use std::borrow::Cow;

/// The text of a square above a table within it.
pub(crate) fn above(slot: &Slot) -> Cow<'_, str> {
    let is_table = |block: &Block| matches!(block, Block::Table(_));
    let Some(at) = slot.blocks.iter().position(is_table).filter(|at| *at > 0) else { return slot.text() };
    let texts = slot.blocks[..at].iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    Cow::Owned(texts.collect::<Vec<_>>().join("\n"))
}

/// The choice made in the one table within a square; `None` where there is none, or it holds anything else.
pub(crate) fn of_slot(slot: &Slot, place: &Place, vocabulary: &Vocabulary) -> Option<Verdict> {
    let mut tables = slot.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let (Some(table), None) = (tables.next(), tables.next()) else { return None };
    let options = options(table, vocabulary)?;
    let evidence = table.slots().iter().map(|s| s.text().trim().to_owned()).filter(|text| !text.is_empty());
    Some(Verdict::new(
        choice::decide(&options, Rule::TickedBox),
        evidence.collect::<Vec<_>>().join(" "),
        place.clone(),
    ))
}

/// Where the place for the mark of a printed word is: its row and column.
type Side = fn(&Slot) -> Option<(u32, u32)>;

/// The printed words and whether each is marked.
fn options(table: &Table, vocabulary: &Vocabulary) -> Option<Vec<(bool, Printed)>> {
    let labels: Vec<(&Slot, Printed)> = table
        .slots()
        .iter()
        .filter_map(|slot| Some((slot, choice::printed(slot.text().trim(), vocabulary)?)))
        .collect();
    let twice = labels.iter().enumerate().any(|(at, (_, word))| labels[..at].iter().any(|(_, w)| w == word));
    if labels.len() < 2 || twice || table.slots().len() != 2 * labels.len() {
        return None;
    }
    // Each word has its place on the same side.
    let sides: [Side; 4] = [
        |s| Some((s.row + 1, s.column)),
        |s| Some((s.row.checked_sub(1)?, s.column)),
        |s| Some((s.row, s.column.checked_sub(1)?)),
        |s| Some((s.row, s.column + s.column_span)),
    ];
    let is_label = |slot: &Slot| labels.iter().any(|(label, _)| std::ptr::eq(*label, slot));
    let beside = |side: Side| {
        let marked = |(slot, word): &(&Slot, Printed)| {
            let (row, column) = side(slot)?;
            let place = table.slot(row, column).filter(|place| !is_label(place))?;
            Some((is_marked(place)?, *word))
        };
        labels.iter().map(marked).collect::<Option<Vec<_>>>()
    };
    sides.into_iter().find_map(beside)
}

/// Whether a place is marked; `None` where it holds anything else than a mark.
fn is_marked(place: &Slot) -> Option<bool> {
    match sign::in_slot(place) {
        Sign::Mark => Some(true),
        sign if sign.leaves_open() => Some(false),
        _ => None,
    }
}
