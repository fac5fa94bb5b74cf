//! Text that was read in a wrong code page.

use super::CHARSETS;
use super::words::{beyond_latin1, is_code_sign, is_common, is_foreign, is_sign, stands, words};
use crate::text::is_syllable;

/// Whether the text looks like letters of a code page read as another: words that are no Vietnamese as they
/// stand but are in a legacy reading, stray signs inside words, or UTF-8 read as Windows-1252.
pub fn looks_garbled(text: &str) -> bool {
    if text.is_ascii() || is_surely_unicode(text) {
        return false;
    }
    if text.contains('\u{FFFD}') || has_split_utf8(text) {
        return true;
    }
    let (mut sound, mut garbled, mut telling) = (0, 0, false);
    for word in words(text).filter(|word| !word.is_ascii() && !is_sign(word)) {
        if word.chars().any(beyond_latin1) || stands(word) {
            sound += 1;
        } else if let Some(reading) = CHARSETS.iter().map(|c| c.read(word)).find(|r| is_syllable(r)) {
            garbled += 1;
            telling |= is_common(&reading) || word.trim_start_matches('µ').contains(is_code_sign);
        } else if has_sign_inside(word) {
            garbled += 1;
        }
    }
    if garbled == 0 {
        return false;
    }
    let foreign = words(text).filter(|word| is_foreign(word)).count();
    garbled > foreign && (garbled > 1 && garbled >= sound || telling && garbled > sound)
}

/// A quick look at the bytes that spares most Unicode text the reading of its words: more words with a letter
/// beyond Latin-1 than words with only letters of it, and nothing that split UTF-8 would leave. What it does not
/// know by its first byte it leaves to the reading.
fn is_surely_unicode(text: &str) -> bool {
    let (mut sound, mut unsure) = (0, 0);
    let (mut beyond, mut within) = (false, false);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().chain(b" ").enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xBF => {}
            // ASCII and general punctuation end a word.
            0..0x80 | 0xE2 => {
                sound += u32::from(beyond);
                unsure += u32::from(within && !beyond);
                (beyond, within) = (false, false);
            }
            // Ä begins a đ that is split.
            0xC3 if bytes.get(at + 1) != Some(&0x84) => within = true,
            // U+0100 to U+013F, U+0180 to U+01B0, and the block of Vietnamese letters.
            0xC4 => beyond = true,
            0xC6 if bytes.get(at + 1).is_some_and(|b| *b <= 0xB0) => beyond = true,
            0xE1 if bytes.get(at + 1).is_some_and(|b| matches!(b, 0xBA | 0xBB)) => beyond = true,
            _ => return false,
        }
    }
    sound > unsure
}

/// A sign with letters on both sides, as in `nh©n`.
fn has_sign_inside(word: &str) -> bool {
    let inner = word.trim_matches(is_code_sign);
    inner.contains(is_code_sign)
}

/// UTF-8 read as Windows-1252: `Ã³` for ó, `Ä‘` for đ, `á»™` for ộ.
fn has_split_utf8(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    while let Some(lead) = chars.next() {
        let next = chars.peek().copied();
        let split = match lead {
            'Ã' | 'Ä' | 'Å' | 'Æ' => {
                matches!(next, Some('\u{A1}'..='\u{BF}')) || lead == 'Ä' && next == Some('‘')
            }
            'á' if matches!(next, Some('º' | '»')) => {
                let third = chars.clone().nth(1);
                third.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && !matches!(c, '”' | '’' | '…'))
            }
            _ => false,
        };
        if split {
            return true;
        }
    }
    false
}
