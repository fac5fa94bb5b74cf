//! A member's row in a table with a column for each indicator: the answers, and what the row says besides.

use super::wide::WideHead;
use crate::document::{Slot, Table};
use crate::extract::MAX_COLUMNS;
use crate::extract::answer::counted;
use crate::extract::answer::verdict::{self, Verdict, without_dots};
use crate::extract::context::Context;
use crate::extract::legend::filling::Filling;
use crate::extract::plan;
use crate::extract::review::item::{Line, MemberRow};
use crate::extract::table::columns::Columns;
use crate::extract::table::marked_row;
use crate::extract::wording::role::Role;
use crate::model::Place;
use crate::text::{fold, read_birth_date};

/// Reads a member's row.
pub(super) fn member(
    table: &Table,
    row: u32,
    head: &WideHead,
    name: String,
    unit: &str,
    filling: &Filling,
    context: &Context,
) -> MemberRow {
    let column = |role: Role| {
        head.columns.having(|r| r == role).next().and_then(|(c, _)| table.slot(row, c)).map(Slot::text)
    };
    let answers = head.indicators.iter().map(|(indicator, parts, at)| {
        let verdict = if parts.known() > 0 {
            marked_row::of_row(table, row, parts, filling, &context.vocabulary)
        } else {
            single(table, row, *at, filling, context)
        };
        (*indicator, verdict)
    });
    let mut read = MemberRow {
        by_number: head.by_number,
        total: column(Role::Total).and_then(|t| counted::number(&t)).map(|(total, _)| total),
        birth: column(Role::Birth).and_then(|t| read_birth_date(&t)),
        position: column(Role::Position).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()),
        unit: head.columns.unit(unit, context),
        unit_code: column(Role::UnitCode).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()),
        answers: answers.collect(),
        place: table.place(row, 0),
        name,
        ..MemberRow::default()
    };
    promised(&mut read, table, row, &head.columns, context);
    rated(&mut read, table, row, &head.columns, context);
    read
}

/// One square for an indicator: a mark or a word.
fn single(table: &Table, row: u32, column: u32, filling: &Filling, context: &Context) -> Verdict {
    let place: Place = table.place(row, column);
    match table.slot(row, column).filter(|s| !s.is_blank() || s.fill.is_some()) {
        Some(slot) => verdict::of_square(slot, place, filling, &context.vocabulary),
        None => verdict::of_nothing(place, filling),
    }
}

/// Takes the corrections in that a member promises in their own row.
fn promised(member: &mut MemberRow, table: &Table, row: u32, columns: &Columns, context: &Context) {
    for mut correction in plan::rows::of_row(table, row, columns, context) {
        let mut present = member.answers.iter().filter(|(_, v)| v.admits());
        if correction.commitment.shortcoming.is_empty()
            && let (Some((indicator, _)), None) = (present.next(), present.next())
        {
            correction.commitment.shortcoming.clone_from(&context.catalogue.indicators[*indicator].label);
            correction.commitment.indicator = Some(*indicator);
        }
        member.promises.add(correction.commitment);
    }
}

/// Takes the rating in that a member gives themselves in their own row.
fn rated(member: &mut MemberRow, table: &Table, row: u32, columns: &Columns, context: &Context) {
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
