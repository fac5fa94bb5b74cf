//! Promised corrections in the rows of a table.

use super::stripes::stripes;
use super::{correction, deadlines, parts};
use crate::document::{Slot, Table};
use crate::extract::answer::sign::{Sign, in_text, standing};
use crate::extract::answer::verdict::{append, without_dots};
use crate::extract::context::Context;
use crate::extract::head::{dateline, names};
use crate::extract::prose::listed;
use crate::extract::review::item::{Correction, Item, Line};
use crate::extract::review::rating;
use crate::extract::table::columns::Columns;
use crate::extract::table::rows::{Reader, is_denial};
use crate::extract::wording::role::{Label, Role};
use crate::text::{clean_name, fold, names_a_day, without_bullet};

/// The corrections in a row of a table; none where it promises nothing. One without a shortcoming goes on with the
/// correction in the row above.
pub(crate) fn of_row(table: &Table, row: u32, columns: &Columns, context: &Context) -> Vec<Correction> {
    let read = Read { table, row, columns };
    let named = read.own(Role::Shortcoming);
    let answered = columns.having(Role::answers).any(|(_, r)| r.takes_mark() || r == Role::Answer);
    let wording = named.is_empty() && !answered;
    let shortcomings = if wording { read.slots(Role::Wording) } else { read.slots(Role::Shortcoming) };
    let shortcoming = text_of(&shortcomings);
    let mut action = read.own(Role::Action);
    let mut due = read.own(Role::Due);
    if action.is_empty() && due.is_empty() && (shortcoming.is_empty() || answered) || is_denial(&shortcoming)
    {
        return Vec::new();
    }
    if shortcoming.is_empty() && (is_denial(&action) || (action.is_empty() && is_denial(&due))) {
        return Vec::new();
    }
    // What is merged over rows holds for each of them.
    if !shortcoming.is_empty() && due.is_empty() {
        due = read.merged(Role::Due);
    }
    if !shortcoming.is_empty() && action.is_empty() {
        action = read.merged(Role::Action);
    }
    if due.is_empty() {
        (action, due) = deadlines::part(action, context);
    }
    let place = table.place(row, column_of(columns));
    let make = |shortcoming: String, action: String, due: &str| {
        let said = (due, read.own(Role::Status));
        let grade = read.own(Role::LevelWord);
        Correction { grade, ..correction(shortcoming, action, said, place.clone(), context) }
    };
    let (actions, dues) = (read.slots(Role::Action), read.slots(Role::Due));
    if let Some(parted) = stripes(&shortcomings, &actions, &dues) {
        let several = parted.into_iter().map(|[shortcoming, action, own]| {
            make(shortcoming, action, if own.is_empty() { &due } else { &own })
        });
        return several.collect();
    }
    vec![make(shortcoming, action, &due)]
}

/// The column in which a correction stands.
fn column_of(columns: &Columns) -> u32 {
    let of_plan = |r| matches!(r, Role::Shortcoming | Role::Action | Role::Due);
    columns.having(of_plan).next().map_or(0, |(column, _)| column)
}

/// Whether a row says that nothing else is present: *Các biểu hiện còn lại: không có*.
fn denies_rest(slots: &[&Slot]) -> bool {
    slots.iter().any(|slot| listed::denies_the_rest(&fold(&slot.text())))
}

/// A row being read.
struct Read<'a, 'b> {
    table: &'a Table,
    row: u32,
    columns: &'b Columns,
}

impl<'a> Read<'a, '_> {
    /// The slots of the row itself in the columns for something.
    fn slots(&self, wanted: Role) -> Vec<&'a Slot> {
        let all = self.columns.slots(self.table, self.row, |r| r == wanted);
        all.into_iter().map(|(_, slot)| slot).filter(|slot| slot.row == self.row).collect()
    }

    /// What stands in them; a ditto mark repeats what stands above it.
    fn own(&self, wanted: Role) -> String {
        let slots = self.slots(wanted);
        let text = text_of(&slots);
        if in_text(&text) != Sign::Ditto {
            return text;
        }
        let columns = self.columns.having(|r| r == wanted).map(|(column, _)| column);
        let above = columns.flat_map(|c| (0..self.row).rev().filter_map(move |r| self.table.slot(r, c)));
        above.map(|slot| text_of(&[slot])).find(|t| in_text(t) != Sign::Ditto).unwrap_or(text)
    }

    /// What stands in slots that are merged from above.
    fn merged(&self, wanted: Role) -> String {
        let all = self.columns.slots(self.table, self.row, |r| r == wanted);
        let above: Vec<&Slot> = all.into_iter().map(|(_, slot)| slot).filter(|s| s.row < self.row).collect();
        text_of(&above)
    }
}

