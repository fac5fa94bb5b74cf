//! Answers with the number that each has in a list to choose from: `1. Không có biểu hiện`, `2 - Có, mức độ nhẹ`.

use super::verdict::Verdict;
use super::words;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::Rule;
use crate::text::fold;
use std::collections::BTreeMap;

/// The number or letter that an answer has in a list, and the answer.
pub(super) fn option(text: &str) -> Option<(char, &str)> {
    let mut letters = text.trim_start().chars();
    let first = letters.next().filter(char::is_ascii_alphanumeric)?;
    let rest = letters.as_str();
    let dash = || ["-", "–"].iter().find_map(|sign| rest.trim_start().strip_prefix(*sign));
    let said = rest.strip_prefix(['.', ')']).or_else(|| dash().filter(|_| first.is_ascii_digit()))?;
    let said = said.trim_start();
    // Several lines are a list of their own.
    (said.starts_with(char::is_alphabetic) && !said.contains('\n')).then_some((first, said))
}

/// Takes numbered answers for what stands behind their numbers. In a list to choose from each number has one answer and
/// each answer one number; the numbers of indicators, `2. Không` beside `3. Không`, are others.
pub(super) fn settle(members: &mut [&mut Vec<(usize, Verdict)>], vocabulary: &Vocabulary) {
    let (mut of_number, mut of_answer) = (BTreeMap::new(), BTreeMap::new());
    let mut numbered = 0_usize;
    for (_, verdict) in members.iter().flat_map(|answers| answers.iter()) {
        // A list goes on below its first answer.
        if option(&verdict.note).is_some() {
            return;
        }
        let Some((number, said)) = option(&verdict.evidence) else { continue };
        let said = fold(said);
        numbered += 1;
        if *of_number.entry(number).or_insert_with(|| said.clone()) != said
            || *of_answer.entry(said).or_insert(number) != number
        {
            return;
        }
    }
    if numbered <= of_number.len() {
        return;
    }
    for (_, verdict) in members.iter_mut().flat_map(|answers| answers.iter_mut()) {
        if verdict.chosen == Err(AnswerFinding::Undecided)
            && let Some((_, said)) = option(&verdict.evidence)
            && let Ok((answer, level)) = words::answer(said, vocabulary)
        {
            verdict.chosen = Ok((answer, level, Rule::Words));
        }
    }
}
