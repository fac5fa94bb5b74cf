//! Colours of fonts and backgrounds (ECMA-376 part 1, 18.8.3 and 18.8.27).

use super::xml::{Element, Xml, is_true};
use crate::finding::FileFinding;

/// A colour as red, green and blue, eight bits each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u32);

/// The colours of Office's own theme. What matters is which are black and white, and those a theme does not change.
const THEME: [u32; 12] = [
    0xFF_FFFF, 0x00_0000, 0xE7_E6E6, 0x44_546A, 0x44_72C4, 0xED_7D31, 0xA5_A5A5, 0xFF_C000, 0x5B_9BD5,
    0x70_AD47, 0x05_63C1, 0x95_4F72,
];

/// The colours of old palettes, from index 8; the first eight are the same again.
pub(super) const PALETTE: [u32; 56] = [
    0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF, 0x80_0000,
    0x00_8000, 0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080, 0x99_99FF, 0x99_3366,
    0xFF_FFCC, 0xCC_FFFF, 0x66_0066, 0xFF_8080, 0x00_66CC, 0xCC_CCFF, 0x00_0080, 0xFF_00FF, 0xFF_FF00,
    0x00_FFFF, 0x80_0080, 0x80_0000, 0x00_8080, 0x00_00FF, 0x00_CCFF, 0xCC_FFFF, 0xCC_FFCC, 0xFF_FF99,
    0x99_CCFF, 0xFF_99CC, 0xCC_99FF, 0xFF_CC99, 0x33_66FF, 0x33_CCCC, 0x99_CC00, 0xFF_CC00, 0xFF_9900,
    0xFF_6600, 0x66_6699, 0x96_9696, 0x00_3366, 0x33_9966, 0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366,
    0x33_3399, 0x33_3333,
];

impl Colour {
    /// The colour that an element gives; `None` for the automatic one.
    pub(super) fn of(xml: &Xml<'_>, element: &Element<'_>) -> Result<Option<Self>, FileFinding> {
        let [rgb, theme, indexed, tint, auto] =
            xml.attributes(element, ["rgb", "theme", "indexed", "tint", "auto"])?;
        if is_true(auto.as_deref()) {
            return Ok(None);
        }
        let tint = tint.and_then(|t| t.parse().ok()).unwrap_or(0.0);
        let number = |text: Option<&str>| text.and_then(|t| t.parse::<usize>().ok());
        let base = if let Some(rgb) = &rgb {
            let digits = rgb.get(rgb.len().saturating_sub(6)..).unwrap_or_default();
            u32::from_str_radix(digits, 16).ok()
        } else if let Some(theme) = number(theme.as_deref()) {
            THEME.get(theme).copied()
        } else {
            let index = number(indexed.as_deref());
            index.and_then(|i| PALETTE.get(if i < 8 { i } else { i - 8 }).copied())
        };
        Ok(base.map(|base| Self(tinted(base, tint))))
    }

    /// The colour of an old palette.
    pub(super) fn indexed(index: usize) -> Option<Self> {
        PALETTE.get(if index < 8 { index } else { index - 8 }).copied().map(Self)
    }

    /// A colour of Office's own theme.
    pub(super) fn of_theme(index: usize) -> Option<Self> {
        THEME.get(index).copied().map(Self)
    }

    /// The colour made lighter or darker.
    pub(super) fn tinted(self, tint: f64) -> Self {
        Self(tinted(self.0, tint))
    }

    pub(super) fn is_black(self) -> bool {
        self.0 == 0
    }

    pub(super) fn is_white(self) -> bool {
        self.0 == 0xFF_FFFF
    }
}

/// Lighter for a tint above 0, darker for one below. Near enough to tell shades from white and black.
fn tinted(colour: u32, tint: f64) -> u32 {
    let channel = |shift: u32| {
        let value = f64::from((colour >> shift) & 0xFF);
        let value = if tint < 0.0 { value * (1.0 + tint) } else { value + (255.0 - value) * tint };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
        let value = value.round().clamp(0.0, 255.0) as u32;
        value << shift
    };
    channel(16) | channel(8) | channel(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::spreadsheet::xml::Node;

    fn colour(xml: &str) -> Option<u32> {
        let mut xml = Xml::new(xml.as_bytes(), "test");
        let Ok(Some(Node::Start(start))) = xml.next() else { panic!("an element") };
        Colour::of(&xml, &start).expect("sound xml").map(|c| c.0)
    }

    #[test]
    fn a_colour_may_be_given_in_four_ways() {
        assert_eq!(colour("<color rgb=\"FFFF0000\"/>"), Some(0xFF_0000));
        assert_eq!(colour("<color theme=\"1\"/>"), Some(0));
        assert_eq!(colour("<color theme=\"0\" tint=\"-0.5\"/>"), Some(0x80_8080));
        assert_eq!(colour("<color indexed=\"10\"/>"), Some(0xFF_0000));
        assert_eq!(colour("<color indexed=\"64\"/>"), None);
        assert_eq!(colour("<color auto=\"1\"/>"), None);
        assert_eq!(colour("<color rgb=\"é\"/>"), None);
    }
}
