//! How a run of text looks (ECMA-376 part 1, 17.3.2), and the styles it takes that from (17.7).

use super::super::page::Emphasis;
use super::super::symbols::SymbolFont;
use super::super::xml::{Cursor, Element, Event};
use crate::finding::FileFinding;
use std::collections::HashMap;

/// Run properties as one place states them; what it does not state is left to the styles below it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    on: Emphasis,
    off: Emphasis,
    vanish: Option<bool>,
    font: Font,
}

/// The font that one place states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Font {
    #[default]
    Unstated,
    Letters,
    Symbols(SymbolFont),
}

impl Look {
    /// Takes one child of `w:rPr`.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.local() {
            "b" => self.set(Emphasis::BOLD, toggle(element)),
            "i" => self.set(Emphasis::ITALIC, toggle(element)),
            "strike" | "dstrike" => self.set(Emphasis::STRIKE, toggle(element)),
            "vanish" => self.vanish = Some(toggle(element)),
            "u" => self.set(Emphasis::UNDERLINE, value_is_not(element, &["none"])),
            "highlight" => self.set(Emphasis::HIGHLIGHT, value_is_not(element, &["none", "white"])),
            "shd" => self.set(Emphasis::HIGHLIGHT, fill(element).is_some()),
            "bdr" => self.set(Emphasis::FRAME, value_is_not(element, &["nil", "none"])),
            "color" => self.set(Emphasis::COLOUR, element.attribute("val").is_some_and(|v| is_coloured(&v))),
            "rFonts" => {
                let name = ["ascii", "hAnsi", "cs"].iter().find_map(|a| element.attribute(a));
                if let Some(name) = name {
                    self.font = SymbolFont::named(&name).map_or(Font::Letters, Font::Symbols);
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, emphasis: Emphasis, on: bool) {
        let (to, from) = if on { (&mut self.on, &mut self.off) } else { (&mut self.off, &mut self.on) };
        *to = to.with(emphasis);
        *from = from.without(emphasis);
    }

    /// This on top of another.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            on: below.on.without(self.off).with(self.on),
            off: below.off.without(self.on).with(self.off),
            vanish: self.vanish.or(below.vanish),
            font: if self.font == Font::Unstated { below.font } else { self.font },
        }
    }

    /// Only what a paragraph's style gives to the reading of its text: emphasis of a whole paragraph
    /// makes nothing stand out in it.
    pub(super) fn without_emphasis(self) -> Self {
        Self { on: Emphasis::NONE, off: Emphasis::NONE, ..self }
    }

    pub(super) fn emphasis(self) -> Emphasis {
        self.on
    }

    pub(super) fn is_hidden(self) -> bool {
        self.vanish == Some(true)
    }

    pub(super) fn symbol_font(self) -> Option<SymbolFont> {
        if let Font::Symbols(font) = self.font { Some(font) } else { None }
    }
}

/// The value of an on/off property: on where it is not stated (17.17.4).
pub(super) fn toggle(element: &Element<'_>) -> bool {
    element.attribute("val").is_none_or(|v| !matches!(&*v, "0" | "false" | "off"))
}

fn value_is_not(element: &Element<'_>, none: &[&str]) -> bool {
    element.attribute("val").is_some_and(|v| !none.contains(&&*v))
}

/// The colour of a shading; `None` where it is none or white.
pub(super) fn fill(element: &Element<'_>) -> Option<u32> {
    let value = element.attribute("val");
    if matches!(value.as_deref(), Some("nil")) {
        return None;
    }
    let colour = element.attribute("fill")?;
    u32::from_str_radix(&colour, 16).ok().filter(|rgb| *rgb < 0xFF_FF_FF)
}

/// Whether a colour differs from black as a person sees it.
fn is_coloured(value: &str) -> bool {
    const NEARLY_BLACK: u32 = 0x40;
    let rgb = u32::from_str_radix(value, 16).ok();
    rgb.is_some_and(|rgb| [rgb >> 16, rgb >> 8, rgb].iter().any(|c| c & 0xFF > NEARLY_BLACK))
}

/// A style of `styles.xml`.
#[derive(Debug, Default)]
struct Style {
    look: Look,
    numbering: Option<u32>,
    level: Option<u32>,
    below: Option<String>,
}

/// The styles of a document, so far as they bear on what its text says.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    defaults: Look,
    default_paragraph: String,
}

/// Styles may be based on one another; a loop ends here.
const BASED_ON_LIMIT: usize = 16;

impl Styles {
    /// Reads a styles part.
    pub(super) fn read(part: &str, bytes: &[u8]) -> Result<Self, FileFinding> {
        let mut cursor = Cursor::new(part, bytes);
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        let mut run_properties = None;
        let mut skipped = None;
        while let Some(event) = cursor.next()? {
            let depth = cursor.depth();
            let Event::Start(element) = event else {
                if run_properties.is_some_and(|d| depth < d) {
                    run_properties = None;
                }
                if skipped.is_some_and(|d| depth < d) {
                    skipped = None;
                }
                continue;
            };
            if skipped.is_some() {
                continue;
            }
            let value = || element.attribute("val").map(std::borrow::Cow::into_owned);
            match element.local() {
                "style" => {
                    if let Some((id, style)) = open.take() {
                        styles.by_id.insert(id, style);
                    }
                    let id = element.attribute("styleId").unwrap_or_default().into_owned();
                    let default =
                        element.attribute("default").is_some_and(|v| matches!(&*v, "1" | "true" | "on"));
                    if default && element.attribute("type").as_deref() == Some("paragraph") {
                        styles.default_paragraph.clone_from(&id);
                    }
                    open = Some((id, Style::default()));
                }
                // What a table style says of parts of a table, and what was before a change.
                "tblStylePr" | "rPrChange" | "pPrChange" | "latentStyles" => skipped = Some(depth),
                "rPr" => run_properties = Some(depth),
                "basedOn" => with(&mut open, |s| s.below = value()),
                "numId" => with(&mut open, |s| s.numbering = value().and_then(|v| v.parse().ok())),
                "ilvl" => with(&mut open, |s| s.level = value().and_then(|v| v.parse().ok())),
                _ if run_properties.is_some_and(|d| depth == d + 1) => match &mut open {
                    Some((_, style)) => style.look.take(&element),
                    None => styles.defaults.take(&element),
                },
                _ => {}
            }
        }
        styles.by_id.extend(open);
        Ok(styles)
    }

    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.by_id.get(id);
        std::iter::successors(first, |s| self.by_id.get(s.below.as_deref()?)).take(BASED_ON_LIMIT)
    }

    /// What a character style gives to a run.
    pub(super) fn character(&self, id: &str) -> Look {
        self.chain(id).fold(Look::default(), |look, style| look.over(style.look))
    }

    /// What a paragraph's style and the defaults give to its runs.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Look {
        let style = self.character(id.unwrap_or(&self.default_paragraph));
        style.over(self.defaults).without_emphasis()
    }

    /// The list that a paragraph's style belongs to, and its level there.
    pub(super) fn numbering(&self, id: Option<&str>) -> Option<(u32, Option<u32>)> {
        let style = self.chain(id.unwrap_or(&self.default_paragraph)).find(|s| s.numbering.is_some())?;
        Some((style.numbering?, style.level))
    }
}

fn with(open: &mut Option<(String, Style)>, change: impl FnOnce(&mut Style)) {
    if let Some((_, style)) = open {
        change(style);
    }
}
