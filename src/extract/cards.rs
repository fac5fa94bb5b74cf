//! A small table for each indicator, as on a card: its wording above, and below it labels with what somebody wrote,
//! *Tôi tự thấy | Không*, *Kết quả tự soi: Không*.

use super::context::Context;
use super::item::{Item, Line};
use super::role::Label;
use crate::document::{Slot, Table};
use crate::text::fold;

/// A card has no more rows.
const ROWS: u32 = 8;

/// The lines of a card: the wording, then a line for each label.
pub(super) fn read<'a>(table: &'a Table, context: &Context) -> Option<Vec<Item<'a>>> {
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
