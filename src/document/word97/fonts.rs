//! The fonts of a document ([MS-DOC] 2.9.286, 2.9.87).

use super::super::binary::{slice, u16_at, utf16};
use super::super::face::Face;
use crate::text::Charset;

/// The fonts of a document by number.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    names: Vec<String>,
    faces: Vec<Face>,
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
            fonts.faces.push(Face::named(&name));
            fonts.names.push(name);
            at += 1 + size;
        }
        fonts
    }

    /// The name of a font; empty where there is none of this number.
    pub(super) fn name(&self, font: u16) -> &str {
        self.names.get(usize::from(font)).map_or("", String::as_str)
    }

    /// What a character shows in a font, letters of a code page as they are stored.
    pub(super) fn shown(&self, font: u16, character: char) -> char {
        self.face(font).symbols().map_or(character, |symbols| symbols.shown(character))
    }

    /// The code page of letters in these fonts. Only text beyond ASCII tells of one, so that either of the two
    /// may name it: that of ASCII letters, or that of the others.
    pub(super) fn charset(&self, ascii: u16, other: u16) -> Option<Charset> {
        self.face(other).charset().or_else(|| self.face(ascii).charset())
    }

    fn face(&self, font: u16) -> Face {
        self.faces.get(usize::from(font)).copied().unwrap_or_default()
    }
}
