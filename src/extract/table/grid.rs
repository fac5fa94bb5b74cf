//! Tables that ask by number only: a row of numbers with the marks below them, *Biểu hiện số | 1 | 2 | … | 9*.
//! They are read only where the numbers are exactly those of the catalogue, or of the group that they stand under.

use super::marked_row;
use super::rows::Memory;
use crate::document::{Slot, Table};
use crate::extract::answer::choice::{self, Printed};
use crate::extract::answer::verdict::{self, Verdict};
use crate::extract::context::Context;
use crate::extract::legend::filling::Filling;
use crate::extract::review::item::{Item, Part};
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::extract::wording::role::Role;
use crate::finding::AnswerFinding;
use crate::model::Rule;
use crate::text::fold;

/// A row of numbers and the rows that answer them.
struct Band<'a> {
    numbers: Vec<(Ordinal, &'a Slot)>,
    answers: Vec<(Option<Role>, u32)>,
}

/// Fewer numbers in a row are no list of indicators, and longer texts no numbers.
pub(crate) const FEW: usize = 5;
const LONGEST: usize = 40;

/// Reads the grid that begins in a row; returns the first row below it.
pub(crate) fn read(
    table: &Table,
    row: u32,
    memory: &Memory,
    context: &Context,
    items: &mut Vec<Item<'_>>,
) -> Option<u32> {
    if let Some(end) = by_group(table, row, memory, context, items) {
        return Some(end);
    }
    let mut bands = Vec::new();
    let mut end = row;
    while let Some((band, below)) = band(table, end, context) {
        bands.push(band);
        end = below;
    }
    let numbers: Vec<Ordinal> = bands.iter().flat_map(|b| b.numbers.iter().map(|(n, _)| *n)).collect();
    let through = || memory.filling.through.then(|| run(&numbers, context)).flatten();
    let indicators = named(&numbers, memory.group, context).or_else(through)?;
    let squares = bands.iter().flat_map(|band| band.numbers.iter().map(move |(_, slot)| (band, *slot)));
    for (indicator, (band, slot)) in indicators.into_iter().zip(squares) {
        let verdict = decide(table, &band.answers, slot.column, &memory.filling, context);
        items.push(Item::Answer { indicator, verdict, part: Part::Whole });
    }
    Some(end)
}

/// Reads a grid with a column for each number and a row for each group: `Nhóm | 1 | 2 | … | 9`.
fn by_group(
    table: &Table,
    row: u32,
    memory: &Memory,
    context: &Context,
    items: &mut Vec<Item<'_>>,
) -> Option<u32> {
    let catalogue = &context.catalogue;
    let numbers = numbers(table, row, context)?;
    let first = numbers.first().filter(|(n, _)| *n == Ordinal::Number(1))?.1.column;
    let mut read = Vec::new();
    for (group, at) in (0..catalogue.groups.len()).zip(row + 1..) {
        let label = table
            .row(at)
            .iter()
            .find(|s| s.column < first && labelled_group(&s.text(), context) == Some(group));
        label?;
        for (ordinal, slot) in &numbers {
            let square =
                table.slot(at, slot.column).filter(|s| !s.hidden && (!s.is_blank() || s.fill.is_some()));
            let Some(indicator) = ordinal.indicator(catalogue, Some(group)) else {
                square.is_none().then_some(())?;
                continue;
            };
            let place = table.place(at, slot.column);
            read.push(match square {
                Some(slot) => {
                    (indicator, verdict::of_square(slot, place, &memory.filling, &context.vocabulary))
                }
                None => (indicator, verdict::of_nothing(place, &memory.filling)),
            });
        }
    }
    if read.len() != catalogue.len() || catalogue.groups.len() < 2 {
        return None;
    }
    if !memory.filling.empty_is_no {
        verdict::doubt_marks(&mut [&mut read]);
    }
    let answer = |(indicator, verdict)| Item::Answer { indicator, verdict, part: Part::Whole };
    items.extend(read.into_iter().map(answer));
    let groups = u32::try_from(catalogue.groups.len()).ok()?;
    Some(row + 1 + groups)
}

/// The group that a label names by its title, its number or both.
fn labelled_group(text: &str, context: &Context) -> Option<usize> {
    let by_number = || ordinal::group_number(text.trim().trim_end_matches('.'), &context.catalogue);
    context.known(text).group.or_else(by_number)
}

/// The band that begins in a row, and the first row below it.
fn band<'a>(table: &'a Table, row: u32, context: &Context) -> Option<(Band<'a>, u32)> {
    let found = numbers(table, row, context)?;
    let first = found.first()?.1.column;
    let mut answers = Vec::new();
    let mut at = row + 1;
    while at < table.rows() && answers.len() < 5 && numbers(table, at, context).is_none() {
        let filled: Vec<&Slot> = table.row(at).iter().filter(|s| !s.is_blank()).collect();
        let label = filled.iter().find(|s| s.column < first);
        let under = |s: &&&Slot| found.iter().any(|(_, n)| n.column == s.column);
        if filled.iter().filter(|s| s.column >= first).any(|s| !under(&s)) {
            break;
        }
        let role = label.and_then(|slot| context.known(&slot.text()).heading.filter(|r| r.answers()));
        // A label that is no answer's names a person, or begins something else; without any there is one row only.
        if role.is_none() && (label.is_some() || !answers.is_empty()) {
            break;
        }
        answers.push((role, at));
        at += 1;
        if role.is_none() {
            break;
        }
    }
    let marks = answers.iter().all(|(role, _)| role.is_some_and(Role::takes_mark));
    let sound = !answers.is_empty() && (marks || answers.len() == 1);
    sound.then_some((Band { numbers: found, answers }, at))
}

