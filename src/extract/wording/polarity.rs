//! Whether a text says the opposite of the indicator whose words it shares: *Kê khai tài sản, thu nhập đầy đủ, trung
//! thực*, *Không gây mất đoàn kết nội bộ*. Its *có* would mean that the manifestation is absent.

use super::phrases::{has_words, words_at};
use super::vocabulary::Vocabulary;
use crate::extract::answer::words;
use crate::model::{Catalogue, Indicator};
use crate::text::{fold, has_diacritics, key};

/// What each indicator's wordings deny themselves, and which words praise.
#[derive(Debug)]
pub(crate) struct Polarity {
    /// Of each indicator, its wordings, folded.
    wordings: Vec<Wordings>,
    /// What praises: folded, and with its accents.
    praises: Vec<(String, String)>,
}

/// The wordings of an indicator.
#[derive(Debug)]
struct Wordings {
    /// Folded.
    texts: Vec<String>,
    /// Pairs of words that they deny wherever they have them, each with the word behind it.
    denied: Vec<(String, String)>,
}

impl Wordings {
    fn of(indicator: &Indicator) -> Self {
        let all = [&indicator.wording, &indicator.label].into_iter().chain(&indicator.also);
        let texts: Vec<String> = all.clone().map(|text| fold(text)).collect();
        let mut denied: Vec<(String, String)> = all.flat_map(|text| denied_pairs(text)).collect();
        denied.retain(|(pair, _)| texts.iter().all(|w| before(w, pair).is_none_or(denies)));
        Self { texts, denied }
    }

    fn have(&self, words: &str) -> bool {
        self.texts.iter().any(|w| has_words(w, words))
    }
}

/// Words that deny what follows them, folded.
const DENIALS: [&str; 7] = ["khong", "chua", "thieu", "ko", "it", "kem", "chang"];

/// How many words before a phrase may hold its denial: *không được thật trung thực*.
const REACH: usize = 3;

impl Polarity {
    pub(crate) fn new(catalogue: &Catalogue, vocabulary: &Vocabulary) -> Self {
        let praises = vocabulary.affirming.iter().map(|praise| (fold(praise), key(praise)));
        Self { wordings: catalogue.indicators.iter().map(Wordings::of).collect(), praises: praises.collect() }
    }

    /// Whether a text that shares an indicator's words says the opposite of it.
    pub(crate) fn opposes(&self, text: &str, indicator: usize, vocabulary: &Vocabulary) -> bool {
        let folded = fold(text);
        let wordings = &self.wordings[indicator];
        (begins_with_denial(&folded, wordings, vocabulary) && !self.denies_praise(&folded, vocabulary))
            || self.affirms(text, &folded, wordings)
            || lacks_denial(&folded, wordings)
    }

    /// Whether what a text denies first is a praise: *Không giữ vững tôn chỉ* finds fault, as the indicator does.
    fn denies_praise(&self, folded: &str, vocabulary: &Vocabulary) -> bool {
        let denied = words::without_opening(folded, &vocabulary.words).split_once(' ');
        denied
            .is_some_and(|(_, rest)| self.praises.iter().any(|(praise, _)| before(rest, praise) == Some("")))
    }

    /// Whether a text praises where no wording does: *Nhận thức đúng về …*. Accents, where written, must be right: *cá
    /// nhân thực dụng* is no praise.
    fn affirms(&self, text: &str, folded: &str, wordings: &Wordings) -> bool {
        let mut spelt = None;
        self.praises.iter().any(|(words, accented)| {
            let Some(before) = before(folded, words) else { return false };
            let spelt = spelt.get_or_insert_with(|| has_diacritics(text).then(|| key(text)));
            let right = spelt.as_ref().is_none_or(|spelt| has_words(spelt, accented));
            right && !denies(before) && !wordings.have(words)
        })
    }
}

/// Whether it begins with a denial that no wording has: *Không phai nhạt lý tưởng*.
fn begins_with_denial(folded: &str, wordings: &Wordings, vocabulary: &Vocabulary) -> bool {
    let body = words::without_opening(folded, &vocabulary.words);
    let opening: Vec<&str> = body.split(' ').take(2).collect();
    let denied = opening.first().is_some_and(|w| ["khong", "chua", "chang"].contains(w));
    let opening = opening.join(" ");
    (denied && !wordings.have(&opening))
        || vocabulary.contrary.starts(body).is_some()
            && !wordings.texts.iter().any(|w| w.starts_with(&opening))
}

