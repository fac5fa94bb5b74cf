//! Tables with a row for each member (or unit) and a column for each indicator.

use super::columns::Columns;
use super::context::Context;
use super::counted;
use super::filling::Filling;
use super::item::{Item, MemberRow};
use super::ordinal;
use super::role::Role;
use super::verdict::{self, Verdict};
use super::{MAX_COLUMNS, names};
use crate::document::{Slot, Table};
use crate::model::Place;
use crate::text::{clean_name, fold, has_diacritics, key, read_birth_date};

/// The head of such a table.
#[derive(Debug)]
pub(super) struct WideHead {
    /// First row below the headings.
    pub body: u32,
    /// First row of the headings.
    pub top: u32,
    /// The columns of each indicator.
    indicators: Vec<(usize, Columns, u32)>,
    columns: Columns,
}

/// The head whose lowest row of indicators is this one.
pub(super) fn head(table: &Table, row: u32, context: &Context) -> Option<WideHead> {
    let enough = (context.catalogue.len() / 2).max(3);
    if table.row(row).len() < enough {
        return None;
    }
    let found = indicators_across(table, row, context);
    let mut distinct: Vec<usize> = found.iter().map(|(i, ..)| *i).collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < enough || distinct.len() != found.len() {
        return None;
    }
    let mut body = row + found.iter().map(|(_, slot)| slot.row_span).min().unwrap_or(1);
    // A row below may part each indicator into Có and Không.
    let parted = found.iter().filter(|(_, s)| s.column_span > 1).count() * 2 > found.len();
    if parted {
        body += 1;
    }
    let top = (0..row).rev().take_while(|&r| is_heading_row(table, r, context)).last().unwrap_or(row);
    let columns = Columns::read(table, top..body, context);
    let part = |slot: &Slot| {
        Columns::read_some(table, body - 1..body, slot.column..slot.column + slot.column_span, context)
    };
    let indicators = found
        .iter()
        .map(|(i, slot)| {
            (*i, if slot.column_span > 1 { part(slot) } else { Columns::default() }, slot.column)
        })
        .collect();
    Some(WideHead { body, top, indicators, columns })
}

/// Whether a row above the indicators still belongs to the headings.
fn is_heading_row(table: &Table, row: u32, context: &Context) -> bool {
    let known = |slot: &Slot| {
        let text = slot.text();
        context.vocabulary.columns.of(&fold(&text)).is_some() || context.known(&text).group.is_some()
    };
    table.row(row).iter().filter(|s| !s.is_blank()).filter(|s| known(s)).count() >= 2
}

/// The indicators named by the slots of a row, by their words, code or number under a group's heading.
fn indicators_across<'a>(table: &'a Table, row: u32, context: &Context) -> Vec<(usize, &'a Slot)> {
    let slots: Vec<&Slot> =
        table.row(row).iter().filter(|s| s.column < MAX_COLUMNS && !s.is_blank()).collect();
    if slots.len() < 3 {
        return Vec::new();
    }
    let numbers = slots.iter().filter(|s| ordinal::whole(&s.text(), &context.catalogue).is_some()).count();
    let mut found = Vec::new();
    for slot in slots {
        let text = slot.text();
        let group = (0..row).rev().find_map(|r| group_over(table, r, slot.column, context));
        let indicator = match ordinal::whole(&text, &context.catalogue) {
            Some(ordinal) if group.is_some() => ordinal.indicator(&context.catalogue, group),
            // A run through the whole catalogue needs no group heading.
            Some(ordinal) if numbers >= context.catalogue.len() => ordinal.through(&context.catalogue),
            Some(ordinal) => ordinal.indicator(&context.catalogue, None),
            None => context.indicator(context.known(&text), None, group),
        };
        if let Some(indicator) = indicator {
            found.push((indicator, slot));
        }
    }
    found
}

/// The group whose heading stands in a row over a column. One that is not merged over its columns reaches to the
/// next heading of the row.
fn group_over(table: &Table, row: u32, column: u32, context: &Context) -> Option<usize> {
    if let Some(over) = table.slot(row, column).filter(|s| s.row != row || !s.is_blank()) {
        return context.known(&over.text()).group;
    }
    let mut before = table.row(row).iter().rev().filter(|s| s.column < column && !s.is_blank());
    before.next().and_then(|s| context.known(&s.text()).group)
}

