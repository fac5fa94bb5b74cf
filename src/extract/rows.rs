//! Reads a table row by row: headings, indicators with their answers, corrections, other lines.

use super::columns::Columns;
use super::context::Context;
use super::item::{Counted, Item, Line, MemberRow};
use super::ordinal::{self, Ordinal};
use super::role::Role;
use super::sign::{self, Sign};
use super::verdict::{self, Verdict};
use super::{names, plan, wide};
use crate::document::{Block, Slot, Table};
use crate::text::{clean_name, fold};

/// What is remembered from one table to the next: a form may go on in a table without headings.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The headings in force.
    columns: Columns,
    /// The table's width when they were read.
    width: u32,
    /// The group under whose heading the next row stands.
    pub group: Option<usize>,
    /// Whether an empty place means no.
    pub empty_is_no: bool,
}

/// A table being read.
struct Reader<'a, 'b> {
    table: &'a Table,
    context: &'b Context,
    memory: &'b mut Memory,
    /// The column of the indicators' wording.
    wording: Option<u32>,
    items: Vec<Item<'a>>,
    members: Vec<(u32, MemberRow)>,
}

/// Reads a table.
pub(super) fn read<'a>(table: &'a Table, context: &Context, memory: &mut Memory) -> Vec<Item<'a>> {
    if table.columns() != memory.width {
        memory.columns = Columns::default();
    }
    let wording = wording_column(table, context);
    let mut reader = Reader { table, context, memory, wording, items: Vec::new(), members: Vec::new() };
    let mut row = 0;
    while row < table.rows() {
        row = reader.row(row).max(row + 1);
    }
    reader.end_members();
    reader.items
}

/// The column in which most indicators are named.
fn wording_column(table: &Table, context: &Context) -> Option<u32> {
    let mut named: Vec<(u32, usize)> = Vec::new();
    for slot in table.slots().iter().filter(|s| s.column < super::MAX_COLUMNS) {
        let text = slot.text();
        if text.len() > 8 && context.known(&text).found.is_some_and(|m| m.is_clear()) {
            match named.iter_mut().find(|(c, _)| *c == slot.column) {
                Some((_, count)) => *count += 1,
                None => named.push((slot.column, 1)),
            }
        }
    }
    let (column, count) = named.into_iter().max_by_key(|(c, n)| (*n, std::cmp::Reverse(*c)))?;
    (count >= super::FEW.min(context.catalogue.len())).then_some(column)
}

