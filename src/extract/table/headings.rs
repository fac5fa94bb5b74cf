//! The headings of a table: of its columns and of its groups.

use super::columns::Columns;
use super::rows::Reader;
use crate::document::Slot;
use crate::extract::MAX_COLUMNS;
use crate::extract::answer::sign;
use crate::extract::head::names;
use crate::extract::many::{people, wide};
use crate::extract::prose::grouped;
use crate::extract::review::item::{Item, Line};
use crate::extract::wording::ordinal;
use crate::extract::wording::role::Role;
use crate::model::Place;
use std::borrow::Cow;

/// The most words that a heading behind what falls short has.
const WORDY: usize = 6;

impl Reader<'_, '_> {
    /// Takes lines back that turn out to be the upper headings of a wide table.
    pub(crate) fn drop_headings(&mut self, top: u32, row: u32) {
        let places: Vec<_> = (top..row).map(|r| self.table.place(r, 0)).collect();
        let in_head = |item: &Item<'_>| matches!(item, Item::Line(line) if places.iter().any(|p| same_row(p, &line.place)));
        while self.items.last().is_some_and(in_head) {
            self.items.pop();
        }
    }

    /// Reads headings that begin in this row; returns the row below them.
    pub(crate) fn headings(&mut self, row: u32) -> Option<u32> {
        if !self.is_heading(row) {
            return None;
        }
        let mut end = row + 1;
        while end < self.table.rows()
            && end < row + 4
            && (self.is_heading(end) || self.continues_heading(row, end))
            && !(self.holds_words(end)
                && self.is_promise(end, &Columns::read(self.table, row..end, self.context)))
        {
            if wide::head(self.table, end, self.memory.group, &self.titles, self.context).is_some() {
                return None;
            }
            end += 1;
        }
        self.end_members();
        let below = people::in_row(self.table, end, self.wording, self.context);
        let above = || people::in_row(self.table, row.checked_sub(1)?, self.wording, self.context);
        self.memory.columns = Columns::read(self.table, row..end, self.context);
        if let Some(people) = below.or_else(above) {
            self.memory.columns.head_by(people);
            self.drop_headings(row.saturating_sub(1), row);
        }
        if !self.memory.columns.people().is_empty() {
            while end < self.table.rows() && people::says_of_each(self.table, end, self.wording, self.context)
            {
                end += 1;
            }
        }
        self.memory.columns.answer_beside_wording(self.wording);
        self.memory.columns.explain(&self.memory.filling);
        self.memory.columns.count_figures(self.table, end, self.context);
        // A table that words the indicators may be a review's, whatever stands above it.
        if self.memory.following && self.wording.is_none() {
            self.memory.columns.follow_up();
        }
        self.memory.who = None;
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
            let known = self.context.known(&slot.text());
            if known.is_field && known.heading != Some(Role::Aside) {
                return false;
            }
            roles.extend(known.heading);
            if known.heading.is_none() && known.found.is_some_and(|m| m.is_clear() && m.score > 0.8) {
                return false;
            }
        }
        if self.naming().is_some_and(|at| people::heads_columns(self.table, row, at, self.context)) {
            return true;
        }
        // Who fills a form in may stand in a table of its own: `Họ và tên | … | Ngày sinh | …`.
        if roles.iter().all(|r| r.is_personal()) {
            return false;
        }
        if self.is_numbered(row) {
            return false;
        }
        let marks = roles.iter().filter(|r| r.takes_mark()).count();
        // An answered row may hold `Có` too, but never two different headings with a place for marks.
        let distinct = roles.iter().any(|r| !r.takes_mark()) || marks >= 2;
        let heads = roles.len() >= 2 && distinct && (roles.len() >= 3 || !self.is_answered_row(row));
        heads
            && !people::says_who_each_is(self.table, row, self.wording, self.context)
            && !self.is_of_person(row)
            && !self.is_promise(row, &self.memory.columns)
    }

    /// Whether a row names an indicator by nothing but its number.
    fn is_numbered(&self, row: u32) -> bool {
        let named = || self.wording.and_then(|c| self.table.slot(row, c)).filter(|s| s.row == row);
        self.numbered.iter().any(|(at, _)| *at == row)
            || named().is_some_and(|slot| self.context.known(&slot.text()).reference.is_some())
    }

    /// The column that names the indicators, by their words or by nothing but their numbers.
    fn naming(&self) -> Option<u32> {
        let first = || self.table.slots().iter().map(|s| s.column).min();
        // A sheet of which nothing is known may have any number of squares, and asks this for each of its rows.
        self.wording.or_else(|| if self.numbered.is_empty() { None } else { first() })
    }

    /// Whether a row of a numbered list names somebody: what stands beside the name, *Đảng viên* and *Không có biểu
    /// hiện*, heads nothing.
    fn is_of_person(&self, row: u32) -> bool {
        let mut filled = self.table.row(row).iter().filter(|s| !s.is_blank() && !s.hidden);
        let numbered = filled.next().is_some_and(|s| s.text().trim().parse::<u32>().is_ok());
        numbered && filled.any(|s| names::is_name(&s.text()))
    }

    /// Whether a row holds words that head nothing.
    fn holds_words(&self, row: u32) -> bool {
        let words = |s: &Slot| s.text().len() > 12 && self.context.known(&s.text()).heading.is_none();
        self.table.row(row).iter().filter(|s| !s.is_blank()).any(words)
    }

    /// Whether a row below the headings of a plan says what falls short and what will be done: *Thường xuyên* and *Đã
    /// xong* beside that are no headings.
    fn is_promise(&self, row: u32, columns: &Columns) -> bool {
        let heads = |s: &Slot| self.context.known(&s.text()).heading.is_some();
        // `Hạn chế rượu bia, nêu gương trong gia đình` begins as a heading does, and is none.
        let wordy = |s: &Slot| s.text().split_whitespace().count() > WORDY;
        let says = |role: Role, says: &dyn Fn(&Slot) -> bool| {
            let mut slots = columns.slots(self.table, row, |r| r == role).into_iter();
            slots.any(|(_, s)| s.row == row && !s.is_blank() && says(s))
        };
        says(Role::Shortcoming, &|s| !heads(s)) && says(Role::Action, &|s| !heads(s) || wordy(s))
    }

    /// Whether the wording column of the row names an indicator.
    pub(crate) fn is_answered_row(&self, row: u32) -> bool {
        let text =
            self.wording.and_then(|c| self.table.slot(row, c)).filter(|s| s.row == row).map(Slot::text);
        text.is_some_and(|t| self.context.known(&t).found.is_some_and(|m| m.is_clear()))
    }

    /// Whether a row lies under merged headings and parts them.
    fn continues_heading(&self, top: u32, row: u32) -> bool {
        let merged_over = (0..self.table.columns().min(MAX_COLUMNS))
            .filter_map(|c| self.table.slot(row, c))
            .any(|s| s.row >= top && s.row < row);
        let own: Vec<&Slot> = self.table.row(row).iter().filter(|s| !s.is_blank()).collect();
        let under_wide = |s: &&Slot| {
            let above = row.checked_sub(1).and_then(|r| self.table.slot(r, s.column));
            above.is_some_and(|above| above.column_span > 1 && !above.is_blank())
        };
        (merged_over || own.iter().all(under_wide))
            && !own.is_empty()
            && !self.is_answered_row(row)
            && own.iter().all(|s| self.context.known(&s.text()).group.is_none())
    }

    /// Whether a row only numbers the columns, `1 2 3 4 5`.
    pub(crate) fn numbers_columns(&self, row: u32) -> bool {
        let texts: Vec<Cow<'_, str>> =
            self.table.row(row).iter().filter(|s| !s.is_blank()).map(Slot::text).collect();
        // `3=4+5` says what a column adds up.
        let number = |t: &Cow<'_, str>| {
            let figure = t.split(['=', '+', '-', ':', '/']).next().unwrap_or_default();
            figure.trim().trim_matches(['(', ')']).parse::<u32>().is_ok()
                && !t.contains(|c: char| c.is_alphabetic() || c.is_whitespace() && t.trim().len() > 20)
        };
        texts.len() >= 3 && texts.iter().all(number) && texts.windows(2).all(|w| w[0] != w[1])
    }

    /// The group whose heading the row is.
    pub(crate) fn group_heading(&self, slots: &[&Slot]) -> Option<usize> {
        let filled: Vec<&&Slot> = slots.iter().filter(|s| !s.is_blank()).collect();
        if filled.len() > 2 {
            return None;
        }
        filled.iter().find_map(|s| self.context.known(&s.text()).group)
    }
}

