//! People whose answers stand below their names: in one column each, or under *Có* and *Không* below each name; and
//! units whose counts do.

use crate::document::{Slot, Table};
use crate::extract::answer::{counted, graded, verdict};
use crate::extract::context::Context;
use crate::extract::head::names;
use crate::extract::review::item::{Item, MemberRow};
use crate::extract::table::columns::Columns;
use crate::extract::table::marked_row;
use crate::extract::table::rows::Reader;
use crate::extract::wording::role::Role;
use crate::model::Place;
use crate::text::{clean_name, fold};
use std::ops::Range;

/// Somebody whose name stands over columns, or a unit.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The name.
    pub name: String,
    /// Whether it is that of a unit.
    pub is_unit: bool,
    /// The columns below it.
    pub columns: Range<u32>,
}

/// The people whose names head columns, one column each or several that take marks. One name over several columns
/// stands over all answers of a form: it parts none.
pub(crate) fn over(columns: &Columns, context: &Context) -> Vec<Person> {
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
        let name = clean_name(bearer(&headings[named]));
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

/// The units whose names head columns, in a table in which nobody else answers. One alone may be who assesses.
fn units_over(columns: &Columns, context: &Context) -> Vec<Person> {
    let mut answers = columns.having(Role::answers).map(|(at, _)| at);
    if answers.any(|at| unit_over(columns, at, context).is_none()) {
        return Vec::new();
    }
    let mut units: Vec<Person> = Vec::new();
    for at in 0..columns.width() {
        let Some(name) = unit_over(columns, at, context) else { continue };
        match units.last_mut().filter(|last| last.name == name && last.columns.end == at) {
            Some(last) => last.columns.end = at + 1,
            None => units.push(Person { name, is_unit: true, columns: at..at + 1 }),
        }
    }
    if units.len() < 2 { Vec::new() } else { units }
}

/// The unit, or the committee of one, that heads a column. Between its name and the numbers may stand what they are:
/// *Số lượng*, *Tỷ lệ*, *Có*, *Không*.
fn unit_over(columns: &Columns, at: u32, context: &Context) -> Option<String> {
    let mut headings = columns.headings(at).iter().rev();
    let heading = match columns.role(at) {
        None => headings.next()?,
        Some(Role::Count | Role::CountNone | Role::Percent | Role::Yes | Role::No) => headings.nth(1)?,
        Some(_) => return None,
    };
    let (name, folded) = (heading.trim(), fold(heading));
    if context.vocabulary.names_unit(&folded) || context.vocabulary.committee(&folded).is_some() {
        return Some(name.to_owned());
    }
    let below = columns.role(at).is_none() && columns.stands_for_unit(at, context);
    below.then(|| format!("Chi bộ {name}"))
}

/// The people whose names stand in a row beside its label, or beside nothing, over columns behind the wording.
pub(crate) fn in_row(
    table: &Table,
    row: u32,
    wording: Option<u32>,
    context: &Context,
) -> Option<Vec<Person>> {
    let squares = behind_label(table, row, wording?, &[Role::Name], context)?;
    let person = |slot: &&Slot| {
        let text = slot.text();
        let columns = slot.column..slot.column + slot.column_span;
        is_person(&text, context).then(|| Person { name: clean_name(bearer(&text)), is_unit: false, columns })
    };
    let people: Vec<Person> = squares.iter().map(person).collect::<Option<_>>()?;
    (people.len() > 1).then_some(people)
}

/// Whether a row says more of each of them beside its label: their names, dates of birth or positions.
pub(crate) fn says_of_each(table: &Table, row: u32, wording: Option<u32>, context: &Context) -> bool {
    use Role::{Birth, Joined, Name, Position};
    wording.and_then(|at| behind_label(table, row, at, &[Name, Birth, Position, Joined], context)).is_some()
}

/// Whether a row names several people behind the wording, each over a column, and besides them holds nothing but
/// headings: `TT | Biểu hiện / Đồng chí | Hà Văn Mơ | Lò Thị Sen | Cộng`.
pub(crate) fn heads_columns(table: &Table, row: u32, wording: u32, context: &Context) -> bool {
    let filled = table.row(row).iter().filter(|s| s.row == row && !s.is_blank() && !s.hidden);
    let (before, behind): (Vec<&Slot>, Vec<&Slot>) = filled.partition(|slot| slot.column <= wording);
    let heads = |slot: &&Slot| {
        let text = slot.text();
        let known = context.known(&text);
        // A row labelled as one of names stands above or below the headings.
        known.heading != Some(Role::Name)
            && !known.found.is_some_and(|m| m.is_clear())
            && known.group.is_none()
            && text.trim().parse::<u32>().is_err()
    };
    if behind.len() < 2 || before.is_empty() || !before.iter().all(heads) {
        return false;
    }
    let (people, others): (Vec<&Slot>, Vec<&Slot>) =
        behind.into_iter().partition(|slot| is_person(&slot.text(), context));
    let adds_up = |slot: &&Slot| context.vocabulary.sums.contains(&fold(&slot.text()));
    people.len() > 1 && others.iter().all(adds_up)
}

/// Whether a row says beside its label what position each of them has, *Bí thư*, *Đảng viên*, which heads nothing.
pub(crate) fn says_who_each_is(table: &Table, row: u32, wording: Option<u32>, context: &Context) -> bool {
    wording.and_then(|at| behind_label(table, row, at, &[Role::Position], context)).is_some()
}

/// The squares of a row behind the wording, where before them nothing stands but the label of one of these, or nothing
/// but names beside it.
fn behind_label<'t>(
    table: &'t Table,
    row: u32,
    wording: u32,
    labels: &[Role],
    context: &Context,
) -> Option<Vec<&'t Slot>> {
    let filled = table.row(row).iter().filter(|s| s.row == row && !s.is_blank() && !s.hidden);
    let (before, behind): (Vec<&Slot>, Vec<&Slot>) = filled.partition(|slot| slot.column <= wording);
    let labelled = match before.as_slice() {
        [] => behind.iter().all(|slot| is_person(&slot.text(), context)),
        [label] => context.known(&label.text()).heading.is_some_and(|role| labels.contains(&role)),
        _ => false,
    };
    (labelled && !behind.is_empty()).then_some(behind)
}

