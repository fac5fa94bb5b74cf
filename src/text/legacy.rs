//! Text in the code pages of the 1990s: TCVN3 (`.Vn…` fonts) and VNI (`VNI-…` fonts).
//!
//! Word and Excel store such text as the Windows-1252 characters of its codes; only the font makes it
//! Vietnamese. How a reader uses this room:
//!
//! 1. Take the text as stored, before any normalisation and before dropping U+00AD (ư in TCVN3): NFKC would
//!    destroy `µ ª ¸ ¨`. `w:softHyphen` counts as U+00AD where the font is a `.Vn…` one.
//! 2. Join neighbouring runs of a paragraph that have the same font name and the same marks (strike, hidden,
//!    highlight …): Word splits runs at will, even within a VNI pair, and more words tell better than one.
//!    Runs with other marks stay apart, so that a struck word stays struck. The font of a run is `w:rFonts`
//!    `w:ascii` or `w:hAnsi` after styles and defaults; of a rich string in Excel `rFont`, else the slot's font.
//! 3. Call [`decode`] with the joined text; where it gives text, that replaces the joined runs, and the file
//!    deserves `FileFinding::LegacyText` once.
//! 4. Ask [`looks_garbled`] about the paragraph that results; if so, raise `FileFinding::GarbledText`.

mod garbled;
mod tcvn3;
mod vni;
mod words;

pub use garbled::looks_garbled;

use super::{is_syllable, nfc};
use std::cmp::Ordering;
use words::{beyond_latin1, is_common, is_foreign, is_sign, is_unicode_anyway, may_be_letter, stands, words};

/// The Unicode (NFC) reading of text stored in a legacy code page; `None` where the text is to stay as it is.
///
/// A legacy font decides, except for words that are Unicode already and could not be the font's. Without
/// such a font the text itself decides: only if words of it are no Vietnamese as they stand, and are in one
/// reading, and hardly a word speaks against it. What remains unsure stays unchanged.
pub fn decode(font: Option<&str>, text: &str) -> Option<String> {
    decode_in(font.and_then(Charset::of_font), text)
}

/// What [`decode`] gives for text whose font's code page is known, if the font has one.
pub fn decode_in(charset: Option<Charset>, text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let decoded = match charset {
        Some(charset) => by_font(charset, text),
        None => by_text(text),
    }?;
    let decoded = nfc(&decoded).into_owned();
    (decoded != text).then_some(decoded)
}

/// A legacy code page as a font shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// TCVN3; the `…H` fonts draw small letters as capitals.
    Tcvn3 {
        /// Whether the font draws capitals.
        capitals: bool,
    },
    /// VNI.
    Vni,
}

const CHARSETS: [Charset; 2] = [Charset::Tcvn3 { capitals: false }, Charset::Vni];

impl Charset {
    /// By the font's name; of a list of fonts (`.VnTime;Times New Roman`) the first counts.
    pub fn of_font(name: &str) -> Option<Self> {
        let name = name.split([';', ',']).next().unwrap_or(name).trim();
        let starts = |prefix: &str| name.get(..prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix));
        if starts(".Vn") {
            Some(Self::Tcvn3 { capitals: name.ends_with(['H', 'h']) })
        } else if starts("VNI-") || starts("VNI ") {
            Some(Self::Vni)
        } else {
            None
        }
    }

    /// Whether the character is no letter of its own but a mark on the one before it.
    pub fn is_mark(self, c: char) -> bool {
        self == Self::Vni && vni::is_mark(c)
    }

    fn read(self, codes: &str) -> String {
        match self {
            Self::Tcvn3 { capitals: true } => tcvn3::read(codes).to_uppercase(),
            Self::Tcvn3 { capitals: false } => tcvn3::read(codes),
            Self::Vni => vni::read(codes),
        }
    }

    /// The toned letters of `CéNG` were capitals too: TCVN3 has no codes of their own for them.
    fn for_text(self, text: &str) -> Self {
        match self {
            Self::Tcvn3 { capitals: false } => Self::Tcvn3 { capitals: is_shouted(text) },
            other => other,
        }
    }
}

/// No small ASCII letter anywhere, and a word beyond ASCII with two capital ones.
fn is_shouted(text: &str) -> bool {
    let capitals = |word: &str| word.chars().filter(char::is_ascii_uppercase).count();
    !text.contains(|c: char| c.is_ascii_lowercase())
        && words(text).any(|word| !word.is_ascii() && capitals(word) > 1)
}

/// How a word speaks for one of two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vote {
    /// The same either way, an abbreviation, or a sign: nothing to tell.
    Silent,
    /// Vietnamese as it stands and not in the legacy reading, or beyond the code page.
    Stored,
    /// Vietnamese in the legacy reading only.
    Legacy,
    /// Vietnamese both ways.
    Either,
    /// Vietnamese neither way.
    Neither,
}

