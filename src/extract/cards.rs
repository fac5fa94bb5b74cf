//! Forms laid out as cards: each square of a table words one manifestation, and its answer stands below it in the square.

use super::FEW;
use super::context::Context;
use super::item::{Item, Line};
use crate::document::{Slot, Table};

/// The squares of such a table as lines, from left to right and from top to bottom; `None` where it is none.
pub(super) fn lines<'a>(table: &'a Table, context: &Context) -> Option<Vec<Item<'a>>> {
    // Few tables hold several lines in every square.
    let all = || table.slots().iter().filter(|s| !s.hidden && !s.is_blank());
    if !all().all(|slot| slot.blocks.len() > 1) {
        return None;
    }
    let filled: Vec<&Slot> = all().collect();
    // Beside a wording nothing else stands; one column of them is an ordinary table.
    if filled.len() < FEW || filled.iter().all(|slot| slot.column == 0) {
        return None;
    }
    let worded = |slot: &Slot| {
        let first = slot.paragraphs().into_iter().find(|p| !p.text.trim().is_empty())?;
        let found = context.known(&first.text).found?;
        (found.is_clear() && found.anchored).then_some(found.indicator)
    };
    let mut indicators: Vec<usize> = filled.iter().map(|slot| worded(slot)).collect::<Option<_>>()?;
    let cards = indicators.len();
    indicators.sort_unstable();
    indicators.dedup();
    (indicators.len() == cards).then(|| filled.into_iter().flat_map(|slot| card(table, slot)).collect())
}

/// The lines of a square.
fn card<'a>(table: &Table, slot: &'a Slot) -> Vec<Item<'a>> {
    let place = table.place(slot.row, slot.column);
    let line = |paragraph: &'a crate::document::Paragraph| {
        let (text, place) = (paragraph.text.as_str().into(), place.clone());
        Item::Line(Line { text, place, paragraph: Some(paragraph), row: Vec::new() })
    };
    slot.paragraphs().into_iter().filter(|p| !p.text.trim().is_empty()).map(line).collect()
}
