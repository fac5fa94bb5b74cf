//! Sentences that admit by saying what was done badly: *Hay đi họp muộn*, *Có đăng lại một tin chưa đúng*.

use super::words;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::extract::wording::word_lists::AnswerWords;
use crate::text::fold;

/// Whether a sentence admits so: it begins with what says that it happened, names something done badly, and neither denies
/// it nor speaks of working against it. `body` is the folded sentence behind what opens it.
pub(crate) fn admits(text: &str, body: &str, words: &AnswerWords) -> bool {
    let Some(rest) = words.happened.starts(body) else { return false };
    !rest.is_empty()
        && words.happened.within(text)
        && words.failing.within(text)
        && !words.opposing.within(text)
        && words.merit.starts(body).is_none()
        && !["khong", "chang"].iter().any(|word| has_words(rest, word))
}

/// Whether a text is such a sentence.
pub(crate) fn is_one(text: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(text);
    admits(text, words::without_opening(&folded, &vocabulary.words), &vocabulary.words)
}

#[cfg(test)]
mod tests {
    use crate::extract::answer::words;
    use crate::extract::wording::vocabulary::Vocabulary;
    use crate::model::Answer;

    fn admits(text: &str) -> bool {
        matches!(words::answer(text, &Vocabulary::built_in()), Ok((Answer::Yes, _)))
    }

    #[test]
    fn what_was_done_badly_is_admitted() {
        for text in [
            "Hay đi họp muộn 10-15 phút, lãng phí thời gian",
            "Có đăng lại một tin chưa đúng về quan hệ đối ngoại",
            "Từng bình luận thiếu suy nghĩ trên mạng xã hội",
            "Bản thân có nộp báo cáo chậm",
        ] {
            assert!(admits(text), "{text}");
        }
    }

    #[test]
    fn what_is_done_against_it_admits_nothing() {
        for text in [
            "Có phê bình đồng chí đi họp muộn",
            "Có đấu tranh với biểu hiện lười học",
            "Có ý thức khắc phục việc nộp báo cáo chậm",
            "Có đi họp, không muộn",
            "Hãy tránh đi muộn",
            "Có đăng lại một tin về quan hệ đối ngoại",
            "Từng bước sửa việc đi họp muộn",
        ] {
            assert!(!admits(text), "{text}");
        }
    }
}
