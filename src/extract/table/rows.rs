//! Reads a table row by row: headings, indicators with their answers, corrections, other lines.

use super::columns::Columns;
use super::group_titles::GroupTitles;
use super::spans::{self, Span};
use super::{abreast, cards, grid, group_lists, on_side, rolls, stacked};
use crate::document::{Block, Slot, Table};
use crate::extract::answer::inner_choice;
use crate::extract::context::Context;
use crate::extract::head::{dateline, names};
use crate::extract::legend::filling::Filling;
use crate::extract::many::{present, wide};
use crate::extract::plan;
use crate::extract::plan::outcome;
use crate::extract::review::item::{Item, Line, MemberRow};
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::extract::wording::role::Role;
use crate::model::BirthDate;
use crate::text::fold;

/// How much of a wording is the indicator's where a row is plainly its.
const PLAIN: f32 = 0.8;

/// The most squares of such a row, and the longest text beside the wording, in bytes.
const MOST_SLOTS: usize = 8;
const LITTLE: usize = 8;

/// What is remembered from one table to the next: a form may go on in a table without headings.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The headings in force.
    pub columns: Columns,
    /// The table's width when they were read.
    pub width: u32,
    /// The group under whose heading the next row stands.
    pub group: Option<usize>,
    /// The column of the wordings in the table that comes next, where it is known beforehand.
    pub wording: Option<u32>,
    /// How many indicators from the first on have rows with the numbers of the whole catalogue.
    pub through: usize,
    /// What the form says of how to fill it in.
    pub filling: Filling,
    /// Whether what follows says what became of corrections promised before.
    pub following: bool,
    /// Whether the part with corrections is being read.
    pub planned: bool,
    /// Whom the row above was about, in a table of them.
    pub who: Option<(String, Option<BirthDate>)>,
}

/// A table being read.
pub(crate) struct Reader<'a, 'b> {
    pub table: &'a Table,
    pub context: &'b Context,
    pub memory: &'b mut Memory,
    /// The column of the indicators' wording.
    pub wording: Option<u32>,
    /// Where no wording is: the rows that name each indicator by its number alone.
    pub numbered: Vec<(u32, usize)>,
    /// The rows that name several indicators at once by their numbers.
    pub spans: Vec<Span>,
    pub items: Vec<Item<'a>>,
    /// Members whose answers stand in a column each, or in the rows below one another.
    pub members: Vec<(u32, MemberRow)>,
    /// The indicator whose rows are being read, with the number in front of it.
    pub parent: Option<Parent>,
    /// Where titles of groups stand.
    pub titles: GroupTitles,
    /// How many rows leave their indicator open and hold a mark under a heading that is not understood.
    pub unread_rows: usize,
    /// Whether the column for notes answers in place of those for marks.
    pub noted: Noted,
    /// The groups beside whose titles something answers.
    pub answered_titles: Vec<usize>,
}

/// Whether the column for notes answers in place of those for marks, once that was asked.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Noted {
    #[default]
    Unasked,
    No,
    In(u32),
}

/// The indicator whose rows are being read.
#[derive(Debug, Clone)]
pub(crate) struct Parent {
    pub indicator: usize,
    /// The number in front of it.
    pub number: String,
    /// The bullet before its wording.
    pub bullet: Option<Bullet>,
}

/// How a list marks its lines: the kind of sign and what follows it, as in `a)`, `1.`, `-`.
pub(crate) type Bullet = (char, char);

