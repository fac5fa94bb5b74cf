//! Members who stand twice in one list: whoever puts a row right in another one leaves open what both answer differently.

use crate::extract::review::item::{Item, MemberRow};
use crate::finding::AnswerFinding;
use crate::text::fold;

/// Joins rows about the same member, from this item on. Of namesakes it is another question who they are.
pub(crate) fn join(items: &mut Vec<Item<'_>>, from: usize) {
    let mut at = from;
    while at < items.len() {
        let (above, rest) = items[from..].split_at_mut(at - from);
        let Some(Item::Member(row)) = rest.first_mut() else {
            at += 1;
            continue;
        };
        let same = above.iter_mut().find_map(|item| match item {
            Item::Member(first) if are_one(first, row) => Some(first),
            _ => None,
        });
        if let Some(first) = same {
            take(first, row);
            items.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Whether two rows have the same name and day of birth, and the second promises nothing of its own.
fn are_one(first: &MemberRow, second: &MemberRow) -> bool {
    first.birth.is_some()
        && first.birth == second.birth
        && fold(&first.name) == fold(&second.name)
        && second.promises.is_empty()
}

/// Takes the answers of another row about the same member in.
fn take(first: &mut MemberRow, second: &mut MemberRow) {
    for (indicator, verdict) in std::mem::take(&mut second.answers) {
        match first.answers.iter_mut().find(|(of, _)| *of == indicator) {
            Some((_, own)) if own.chosen == verdict.chosen => {}
            Some((_, own)) => own.chosen = Err(AnswerFinding::RowsDiffer),
            None => first.answers.push((indicator, verdict)),
        }
    }
}
