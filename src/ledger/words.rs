//! The words that a unit's name is made of, with abbreviations written out.

use crate::text::{fold, key, nfc};

/// One word of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// With accents, the place of the tone mark aside.
    pub key: String,
    /// Without accents.
    pub fold: String,
    /// Whether a mark that ends a phrase, such as a comma or a dash, stands before it.
    pub opens: bool,
}

impl Word {
    /// Whether it is written without any accent.
    pub(super) fn is_bare(&self) -> bool {
        self.key == self.fold
    }
}

/// Abbreviations of everyday office writing, as words without accents, and what they stand for. The
/// longer of two that begin alike comes first.
const ABBREVIATIONS: [(&str, &str); 30] = [
    ("c bo", "chi bộ"),
    ("cb", "chi bộ"),
    ("chi uy", "chi bộ"),
    ("d bo", "đảng bộ"),
    ("db", "đảng bộ"),
    ("dang uy", "đảng bộ"),
    ("du xa", "đảng bộ xã"),
    ("du phuong", "đảng bộ phường"),
    ("du thi tran", "đảng bộ thị trấn"),
    ("tdp", "tổ dân phố"),
    ("to dp", "tổ dân phố"),
    ("kp", "khu phố"),
    ("kdc", "khu dân cư"),
    ("trung hoc co so", "thcs"),
    ("th cs", "thcs"),
    ("trung hoc pho thong", "thpt"),
    ("truong th", "trường tiểu học"),
    ("truong tieu hoc va", "trường tiểu học"),
    ("truong mn", "trường mầm non"),
    ("tram yte", "trạm y tế"),
    ("tyt", "trạm y tế"),
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("hop tac xa", "htx"),
    ("mat tran to quoc", "mttq"),
    ("ctcp", "công ty cổ phần"),
    ("cty cp", "công ty cổ phần"),
    ("cong ty cp", "công ty cổ phần"),
    ("cty", "công ty"),
    ("dnghiep", "doanh nghiệp"),
];

/// Abbreviations of one or two letters, clear only after the word for the organisation.
const AFTER_HEAD: [(&str, &str); 6] = [
    ("dang bo p", "đảng bộ phường"),
    ("dang bo x", "đảng bộ xã"),
    ("dang bo tt", "đảng bộ thị trấn"),
    ("chi bo ca", "chi bộ công an"),
    ("chi bo cq", "chi bộ cơ quan"),
    ("chi bo qs", "chi bộ quân sự"),
];

/// The words of a line, abbreviations written out.
pub(super) fn wording(text: &str) -> Vec<Word> {
    let words = expand(split(text), &ABBREVIATIONS);
    without_number_word(expand(words, &AFTER_HEAD))
}

/// The same words without `số` before a number: `thôn số 3` is `thôn 3`.
fn without_number_word(words: Vec<Word>) -> Vec<Word> {
    let number = |w: &Word| w.fold.bytes().all(|b| b.is_ascii_digit() || b"ivx".contains(&b));
    let next = words.iter().skip(1).map(|w| !w.opens && number(w)).chain([false]).collect::<Vec<_>>();
    let kept = words.into_iter().zip(next).enumerate();
    kept.filter(|(at, (w, numbered))| *at == 0 || w.fold != "so" || !numbered || w.opens)
        .map(|(_, (w, _))| w)
        .collect()
}

/// The words of a line as they stand.
fn split(text: &str) -> Vec<Word> {
    let text = nfc(text);
    let mut words: Vec<Word> = Vec::new();
    let mut word = String::new();
    let mut gap = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() || (!word.is_empty() && matches!(c, '\u{0300}'..='\u{036f}')) {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let opens = words.last().is_some_and(|before| ends_phrase(&gap, &before.fold));
            // `thôn 03` is `thôn 3`.
            let digits = word.bytes().all(|b| b.is_ascii_digit());
            let plain = if digits { word.trim_start_matches('0') } else { &word };
            let plain = if plain.is_empty() { "0" } else { plain };
            words.push(Word { key: key(plain), fold: fold(plain), opens });
            word.clear();
            gap.clear();
        }
        gap.push(c);
    }
    words
}

