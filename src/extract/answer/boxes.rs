//! Boxes to tick, however they are drawn: `☒`, `□`, `[x]`, `( )`, `●` beside `○`.

use super::sign;
use crate::document::{BOX_EMPTY, BOX_TICKED};
use memchr::{memchr2, memchr2_iter};
use std::borrow::Cow;

/// Signs of a ticked box or ring.
const TICKED: &str = "☒☑✅🗹🗷⊠▣◉⦿";
/// Signs of an empty box or ring.
pub(crate) const EMPTY: &str = "☐□○◯❏❑▢⬜◻◽⚪";
/// Signs that are a ticked box only beside an empty one; alone they are bullets.
const FILLED: &str = "■●⬛◼◾⚫";

/// The last letter of Vietnamese; every glyph of a box lies behind it.
const LETTERS: char = '\u{1EFF}';

/// Whether a character is a box, ticked or not.
fn is_glyph(c: char) -> bool {
    c > LETTERS && (TICKED.contains(c) || EMPTY.contains(c))
}

/// The text with every box drawn as one of the two characters of the document model.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let drawn = |c: char| is_glyph(c) || matches!(c, '(' | '[') || (c > LETTERS && FILLED.contains(c));
    if !text.contains(drawn) {
        return Cow::Borrowed(text);
    }
    let beside_empty = text.contains(|c| EMPTY.contains(c));
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (drawn, taken) = match bracketed(rest) {
            Some((ticked, taken)) => (if ticked { BOX_TICKED } else { BOX_EMPTY }, taken),
            None if TICKED.contains(c) || (beside_empty && FILLED.contains(c)) => (BOX_TICKED, c.len_utf8()),
            None if EMPTY.contains(c) => (BOX_EMPTY, c.len_utf8()),
            None => (c, c.len_utf8()),
        };
        out.push(drawn);
        rest = &rest[taken..];
    }
    Cow::Owned(out)
}

/// Where the first box stands. A filled sign is one where an empty box stands too and it is no bullet before the text.
pub(crate) fn first(text: &str) -> Option<usize> {
    let bracket = |at: &usize| bracketed(&text[*at..]).is_some();
    let brackets = memchr2_iter(b'(', b'[', text.as_bytes()).find(bracket);
    // The first byte in UTF-8 of every glyph, and of few other signs.
    let glyph = memchr2(0xE2, 0xF0, text.as_bytes()).and_then(|_| text.find(is_glyph));
    let inner = |(at, c): &(usize, char)| *at > 0 && FILLED.contains(*c) && !text[..*at].trim().is_empty();
    let beside_empty = glyph.filter(|_| text.contains(|c| EMPTY.contains(c)));
    let filled = beside_empty.and_then(|_| Some(text.char_indices().find(inner)?.0));
    [glyph, filled, brackets].into_iter().flatten().min()
}

/// Whether a text begins with a box, ticked or not, and what follows it.
pub(crate) fn leading(text: &str) -> Option<(bool, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let (ticked, taken) = match bracketed(text) {
        Some(found) => found,
        None if is_glyph(first) => (TICKED.contains(first), first.len_utf8()),
        None => return None,
    };
    Some((ticked, text[taken..].trim_start()))
}

/// The same in a list in which a filled sign before one line and empty ones before the others are boxes.
pub(crate) fn bulleted(text: &str) -> Option<(bool, &str)> {
    let filled = || {
        let rest = text.trim_start().strip_prefix(|c| FILLED.contains(c))?;
        Some((true, rest.trim_start()))
    };
    leading(text).or_else(filled)
}

/// Whether a text begins with a sign that is a box, or is one beside others.
pub(crate) fn opens(text: &str) -> bool {
    leading(text).is_some() || text.trim_start().starts_with(|c| FILLED.contains(c))
}

/// A pair of brackets that holds a mark or room for one: whether it is marked, and the bytes it takes.
fn bracketed(text: &str) -> Option<(bool, usize)> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = text[1..].char_indices().take(8).find(|(_, c)| *c == close)?.0;
    match sign::in_text(&text[1..=end]) {
        sign::Sign::Mark => Some((true, end + 2)),
        sign::Sign::Nothing => Some((false, end + 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_begins_with_one_of_two_bytes_behind_all_letters() {
        for glyph in [TICKED, EMPTY, FILLED].concat().chars() {
            assert!(glyph > LETTERS && matches!(glyph.to_string().as_bytes()[0], 0xE2 | 0xF0), "{glyph}");
        }
    }

    #[test]
    fn every_drawing_of_a_box_is_one_box() {
        for text in ["Có ☑ Không ☐", "Có [x] Không [ ]", "Có (X) Không ( )", "Có ■ Không □", "Có ● Không ○"]
        {
            assert_eq!(plain(text), "Có ☒ Không ☐", "{text}");
        }
        for text in ["(nêu cụ thể)", "■ Không có", "chạy tội [1]"] {
            assert_eq!(plain(text), text);
            assert_eq!(first(text), None, "{text}");
        }
        assert_eq!(first("Có [x]"), Some("Có ".len()));
        assert_eq!(first("■ Nói: ■ Có □ Không"), Some("■ Nói: ".len()));
    }
}
