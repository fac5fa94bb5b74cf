//! People whose answers stand below their names: in one column each, or under *Có* and *Không* below each name; and
//! units whose counts do.

use super::columns::Columns;
use super::context::Context;
use super::item::{Item, MemberRow};
use super::role::Role;
use super::rows::Reader;
use super::verdict;
use super::{marked_row, names};
use crate::text::{clean_name, fold};
use std::ops::Range;

/// Somebody whose name stands over columns, or a unit.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// The name.
    pub name: String,
    /// Whether it is that of a unit.
    pub is_unit: bool,
    /// The columns below it.
    pub columns: Range<u32>,
}

/// The people whose names head columns, one column each or several that take marks. One name over several columns
/// stands over all answers of a form: it parts none.
pub(super) fn over(columns: &Columns, context: &Context) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for at in 0..columns.width() {
        let headings = columns.headings(at);
        let answers = columns.role(at).is_some_and(Role::answers);
        let named = headings.iter().rposition(|heading| is_person(heading, context));
        // Below the name stands what each of its columns is for, or nothing.
        let Some(named) = named.filter(|named| *named + 1 == headings.len() || answers) else {
            // A name that is not merged over its columns stands above the first of them.
            let goes_on = |last: &&mut Person| {
                last.columns.end == at && columns.role(last.columns.start).is_some_and(Role::takes_mark)
            };
            if answers
                && headings.len() == 1
                && let Some(last) = people.last_mut().filter(goes_on)
            {
                last.columns.end = at + 1;
            }
            continue;
        };
        let name = clean_name(&headings[named]);
        match people.last_mut().filter(|last| last.name == name && last.columns.end == at) {
            Some(last) => last.columns.end = at + 1,
            None => people.push(Person { name, is_unit: false, columns: at..at + 1 }),
        }
    }
    // One alone over a column says what it thinks of the answers beside it.
    if people.iter().all(|person| context.vocabulary.committee(&fold(&person.name)).is_some()) {
        people.clear();
    }
    let parted = people.iter().any(|person| person.columns.len() > 1);
    if parted && people.len() < 2 {
        people.clear();
    }
    if people.is_empty() { units_over(columns, context) } else { people }
}

/// The units whose names head columns, in a table in which nobody answers. One alone may be who assesses.
fn units_over(columns: &Columns, context: &Context) -> Vec<Person> {
    if columns.having(Role::answers).next().is_some() {
        return Vec::new();
    }
    let unit = |at: u32| {
        let heading = columns.headings(at).last().filter(|_| columns.role(at).is_none())?;
        let named = context.vocabulary.names_unit(&fold(heading));
        named.then(|| Person { name: heading.trim().to_owned(), is_unit: true, columns: at..at + 1 })
    };
    let units: Vec<Person> = (0..columns.width()).filter_map(unit).collect();
    if units.len() < 2 { Vec::new() } else { units }
}

/// `Cù Thế An` is a name although `cụ thể…` is a heading; `Số TT` is none.
fn is_person(heading: &str, context: &Context) -> bool {
    let heads = context.known(heading).heading.is_some() && heading.split_whitespace().count() < 3;
    !heads && (names::is_name(heading) || context.vocabulary.committee(&fold(heading)).is_some())
}

impl Reader<'_, '_> {
    /// Reads what each of the people over the columns answers to an indicator; returns whether there are any.
    pub(super) fn answer_by_people(&mut self, row: u32, indicator: usize) -> bool {
        let (columns, filling) = (&self.memory.columns, &self.memory.filling);
        for Person { name, is_unit, columns: of } in columns.people() {
            let place = self.table.place(row, of.start);
            let parts = columns.within(of.clone());
            let verdict = if parts.having(Role::answers).next().is_some() {
                marked_row::of_row(self.table, row, &parts, filling, &self.context.vocabulary)
            } else {
                match self.table.slot(row, of.start) {
                    Some(slot) => verdict::of_square(slot, place.clone(), filling, &self.context.vocabulary),
                    None => verdict::of_nothing(place.clone(), filling),
                }
            };
            if let Some((_, member)) = self.members.iter_mut().find(|(c, _)| *c == of.start) {
                member.answers.push((indicator, verdict));
            } else {
                let unit = is_unit.then(|| name.clone());
                let name = if *is_unit { String::new() } else { name.clone() };
                let answers = vec![(indicator, verdict)];
                let member = MemberRow { name, unit, answers, place, ..MemberRow::default() };
                self.members.push((of.start, member.or_committee(&self.context.vocabulary)));
            }
        }
        !columns.people().is_empty()
    }

    /// Hands on the people below whose names no more answers stand.
    pub(super) fn end_members(&mut self) {
        let parted = self.memory.columns.people().iter().any(|person| person.columns.len() > 1);
        if !self.memory.filling.empty_is_no && !parted && !self.members.is_empty() {
            let answers = self.members.iter_mut().map(|(_, member)| &mut member.answers);
            verdict::doubt_marks(&mut answers.collect::<Vec<_>>());
        }
        self.items.extend(self.members.drain(..).map(|(_, member)| Item::Member(Box::new(member))));
    }
}
