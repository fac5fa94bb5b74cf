//! Whether a text is a person's name.

use crate::text::{clean_name, fold};

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
    shaped && !NOT_NAMES.iter().any(|n| folded == *n || folded.starts_with(&format!("{n} ")))
}

/// Whether a text that a field of its own calls a name can be one: letters in at least two words.
pub(super) fn may_be_name(text: &str) -> bool {
    let letters = |w: &str| w.chars().all(|c| c.is_alphabetic() || "'-.()".contains(c));
    let words = text.split(' ').count();
    (2..=8).contains(&words) && text.split(' ').all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

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
