//! Styles: the fonts and lists that paragraphs and characters take from them ([MS-DOC] 2.9.271).

use super::super::binary::{slice, u16_at};
use super::layout::Layout;
use super::look::Look;

/// Styles are based on one another; a chain ends here.
const BASED_ON_LIMIT: usize = 16;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles<'a> {
    styles: Vec<Option<Style<'a>>>,
    defaults: Look,
}

/// One style as its definition states it.
#[derive(Debug, Clone, Copy)]
struct Style<'a> {
    based_on: u16,
    paragraph: &'a [u8],
    character: &'a [u8],
}

impl<'a> Styles<'a> {
    /// Reads the style sheet; what is damaged in it is left out.
    pub(super) fn read(bytes: &'a [u8]) -> Self {
        Self::try_read(bytes).unwrap_or_default()
    }

    fn try_read(bytes: &'a [u8]) -> Option<Self> {
        let size = usize::from(u16_at(bytes, 0)?);
        let header = slice(bytes, 2, size)?;
        let (count, base) = (u16_at(header, 0)?, usize::from(u16_at(header, 2)?));
        let defaults = Look {
            ascii: u16_at(header, 12).unwrap_or(0),
            other: u16_at(header, 16).unwrap_or(0),
            ..Look::default()
        };
        let mut styles = Vec::new();
        let mut at = 2 + size;
        for _ in 0..count {
            let Some(size) = u16_at(bytes, at).map(usize::from) else { break };
            styles.push(slice(bytes, at + 2, size).and_then(|definition| Style::read(definition, base)));
            at += 2 + size;
        }
        Some(Self { styles, defaults })
    }

    /// What a paragraph style gives to its characters, beginning with the document's fonts.
    pub(super) fn of_paragraph(&self, style: u16) -> Look {
        let mut look = self.defaults;
        self.over(style, &mut look);
        look
    }

    /// Lays a character style over a look.
    pub(super) fn over(&self, style: u16, look: &mut Look) {
        for style in self.chain(style).into_iter().rev() {
            let below = *look;
            look.apply(style.character, &below);
        }
    }

    /// What a paragraph style gives to its paragraphs.
    pub(super) fn layout(&self, style: u16) -> Layout {
        let mut layout = Layout::default();
        for style in self.chain(style).into_iter().rev() {
            layout.apply(style.paragraph);
        }
        layout
    }

    /// A style and those it is based on.
    fn chain(&self, style: u16) -> Vec<Style<'a>> {
        let mut chain = Vec::new();
        let mut next = style;
        while let Some(Some(style)) = self.styles.get(usize::from(next)) {
            if chain.len() == BASED_ON_LIMIT {
                break;
            }
            chain.push(*style);
            next = style.based_on;
        }
        chain
    }
}

impl<'a> Style<'a> {
    /// Reads an `STD`; `base` is how long its fixed part is.
    fn read(definition: &'a [u8], base: usize) -> Option<Self> {
        let kind = u16_at(definition, 2)?;
        let name = usize::from(u16_at(definition, base)?);
        let mut at = base + 2 + 2 * name + 2;
        let mut next = || {
            let size = usize::from(u16_at(definition, at)?);
            let properties = slice(definition, at + 2, size)?;
            at += 2 + size + size % 2;
            Some(properties)
        };
        let (mut paragraph, mut character) = (Default::default(), Default::default());
        match kind & 0xF {
            1 => {
                // Properties of paragraphs begin with the style's own number.
                paragraph = next().and_then(|p| p.get(2..)).unwrap_or_default();
                character = next().unwrap_or_default();
            }
            2 => character = next().unwrap_or_default(),
            _ => {}
        }
        Some(Self { based_on: kind >> 4, paragraph, character })
    }
}
