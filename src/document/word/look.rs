//! How a run of text looks (ECMA-376 part 1, 17.3.2).

use super::super::page::Emphasis;
use super::super::symbols::SymbolFont;
use super::super::xml::Element;
use crate::text::Charset;

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
    /// Letters in a code page of its own.
    Legacy(Charset),
    Symbols(SymbolFont),
}

impl Font {
    fn named(name: &str) -> Self {
        let symbols = || SymbolFont::named(name).map(Self::Symbols);
        Charset::of_font(name).map(Self::Legacy).or_else(symbols).unwrap_or(Self::Letters)
    }

    /// What `w:rFonts` states (17.3.2.26): `w:ascii` for ASCII, `w:hAnsi` for most other letters. Only text
    /// beyond ASCII tells of a code page, so that either of the two may name it.
    fn of(element: &Element<'_>) -> Self {
        let (mut ascii, mut other, mut themed) = (Self::Unstated, Self::Unstated, false);
        for (name, value) in element.attributes() {
            match name.rsplit(':').next() {
                Some("ascii") => ascii = Self::named(&value),
                Some("hAnsi") => other = Self::named(&value),
                // A theme counts before a name; no theme has such fonts.
                Some("asciiTheme" | "hAnsiTheme") => themed = true,
                _ => {}
            }
        }
        match (ascii, other) {
            _ if themed => Self::Letters,
            (_, Self::Legacy(_)) | (Self::Unstated, _) => other,
            _ => ascii,
        }
    }
}

/// Whether a font draws anything but the letters of Unicode.
pub(super) fn is_telling(font: &str) -> bool {
    Font::named(font) != Font::Letters
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
            "rFonts" => match Font::of(element) {
                Font::Unstated => {}
                stated => self.font = stated,
            },
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

    /// Only what a paragraph's style gives to the reading of its text: that it is struck out. Any other
    /// emphasis of a whole paragraph makes nothing stand out in it.
    pub(super) fn of_whole_paragraph(self) -> Self {
        let struck = if self.on.has(Emphasis::STRIKE) { Emphasis::STRIKE } else { Emphasis::NONE };
        Self { on: struck, off: Emphasis::NONE, ..self }
    }

    pub(super) fn emphasis(self) -> Emphasis {
        self.on
    }

    pub(super) fn is_hidden(self) -> bool {
        self.vanish == Some(true)
    }

    /// The code page of its letters, where it is not Unicode.
    pub(super) fn charset(self) -> Option<Charset> {
        if let Font::Legacy(charset) = self.font { Some(charset) } else { None }
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
