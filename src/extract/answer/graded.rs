//! What answers of many members say only beside one another: figures of a scale, values of a program, and levels in
//! words as whole answers, *Nhẹ*, *Trung bình*, *Nghiêm trọng*, where no column is headed as one for them.

use super::numbered_options::{self as options, option};
use super::verdict::Verdict;
use super::{scale, sign};
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Level, Rule};
use crate::text::fold;

/// Takes levels in words for what they say. `Trung bình` alone may be how well somebody does; beside `Nhẹ` or `Nghiêm
/// trọng` in the same table it is how grave a manifestation is. Where anything is assessed, no word is a level.
pub(crate) fn settle(members: &mut [&mut Vec<(usize, Verdict)>], vocabulary: &Vocabulary) {
    options::settle(members, vocabulary);
    let open = |(_, v): &(usize, Verdict)| v.chosen == Err(AnswerFinding::Undecided);
    if !members.iter().any(|answers| answers.iter().any(open)) {
        return;
    }
    let said = |v: &Verdict| fold(option(&v.evidence).map_or(&*v.evidence, |(_, said)| said));
    let mut all = members.iter().flat_map(|answers| answers.iter());
    let grave = all.any(|(_, v)| vocabulary.words.graded.contains(&said(v)));
    let mut all = members.iter().flat_map(|answers| answers.iter());
    if !grave || all.any(|(_, v)| vocabulary.words.assessment.contains(&said(v))) {
        return;
    }
    for (_, verdict) in members.iter_mut().flat_map(|answers| answers.iter_mut()) {
        if verdict.chosen != Err(AnswerFinding::Undecided) {
            continue;
        }
        let word = said(verdict);
        let level = vocabulary.levels.of(&word).copied();
        if let Some(level) =
            level.filter(|l| *l == Level::Moderate || vocabulary.words.graded.contains(&word))
        {
            verdict.chosen = Ok((Answer::Yes, Some(level), Rule::Words));
        }
    }
}

/// Doubts figures where some are no usual signs and the form explains none: a `1` beside a `2` may be a level, and where
/// no `0` stands the lowest may mean that there is none.
pub(crate) fn doubt_figures(members: &mut [&mut Vec<(usize, Verdict)>]) {
    let graded = |v: &Verdict| scale::figure(&v.evidence).map(f64::from);
    let explained = |v: &Verdict| matches!(v.chosen, Ok((.., Rule::Legend)));
    let figure =
        |v: &Verdict| sign::numeric(v.evidence.trim()).or_else(|| graded(v)).filter(|_| !explained(v));
    let all = || members.iter().flat_map(|answers| answers.iter());
    let strange =
        |v: &Verdict| v.chosen == Err(AnswerFinding::UnknownMark) && figure(v).is_some_and(|n| n > 1.0);
    let beyond = |v: &Verdict| v.chosen.is_err() && graded(v).is_some_and(|n| n > 3.0);
    let without_none = || all().all(|(_, v)| graded(v).is_some() && !explained(v));
    if !all().any(|(_, v)| strange(v) || beyond(v)) && !without_none() {
        return;
    }
    let zero = all().any(|(_, v)| figure(v) == Some(0.0));
    for (_, verdict) in members.iter_mut().flat_map(|answers| answers.iter_mut()) {
        if figure(verdict).is_some_and(|n| n > 0.0 || !zero) {
            verdict.chosen = Err(AnswerFinding::UnknownMark);
        }
    }
}

/// Takes `TRUE` and `FALSE`, as programs and boxes of a sheet store them, for yes and no of a member who has ticked any:
/// one who has ticked none may not have answered. What a form says of them goes before.
pub(crate) fn take_values(members: &mut [&mut Vec<(usize, Verdict)>]) {
    let value = |v: &Verdict| match v.evidence.trim() {
        "TRUE" | "True" | "true" => Some(Answer::Yes),
        "FALSE" | "False" | "false" => Some(Answer::No),
        _ => None,
    };
    for answers in members.iter_mut() {
        let ticked = answers.iter().any(|(_, v)| value(v) == Some(Answer::Yes));
        let explained = answers.iter().any(|(_, v)| matches!(v.chosen, Ok((.., Rule::Legend))));
        if !ticked || explained || !answers.iter().all(|(_, v)| value(v).is_some()) {
            continue;
        }
        for (_, verdict) in answers.iter_mut() {
            if let Some(answer) = value(verdict) {
                verdict.chosen = Ok((answer, None, Rule::Words));
            }
        }
    }
}