/// Reads the rows below the head; returns the first row that is none of the table's.
pub(super) fn read(
    table: &Table,
    head: &WideHead,
    filling: &Filling,
    context: &Context,
    items: &mut Vec<Item<'_>>,
) -> u32 {
    let name_column = head.columns.having(|r| r == Role::Name).next().map(|(c, _)| c);
    let unit_column = head.columns.having(|r| r == Role::Unit).next().map(|(c, _)| c);
    let mut row = head.body;
    while row < table.rows() {
        let slots = table.row(row);
        if slots.iter().any(|s| context.vocabulary.for_committee.starts(&fold(&s.text())).is_some()) {
            break;
        }
        let text =
            |column: Option<u32>| column.and_then(|c| table.slot(row, c)).map(Slot::text).unwrap_or_default();
        let name = clean_name(&text(name_column));
        let unit = text(unit_column).trim().to_owned();
        let subject = if name_column.is_some() { &name } else { &unit };
        let hidden = slots.iter().any(|s| s.hidden && s.row == row) && slots.iter().all(|s| s.hidden);
        if !hidden && !is_sum(subject) {
            if names::is_name(&name) || (name_column.is_none() && !unit.is_empty()) {
                items.push(Item::Member(member(table, row, head, name, unit, filling, context)));
            } else if answered(table, row, head) {
                let place = table.place(row, name_column.or(unit_column).unwrap_or(0));
                items.push(Item::UnknownRow {
                    text: slots.iter().map(Slot::text).collect::<Vec<_>>().join(" "),
                    place,
                });
            }
        }
        row += 1;
    }
    row
}

/// Whether a row adds up others. Accents tell `Tổng` from the surname `Tống`; without accents only
/// the whole words count.
pub(super) fn is_sum(subject: &str) -> bool {
    let folded = fold(subject);
    if ["tong", "tong so", "tong cong", "cong", "ty le", "ti le"].contains(&folded.as_str()) {
        return !has_diacritics(subject) || !key(subject).starts_with(&key("tống"));
    }
    let spelt = key(subject);
    has_diacritics(subject)
        && ["tổng", "cộng", "tỷ lệ", "tỉ lệ"].iter().any(|w| spelt.starts_with(&format!("{} ", key(w))))
}

fn answered(table: &Table, row: u32, head: &WideHead) -> bool {
    let is_sum_row = table.row(row).iter().take(4).any(|s| is_sum(&s.text()));
    !is_sum_row
        && head
            .indicators
            .iter()
            .any(|(_, _, c)| table.slot(row, *c).is_some_and(|s| s.row == row && !s.is_blank()))
}

fn member(
    table: &Table,
    row: u32,
    head: &WideHead,
    name: String,
    unit: String,
    filling: &Filling,
    context: &Context,
) -> MemberRow {
    let column = |role: Role| {
        head.columns.having(|r| r == role).next().and_then(|(c, _)| table.slot(row, c)).map(Slot::text)
    };
    let answers = head.indicators.iter().map(|(indicator, parts, at)| {
        let verdict = if parts.known() > 0 {
            verdict::of_row(table, row, parts, filling, &context.vocabulary)
        } else {
            single(table, row, *at, filling, context)
        };
        (*indicator, verdict)
    });
    MemberRow {
        total: column(Role::Total).and_then(|t| counted::number(&t)).map(|(total, _)| total),
        birth: column(Role::Birth).and_then(|t| read_birth_date(&t)),
        position: column(Role::Position).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()),
        unit: Some(unit).filter(|u| !u.is_empty()),
        answers: answers.collect(),
        place: table.place(row, 0),
        name,
    }
}

/// One square for an indicator: a mark or a word.
fn single(table: &Table, row: u32, column: u32, filling: &Filling, context: &Context) -> Verdict {
    let place: Place = table.place(row, column);
    match table.slot(row, column).filter(|s| !s.is_blank() || s.fill.is_some()) {
        Some(slot) => verdict::of_square(slot, place, filling, &context.vocabulary),
        None => verdict::of_nothing(place, filling),
    }
}
