//! Whether a text is a person's name.

use crate::text::{clean_name, fold, has_diacritics, name_key};

/// Words of positions and headings that stand where a name might.
const NOT_NAMES: [&str; 18] = [
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
];

/// Whether a text is a person's name: two to seven words of letters, each with a capital.
pub(super) fn is_name(text: &str) -> bool {
    // Most texts are none, and no name has a figure.
    if text.bytes().any(|b| b.is_ascii_digit()) || !text.chars().any(char::is_uppercase) {
        return false;
    }
    let name = clean_name(text);
    let words: Vec<&str> = name.split(' ').collect();
    if !(2..=7).contains(&words.len()) || name.len() > 80 {
        return false;
    }
    let shaped = words.iter().all(|w| {
        w.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '-')
            && w.chars().next().is_some_and(char::is_uppercase)
    });
    let folded = fold(&name);
    // `Quý I`, `Đợt II`.
    let period = ["quy", "ky", "dot", "lan", "nhom", "phan", "muc"].contains(&fold(words[0]).as_str());
    if period && words.last().is_some_and(|w| w.chars().all(|c| "IVX".contains(c))) {
        return false;
    }
    let begins = |words: &&str| {
        folded.strip_prefix(*words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    shaped && !NOT_NAMES.iter().any(begins)
}

/// Whether a text that a field of its own calls a name can be one: letters in at least two words.
pub(super) fn may_be_name(text: &str) -> bool {
    let letters = |w: &str| w.chars().all(|c| c.is_alphabetic() || "'-.()".contains(c));
    let words = text.split(' ').count();
    (2..=8).contains(&words) && text.split(' ').all(letters)
}

/// Whether a name has letters that no name written in Vietnam has: of another script, or lost in decoding.
pub(super) fn has_foreign_letter(name: &str) -> bool {
    let latin = |c: char| matches!(c, 'A'..='Z' | 'a'..='z' | '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    name.chars().any(|c| c.is_alphabetic() && !latin(c) || c == char::REPLACEMENT_CHARACTER)
}

/// Whether two writings of one name differ by a letter or an accent, so that one of them is mistaken. One that is
/// typed without any accents says nothing about them.
pub(super) fn differ_by_a_letter(one: &str, other: &str) -> bool {
    if name_key(one) == name_key(other)
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn names_are_told_from_positions_and_headings() {
        for name in ["Trần Viết An", "CAO QUANG QUÝ", "Đ/c Lý Thị Hạnh", "H'Hen Niê"] {
            assert!(is_name(name), "{name}");
        }
        for text in ["BÍ THƯ", "Tổng cộng", "Có", "Bản thân không có", "CHI BỘ THÔN", "1 2 3", ""]
        {
            assert!(!is_name(text), "{text}");
        }
    }
}
