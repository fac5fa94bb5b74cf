//! Whether a text is a person's name, and where it ends.

use crate::extract::wording::phrases::begins;
use crate::extract::wording::remembered::Remembered;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::text::{clean_name, fold, has_diacritics, key, name_key, title_case};
use std::sync::LazyLock;

/// Words of positions and headings that stand where a name might.
const NOT_NAMES: [&str; 24] = [
    "bi thu",
    "pho bi thu",
    "chi uy vien",
    "dang vien",
    "nguoi lap bieu",
    "ho va ten",
    "xac nhan",
    "chi bo",
    "dang bo",
    "dang uy",
    "tong so",
    "tong cong",
    "tap the",
    "chi uy",
    "cong hoa",
    "dang cong san",
    "ghi chu",
    "ky ten",
    "da ky",
    "tu soi",
    "tu sua",
    "nguoi",
    "ban chi uy",
    "ban than",
];

/// The same, of which only the accents tell some from names: `Trường` (a school) and `Trương`.
const NOT_NAMES_BY_ACCENT: [&str; 40] = [
    "có",
    "chưa",
    "thôn",
    "xóm",
    "ấp",
    "buôn",
    "làng",
    "khóm",
    "bản",
    "khu phố",
    "khối phố",
    "khu dân cư",
    "tổ dân phố",
    "tổ",
    "xã",
    "phường",
    "thị trấn",
    "huyện",
    "tỉnh",
    "trường",
    "trạm y tế",
    "công an",
    "công ty",
    "cơ quan",
    "ý kiến",
    "nhận xét",
    "chủ trì",
    "thư ký",
    "chủ tịch",
    "hiệu trưởng",
    "giám đốc",
    "thủ trưởng",
    "trưởng",
    "đại diện",
    "thay mặt",
    "kính gửi",
    "nơi nhận",
    "nhất trí",
    "đồng ý",
    "không",
];

/// Apostrophes within names: `H'Hen`, as keyboards and programs write it.
const APOSTROPHES: &str = "'’‘ʼ`´";

/// Whether a text is a person's name: two to seven words of letters, each with a capital.
pub(crate) fn is_name(text: &str) -> bool {
    static KNOWN: LazyLock<Remembered<bool>> = LazyLock::new(Remembered::default);
    // Most texts are none, and no name has a figure. What may be one is asked about several times.
    let may_be = !text.bytes().any(|b| b.is_ascii_digit()) && ends_with_capital_word(text);
    may_be && KNOWN.of_late(text, || is_shaped(text))
}

/// Whether a text that ends with a capital word has the shape of a name.
fn is_shaped(text: &str) -> bool {
    let name = clean_name(text);
    let words: Vec<&str> = name.split(' ').collect();
    if !(2..=7).contains(&words.len()) || name.len() > 80 {
        return false;
    }
    let shaped = words.iter().all(|w| {
        w.chars().all(|c| c.is_alphabetic() || c == '-' || APOSTROPHES.contains(c))
            && w.chars().next().is_some_and(char::is_uppercase)
    });
    if !shaped {
        return false;
    }
    let folded = fold(&name);
    // `Quý I`, `Đợt II`.
    let period = ["quy", "ky", "dot", "lan", "nhom", "phan", "muc"].contains(&fold(words[0]).as_str());
    if period && words.last().is_some_and(|w| w.chars().all(|c| "IVX".contains(c))) {
        return false;
    }
    !NOT_NAMES.iter().any(|words| begins(&folded, words)) && !begins_otherwise(&name)
}