/// `Cù Thế An` is a name although `cụ thể…` is a heading; `Số TT` and `Mức Độ Nhẹ` are none.
pub(crate) fn is_person(heading: &str, context: &Context) -> bool {
    let short = heading.split_whitespace().count() < 3;
    let heads = context.known(heading).heading.is_some_and(|role| short || role.takes_mark());
    let committee = || context.vocabulary.committee(&fold(heading)).is_some();
    !heads && !ends_in_answer(heading, context) && (names::is_name(bearer(heading)) || committee())
}

/// Whether a heading ends in an answer that is to be given below it, as `Khoanh Có` does: behind a family name `Có` is
/// a name.
fn ends_in_answer(heading: &str, context: &Context) -> bool {
    let answers = heading.split_whitespace().last().map(str::to_lowercase);
    let answers = answers.is_some_and(|word| ["có", "không"].contains(&word.as_str()));
    answers && context.vocabulary.families.starts(&fold(heading)).is_none()
}

/// A heading without what stands in brackets, on a line of its own or after a dash behind a name, as a position does:
/// `Đ/c Hà Văn Mơ (Bí thư)`.
fn bearer(heading: &str) -> &str {
    let signs = ["(", "\n", " - ", " – ", ","];
    let end = signs.iter().filter_map(|sign| heading.find(sign)).min().unwrap_or(heading.len());
    heading.get(..end).filter(|name| names::is_name(name)).unwrap_or(heading)
}

