//! Deadlines that end what will be done, in its own square and behind no label: *Góp ý thẳng thắn; trước 30/9/2026*.

use super::parts;
use crate::extract::context::Context;
use crate::extract::wording::role::Label;
use crate::text::{fold, names_a_day};

/// An action, and the deadline that stands behind it in its own square: `Góp ý thẳng thắn. Thời hạn: 30/9/2026`.
pub(super) fn part(action: String, context: &Context) -> (String, String) {
    if action.contains(':')
        && let [(Some(Label::Action), action), (Some(Label::Due), due)] =
            parts(&format!("Biện pháp: {action}"), context).as_slice()
        && !action.is_empty()
    {
        return (action.clone(), due.clone());
    }
    if let Some((done, due)) = parted(&action, context) {
        return (done.to_owned(), due.to_owned());
    }
    let due = within(&action, context).unwrap_or_default().to_owned();
    (action, due)
}

/// The deadline in figures with which the last clause of an action ends: *Học bù chuyên đề *`trước ngày 30/9/2026`.
fn within<'t>(action: &'t str, context: &Context) -> Option<&'t str> {
    let text = action.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let leads = |due: &&str| context.vocabulary.promises.by_when.starts(&fold(due)).is_some();
    let mut tails = text.match_indices(' ').map(|(at, _)| &text[at + 1..]);
    let figured = |due: &str| due.contains(|c: char| c.is_ascii_digit());
    tails.find(|due| figured(due) && leads(due) && is_day(due, context))
}

/// Whether a text tells something and by when, so that it may be a promise.
pub(super) fn ends_with_one(text: &str, context: &Context) -> bool {
    const WORDS: usize = 3;
    let labelled =
        || parts(text, context).iter().any(|(label, due)| *label == Some(Label::Due) && !due.is_empty());
    let told = |(done, _): (&str, &str)| done.split_whitespace().count() >= WORDS;
    parted(text, context).is_some_and(told) || labelled()
}

/// An action whose last clause is nothing but the day by which it is done: *Học bù chuyên đề, xong trước 15/8/2026*.
fn parted<'t>(action: &'t str, context: &Context) -> Option<(&'t str, &'t str)> {
    const SIGNS: [&str; 8] = [",", ";", "(", "\n", ". ", " - ", " – ", "→"];
    let mut ends: Vec<(usize, usize)> = SIGNS
        .iter()
        .flat_map(|sign| action.match_indices(sign).map(|(at, sign)| (at, at + sign.len())))
        .collect();
    ends.sort_unstable();
    let clause = |from: usize| action[from..].trim_matches(|c: char| c.is_whitespace() || ".)".contains(c));
    // `quý III, IV/2026` is one clause.
    let whole = ends.iter().find(|(_, from)| is_day(clause(*from), context));
    let (at, from) =
        whole.or_else(|| ends.last().filter(|(_, from)| leads_to_day(clause(*from), context)))?;
    let done = action[..*at].trim_end();
    done.contains(char::is_alphabetic).then(|| (done, clause(*from)))
}

/// Whether a clause is a day or a period and nothing else: *từ nay đến hết tháng 12/2026*.
pub(super) fn is_day(clause: &str, context: &Context) -> bool {
    let numeral = |word: &str| word.chars().all(|c| "ivx".contains(c));
    let of_day = |word: &str| {
        numeral(word)
            || word.contains(|c: char| c.is_ascii_digit())
            || context.vocabulary.promises.of_day.contains(word)
    };
    fold(clause).split(' ').all(of_day) && names_a_day(clause)
}

/// Whether a short clause begins as deadlines do and names a day: *xong khi hết quý III/2026*.
fn leads_to_day(clause: &str, context: &Context) -> bool {
    const WORDS: usize = 7;
    let leads = context.vocabulary.promises.leading.starts(&fold(clause)).is_some();
    leads && clause.split_whitespace().count() <= WORDS && names_a_day(clause)
}