/// Whether what stands between two words ends a phrase. A full stop after a short word marks an
/// abbreviation (`CB. thôn`, `P.Bắc Hồng`); colon and fill-in dots after `CHI BỘ` lead to its name.
fn ends_phrase(gap: &str, before: &str) -> bool {
    let marks: String = gap.chars().filter(|c| !c.is_whitespace() || matches!(c, '\t' | '\n')).collect();
    // Behind a head, or the kind of place, fill-in dots and a colon lead to the name.
    let after_head = matches!(before, "bo" | "uy" | "cb" | "db" | "thon" | "xom" | "buon" | "khom" | "ap")
        && gap.trim() != ".";
    marks.chars().any(|c| match c {
        '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '&' => false,
        '.' if marks.len() == 1 && before.len() <= 3 => false,
        '.' | ':' | '…' | '_' => !after_head,
        _ => !c.is_control() || matches!(c, '\t' | '\n'),
    })
}

/// Writes out abbreviations; a phrase that ends inside one breaks it.
fn expand(words: Vec<Word>, table: &[(&str, &'static str)]) -> Vec<Word> {
    let hit = |rest: &[Word]| table.iter().find_map(|(short, long)| Some((covers(rest, short)?, *long)));
    // Most lines have none.
    let mut tails = (0..words.len()).filter_map(|at| words.get(at..));
    if !tails.any(|rest| hit(rest).is_some()) {
        return words;
    }
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((first, tail)) = rest.split_first() {
        let hit = hit(rest);
        if let Some((length, long)) = hit {
            let mut full = split(long);
            if let Some(word) = full.first_mut() {
                word.opens = first.opens;
            }
            out.append(&mut full);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            out.push(first.clone());
            rest = tail;
        }
    }
    out
}

/// How many words an abbreviation covers at the start of these.
fn covers(words: &[Word], short: &str) -> Option<usize> {
    // Most words begin with another letter.
    let letter = |text: &str| text.as_bytes().first().copied();
    let begins = |word: &Word| letter(&word.fold) == letter(short) && short.starts_with(&word.fold);
    if !words.first().is_some_and(begins) {
        return None;
    }
    let mut length = 0;
    for part in short.split(' ') {
        let word = words.get(length)?;
        if word.fold != part || (length > 0 && word.opens) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// Whether the words from a position on begin with this phrase, given without accents.
pub(super) fn begins(words: &[Word], phrase: &str) -> bool {
    covers(words, phrase).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let shown = |w: &Word| format!("{}{}", if w.opens { "| " } else { "" }, w.fold);
        wording(text).iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn abbreviations_are_written_out() {
        assert_eq!(folded("C.BỘ TDP Vĩnh Thọ"), "chi bo to dan pho vinh tho");
        assert_eq!(folded("CB. Cơ quan"), "chi bo co quan");
        assert_eq!(folded("ĐẢNG BỘ CÔNG TY CP XI MĂNG"), "dang bo cong ty co phan xi mang");
        assert_eq!(folded("Cty CP Dệt"), "cong ty co phan det");
        assert_eq!(folded("CTCP Dệt"), "cong ty co phan det");
        assert_eq!(folded("Đảng ủy P.Bắc Hồng"), "dang bo phuong bac hong");
        assert_eq!(folded("Trường Trung học cơ sở"), "truong thcs");
    }

    #[test]
    fn a_number_is_the_same_with_a_zero_or_the_word_for_number_before_it() {
        assert_eq!(folded("Chi bộ thôn 03"), "chi bo thon 3");
        assert_eq!(folded("Chi bộ TDP số 11"), "chi bo to dan pho 11");
        assert_eq!(folded("Chi bộ thôn ……3……"), "chi bo thon 3");
        assert_eq!(folded("Chi bộ thôn 13"), "chi bo thon 13");
    }

    #[test]
    fn a_comma_ends_a_phrase_but_the_colon_after_a_head_does_not() {
        assert_eq!(folded("Chi bộ thôn A, Đảng bộ xã B"), "chi bo thon a | dang bo xa b");
        assert_eq!(folded("CHI BỘ: ....thôn A"), "chi bo thon a");
        assert_eq!(folded("Đơn vị: thôn A"), "don vi | thon a");
    }

    #[test]
    fn decomposed_letters_make_the_same_words() {
        use unicode_normalization::UnicodeNormalization;
        let decomposed: String = "Chi bộ thôn Thượng Hòa".nfd().collect();
        assert_eq!(wording(&decomposed), wording("Chi bộ thôn Thượng Hoà"));
    }
}
