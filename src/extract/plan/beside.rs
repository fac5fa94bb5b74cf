//! Corrections promised beside the answer to the indicator that they are about, in its row.

use super::{answers, deadlines, rows};
use crate::extract::answer::sign::standing;
use crate::extract::answer::verdict::Verdict;
use crate::extract::review::item::Item;
use crate::extract::table::rows::Reader;
use crate::extract::wording::role::Role;

impl Reader<'_, '_> {
    /// A correction promised in the row of the indicator itself.
    pub(crate) fn promise(&mut self, row: u32, indicator: usize, verdict: &Verdict) {
        let columns = &self.memory.columns;
        if !columns.has(Role::Action) && !columns.has(Role::Due) {
            self.promise_beside(row, indicator, verdict);
            return;
        }
        let named = columns.has(Role::Shortcoming);
        for mut correction in rows::of_row(self.table, row, columns, self.context) {
            let promised = &correction.commitment;
            // The wording is printed whether anything is promised or not.
            if promised.action.is_empty() && promised.due_text.is_empty() && !named {
                continue;
            }
            if correction.commitment.shortcoming.is_empty() {
                let indicator = &self.context.catalogue.indicators[indicator];
                correction.commitment.shortcoming =
                    if verdict.note.is_empty() { indicator.label.clone() } else { verdict.note.clone() };
            }
            correction.commitment.indicator = Some(indicator);
            self.items.push(Item::Correction(correction));
        }
    }

    /// The same, where no column is for corrections: with labels of its own in one for notes or for what falls short, or
    /// under a heading that is not understood. Then it is a question.
    fn promise_beside(&mut self, row: u32, indicator: usize, verdict: &Verdict) {
        if !verdict.admits() {
            return;
        }
        let (columns, context) = (&self.memory.columns, self.context);
        for slot in self.table.row(row).iter().filter(|s| s.row == row && !s.hidden && !s.is_blank()) {
            let place = self.table.place(row, slot.column);
            let text = standing(&slot.paragraphs());
            match columns.role(slot.column) {
                Some(Role::Shortcoming | Role::Note) => {
                    let read = answers::of_note(indicator, &text, place, context);
                    self.items.extend(read.map(Item::Correction));
                }
                None if !columns.headings(slot.column).is_empty()
                    && Some(slot.column) != self.wording
                    && deadlines::ends_with_one(&text, context) =>
                {
                    self.items.push(Item::UnknownPromise { text: text.into_owned(), place });
                }
                _ => {}
            }
        }
    }
}
