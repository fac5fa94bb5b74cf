//! Remarks in brackets within a sentence, and which of them may change what it says.

use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::model::Answer;
use crate::text::{fold, has_diacritics, key};
use std::borrow::Cow;

/// A text without the remarks that only describe what is meant: `biểu hiện số 5 (nể nang, né tránh)`. What answers, counts
/// or grades stays.
pub(crate) fn without_descriptions<'t>(text: &'t str, context: &Context) -> Cow<'t, str> {
    if !text.contains('(') {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, (remark, after))) =
        rest.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    {
        kept.push_str(before);
        let of_number = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        if tells(remark, of_number, context) {
            kept.extend(["(", remark, ")"]);
        }
        rest = after;
    }
    Cow::Owned(kept + rest)
}

/// Whether a remark may change what is said before it: it has a number, grades, or says that something is there or not. Of
/// what is named by its number a few words may describe what was done: *chưa sâu sát cơ sở*.
fn tells(remark: &str, of_number: bool, context: &Context) -> bool {
    let folded = fold(remark);
    let names = ["bieu hien ", "dieu ", "muc "].iter().any(|words| folded.starts_with(words));
    if names || words::level(&folded, &context.vocabulary).is_some() {
        return true;
    }
    if of_number && describes(&folded) {
        return false;
    }
    let accented = has_diacritics(remark);
    let spelt = if accented { key(remark) } else { folded };
    let telling = ["không", "có", "trừ"].map(|word| if accented { key(word) } else { fold(word) });
    spelt.split(' ').any(|word| telling.iter().any(|telling| telling == word))
        || remark.bytes().any(|b| b.is_ascii_digit())
        || matches!(words::answer(remark, &context.vocabulary), Ok((Answer::No, _)))
}

/// Whether a folded remark describes in a few words what is meant, and neither answers nor counts: *chưa sâu sát cơ sở*.
fn describes(folded: &str) -> bool {
    const FEW: usize = 3;
    folded.split(' ').count() >= FEW && !answers(folded)
}

/// Whether a folded remark answers or counts.
pub(super) fn answers(folded: &str) -> bool {
    const ANSWERS: [&str; 8] = [
        "khong co ",
        "khong con ",
        "khong mac ",
        "khong vi ",
        "khong phai ",
        "chua co ",
        "chua mac ",
        "tru ",
    ];
    let telling = |word: &str| word == "tru" || word.parse::<u32>().is_ok();
    ANSWERS.iter().any(|words| folded.starts_with(words))
        || ["khong", "khong co", "co", "chua", "chua co"].contains(&folded)
        || folded.split(' ').any(telling)
}