/// What stands in some slots; a dash alone is nothing.
fn text_of(slots: &[&Slot]) -> String {
    let says = |text: &String| text.contains(char::is_alphanumeric) || in_text(text) == Sign::Ditto;
    slots
        .iter()
        .map(|slot| without_dots(&standing(&slot.paragraphs())))
        .filter(says)
        .collect::<Vec<_>>()
        .join("; ")
}

impl<'a> Reader<'a, '_> {
    /// Reads a row of corrections; returns whether it is one. In a table of answers only a row that goes on with the
    /// one above is read here.
    pub(crate) fn correction_row(&mut self, row: u32, slots: &[&'a Slot]) -> bool {
        if self.is_plan() && self.is_signed(slots) {
            // Below it names stand, and no more corrections.
            self.memory.columns = Columns::default();
            return false;
        }
        let columns = &self.memory.columns;
        let marked = columns.having(Role::answers).any(|(_, r)| r.takes_mark());
        let worded = || {
            let wording = self.wording.and_then(|c| self.table.slot(row, c));
            wording.is_none_or(|slot| slot.row == row && !slot.is_blank())
        };
        // A line below the plan that rates whoever promises it, or denies all else, fills its row alone.
        let alone = || slots.iter().filter(|slot| !slot.is_blank()).count() == 1;
        if !self.is_plan()
            || (marked && worded())
            || self.is_field(slots)
            || (alone() && (rating::is_row(slots, self.context) || denies_rest(slots)))
        {
            return false;
        }
        if self.numbers_columns(row) {
            return true;
        }
        if self.heads_form(row, slots) {
            self.memory.columns = Columns::default();
            return false;
        }
        let mut corrections = of_row(self.table, row, columns, self.context);
        if let Some((column, _)) = columns.having(|r| r == Role::Name).next() {
            let written =
                self.table.slot(row, column).map(|slot| clean_name(&slot.text())).unwrap_or_default();
            if !written.is_empty() {
                self.memory.who = Some((written, None)).filter(|(name, _)| names::is_name(name));
            }
            let who = self.memory.who.as_ref().map(|(name, _)| name);
            for correction in &mut corrections {
                correction.who = who.cloned();
            }
        }
        let goes_on = corrections.iter().all(|c| c.commitment.shortcoming.is_empty());
        if corrections.is_empty() || (marked && !goes_on) {
            return false;
        }
        let undated = corrections.iter().any(|c| c.commitment.due_text.is_empty());
        self.items.extend(corrections.into_iter().map(Item::Correction));
        if undated {
            self.ask_day(row, slots);
        }
        true
    }

    /// Asks about a day in a row of corrections that stands under a heading for notes or one that is not
    /// understood: it may be the deadline.
    fn ask_day(&mut self, row: u32, slots: &[&'a Slot]) {
        let columns = &self.memory.columns;
        let may_tell =
            |slot: &&&Slot| slot.row == row && matches!(columns.role(slot.column), None | Some(Role::Note));
        for slot in slots.iter().filter(may_tell) {
            let (text, place) = (slot.text(), self.table.place(row, slot.column));
            if let Some(heading) = columns.headings(slot.column).last()
                && deadlines::is_day(&text, self.context)
            {
                let text = format!("{heading}: {}", text.trim());
                self.items.push(Item::UnknownPromise { text, place });
            }
        }
    }

    /// Reads a row below all answers whose one square holds a heading of the corrections and below it the corrections, as
    /// they would stand outside the table.
    pub(crate) fn plan_in_square(&mut self, slots: &[&'a Slot]) -> bool {
        let mut filled = slots.iter().filter(|slot| !slot.is_blank());
        let (Some(slot), None) = (filled.next(), filled.next()) else { return false };
        let text = slot.text();
        let Some((first, _)) = text.split_once('\n') else { return false };
        let (heading, behind) = first.split_once(':').unwrap_or((first, ""));
        let all = self.context.catalogue.len();
        if !without_dots(behind).is_empty()
            || !self.context.vocabulary.is_plan_heading(&fold(heading))
            || self.parent.as_ref().is_some_and(|parent| parent.indicator + 1 < all)
        {
            return false;
        }
        if slot.blocks.len() > 1 {
            crate::extract::outline::blocks(&slot.blocks, self.context, self.memory, &mut self.items);
            return true;
        }
        let place = self.table.place(slot.row, slot.column);
        self.items.extend(text.lines().map(|line| {
            let (text, place) = (line.to_owned().into(), place.clone());
            Item::Line(Line { text, place, paragraph: None, row: Vec::new() })
        }));
        true
    }

    /// Whether a row holds nothing but a line with which another form begins: its title, place and date, or below an
    /// empty row a unit.
    fn heads_form(&self, row: u32, slots: &[&'a Slot]) -> bool {
        let mut filled = slots.iter().filter(|slot| !slot.is_blank());
        let (Some(slot), None) = (filled.next(), filled.next()) else { return false };
        let (text, vocabulary) = (slot.text(), &self.context.vocabulary);
        let folded = fold(&text);
        let apart =
            || row.checked_sub(1).is_some_and(|above| self.table.row(above).iter().all(Slot::is_blank));
        vocabulary.is_title(&folded)
            || folded == vocabulary.motto
            || dateline::is_dateline(&text)
            || (vocabulary.names_unit(&folded) && apart())
    }

    /// Reads a correction that stands with its labels in a row below the indicator that it is about:
    /// `Biện pháp: …; thời hạn: …`.
    pub(crate) fn promised_below(&mut self, row: u32, wording: &Slot) -> bool {
        let Some(parent) = self.parent.as_ref().map(|parent| parent.indicator) else { return false };
        let text = wording.text();
        if !text.contains(':') {
            return false;
        }
        let said = parts(without_bullet(&text), self.context);
        if !matches!(said.first(), Some((Some(Label::Action | Label::Due), _))) {
            return false;
        }
        let of = |wanted: &[Label]| {
            let mut all = String::new();
            let values = said.iter().filter(|(label, _)| label.is_some_and(|l| wanted.contains(&l)));
            values.for_each(|(_, value)| append(&mut all, value));
            all
        };
        let shortcoming = self.context.catalogue.indicators[parent].label.clone();
        let action = of(&[Label::Action, Label::Note, Label::Answer, Label::Shortcoming]);
        let due = of(&[Label::Due]);
        if is_denial(&action) || (action.is_empty() && due.is_empty()) {
            return true;
        }
        let place = self.table.place(row, wording.column);
        let mut read = correction(shortcoming, action, (&due, of(&[Label::Status])), place, self.context);
        read.commitment.indicator = Some(parent);
        self.items.push(Item::Correction(read));
        true
    }

    /// Asks about the rows of a table in the part with corrections of which nothing was understood: a deadline in a
    /// row tells that it promises something.
    pub(crate) fn ask_unread(&mut self) {
        let lines = |item: &Item<'_>| matches!(item, Item::Line(_));
        if !self.memory.planned || !self.items.iter().all(lines) {
            return;
        }
        for row in 0..self.table.rows() {
            let slots: Vec<&Slot> =
                self.table.row(row).iter().filter(|s| !s.hidden && !s.is_blank()).collect();
            let texts: Vec<_> = slots.iter().map(|slot| slot.text()).collect();
            let wordy = texts.iter().filter(|t| t.split_whitespace().count() > 2).count();
            let dated = texts.iter().any(|t| t.len() < 60 && names_a_day(t));
            if slots.len() > 2 && wordy > 1 && dated && !self.is_signature(&slots) {
                let place = self.table.place(row, slots[0].column);
                self.items.push(Item::UnknownPromise { text: texts.join(" | "), place });
            }
        }
    }
}
