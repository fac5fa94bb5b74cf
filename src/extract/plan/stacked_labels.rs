//! Corrections whose labels have lines or squares of their own, each with its value below or behind it, as web forms send
//! them: *Hạn chế cần khắc phục*, *Còn ngại va chạm*, *Thời hạn khắc phục*, *Quý III năm 2026*.

use super::correction;
use crate::extract::context::Context;
use crate::extract::review::item::{Correction, Item};
use crate::extract::wording::role::Role;
use crate::text::names_a_day;

/// The longest label and the longest deadline, in bytes.
const LABEL: usize = 80;
const DEADLINE: usize = 60;

/// Joins such labels and their values; all other items pass unchanged.
pub(crate) fn join<'a>(items: Vec<Item<'a>>, context: &Context) -> Vec<Item<'a>> {
    let starts = 0..items.len();
    let read = |at: usize| promised(&items[at..], context).map(|(correction, taken)| (at, correction, taken));
    let mut found = starts.filter_map(read).collect::<Vec<_>>().into_iter().peekable();
    if found.peek().is_none() {
        return items;
    }
    let mut joined = Vec::with_capacity(items.len());
    let mut end = 0;
    for (at, item) in items.into_iter().enumerate() {
        if let Some((_, correction, taken)) = found.next_if(|(start, ..)| *start == at) {
            joined.push(Item::Correction(correction));
            end = at + taken;
        } else if at >= end {
            joined.push(item);
        }
    }
    joined
}

/// The correction with which the items begin, and how many of them it takes: what falls short, perhaps what will be done,
/// and the day by which it is.
fn promised(items: &[Item<'_>], context: &Context) -> Option<(Correction, usize)> {
    let (_, shortcoming, first) = field(items, context).filter(|(role, ..)| *role == Role::Shortcoming)?;
    let action = field(&items[first..], context).filter(|(role, ..)| *role == Role::Action);
    let (action, second) = action.map_or(("", first), |(_, action, taken)| (action, first + taken));
    let (_, due, last) = field(&items[second..], context).filter(|(role, ..)| *role == Role::Due)?;
    let Some(Item::Line(line)) = items.first().filter(|_| due.len() < DEADLINE && names_a_day(due)) else {
        return None;
    };
    let due = (due, String::new());
    let read = correction(shortcoming.to_owned(), action.to_owned(), due, line.place.clone(), context);
    Some((read, second + last))
}

/// The label with which the items begin, its value behind a tab or in the line below, and how many they are.
fn field<'t>(items: &'t [Item<'_>], context: &Context) -> Option<(Role, &'t str, usize)> {
    let text =
        |at: usize| if let Some(Item::Line(line)) = items.get(at) { Some(line.text.trim()) } else { None };
    let own = text(0)?;
    if let Some((label, value)) = own.split_once('\t') {
        return (!value.contains('\t')).then_some((asks(label, context)?, value.trim(), 1));
    }
    let role = asks(own, context)?;
    let value = text(1).filter(|value| !value.is_empty() && asks(value, context).is_none())?;
    Some((role, value, 2))
}

/// What a text asks for that is nothing but a label, whose star says that it must be filled in.
fn asks(text: &str, context: &Context) -> Option<Role> {
    let label = text.trim_end_matches(['*', ' ']);
    let plain = label.len() < LABEL && !label.contains(':');
    plain.then(|| context.known(label).heading).flatten()
}