/// Reads a table.
pub(crate) fn read<'a>(table: &'a Table, context: &Context, memory: &mut Memory) -> Vec<Item<'a>> {
    if let Some(lines) = cards::labelled(table, context) {
        return lines;
    }
    if table.columns() != memory.width {
        memory.columns = Columns::default();
    }
    let worded = wording_columns(table, context);
    if let Some(forms) = abreast::forms(table, &whole(&worded, context), context) {
        memory.columns = Columns::default();
        return abreast::read_forms(table, &forms, memory, context);
    }
    if let Some(lines) = cards::lines(table, context) {
        return lines;
    }
    let wording = memory.wording.take().or_else(|| most(&worded, context));
    let numbered = match wording {
        Some(column) => referenced_rows(table, column, context),
        None => numbered_rows(table, memory.group, context),
    };
    let spans = spans::rows(table, memory.group, context);
    let (items, members) = (Vec::new(), Vec::new());
    let (parent, unread_rows) = (None, 0);
    let (titles, noted) = (GroupTitles::default(), Noted::default());
    let mut reader = Reader {
        table,
        context,
        memory,
        wording,
        numbered,
        spans,
        items,
        members,
        parent,
        titles,
        unread_rows,
        noted,
        answered_titles: Vec::new(),
    };
    let mut row = 0;
    while row < table.rows() {
        row = reader.row(row).max(row + 1);
    }
    reader.end_members();
    reader.ask_unread();
    reader.ask_unnamed();
    reader.ask_turned();
    reader.doubt_slipped();
    reader.drop_strangers();
    if reader.unread_rows >= crate::extract::FEW {
        reader.items.push(Item::Unread);
    }
    reader.memory.planned |= reader.is_plan();
    reader.items
}

/// The columns that name indicators and how many, by their words or else by number (`Biểu hiện 3`).
fn wording_columns(table: &Table, context: &Context) -> Vec<(u32, usize)> {
    let quoted = |text: &str| text.len() > 8 && context.known(text).found.is_some_and(|m| m.is_clear());
    let numbered = |text: &str| context.known(text).reference.is_some();
    let worded = naming_columns(table, quoted);
    if most(&worded, context).is_some() { worded } else { naming_columns(table, numbered) }
}

/// The column in which most indicators are named.
fn most(columns: &[(u32, usize)], context: &Context) -> Option<u32> {
    let (column, count) = columns.iter().max_by_key(|(c, n)| (*n, std::cmp::Reverse(*c)))?;
    (*count >= crate::extract::FEW.min(context.catalogue.len())).then_some(*column)
}

/// The columns that name most of all indicators: where two do, both name the same ones.
fn whole(columns: &[(u32, usize)], context: &Context) -> Vec<u32> {
    let mut whole: Vec<u32> =
        columns.iter().filter(|(_, n)| 2 * n > context.catalogue.len()).map(|(c, _)| *c).collect();
    whole.sort_unstable();
    whole
}

/// The rows of a table without any wording whose first column holds the numbers of the catalogue, or of the group
/// that it stands under: all of them, in order, and beside them nothing but short answers.
fn numbered_rows(table: &Table, group: Option<usize>, context: &Context) -> Vec<(u32, usize)> {
    let Some(column) = table.slots().iter().map(|s| s.column).min() else { return Vec::new() };
    let coded = coded_rows(table, column, context);
    if !coded.is_empty() {
        return coded;
    }
    let number = |slot: &Slot| Some((ordinal::whole(&slot.text(), &context.catalogue)?, slot.row));
    let numbers: Vec<_> =
        table.slots().iter().filter(|s| s.column == column && s.row_span == 1).filter_map(number).collect();
    // A list of people is numbered too.
    let long =
        |row: u32| table.row(row).iter().any(|s| s.text().trim().len() > SHORT || names::is_name(&s.text()));
    // A plan below the answers may have numbers of its own.
    let of_group = group.map_or(0, |group| context.catalogue.of_group(group).count());
    let counts = [context.catalogue.len(), of_group];
    let fitting =
        counts.into_iter().filter(|n| (crate::extract::FEW..=numbers.len()).contains(n)).find_map(|n| {
            let (ordinals, rows): (Vec<_>, Vec<_>) = numbers[..n].iter().copied().unzip();
            let named = grid::named(&ordinals, group, context)
                .or_else(|| below_headings(table, &numbers[..n], context))?;
            (!rows.iter().any(|row| long(*row))).then(|| rows.into_iter().zip(named).collect())
        });
    fitting.unwrap_or_default()
}

