//! Tables with a row for each member that list only what is present: under one heading, *Biểu hiện tự nhận có*, or in
//! a column for each group, as the answers to a form on the web do.

use super::columns::Columns;
use super::context::Context;
use super::group_lists::Listed;
use super::item::{Item, MemberRow};
use super::ordinal::{self, Ordinal};
use super::role::Role;
use super::verdict::Verdict;
use super::{member_row, names, wide, words};
use crate::document::{Slot, Table};
use crate::model::{Answer, Rule};
use crate::text::{clean_name, fold, read_birth_date};

/// The head of such a table.
#[derive(Debug)]
pub(super) struct Head {
    name: u32,
    /// Columns of other things about the member.
    others: Vec<(Role, u32)>,
    lists: Vec<List>,
    /// First row below the head.
    body: u32,
    /// What the columns are for, where corrections are promised beside the list.
    columns: Columns,
}

/// A column that lists what is present.
#[derive(Debug)]
struct List {
    column: u32,
    /// The group that it is about; all of them where it names none.
    group: Option<usize>,
}

/// The head that a row is. A plan of corrections lists what it corrects, not all that is present, unless it lists
/// those too who have nothing to correct.
pub(super) fn head(table: &Table, row: u32, context: &Context) -> Option<Head> {
    let slots: Vec<&Slot> = table.row(row).iter().filter(|s| !s.is_blank() && !s.hidden).collect();
    let role = |slot: &Slot| context.known(&slot.text()).heading;
    let name = slots.iter().find(|s| role(s) == Some(Role::Name))?.column;
    if slots.iter().any(|s| role(s).is_some_and(Role::takes_mark)) {
        return None;
    }
    let plans = slots.iter().any(|s| matches!(role(s), Some(Role::Action | Role::Due)));
    let in_groups =
        slots.iter().filter_map(|s| Some(List { column: s.column, group: Some(group(s, context)?) }));
    let mut lists: Vec<List> = in_groups.collect();
    if !lists.iter().map(|list| list.group).eq((0..context.catalogue.groups.len()).map(Some)) {
        let admitting = slots.iter().filter(|s| admits(&s.text()));
        lists = admitting.map(|s| List { column: s.column, group: None }).collect();
        if lists.len() != 1 {
            return None;
        }
    }
    // Below the titles of the groups each indicator may have a column of its own.
    if (row + 1..table.rows().min(row + 3)).any(|below| wide::head(table, below, None, context).is_some()) {
        return None;
    }
    let others = slots.iter().filter_map(|s| Some((role(s)?, s.column))).collect();
    let body = row + slots.iter().map(|s| s.row_span).max()?;
    // Where somebody is listed who has nothing to correct, all are listed with all that is present.
    let denied = |list: &List| {
        let square = |row| table.slot(row, list.column).map(Slot::text).unwrap_or_default();
        (body..table.rows())
            .any(|row| matches!(words::answer(&square(row), &context.vocabulary), Ok((Answer::No, _))))
    };
    if plans && !lists.iter().any(denied) {
        return None;
    }
    let columns = if plans { Columns::read(table, row..body, context) } else { Columns::default() };
    Some(Head { name, others, lists, body, columns })
}

/// The group that a heading speaks of, by its title or its number.
fn group(slot: &Slot, context: &Context) -> Option<usize> {
    let text = slot.text();
    text.split([':', '.', '?', '\n']).find_map(|piece| context.known(piece).group)
}

/// Whether a heading asks which indicators are present, not how many.
fn admits(heading: &str) -> bool {
    let folded = fold(heading);
    let counts = ["so bieu hien", "so luong", "tong so"].iter().any(|words| folded.starts_with(words));
    let says = |word: &str| folded.split(' ').any(|w| w == word);
    folded.contains("bieu hien") && !counts && !says("khong") && ["co", "mac", "nhan"].into_iter().any(says)
}

/// Reads the rows below the head; returns the first row that is none of the table's.
pub(super) fn read(table: &Table, head: &Head, context: &Context, items: &mut Vec<Item<'_>>) -> u32 {
    let text = |row: u32, column: u32| table.slot(row, column).map(Slot::text).unwrap_or_default();
    let named = |row: &u32| names::is_name(&text(*row, head.name));
    let end = (head.body..table.rows()).take_while(|row| !begins_end(table, *row, context)).last();
    let end = end.map_or(head.body, |last| last + 1);
    let longest = context.catalogue.longest_group();
    // One list through all groups is told from those within a group by a number that no group has.
    let through = (head.body..end).filter(named).any(|row| {
        let beyond = |numbers: &[u32]| numbers.iter().any(|n| *n as usize > longest);
        head.lists
            .iter()
            .any(|l| matches!(Listed::of(&text(row, l.column)), Some(Listed::Numbers(n)) if beyond(&n)))
    });
    for row in (head.body..end).filter(named) {
        let present: Option<Vec<Vec<usize>>> = head
            .lists
            .iter()
            .map(|list| present(&text(row, list.column), list.group, through, context))
            .collect();
        if let Some(present) = present {
            items.push(Item::Member(Box::new(member(table, row, head, &present, context))));
            continue;
        }
        let said: Vec<_> = table.row(row).iter().map(Slot::text).collect();
        let (text, place) = (said.join(" "), table.place(row, head.name));
        items.push(Item::UnknownRow { text, place });
    }
    end
}

