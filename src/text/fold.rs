//! Forms of one text for comparison.

use std::borrow::Cow;
use unicode_normalization::char::decompose_canonical;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Unicode NFC, borrowed where it is already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    // Latin letters before the combining marks, those of Vietnamese, and punctuation are composed.
    let is_composed = |c| matches!(c, ..'\u{300}' | '\u{1EA0}'..='\u{1EF9}' | '\u{2010}'..='\u{2027}');
    if text.chars().all(is_composed) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The text in lower case without accents: letters and digits, all else one space between words.
///
/// `Đảng bộ  XÃ “Lộc Yên”` becomes `dang bo xa loc yen`. Works on any Unicode form.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                open_word(&mut out, &mut gap);
                out.push(c.to_ascii_lowercase());
            } else {
                gap = true;
            }
        } else {
            fold_wide(c, &mut out, &mut gap);
        }
    }
    out
}

fn open_word(out: &mut String, gap: &mut bool) {
    if *gap && !out.is_empty() {
        out.push(' ');
    }
    *gap = false;
}

/// One character beyond ASCII. Combining marks and invisible joiners vanish without breaking the word.
fn fold_wide(c: char, out: &mut String, gap: &mut bool) {
    if let Some(base) = base_letter(c) {
        open_word(out, gap);
        out.push(base);
    } else if is_combining(c) || is_invisible(c) {
        // Part of the letter before it.
    } else if c.is_alphanumeric() {
        open_word(out, gap);
        out.extend(c.to_lowercase());
    } else {
        *gap = true;
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Zero-width characters and the soft hyphen: seen by no reader.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

/// The plain Latin letter, in lower case, under a precomposed Vietnamese one.
fn base_letter(c: char) -> Option<char> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ă' | 'ă' | 'Ạ'..='ặ' => 'a',
        'È'..='Ë' | 'è'..='ë' | 'Ẹ'..='ệ' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ' | 'ĩ' | 'Ỉ'..='ị' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | 'Ụ'..='ự' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'Ỳ'..='ỹ' => 'y',
        // Eth is what some keyboards give for Đ.
        'Đ' | 'đ' | 'Ð' | 'ð' => 'd',
        _ => return None,
    })
}

/// The text in lower case without accents; signs and spaces stay as they are.
pub(super) fn unaccent(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            plain.push(c.to_ascii_lowercase());
        } else if let Some(base) = base_letter(c) {
            plain.push(base);
        } else if !is_combining(c) && !is_invisible(c) {
            plain.extend(c.to_lowercase());
        }
    }
    plain
}

/// The tone marks, which Vietnamese writers place on either vowel: `hòa` and `hoà` are one word.
const TONES: [char; 5] = ['\u{0300}', '\u{0301}', '\u{0303}', '\u{0309}', '\u{0323}'];

/// The text in lower case with all its accents, but with the tone of each word at the word's end, so
/// that the place of the tone mark does not matter. Words are separated by one space.
pub fn key(text: &str) -> String {
    let mut key = Key { out: String::with_capacity(text.len() + 8), tones: String::new(), gap: false };
    // In UTF-8 all combining marks begin with one of two bytes.
    let marks = memchr::memchr2(0xCC, 0xCD, text.as_bytes());
    if marks.is_some() && text.chars().any(is_combining) {
        text.nfd().for_each(|c| key.take(c));
    } else {
        // No mark can change places with another, so each letter may be taken apart by itself.
        for c in text.chars() {
            if c.is_ascii() { key.take_ascii(c) } else { decompose_canonical(c, |c| key.take(c)) }
        }
    }
    key.out.push_str(&key.tones);
    key.out
}

/// A key being made, letter by letter.
struct Key {
    out: String,
    /// Those of the word that is being read.
    tones: String,
    /// Whether something stood between the last letter and the next.
    gap: bool,
}

impl Key {
    /// Takes a letter or a mark that is decomposed.
    fn take(&mut self, c: char) {
        for c in c.to_lowercase() {
            let c = if c == 'ð' { 'đ' } else { c };
            if TONES.contains(&c) {
                self.tones.push(c);
            } else if is_combining(c) || c.is_alphanumeric() {
                self.letter(c);
            } else if !is_invisible(c) {
                self.gap = true;
            }
        }
    }

    fn take_ascii(&mut self, c: char) {
        if c.is_ascii_alphanumeric() {
            self.letter(c.to_ascii_lowercase());
        } else {
            self.gap = true;
        }
    }

    fn letter(&mut self, c: char) {
        if self.gap && !self.out.is_empty() {
            self.out.push_str(&self.tones);
            self.tones.clear();
            self.out.push(' ');
        }
        self.gap = false;
        self.out.push(c);
    }
}

/// Whether a text has any Vietnamese accent at all: what is typed without accents has none.
pub fn has_diacritics(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && (base_letter(c).is_some() || is_combining(c)))
}

/// The words of a text, without accents and in lower case.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_accents_case_quotes_and_unicode_form() {
        assert_eq!(fold("Đảng bộ  XÃ “Lộc Yên”"), "dang bo xa loc yen");
        let decomposed: String = "Đảng bộ xã Lộc Yên".nfd().collect();
        assert_eq!(fold(&decomposed), "dang bo xa loc yen");
        assert_eq!(fold("Mác\u{a0}-\u{200b}Lênin"), "mac lenin");
    }

    #[test]
    fn every_vietnamese_letter_folds_to_its_base() {
        let letters = "àáảãạăằắẳẵặâầấẩẫậ èéẻẽẹêềếểễệ ìíỉĩị òóỏõọôồốổỗộơờớởỡợ ùúủũụưừứửữự ỳýỷỹỵ đ";
        let bases = "aaaaaaaaaaaaaaaaa eeeeeeeeeee iiiii ooooooooooooooooo uuuuuuuuuuu yyyyy d";
        assert_eq!(fold(letters), bases);
        assert_eq!(fold(&letters.to_uppercase()), bases);
    }

    #[test]
    fn composed_and_decomposed_letters_have_one_key() {
        for text in
            ["Đảng bộ XÃ “Lộc Yên”, ngày 5/6", "ÁÀẢÃẠ ắằẳẵặ ờợ ỹ", "Mác\u{a0}-\u{200b}Lênin ð Ð İ ẞ 가"]
        {
            let decomposed: String = text.nfd().collect();
            assert_eq!(key(text), key(&decomposed), "{text}");
        }
    }

    #[test]
    fn the_place_of_the_tone_mark_does_not_matter_but_the_tone_does() {
        assert_eq!(key("Khánh Hoà"), key("KHÁNH HÒA"));
        assert_eq!(key("thủy"), key("thuỷ"));
        assert_ne!(key("Hòa"), key("Hóa"));
        assert_ne!(key("Hòa"), key("Hoa"));
        assert_ne!(key("Dũng"), key("Đũng"));
    }
}
