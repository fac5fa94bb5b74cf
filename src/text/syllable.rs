//! The Vietnamese syllable as standard spelling allows it: initial consonant, rhyme, tone.

use super::nfc;

/// Each vowel letter with its five tones, in the order huyền, sắc, hỏi, ngã, nặng.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// Initial consonants, longest first. `gi` and `qu` are tried apart: their vowel letter may be shared.
const INITIALS: [&str; 25] = [
    "ngh", "ch", "gh", "kh", "ng", "nh", "ph", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n",
    "r", "s", "t", "v", "x", "p",
];

/// Rhymes without tone, grouped by their first vowel.
const RHYMES: [&str; 12] = [
    "a ac ach ai am an ang anh ao ap at au ay",
    "ăc ăm ăn ăng ăp ăt",
    "âc âm ân âng âp ât âu ây",
    "e ec em en eng eo ep et",
    "ê êch êm ên ênh êp êt êu",
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu",
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oe oem oen oeo oet oi om on ong ooc oong op ot oc \
     oăc oăm oăn oăng oăt",
    "ô ôc ôi ôm ôn ông ôp ôt",
    "ơ ơi ơm ơn ơp ơt",
    "u ua uc ui um un ung up ut uy uya uych uynh uyt uyu uyên uyêt uân uâng uât uây uê uêch uênh uôc uôi uôm \
     uôn uông uôt uơ",
    "ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu",
    "y yêm yên yêng yêt yêu",
];

/// Whether the word is one Vietnamese syllable in standard spelling, in any case and Unicode form.
///
/// The tone stands where either school of spelling puts it (`hòa`, `hoà`), and a syllable closed by a stop
/// has sắc or nặng. Foreign names and the spelling of other peoples' languages (`Đắk`) are no syllables here.
pub fn is_syllable(word: &str) -> bool {
    let Some(letters) = Letters::read(word) else { return false };
    let spelt = letters.spelt.as_str();
    let fits_after = |prefix: &str| spelt.strip_prefix(prefix).is_some_and(|rest| letters.fits(rest));
    if let Some(rest) = spelt.strip_prefix("gi") {
        // `giữ` has a rhyme of its own after gi; in `gì` and `giếng` one i ends the consonant and starts the rhyme.
        let own = !rest.starts_with(['i', 'y']);
        return own && letters.fits(rest) || fits_after("g");
    }
    if let Some(rest) = spelt.strip_prefix("qu") {
        // The glide is written already: the rhyme is what follows, or starts with y.
        return letters.fits(rest) || rest.starts_with('y') && fits_after("q");
    }
    let initial = INITIALS.iter().find(|i| spelt.starts_with(**i)).copied().unwrap_or("");
    let rhyme = spelt.strip_prefix(initial).unwrap_or(spelt);
    agrees(initial, rhyme) && letters.fits(rhyme)
}

/// A lower-case vowel without its tone, and the tone's column in [`VOWELS`]; 0 is the level tone.
pub(super) fn vowel(letter: char) -> Option<(char, usize)> {
    if letter.is_ascii() {
        return matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y').then_some((letter, 0));
    }
    VOWELS.iter().find_map(|row| row.iter().position(|c| *c == letter).map(|tone| (row[0], tone)))
}

/// A word taken apart: its letters without tone, the tone, and which letter carries it.
struct Letters {
    /// Lower case, without tone.
    spelt: String,
    /// The tone's column in [`VOWELS`] and how many letters stand after the one that carries it.
    tone: Option<(usize, usize)>,
}

impl Letters {
    /// No syllable is longer than `nghiêng`; a second tone or a letter of another alphabet ends the reading.
    fn read(word: &str) -> Option<Self> {
        let word = nfc(word);
        let mut spelt = String::with_capacity(12);
        let mut carrier = None;
        let mut count = 0;
        for c in word.chars().flat_map(char::to_lowercase) {
            count += 1;
            let plain = match vowel(c) {
                Some((plain, 0)) => plain,
                Some((plain, tone)) if carrier.is_none() => {
                    carrier = Some((tone, count));
                    plain
                }
                None if c == 'đ' || c.is_ascii_lowercase() => c,
                _ => return None,
            };
            if count > 7 {
                return None;
            }
            spelt.push(plain);
        }
        Some(Self { spelt, tone: carrier.map(|(tone, at)| (tone, count - at)) })
    }

