//! Tables that word the indicators down the page and name in each row the member whose answer it is.

use crate::document::Slot;
use crate::extract::head::names;
use crate::extract::review::item::{MemberRow, Part};
use crate::extract::table::marked_row;
use crate::extract::table::rows::Reader;
use crate::extract::wording::role::Role;
use crate::text::clean_name;

impl Reader<'_, '_> {
    /// A row that names the member whose answer it is, or goes on with the one named above.
    pub(crate) fn answer_of_named(&mut self, row: u32, indicator: usize, part: Part) -> bool {
        let columns = &self.memory.columns;
        let text = |role: Role| {
            let column = columns.having(|r| r == role).next().map(|(column, _)| column);
            column.and_then(|c| self.table.slot(row, c)).map(Slot::text).unwrap_or_default()
        };
        // Names behind the wording are those of whom the answer is true, in a table of counts.
        let first = columns.having(|r| r == Role::Name).next().map(|(column, _)| column);
        let behind = self.wording.is_some() && first > self.wording;
        if first.is_none() || behind || part != Part::Whole {
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
        let unit = columns.unit(&text(Role::Unit), self.context);
        let unit_code = Some(text(Role::UnitCode).trim().to_owned()).filter(|code| !code.is_empty());
        let filling = &self.memory.filling;
        let verdict = marked_row::of_row(self.table, row, columns, filling, &self.context.vocabulary);
        let known = self.members.iter().position(|(_, m)| {
            m.name == name && (unit.is_none() || m.unit == unit) && m.unit_code == unit_code
        });
        let at = known.unwrap_or_else(|| {
            let place = self.table.place(row, 0);
            self.members.push((row, MemberRow { name, unit, unit_code, place, ..MemberRow::default() }));
            self.members.len() - 1
        });
        self.members[at].1.answers.push((indicator, verdict));
        true
    }
}
