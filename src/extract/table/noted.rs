//! Answers that members write in the column for notes, while those for marks stay empty in the whole table.

use super::rows::{Noted, Reader};
use crate::document::Slot;
use crate::extract::FEW;
use crate::extract::answer::inner_choice;
use crate::extract::answer::verdict::{self, Verdict};
use crate::extract::wording::role::Role;
use crate::finding::AnswerFinding;

impl Reader<'_, '_> {
    /// Where the columns for marks decide nothing, the note may: nobody marks anything in the table, and all notes answer.
    pub(crate) fn look_in_notes(&mut self, verdict: &mut Verdict, row: u32) {
        let marks = self.memory.columns.having(Role::takes_mark).next().is_some();
        if !marks || verdict.chosen != Err(AnswerFinding::Blank) || verdict.note.is_empty() {
            return;
        }
        if matches!(self.noted, Noted::Unasked) {
            self.noted = self.answering_notes().map_or(Noted::No, Noted::In);
        }
        let Noted::In(column) = self.noted else { return };
        let slot = self.table.slot(row, column).filter(|slot| slot.row == row && !slot.hidden);
        let Some(slot) = slot else { return };
        let said = verdict::of_slot(slot, self.table.place(row, slot.column), &self.context.vocabulary);
        if said.chosen != Err(AnswerFinding::Blank) {
            *verdict = said;
        }
    }

    /// The one column for notes, where it answers in place of those for marks.
    fn answering_notes(&self) -> Option<u32> {
        let columns = &self.memory.columns;
        let about = |(column, _): &(u32, Role)| {
            let headed = |w: &String| self.context.vocabulary.notes.about_the_answer.starts(w).is_some();
            columns.words(*column).last().is_some_and(headed)
        };
        let mut notes = columns.having(|r| r == Role::Note).filter(about);
        let (Some((notes_at, _)), None) = (notes.next(), notes.next()) else { return None };
        let rows: Vec<u32> = (0..self.table.rows()).filter(|row| self.names_indicator(*row)).collect();
        let filled = |row: u32, column: u32| {
            self.table.slot(row, column).filter(|s| s.row == row && !s.hidden && !s.is_blank())
        };
        let marked =
            |row: &u32| columns.having(Role::takes_mark).any(|(column, _)| filled(*row, column).is_some());
        if rows.iter().any(marked) {
            return None;
        }
        let answers = |slot: &Slot| {
            let place = self.table.place(slot.row, slot.column);
            verdict::of_slot(slot, place, &self.context.vocabulary).chosen.is_ok()
        };
        let said: Vec<bool> = rows.iter().filter_map(|row| filled(*row, notes_at)).map(answers).collect();
        let clear = said.iter().filter(|clear| **clear).count();
        // Most members answer most; a few of their words may leave it open.
        let whole = clear >= FEW && 2 * said.len() > rows.len() && 4 * clear >= 3 * said.len();
        whole.then_some(notes_at)
    }

    /// Whether a row words an indicator.
    fn names_indicator(&self, row: u32) -> bool {
        let slot = self.wording.and_then(|column| self.table.slot(row, column)).filter(|s| s.row == row);
        let found = slot.and_then(|slot| self.context.known(&inner_choice::above(slot)).found);
        found.is_some_and(|m| m.is_clear())
    }
}