/// The numbers of a row that holds nothing else but a label before them.
fn numbers<'a>(table: &'a Table, row: u32, context: &Context) -> Option<Vec<(Ordinal, &'a Slot)>> {
    let filled = || table.row(row).iter().filter(|s| !s.is_blank() && !s.hidden);
    if table.row(row).len() < FEW || filled().filter(|s| s.text().len() <= LONGEST).count() < FEW {
        return None;
    }
    let filled: Vec<&Slot> = filled().collect();
    let number = |slot: &&'a Slot| Some((ordinal::whole(&slot.text(), &context.catalogue)?, *slot));
    let found: Vec<(Ordinal, &Slot)> = filled.iter().filter_map(number).collect();
    let labels = filled.len() - found.len();
    let label_first = labels == 0 || filled.first().is_some_and(|s| number(s).is_none());
    let rising = found.windows(2).all(|pair| match (pair[0].0, pair[1].0) {
        (Ordinal::Number(a), Ordinal::Number(b)) => b == a + 1,
        (Ordinal::Exact(a), Ordinal::Exact(b)) => b == a + 1,
        _ => false,
    });
    let single = found.iter().all(|(_, slot)| slot.column_span == 1);
    (found.len() >= FEW && labels <= 1 && label_first && rising && single).then_some(found)
}

/// The indicators that numbers name, where they are exactly those of the catalogue or of a group.
pub(crate) fn named(numbers: &[Ordinal], group: Option<usize>, context: &Context) -> Option<Vec<usize>> {
    let catalogue = &context.catalogue;
    let all: Option<Vec<usize>> = numbers.iter().map(|n| n.through(catalogue)).collect();
    if all.as_ref().is_some_and(|all| all.iter().copied().eq(0..catalogue.len())) {
        return all;
    }
    let group = match numbers.first()? {
        Ordinal::Exact(first) => catalogue.indicators.get(*first)?.group,
        Ordinal::Number(_) => group?,
    };
    let named: Option<Vec<usize>> = numbers.iter().map(|n| n.indicator(catalogue, Some(group))).collect();
    named.filter(|named| catalogue.of_group(group).eq(named.iter().copied()))
}

/// The indicators of a run of numbers, where they count through the whole catalogue.
fn run(numbers: &[Ordinal], context: &Context) -> Option<Vec<usize>> {
    let all: Option<Vec<usize>> = numbers.iter().map(|n| n.through(&context.catalogue)).collect();
    all.filter(|all| all.len() >= FEW && all.windows(2).all(|pair| pair[1] == pair[0] + 1))
}

/// What the squares of a column say in some rows, each of which holds what its role says.
pub(crate) fn decide(
    table: &Table,
    answers: &[(Option<Role>, u32)],
    column: u32,
    filling: &Filling,
    context: &Context,
) -> Verdict {
    let square = |row: u32| table.slot(row, column).filter(|s| !s.hidden);
    if let [(role, row)] = answers
        && role.is_none_or(|r| !r.takes_mark())
    {
        let place = table.place(*row, column);
        return match square(*row).filter(|s| !s.is_blank() || s.fill.is_some()) {
            Some(slot) => verdict::of_square(slot, place, filling, &context.vocabulary),
            None => verdict::of_nothing(place, filling),
        };
    }
    let mut options = Vec::new();
    let mut evidence = String::new();
    let mut doubt = None;
    let mut at = answers.first().map_or(0, |(_, row)| *row);
    for (role, row) in answers {
        let printed = match role {
            Some(Role::No) => Printed::No,
            Some(Role::Level(level)) => Printed::Level(*level),
            _ => Printed::Yes,
        };
        let Some(slot) = square(*row) else {
            options.push((false, printed));
            continue;
        };
        let heading = [fold(&label(table, *row))];
        match marked_row::judge(
            printed,
            &crate::extract::answer::sign::in_slot(slot),
            &heading,
            &context.vocabulary,
        ) {
            Ok(on) => {
                if on {
                    at = *row;
                }
                options.push((on, printed));
            }
            Err(why) => doubt = doubt.or(Some(why)),
        }
        if !slot.is_blank() {
            verdict::append(&mut evidence, slot.text().trim());
        }
    }
    let chosen = doubt.map_or_else(|| choice::decide(&options, Rule::MarkInColumn), Err);
    let one_sided = !answers.iter().any(|(role, _)| *role == Some(Role::No));
    let place = table.place(at, column);
    if chosen == Err(AnswerFinding::Blank) && one_sided {
        return Verdict { evidence, ..verdict::of_nothing(place, filling) };
    }
    Verdict::new(chosen, evidence, place)
}

fn label(table: &Table, row: u32) -> String {
    table.row(row).iter().find(|s| !s.is_blank()).map(|s| s.text().into_owned()).unwrap_or_default()
}
