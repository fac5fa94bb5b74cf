//! Tables with a row for each member (or unit) and a column for each indicator.

use super::{committees, excused, name_columns, subrows, twice, wide_row};
use crate::document::{Slot, Table};
use crate::extract::MAX_COLUMNS;
use crate::extract::answer::sign::{self, Sign};
use crate::extract::answer::{counted, graded, verdict};
use crate::extract::context::Context;
use crate::extract::head::names;
use crate::extract::legend::filling::Filling;
use crate::extract::review::item::{Counted, Item};
use crate::extract::table::columns::Columns;
use crate::extract::table::group_titles::GroupTitles;
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::extract::wording::role::{Field, Role};
use crate::text::{clean_name, fold, has_diacritics, key};

/// The head of such a table.
#[derive(Debug)]
pub(crate) struct WideHead {
    /// First row below the headings.
    pub body: u32,
    /// First row of the headings.
    pub top: u32,
    /// The columns of each indicator.
    pub(crate) indicators: Vec<(usize, Columns, u32)>,
    pub(crate) columns: Columns,
    /// The columns of a member's name: the given name may stand in one of its own.
    names: Vec<u32>,
    /// Whether nothing but numbers through the whole catalogue heads the answers.
    pub(crate) by_number: bool,
}

impl WideHead {
    /// The column of the members' names.
    pub(crate) fn name(&self) -> Option<u32> {
        self.names.first().copied()
    }

    /// Whether a heading merged over the indicators says that what is marked is absent: *Các biểu hiện không có*.
    fn is_denied(&self, table: &Table) -> bool {
        let first = self.first_column();
        let over = self.body.checked_sub(1).into_iter().flat_map(|last| 0..last);
        let mut over =
            over.filter_map(|row| table.slot(row, first)).filter(|s| s.column == first && s.column_span > 2);
        over.any(|slot| {
            let folded = fold(&slot.text());
            let denied =
                ["khong co", "khong mac", "khong vi pham"].iter().any(|words| folded.contains(words));
            denied
                && !["co khong", "co hoac khong", "co hay khong", "neu"]
                    .iter()
                    .any(|words| folded.contains(words))
        })
    }

    /// The first column of an indicator.
    pub(crate) fn first_column(&self) -> u32 {
        self.indicators.iter().map(|(.., column)| *column).min().unwrap_or(0)
    }
}