impl<'a> Reader<'a, '_> {
    /// Reads a row; returns the next row to read.
    fn row(&mut self, row: u32) -> u32 {
        let table = self.table;
        let slots: Vec<&'a Slot> =
            table.row(row).iter().filter(|s| !s.hidden && s.column < super::MAX_COLUMNS).collect();
        if slots.iter().all(|s| s.is_blank()) && !self.is_unanswered_row(row) {
            return row + 1;
        }
        if let Some(head) = wide::head(table, row, self.context) {
            self.drop_headings(head.top, row);
            return wide::read(table, &head, self.memory.empty_is_no, self.context, &mut self.items);
        }
        if let Some(end) = self.headings(row) {
            return end;
        }
        if let Some(group) = self.group_heading(&slots) {
            self.memory.group = Some(group);
            return row + 1;
        }
        if self.indicator_row(row, &slots) || self.correction_row(row) {
            return row + 1;
        }
        self.other(row, &slots);
        row + 1
    }

    /// Whether the row continues slots merged from above, so that it holds nothing of its own.
    fn is_unanswered_row(&self, row: u32) -> bool {
        self.wording.and_then(|c| self.table.slot(row, c)).is_some_and(|s| s.row == row && !s.is_blank())
    }

    /// Takes lines back that turn out to be the upper headings of a wide table.
    fn drop_headings(&mut self, top: u32, row: u32) {
        let places: Vec<_> = (top..row).map(|r| self.table.place(r, 0)).collect();
        let in_head = |item: &Item<'_>| matches!(item, Item::Line(line) if places.iter().any(|p| same_row(p, &line.place)));
        while self.items.last().is_some_and(in_head) {
            self.items.pop();
        }
    }

    /// Reads headings that begin in this row; returns the row below them.
    fn headings(&mut self, row: u32) -> Option<u32> {
        if !self.is_heading(row) {
            return None;
        }
        let mut end = row + 1;
        while end < self.table.rows()
            && end < row + 4
            && (self.is_heading(end) || self.continues_heading(row, end))
        {
            if wide::head(self.table, end, self.context).is_some() {
                return None;
            }
            end += 1;
        }
        self.end_members();
        self.memory.columns = Columns::read(self.table, row..end, &self.context.vocabulary);
        self.memory.width = self.table.columns();
        while end < self.table.rows() && self.numbers_columns(end) {
            end += 1;
        }
        Some(end)
    }

    /// Whether a row holds headings: at least two known ones, none of them an indicator.
    fn is_heading(&self, row: u32) -> bool {
        let slots = self.table.row(row).iter().filter(|s| !s.is_blank() && !s.hidden);
        let mut roles: Vec<Role> = Vec::new();
        for slot in slots {
            let text = slot.text();
            if text.trim_end().ends_with(':') || text.contains(": ") {
                return false;
            }
            let one = self.context.vocabulary.heading(&text);
            roles.extend(one);
            if one.is_none() && self.context.known(&text).found.is_some_and(|m| m.is_clear() && m.score > 0.8)
            {
                return false;
            }
        }
        let marks = roles.iter().filter(|r| r.takes_mark()).count();
        // An answered row may hold `Có` too, but never two different headings with a place for marks.
        let distinct = roles.iter().any(|r| !r.takes_mark()) || marks >= 2;
        roles.len() >= 2 && distinct && (roles.len() >= 3 || !self.is_answered_row(row))
    }

    /// Whether the wording column of the row names an indicator.
    fn is_answered_row(&self, row: u32) -> bool {
        let text =
            self.wording.and_then(|c| self.table.slot(row, c)).filter(|s| s.row == row).map(Slot::text);
        text.is_some_and(|t| self.context.known(&t).found.is_some_and(|m| m.is_clear()))
    }

    /// Whether a row lies under merged headings and parts them.
    fn continues_heading(&self, top: u32, row: u32) -> bool {
        let merged_over = (0..self.table.columns().min(super::MAX_COLUMNS))
            .filter_map(|c| self.table.slot(row, c))
            .any(|s| s.row >= top && s.row < row);
        let own: Vec<&Slot> = self.table.row(row).iter().filter(|s| !s.is_blank()).collect();
        merged_over
            && !own.is_empty()
            && !self.is_answered_row(row)
            && own.iter().all(|s| self.context.known(&s.text()).group.is_none())
    }

    /// Whether a row only numbers the columns, `1 2 3 4 5`.
    fn numbers_columns(&self, row: u32) -> bool {
        let texts: Vec<String> =
            self.table.row(row).iter().filter(|s| !s.is_blank()).map(Slot::text).collect();
        let number = |t: &String| t.trim().trim_matches(['(', ')']).parse::<u32>().is_ok();
        texts.len() >= 3 && texts.iter().all(number) && texts.windows(2).all(|w| w[0] != w[1])
    }

    /// The group whose heading the row is.
    fn group_heading(&self, slots: &[&Slot]) -> Option<usize> {
        let filled: Vec<&&Slot> = slots.iter().filter(|s| !s.is_blank()).collect();
        if filled.len() > 2 {
            return None;
        }
        filled.iter().find_map(|s| self.context.known(&s.text()).group)
    }

    /// Reads a row that names an indicator; returns whether it does.
    fn indicator_row(&mut self, row: u32, slots: &[&'a Slot]) -> bool {
        let Some((indicator, wording)) = self.indicator_of(row, slots) else {
            return self.leftover(row, slots);
        };
        if self.is_plan() && !self.memory.columns.having(Role::answers).any(|_| true) {
            return false;
        }
        let columns = &self.memory.columns;
        if columns.having(|r| r == Role::Count).next().is_some() {
            let count = self.counted(row);
            self.items.push(Item::Count { indicator, count });
        } else if columns.having(Role::answers).next().is_some() {
            let mut verdict =
                verdict::of_row(self.table, row, columns, self.memory.empty_is_no, &self.context.vocabulary);
            self.look_beside(&mut verdict, row, wording);
            self.promise(row, indicator, &verdict);
            self.items.push(Item::Answer { indicator, verdict });
        } else if !self.answer_by_member(row, indicator) {
            let mut verdict = verdict::of_nothing(self.table.place(row, wording.column), false);
            self.look_beside(&mut verdict, row, wording);
            self.items.push(Item::Answer { indicator, verdict });
        }
        true
    }

    /// The indicator that a row names and the slot with its wording.
    fn indicator_of(&self, row: u32, slots: &[&'a Slot]) -> Option<(usize, &'a Slot)> {
        let ordinal = self.ordinal(row, slots);
        if let Some(slot) = self.wording.and_then(|c| self.table.slot(row, c)) {
            if slot.row != row {
                return None;
            }
            let head = head_of(&slot.text());
            let label = slot
                .paragraphs()
                .first()
                .and_then(|p| p.label.as_deref())
                .and_then(|l| ordinal::whole(l, &self.context.catalogue));
            let known = self.context.known(&head);
            return Some((self.context.indicator(known, ordinal.or(label), self.memory.group)?, slot));
        }
        // Without any wording only the indicator's own code will do.
        let Some(Ordinal::Exact(indicator)) = ordinal else { return None };
        let answered = self.memory.columns.having(|r| r.answers() || r == Role::Count).next().is_some();
        answered.then(|| slots.first().map(|s| (indicator, *s)))?
    }

    /// The ordinal in the row's number column, or in a slot of its own before the wording.
    fn ordinal(&self, row: u32, slots: &[&Slot]) -> Option<Ordinal> {
        let catalogue = &self.context.catalogue;
        let column = self.memory.columns.having(|r| r == Role::Number).next().map(|(c, _)| c);
        if let Some(slot) = column.and_then(|c| self.table.slot(row, c)) {
            let label = slot.paragraphs().first().and_then(|p| p.label.clone()).unwrap_or_default();
            return ordinal::whole(&slot.text(), catalogue).or_else(|| ordinal::whole(&label, catalogue));
        }
        let before = slots.iter().take_while(|s| self.wording.is_none_or(|w| s.column < w));
        before.filter_map(|s| ordinal::whole(&s.text(), catalogue)).next()
    }

    /// Where the answer columns decide nothing, boxes or words beside or below the wording may.
    fn look_beside(&self, verdict: &mut Verdict, row: u32, wording: &Slot) {
        use crate::finding::AnswerFinding::Blank;
        if verdict.chosen != Err(Blank) {
            return;
        }
        let columns = &self.memory.columns;
        for slot in self.table.row(row).iter().filter(|s| !s.hidden && s.column != wording.column) {
            if columns.role(slot.column).is_some() {
                continue;
            }
            let beside = verdict::of_slot(slot, self.table.place(row, slot.column), &self.context.vocabulary);
            if beside.chosen != Err(Blank) && ordinal::whole(&slot.text(), &self.context.catalogue).is_none()
            {
                let note = std::mem::take(&mut verdict.note);
                *verdict = Verdict { note, ..beside };
                return;
            }
        }
        if let Some(tail) = verdict::of_tail(wording, self.table.place(row, wording.column), self.context) {
            *verdict = Verdict { note: std::mem::take(&mut verdict.note), ..tail };
        }
    }

    /// A correction promised in the row of the indicator itself.
    fn promise(&mut self, row: u32, indicator: usize, verdict: &Verdict) {
        let columns = &self.memory.columns;
        if !columns.has(Role::Action) && !columns.has(Role::Due) {
            return;
        }
        if let Some(mut correction) = plan::of_row(self.table, row, columns, self.context) {
            if correction.shortcoming.is_empty() {
                let indicator = &self.context.catalogue.indicators[indicator];
                correction.shortcoming =
                    if verdict.note.is_empty() { indicator.label.clone() } else { verdict.note.clone() };
            }
            correction.indicator = Some(indicator);
            self.items.push(Item::Correction(correction));
        }
    }

    /// Columns headed by people's names hold an answer each.
    fn answer_by_member(&mut self, row: u32, indicator: usize) -> bool {
        let columns = &self.memory.columns;
        let mut any = false;
        for column in 0..self.table.columns().min(super::MAX_COLUMNS) {
            let Some(name) = columns.headings(column).last().filter(|h| names::is_name(h)) else { continue };
            let place = self.table.place(row, column);
            let verdict = match self.table.slot(row, column) {
                Some(slot) => {
                    verdict::of_square(slot, place, self.memory.empty_is_no, &self.context.vocabulary)
                }
                None => verdict::of_nothing(place, self.memory.empty_is_no),
            };
            any = true;
            match self.members.iter_mut().find(|(c, _)| *c == column) {
                Some((_, member)) => member.answers.push((indicator, verdict)),
                None => {
                    let place = self.table.place(row, column);
                    let answers = vec![(indicator, verdict)];
                    let name = clean_name(name);
                    self.members.push((
                        column,
                        MemberRow { name, birth: None, position: None, unit: None, answers, place },
                    ));
                }
            }
        }
        any
    }

    fn end_members(&mut self) {
        self.items.extend(self.members.drain(..).map(|(_, member)| Item::Member(member)));
    }

    /// A number of members, and how many were asked.
    fn counted(&self, row: u32) -> Counted {
        let whole = |slot: &Slot| match sign::in_slot(slot) {
            Sign::Number(n) if n >= 0.0 && n.fract() == 0.0 && n < 1e6 => format!("{n:.0}").parse().ok(),
            Sign::Nothing | Sign::Off => Some(0),
            _ => None,
        };
        let at = |role| {
            self.memory.columns.having(|r| r == role).find_map(|(c, _)| Some((c, self.table.slot(row, c)?)))
        };
        let counted = at(Role::Count);
        Counted {
            count: counted.and_then(|(_, slot)| whole(slot)),
            total: at(Role::Total).filter(|(_, s)| !s.is_blank()).and_then(|(_, slot)| whole(slot)),
            evidence: counted.map(|(_, slot)| slot.text().trim().to_owned()).unwrap_or_default(),
            place: self.table.place(row, counted.map_or(0, |(c, _)| c)),
        }
    }

    /// A row between indicators that is answered but names none of them.
    fn leftover(&mut self, row: u32, slots: &[&Slot]) -> bool {
        let columns = &self.memory.columns;
        if self.wording.is_none() || self.is_plan() || !columns.having(Role::answers).any(|_| true) {
            return false;
        }
        let wording =
            self.wording.and_then(|c| self.table.slot(row, c)).filter(|s| s.row == row && !s.is_blank());
        let marked =
            |c: u32| self.table.slot(row, c).is_some_and(|s| s.row == row && !sign::in_slot(s).leaves_open());
        let answered = columns.having(Role::answers).any(|(c, _)| Some(c) != self.wording && marked(c));
        let (Some(wording), true) = (wording, answered) else { return false };
        if slots.len() < 2 || wording.text().trim().len() < 8 {
            return false;
        }
        self.items.push(Item::Leftover {
            text: wording.text().trim().to_owned(),
            place: self.table.place(row, wording.column),
        });
        true
    }

    /// Whether the headings in force are those of a plan of corrections.
    fn is_plan(&self) -> bool {
        let columns = &self.memory.columns;
        let what = columns.has(Role::Shortcoming) || columns.has(Role::Wording);
        what && (columns.has(Role::Action) || columns.has(Role::Due))
    }

    fn correction_row(&mut self, row: u32) -> bool {
        let columns = &self.memory.columns;
        if !self.is_plan() || columns.having(Role::answers).any(|(_, r)| r.takes_mark()) {
            return false;
        }
        match plan::of_row(self.table, row, columns, self.context) {
            Some(correction) if !correction.shortcoming.is_empty() => {
                self.items.push(Item::Correction(correction));
                true
            }
            _ => false,
        }
    }

    /// A row that is none of these: lines of text, and tables within it.
    fn other(&mut self, row: u32, slots: &[&'a Slot]) {
        let single = slots.iter().all(|s| matches!(s.blocks.as_slice(), [] | [Block::Paragraph(_)]));
        if single && slots.len() > 1 {
            let text = slots.iter().map(|s| s.text()).collect::<Vec<_>>().join("\t");
            let place = self.table.place(row, slots[0].column);
            self.items.push(Item::Line(Line { text, place, paragraph: None }));
            return;
        }
        for slot in slots {
            super::outline::blocks(&slot.blocks, self.context, self.memory, &mut self.items);
        }
    }
}

/// The first lines of a slot, up to the one where a choice or an answer begins.
fn head_of(text: &str) -> String {
    let end = text.find([crate::document::BOX_EMPTY, crate::document::BOX_TICKED]).unwrap_or(text.len());
    text[..end].trim_end().to_owned()
}

fn same_row(a: &crate::model::Place, b: &crate::model::Place) -> bool {
    use crate::model::Place::{Slot, Square};
    match (a, b) {
        (Slot { table: t, row: r, .. }, Slot { table: u, row: s, .. }) => t == u && r == s,
        (Square { sheet: t, row: r, .. }, Square { sheet: u, row: s, .. }) => t == u && r == s,
        _ => false,
    }
}

/// Whether a text is nothing but a denial: a plan in which nothing is promised.
pub(super) fn is_denial(text: &str) -> bool {
    matches!(fold(text).as_str(), "khong" | "khong co" | "khong co han che" | "khong co gi")
}