/// The rows that name each indicator by its number in place of its wording, where the numbers are those of the whole
/// catalogue, in order: *Biểu hiện 1* to *Biểu hiện 27*.
fn referenced_rows(table: &Table, column: u32, context: &Context) -> Vec<(u32, usize)> {
    let in_column = table.slots().iter().filter(|s| s.column == column && !s.is_blank());
    let reference = |slot: &Slot| Some((context.known(&slot.text()).reference?, slot.row));
    let (ordinals, rows): (Vec<_>, Vec<_>) = in_column.filter_map(reference).unzip();
    let named = grid::named(&ordinals, None, context).filter(|named| named.len() == context.catalogue.len());
    named.map(|named| rows.into_iter().zip(named).collect()).unwrap_or_default()
}

/// The indicators that numbers name below the headings of all groups, one after the other.
fn below_headings(table: &Table, numbers: &[(Ordinal, u32)], context: &Context) -> Option<Vec<usize>> {
    let heading = |slot: &Slot| Some((slot.row, context.known(&slot.text()).group?));
    let headings: Vec<(u32, usize)> = table.slots().iter().filter_map(heading).collect();
    let above = |row: u32| headings.iter().rev().find(|(at, _)| *at < row).map(|(_, group)| *group);
    let named = numbers.iter().map(|(n, row)| n.indicator(&context.catalogue, Some(above(*row)?)));
    named.collect::<Option<Vec<_>>>().filter(|named| named.iter().copied().eq(0..context.catalogue.len()))
}

/// The rows of a table in which another column than the first holds the indicators' own codes: then the first only
/// numbers the rows.
fn coded_rows(table: &Table, first: u32, context: &Context) -> Vec<(u32, usize)> {
    let code = |slot: &Slot| match ordinal::whole(&slot.text(), &context.catalogue) {
        Some(Ordinal::Exact(indicator)) if slot.column > first && slot.row_span == 1 => {
            Some((slot.column, slot.row, indicator))
        }
        _ => None,
    };
    let all: Vec<_> = table.slots().iter().filter_map(code).collect();
    let count = |column: u32| all.iter().filter(|(at, ..)| *at == column).count();
    let Some(most) = all.iter().map(|(column, ..)| *column).max_by_key(|column| count(*column)) else {
        return Vec::new();
    };
    let fewest = crate::extract::FEW.max(context.catalogue.group_sizes().min().unwrap_or_default());
    if count(most) < fewest {
        return Vec::new();
    }
    all.into_iter()
        .filter(|(column, ..)| *column == most)
        .map(|(_, row, indicator)| (row, indicator))
        .collect()
}

/// The longest text in such a row, in bytes.
const SHORT: usize = 40;

fn naming_columns(table: &Table, names: impl Fn(&str) -> bool) -> Vec<(u32, usize)> {
    let mut tally: Vec<(u32, usize)> = Vec::new();
    for slot in table.slots().iter().filter(|s| s.column < crate::extract::MAX_COLUMNS) {
        if names(&inner_choice::above(slot)) {
            match tally.iter_mut().find(|(c, _)| *c == slot.column) {
                Some((_, count)) => *count += 1,
                None => tally.push((slot.column, 1)),
            }
        }
    }
    tally
}

