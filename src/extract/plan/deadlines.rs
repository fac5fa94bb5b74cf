//! Deadlines that no label announces: of a sentence that promises, ahead of one, or behind what will be done, in its own
//! square: *Góp ý thẳng thắn; trước 30/9/2026*.

use super::parts;
use crate::extract::context::Context;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::role::Label;
use crate::extract::wording::tokens::words_of;
use crate::text::{deadline, fold, names_a_day, without_bullet};

/// The deadline of a sentence that promises a correction by some day, in a clause of its own or in words of its own.
pub(crate) fn promised<'t>(text: &'t str, context: &Context) -> Option<&'t str> {
    let words = &context.vocabulary.promises;
    let promising = || words.promising.within(&fold(text)) || corrects(text, context);
    in_clause(text, context).or_else(|| in_words(text, context).filter(|_| promising()))
}

/// The same, whether or not the sentence says that it promises.
pub(super) fn told<'t>(text: &'t str, context: &Context) -> Option<&'t str> {
    promised(text, context).or_else(|| in_words(text, context))
}

/// Whether a sentence below the answers promises by some day to correct what they admit: *Bản thân cam kết khắc phục các
/// nội dung nêu trên trong quý III/2026*.
pub(crate) fn corrects_by_day(text: &str, context: &Context) -> bool {
    let folded = fold(text);
    ["khac phuc", "sua"].iter().any(|verb| has_words(&folded, verb)) && promised(text, context).is_some()
}

/// Whether a line says first that it corrects something: `- Khắc phục biểu hiện I.3 trong quý IV/2026`, *Biện pháp: …*.
fn corrects(text: &str, context: &Context) -> bool {
    let folded = fold(without_bullet(text));
    context.vocabulary.promises.correcting.starts(&folded).is_some() || folded.contains("bien phap")
}

/// The clause with the deadline in a sentence that promises: `Tôi sẽ đọc nghị quyết hằng tuần, xong trong quý I/2027`.
/// What stands before the promise tells of the past.
pub(super) fn in_clause<'t>(text: &'t str, context: &Context) -> Option<&'t str> {
    let words = &context.vocabulary.promises;
    let clauses = text.split_inclusive([',', ';', '.', '!']).collect::<Vec<_>>();
    let from = clauses.iter().position(|clause| words.promising.within(&fold(clause)))?;
    // `trong năm nay` names a day without any figure.
    let near = |clause: &str| !is_figured(clause) && names_a_day(clause);
    let due = clauses[from..].iter().rev().find(|clause| {
        words.by_when.within(&fold(clause))
            && (has_year(clause) && deadline(clause, None).is_some() || near(clause))
    })?;
    Some(due.trim_matches(|c: char| c.is_whitespace() || ".,;".contains(c)))
}

/// The words from the first that say by when, as far as they name a day in figures.
fn in_words<'t>(text: &'t str, context: &Context) -> Option<&'t str> {
    const LONGEST: usize = 9;
    context.vocabulary.promises.by_when.position(&fold(text))?;
    let from = by_when(text, context);
    let ends = words_of(&text[from..]).into_iter().take(LONGEST).map(|word| from + word.to);
    let mut days = ends.map(|end| &text[from..end]).filter(|day| is_figured(day));
    days.rfind(|day| deadline(day, None).is_some())
}

/// Where the words begin that say by when: `trong quý III/2026`.
pub(super) fn by_when(text: &str, context: &Context) -> usize {
    let folded = fold(text);
    let at = context.vocabulary.promises.by_when.position(&folded);
    let words_before = at.map_or(0, |at| folded[..at].matches(' ').count());
    words_of(text).get(words_before).map_or(0, |word| word.from)
}

/// A deadline without what its clause says before it.
pub(super) fn bare<'t>(due: &'t str, context: &Context) -> &'t str {
    &due[by_when(due, context)..]
}

/// A sentence that begins with the day by which it is kept, parted there: *Đến hết Quý IV/2026 sửa dứt điểm việc nể nang*.
pub(crate) fn ahead<'t>(text: &'t str, context: &Context) -> Option<(&'t str, &'t str)> {
    const LONGEST: usize = 8;
    let text = text.trim();
    context.vocabulary.promises.ahead.starts(&fold(text))?;
    let mut spaces = text.match_indices(' ').map(|(at, _)| at).take(LONGEST);
    let whole = |at: &usize| has_year(&text[..*at]) && deadline(&text[..*at], None).is_some();
    let at = spaces.find(whole)?;
    let what = text[at..].trim_matches(|c: char| c.is_whitespace() || ",.;:".contains(c));
    let due = text[..at].trim_end_matches([',', ';', ':']);
    (what.split(' ').count() > 3 && !names_a_day(what)).then_some((due, what))
}

fn is_figured(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text holds as many figures as a year has.
fn has_year(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= 4
}

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
    let due = behind(&action, context).unwrap_or_default().to_owned();
    (action, due)
}

/// The deadline in figures with which the last clause of an action ends: *Học bù chuyên đề *`trước ngày 30/9/2026`.
fn behind<'t>(action: &'t str, context: &Context) -> Option<&'t str> {
    let text = action.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let leads = |due: &&str| context.vocabulary.promises.by_when.starts(&fold(due)).is_some();
    let mut tails = text.match_indices(' ').map(|(at, _)| &text[at + 1..]);
    tails.find(|due| is_figured(due) && leads(due) && is_day(due, context))
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
    let of_day =
        |word: &str| numeral(word) || is_figured(word) || context.vocabulary.promises.of_day.contains(word);
    fold(clause).split(' ').all(of_day) && names_a_day(clause)
}

/// Whether a short clause begins as deadlines do and names a day: *xong khi hết quý III/2026*.
fn leads_to_day(clause: &str, context: &Context) -> bool {
    const WORDS: usize = 7;
    let leads = context.vocabulary.promises.leading.starts(&fold(clause)).is_some();
    leads && clause.split_whitespace().count() <= WORDS && names_a_day(clause)
}