/// The head whose lowest row of indicators is this one.
pub(crate) fn head(
    table: &Table,
    row: u32,
    group: Option<usize>,
    titles: &GroupTitles,
    context: &Context,
) -> Option<WideHead> {
    let enough = (context.catalogue.len() / 2).max(3);
    let smallest = context
        .catalogue
        .group_sizes()
        .min()
        .unwrap_or_default()
        .max(crate::extract::table::grid::FEW)
        .min(enough);
    // Few indicators head only a table that names its members.
    let slots = table.row(row);
    let heads_name =
        |s: &Slot| s.text().len() < 40 && context.vocabulary.heading(&s.text()) == Some(Role::Name);
    let names = || row == 0 || slots.iter().take(4).any(heads_name);
    if slots.len() < smallest || (slots.len() < enough && !names()) {
        return None;
    }
    let found = current(indicators_across(table, row, group, titles, context), table, row, context);
    let mut distinct: Vec<usize> = found.iter().map(|(i, ..)| *i).collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() != found.len() || (distinct.len() < enough && !is_whole_group(&distinct, context)) {
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
    let indicators: Vec<_> = found
        .iter()
        .map(|(i, slot)| {
            (*i, if slot.column_span > 1 { part(slot) } else { Columns::default() }, slot.column)
        })
        .collect();
    let first = found.iter().map(|(_, slot)| slot.column).min().unwrap_or_default();
    let names = name_columns::of_members(table, body, &columns, first, context);
    // A row of figures may number the columns.
    if names.is_empty() && indicators.len() < enough {
        return None;
    }
    let by_number = are_bare(table, row, &found, titles, context);
    Some(WideHead { body, top, indicators, columns, names, by_number })
}

/// Whether numbers head the indicators, running through the whole catalogue without the title of a group above them.
fn are_bare(
    table: &Table,
    row: u32,
    found: &[(usize, &Slot)],
    titles: &GroupTitles,
    context: &Context,
) -> bool {
    let through = |(indicator, slot): &(usize, &Slot)| {
        let number = ordinal::whole(&slot.text(), &context.catalogue);
        let grouped = || group_above(table, row, slot.column, titles, context).is_some();
        matches!(number, Some(Ordinal::Number(n)) if n as usize == indicator + 1)
            && fold(&slot.text()).bytes().all(|b| b.is_ascii_digit())
            && !grouped()
    };
    found.len() >= context.catalogue.len() && found.iter().all(through)
}

/// Whether indicators are all of one group: a table, or a sheet, may ask about each group.
fn is_whole_group(indicators: &[usize], context: &Context) -> bool {
    let group = indicators.first().map(|i| context.catalogue.indicators[*i].group);
    indicators.len() >= crate::extract::table::grid::FEW
        && group.is_some_and(|group| context.catalogue.of_group(group).eq(indicators.iter().copied()))
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
fn indicators_across<'a>(
    table: &'a Table,
    row: u32,
    under: Option<usize>,
    titles: &GroupTitles,
    context: &Context,
) -> Vec<(usize, &'a Slot)> {
    let slots: Vec<&Slot> =
        table.row(row).iter().filter(|s| s.column < MAX_COLUMNS && !s.is_blank()).collect();
    if slots.len() < 3 {
        return Vec::new();
    }
    let ordinals: Vec<Ordinal> =
        slots.iter().filter_map(|s| ordinal::whole(&s.text(), &context.catalogue)).collect();
    let numbers = ordinals.len();
    // Days of a month go on where the indicators end.
    let beyond = |n: u32| u32::try_from(context.catalogue.len()).is_ok_and(|all| n == all + 1);
    if numbers > context.catalogue.len()
        && ordinals.contains(&Ordinal::Number(1))
        && ordinals.iter().any(|o| matches!(o, Ordinal::Number(n) if beyond(*n)))
    {
        return Vec::new();
    }
    // Numbers that run through one group after the other need none either.
    let headed = || slots.iter().any(|s| group_above(table, row, s.column, titles, context).is_some());
    let unheaded = in_turn(&ordinals, context) && !headed();
    let mut by_group = unheaded.then_some(0..context.catalogue.len()).into_iter().flatten();
    let mut found = Vec::new();
    for slot in slots.iter().copied() {
        let text = slot.text();
        if ordinal::whole(&text, &context.catalogue).is_some()
            && let Some(indicator) = by_group.next()
        {
            found.push((indicator, slot));
            continue;
        }
        if let Some((question, row)) = row_of_question(&text) {
            let group = context.known(question).group;
            found.extend(context.indicator(context.known(row), None, group).map(|i| (i, slot)));
            continue;
        }
        let group = group_above(table, row, slot.column, titles, context);
        let group = group.or(under.filter(|_| numbers < context.catalogue.len()));
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
    // Bare numbers of some indicators may have been counted anew, unless they are those of whole groups.
    let bare = ordinals.iter().filter(|ordinal| matches!(ordinal, Ordinal::Number(_))).count();
    let some = (found.len().max(1)..context.catalogue.len()).contains(&bare) && under.is_none() && !headed();
    if some && !are_whole_groups(&found, context) { Vec::new() } else { found }
}

/// Whether of each group all indicators are there, or none.
fn are_whole_groups(found: &[(usize, &Slot)], context: &Context) -> bool {
    let there = |indicator: usize| found.iter().any(|(found, _)| *found == indicator);
    (0..context.catalogue.groups.len()).all(|group| {
        let mut of_group = context.catalogue.of_group(group).map(there);
        let first = of_group.next();
        of_group.all(|other| Some(other) == first)
    })
}

/// Whether numbers are those of every group's indicators, one group after the other.
fn in_turn(ordinals: &[Ordinal], context: &Context) -> bool {
    let of_groups = context.catalogue.indicators.iter().map(|i| Ordinal::Number(i.number));
    context.catalogue.groups.len() > 1 && of_groups.eq(ordinals.iter().copied())
}

/// The two parts of a heading that a web form gives to the row of a grid: the question, and in square brackets the
/// row, `I. Suy thoái về tư tưởng chính trị [1. Phai nhạt lý tưởng]`.
fn row_of_question(text: &str) -> Option<(&str, &str)> {
    let (question, row) = text.trim().strip_suffix(']')?.rsplit_once('[')?;
    (row.len() > 2 && !question.trim().is_empty()).then_some((question.trim(), row.trim()))
}

/// Of indicators that are named more than once, those that do not stand under an earlier time: quarters may stand side
/// by side.
fn current<'a>(
    found: Vec<(usize, &'a Slot)>,
    table: &'a Table,
    row: u32,
    context: &Context,
) -> Vec<(usize, &'a Slot)> {
    if found.len() <= context.catalogue.len() {
        return found;
    }
    let earlier = |slot: &Slot| {
        let above = (0..row).filter_map(|r| over(table, r, slot.column));
        above.into_iter().any(|over| context.is_earlier(&over.text()))
    };
    found.into_iter().filter(|(_, slot)| !earlier(slot)).collect()
}

/// The heading that stands in a row over a column. One that is not merged over its columns reaches to the next heading
/// of the row.
fn over(table: &Table, row: u32, column: u32) -> Option<&Slot> {
    let own = table.slot(row, column).filter(|s| s.row != row || !s.is_blank());
    let before = || table.row(row).iter().rev().find(|s| s.column < column && !s.is_blank());
    own.or_else(before)
}

/// The group whose heading stands nearest above a square.
fn group_above(
    table: &Table,
    row: u32,
    column: u32,
    titles: &GroupTitles,
    context: &Context,
) -> Option<usize> {
    let group_over = |row| over(table, row, column).and_then(|s| context.known(&s.text()).group);
    titles.above(table, row, context).find_map(group_over)
}

/// Reads the rows below the head; returns the first row that is none of the table's.
pub(crate) fn read(
    table: &Table,
    head: &WideHead,
    filling: &Filling,
    context: &Context,
    items: &mut Vec<Item<'_>>,
) -> u32 {
    let name_column = head.names.first().copied();
    let unit_column = head.columns.having(|r| r == Role::Unit).next().map(|(c, _)| c);
    let committee = || committees::column(table, head.body, head.first_column(), &context.vocabulary);
    let unit_column = unit_column.or_else(|| name_column.is_none().then(committee).flatten());
    let first = items.len();
    let mut unit_above = String::new();
    let mut row = head.body;
    while row < table.rows() {
        let slots = table.row(row);
        // Other headings: what stands below them is about other indicators.
        let headed = name_column.and_then(|c| table.slot(row, c)).map(Slot::text);
        let headed = headed.is_some_and(|text| context.known(&text).heading == Some(Role::Name));
        if headed || is_below(slots, context) {
            break;
        }
        if let Some(role) = counts_members(slots, context) {
            // Below members it only adds them up.
            if role == Role::Count && !items[first..].iter().any(|item| matches!(item, Item::Member(_))) {
                items.extend(counts(table, row, head));
            }
            row += 1;
            continue;
        }
        let text =
            |column: Option<u32>| column.and_then(|c| table.slot(row, c)).map(Slot::text).unwrap_or_default();
        let mut squares: Vec<&Slot> = head.names.iter().filter_map(|c| table.slot(row, *c)).collect();
        squares.dedup_by(|a, b| std::ptr::eq(*a, *b));
        if squares.iter().any(|square| sign::in_slot(square) == Sign::Withdrawn) {
            items.push(struck_out(table, row, name_column.unwrap_or(0)));
            row += 1;
            continue;
        }
        let example = |s: &Slot| {
            s.column < head.first_column() && context.vocabulary.sample_rows.contains(&fold(&s.text()))
        };
        if slots.iter().any(example) {
            items.push(Item::Sample(text(name_column).into_owned()));
            row += 1;
            continue;
        }
        let name = squares.iter().map(|s| s.text()).collect::<Vec<_>>().join(" ");
        // `1. Hà Văn Mơ`, where no other column numbers them.
        let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || ".)/ ".contains(c));
        let name = clean_name(bare_name(name, context));
        let unit = text(unit_column).trim().to_owned();
        let subject = if name_column.is_some() { &name } else { &unit };
        if let Some(unit) = section(slots, context) {
            unit_above = unit;
            row += 1;
            continue;
        }
        let hidden = slots.iter().any(|s| s.hidden && s.row == row) && slots.iter().all(|s| s.hidden);
        let folded = fold(subject);
        let heads_others = committees::heads_part(&folded) && !answered(table, row, head);
        if !hidden && !heads_others && !is_sum(subject) {
            let committee = context.vocabulary.committee(&folded).is_some();
            if committee
                || names::in_column(&name, &context.vocabulary)
                || (name_column.is_none() && !unit.is_empty())
            {
                let columns = head.indicators.iter().map(|(.., column)| *column);
                if let Some(text) = excused::said(table, row, columns, &head.names, context) {
                    let place = table.place(row, name_column.unwrap_or(0));
                    items.push(Item::Excused { text, place });
                    row += 1;
                    continue;
                }
                // A committee stands where its unit would.
                let (name, unit) =
                    if committee && name_column.is_none() { (unit, String::new()) } else { (name, unit) };
                let member = wide_row::member(table, row, head, name, &unit, filling, context);
                let mut member = member.or_committee(&context.vocabulary);
                member.unit =
                    member.unit.or_else(|| Some(unit_above.clone()).filter(|unit| !unit.is_empty()));
                let (next, unread) = subrows::read(table, row, head, &mut member, filling, context);
                items.push(Item::Member(Box::new(member)));
                items.extend(unread);
                row = next;
                continue;
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
    settle(table, head, filling, context, &mut items[first..]);
    twice::join(items, first);
    row
}

/// A name without what a bracket behind it says of the row: *Trần Viết An (sửa lại, thay dòng 2)*.
fn bare_name<'t>(text: &'t str, context: &Context) -> &'t str {
    let named = |text: &str| names::in_column(&clean_name(text), &context.vocabulary);
    let before = text.split_once('(').map(|(name, _)| name).filter(|name| !named(text) && named(name));
    before.unwrap_or(text)
}

/// The row of a member whose name is struck out: whoever wrote it took it back.
pub(crate) fn struck_out<'a>(table: &Table, row: u32, column: u32) -> Item<'a> {
    let texts: Vec<_> = table.row(row).iter().filter(|slot| !slot.is_blank()).map(Slot::text).collect();
    Item::StruckOut { text: texts.join(" "), place: table.place(row, column) }
}

/// Looks at the answers of all members beside one another.
fn settle(table: &Table, head: &WideHead, filling: &Filling, context: &Context, items: &mut [Item<'_>]) {
    let answers = items.iter_mut().filter_map(|item| match item {
        Item::Member(member) => Some(&mut member.answers),
        _ => None,
    });
    let mut answers: Vec<_> = answers.collect();
    graded::settle(&mut answers, &context.vocabulary);
    graded::doubt_figures(&mut answers);
    graded::take_values(&mut answers);
    if head.is_denied(table) {
        verdict::turn(&mut answers);
    }
    if !filling.empty_is_no && head.indicators.iter().all(|(_, parts, _)| parts.known() == 0) {
        verdict::doubt_marks(&mut answers);
    }
}

/// The unit that a row names, whose members stand below it; beside it nothing stands but a number.
fn section(slots: &[Slot], context: &Context) -> Option<String> {
    let mut filled = slots.iter().filter(|s| !s.is_blank());
    let texts = [filled.next()?, filled.next().unwrap_or(slots.first()?)].map(Slot::text);
    let bare = |text: &str| {
        let numbered = ordinal::split(text, &context.catalogue).map_or(text, |(_, rest)| rest);
        numbered.trim_start_matches(|c: char| "IVX0123456789.-) /".contains(c)).to_owned()
    };
    let names_unit = |text: &&std::borrow::Cow<'_, str>| context.vocabulary.names_unit(&fold(&bare(text)));
    let number = texts.iter().all(|text| names_unit(&text) || text.trim().len() < 5);
    texts
        .iter()
        .find(names_unit)
        .filter(|_| number && filled.next().is_none())
        .map(|text| bare(text).trim().to_owned())
}

/// Whether a row stands below the members: for whom it is signed, or the title of whoever signs and nothing else.
fn is_below(slots: &[Slot], context: &Context) -> bool {
    let v = &context.vocabulary;
    if slots.iter().any(|s| v.for_committee.starts(&fold(&s.text())).is_some()) {
        return true;
    }
    let title = |folded: &str| {
        v.signer.of(folded).is_some()
            || v.witness.of(folded).is_some()
            || v.fields.of(folded) == Some(&Field::Reporter)
    };
    let filled: Vec<&Slot> = slots.iter().filter(|s| !s.is_blank()).collect();
    (1..=3).contains(&filled.len()) && filled.iter().all(|s| title(&fold(&s.text())))
}

/// What a row of numbers of members counts, told by the words that it begins with.
fn counts_members(slots: &[Slot], context: &Context) -> Option<Role> {
    let mut first = slots.iter().filter(|s| !s.is_blank()).take(2);
    let role = first.find_map(|s| context.known(&s.text()).heading)?;
    matches!(role, Role::Count | Role::CountNone | Role::Percent).then_some(role)
}

/// The numbers of members in a row of them.
fn counts(table: &Table, row: u32, head: &WideHead) -> Vec<Item<'static>> {
    let whole = head.indicators.iter().filter(|(_, parts, _)| parts.known() == 0);
    let counted = whole.map(|(indicator, _, column)| {
        let slot = table.slot(row, *column);
        let read = slot.map_or(Some((0, None)), counted::in_slot);
        let evidence = slot.map(|s| s.text().trim().to_owned()).unwrap_or_default();
        let place = table.place(row, *column);
        let (count, total) = (read.map(|(count, _)| count), read.and_then(|(_, total)| total));
        Item::Count { indicator: *indicator, count: Counted { count, total, evidence, place } }
    });
    counted.collect()
}

/// Whether a row adds up others. Accents tell `Tổng` from the surname `Tống`; without accents only
/// the whole words count.
pub(crate) fn is_sum(subject: &str) -> bool {
    let folded = fold(subject);
    if ["tong", "tong so", "tong cong", "cong", "ty le", "ti le"].contains(&folded.as_str()) {
        return !has_diacritics(subject) || !key(subject).starts_with(&key("tống"));
    }
    let spelt = key(subject);
    // *Tổng hợp kết quả tự soi* is a title.
    let titles = folded.starts_with("tong hop ") && folded.split(' ').count() > 3;
    has_diacritics(subject)
        && !titles
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