impl<'a> Reader<'a, '_> {
    /// Takes no answers from a table that asks something else, as one of what members must not do: of its rows a few
    /// share words with an indicator, and most are none's. What decides nothing is a question already.
    fn drop_strangers(&mut self) {
        let answers = |item: &Item<'_>| matches!(item, Item::Answer { .. });
        let answered = self.items.iter().filter(|item| answers(item)).count();
        let others = self.items.iter().filter(|item| matches!(item, Item::Leftover { .. })).count();
        let decided =
            |item: &Item<'_>| matches!(item, Item::Answer { verdict, .. } if verdict.chosen.is_ok());
        if others >= crate::extract::FEW && others > 3 * answered && self.items.iter().any(decided) {
            self.items.retain(|item| !answers(item));
        }
    }

    /// Reads a row; returns the next row to read.
    fn row(&mut self, row: u32) -> u32 {
        let table = self.table;
        let slots: Vec<&'a Slot> =
            table.row(row).iter().filter(|s| !s.hidden && s.column < crate::extract::MAX_COLUMNS).collect();
        if slots.iter().all(|s| s.is_blank()) && !self.is_unanswered_row(row) {
            return row + 1;
        }
        let example = |s: &&'a Slot| self.context.vocabulary.sample_rows.contains(&fold(&s.text()));
        if self.wording.is_some() && slots.first().is_some_and(example) {
            return row + 1;
        }
        // Most rows of a form are of this kind, and none of the others.
        if self.asks_plainly(row, &slots) && self.indicator_row(row, &slots) {
            return row + 1;
        }
        if let Some(end) = grid::read(table, row, self.memory, self.context, &mut self.items) {
            return end;
        }
        if let Some(end) = group_lists::read(table, row, self.context, &mut self.items) {
            return end;
        }
        if let Some(end) = on_side::read(table, row, self.memory, self.context, &mut self.items) {
            self.end_members();
            return end;
        }
        if let Some(head) = wide::head(table, row, self.memory.group, &self.titles, self.context) {
            self.drop_headings(head.top, row);
            return wide::read(table, &head, &self.memory.filling, self.context, &mut self.items);
        }
        let asked = self.memory.columns.having(Role::answers).next().is_some();
        let list = || present::head(table, row, &self.titles, self.context);
        if let Some(head) = (!asked).then(list).flatten() {
            return present::read(table, &head, self.context, &mut self.items);
        }
        if let Some(lists) = abreast::lists(table, row, self.context) {
            self.end_members();
            return abreast::read(table, &lists, self.memory, self.context, &mut self.items);
        }
        if self.wording.is_none()
            && let Some(end) = plan::across::read(table, row, self.context, &mut self.items)
        {
            return end;
        }
        if self.wording.is_none()
            && self.numbered.is_empty()
            && let Some(end) = rolls::read(table, row, self.context, &mut self.items)
        {
            return end;
        }
        if let Some(end) = self.headings(row) {
            return end;
        }
        if self.plan_in_square(&slots) {
            return row + 1;
        }
        if self.group_of_lists(row, &slots) || self.span_row(row) {
            return row + 1;
        }
        if let Some(group) = self.group_heading(&slots).or_else(|| self.answered_group(&slots)) {
            self.memory.group = Some(group);
            self.parent = None;
            self.items.push(Item::GroupHeading(group));
            self.statement_beside(row, &slots, group);
            return row + 1;
        }
        if self.stacked_row(row, &slots) {
            return row + 1;
        }
        if self.outcome_row(row) || self.indicator_row(row, &slots) || self.correction_row(row, &slots) {
            return row + 1;
        }
        self.other(row, &slots);
        row + 1
    }

    /// Whether a row words an indicator in the column for that, and holds beside it so little that it can be nothing
    /// else: a number, marks, `Không`.
    fn asks_plainly(&self, row: u32, slots: &[&Slot]) -> bool {
        let wording = self.wording.and_then(|column| self.table.slot(row, column));
        let Some(wording) = wording.filter(|s| s.row == row && !self.memory.following) else { return false };
        let text = wording.text();
        let known = self.context.known(&text);
        let plain = known.found.is_some_and(|found| found.is_clear() && found.score > PLAIN)
            && known.group.is_none()
            && known.lists.is_none()
            && (!text.contains('\n') || text.lines().nth(2).is_none());
        let little = |slot: &&Slot| {
            let text = slot.text();
            slot.column == wording.column
                || text.is_empty()
                || (text.len() <= LITTLE && self.context.known(&text).reference.is_none())
        };
        plain && slots.len() <= MOST_SLOTS && slots.iter().all(little)
    }

    /// Whether the row continues slots merged from above, so that it holds nothing of its own.
    fn is_unanswered_row(&self, row: u32) -> bool {
        self.wording.and_then(|c| self.table.slot(row, c)).is_some_and(|s| s.row == row && !s.is_blank())
    }

    /// Whether the headings in force are those of a plan of corrections.
    pub(crate) fn is_plan(&self) -> bool {
        let columns = &self.memory.columns;
        let what = columns.has(Role::Shortcoming) || columns.has(Role::Wording);
        what && (columns.has(Role::Action) || columns.has(Role::Due))
    }

    /// A row that words several indicators in one square and answers them in another.
    fn stacked_row(&mut self, row: u32, slots: &[&'a Slot]) -> bool {
        let tall = slots.iter().filter(|s| s.text().lines().nth(2).is_some());
        let group = || slots.iter().find_map(|s| self.context.known(&s.text()).group).or(self.memory.group);
        let Some(indicators) = tall.into_iter().find_map(|s| stacked::indicators(s, group(), self.context))
        else {
            return false;
        };
        let answers = self.memory.columns.slots(self.table, row, |r| r == Role::Answer);
        let [(column, answer)] = answers.as_slice() else { return false };
        let place = self.table.place(row, *column);
        let Some(items) = stacked::answers(&indicators, answer, &place, self.context) else { return false };
        self.items.extend(items);
        true
    }

    /// A row that says what became of a correction promised before.
    fn outcome_row(&mut self, row: u32) -> bool {
        let memory = &mut *self.memory;
        if !memory.following || !outcome::is_table(&memory.columns) {
            return false;
        }
        let said = outcome::of_row(self.table, row, &memory.columns, &mut memory.who, self.context);
        let any = said.is_some();
        self.items.extend(said.map(Item::Outcome));
        any
    }

    /// Whether a row holds fields of a form's head or end, each label with its value behind a colon or in the next
    /// square, and nothing else.
    pub(crate) fn is_field(&self, slots: &[&Slot]) -> bool {
        let names_field = |label: &str| self.context.vocabulary.fields.of(&fold(label)).is_some();
        let filled: Vec<_> = slots.iter().filter(|s| !s.is_blank()).map(|s| s.text()).collect();
        let mut waits_for_value = false;
        let mut values = 0;
        for text in &filled {
            if let Some((_, value)) = text.split_once(':').filter(|(label, _)| names_field(label)) {
                waits_for_value = value.trim().is_empty() && filled.len() > 1;
                values += usize::from(!waits_for_value);
            } else if waits_for_value {
                waits_for_value = false;
                values += 1;
            } else if names_field(text) && filled.len() > 1 {
                waits_for_value = true;
            } else {
                return false;
            }
        }
        values > 0
    }

    /// Whether a row holds nothing but where, when and by whom a form is signed.
    pub(crate) fn is_signed(&self, slots: &[&Slot]) -> bool {
        let undated = |s: &&&Slot| !s.is_blank() && !dateline::is_dateline(&s.text());
        let signers: Vec<&&Slot> = slots.iter().filter(undated).collect();
        !signers.is_empty() && signers.iter().all(|s| self.is_signature(&[**s]))
    }

    /// A row that is none of these: lines of text, and tables within it.
    fn other(&mut self, row: u32, slots: &[&'a Slot]) {
        let single = slots.iter().all(|s| matches!(s.blocks.as_slice(), [] | [Block::Paragraph(_)]));
        // Whose name stands below a signer's title is told by their columns.
        let plain = slots.iter().all(|s| s.blocks.iter().all(|b| matches!(b, Block::Paragraph(_))));
        if (single || (plain && self.is_signature(slots))) && slots.len() > 1 {
            let text = slots.iter().map(|s| s.text()).collect::<Vec<_>>().join("\t").into();
            let place = self.table.place(row, slots[0].column);
            self.items.push(Item::Line(Line { text, place, paragraph: None, row: slots.to_vec() }));
            return;
        }
        for slot in slots {
            crate::extract::outline::blocks(&slot.blocks, self.context, self.memory, &mut self.items);
        }
    }
}

/// Whether a text is nothing but a denial: a plan in which nothing is promised.
pub(crate) fn is_denial(text: &str) -> bool {
    const LETTERS: usize = "khongcohanche".len();
    text.chars().filter(|c| c.is_alphanumeric()).nth(LETTERS).is_none()
        && matches!(fold(text).as_str(), "khong" | "khong co" | "khong co han che" | "khong co gi")
}
