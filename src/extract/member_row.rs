//! What a member promises and how they rate themselves in their own row of a table of many.

use super::MAX_COLUMNS;
use super::columns::Columns;
use super::context::Context;
use super::item::{Line, MemberRow};
use super::plan_rows;
use super::verdict::without_dots;
use crate::document::Table;
use crate::model::Answer;
use crate::text::fold;

/// Takes the corrections in that a member promises in their own row, about what is `listed` there where no other square
/// says about what.
pub(super) fn promised(
    member: &mut MemberRow,
    table: &Table,
    row: u32,
    columns: &Columns,
    listed: &str,
    context: &Context,
) {
    for mut correction in plan_rows::of_row(table, row, columns, context) {
        let mut present = member.answers.iter().filter(|(_, v)| matches!(v.chosen, Ok((Answer::Yes, ..))));
        if correction.commitment.shortcoming.is_empty()
            && let (Some((indicator, _)), None) = (present.next(), present.next())
        {
            correction.commitment.shortcoming.clone_from(&context.catalogue.indicators[*indicator].label);
            correction.commitment.indicator = Some(*indicator);
        }
        if correction.commitment.shortcoming.is_empty() {
            listed.clone_into(&mut correction.commitment.shortcoming);
        }
        member.promises.add(correction.commitment);
    }
}

/// Takes the rating in that a member gives themselves in their own row.
pub(super) fn rated(member: &mut MemberRow, table: &Table, row: u32, columns: &Columns, context: &Context) {
    let others = (0..table.columns().min(MAX_COLUMNS)).filter(|c| columns.role(*c).is_none());
    for column in others {
        let Some(heading) = columns.headings(column).last() else { continue };
        let Some(slot) = table.slot(row, column).filter(|s| !s.is_blank() && !s.hidden) else { continue };
        if context.vocabulary.ratings.labels.within(&fold(heading)) {
            let text = format!("{heading}: {}", without_dots(&slot.text())).into();
            let place = table.place(row, column);
            member.ratings.line(&Line { text, place, paragraph: None, row: Vec::new() }, true, context);
        }
    }
}
