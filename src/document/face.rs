//! What a font makes of the characters that a file stores.

use super::symbols::SymbolFont;
use crate::text::Charset;

/// What a font makes of the characters that a file stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Face {
    /// It shows them as they are.
    #[default]
    Unicode,
    /// It shows the letters of a code page of its own: TCVN3 or VNI.
    Legacy(Charset),
    /// It draws symbols.
    Symbols(SymbolFont),
}

impl Face {
    /// That of the font of this name.
    pub(super) fn named(name: &str) -> Self {
        let symbols = || SymbolFont::named(name).map(Self::Symbols);
        Charset::of_font(name).map(Self::Legacy).or_else(symbols).unwrap_or_default()
    }

    /// The code page of its letters, where it is not Unicode.
    pub(super) fn charset(self) -> Option<Charset> {
        if let Self::Legacy(charset) = self { Some(charset) } else { None }
    }

    /// The symbols that it draws, if any.
    pub(super) fn symbols(self) -> Option<SymbolFont> {
        if let Self::Symbols(symbols) = self { Some(symbols) } else { None }
    }

    /// What it shows for a text, symbols resolved; letters of a code page are resolved with their paragraph.
    pub(super) fn drawn(self, text: &str) -> std::borrow::Cow<'_, str> {
        match self.symbols() {
            Some(symbols) => text.chars().map(|c| symbols.shown(c)).collect::<String>().into(),
            None => text.into(),
        }
    }
}
