//! Forms that list only what is present: *Qua tự soi 27 biểu hiện, bản thân không có biểu hiện nào*, or
//! *còn 02 biểu hiện sau:* and the list of them.

use super::claims::{self, OF_THE_REST, SPEAKER};
use super::{grouped, scope};
use crate::extract::answer::verdict::Verdict;
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::wording::ordinal;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::{Answer, Place, Rule};
use crate::text::fold;

/// A statement about all indicators at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Statement {
    /// None is present.
    None { evidence: String, place: Place },
    /// Those that follow are present, so many of them where the text says, and no other.
    Only { count: Option<usize>, evidence: String, place: Place },
}

/// Whether a line speaks of indicators and of whoever fills the form in.
pub(crate) fn may_state(folded: &str, vocabulary: &Vocabulary) -> bool {
    let about_all = folded.contains("bieu hien") && folded.len() < 400;
    // A report tells of others: `một số đồng chí còn các biểu hiện …`.
    let of_others = ["mot so dong chi", "mot so dang vien"].iter().any(|w| folded.contains(w));
    about_all && !of_others && (heads_list(folded) || vocabulary.first_person.may_state(folded))
}

/// Whether a line heads a list of what is present and nothing else: *Những biểu hiện còn mắc:*.
fn heads_list(folded: &str) -> bool {
    let begins = ["cac bieu hien", "nhung bieu hien"].iter().any(|words| folded.starts_with(words));
    begins && HEADS.iter().any(|words| folded.ends_with(words))
}

/// How a line ends that heads a list of what is present, folded.
const HEADS: [&str; 4] = ["tu nhan", "tu nhan thay", "mac phai", "con mac"];

/// The statement that a line makes, if it makes one.
pub(crate) fn statement(text: &str, place: &Place, context: &Context) -> Option<Statement> {
    let folded = fold(text);
    if !may_state(&folded, &context.vocabulary) || of_one_group(text, &folded, context) {
        return None;
    }
    let evidence = text.trim().to_owned();
    let denied = ["khong co", "khong mac", "khong vi pham", "chua co"].iter().any(|w| folded.contains(w));
    let turned =
        context.vocabulary.words.reversal.within(text) || context.vocabulary.words.hedge.within(text);
    if denies_all(text, context) && !turned {
        return Some(Statement::None { evidence, place: place.clone() });
    }
    if denied && context.vocabulary.together.of_form(&folded) {
        let of_some = || sets_apart(text, &folded, context) || scope::is_of_some(text, context);
        let all = !turned && !of_some();
        return all.then(|| Statement::None { evidence, place: place.clone() });
    }
    let opens =
        text.trim_end().ends_with(':') || ["sau day", "nhu sau", "sau"].iter().any(|w| folded.ends_with(w));
    let admits = ["con co", "con ", "tu nhan co", "nhan thay co", "co cac bieu hien", "mac cac bieu hien"];
    let admits =
        heads_list(&folded) || admits.iter().any(|w| folded.contains(w)) || stated(&folded).is_some();
    (opens && admits).then(|| Statement::Only { count: stated(&folded), evidence, place: place.clone() })
}

/// Whether a text that denies manifestations admits some as well: it denies only the others, or another of its sentences
/// admits or counts what is present.
fn sets_apart(text: &str, folded: &str, context: &Context) -> bool {
    let others = ["bieu hien nao khac", "con lai", "ngoai"].iter().any(|words| has_words(folded, words));
    let admits = |sentence: &str| {
        let folded = fold(sentence);
        let denies = ["khong", "chua"].iter().any(|word| has_words(&folded, word));
        !denies && (context.vocabulary.words.admission.within(sentence) || stated(&folded).is_some())
    };
    others || text.split(['.', ';', '\n']).any(admits)
}

/// Whether one sentence of a paragraph denies all indicators, and no other admits anything.
fn denies_all(text: &str, context: &Context) -> bool {
    let none = |said: &&str| {
        let claims = claims::whole(said, None, context);
        claims.is_some_and(|claims| claims.iter().all(|(_, (answer, _))| *answer == Answer::No))
    };
    let sentences = text.split_inclusive(". ").map(|sentence| sentence.trim().trim_end_matches('.'));
    let (denying, others): (Vec<&str>, Vec<&str>) = sentences.partition(none);
    denying.len() == 1 && !others.iter().any(|said| context.vocabulary.words.admission.within(said))
}

