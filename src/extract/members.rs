//! Tables that word the indicators down the page and hold the answers of several members: a column or two for each, or
//! the rows of one after those of another.

use super::columns::Columns;
use super::item::{Item, MemberRow, Part};
use super::role::Role;
use super::rows::Reader;
use super::verdict::{self, Verdict};
use super::{MAX_COLUMNS, names};
use crate::document::Slot;
use crate::text::clean_name;

impl Reader<'_, '_> {
    /// Columns headed by people's names hold an answer each.
    pub(super) fn answer_by_member(&mut self, row: u32, indicator: usize) -> bool {
        let columns = &self.memory.columns;
        let mut any = false;
        for column in 0..self.table.columns().min(MAX_COLUMNS) {
            // `Cù Thế An` is a name although `cụ thể…` is a heading; `Số TT` is none.
            let heads = |h: &String| columns.role(column).is_some() && h.split_whitespace().count() < 3;
            let name = columns.headings(column).last().filter(|h| names::is_name(h) && !heads(h));
            let Some(name) = name else { continue };
            let place = self.table.place(row, column);
            let verdict = match self.table.slot(row, column) {
                Some(slot) => verdict::of_square(slot, place, &self.memory.filling, &self.context.vocabulary),
                None => verdict::of_nothing(place, &self.memory.filling),
            };
            any = true;
            member(&mut self.members, self.table.place(row, column), column, name).push((indicator, verdict));
        }
        any
    }

    /// Columns *Có* and *Không* under each of several people's names.
    pub(super) fn answer_in_pairs(&mut self, row: u32, indicator: usize) -> bool {
        for (name, columns) in &self.people {
            let (filling, vocabulary) = (&self.memory.filling, &self.context.vocabulary);
            let verdict = verdict::of_row(self.table, row, columns, filling, vocabulary);
            let column = columns.having(Role::takes_mark).next().map_or(0, |(column, _)| column);
            member(&mut self.members, self.table.place(row, column), column, name).push((indicator, verdict));
        }
        !self.people.is_empty()
    }

    /// A row that names the member whose answer it is, or goes on with the one named above.
    pub(super) fn answer_of_named(&mut self, row: u32, indicator: usize, part: Part) -> bool {
        let columns = &self.memory.columns;
        let text = |role: Role| {
            let column = columns.having(|r| r == role).next().map(|(column, _)| column);
            column.and_then(|c| self.table.slot(row, c)).map(Slot::text).unwrap_or_default()
        };
        // Names behind the wording are those of whom the answer is true, in a table of counts.
        let first = columns.having(|r| r == Role::Name).next().map(|(column, _)| column);
        if first.is_none() || first > self.wording || part != Part::Whole {
            return false;
        }
        if columns.having(Role::answers).next().is_none() {
            return false;
        }
        let written = clean_name(&text(Role::Name));
        let before = self.members.last().map(|(_, member)| &member.name);
        let name = match before {
            Some(name) if written.is_empty() => name.clone(),
            _ if names::is_name(&written) => written,
            _ => return false,
        };
        let unit = Some(text(Role::Unit).trim().to_owned()).filter(|unit| !unit.is_empty());
        let filling = &self.memory.filling;
        let verdict = verdict::of_row(self.table, row, columns, filling, &self.context.vocabulary);
        let known =
            self.members.iter().position(|(_, m)| m.name == name && (unit.is_none() || m.unit == unit));
        let at = known.unwrap_or_else(|| {
            let place = self.table.place(row, 0);
            self.members.push((row, MemberRow { name, unit, place, ..MemberRow::default() }));
            self.members.len() - 1
        });
        self.members[at].1.answers.push((indicator, verdict));
        true
    }

    /// Ends the members whose answers were being gathered.
    pub(super) fn end_members(&mut self) {
        if !self.memory.filling.empty_is_no && !self.members.is_empty() && self.people.is_empty() {
            let answers = self.members.iter_mut().map(|(_, member)| &mut member.answers);
            verdict::doubt_marks(&mut answers.collect::<Vec<_>>());
        }
        self.items.extend(self.members.drain(..).map(|(_, member)| Item::Member(member)));
        self.people.clear();
    }
}

/// The answers of the member of a column, who begins there if nothing was read of them.
fn member<'m>(
    members: &'m mut Vec<(u32, MemberRow)>,
    place: crate::model::Place,
    column: u32,
    name: &str,
) -> &'m mut Vec<(usize, Verdict)> {
    let at = members.iter().position(|(c, _)| *c == column).unwrap_or_else(|| {
        members.push((column, MemberRow { name: clean_name(name), place, ..MemberRow::default() }));
        members.len() - 1
    });
    &mut members[at].1.answers
}

/// The people under whose names columns for marks stand, each with those columns; none where it is but one.
pub(super) fn people(columns: &Columns) -> Vec<(String, Columns)> {
    let mut people: Vec<(String, Vec<u32>)> = Vec::new();
    for (column, _) in columns.having(Role::takes_mark) {
        let mut above = columns.headings(column).iter().rev().skip(1);
        // A name that is not merged over its columns stands above the first of them.
        if columns.headings(column).len() == 1
            && let Some((_, own)) = people.last_mut().filter(|(_, own)| own.last() == Some(&(column - 1)))
        {
            own.push(column);
            continue;
        }
        let Some(name) = above.find(|heading| names::is_name(heading)) else { continue };
        match people.iter_mut().find(|(other, _)| other == name) {
            Some((_, own)) => own.push(column),
            None => people.push((name.clone(), vec![column])),
        }
    }
    if people.len() < 2 {
        return Vec::new();
    }
    people.into_iter().map(|(name, own)| (name, columns.only(&own))).collect()
}
