//! How a text breaks into lines in a column, so that rows are as high as they must be.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The width of a space.
const SPACE: f64 = 0.5;

/// The width of the widest letter.
const WIDEST: f64 = 2.0;

/// Where the lines of a text begin in a column of this width, words kept whole.
pub(super) fn breaks(text: &str, width: f64) -> Vec<usize> {
    // What bold letters take more, and what the border takes.
    let room = (width * 0.97 - 0.3).max(2.0);
    if fits_at_its_widest(text, room) {
        return vec![0];
    }
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        starts.push(at);
        let mut used = 0.0;
        for word in line.split(' ') {
            let size: f64 = word.chars().map(letter_width).sum();
            if used > 0.0 && used + SPACE + size > room {
                starts.push(at);
                used = 0.0;
            }
            used += if used > 0.0 { SPACE } else { 0.0 };
            if used + size <= room {
                used += size;
            } else {
                // A word longer than the line is broken.
                for (i, c) in word.char_indices() {
                    if used + letter_width(c) > room && used > 0.0 {
                        starts.push(at + i);
                        used = 0.0;
                    }
                    used += letter_width(c);
                }
            }
            at += word.len() + 1;
        }
    }
    starts
}

/// Whether a text stays on one line whatever its letters are: most squares hold a word or less.
fn fits_at_its_widest(text: &str, room: f64) -> bool {
    u32::try_from(text.len()).is_ok_and(|most| f64::from(most) * WIDEST <= room) && !text.contains('\n')
}

/// The width of a letter, looked up where it is one of Latin script or of its punctuation.
fn letter_width(c: char) -> f64 {
    static KNOWN: LazyLock<Vec<f64>> = LazyLock::new(|| ('\0'..'\u{2100}').map(measured).collect());
    KNOWN.get(c as usize).copied().unwrap_or_else(|| measured(c))
}

/// The width of a letter of Times New Roman 12 in units of column width, which are digits of it: advance
/// widths of the font over that of a digit. Accents take no room.
fn measured(c: char) -> f64 {
    let base = if c.is_ascii() { c } else { c.nfd().next().unwrap_or(c) };
    match base {
        'i' | 'j' | 'l' | 't' | '/' | '\\' | ':' | ';' => 0.56,
        'f' | 'r' | 'I' | '(' | ')' | '-' | '[' | ']' | '!' => 0.67,
        ' ' | '.' | ',' => 0.5,
        '\'' | '|' => 0.4,
        's' | 'J' => 0.78,
        'a' | 'c' | 'e' | 'z' | '?' | '“' | '”' => 0.89,
        'm' => 1.56,
        'w' | 'Đ' | 'A' | 'D' | 'G' | 'H' | 'K' | 'N' | 'O' | 'Q' | 'U' | 'V' | 'X' | 'Y' => 1.45,
        'B' | 'C' | 'R' => 1.34,
        'E' | 'L' | 'T' | 'Z' => 1.22,
        'F' | 'P' | 'S' => 1.12,
        'M' | 'W' | '@' => 1.87,
        '%' => 1.67,
        '…' => WIDEST,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_is_wider_than_the_widest() {
        assert!(('\0'..'\u{2100}').all(|c| letter_width(c) <= WIDEST && SPACE <= WIDEST));
        assert_eq!(breaks("……\n…", 5.0), [0, 7]);
    }

    #[test]
    fn a_long_text_gets_the_lines_it_needs() {
        assert_eq!(breaks("một dòng", 20.0), [0]);
        assert_eq!(breaks("một\nhai", 20.0), [0, 6]);
        assert!(breaks(&"chữ ".repeat(50), 20.0).len() >= 10);
        assert!(breaks(&"x".repeat(50), 20.0).len() >= 3);
    }
}
