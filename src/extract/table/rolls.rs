//! Lists of people that ask nothing of what they answer: who was there, who signed for or handed in something.

use super::columns::plain;
use crate::document::{Slot, Table};
use crate::extract::MAX_COLUMNS;
use crate::extract::answer::sign::{self, Sign};
use crate::extract::context::Context;
use crate::extract::head::{names, others};
use crate::extract::review::item::Item;
use crate::extract::wording::role::Role;
use crate::text::{clean_name, fold};

/// Reads such a list whose headings stand in a row; returns the row below it. A square that may say something of what
/// is present makes it another kind of table.
pub(crate) fn read(table: &Table, row: u32, context: &Context, items: &mut Vec<Item<'_>>) -> Option<u32> {
    let mut headed = headings(table, row, context)?;
    let name = headed.iter().find(|(_, role)| *role == Some(Role::Name)).map(|(column, _)| *column)?;
    let mut end = row + 1;
    let mut people = 0;
    while end < table.rows() {
        let slots: Vec<&Slot> =
            table.row(end).iter().filter(|s| !s.is_blank() && !s.hidden && s.row == end).collect();
        let named =
            |s: &&&Slot| s.column == name && names::in_column(&clean_name(&s.text()), &context.vocabulary);
        if slots.iter().find(named).is_some() {
            if !slots.iter().all(|slot| tells_nothing(slot, &headed, context)) {
                return None;
            }
            people += 1;
        } else if people == 0 && slots.iter().all(|slot| is_heading(slot, context)) {
            headed.extend(slots.iter().flat_map(|slot| columns(slot)).map(|column| (column, None)));
        } else if !slots.is_empty() && !names_unit(&slots, context) {
            break;
        }
        end += 1;
    }
    // One alone is whoever fills the form in.
    if people < 2 {
        return None;
    }
    items.push(Item::Roll { people });
    Some(end)
}

/// Whether a row names the unit of the people below it.
fn names_unit(slots: &[&Slot], context: &Context) -> bool {
    slots.len() < 3 && slots.iter().any(|s| context.vocabulary.names_unit(&fold(&s.text())))
}

/// The columns over which a square reaches.
fn columns(slot: &Slot) -> std::ops::Range<u32> {
    slot.column..(slot.column + slot.column_span).min(MAX_COLUMNS)
}

/// The columns of such a list, with what those of its headings are for that any table may have.
fn headings(table: &Table, row: u32, context: &Context) -> Option<Vec<(u32, Option<Role>)>> {
    let slots: Vec<&Slot> = table.row(row).iter().filter(|s| !s.is_blank() && s.row == row).collect();
    let role = |slot: &Slot| context.known(&slot.text()).heading;
    // Few rows head a name at all.
    if slots.len() < 3 || !slots.iter().take(4).any(|s| role(s) == Some(Role::Name)) {
        return None;
    }
    slots
        .iter()
        .all(|slot| is_heading(slot, context))
        .then(|| slots.iter().flat_map(|slot| columns(slot).map(|c| (c, role(slot)))).collect())
}

fn is_heading(slot: &Slot, context: &Context) -> bool {
    let text = slot.text();
    let personal = |role: Role| role.is_personal() || role == Role::Note;
    context.known(&text).heading.is_some_and(personal)
        || context.vocabulary.roll_columns.contains(&plain(&text))
}

/// Whether a square of a person's row says nothing of what they answer: it stands under a heading, and what is noted
/// in it neither denies nor admits.
fn tells_nothing(slot: &Slot, headed: &[(u32, Option<Role>)], context: &Context) -> bool {
    let Some((_, role)) = headed.iter().find(|(column, _)| *column == slot.column) else { return false };
    let text = slot.text();
    let notes = || {
        let folded = fold(&text);
        let answers = ["co", "khong", "chua", "mac"].contains(&folded.split(' ').next().unwrap_or_default());
        let worded = matches!(sign::in_slot(slot), Sign::Words(_) | Sign::Nothing);
        worded
            && !answers
            && !others::speaks(&folded, &context.vocabulary)
            && !context.known(&text).found.is_some_and(|m| m.is_clear())
    };
    *role != Some(Role::Note) || notes()
}
