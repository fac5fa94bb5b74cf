//! Tables in which lists of indicators stand side by side: `TT | Biểu hiện | Có | Không | TT | Biểu hiện | Có | Không`,
//! or by code: `Mã | Tự soi | Mã | Tự soi`.

use super::rows::{self, Memory};
use crate::document::{Slot, Table};
use crate::extract::context::Context;
use crate::extract::head::names;
use crate::extract::review::item::{Item, Part};
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::extract::wording::role::Role;
use std::ops::Range;

/// Lists that stand side by side below the headings of one row.
pub(super) struct Abreast {
    /// The columns of each list.
    lists: Vec<Range<u32>>,
    /// The group that a heading of each names.
    groups: Vec<Option<usize>>,
    rows: Range<u32>,
}

/// The lists whose headings are this row, where it repeats the same headings.
pub(super) fn lists(table: &Table, row: u32, context: &Context) -> Option<Abreast> {
    let headings: Vec<&Slot> = table.row(row).iter().filter(|s| !s.is_blank() && !s.hidden).collect();
    if headings.len() < 4 || headings.len() > 24 {
        return None;
    }
    let roles: Vec<Option<Role>> = headings.iter().map(|s| context.known(&s.text()).heading).collect();
    let size = [4, 3, 2].into_iter().filter(|n| headings.len().is_multiple_of(*n)).find_map(|n| {
        let size = headings.len() / n;
        let same = roles.chunks(size).all(|part| part == &roles[..size]);
        (size > 1 && same).then_some(size)
    })?;
    let groups: Vec<Option<usize>> =
        headings.chunks(size).map(|part| part.iter().find_map(|s| context.known(&s.text()).group)).collect();
    let worded = roles[..size].contains(&Some(Role::Wording));
    let numbered = groups.iter().all(Option::is_some);
    let answered = roles[..size].iter().flatten().any(|r| r.answers());
    let starts: Vec<u32> = headings.chunks(size).map(|part| part[0].column).collect();
    let coded = || starts.iter().all(|column| is_coded(table, row + 1, *column, context));
    if !(answered && (worded || numbered || coded())) {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([table.columns()]);
    let lists: Vec<Range<u32>> = starts.iter().copied().zip(ends).map(|(from, to)| from..to).collect();
    let end = (row + 1..table.rows()).filter(|r| names_any(table, *r, context)).last()? + 1;
    Some(Abreast { lists, groups, rows: row..end })
}

/// Whether a square holds the code of an indicator: `II.3`.
fn is_coded(table: &Table, row: u32, column: u32, context: &Context) -> bool {
    let code = |slot: &Slot| ordinal::whole(&slot.text(), &context.catalogue);
    table.slot(row, column).is_some_and(|slot| matches!(code(slot), Some(Ordinal::Exact(_))))
}

/// Whether a square of a row names an indicator, by its words or as a number.
fn names_any(table: &Table, row: u32, context: &Context) -> bool {
    table.row(row).iter().any(|slot| {
        let text = slot.text();
        let known = context.known(&text);
        known.found.is_some_and(|m| m.is_clear())
            || ordinal::whole(&text, &context.catalogue)
                .is_some_and(|o| o.through(&context.catalogue).is_some())
    })
}

/// Reads the lists one after the other; returns the first row below them.
pub(super) fn read(
    table: &Table,
    abreast: &Abreast,
    memory: &mut Memory,
    context: &Context,
    items: &mut Vec<Item<'_>>,
) -> u32 {
    for (at, (columns, group)) in abreast.lists.iter().zip(&abreast.groups).enumerate() {
        let list = part(table, &abreast.rows, columns);
        let mut own =
            Memory { group: group.or(memory.group), filling: memory.filling.clone(), ..Memory::default() };
        let read = rows::read(&list, context, &mut own);
        memory.group = own.group;
        for item in read.into_iter().filter_map(|item| kept(item, at == 0)) {
            take(item, items);
        }
    }
    abreast.rows.end
}

/// The columns of whole forms that stand side by side, each with a head of its own: a row repeats the headings over
/// each of the columns that word the indicators.
pub(super) fn forms(table: &Table, wordings: &[u32], context: &Context) -> Option<Vec<Range<u32>>> {
    let [first, _, ..] = wordings else { return None };
    let heads = |row: &u32| table.slot(*row, *first).is_some_and(|s| s.row == *row && !s.is_blank());
    let abreast = (0..table.rows()).filter(heads).find_map(|row| lists(table, row, context))?;
    let mut forms = abreast.lists;
    let each = |form: &Range<u32>| wordings.iter().filter(|column| form.contains(column)).count() == 1;
    if forms.len() != wordings.len() || !forms.iter().all(each) {
        return None;
    }
    forms[0].start = 0;
    // One who answers in two lists says who they are but once.
    forms.iter().all(|form| names_somebody(table, form, &abreast.rows, context)).then_some(forms)
}

/// Whether somebody's name stands in the columns of a form above or below its list.
fn names_somebody(table: &Table, form: &Range<u32>, list: &Range<u32>, context: &Context) -> bool {
    let own = |slot: &&Slot| {
        let apart = slot.row + slot.row_span <= list.start || slot.row >= list.end;
        apart && form.start <= slot.column && slot.column + slot.column_span <= form.end
    };
    let named = |text: &str| {
        let value = text.split_once(':').map_or(text, |(_, value)| value);
        names::is_name(&names::in_value(value, &context.vocabulary))
    };
    table.slots().iter().filter(own).any(|slot| slot.text().split('\n').any(named))
}

/// Reads such forms one after the other.
pub(super) fn read_forms(
    table: &Table,
    forms: &[Range<u32>],
    memory: &Memory,
    context: &Context,
) -> Vec<Item<'static>> {
    let read = |columns: &Range<u32>| {
        let form = part(table, &(0..table.rows()), columns);
        let mut own = Memory { filling: memory.filling.clone(), ..Memory::default() };
        let items = rows::read(&form, context, &mut own);
        items.into_iter().filter_map(|item| kept(item, true)).chain([Item::FormEnd]).collect::<Vec<_>>()
    };
    forms.iter().flat_map(read).collect()
}

/// Takes an item in. Where another list answers the indicator too, nobody knows which one counts.
fn take(item: Item<'static>, items: &mut Vec<Item<'_>>) {
    if let Item::Answer { indicator, verdict, .. } = &item {
        let same = items.iter_mut().rev().find_map(|before| match before {
            Item::Answer { indicator: of, verdict, part: Part::Whole } if of == indicator => Some(verdict),
            _ => None,
        });
        if let Some(before) = same {
            before.join(verdict.clone(), Part::Whole);
            return;
        }
    }
    items.push(item);
}

/// What of a list is kept: lines as wide as all lists only once.
fn kept(item: Item<'_>, first: bool) -> Option<Item<'static>> {
    (first || !matches!(item, Item::Line(_))).then(|| item.into_owned())
}

/// The squares of some rows and columns, each at its own address.
fn part(table: &Table, rows: &Range<u32>, columns: &Range<u32>) -> Table {
    let clipped = |slot: &Slot| {
        let from = slot.column.max(columns.start);
        let to = (slot.column + slot.column_span).min(columns.end);
        let inside = rows.contains(&slot.row) && from < to;
        inside.then(|| Slot { column: from, column_span: to - from, ..slot.clone() })
    };
    Table::new(table.frame.clone(), table.slots().iter().filter_map(clipped).collect())
}
