//! Tables that answer and name what they answer in a way that is not understood: rows of *Có* and *Không* beside nothing but
//! numbers, or columns that turn each indicator around, are asked about.

use super::rows::Reader;
use crate::document::Slot;
use crate::extract::FEW;
use crate::extract::answer::sign::{self, Sign};
use crate::extract::answer::words;
use crate::extract::review::item::Item;
use crate::extract::wording::role::Role;
use std::collections::HashSet;

/// How many rows of a table may head it.
const HEADS: u32 = 4;

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

    /// Asks about a table of which nothing was read, though a row of it speaks of most indicators and rows below are
    /// filled in: *Tôi không quan liêu, xa rời quần chúng* is agreed with by those who have no such manifestation.
    pub(super) fn ask_turned(&mut self) {
        if !self.items.iter().all(|item| matches!(item, Item::Line(_) | Item::Roll { .. })) {
            return;
        }
        self.ask_listed();
        let most = self.context.catalogue.len() / 2;
        let heads = |row: &u32| {
            let named = self.table.row(*row).iter().filter_map(|slot| self.context.concerned(&slot.text()));
            named.collect::<HashSet<_>>().len() > most
        };
        let wide = |row: &u32| self.table.row(*row).len() > most;
        let Some(head) = (0..self.table.rows()).filter(wide).find(heads) else { return };
        let filled = self.table.slots().iter().filter(|slot| slot.row > head && !slot.is_blank());
        let mut headings =
            self.table.row(head).iter().filter(|slot| self.context.concerned(&slot.text()).is_some());
        if filled.count() > most
            && let Some(slot) = headings.next()
        {
            let (text, place) = (slot.text().trim().to_owned(), self.table.place(head, slot.column));
            self.items.push(Item::Leftover { text, place });
        }
    }

    /// Asks about a table of people of which nothing was read, though it lists manifestations beside them: what the list
    /// has, or has not, nobody told.
    fn ask_listed(&mut self) {
        let head =
            |slot: &&Slot| slot.row < HEADS && self.context.known(&slot.text()).heading == Some(Role::Name);
        if !self.table.slots().iter().any(|slot| head(&slot)) {
            return;
        }
        let lists = |slot: &&Slot| {
            let text = slot.text();
            let pieces = text.split([';', '\n']).filter(|piece| piece.len() > 1);
            pieces.filter_map(|piece| self.context.concerned(piece)).collect::<HashSet<_>>().len() >= FEW
        };
        if let Some(slot) = self.table.slots().iter().find(lists) {
            let (text, place) = (slot.text().trim().to_owned(), self.table.place(slot.row, slot.column));
            self.items.push(Item::Leftover { text, place });
        }
    }
}