fn vote(word: &str, reading: &str) -> Vote {
    if word.is_ascii() || is_sign(word) {
        return Vote::Silent;
    }
    if word.chars().any(beyond_latin1) {
        return Vote::Stored;
    }
    if word.to_lowercase() == reading.to_lowercase() {
        return Vote::Silent;
    }
    match (stands(word), is_syllable(reading)) {
        (true, true) => Vote::Either,
        (true, false) => Vote::Stored,
        (false, true) => Vote::Legacy,
        (false, false) if reading.to_uppercase() == reading => Vote::Silent,
        (false, false) => Vote::Neither,
    }
}

/// The votes of a text's words.
#[derive(Debug, Default)]
struct Tally {
    stored: usize,
    legacy: usize,
    neither: usize,
    /// Plain words of another language.
    foreign: usize,
    /// Among the words that are Vietnamese in the legacy reading, those everybody uses.
    common: usize,
    /// Among the legacy ones, those everybody uses that are too long for chance.
    telling: usize,
    /// Among the words that are Vietnamese both ways, those everybody uses as stored.
    common_stored: usize,
}

impl Tally {
    fn of(charset: Charset, text: &str) -> Self {
        let mut tally = Self::default();
        for word in words(text) {
            let reading = charset.read(word);
            let vote = vote(word, &reading);
            match vote {
                Vote::Silent => tally.foreign += usize::from(is_foreign(word)),
                Vote::Stored => tally.stored += 1,
                Vote::Legacy => tally.legacy += 1,
                Vote::Neither => tally.neither += 1,
                Vote::Either => tally.common_stored += usize::from(is_common(word)),
            }
            if matches!(vote, Vote::Legacy | Vote::Either) && is_common(&reading) {
                tally.common += 1;
                tally.telling += usize::from(vote == Vote::Legacy && reading.chars().count() > 2);
            }
        }
        tally
    }

    /// For text whose font is no legacy one: no Unicode word, hardly a foreign one, and more than one
    /// odd word for it, or one that everybody uses and is too long for chance.
    fn convinces(&self) -> bool {
        self.stored == 0
            && (self.neither + self.foreign) * 4 <= self.legacy
            && (self.legacy > 1 || self.telling > 0)
    }

    /// For text in a legacy font: whether unsure words are the font's. It takes words to say otherwise.
    fn follows_font(&self) -> bool {
        match self.legacy.cmp(&self.stored) {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal => self.common >= self.common_stored,
        }
    }
}

fn by_font(charset: Charset, text: &str) -> Option<String> {
    let text = from_symbol_area(text);
    let charset = charset.for_text(&text);
    let tally = Tally::of(charset, &text);
    let follow = tally.follows_font();
    (follow || tally.legacy > 0).then(|| {
        rewrite(&text, |word| {
            let reading = charset.read(word);
            let take = match vote(word, &reading) {
                Vote::Stored => false,
                Vote::Legacy => true,
                // Whoever lacks the font types Unicode behind a label in it.
                Vote::Either if is_unicode_anyway(word) => false,
                Vote::Either if !follow => is_common(&reading) && !is_common(word),
                Vote::Silent | Vote::Either | Vote::Neither => follow,
            };
            take.then_some(reading)
        })
    })
}

fn by_text(text: &str) -> Option<String> {
    if text.chars().any(beyond_latin1) || words(text).all(|word| word.is_ascii() || stands(word)) {
        return None;
    }
    let [tcvn3, vni] = CHARSETS.map(|charset| Tally::of(charset, text));
    let (charset, tally) = match tcvn3.legacy.cmp(&vni.legacy) {
        Ordering::Greater => (CHARSETS[0], tcvn3),
        Ordering::Less => (CHARSETS[1], vni),
        Ordering::Equal => return None,
    };
    if !tally.convinces() {
        return None;
    }
    let charset = charset.for_text(text);
    // Without the font a sign that stands alone may be one; `·` is a bullet, for ã alone is no word.
    let keeps = |word: &str| is_sign(word) && (tally.legacy < 2 || word == "·");
    Some(rewrite(text, |word| (!keeps(word)).then(|| charset.read(word))))
}

/// The text with each word replaced by what `reading` gives for it, if anything.
fn rewrite(text: &str, reading: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut rest = text;
    while !rest.is_empty() {
        let (between, from) = rest.split_at(rest.find(may_be_letter).unwrap_or(rest.len()));
        let (word, after) = from.split_at(from.find(|c| !may_be_letter(c)).unwrap_or(from.len()));
        out.push_str(between);
        match reading(word) {
            Some(reading) => out.push_str(&reading),
            None => out.push_str(word),
        }
        rest = after;
    }
    out
}

/// Symbol fonts keep their codes at U+F020 to U+F0FF (ECMA-376-1 17.3.3.30); some `VNI-…` fonts are such.
fn from_symbol_area(text: &str) -> String {
    let code = |c: char| match c {
        '\u{F020}'..='\u{F0FF}' => char::from_u32(u32::from(c) - 0xF000).unwrap_or(c),
        _ => c,
    };
    text.chars().map(code).collect()
}

#[cfg(test)]
mod tests;
