//! Sheets saved as text with a sign between the squares (CSV, RFC 4180, with the signs that Excel uses besides: it
//! writes a semicolon where a comma parts decimals, and a tab in *Unicode Text*), often named `.xls`.

use encoding_rs::Encoding;
use std::borrow::Cow;

/// What may part the squares of a row.
const SIGNS: [char; 4] = [';', '\t', ',', '|'];

/// So many rows of so many squares at least are a table; fewer are lines of text.
const FEW_ROWS: usize = 3;
const FEW_SQUARES: usize = 3;

/// The most squares of a row: as many as a sheet has columns. What stands behind them is not parted.
pub(crate) const MOST_SQUARES: usize = 16_384;

/// How many rows tell what parts their squares.
const TELLING: usize = 30;

/// Whether bytes are text with the squares of a sheet.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    decode(bytes).is_some_and(|text| sign(&text).is_some())
}

/// The text, by its byte order mark or as UTF-8; `None` for anything that is no text for certain.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            let (text, broken) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
            (!broken).then_some(text)?
        }
        None => Cow::Borrowed(std::str::from_utf8(bytes).ok()?),
    };
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    (!text.contains(odd)).then_some(text)
}

/// The sign by which most squares are parted, where it parts the rows of a table: as many squares in one as in another.
pub(crate) fn sign(text: &str) -> Option<char> {
    let squares = |sign: char| {
        let widths: Vec<usize> =
            Rows::of(text, sign).filter(|row| !is_setting(row)).take(TELLING).map(|row| row.len()).collect();
        let most = widths.iter().copied().max()?;
        let alike = widths.iter().filter(|width| **width == most).count();
        let table = most >= FEW_SQUARES && alike >= FEW_ROWS && 2 * alike >= widths.len();
        table.then_some((most, sign))
    };
    SIGNS.into_iter().filter_map(squares).max_by_key(|(most, _)| *most).map(|(_, sign)| sign)
}

/// Whether a row is the line by which Excel is told what parts the squares: `sep=;`.
pub(crate) fn is_setting(row: &[String]) -> bool {
    row.first().is_some_and(|first| first.trim_start().starts_with("sep="))
}

/// The rows of a text. A square in quotes may hold the sign, line breaks, and quotes written twice.
pub(crate) struct Rows<'t> {
    rest: &'t str,
    sign: char,
}

impl<'t> Rows<'t> {
    /// The rows of a text whose squares this sign parts.
    pub(crate) fn of(text: &'t str, sign: char) -> Self {
        Self { rest: text, sign }
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut row = vec![String::new()];
        let mut quoted = false;
        let mut chars = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((at, c)) = chars.next() {
            let more = row.len() <= MOST_SQUARES;
            let square = row.last_mut()?;
            match c {
                '"' if quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                    square.push('"');
                    chars.next();
                }
                '"' if quoted => quoted = false,
                '"' if square.is_empty() => quoted = true,
                '\r' if !quoted => {}
                '\n' if !quoted => {
                    end = at + 1;
                    break;
                }
                c if c == self.sign && !quoted && more => row.push(String::new()),
                c => square.push(c),
            }
        }
        self.rest = self.rest.get(end..)?;
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_text_are_no_sheet() {
        assert!(!looks_like(
            "Kính gửi: chi bộ, đảng bộ, đảng ủy\nĐồng chí An, Bình.\nTrân trọng, kính chào.".as_bytes()
        ));
        assert!(!looks_like(b"a;b;c\n1;2;3"));
        assert!(!looks_like(b"a;b;c\n1;2;3\n4;5;\x006\n"));
        assert!(!looks_like(b"a;b;c\n1;2;\xC3\n4;5;6\n"));
    }
}
