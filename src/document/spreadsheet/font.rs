//! Fonts: what they make stand out, and symbols that only look like letters (ECMA-376 part 1, 18.8.22).

use super::colour::Colour;
use super::xml::{Node, Xml, is_true};
use crate::document::Emphasis;
use crate::finding::FileFinding;

/// What a font does to a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Font {
    /// How its text stands out.
    pub(super) emphasis: Emphasis,
}

impl Font {
    /// Reads the element that was just entered, a `font` or `rPr`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, FileFinding> {
        let depth = xml.depth();
        let mut font = Self::default();
        while let Some(node) = xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            let name = start.local();
            if name == "color" {
                font.set(Colour::of(xml, &start)?.is_some_and(|c| !c.is_black()), Emphasis::COLOUR);
                continue;
            }
            let [value] = xml.attributes(&start, ["val"])?;
            let on = value.as_deref().is_none_or(|v| is_true(Some(v)));
            match name {
                "b" => font.set(on, Emphasis::BOLD),
                "i" => font.set(on, Emphasis::ITALIC),
                "strike" => font.set(on, Emphasis::STRIKE),
                "u" => font.set(value.as_deref() != Some("none"), Emphasis::UNDERLINE),
                _ => {}
            }
        }
        Ok(font)
    }

    fn set(&mut self, on: bool, emphasis: Emphasis) {
        if on {
            self.emphasis = self.emphasis.with(emphasis);
        }
    }

    /// Adds to `into` what a person sees of a text in this font.
    #[expect(clippy::unused_self, reason = "symbol fonts come with their table")]
    pub(super) fn unicode(&self, text: &str, into: &mut String) {
        into.push_str(text);
    }
}