impl<'a> Reader<'a, '_> {
    /// The group of a row that names it and says beside its title what there is of it.
    pub(crate) fn answered_group(&self, slots: &[&'a Slot]) -> Option<usize> {
        let group = slots.iter().find_map(|s| self.context.known(&s.text()).group)?;
        let numeral =
            |s: &Slot| ordinal::group_number(s.text().trim().trim_end_matches('.'), &self.context.catalogue);
        let first = slots.iter().find(|s| !s.is_blank())?;
        let numbered = numeral(first) == Some(group);
        (numbered || self.stating(slots, group).next().is_some()).then_some(group)
    }

    /// Keeps the sentence about a group that stands beside its title.
    pub(crate) fn statement_beside(&mut self, row: u32, slots: &[&'a Slot], group: usize) {
        let Some(slot) = self.stating(slots, group).next() else {
            self.answer_beside(row, slots, group);
            return;
        };
        let (text, place) = (slot.text(), self.table.place(row, slot.column));
        self.items.push(Item::Line(Line { text, place, paragraph: None, row: Vec::new() }));
    }

    /// An answer beside the title of a group is asked about: it may hold for each of its indicators, or sum them up.
    fn answer_beside(&mut self, row: u32, slots: &[&'a Slot], group: usize) {
        let answered = |s: &&&Slot| {
            self.memory.columns.role(s.column).is_some_and(Role::answers)
                && Some(s.column) != self.wording
                && !sign::in_slot(s).leaves_open()
                && self.context.known(&s.text()).group.is_none()
        };
        if let Some(slot) = slots.iter().find(answered) {
            let text = format!("{}: {}", self.context.catalogue.groups[group].title, slot.text().trim());
            self.items.push(Item::Leftover { text, place: self.table.place(row, slot.column) });
            self.answered_titles.push(group);
        }
    }

    fn stating(&self, slots: &[&'a Slot], group: usize) -> impl Iterator<Item = &'a Slot> {
        let states = |slot: &&Slot| grouped::statement(&slot.text(), group, self.context).is_some();
        slots.iter().copied().filter(states).collect::<Vec<_>>().into_iter()
    }
}

/// Whether two places lie in one row.
fn same_row(a: &Place, b: &Place) -> bool {
    use Place::{Slot, Square};
    match (a, b) {
        (Slot { table, row, .. }, Slot { table: other, row: of, .. }) => table == other && row == of,
        (Square { sheet, row, .. }, Square { sheet: other, row: of, .. }) => sheet == other && row == of,
        _ => false,
    }
}
