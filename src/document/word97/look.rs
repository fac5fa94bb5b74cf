//! How characters look, and what they are beside their code ([MS-DOC] 2.6.1).

use super::super::binary::{slice, u16_at, u32_at};
use super::super::page::Emphasis;
use super::sprm::{Sprm, sprms};

/// The properties of a character that bear on what is read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent properties")]
pub(super) struct Look {
    pub(super) emphasis: Emphasis,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    /// Whether its code stands for something else, such as a picture.
    pub(super) special: bool,
    /// Whether what it stands for is the data of a form field.
    pub(super) is_data: bool,
    /// Where that data or picture is in the data stream.
    pub(super) data: Option<u32>,
    /// A symbol: font and code.
    pub(super) symbol: Option<(u16, u16)>,
    /// The font of ASCII characters.
    pub(super) ascii: u16,
    /// The font of other characters.
    pub(super) other: u16,
    /// Its character style.
    pub(super) style: Option<u16>,
}

impl Look {
    /// The look that its paragraph's style gives: what makes all of it stand out makes nothing in it stand out.
    pub(super) fn as_base(self) -> Self {
        Self { emphasis: Emphasis::NONE, ..self }
    }

    /// Applies a list of modifiers. `style` is what the styles alone give, which toggles refer to.
    pub(super) fn apply(&mut self, list: &[u8], style: &Self) {
        for sprm in sprms(list) {
            self.take(sprm, style);
        }
    }

    fn take(&mut self, sprm: Sprm<'_>, style: &Self) {
        let on = sprm.byte() & 1 == 1;
        match sprm.code {
            0x0800 => self.deleted = on,
            0x0801 => self.inserted = on,
            0x0806 => self.is_data = on,
            0x0835 => self.toggle(Emphasis::BOLD, sprm.byte(), style),
            0x0836 => self.toggle(Emphasis::ITALIC, sprm.byte(), style),
            0x0837 => self.toggle(Emphasis::STRIKE, sprm.byte(), style),
            0x2A53 => self.set(Emphasis::STRIKE, on),
            0x083C => self.hidden = toggled(sprm.byte(), style.hidden),
            0x0855 => self.special = on,
            0x2A0C => self.set(Emphasis::HIGHLIGHT, !matches!(sprm.byte(), 0 | 8)),
            0x2A3E => self.set(Emphasis::UNDERLINE, !matches!(sprm.byte(), 0 | 5)),
            0x2A42 => self.set(Emphasis::COLOUR, !matches!(sprm.byte(), 0 | 1)),
            0x6870 => {
                let seen = colour(sprm.operand, 0).is_some_and(|c| !is_nearly_black(c));
                self.set(Emphasis::COLOUR, seen);
            }
            0x4866 => self.set(Emphasis::HIGHLIGHT, old_shading(sprm.word()).is_some()),
            0xCA71 => self.set(Emphasis::HIGHLIGHT, shading(sprm.operand).is_some()),
            0x6865 => self.set(Emphasis::FRAME, is_border(sprm.operand.get(1))),
            0xCA72 => self.set(Emphasis::FRAME, is_border(sprm.operand.get(5))),
            0x4A4F => self.ascii = sprm.word(),
            0x4A51 => self.other = sprm.word(),
            0x6A03 => self.data = u32_at(sprm.operand, 0),
            0x6A09 => self.symbol = u16_at(sprm.operand, 0).zip(u16_at(sprm.operand, 2)),
            0x4A30 => self.style = Some(sprm.word()),
            0x2A33 => {
                let (special, is_data, data) = (self.special, self.is_data, self.data);
                *self =
                    Self { special, is_data, data, deleted: self.deleted, inserted: self.inserted, ..*style };
            }
            _ => {}
        }
    }

    fn toggle(&mut self, emphasis: Emphasis, operand: u8, style: &Self) {
        let by_style = style.emphasis.has(emphasis);
        // What the style does to all of the paragraph makes nothing stand out.
        self.set(emphasis, toggled(operand, by_style) && !(operand & 0x80 != 0 && by_style));
    }

    fn set(&mut self, emphasis: Emphasis, on: bool) {
        self.emphasis = if on { self.emphasis.with(emphasis) } else { self.emphasis.without(emphasis) };
    }
}

/// The value of a toggle: 0 off, 1 on, 0x80 as the style says, 0x81 the opposite ([MS-DOC] 2.9.327).
fn toggled(operand: u8, by_style: bool) -> bool {
    match operand {
        0x80 => by_style,
        0x81 => !by_style,
        operand => operand & 1 == 1,
    }
}

/// Whether a kind of border is seen ([MS-DOC] 2.9.17).
fn is_border(kind: Option<&u8>) -> bool {
    kind.is_some_and(|kind| !matches!(kind, 0 | 255))
}

/// A COLORREF as red, green, blue; `None` for the automatic colour ([MS-DOC] 2.9.43).
fn colour(operand: &[u8], at: usize) -> Option<u32> {
    let &[red, green, blue, automatic] = slice(operand, at, 4)? else { return None };
    (automatic != 0xFF).then(|| u32::from_be_bytes([0, red, green, blue]))
}

/// Whether a person sees a colour as black.
fn is_nearly_black(rgb: u32) -> bool {
    const NEARLY: u32 = 0x40;
    [rgb >> 16, rgb >> 8, rgb].iter().all(|c| c & 0xFF <= NEARLY)
}

/// The colour of a `Shd` where it is neither none nor white ([MS-DOC] 2.9.244).
pub(super) fn shading(operand: &[u8]) -> Option<u32> {
    let pattern = u16_at(operand, 8)?;
    let fill = match pattern {
        0xFFFF => None,
        0 => colour(operand, 4),
        1 => Some(colour(operand, 0).unwrap_or(0)),
        _ => Some(colour(operand, 4).or_else(|| colour(operand, 0)).unwrap_or(GREY)),
    };
    fill.filter(|rgb| *rgb != 0xFF_FFFF)
}

/// The colour of a `Shd80` where it is neither none nor white ([MS-DOC] 2.9.245).
pub(super) fn old_shading(shading: u16) -> Option<u32> {
    let palette = |index: u16| PALETTE.get(usize::from(index & 0x1F)).copied().flatten();
    let fill = match shading >> 10 {
        _ if shading == 0xFFFF => None,
        0 => palette(shading >> 5),
        1 => Some(palette(shading).unwrap_or(0)),
        _ => Some(palette(shading >> 5).or_else(|| palette(shading)).unwrap_or(GREY)),
    };
    fill.filter(|rgb| *rgb != 0xFF_FFFF)
}

/// What a pattern of automatic colours looks like from afar.
const GREY: u32 = 0xC0_C0C0;

/// The colours of `Ico` ([MS-DOC] 2.9.119).
const PALETTE: [Option<u32>; 17] = [
    None,
    Some(0x00_0000),
    Some(0x00_00FF),
    Some(0x00_FFFF),
    Some(0x00_FF00),
    Some(0xFF_00FF),
    Some(0xFF_0000),
    Some(0xFF_FF00),
    Some(0xFF_FFFF),
    Some(0x00_0080),
    Some(0x00_8080),
    Some(0x00_8000),
    Some(0x80_0080),
    Some(0x80_0000),
    Some(0x80_8000),
    Some(0x80_8080),
    Some(0xC0_C0C0),
];
