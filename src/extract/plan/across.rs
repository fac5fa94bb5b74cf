//! Plans of corrections laid out across: what falls short, what will be done and by when stand below one another in a
//! row each, and every promise has a column.

use super::correction;
use crate::document::{Slot, Table};
use crate::extract::answer::verdict::without_dots;
use crate::extract::context::Context;
use crate::extract::review::item::{Correction, Item};
use crate::extract::table::rows::is_denial;
use crate::extract::wording::role::Label;
use crate::text::fold;

/// Reads the plan that begins in a row, where at least two promises stand beside one another; returns the first row
/// below it.
pub(crate) fn read(table: &Table, row: u32, context: &Context, items: &mut Vec<Item<'_>>) -> Option<u32> {
    let first = table.row(row).iter().find(|slot| !slot.is_blank())?;
    let label = |row: u32| {
        let slot = table.slot(row, first.column).filter(|slot| slot.row == row)?;
        context.vocabulary.labels.of(&fold(&slot.text())).copied()
    };
    // Above the first row may stand what the columns are: `Nội dung | Thứ nhất | Thứ hai`.
    let row = if label(row)? == Label::Shortcoming && label(row + 1)? == Label::Shortcoming {
        row + 1
    } else {
        row
    };
    let labelled: Vec<(Label, u32)> = (row..table.rows()).map_while(|row| Some((label(row)?, row))).collect();
    let row_of = |wanted: Label| {
        let mut rows = labelled.iter().filter(|(label, _)| *label == wanted).map(|(_, row)| *row);
        rows.next().filter(|_| rows.next().is_none())
    };
    let shortcomings = row_of(Label::Shortcoming)?;
    let (actions, dues) = (row_of(Label::Action), row_of(Label::Due));
    if actions.is_none() && dues.is_none() {
        return None;
    }
    let beside: Vec<&Slot> = table.row(shortcomings).iter().filter(|s| s.column > first.column).collect();
    if beside.iter().filter(|slot| !slot.is_blank()).count() < 2 {
        return None;
    }
    for slot in beside {
        let shown = |row: Option<u32>| {
            let slot = row.and_then(|row| table.slot(row, slot.column));
            slot.map(|slot| without_dots(&slot.text())).unwrap_or_default()
        };
        let shortcoming = without_dots(&slot.text());
        let (action, due) = (shown(actions), shown(dues));
        if is_denial(&shortcoming) || [&shortcoming, &action, &due].iter().all(|text| text.is_empty()) {
            continue;
        }
        let place = table.place(shortcomings, slot.column);
        items.push(if shortcoming.is_empty() {
            // Promises beside it have nothing to do with it.
            Item::UnknownPromise { text: [action, due].join(" | "), place }
        } else {
            let said = shown(row_of(Label::Status));
            let read: Correction = correction(shortcoming, action, (&due, said), place, context);
            Item::Correction(read)
        });
    }
    labelled.last().map(|(_, row)| row + 1)
}
