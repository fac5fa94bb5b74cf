//! How squares and stretches of text look: styles by family and name (OpenDocument 1.3 part 3, 16.2).

use super::super::colour::Colour;
use super::super::font::Font;
use super::super::styles::WHITE;
use super::super::xml::{Element, Node, Xml};
use crate::document::Emphasis;
use crate::finding::FileFinding;
use std::collections::HashMap;

/// Styles are derived from one another; a chain ends here.
const PARENT_LIMIT: usize = 16;

/// What a style states; what it does not state is left to its parent.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    on: Emphasis,
    off: Emphasis,
    font: Option<String>,
    colour: Option<Colour>,
    fill: Fill,
    hides_sheet: bool,
    parent: Option<String>,
}

/// A background as a style states it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Fill {
    #[default]
    Unstated,
    /// None, or white.
    None,
    Colour(u32),
}

/// The styles of a document, by family and name.
#[derive(Debug, Default)]
pub(super) struct Looks {
    looks: HashMap<(String, String), Look>,
    /// The families of fonts by the names that styles give them.
    fonts: HashMap<String, String>,
}

impl Looks {
    /// Reads the styles of a part.
    pub(super) fn read(&mut self, bytes: &[u8], part: &str) -> Result<(), FileFinding> {
        let mut xml = Xml::new(bytes, part);
        let mut open: Option<(String, String)> = None;
        while let Some(node) = xml.next()? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                // Styles come before what they are for.
                "body" => break,
                "font-face" => {
                    let [name, family] = xml.attributes(&start, ["style:name", "svg:font-family"])?;
                    if let (Some(name), Some(family)) = (name, family) {
                        let family = family.split(',').next().unwrap_or_default();
                        let family = family.trim().trim_matches(['\'', '"']).to_owned();
                        self.fonts.insert(name.into_owned(), family);
                    }
                }
                "style" | "default-style" => {
                    let [family, name, parent] =
                        xml.attributes(&start, ["style:family", "style:name", "style:parent-style-name"])?;
                    let key =
                        (family.unwrap_or_default().into_owned(), name.unwrap_or_default().into_owned());
                    let parent = parent.map(std::borrow::Cow::into_owned);
                    self.looks.insert(key.clone(), Look { parent, ..Look::default() });
                    open = Some(key);
                }
                "text-properties" | "table-cell-properties" | "table-properties" => {
                    if let Some(look) = open.as_ref().and_then(|key| self.looks.get_mut(key)) {
                        look.take(&xml, &start)?;
                    }
                }
                // What a style shows under a condition, in another place.
                "map" | "list-style" | "page-layout" | "master-page" => open = None,
                _ => {}
            }
        }
        Ok(())
    }

    /// What a style and those it is derived from give.
    pub(super) fn get(&self, family: &str, name: &str) -> Look {
        let mut look = Look::default();
        let mut next = Some(name.to_owned());
        for _ in 0..PARENT_LIMIT {
            let found = next.take().and_then(|name| self.looks.get(&(family.to_owned(), name)));
            let Some(found) = found else { break };
            look = look.over(found);
            next.clone_from(&found.parent);
        }
        match self.looks.get(&(family.to_owned(), String::new())) {
            Some(default) => look.over(default),
            None => look,
        }
    }

    /// Whether a style of a table hides it.
    pub(super) fn hides_sheet(&self, name: &str) -> bool {
        self.get("table", name).hides_sheet
    }

    /// The font of text that looks like this.
    pub(super) fn font(&self, look: &Look) -> Font {
        let name = look.font.as_deref().unwrap_or_default();
        Font::of(self.fonts.get(name).map_or(name, String::as_str), look.on, look.colour)
    }
}

impl Look {
    /// This on top of another.
    pub(super) fn over(&self, below: &Self) -> Self {
        Self {
            on: below.on.without(self.off).with(self.on),
            off: below.off.without(self.on).with(self.off),
            font: self.font.clone().or_else(|| below.font.clone()),
            colour: self.colour.or(below.colour),
            fill: if self.fill == Fill::Unstated { below.fill } else { self.fill },
            hides_sheet: self.hides_sheet || below.hides_sheet,
            parent: None,
        }
    }

    /// The colour of the background, where it is neither none nor white.
    pub(super) fn fill(&self) -> Option<u32> {
        match self.fill {
            Fill::Colour(rgb) => Some(rgb),
            Fill::Unstated | Fill::None => None,
        }
    }

    /// The one colour behind its text.
    pub(super) fn ground(&self) -> u32 {
        self.fill().unwrap_or(WHITE)
    }

    fn take(&mut self, xml: &Xml<'_>, element: &Element<'_>) -> Result<(), FileFinding> {
        let names = [
            "fo:font-weight",
            "fo:font-style",
            "style:text-line-through-style",
            "style:text-line-through-type",
            "style:text-underline-style",
            "fo:color",
            "style:font-name",
            "fo:background-color",
            "table:display",
        ];
        let [weight, style, through, through_type, under, colour, font, back, display] =
            xml.attributes(element, names)?;
        let bold = |w: &str| w == "bold" || w.parse::<u16>().is_ok_and(|w| w >= 600);
        self.set(Emphasis::BOLD, weight.map(|w| bold(&w)));
        self.set(Emphasis::ITALIC, style.map(|s| &*s != "normal"));
        self.set(Emphasis::STRIKE, through.or(through_type).map(|t| &*t != "none"));
        self.set(Emphasis::UNDERLINE, under.map(|u| &*u != "none"));
        if let Some(colour) = colour.as_deref().and_then(rgb) {
            self.set(Emphasis::COLOUR, Some(colour != 0));
            self.colour = Some(Colour(colour));
        }
        self.font = font.map(std::borrow::Cow::into_owned).or(self.font.take());
        let back = back.map_or(Fill::Unstated, |b| match rgb(&b) {
            Some(rgb) if rgb != 0xFF_FFFF => Fill::Colour(rgb),
            _ => Fill::None,
        });
        if element.local() == "text-properties" {
            self.set(Emphasis::HIGHLIGHT, (back != Fill::Unstated).then_some(back != Fill::None));
        } else if back != Fill::Unstated {
            self.fill = back;
        }
        self.hides_sheet |= display.is_some_and(|d| &*d == "false");
        Ok(())
    }

    fn set(&mut self, emphasis: Emphasis, on: Option<bool>) {
        match on {
            Some(true) => (self.on, self.off) = (self.on.with(emphasis), self.off.without(emphasis)),
            Some(false) => (self.on, self.off) = (self.on.without(emphasis), self.off.with(emphasis)),
            None => {}
        }
    }
}

/// A colour such as `#FF0000`; `None` for `transparent`.
fn rgb(colour: &str) -> Option<u32> {
    u32::from_str_radix(colour.strip_prefix('#')?, 16).ok()
}