/// Whether a text lacks a denial that the wordings always have: *Chấp hành nghiêm các nguyên tắc …*.
fn lacks_denial(folded: &str, wordings: &Wordings) -> bool {
    let denied_behind = |pair: &String| {
        wordings.denied.iter().any(|(of, then)| of == pair && denies_behind(folded, of, then))
    };
    let asserted = |pair: &String| before(folded, pair).is_some_and(|before| !denies(before));
    wordings.denied.iter().any(|(pair, _)| asserted(pair) && !denied_behind(pair))
}

/// Whether the denial stands between a deed and its manner instead of before both: *Chấp hành không nghiêm* is what
/// *Không chấp hành nghiêm* is.
fn denies_behind(folded: &str, pair: &str, then: &str) -> bool {
    let Some(behind) = words_at(folded, pair).and_then(|at| folded.get(at + pair.len()..)) else {
        return false;
    };
    let mut words = behind.split(' ').filter(|w| !w.is_empty());
    words.next().is_some_and(|w| DENIALS.contains(&w)) && words.take(REACH).any(|w| w == then)
}

/// The pairs of words that follow a denial, each with the word behind it. *Vu khống* denies nothing.
fn denied_pairs(wording: &str) -> Vec<(String, String)> {
    let spelt = key(wording);
    let denial = key(if has_diacritics(wording) { "không" } else { "khong" });
    let words: Vec<&str> = spelt.split(' ').collect();
    let long = |word: &str| fold(word).len() > 1;
    let denied = words.windows(3).enumerate().filter(|(_, w)| w[0] == denial && long(w[1]) && long(w[2]));
    denied
        .map(|(at, w)| {
            let then = words.get(at + 3).copied().unwrap_or_default();
            (fold(&format!("{} {}", w[1], w[2])), fold(then))
        })
        .collect()
}

/// What stands before the first place where words stand in a text; `None` where they stand nowhere.
fn before<'t>(folded: &'t str, words: &str) -> Option<&'t str> {
    words_at(folded, words).and_then(|at| folded.get(..at))
}

fn denies(before: &str) -> bool {
    before.rsplit(' ').filter(|w| !w.is_empty()).take(REACH).any(|w| DENIALS.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;

    fn opposes(text: &str, code: &str) -> bool {
        let catalogue = catalogue();
        let indicator = catalogue.indicators.iter().position(|i| i.code == code).expect("a code");
        let vocabulary = Vocabulary::built_in();
        Polarity::new(&catalogue, &vocabulary).opposes(text, indicator, &vocabulary)
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
    fn a_denial_between_a_deed_and_its_manner_denies_as_one_before_them_does() {
        for text in [
            "Chấp hành không nghiêm nguyên tắc tổ chức của Đảng; sa sút ý chí phấn đấu",
            "Chấp hành chưa thật nghiêm các nguyên tắc tổ chức của Đảng",
        ] {
            assert!(!opposes(text, "I.4"), "{text}");
        }
        assert!(opposes("Chấp hành nghiêm nguyên tắc, không sa sút ý chí", "I.4"));
        assert!(opposes("Gương mẫu, không vi phạm nguyên tắc tổ chức của Đảng", "I.4"));
    }

    #[test]
    fn a_word_spelt_as_a_denial_but_for_its_accent_denies_nothing() {
        assert!(!opposes("Phê bình còn nể nang, ngại va chạm hoặc để nịnh bợ, bôi nhọ", "I.5"));
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

    #[test]
    fn a_text_that_denies_a_praise_finds_fault_as_the_indicator_does() {
        assert!(!opposes("Không giữ vững tôn chỉ, mục đích của Đảng", "I.2"));
        assert!(!opposes("Chưa gương mẫu chấp hành nguyên tắc tổ chức của Đảng", "I.4"));
        assert!(opposes("Không giữ tôn chỉ, mục đích của Đảng", "I.2"));
        assert!(opposes("Giữ vững tôn chỉ, mục đích của Đảng", "I.2"));
    }
}
