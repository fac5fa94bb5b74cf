//! How a text breaks into lines in a column, so that rows are as high as they must be.

/// Where the lines of a text begin in a column of this width, words kept whole.
pub(super) fn breaks(text: &str, width: f64) -> Vec<usize> {
    // Measured in LibreOffice: a unit of column width holds a little more than one average letter of
    // Times New Roman 12, capitals and wide letters take more.
    let room = (width - 0.5).max(2.0);
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        starts.push(at);
        let mut used = 0.0;
        for word in line.split(' ') {
            let size: f64 = word.chars().map(letter_width).sum();
            if used > 0.0 && used + 0.5 + size > room {
                starts.push(at);
                used = 0.0;
            }
            used += if used > 0.0 { 0.5 } else { 0.0 };
            // A word longer than the line is broken.
            for (i, c) in word.char_indices() {
                if used + letter_width(c) > room && used > 0.0 {
                    starts.push(at + i);
                    used = 0.0;
                }
                used += letter_width(c);
            }
            at += word.len() + 1;
        }
    }
    starts
}

/// The width of a letter in units of column width (a digit of the default font).
fn letter_width(c: char) -> f64 {
    match c {
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | 'ì' | 'í' | 'ị'
        | 'ỉ' | 'ĩ' => 0.6,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 1.6,
        'I' => 0.7,
        c if c.is_uppercase() => 1.4,
        _ => 0.95,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_gets_the_lines_it_needs() {
        assert_eq!(breaks("một dòng", 20.0), [0]);
        assert_eq!(breaks("một\nhai", 20.0), [0, 6]);
        assert!(breaks(&"chữ ".repeat(50), 20.0).len() >= 10);
        assert!(breaks(&"x".repeat(50), 20.0).len() >= 3);
    }
}
