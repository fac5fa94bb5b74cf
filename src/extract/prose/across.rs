//! Sentences that answer for several groups, or for indicators that they name by code or by number and group: *Nhóm I, II:
//! không có biểu hiện nào; nhóm III có biểu hiện số 2*, *Biểu hiện 4, 5 nhóm I: có*.

use super::claims::{self, Claim};
use crate::extract::answer::verdict::Verdict;
use crate::extract::context::Context;
use crate::extract::review::item::Line;
use crate::model::Rule;
use crate::text::fold;

/// The longest paragraph of this kind, in bytes.
const LONGEST: usize = 600;

/// Whether a sentence answers for several indicators at once, wherever it stands.
pub(crate) fn may_answer(text: &str, folded: &str, context: &Context) -> bool {
    read(text, folded, None, context).is_some()
}

/// The answers of a sentence that says itself of which indicators it speaks, and is understood in each of its clauses.
pub(crate) fn answers(line: &Line<'_>, under: Option<usize>, context: &Context) -> Vec<(usize, Verdict)> {
    let verdict = |(answer, level)| {
        Verdict::new(Ok((answer, level, Rule::NotListed)), line.text.trim().to_owned(), line.place.clone())
    };
    let all = read(&line.text, &fold(&line.text), under, context).unwrap_or_default();
    all.into_iter().map(|(indicator, said)| (indicator, verdict(said))).collect()
}

/// What such a sentence answers; `None` where it speaks of all together.
fn read(text: &str, folded: &str, under: Option<usize>, context: &Context) -> Option<Vec<Claim>> {
    let names = || folded.contains("nhom ") || !claims::named(text, context).is_empty();
    if text.len() > LONGEST
        || !(folded.contains("khong") || folded.contains("chua") || folded.contains("co"))
        || !names()
    {
        return None;
    }
    claims::of_some(text, under, context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;
    use crate::extract::wording::vocabulary::Vocabulary;
    use crate::model::Answer;

    /// What a sentence answers, as letters; a dot where it says nothing.
    fn told(text: &str) -> Option<String> {
        let context = Context::new(catalogue(), Vocabulary::built_in());
        let all = read(text, &fold(text), None, &context)?;
        let letter = |i: usize| match all.iter().find(|(of, _)| *of == i) {
            Some((_, (Answer::Yes, _))) => 'y',
            Some(_) => 'n',
            None => '.',
        };
        Some((0..27).map(letter).collect())
    }

    #[test]
    fn each_clause_answers_for_the_groups_that_it_names() {
        let (no, open, second) = ("n".repeat(9), ".".repeat(9), "nynnnnnnn");
        for (text, expected) in [
            ("Nhóm I, II: không có biểu hiện nào; nhóm III có biểu hiện số 2", format!("{no}{no}.y.......")),
            ("Đối với nhóm I và nhóm III, bản thân không có biểu hiện nào.", format!("{no}{open}{no}")),
            ("Cả 3 nhóm: không có biểu hiện nào.", no.repeat(3)),
            ("Nhóm I: không có biểu hiện nào.", format!("{no}{open}{open}")),
            ("Từ nhóm I đến nhóm III: không có biểu hiện nào.", no.repeat(3)),
            ("1. Nhóm 1, 2: không; nhóm 3: có biểu hiện số 2, còn lại không", format!("{no}{no}{second}")),
            (
                "Qua tự soi, nhóm I và II bản thân không mắc biểu hiện nào; nhóm III: có biểu hiện số 2, các biểu hiện còn lại không có.",
                format!("{no}{no}{second}"),
            ),
            (
                "Nhóm I và nhóm II không có biểu hiện nào, còn nhóm III không có biểu hiện nào, riêng biểu hiện số 2 có.",
                format!("{no}{no}{second}"),
            ),
        ] {
            assert_eq!(told(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_sentence_of_which_a_clause_is_not_understood_answers_nothing() {
        for text in [
            "Nhóm I, II: cơ bản không có biểu hiện nào; nhóm III: không có biểu hiện nào",
            "Nhóm I, II: không có biểu hiện nào; nhóm II, III: không có biểu hiện nào",
            "Nhóm I, II: không có biểu hiện nào; nhóm III đôi lúc còn nể nang",
            "Nhóm I, II: có biểu hiện số 2, còn lại không",
            "Nhóm I, II: không còn biểu hiện nào.",
            "Chi bộ không có đồng chí nào có biểu hiện ở nhóm I, nhóm II.",
            "Nhóm I, II: không có biểu hiện nào; tuy nhiên đôi lúc còn nể nang",
            "Nhóm I và nhóm II không có đồng chí nào vi phạm.",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
