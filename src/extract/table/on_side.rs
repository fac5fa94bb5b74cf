//! Tables on their side: the indicators stand beside one another in a row, what is said of each in the rows below it.
//! Such rows are turned and then read as any table.

use super::rows::{self, Memory};
use crate::document::{Block, Paragraph, Slot, Table};
use crate::extract::FEW;
use crate::extract::context::Context;
use crate::extract::head::names;
use crate::extract::review::item::Item;
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::extract::wording::role::Role;
use crate::model::Place;

/// The most rows that one table on its side has.
const ROWS: u32 = 12;

/// Reads the rows on their side that begin with this one; returns the first row below them.
pub(super) fn read<'a>(
    table: &'a Table,
    row: u32,
    memory: &mut Memory,
    context: &Context,
    items: &mut Vec<Item<'a>>,
) -> Option<u32> {
    let head = head(table.row(row), context)?;
    let end = end(table, row, head.labels, context)?;
    let turned = turn(table, row..end, &head);
    memory.wording = Some(0).filter(|_| head.indicators < FEW);
    let before = std::mem::take(&mut memory.columns);
    let read = rows::read(&turned, context, memory);
    memory.columns = before;
    let answers = read.iter().filter(|item| matches!(item, Item::Answer { .. })).count();
    let back = |place: &mut Place| turn_back(place, table, row);
    let placed: Vec<Item<'a>> = read.into_iter().map(|item| placed(item, &back)).collect::<Option<_>>()?;
    if answers < FEW.min(head.indicators) {
        return None;
    }
    items.extend(placed);
    Some(end)
}

/// A row of indicators.
struct Head {
    /// Whether a label stands before them.
    labels: bool,
    /// How many there are.
    indicators: usize,
}

/// The indicators that fill a row, but for a label before them. One alone needs a label that says what it is.
fn head(slots: &[Slot], context: &Context) -> Option<Head> {
    let mut filled = slots.iter().filter(|s| !s.hidden && !s.is_blank());
    let first = filled.next()?;
    // Few rows are passed by after their second square.
    let (names_first, second) = (names(first, context), filled.next()?);
    if !names(second, context) || !filled.clone().all(|slot| names(slot, context)) {
        return None;
    }
    let label = first.text();
    let heading = context.vocabulary.heading(&label);
    let indicators = filled.count() + 1 + usize::from(names_first);
    let of_people = heading.is_some_and(|role| role != Role::Number && role.is_personal());
    let of_one =
        || heading == Some(Role::Wording) || ordinal::reference(&label, &context.catalogue).is_some();
    let enough = indicators >= FEW || (indicators == 1 && of_one());
    // The square above the labels may be empty.
    let bare = names_first && first.column == slots.first().map_or(0, |s| s.column);
    (enough && (names_first || !of_people)).then_some(Head { labels: !bare, indicators })
}

/// Whether a square names an indicator by its words or its code.
fn names(slot: &Slot, context: &Context) -> bool {
    let text = slot.text();
    if text.len() <= SHORT {
        return matches!(ordinal::whole(&text, &context.catalogue), Some(Ordinal::Exact(_)));
    }
    context.known(&text).found.is_some_and(|found| found.is_clear())
}

/// Up to so many bytes a text is no wording.
const SHORT: usize = 8;

/// The row below the last that belongs to a head; `None` where what stands below it answers nothing, or does so for
/// several people.
fn end(table: &Table, row: u32, labels: bool, context: &Context) -> Option<u32> {
    let first = |row: u32| table.row(row).iter().find(|slot| !slot.hidden && !slot.is_blank());
    let belongs = |row: &u32| {
        let slots = table.row(*row);
        first(*row).is_some_and(|slot| labels || slot.column_span == 1)
            && head(slots, context).is_none()
            && slots.len() > 1
    };
    let below = row + 1..table.rows().min(row + ROWS);
    let end = below.take_while(belongs).last()? + 1;
    let mut texts = (row + 1..end).filter_map(first).map(Slot::text);
    if !labels {
        // Without labels there is one row of answers.
        return (end == row + 2).then_some(end);
    }
    if texts.clone().any(|text| names::is_name(&text)) {
        return None;
    }
    texts.any(|text| context.known(&text).heading.is_some_and(Role::answers)).then_some(end)
}

/// Some rows of a table with rows and columns exchanged. The label before a single indicator, `Biểu hiện 5`, becomes the
/// heading of all such.
fn turn(table: &Table, rows: std::ops::Range<u32>, head: &Head) -> Table {
    let label = table.row(rows.start).first().map_or(0, |slot| slot.column);
    let within = table.slots().iter().filter(|slot| rows.contains(&slot.row));
    let turned = within.map(|slot| Slot {
        row: slot.column,
        column: slot.row - rows.start,
        row_span: slot.column_span,
        column_span: slot.row_span.min(rows.end - slot.row),
        blocks: if slot.row == rows.start && slot.column == label && head.indicators == 1 {
            vec![Block::Paragraph(Paragraph::plain("Biểu hiện", Place::File))]
        } else {
            slot.blocks.clone()
        },
        ..slot.clone()
    });
    Table::new(table.frame.clone(), turned.collect())
}

/// Where something stands that was read in the turned table.
fn turn_back(place: &mut Place, table: &Table, top: u32) {
    let known = table.place(0, 0);
    match (place, known) {
        (Place::Slot { table: of, row, column }, Place::Slot { table: this, .. }) if *of == this => {
            (*row, *column) = (*column + top, *row);
        }
        (Place::Square { row, column, .. }, Place::Square { .. }) => {
            (*row, *column) = (*column + top, *row);
        }
        _ => {}
    }
}

/// What was read in the turned table, as it stands on the page; `None` for the answers of one of several people.
fn placed(item: Item<'_>, back: &impl Fn(&mut Place)) -> Option<Item<'static>> {
    let mut item = item.into_owned();
    item.place_mut().into_iter().for_each(back);
    (!matches!(item, Item::Member(_))).then_some(item)
}
