//! Rows that answer several indicators at once by their numbers: *Biểu hiện 1 đến 4 | Không*, *Biểu hiện 5 | Có*.

use super::marked_row;
use super::rows::Reader;
use crate::document::{Slot, Table};
use crate::extract::answer::verdict::Verdict;
use crate::extract::context::Context;
use crate::extract::prose::numbered::numbers;
use crate::extract::review::item::{Item, Part};
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::extract::wording::role::Role;
use crate::finding::AnswerFinding;
use crate::text::fold;

/// The longest text that names indicators by their numbers, in bytes.
const LONGEST: usize = 80;

/// A row that names indicators by their numbers.
pub(crate) struct Span {
    row: u32,
    column: u32,
    indicators: Vec<usize>,
    /// Whether it names them by a range: what is said of that as present may be said of any of them.
    ranged: bool,
}

/// The rows of a table that name indicators by their numbers, where one names several, and no indicator is named twice.
pub(crate) fn rows(table: &Table, group: Option<usize>, context: &Context) -> Vec<Span> {
    let joins =
        |text: &str| text.contains([',', '-', '–', ';']) || ["đến", "và"].iter().any(|w| text.contains(w));
    let several = |slot: &&Slot| {
        let text = slot.text();
        may_list(&text) && joins(&text) && listed(&text).is_some_and(|numbers| numbers.len() > 1)
    };
    let Some(column) = table.slots().iter().filter(several).map(|slot| slot.column).min() else {
        return Vec::new();
    };
    let mut named: Vec<(u32, Option<usize>, Vec<u32>, bool)> = Vec::new();
    let mut under = group;
    for row in 0..table.rows() {
        let heading =
            |slot: &Slot| if slot.column > column { None } else { context.known(&slot.text()).group };
        under = table.row(row).iter().find_map(heading).or(under);
        let Some(slot) = table.slot(row, column).filter(|slot| slot.row == row) else { continue };
        let text = slot.text();
        if let Some(numbers) = listed(&text) {
            let ranged =
                text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count() < numbers.len();
            named.push((row, under, numbers, ranged));
        }
    }
    indicators(named, context)
        .into_iter()
        .flatten()
        .map(|(row, indicators, ranged)| Span { row, column, indicators, ranged })
        .collect()
}

/// The indicators that rows name: within the groups that they stand under, else through the whole catalogue.
fn indicators(
    named: Vec<(u32, Option<usize>, Vec<u32>, bool)>,
    context: &Context,
) -> Option<Vec<(u32, Vec<usize>, bool)>> {
    let catalogue = &context.catalogue;
    let through =
        named.iter().flat_map(|(_, _, numbers, _)| numbers).any(|n| *n as usize > catalogue.longest_group());
    let headed = named.iter().all(|(_, group, ..)| group.is_some());
    let of = |(row, group, numbers, ranged): (u32, Option<usize>, Vec<u32>, bool)| {
        let indicators = match group {
            Some(group) if headed => ordinal::of_group(&numbers, group, catalogue)?,
            None if through => {
                numbers.iter().map(|n| Ordinal::Number(*n).through(catalogue)).collect::<Option<_>>()?
            }
            _ => return None,
        };
        Some((row, indicators, ranged))
    };
    let spans: Vec<(u32, Vec<usize>, bool)> = named.into_iter().map(of).collect::<Option<_>>()?;
    let mut all: Vec<usize> = spans.iter().flat_map(|(_, indicators, _)| indicators.clone()).collect();
    let asked = all.len();
    all.sort_unstable();
    all.dedup();
    (all.len() == asked).then_some(spans)
}

/// Whether a text is short, with figures and no code in it: `1.1`.
fn may_list(text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST && !text.contains('.') && text.bytes().any(|b| b.is_ascii_digit())
}

/// The numbers that a short text lists and nothing else.
fn listed(text: &str) -> Option<Vec<u32>> {
    if !may_list(text) {
        return None;
    }
    let text = text.trim();
    numbers(&fold(&text.replace(['-', '–'], " den "))).filter(|numbers| !numbers.is_empty())
}

impl Reader<'_, '_> {
    /// Reads a row that answers indicators by their numbers; returns whether it does.
    pub(crate) fn span_row(&mut self, row: u32) -> bool {
        let columns = &self.memory.columns;
        let Some(span) = self.spans.iter().find(|span| span.row == row) else { return false };
        let asks = columns.having(Role::answers).next().is_some() && !columns.count();
        let answers = columns.role(span.column).is_some_and(Role::answers);
        if !asks || answers || self.wording.is_some_and(|wording| wording != span.column) {
            return false;
        }
        let mut verdict =
            marked_row::of_row(self.table, row, columns, &self.memory.filling, &self.context.vocabulary);
        if span.ranged && verdict.admits() {
            verdict.chosen = Err(AnswerFinding::Undecided);
        }
        let answer = |indicator: &usize| Item::Answer {
            indicator: *indicator,
            verdict: Verdict { ..verdict.clone() },
            part: Part::Whole,
        };
        let read: Vec<Item<'_>> = span.indicators.iter().map(answer).collect();
        self.items.extend(read);
        self.parent = None;
        true
    }
}