/// Whether a text speaks of one group of indicators only, named by its title or as the one it stands in.
fn of_one_group(text: &str, folded: &str, context: &Context) -> bool {
    let named = |piece: &str| context.known(piece).group.is_some();
    folded.contains("nhom nay")
        || text.split(['\t', '\n', ':']).any(named)
        || grouped::titled(text, context).is_some()
}

/// Whether a sentence denies all indicators not named before: *Các biểu hiện còn lại bản thân không có*.
pub(crate) fn denies_the_rest(folded: &str) -> bool {
    const POINTS: [&str; 13] =
        ["tren", "neu", "so", "ghi", "bang", "doi", "chieu", "du", "voi", "da", "theo", "tat", "ca"];
    let words: Vec<&str> = folded.split(' ').collect();
    let plain = |w: &&str| {
        [&OF_THE_REST[..], &SPEAKER, &POINTS].iter().any(|list| list.contains(w))
            || w.parse::<usize>().is_ok()
    };
    folded.contains("bieu hien")
        && (folded.contains("con lai") || folded.contains("khac"))
        && words.contains(&"khong")
        && words.iter().all(plain)
}

/// The number of indicators that a sentence says are present: `còn 02 biểu hiện`, not the 27 asked.
pub(crate) fn stated(folded: &str) -> Option<usize> {
    let words: Vec<&str> = folded.split(' ').collect();
    let before = |pair: &[&str]| match pair {
        ["con" | "co" | "mac" | "nhan", number, ..] => number.parse().ok(),
        _ => None,
    };
    words.windows(2).find_map(before)
}

/// The indicator that a line of the list names, by its wording, its code, or number and group.
pub(crate) fn named(text: &str, context: &Context) -> Option<usize> {
    let known = context.known(text);
    if let Some(found) = known.found.filter(crate::extract::wording::recognise::Match::is_clear) {
        return Some(found.indicator);
    }
    if let [indicator] = claims::named(text, context).as_slice() {
        return Some(*indicator);
    }
    let folded = fold(text);
    let (_, rest) = folded.split_once("bieu hien ")?;
    let mut words = rest.split(' ').filter(|w| !["so", "thu"].contains(w));
    let number = words.next()?.parse().ok()?;
    let group = folded
        .split_once("nhom ")
        .and_then(|(_, g)| ordinal::group_number(g.split(' ').next()?, &context.catalogue));
    ordinal::Ordinal::Number(number).indicator(&context.catalogue, group)
}

/// The longest remark below the answers, in bytes.
const LONGEST_REMARK: usize = 300;

/// The indicator that a remark below the answers names, by its code, or by number and group.
pub(crate) fn named_in_remark(text: &str, context: &Context) -> Option<usize> {
    if text.len() > LONGEST_REMARK {
        return None;
    }
    let coded = ordinal::split(text.trim(), &context.catalogue).map(|(ordinal, _)| ordinal);
    match coded {
        Some(ordinal::Ordinal::Exact(indicator)) => Some(indicator),
        _ => named(text, context),
    }
}

/// The verdicts of a whole form from its statement and the indicators listed after it; `whole` says that each line of
/// the list was understood and the sentence after it denies all others.
pub(crate) fn verdicts(
    statement: &Statement,
    listed: &[(usize, String, Place)],
    whole: bool,
    context: &Context,
) -> Option<Vec<(usize, Verdict)>> {
    let verdict =
        |chosen, evidence: &str, place: &Place| Verdict::new(chosen, evidence.to_owned(), place.clone());
    let (evidence, place) = match statement {
        Statement::None { evidence, place } if listed.is_empty() => (evidence, place),
        // A number that does not fit the list leaves open what was meant.
        Statement::Only { count: Some(count), evidence, place } if *count == listed.len() => {
            (evidence, place)
        }
        Statement::Only { count: None, evidence, place } if whole && !listed.is_empty() => (evidence, place),
        _ => return None,
    };
    let answer = |indicator: usize| match listed.iter().find(|(i, ..)| *i == indicator) {
        Some((_, said, at)) => {
            let sharing = listed.iter().filter(|(_, other, _)| other == said).count();
            let level = words::level_of_admitted(said, sharing, &context.vocabulary);
            verdict(level.map(|level| (Answer::Yes, level, Rule::NotListed)), said, at)
        }
        None => verdict(Ok((Answer::No, None, Rule::NotListed)), evidence, place),
    };
    Some((0..context.catalogue.len()).map(|i| (i, answer(i))).collect())
}
