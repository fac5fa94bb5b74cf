//! TCVN3 (ABC): the code page of the `.Vn…` fonts, one code for each letter.
//!
//! It is the third part of TCVN 5712:1993. Toned capitals have no code: the `.Vn…H` fonts draw the
//! lower-case codes as capitals.

use crate::text::syllable::vowel;

/// What the codes A0 to FF show; a code that the fonts leave alone shows its Windows-1252 character.
/// AD, which Unicode reads as the soft hyphen, is ư.
const LETTERS: [char; 96] = [
    '\u{A0}', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', '¯', // A
    '°', '±', '²', '³', '´', 'à', 'ả', 'ã', 'á', 'ạ', 'º', 'ằ', 'ẳ', 'ẵ', 'ắ', '¿', // B
    'À', 'Á', 'Â', 'Ã', 'Ä', 'Å', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Í', 'ẻ', 'ẽ', // C
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ù', 'Ú', 'Û', 'ĩ', 'í', 'ị', 'ò', // D
    'à', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E
    'ð', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'ÿ', // F
];

/// The text that these codes show in a `.Vn…` font; characters beyond the code page stay.
pub(super) fn read(codes: &str) -> String {
    let mut text = String::with_capacity(codes.len() + codes.len() / 2);
    for code in codes.chars() {
        let letter = letter(code);
        match text.chars().next_back().and_then(|before| toned_capital(before, letter)) {
            Some(capital) => {
                text.pop();
                text.push(capital);
            }
            None => text.push(letter),
        }
    }
    text
}

fn letter(code: char) -> char {
    let index = u32::from(code).checked_sub(0xA0).and_then(|at| usize::try_from(at).ok());
    index.and_then(|at| LETTERS.get(at)).copied().unwrap_or(code)
}

/// Some keyboards wrote À as A and the code of à: a capital followed by its own vowel with a tone, which
/// no Vietnamese word has otherwise.
fn toned_capital(capital: char, toned: char) -> Option<char> {
    let (plain, tone) = vowel(toned)?;
    let own = tone > 0 && capital.is_uppercase() && capital.to_lowercase().eq([plain]);
    own.then(|| toned.to_uppercase().next()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `iconv -f TCVN5712-1` of glibc 2.36 gives for the codes A1 to FE, another hand's table of the
    /// standard. It has toned capitals and, at B0 to B4, bare tone marks (here `.`), which the fonts lack.
    const ICONV: &str =
        "ĂÂÊÔƠƯĐăâêôơưđẰ.....àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ";

    #[test]
    fn every_code_is_the_one_that_glibc_knows() {
        assert_eq!(ICONV.chars().count(), 0xFE - 0xA0);
        let mut letters = 0;
        for (code, expected) in ('\u{A1}'..='\u{FE}').zip(ICONV.chars()) {
            let fonts_lack_it = expected == '.' || expected.is_uppercase() && code > '\u{A7}';
            letters += usize::from(!fonts_lack_it);
            let shown = if fonts_lack_it { code } else { expected };
            assert_eq!(letter(code), shown, "{:X}", u32::from(code));
        }
        assert_eq!(letters, 74);
    }

    #[test]
    fn a_capital_followed_by_its_toned_vowel_is_a_toned_capital() {
        assert_eq!(read("Aµ"), "À");
        assert_eq!(read("¢Ê"), "Ấ");
        assert_eq!(read("aµ"), "aà");
        assert_eq!(read("Uû"), "Uỷ");
    }
}
