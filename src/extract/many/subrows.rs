//! Rows below a member's that are the same member's, in a table with a column for each indicator: *Có* above *Không*, or
//! *Tự soi* above *Mức độ*.

use super::wide::WideHead;
use crate::document::{Slot, Table};
use crate::extract::answer::verdict::Verdict;
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::legend::filling::Filling;
use crate::extract::review::item::{Item, MemberRow};
use crate::extract::table::grid;
use crate::extract::wording::role::Role;
use crate::finding::AnswerFinding;
use crate::model::Answer;
use crate::text::fold;

/// Takes in the rows below a member's that are the same member's; returns the first row that is not, and the rows that
/// a person must look at.
pub(super) fn read(
    table: &Table,
    row: u32,
    head: &WideHead,
    member: &mut MemberRow,
    filling: &Filling,
    context: &Context,
) -> (u32, Vec<Item<'static>>) {
    let end =
        (row + 1..table.rows()).find(|at| !is_same(table, row, *at, head, context)).unwrap_or(table.rows());
    let mut unread = Vec::new();
    if end == row + 1 {
        return (end, unread);
    }
    let labelled: Vec<(Option<Role>, u32)> =
        (row..end).map(|at| (label(table, at, head, context), at)).collect();
    if labelled.iter().all(|(role, _)| role.is_some_and(Role::takes_mark)) {
        let answer = |(indicator, _, column): &(usize, _, u32)| {
            (*indicator, grid::decide(table, &labelled, *column, filling, context))
        };
        member.answers = head.indicators.iter().map(answer).collect();
        return (end, unread);
    }
    for (role, at) in labelled.into_iter().skip(1) {
        if role == Some(Role::LevelWord) {
            for ((_, _, column), (_, verdict)) in head.indicators.iter().zip(&mut member.answers) {
                level(table.slot(at, *column), verdict, context);
            }
        } else if table.row(at).iter().any(|slot| slot.row == at && !slot.is_blank()) {
            let said: Vec<_> = table.row(at).iter().map(|slot| slot.text().trim().to_owned()).collect();
            unread
                .push(Item::UnknownRow { text: said.join(" "), place: table.place(at, head.first_column()) });
        }
    }
    (end, unread)
}

/// Whether a row is still the member's: the name is merged over it, or it has none and says what of the answer it holds.
fn is_same(table: &Table, row: u32, at: u32, head: &WideHead, context: &Context) -> bool {
    let Some(column) = head.name() else { return false };
    match table.slot(at, column).filter(|slot| !slot.is_blank()) {
        Some(name) => name.row <= row && name.row + name.row_span > at,
        None => label(table, at, head, context).is_some(),
    }
}

/// What a label before the answers says that a row holds.
fn label(table: &Table, at: u32, head: &WideHead, context: &Context) -> Option<Role> {
    let before = |slot: &&Slot| slot.row == at && slot.column < head.first_column() && !slot.is_blank();
    let labels = table.row(at).iter().filter(before).filter(|slot| head.name() != Some(slot.column));
    labels.filter_map(|slot| context.known(&slot.text()).heading).find(|role| role.answers())
}

/// Takes in the level that another row gives an answer.
fn level(slot: Option<&Slot>, verdict: &mut Verdict, context: &Context) {
    let text = slot.map(Slot::text).unwrap_or_default();
    let said = fold(&text);
    if said.is_empty() {
        return;
    }
    match (&mut verdict.chosen, words::level(&said, &context.vocabulary)) {
        (Ok((Answer::Yes, level, _)), Some(found)) => *level = Some(found),
        (Ok((Answer::No, ..)), None)
            if words::answer(&text, &context.vocabulary) == Ok((Answer::No, None)) => {}
        (Ok(_), _) => verdict.chosen = Err(AnswerFinding::Undecided),
        _ => {}
    }
}
