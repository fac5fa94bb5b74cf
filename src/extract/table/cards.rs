//! Forms laid out as cards: each square of a table words one manifestation, and its answer stands below it in the square;
//! or a small table words one, and below it stand labels with what somebody wrote, *Tôi tự thấy | Không*.

use crate::document::{Slot, Table};
use crate::extract::FEW;
use crate::extract::context::Context;
use crate::extract::review::item::{Item, Line};
use crate::extract::wording::role::Label;
use crate::text::fold;

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

/// A card has no more rows.
const ROWS: u32 = 8;

/// The lines of a card of its own: the wording, then a line for each label.
pub(super) fn labelled<'a>(table: &'a Table, context: &Context) -> Option<Vec<Item<'a>>> {
    if !(2..=ROWS).contains(&table.rows()) {
        return None;
    }
    let filled = |row: u32| table.row(row).iter().filter(move |s| !s.is_blank() && !s.hidden && s.row == row);
    let wording = filled(0).next_back().filter(|slot| words_one(slot, context))?;
    let alone = filled(0).count() <= 2
        && !filled(0).any(|slot| slot.column < wording.column && words_one(slot, context))
        && !(1..table.rows()).flat_map(filled).any(|slot| words_one(slot, context));
    let labelled = |row: u32| {
        let text = filled(row).next().map(Slot::text).unwrap_or_default();
        let label = fold(text.split(':').next().unwrap_or_default());
        context.vocabulary.labels.of(&label).copied()
    };
    let answers = (1..table.rows()).any(|row| labelled(row) == Some(Label::Answer));
    if !alone || !answers {
        return None;
    }
    let line = |text: String, row: u32, column: u32| {
        let place = table.place(row, column);
        Item::Line(Line { text: text.into(), place, paragraph: None, row: Vec::new() })
    };
    let mut lines = vec![line(wording.text().into_owned(), 0, wording.column)];
    for row in 1..table.rows() {
        let slots: Vec<&Slot> = filled(row).collect();
        match slots.as_slice() {
            [label, value] if labelled(row).is_some() && !label.text().contains(':') => {
                lines.push(line(format!("{}: {}", label.text().trim(), value.text()), row, value.column));
            }
            [label] if labelled(row).is_some() && !label.text().contains(':') => {
                lines.push(line(format!("{}:", label.text().trim()), row, label.column));
            }
            all => lines.extend(all.iter().map(|slot| line(slot.text().into_owned(), row, slot.column))),
        }
    }
    Some(lines)
}

/// Whether a square holds the wording of an indicator.
fn words_one(slot: &Slot, context: &Context) -> bool {
    let text = slot.text();
    text.len() > 8 && context.known(&text).found.is_some_and(|m| m.is_clear() && m.anchored)
}
