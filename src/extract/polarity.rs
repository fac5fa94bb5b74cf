//! Whether a text says the opposite of the indicator whose words it shares: *Kê khai tài sản, thu nhập đầy đủ, trung
//! thực*, *Không gây mất đoàn kết nội bộ*. Its *có* would mean that the manifestation is absent.

use super::vocabulary::Vocabulary;
use super::words;
use crate::model::Catalogue;
use crate::text::{fold, has_diacritics, key};

/// What each indicator's wordings deny themselves.
#[derive(Debug)]
pub(super) struct Polarity {
    /// Of each indicator, its wordings, folded.
    wordings: Vec<Vec<String>>,
}

/// Words that deny what follows them, folded.
const DENIALS: [&str; 7] = ["khong", "chua", "thieu", "ko", "it", "kem", "chang"];

/// How many words before a phrase may hold its denial: *không được thật trung thực*.
const REACH: usize = 3;

impl Polarity {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let of = |i: &crate::model::Indicator| {
            [&i.wording, &i.label].into_iter().chain(&i.also).map(|text| fold(text)).collect()
        };
        Self { wordings: catalogue.indicators.iter().map(of).collect() }
    }

    /// Whether a text that shares an indicator's words says the opposite of it.
    pub(super) fn opposes(&self, text: &str, indicator: usize, vocabulary: &Vocabulary) -> bool {
        let folded = fold(text);
        let wordings = &self.wordings[indicator];
        begins_with_denial(&folded, wordings, vocabulary)
            || affirms(text, &folded, wordings, vocabulary)
            || lacks_denial(&folded, wordings)
    }
}

/// Whether it begins with a denial that no wording has: *Không phai nhạt lý tưởng*.
fn begins_with_denial(folded: &str, wordings: &[String], vocabulary: &Vocabulary) -> bool {
    let body = words::without_opening(folded, &vocabulary.words);
    let opening: Vec<&str> = body.split(' ').take(2).collect();
    let denied = opening.first().is_some_and(|w| ["khong", "chua", "chang"].contains(w));
    let opening = opening.join(" ");
    (denied && !wordings.iter().any(|w| has(w, &opening)))
        || vocabulary.contrary.starts(body).is_some() && !wordings.iter().any(|w| w.starts_with(&opening))
}

/// Whether a text praises where no wording does: *Nhận thức đúng về …*. Accents, where written, must be right: *cá
/// nhân thực dụng* is no praise.
fn affirms(text: &str, folded: &str, wordings: &[String], vocabulary: &Vocabulary) -> bool {
    let spelt = has_diacritics(text).then(|| key(text));
    vocabulary.affirming.iter().any(|praise| {
        let words = fold(praise);
        let stands = has(folded, &words) && spelt.as_ref().is_none_or(|spelt| has(spelt, &key(praise)));
        let denied = || before(folded, &words).is_some_and(|before| denies(&before));
        stands && !denied() && !wordings.iter().any(|w| has(w, &words))
    })
}

/// Whether a text lacks a denial that the wordings always have: *Chấp hành nghiêm các nguyên tắc …*.
fn lacks_denial(folded: &str, wordings: &[String]) -> bool {
    let denied = wordings.iter().flat_map(|w| denied_pairs(w));
    denied.into_iter().any(|pair| {
        let always = wordings.iter().all(|w| before(w, &pair).is_none_or(|before| denies(&before)));
        always && before(folded, &pair).is_some_and(|before| !denies(&before))
    })
}

/// The pairs of words that follow a denial.
fn denied_pairs(wording: &str) -> Vec<String> {
    let words: Vec<&str> = wording.split(' ').collect();
    let denied = words.windows(3).filter(|w| w[0] == "khong" && w[1].len() > 1 && w[2].len() > 1);
    denied.map(|w| format!("{} {}", w[1], w[2])).collect()
}

/// The words before the first place where others stand in a text; `None` where they stand nowhere.
fn before(folded: &str, words: &str) -> Option<Vec<String>> {
    let padded = format!(" {folded} ");
    let at = padded.find(&format!(" {words} "))?;
    let before: Vec<String> = padded[..at].split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
    Some(before)
}

fn denies(before: &[String]) -> bool {
    before.iter().rev().take(REACH).any(|w| DENIALS.contains(&w.as_str()))
}

fn has(wording: &str, words: &str) -> bool {
    format!(" {wording} ").contains(&format!(" {words} "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;

    fn opposes(text: &str, code: &str) -> bool {
        let catalogue = catalogue();
        let indicator = catalogue.indicators.iter().position(|i| i.code == code).expect("a code");
        Polarity::new(&catalogue).opposes(text, indicator, &Vocabulary::built_in())
    }

    #[test]
    fn a_text_that_turns_a_wording_around_opposes_it() {
        let cases = [
            ("Kê khai tài sản, thu nhập đầy đủ, trung thực", "II.3"),
            ("Chấp hành nghiêm các nguyên tắc tổ chức của Đảng", "I.4"),
            ("Trong phê bình tôi luôn thẳng thắn", "I.5"),
            ("Nhận thức đúng về ý nghĩa, tầm quan trọng của lý luận", "I.3"),
            ("Sử dụng mạng xã hội đúng quy định", "III.4"),
            ("Không gây mất đoàn kết nội bộ", "II.2"),
            ("Bản thân không phai nhạt lý tưởng cách mạng", "I.1"),
            ("Phòng, chống tham ô, tham nhũng, lợi dụng chức vụ, quyền hạn", "II.7"),
        ];
        for (text, code) in cases {
            assert!(opposes(text, code), "{text}");
        }
    }

    #[test]
    fn no_wording_opposes_itself_nor_do_its_parts() {
        for indicator in catalogue().indicators {
            for text in [&indicator.wording, &indicator.label].into_iter().chain(&indicator.also) {
                assert!(!opposes(text, &indicator.code), "{text}");
                for part in text.split([';', '.']).filter(|part| part.len() > 20) {
                    assert!(!opposes(part, &indicator.code), "{part}");
                }
            }
        }
        assert!(!opposes("Kê khai tài sản, thu nhập chưa thật trung thực", "II.3"));
        assert!(!opposes("Chủ nghĩa cá nhân, thực dụng, đố kỵ", "II.1"));
    }
}
