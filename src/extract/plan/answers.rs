//! Corrections promised in the square of the answer itself: `Có: còn nể nang. Tự sửa: mạnh dạn góp ý. Thời hạn: …`.

use super::{correction, parts, sentences};
use crate::extract::answer::verdict::{Verdict, append};
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::review::item::Correction;
use crate::extract::wording::role::Label;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Place, Rule};

/// The correction that an answer promises behind its own words.
pub(crate) fn of_answer(indicator: usize, verdict: &mut Verdict, context: &Context) -> Option<Correction> {
    labelled(indicator, verdict, context).or_else(|| {
        let behind = verdict.evidence.contains(". ") && verdict.admits();
        behind.then(|| in_sentence(indicator, &verdict.evidence, &verdict.place, context)).flatten()
    })
}

/// A last sentence that promises by some day to correct what is admitted: *Còn nể nang. Tôi hứa sửa chữa xong trước
/// 30/9/2026*.
fn in_sentence(indicator: usize, said: &str, place: &Place, context: &Context) -> Option<Correction> {
    let said = said.trim_end_matches(['.', ' ']);
    let (head, promise) = said.rsplit_once(". ").unwrap_or(("", said));
    let mut promised = sentences::commitments(promise, place, &[indicator], context)?.into_iter();
    let (Some(mut commitment), None) = (promised.next(), promised.next()) else { return None };
    let (_, shortcoming) = admitted(head, context);
    if !shortcoming.is_empty() {
        shortcoming.clone_into(&mut commitment.shortcoming);
    }
    Some(Correction { who: None, commitment, grade: String::new(), said: String::new() })
}

/// The correction that stands behind a label of its own in an answer. What stands before it answers; where the whole
/// decided nothing it is looked at again.
fn labelled(indicator: usize, verdict: &mut Verdict, context: &Context) -> Option<Correction> {
    if !verdict.evidence.contains(':') {
        return None;
    }
    let said = parts(&verdict.evidence, context);
    let (label, head) = said.first()?;
    let behind = |wanted: Label| {
        let mut all = String::new();
        let values = said.iter().skip(1).filter(|(label, _)| *label == Some(wanted));
        values.for_each(|(_, value)| append(&mut all, value));
        all
    };
    let (action, due) = (behind(Label::Action), behind(Label::Due));
    if matches!(label, Some(Label::Action | Label::Due | Label::Status))
        || head.is_empty()
        || action.is_empty()
    {
        return None;
    }
    let (chosen, shortcoming) = admitted(head, context);
    if chosen == Some(Answer::Yes) && verdict.chosen == Err(AnswerFinding::Undecided) {
        verdict.chosen = Ok((Answer::Yes, None, Rule::Words));
    }
    if !matches!(verdict.chosen, Ok((Answer::Yes, ..)) | Err(_)) {
        return None;
    }
    let place = verdict.place.clone();
    // `Có. Cụ thể: …` says behind a label of its own what falls short.
    let noted = [behind(Label::Shortcoming), behind(Label::Note)].into_iter().find(|said| !said.is_empty());
    let shortcoming = noted.unwrap_or_else(|| shortcoming.to_owned());
    let mut read = correction(shortcoming, action, (&due, behind(Label::Status)), place, context);
    read.commitment.indicator = Some(indicator);
    if read.commitment.shortcoming.is_empty() {
        read.commitment.shortcoming.clone_from(&context.catalogue.indicators[indicator].label);
    }
    Some(read)
}

/// The correction that is promised with labels in what stands beside an answer that admits something: `Còn nể nang khi góp ý.
/// Hạn: Quý IV/2026`.
pub(crate) fn of_note(indicator: usize, note: &str, place: Place, context: &Context) -> Option<Correction> {
    let said = parts(note, context);
    let of = |wanted: &[Option<Label>]| {
        let mut all = String::new();
        let values = said.iter().filter(|(label, _)| wanted.contains(label));
        values.for_each(|(_, value)| append(&mut all, value));
        all
    };
    let (action, due) = (of(&[Some(Label::Action)]), of(&[Some(Label::Due)]));
    if action.is_empty() && due.is_empty() {
        return in_sentence(indicator, note, &place, context);
    }
    let shortcoming = of(&[None, Some(Label::Note), Some(Label::Shortcoming), Some(Label::Answer)]);
    let said = (due.as_str(), of(&[Some(Label::Status)]));
    let mut read = correction(shortcoming, action, said, place, context);
    read.commitment.indicator = Some(indicator);
    if read.commitment.shortcoming.is_empty() {
        read.commitment.shortcoming.clone_from(&context.catalogue.indicators[indicator].label);
    }
    Some(read)
}

/// What the words before a promise answer, and what they say falls short: behind `Có:` stands what is admitted, unless
/// it denies that.
fn admitted<'t>(head: &'t str, context: &Context) -> (Option<Answer>, &'t str) {
    let answer = |text: &str| words::answer(text, &context.vocabulary).ok().map(|(answer, _)| answer);
    let short = |first: &str| first.split_whitespace().count() < 3;
    let parted = head.split_once([':', ',', '.', ';']).filter(|(first, _)| short(first));
    // *Tôi có biểu hiện này: làm chưa đúng hẹn* answers before its colon.
    let parted = parted.or_else(|| head.split_once(':'));
    match parted {
        Some((first, rest)) if answer(first) == Some(Answer::Yes) && answer(rest) != Some(Answer::No) => {
            (Some(Answer::Yes), rest.trim())
        }
        // A bare `Có` says nothing of it.
        _ if head.split_whitespace().count() < 3 && answer(head) == Some(Answer::Yes) => {
            (Some(Answer::Yes), "")
        }
        _ => (answer(head), head.trim()),
    }
}