/// Whether the last word has a capital, as that of every name has.
fn ends_with_capital_word(text: &str) -> bool {
    let words = text.trim_end_matches(|c: char| !c.is_alphabetic());
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// Whether a text is the name of a person of whom nothing else tells that it is one: a known family name (*họ*) and
/// two words more, or up to four.
pub(crate) fn is_whole_name(text: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(text);
    (3..=5).contains(&folded.split(' ').count())
        && is_name(text)
        && vocabulary.families.starts(&folded).is_some()
}

/// Whether a text in a column of names is one: people type theirs without capitals too, in web forms above all.
pub(crate) fn in_column(text: &str, vocabulary: &Vocabulary) -> bool {
    is_name(text) || (!text.chars().any(char::is_uppercase) && is_whole_name(&title_case(text), vocabulary))
}

/// Whether a text begins with a word of [`NOT_NAMES_BY_ACCENT`].
fn begins_otherwise(text: &str) -> bool {
    static KEYS: LazyLock<Vec<String>> =
        LazyLock::new(|| NOT_NAMES_BY_ACCENT.iter().map(|words| key(words)).collect());
    let spelt = key(text);
    KEYS.iter().any(|words| begins(&spelt, words))
}

/// Words, without accents, that follow a name in a sentence about its bearer.
const AFTER_NAMES: [&str; 10] = ["la", "sinh", "hien", "dang", "thuoc", "cong", "giu", "chuc", "que", "nam"];

/// The name with which a field's value begins. It ends before a sign, before another field's label, and before
/// a word that goes on with the sentence: `Trần Viết An, bí thư`, `Trần Viết An (sinh 1970)`,
/// `Trần Viết An Năm sinh 1970`, `Trần Viết An sinh năm 1970`.
pub(crate) fn in_value(value: &str, vocabulary: &Vocabulary) -> String {
    let quotes = |c: char| c.is_whitespace() || "\"“”«»()[]".contains(c);
    let aside = value.split_once('(').and_then(|(_, rest)| addition(rest, vocabulary));
    let value = clean_name(value.trim_matches(quotes));
    let end = value.find([',', ';', '(', '|', '–', ')']).unwrap_or(value.len());
    let aside = aside.filter(|_| value[end..].starts_with('('));
    let end = value.find(" - ").map_or(end, |dash| dash.min(end));
    let end = end_of_sentence(&value[..end]);
    let words: Vec<&str> = value[..end].split_whitespace().collect();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let capitals = words.first().is_some_and(|word| capital(word));
    let stops = |at: &usize| {
        let rest = fold(&words[*at..].join(" "));
        let label = vocabulary.fields.opening(&rest).is_some_and(|(taken, _)| rest[..taken].contains(' '));
        let figure = words[*at].chars().all(|c| c.is_ascii_digit() || "/.-".contains(c));
        // Any other word without a capital may be the last of a name: `Trần Viết an`.
        let goes_on = capitals && !capital(words[*at]) && at + 1 < words.len();
        let word = rest.split(' ').next().unwrap_or_default();
        // `Trần Viết An   Bí thư chi bộ: …`
        let position = vocabulary.positions.starts(&rest).is_some();
        // A word with a colon is a label, whatever it says: `Trần Viết An  Khóa: 7`.
        let labels = words[*at].ends_with(':');
        label || labels || figure || position || (goes_on && AFTER_NAMES.contains(&word))
    };
    let end = (2..words.len()).find(stops).unwrap_or(words.len());
    let aside = aside.filter(|_| end == words.len());
    let named = words[..end].join(" ");
    let member = words.len() > 3 && fold(&named).starts_with("dang vien ");
    let name = clean_name(if member { named.splitn(3, ' ').nth(2).unwrap_or_default() } else { &named });
    aside.map_or_else(|| name.clone(), |aside| format!("{name} ({aside})"))
}

/// Where the sentence ends that begins with a whole name: `Trần Viết An. Ngày 5/6`, but not `N. V. An`.
fn end_of_sentence(value: &str) -> usize {
    let whole = |at: &usize| {
        let mut words = value[..*at].split(' ');
        words.clone().count() > 1 && words.next_back().is_some_and(|last| last.chars().count() > 1)
    };
    value.match_indices(". ").map(|(at, _)| at).find(whole).unwrap_or(value.len())
}

/// What stands in brackets behind a name and belongs to it as it is written: it may be what tells two people of one
/// name apart, `Trần Viết An (A)`. Figures and what begins another field do not.
fn addition<'t>(rest: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    let (aside, behind) = rest.split_once(')')?;
    let aside = aside.trim();
    let folded = fold(aside);
    let words = aside.chars().all(|c| c.is_alphabetic() || c.is_whitespace()) && !folded.is_empty();
    let first = folded.split(' ').next().unwrap_or_default();
    let another = AFTER_NAMES.contains(&first) || vocabulary.fields.opening(&folded).is_some();
    (words && !another && behind.trim().is_empty()).then_some(aside)
}

/// Whether a text that a field of its own calls a name can be one: letters in at least two words.
pub(crate) fn may_be_name(text: &str) -> bool {
    let letters =
        |w: &str| w.chars().all(|c| c.is_alphabetic() || "-.()".contains(c) || APOSTROPHES.contains(c));
    let words = text.split(' ').count();
    // `K'Brếp` is a whole name.
    let alone =
        words == 1 && text.starts_with(char::is_uppercase) && text.contains(|c| APOSTROPHES.contains(c));
    (alone || (2..=8).contains(&words)) && text.split(' ').all(letters)
}

