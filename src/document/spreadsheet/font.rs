//! Fonts: what they make stand out, and what they make of characters (ECMA-376 part 1, 18.8.22).

use super::colour::Colour;
use super::xml::{Node, Xml, is_true};
use crate::document::Emphasis;
use crate::document::face::Face;
use crate::finding::FileFinding;

/// What a font does to a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Font {
    /// How its text stands out.
    pub(super) emphasis: Emphasis,
    /// What it makes of the characters.
    pub(super) face: Face,
    /// Its colour; `None` for the automatic one, which is always seen.
    colour: Option<Colour>,
}

impl Font {
    /// The font of this name with this look.
    pub(super) fn of(name: &str, emphasis: Emphasis, colour: Option<Colour>) -> Self {
        let mut font = Self { emphasis, face: Face::named(name), colour };
        font.set(colour.is_some_and(|c| !c.is_black()), Emphasis::COLOUR);
        font
    }

    /// Reads the element that was just entered, a `font` or `rPr`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, FileFinding> {
        let depth = xml.depth();
        let (mut font, mut colour, mut named) = (Self::default(), None, String::new());
        while let Some(node) = xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            let name = start.local();
            if name == "color" {
                colour = Colour::of(xml, &start)?;
                continue;
            }
            // In drawings the font of letters is an element of its own (21.1.2.3.7).
            if name == "latin" {
                let [typeface] = xml.attributes(&start, ["typeface"])?;
                named = typeface.unwrap_or_default().into_owned();
                continue;
            }
            let [value] = xml.attributes(&start, ["val"])?;
            let on = value.as_deref().is_none_or(|v| is_true(Some(v)));
            match name {
                "b" => font.set(on, Emphasis::BOLD),
                "i" => font.set(on, Emphasis::ITALIC),
                "strike" => font.set(on, Emphasis::STRIKE),
                "u" => font.set(value.as_deref() != Some("none"), Emphasis::UNDERLINE),
                "name" | "rFont" => named = value.unwrap_or_default().into_owned(),
                _ => {}
            }
        }
        Ok(Self::of(&named, font.emphasis, colour))
    }

    fn set(&mut self, on: bool, emphasis: Emphasis) {
        if on {
            self.emphasis = self.emphasis.with(emphasis);
        }
    }

    /// Whether a person sees it on a ground of this colour, where that is known.
    pub(super) fn shows_on(&self, ground: Option<u32>) -> bool {
        self.colour.is_none_or(|colour| ground != Some(colour.0))
    }
}