    /// Whether the rhyme is one, with the tone in its place and allowed there.
    fn fits(&self, rhyme: &str) -> bool {
        let Some(first) = rhyme.chars().next() else { return false };
        let row = RHYMES.iter().find(|row| row.starts_with(first));
        if !row.is_some_and(|row| row.split(' ').any(|r| r == rhyme)) {
            return false;
        }
        let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
        match self.tone {
            // Borrowed words: `xoong`, `goòng`, `moóc`.
            Some((tone, _)) if rhyme == "oong" && tone != 1 => false,
            None => !stopped,
            Some((tone, after)) => (!stopped || matches!(tone, 2 | 5)) && carries_tone(rhyme, after),
        }
    }
}

/// Whether the letter with `after` letters behind it may carry the rhyme's tone.
fn carries_tone(rhyme: &str, after: usize) -> bool {
    let letters: Vec<char> = rhyme.chars().collect();
    let Some(at) = letters.len().checked_sub(after + 1) else { return false };
    let vowels = letters.iter().take_while(|c| vowel(**c).is_some()).count();
    let shaped = letters.iter().rposition(|c| matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'));
    if let Some(shaped) = shaped {
        return at == shaped;
    }
    match vowels {
        _ if vowels < letters.len() => at + 1 == vowels,
        3 => at == 1,
        2 if matches!(rhyme, "oa" | "oe" | "uy") => at < 2,
        _ => at == 0,
    }
}

/// The spelling rule of the two letters for one sound: k, gh, ngh before e, ê, i, y; c, g, ng elsewhere.
fn agrees(initial: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match initial {
        "k" | "gh" | "ngh" => front,
        "c" | "g" | "ng" => !front,
        // A rhyme iê without a consonant before it is written yê.
        "" => !rhyme.starts_with("iê"),
        _ => !rhyme.starts_with("yê"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(words: &str, expected: bool) {
        for word in words.split_whitespace() {
            assert_eq!(is_syllable(word), expected, "{word}");
        }
    }

    #[test]
    fn the_words_of_a_self_review_are_syllables() {
        each(
            "Bản tự soi tự sửa của đảng viên Chi bộ xã Họ và tên Nguyễn Thị Thuỷ Phượng Không có biểu hiện \
             Quyết định quý quản quốc huyện khuya khuỷu nghiêng giếng gì gìn già giữ giường yêu uống ương \
             thuở huơ ngoằn ngoèo xoong moóc hoạch huých quỳnh quyển ĐẢNG ỦY oách ở y kỷ kiểm gương",
            true,
        );
    }

    #[test]
    fn both_schools_of_tone_placement_are_right_and_a_third_is_not() {
        each("hòa hoà thủy thuỷ khỏe khoẻ", true);
        each("khaù baó tiêń hòan toàń cuả", false);
    }

    #[test]
    fn a_stop_takes_only_two_tones() {
        each("cách cạch học tốt đẹp", true);
        each("khoõng càch học̀ tổt đẽp cach hoc", false);
    }

    #[test]
    fn spellings_of_no_syllable_are_refused() {
        each("ca ki ghê nghe ga nga", true);
        each("ka ci gê nge gha ngha coù Khoâng thêi víi xyz được̣ Windows cafộ â ă ng th tiến̉", false);
        each("b", false);
        assert!(!is_syllable(""));
        assert!(!is_syllable("khôngkhông"));
        assert!(!is_syllable("1"));
    }

    #[test]
    fn the_unicode_form_does_not_matter() {
        assert!(is_syllable("tie\u{302}\u{301}n"));
        assert!(is_syllable("KHO\u{302}NG"));
    }
}