/// Whether a row signs the table.
fn begins_end(table: &Table, row: u32, context: &Context) -> bool {
    let v = &context.vocabulary;
    table
        .row(row)
        .iter()
        .map(|slot| fold(&slot.text()))
        .any(|text| v.for_committee.starts(&text).is_some() || v.signer.of(&text).is_some())
}

fn member(table: &Table, row: u32, head: &Head, present: &[Vec<usize>], context: &Context) -> MemberRow {
    let said = |of: Role| {
        let (_, column) = head.others.iter().find(|(role, _)| *role == of)?;
        let text = table.slot(row, *column)?.text().trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    };
    let answer = |indicator: usize| {
        let group = context.catalogue.indicators[indicator].group;
        let at = head.lists.iter().position(|list| list.group.is_none_or(|g| g == group)).unwrap_or(0);
        let column = head.lists[at].column;
        let answer = if present[at].contains(&indicator) { Answer::Yes } else { Answer::No };
        let verdict = Verdict {
            chosen: Ok((answer, None, Rule::NotListed)),
            evidence: table.slot(row, column).map(|slot| slot.text().trim().to_owned()).unwrap_or_default(),
            place: table.place(row, column),
            note: String::new(),
            in_parts: false,
        };
        (indicator, verdict)
    };
    let mut member = MemberRow {
        name: clean_name(&table.slot(row, head.name).map(Slot::text).unwrap_or_default()),
        birth: said(Role::Birth).and_then(|text| read_birth_date(&text)),
        position: said(Role::Position),
        unit: said(Role::Unit),
        unit_code: said(Role::UnitCode),
        answers: (0..context.catalogue.len()).map(answer).collect(),
        place: table.place(row, head.name),
        ..MemberRow::default()
    };
    let listed = head.lists.first().and_then(|list| table.slot(row, list.column)).map(Slot::text);
    let listed = listed.as_deref().unwrap_or_default().trim();
    member_row::promised(&mut member, table, row, &head.columns, listed, context);
    member
}

/// The indicators that a square lists, by number, code or words; `None` where it says anything else, or nothing.
fn present(text: &str, group: Option<usize>, through: bool, context: &Context) -> Option<Vec<usize>> {
    let catalogue = &context.catalogue;
    let mut found = match Listed::of(text) {
        _ if text.trim().is_empty() => return None,
        Some(Listed::Nothing) => Vec::new(),
        Some(Listed::Rest) => return None,
        Some(Listed::Numbers(numbers)) => match group {
            Some(group) => ordinal::of_group(&numbers, group, catalogue)?,
            None if through => {
                let all = numbers.iter().map(|n| Ordinal::Number(*n).through(catalogue));
                all.collect::<Option<_>>()?
            }
            None => return None,
        },
        None if matches!(words::answer(text, &context.vocabulary), Ok((Answer::No, _))) => Vec::new(),
        None => quoted(text, context)?,
    };
    let whole = found.len();
    found.sort_unstable();
    found.dedup();
    let fits = |i: &usize| group.is_none_or(|group| catalogue.indicators[*i].group == group);
    (found.len() == whole && found.iter().all(fits)).then_some(found)
}

/// How much of a piece of a list must be its indicator's: what is another's would be lost in it.
const WHOLLY: f32 = 0.9;

/// The indicators that a list quotes or gives the codes of. Wordings have commas of their own: a piece that is none by
/// itself belongs to the one before it, or to the one after.
fn quoted(text: &str, context: &Context) -> Option<Vec<usize>> {
    let named = |text: &str| match ordinal::whole(text, &context.catalogue) {
        Some(Ordinal::Exact(indicator)) => Some(indicator),
        Some(Ordinal::Number(_)) => None,
        None => context.known(text).found.filter(|m| m.is_clear() && m.score > WHOLLY).map(|m| m.indicator),
    };
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open = String::new();
    for piece in text.split([',', ';', '\n']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let piece = if open.is_empty() { piece.to_owned() } else { format!("{open}, {piece}") };
        let own = named(&piece);
        let goes_on = found.last_mut().filter(|(before, text)| {
            own.is_none_or(|own| own == *before) && named(&format!("{text}, {piece}")) == Some(*before)
        });
        open.clear();
        match (goes_on, own) {
            (Some((_, before)), _) => *before = format!("{before}, {piece}"),
            (None, Some(indicator)) => found.push((indicator, piece)),
            (None, None) => open = piece,
        }
    }
    (open.is_empty() && !found.is_empty())
        .then(|| found.into_iter().map(|(indicator, _)| indicator).collect())
}
