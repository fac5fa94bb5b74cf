//! Promises in the sentences below the answers of a form in running text: *Tôi xin hứa khắc phục biểu hiện I.3 (ít đọc nghị
//! quyết) trước ngày 30/9/2026*. What falls short is what a sentence names; where it names nothing and the form admits a
//! single indicator, it is that.

use super::{correction, deadlines};
use crate::extract::context::Context;
use crate::extract::prose::claims;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::recognise::Match;
use crate::extract::wording::tokens::words_of;
use crate::model::{Commitment, Place};
use crate::text::fold;

/// The deadline that a line gives to all that stands above it, and to nothing else.
pub(crate) fn of_all_above<'t>(text: &'t str, context: &Context) -> Option<&'t str> {
    let mut promised =
        sentences(text).filter_map(|sentence| Some((sentence, deadlines::promised(sentence, context)?)));
    let (Some((sentence, due)), None) = (promised.next(), promised.next()) else { return None };
    means_all_above(sentence, context).then(|| deadlines::bare(due, context))
}

/// The corrections that the sentences of a line promise, where it is plain which of the admitted indicators each is about.
pub(crate) fn commitments(
    text: &str,
    place: &Place,
    admitted: &[usize],
    context: &Context,
) -> Option<Vec<Commitment>> {
    deadlines::promised(text, context)?;
    let promised = sentences(text).filter(|sentence| deadlines::told(sentence, context).is_some());
    let each = promised.map(|sentence| match admitted {
        [_, _, ..] if means_all_above(sentence, context) => {
            let all = admitted.iter().map(|indicator| about(*indicator, sentence, None, place, context));
            all.collect()
        }
        _ => commitment(sentence, place, admitted, context).map(|one| vec![one]),
    });
    let all: Vec<Vec<Commitment>> = each.collect::<Option<_>>()?;
    (!all.is_empty()).then(|| all.concat())
}

/// The sentences of a line, and what semicolons part. A stop within a code or a date ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ").flat_map(|sentence| sentence.split(';')).map(str::trim)
}

fn commitment(sentence: &str, place: &Place, admitted: &[usize], context: &Context) -> Option<Commitment> {
    let what = corrected(sentence, context).unwrap_or(sentence);
    let clear = || context.known(what).found.filter(Match::is_clear);
    let worded = || clear().map(|m| m.indicator).filter(|i| admitted.contains(i));
    let indicator = match (claims::named(sentence, context).as_slice(), admitted) {
        ([named], _) if admitted.contains(named) => *named,
        ([], [only]) if !speaks_of_several(sentence) => *only,
        ([], _) => worded()?,
        _ => return None,
    };
    let remark = sentence.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    let remark = remark.map(|(remark, _)| remark.trim()).or_else(|| corrected(sentence, context));
    about(indicator, sentence, remark, place, context)
}

/// What a sentence promises about an indicator, with what it says of that.
fn about(
    indicator: usize,
    sentence: &str,
    remark: Option<&str>,
    place: &Place,
    context: &Context,
) -> Option<Commitment> {
    let due = deadlines::told(sentence, context)?;
    let action = sentence.trim_start_matches(['-', '–', '+', '•', '*', ' ']).to_owned();
    let label = &context.catalogue.indicators[indicator].label;
    let shortcoming = remark.unwrap_or(label).to_owned();
    let due = (deadlines::bare(due, context), String::new());
    let commitment = correction(shortcoming, action, due, place.clone(), context).commitment;
    Some(Commitment { indicator: Some(indicator), ..commitment })
}

/// What a sentence says that it will correct: *khắc phục việc *`triển khai còn chậm`* trong quý III/2026*.
fn corrected<'t>(sentence: &'t str, context: &Context) -> Option<&'t str> {
    let words = words_of(sentence);
    let is = |at: usize, wanted: &str| words.get(at).is_some_and(|word| word.folded == wanted);
    let verb = (0..words.len()).find_map(|at| match () {
        () if is(at, "khac") && is(at + 1, "phuc") => Some(at + 2),
        () if is(at, "sua") => Some(at + 1 + usize::from(is(at + 1, "chua"))),
        () => None,
    })?;
    let idle =
        words[verb..].iter().take_while(|w| ["viec", "bieu", "hien", "han", "che"].contains(&w.as_ref()));
    let from = words.get(verb + idle.count())?.from;
    let what = sentence.get(from..deadlines::by_when(sentence, context))?.trim_matches([' ', ',']);
    (what.split(' ').count() > 1).then_some(what)
}

/// Whether a sentence promises to correct whatever stands above it, and does not say how many that are: *các hạn chế nêu
/// trên*.
fn means_all_above(sentence: &str, context: &Context) -> bool {
    let folded = fold(sentence);
    let all = ["cac", "nhung", "tat ca", "toan bo"].iter().any(|word| has_words(&folded, word));
    let counted = ["hai", "ba", "bon", "mot so"].iter().any(|number| has_words(&folded, number));
    let above = [
        "neu tren",
        "ke tren",
        "o tren",
        "tren day",
        "da neu",
        "han che tren",
        "noi dung tren",
        "bieu hien tren",
    ];
    let above = above.iter().any(|words| has_words(&folded, words));
    // *Chi bộ sẽ giúp đồng chí khắc phục …* is another's promise.
    let of_others = context.vocabulary.is_assessor(&folded);
    all && !counted && above && !of_others && claims::named(sentence, context).is_empty()
}

/// Whether a sentence promises to correct several things: *các hạn chế nêu trên*.
fn speaks_of_several(sentence: &str) -> bool {
    let folded = format!(" {} ", fold(sentence));
    [" cac ", " nhung ", " hai ", " ba ", " deu "].iter().any(|word| folded.contains(word))
}
