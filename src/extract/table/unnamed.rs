//! Tables that answer and name what they answer in a way that is not understood: rows of *Có* and *Không* beside nothing but
//! numbers are asked about.

use super::rows::Reader;
use crate::document::Slot;
use crate::extract::answer::sign::{self, Sign};
use crate::extract::answer::words;
use crate::extract::review::item::Item;
use crate::extract::wording::role::Role;

/// The longest text that names something by its number, in bytes.
const LONGEST: usize = 40;

impl Reader<'_, '_> {
    /// Asks about a table of which nothing was read, though at least half as many of its rows as there are indicators
    /// answer something that they name by number.
    pub(super) fn ask_unnamed(&mut self) {
        let columns = &self.memory.columns;
        if !columns.has(Role::Wording) || !self.items.iter().all(|item| matches!(item, Item::Line(_))) {
            return;
        }
        let answers = |s: &Slot| {
            sign::in_slot(s) == Sign::Mark || words::answer(&s.text(), &self.context.vocabulary).is_ok()
        };
        let named = |row: u32| {
            let slots = columns.slots(self.table, row, |r| r == Role::Wording);
            let numbered = |text: &str| text.len() <= LONGEST && text.bytes().any(|b| b.is_ascii_digit());
            let named = slots.into_iter().find(|(_, s)| s.row == row && numbered(&s.text()))?;
            let answered = columns.slots(self.table, row, Role::answers);
            answered.into_iter().any(|(_, s)| s.row == row && answers(s)).then_some(named)
        };
        let rows: Vec<(u32, (u32, &Slot))> =
            (0..self.table.rows()).filter_map(|row| Some((row, named(row)?))).collect();
        if let Some((row, (column, slot))) = rows.first()
            && 2 * rows.len() >= self.context.catalogue.len()
        {
            let (text, place) = (slot.text().trim().to_owned(), self.table.place(*row, *column));
            self.items.push(Item::Leftover { text, place });
        }
    }
}
