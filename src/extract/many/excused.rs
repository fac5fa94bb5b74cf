//! Rows of members who have not answered and of whom the table says why: *Miễn sinh hoạt*, *Vắng có lý do*, *Đã chuyển
//! sinh hoạt*. They are one question each, and no review.

use crate::document::{Slot, Table};
use crate::extract::context::Context;
use crate::text::fold;

/// What a row says instead of answers: where the columns of the indicators hold nothing but the reason, or nothing
/// while another square gives it. An empty row means no nowhere where it says that the member was not there.
pub(crate) fn said(
    table: &Table,
    row: u32,
    indicators: impl Iterator<Item = u32>,
    names: &[u32],
    context: &Context,
) -> Option<String> {
    let excuses = |slot: &Slot| context.vocabulary.excused.within(&fold(&slot.text()));
    let columns: Vec<u32> = indicators.collect();
    let filled = |slot: &&Slot| !slot.is_blank() && !slot.hidden;
    let answers: Vec<&Slot> = columns.iter().filter_map(|c| table.slot(row, *c)).filter(filled).collect();
    let others = || {
        let beside = |slot: &&Slot| !names.contains(&slot.column) && !columns.contains(&slot.column);
        table.row(row).iter().filter(filled).filter(beside).any(excuses)
    };
    let absent = if answers.is_empty() { others() } else { answers.iter().all(|slot| excuses(slot)) };
    let texts = || table.row(row).iter().filter(filled).map(|slot| slot.text().trim().to_owned());
    absent.then(|| texts().collect::<Vec<_>>().join(" "))
}