/// Whether a name has letters that no name written in Vietnam has: of another script, or lost in decoding.
pub(crate) fn has_foreign_letter(name: &str) -> bool {
    let latin = |c: char| matches!(c, 'A'..='Z' | 'a'..='z' | '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    name.chars().any(|c| c.is_alphabetic() && !latin(c) || c == char::REPLACEMENT_CHARACTER)
}

/// Whether two writings of one name differ by a letter or an accent, so that one of them is mistaken. One that is
/// typed without any accents says nothing about them.
pub(crate) fn differ_by_a_letter(one: &str, other: &str) -> bool {
    if one == other
        || name_key(one) == name_key(other)
        || (fold(one) == fold(other) && [one, other].iter().any(|n| !has_diacritics(n)))
    {
        return false;
    }
    let letters = |name: &str| clean_name(name).to_lowercase().chars().collect::<Vec<_>>();
    let (a, b) = (letters(one), letters(other));
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longer = a.len().max(b.len());
    longer - a.len().min(b.len()) <= 1 && same + rest + 1 >= longer
}

/// Whether two names are those of two people: their given names differ, and neither is the other cut short.
pub(crate) fn are_of_two_people(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let [a, b] = [&one, &other].map(|name| name.split(' ').collect::<Vec<_>>());
    let within = |part: &[&str], whole: &[&str]| part.iter().all(|word| whole.contains(word));
    a.len() >= 2 && b.len() >= 2 && a.last() != b.last() && !within(&a, &b) && !within(&b, &a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_given_names_are_those_of_two_people() {
        assert!(are_of_two_people("Nguyễn Văn An", "Nguyễn Văn Bình"));
        assert!(are_of_two_people("Lò Thị Phương", "HÀ VĂN MƠ"));
        for (one, other) in [
            ("Nguyễn Thị Lan Hương", "Nguyễn Thị Lan"),
            ("Trần Thị Hòa", "TRAN THI HOA"),
            ("Trần Văn Hòa", "Trần Hòa"),
            ("Hòa", "Trần Văn Bình"),
        ] {
            assert!(!are_of_two_people(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn a_letter_or_an_accent_makes_two_names_of_one() {
        for (one, other) in [("Nguyễn Văn Ân", "NGUYỄN VĂN AN"), ("Lê Thị Hoa", "Lê Thị Hoan")] {
            assert!(differ_by_a_letter(one, other), "{one}, {other}");
        }
        let alike =
            [("Trần Thị Hòa", "TRẦN THỊ HOÀ"), ("Trần Thị Hòa", "Tran Thi Hoa"), ("Lê An", "Đỗ Bình")];
        for (one, other) in alike {
            assert!(!differ_by_a_letter(one, other), "{one}, {other}");
        }
        assert!(has_foreign_letter("Nguyễn Văn Аn"), "a Cyrillic letter");
        assert!(!has_foreign_letter("H'Hen Niê Kƀăm"));
    }

    #[test]
    fn a_name_ends_where_the_next_thing_begins() {
        let vocabulary = Vocabulary::built_in();
        for value in [
            "Trần Viết An",
            " “Trần Viết An” ",
            "Trần Viết An, bí thư chi bộ",
            "Trần Viết An (sinh năm 1970)",
            "Trần Viết An (1970)",
            "(Trần Viết An)",
            "Trần Viết An - Bí thư chi bộ",
            "Trần Viết An Năm sinh 1970",
            "Trần Viết An sinh năm 1970",
            "Trần Viết An là đảng viên chi bộ",
            "đảng viên Trần Viết An",
            "Trần Viết An Giới tính",
        ] {
            assert_eq!(in_value(value, &vocabulary), "Trần Viết An", "{value}");
        }
        assert_eq!(in_value("Trần Viết An (A)", &vocabulary), "Trần Viết An (A)");
        assert_eq!(
            in_value("Trần Viết An ( Bí thư )", &vocabulary),
            "Trần Viết An (Bí thư)",
            "as it is written"
        );
        assert_eq!(in_value("trần viết an", &vocabulary), "trần viết an");
        assert_eq!(in_value("Trần Viết an", &vocabulary), "Trần Viết an");
        assert!(!may_be_name(&in_value("Trần Viết An8/td", &vocabulary)), "damaged, and no shorter name");
        assert_eq!(in_value("H’Yéo Ksor", &vocabulary), "H’Yéo Ksor");
        assert_eq!(in_value("Đoàn Đảng Viên", &vocabulary), "Đoàn Đảng Viên");
    }

    #[test]
    fn names_are_told_from_positions_and_headings() {
        for name in
            ["Trần Viết An", "CAO QUANG QUÝ", "Đ/c Lý Thị Hạnh", "H'Hen Niê", "H’Yéo Ksor", "Trương Thị Na"]
        {
            assert!(is_name(name), "{name}");
        }
        for text in [
            "BÍ THƯ",
            "Tổng cộng",
            "Có",
            "Bản thân không có",
            "CHI BỘ THÔN",
            "1 2 3",
            "",
            "Thôn Hòa Thủy",
            "TRƯỜNG THCS",
            "ĐÃ KÝ",
            "NGƯỜI GIỚI THIỆU",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }
}
