//! The letters of RTF: groups, control words, control symbols and text.

/// One piece of an RTF file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` or `\word7`.
    Word(&'a str, Option<i32>),
    /// `\` and one character that is no letter.
    Symbol(u8),
    /// `\'e1`: a byte of the code page.
    Byte(u8),
    /// Bytes of the code page.
    Text(&'a [u8]),
}

/// Cuts a file into its pieces. The data of `\bin` is passed over.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let letters = self.rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if letters == 0 {
            let [symbol] = *self.take(1) else { return None };
            return Some(if symbol == b'\'' { self.byte() } else { Token::Symbol(symbol) });
        }
        let word = std::str::from_utf8(self.take(letters)).ok()?;
        let sign = usize::from(self.rest.first() == Some(&b'-'));
        let digits = self.rest.iter().skip(sign).take_while(|b| b.is_ascii_digit()).count();
        let number = if digits == 0 { None } else { number(self.take(sign + digits)) };
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if word == "bin" {
            self.take(number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0));
        }
        Some(Token::Word(word, number))
    }

    fn byte(&mut self) -> Token<'a> {
        let digit = |b: &u8| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok());
        if let Some((high, low)) = self.rest.first().and_then(digit).zip(self.rest.get(1).and_then(digit)) {
            self.take(2);
            return Token::Byte(high << 4 | low);
        }
        Token::Symbol(b'\'')
    }
}

/// Numbers that do not fit are as large as can be.
fn number(digits: &[u8]) -> Option<i32> {
    let wide: i64 = std::str::from_utf8(digits.get(..12).unwrap_or(digits)).ok()?.parse().ok()?;
    i32::try_from(wide.clamp(i64::from(i32::MIN), i64::from(i32::MAX))).ok()
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let breaks = self.rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        self.take(breaks);
        match self.rest.first()? {
            b'{' => {
                self.take(1);
                Some(Token::Open)
            }
            b'}' => {
                self.take(1);
                Some(Token::Close)
            }
            b'\\' => {
                self.take(1);
                self.control()
            }
            _ => {
                let special = |b: &u8| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n');
                let length = self.rest.iter().position(special).unwrap_or(self.rest.len());
                Some(Token::Text(self.take(length)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_into_its_pieces() {
        let tokens: Vec<_> = Tokens::new(b"{\\b0 a\r\n\\'e1\\u-7910?\\*\\bin3 }}}z}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Text(b"a"),
                Token::Byte(0xE1),
                Token::Word("u", Some(-7910)),
                Token::Text(b"?"),
                Token::Symbol(b'*'),
                Token::Word("bin", Some(3)),
                Token::Text(b"z"),
                Token::Close,
            ]
        );
    }

    #[test]
    fn a_number_out_of_range_is_as_large_as_can_be() {
        let mut tokens = Tokens::new(b"\\cellx99999999999999999999999\\bin-5");
        assert_eq!(tokens.next(), Some(Token::Word("cellx", Some(i32::MAX))));
        assert_eq!(tokens.next(), Some(Token::Word("bin", Some(-5))));
        assert_eq!(tokens.next(), None);
    }
}
