//! Where the wording of an indicator ends in a line, and what follows it.

use crate::extract::answer::choice::Printed;
use crate::extract::answer::{boxes, choice, failings, verdict};
use crate::extract::context::Context;
use crate::extract::wording::ordinal;
use crate::finding::AnswerFinding;

/// The ways to part a line into the wording and what follows it, the likeliest first.
pub(crate) fn partings<'t>(text: &'t str, context: &Context) -> impl Iterator<Item = (&'t str, &'t str)> {
    let parted = Some(head(text, context)).filter(|(_, tail)| !tail.is_empty());
    let answered = std::iter::once_with(|| cut_before_answer(text, context)).flatten();
    parted.into_iter().chain(answered).chain([(text, "")])
}

/// Whether a line has anything that may follow a wording.
pub(crate) fn has_tail(text: &str, context: &Context) -> bool {
    !head(text, context).1.is_empty() || cut_before_answer(text, context).is_some()
}

/// Parts a line at its first tab, line break, box or colon.
pub(crate) fn head<'t>(text: &'t str, context: &Context) -> (&'t str, &'t str) {
    let boxed = boxes::first(text).filter(|&at| at > 0).map(|at| before_label(text, at, context));
    let broken = text.find(['\t', '\n']).filter(|&at| !text[..at].trim().is_empty());
    // `Nội dung 12: Phai nhạt…` ends the number, not the wording.
    let from = ordinal::split(text, &context.catalogue).map_or(0, |(_, rest)| text.len() - rest.len());
    let colon = text[from..].find(':').map(|at| from + at).filter(|&at| text[from..at].trim().len() > 12);
    let colon = colon.map(|at| before_choice(text, at, context));
    let quoted = end_of_quotation(text, from, context);
    match [boxed, broken, quoted.or(colon)].into_iter().flatten().min() {
        Some(at) => {
            let tail = &text[at..];
            (text[..at].trim_end(), tail.trim_start().trim_start_matches([':', ',', ';']).trim())
        }
        None => (text, ""),
    }
}

/// Where a wording in quotation marks ends that a sentence names: `Đối với biểu hiện “…”, bản thân tôi không có`. It may
/// quote something itself.
fn end_of_quotation(text: &str, from: usize, context: &Context) -> Option<usize> {
    let opens = |c: char| "“\"".contains(c);
    let quotation = context.vocabulary.without_lead(&text[from..]).filter(|rest| rest.starts_with(opens))?;
    let start = text.len() - quotation.len();
    // A question goes on to its end: *Đồng chí có biểu hiện “tư duy nhiệm kỳ”, bổ nhiệm người thân không?*
    if text.trim_end().ends_with('?') {
        return None;
    }
    let closing = quotation.char_indices().filter(|(at, c)| *at > 0 && "”\"".contains(*c));
    let behind = |(at, c): (usize, char)| start + at + c.len_utf8();
    let mut ends = closing.map(behind).filter(|&at| text[at..].trim_start().starts_with([':', ',', ';']));
    ends.next_back()
}

/// Where the printed word before a box begins: in `… của Đảng Có ☒ Không ☐` the boxes follow their words. Where words
/// follow the boxes, one before the first belongs to the wording, as in `… hứa nhiều làm ít ☐ Có ☒ Không`.
fn before_label(text: &str, at: usize, context: &Context) -> usize {
    if choice::labels_follow(&text[at..], &context.vocabulary) {
        return at;
    }
    let ahead = text[..at].trim_end().trim_end_matches(':').trim_end();
    let starts = ahead.char_indices().rev().filter(|(_, c)| c.is_whitespace()).map(|(i, c)| i + c.len_utf8());
    let labels =
        starts.take(4).filter(|&from| choice::printed(&ahead[from..], &context.vocabulary).is_some());
    labels.last().unwrap_or(at)
}

/// Where the printed word before a colon begins, if it stands apart from the wording: in `… của Đảng.  Có: …; Không: x`
/// the first colon is that of a choice.
fn before_choice(text: &str, at: usize, context: &Context) -> usize {
    let ahead = &text[..at];
    let from = ahead.rfind(['.', ';', '?', ')', '\t', '\n']).map(|sign| sign + 1).max(ahead.rfind("  "));
    let from = from.unwrap_or(at);
    let label = choice::printed(&ahead[from..], &context.vocabulary);
    if matches!(label, Some(Printed::Yes | Printed::No)) { from } else { at }
}

/// Parts a line before a last sentence or bracket that is an answer in words: `… của Đảng. Không có.`
pub(crate) fn cut_before_answer<'t>(text: &'t str, context: &Context) -> Option<(&'t str, &'t str)> {
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || ".)]".contains(c));
    let dash = trimmed.rfind(" - ").map(|at| at + 1);
    // `=> Có` and `-> Có` are arrows typed by hand.
    // A printed choice may stand apart with nothing but room before it.
    let gap = trimmed.rfind("  ").map(|at| at + 1);
    let at = trimmed.rfind(['.', '?', '(', '[', '–', '→', '…', '=', '>']).max(dash).max(gap)?;
    let sign = trimmed[at..].chars().next()?.len_utf8();
    let tail = &trimmed[at + sign..];
    // `(1)` points to a note, and `(I.1)` is a code.
    if trimmed[at..].starts_with(['.', '?', '(', '[']) && tail.trim().bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // In brackets or behind a dash a wording gives examples of its own: `(hay đi muộn, về sớm)`.
    let exemplifies = || failings::is_one(tail, &context.vocabulary);
    if trimmed[at..].starts_with(['(', '[', '–', '-']) && exemplifies() {
        return None;
    }
    let answers = || match verdict::of_words(tail, &context.vocabulary) {
        Ok(_) => true,
        Err(why) => why == AnswerFinding::UntouchedChoice,
    };
    let answered = tail.split_whitespace().count() <= 12 && answers();
    answered.then(|| (&text[..at], tail.trim()))
}
