//! The fonts of a document ([MS-DOC] 2.9.286, 2.9.87).

use super::super::binary::{slice, u16_at, utf16};
use super::super::symbols::SymbolFont;

/// The fonts of a document by number.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    names: Vec<String>,
    symbols: Vec<Option<SymbolFont>>,
}

/// Bytes of an `Ffn` before its name.
const BEFORE_NAME: usize = 39;

impl Fonts {
    /// Reads the table of fonts; what is damaged in it is left out.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut fonts = Self::default();
        let count = u16_at(bytes, 0).unwrap_or(0);
        let mut at = 4;
        for _ in 0..count {
            let Some(size) = bytes.get(at).map(|s| usize::from(*s)) else { break };
            let name = slice(bytes, at + 1 + BEFORE_NAME, size.saturating_sub(BEFORE_NAME));
            let name = name.and_then(|n| utf16(n, 0, n.len() / 2)).unwrap_or_default();
            let name = name.split('\0').next().unwrap_or_default().to_owned();
            fonts.symbols.push(SymbolFont::named(&name));
            fonts.names.push(name);
            at += 1 + size;
        }
        fonts
    }

    /// The name of a font; empty where there is none of this number.
    pub(super) fn name(&self, font: u16) -> &str {
        self.names.get(usize::from(font)).map_or("", String::as_str)
    }

    /// What a character shows in a font.
    pub(super) fn shown(&self, font: u16, character: char) -> char {
        match self.symbols.get(usize::from(font)).copied().flatten() {
            Some(symbols) => symbols.shown(character),
            None => character,
        }
    }
}
