//! VNI: the code page of the `VNI-…` fonts, where a vowel's marks are a character of their own behind it.

/// The marks that may follow a vowel and the letters they make of it, both in order.
const MARKED: [(char, &str, &str); 7] = [
    ('a', "øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ"),
    ('e', "øùûõïâàáåãä", "èéẻẽẹêềếểễệ"),
    ('o', "øùûõïâàáåãä", "òóỏõọôồốổỗộ"),
    ('ô', "øùûõï", "ờớởỡợ"),
    ('u', "øùûõï", "ùúủũụ"),
    ('ö', "øùûõï", "ừứửữự"),
    ('y', "øùûõ", "ỳýỷỹ"),
];

/// Letters that are one character; the rest stand for themselves.
const SINGLE: [(char, char); 7] =
    [('ñ', 'đ'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('ô', 'ơ'), ('ö', 'ư'), ('î', 'ỵ')];

/// The text that these characters show in a `VNI-…` font.
///
/// A letter has the case of its vowel: typists left the mark in the other case at times (`Aù` is Á).
pub(super) fn read(codes: &str) -> String {
    let mut text = String::with_capacity(codes.len() + codes.len() / 4);
    let mut codes = codes.chars().peekable();
    while let Some(code) = codes.next() {
        let base = lower(code);
        let pair = codes.peek().and_then(|mark| marked(base, lower(*mark)));
        if pair.is_some() {
            codes.next();
        }
        match pair.or_else(|| SINGLE.iter().find(|(single, _)| *single == base).map(|(_, letter)| *letter)) {
            Some(letter) if code == base => text.push(letter),
            Some(letter) => text.extend(letter.to_uppercase()),
            None => text.push(code),
        }
    }
    text
}

fn marked(base: char, mark: char) -> Option<char> {
    let (_, marks, letters) = MARKED.iter().find(|(vowel, _, _)| *vowel == base)?;
    marks.chars().zip(letters.chars()).find_map(|(m, letter)| (m == mark).then_some(letter))
}

/// Whether the character is a mark on the vowel before it.
pub(super) fn is_mark(c: char) -> bool {
    MARKED.iter().any(|(_, marks, _)| marks.contains(lower(c)))
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    /// What each mark adds to a vowel, as combining marks: another form of the listing in xvnkb's `vni.h`,
    /// which was written apart from `UniKey`, the source of the table above. Both agree in all 134 letters.
    const ADDS: [(char, &str); 17] = [
        ('ù', "\u{301}"),
        ('ø', "\u{300}"),
        ('û', "\u{309}"),
        ('õ', "\u{303}"),
        ('ï', "\u{323}"),
        ('â', "\u{302}"),
        ('á', "\u{302}\u{301}"),
        ('à', "\u{302}\u{300}"),
        ('å', "\u{302}\u{309}"),
        ('ã', "\u{302}\u{303}"),
        ('ä', "\u{323}\u{302}"),
        ('ê', "\u{306}"),
        ('é', "\u{306}\u{301}"),
        ('è', "\u{306}\u{300}"),
        ('ú', "\u{306}\u{309}"),
        ('ü', "\u{306}\u{303}"),
        ('ë', "\u{323}\u{306}"),
    ];

    #[test]
    fn every_pair_is_the_vowel_with_what_the_mark_adds() {
        let bases =
            [('a', 'a', 17), ('e', 'e', 11), ('o', 'o', 11), ('ô', 'ơ', 5), ('u', 'u', 5), ('ö', 'ư', 5)];
        let mut pairs = 0;
        for (base, vowel, marks) in bases.into_iter().chain([('y', 'y', 4)]) {
            for (mark, adds) in &ADDS[..marks] {
                let expected: String = format!("{vowel}{adds}").nfc().collect();
                let pair = format!("{base}{mark}");
                assert_eq!(read(&pair), expected, "{pair}");
                assert_eq!(read(&pair.to_uppercase()), expected.to_uppercase(), "{pair}");
                pairs += 1;
            }
        }
        assert_eq!(pairs, MARKED.iter().map(|(_, marks, _)| marks.chars().count()).sum::<usize>());
    }

    #[test]
    fn the_letters_of_one_character_are_those_of_both_listings() {
        assert_eq!(read("ñ í ì æ ó ò ô ö î Ñ Í Ì Æ Ó Ò Ô Ö Î"), "đ í ì ỉ ĩ ị ơ ư ỵ Đ Í Ì Ỉ Ĩ Ị Ơ Ư Ỵ");
    }

    #[test]
    fn the_case_is_the_vowels() {
        assert_eq!(read("Aùp aÙp"), "Áp áp");
    }
}