impl Reader<'_, '_> {
    /// Reads what each of the people over the columns answers to an indicator; returns whether there are any.
    pub(crate) fn answer_by_people(&mut self, row: u32, indicator: usize) -> bool {
        let (columns, filling) = (&self.memory.columns, &self.memory.filling);
        for Person { name, is_unit, columns: of } in columns.people() {
            let having = |role| columns.having(move |r| r == role).map(|(c, _)| c).find(|c| of.contains(c));
            let counting = || having(Role::Count).or_else(|| having(Role::Yes));
            let at = if *is_unit { counting().unwrap_or(of.start) } else { of.start };
            let place = self.table.place(row, at);
            let parts = columns.within(of.clone());
            let answered = parts.having(Role::answers).next().is_some();
            let verdict = if answered && !(*is_unit && self.counts_in(row, of)) {
                marked_row::of_row(self.table, row, &parts, filling, &self.context.vocabulary)
            } else {
                match self.table.slot(row, at) {
                    Some(slot) => verdict::of_square(slot, place.clone(), filling, &self.context.vocabulary),
                    None => verdict::of_nothing(place.clone(), filling),
                }
            };
            let member = member_below(&mut self.members, name, *is_unit, (of.start, place), self.context);
            member.answers.push((indicator, verdict));
        }
        !columns.people().is_empty()
    }

    /// Whether nothing but numbers, and one at least, stands in some columns of a row.
    fn counts_in(&self, row: u32, columns: &Range<u32>) -> bool {
        let slots = columns.clone().filter_map(|c| self.table.slot(row, c)).filter(|slot| !slot.is_blank());
        let mut counts = slots.map(|slot| counted::in_slot(slot).is_some()).peekable();
        counts.peek().is_some() && counts.all(|counts| counts)
    }

    /// Reads how many members each of the units over the columns has, or asked; returns whether the row says that.
    pub(crate) fn total_by_units(&mut self, row: u32, wording: &Slot) -> bool {
        let columns = &self.memory.columns;
        let units = columns.people().iter().filter(|person| person.is_unit);
        if columns.people().is_empty() || self.context.known(&wording.text()).heading != Some(Role::Total) {
            return false;
        }
        for Person { name, columns: of, .. } in units {
            let total = self.table.slot(row, of.start).and_then(counted::in_slot).map(|(total, _)| total);
            let at = (of.start, self.table.place(row, of.start));
            member_below(&mut self.members, name, true, at, self.context).total = total;
        }
        true
    }

    /// Hands on the people below whose names no more answers stand.
    pub(crate) fn end_members(&mut self) {
        if self.members.is_empty() {
            return;
        }
        let parted = self.memory.columns.people().iter().any(|person| person.columns.len() > 1);
        let answers = self.members.iter_mut().map(|(_, member)| &mut member.answers);
        graded::settle(&mut answers.collect::<Vec<_>>(), &self.context.vocabulary);
        if !self.memory.filling.empty_is_no && !parted {
            let answers = self.members.iter_mut().map(|(_, member)| &mut member.answers);
            verdict::doubt_marks(&mut answers.collect::<Vec<_>>());
        }
        self.items.extend(self.members.drain(..).map(|(_, member)| Item::Member(Box::new(member))));
    }
}

/// The row gathered for whoever heads a column, which begins at a place.
fn member_below<'m>(
    members: &'m mut Vec<(u32, MemberRow)>,
    name: &str,
    is_unit: bool,
    (column, place): (u32, Place),
    context: &Context,
) -> &'m mut MemberRow {
    let known = members.iter().position(|(of, _)| *of == column);
    let at = known.unwrap_or_else(|| {
        let is_unit = is_unit && context.vocabulary.committee(&fold(name)).is_none();
        let unit = is_unit.then(|| name.to_owned());
        let name = if is_unit { String::new() } else { name.to_owned() };
        let member = MemberRow { name, unit, place, ..MemberRow::default() };
        members.push((column, member.or_committee(&context.vocabulary)));
        members.len() - 1
    });
    &mut members[at].1
}
