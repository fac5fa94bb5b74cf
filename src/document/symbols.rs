//! What the letters of symbol fonts show.
//!
//! A symbol font draws pictures at the codes of letters: `þ` in Wingdings is a ticked box. Codes are those
//! of the fonts themselves; Word and Excel also store them at U+F000 and above.

use super::page::{BOX_EMPTY, BOX_TICKED, TICK};

/// A cross of a symbol font.
const CROSS: char = '✗';

/// A font that draws symbols in place of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Wingdings,
    Wingdings2,
    Webdings,
    Symbol,
    ZapfDingbats,
    /// One whose glyphs are not known here; what it shows stays unknown.
    Other,
}

impl SymbolFont {
    /// The symbol font of this name; `None` for a font of letters.
    pub(super) fn named(name: &str) -> Option<Self> {
        const FONTS: [(&str, SymbolFont); 11] = [
            ("Wingdings", SymbolFont::Wingdings),
            ("Wingdings 2", SymbolFont::Wingdings2),
            ("Wingdings 3", SymbolFont::Other),
            ("Webdings", SymbolFont::Webdings),
            ("Symbol", SymbolFont::Symbol),
            ("Zapf Dingbats", SymbolFont::ZapfDingbats),
            ("ZapfDingbats", SymbolFont::ZapfDingbats),
            ("ITC Zapf Dingbats", SymbolFont::ZapfDingbats),
            ("Monotype Sorts", SymbolFont::ZapfDingbats),
            ("Marlett", SymbolFont::Other),
            ("MS Reference Specialty", SymbolFont::Other),
        ];
        FONTS.iter().find(|(font, _)| font.eq_ignore_ascii_case(name.trim())).map(|(_, font)| *font)
    }

    /// What it shows for a character of a text. A glyph that is not known becomes the private-use
    /// character of its code, so that it is neither lost nor taken for the letter.
    pub(super) fn shown(self, character: char) -> char {
        let code = match u32::from(character) {
            code @ 0xF000..=0xF0FF => code - 0xF000,
            code @ 0x21..=0xFF if code != 0xA0 => code,
            // The font has no such character: another font shows it.
            _ => return character,
        };
        if code == 0x20 {
            return ' ';
        }
        self.glyph(code).or_else(|| char::from_u32(0xF000 + code)).unwrap_or(character)
    }

    fn glyph(self, code: u32) -> Option<char> {
        let table = match self {
            Self::Wingdings => WINGDINGS,
            Self::Wingdings2 => WINGDINGS_2,
            Self::Webdings => WEBDINGS,
            Self::Symbol => SYMBOL,
            Self::ZapfDingbats => ZAPF_DINGBATS,
            Self::Other => &[],
        };
        table.iter().find(|(glyph, _)| *glyph == code).map(|(_, shown)| *shown).or_else(|| {
            // Symbol has figures and these signs where every font has them.
            let plain = self == Self::Symbol && matches!(code, 0x28..=0x29 | 0x2B..=0x3F | 0x5B | 0x5D);
            plain.then(|| char::from_u32(code)).flatten()
        })
    }
}

/// What the character of a code shows in a font, where it is known.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    match SymbolFont::named(font) {
        Some(font) => font.glyph(if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code }),
        None => char::from_u32(code).filter(|c| !matches!(c, '\u{E000}'..='\u{F8FF}')),
    }
}

/// Codes and what they show.
type Glyphs = &'static [(u32, char)];

const WINGDINGS: Glyphs = &[
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, BOX_EMPTY),
    (0x70, BOX_EMPTY),
    (0x71, BOX_EMPTY),
    (0x72, BOX_EMPTY),
    (0x76, '❖'),
    (0x78, BOX_TICKED),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, BOX_EMPTY),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, CROSS),
    (0xFC, TICK),
    (0xFD, BOX_TICKED),
    (0xFE, BOX_TICKED),
];

const WINGDINGS_2: Glyphs = &[
    (0x4F, CROSS),
    (0x50, TICK),
    (0x51, BOX_TICKED),
    (0x52, BOX_TICKED),
    (0x53, BOX_TICKED),
    (0x54, BOX_TICKED),
    (0x97, '•'),
    (0x98, '●'),
    (0xA0, '▪'),
    (0xA2, '■'),
    (0xA3, BOX_EMPTY),
    (0xA4, BOX_EMPTY),
    (0xA5, BOX_EMPTY),
];

const WEBDINGS: Glyphs = &[(0x3D, '•'), (0x61, TICK), (0x63, BOX_EMPTY), (0x67, '■'), (0x72, CROSS)];

const SYMBOL: Glyphs =
    &[(0x2D, '−'), (0xAE, '→'), (0xB3, '≥'), (0xA3, '≤'), (0xB4, '×'), (0xB7, '•'), (0xD6, '√'), (0xDE, '⇒')];

const ZAPF_DINGBATS: Glyphs = &[
    (0x33, TICK),
    (0x34, TICK),
    (0x35, CROSS),
    (0x36, CROSS),
    (0x37, CROSS),
    (0x38, CROSS),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, BOX_EMPTY),
    (0x70, BOX_EMPTY),
    (0x71, BOX_EMPTY),
    (0x72, BOX_EMPTY),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_symbol_font_are_the_marks_they_show() {
        let shown: String = "üûþý¨o x\u{F0FE}".chars().map(|c| SymbolFont::Wingdings.shown(c)).collect();
        assert_eq!(shown, "✓✗☒☒☐☐ ☒☒");
        assert_eq!(symbol("wingdings 2", 0xF052), Some('☒'));
        assert_eq!(symbol("Wingdings 2", 0xA3), Some('☐'));
        assert_eq!(symbol("MS Gothic", 0x2612), Some('☒'));
    }

    #[test]
    fn an_unknown_glyph_stays_unknown_and_is_not_lost() {
        assert_eq!(SymbolFont::Wingdings.shown('J'), '\u{F04A}');
        assert_eq!(symbol("Wingdings", 0xF04A), None);
        assert_eq!(SymbolFont::Wingdings.shown('ệ'), 'ệ');
    }
}
