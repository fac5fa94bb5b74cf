//! Fonts, formats and backgrounds ([MS-XLSB] 2.1.7.50).

use super::super::colour::Colour;
use super::super::font::Font;
use super::super::number_format::NumberFormat;
use super::super::rich_text::RichText;
use super::super::styles::{Style, Styles, WHITE};
use super::records::{Records, corrupt, wide};
use crate::document::Emphasis;
use crate::document::binary::{offset_at, slice, u16_at, u32_at, utf16};
use crate::finding::FileFinding;
use std::collections::BTreeMap;

/// The styles of a workbook as their part states them.
#[derive(Default)]
pub(super) struct Looks {
    fonts: Vec<Font>,
    formats: BTreeMap<u16, NumberFormat>,
    /// Each with the one colour behind text, where there is one.
    fills: Vec<(Option<u32>, Option<u32>)>,
    /// Format, font and background of the squares.
    squares: Vec<[u16; 3]>,
}

impl Looks {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, FileFinding> {
        let (mut looks, mut of_squares) = (Self::default(), false);
        for record in Records::new(bytes) {
            let (kind, data) = record?;
            let known = match kind {
                43 => font(data).map(|font| looks.fonts.push(font)),
                44 => looks.format(data),
                45 => looks.fill(data),
                47 if of_squares => looks.square(data),
                617 | 618 => {
                    of_squares = kind == 617;
                    Some(())
                }
                _ => Some(()),
            };
            known.ok_or_else(|| corrupt(&format!("styles: {kind}")))?;
        }
        Ok(looks)
    }

    fn format(&mut self, data: &[u8]) -> Option<()> {
        self.formats.insert(u16_at(data, 0)?, NumberFormat::parse(&wide(data, 2)?.0));
        Some(())
    }

    /// `BrtFill`: a pattern with its colours; kept where it is neither none nor white.
    fn fill(&mut self, data: &[u8]) -> Option<()> {
        const GREY: Colour = Colour(0xC0_C0C0);
        let pattern = u32_at(data, 0)?;
        let stated = colour(slice(data, 4, 8)?);
        let colour = stated.unwrap_or(GREY);
        let ground = match pattern {
            0 => Some(WHITE),
            1 => stated.map(|c| c.0),
            _ => None,
        };
        self.fills.push(((pattern != 0 && !colour.is_white()).then_some(colour.0), ground));
        Some(())
    }

    fn square(&mut self, data: &[u8]) -> Option<()> {
        self.squares.push([u16_at(data, 2)?, u16_at(data, 4)?, u16_at(data, 6)?]);
        Some(())
    }

    /// The styles of the squares by number.
    pub(super) fn styles(&self) -> Styles {
        let style = |[format, font, fill]: &[u16; 3]| -> Style {
            let known = self.formats.get(format).cloned();
            super::style(
                self.fonts.get(usize::from(*font)),
                known.unwrap_or_else(|| NumberFormat::built_in((*format).into())),
                self.fills.get(usize::from(*fill)).copied().unwrap_or((None, Some(WHITE))),
            )
        };
        Styles::of(self.squares.iter().map(style).collect())
    }

    /// A `RichStr`: flags, text, and from which unit on it has which font.
    pub(super) fn rich(&self, data: &[u8]) -> Option<RichText> {
        let units = offset_at(data, 1)?;
        let end = 5_usize.checked_add(units.checked_mul(2)?)?;
        slice(data, 5, end - 5)?;
        let mut starts = vec![(0, None)];
        if data.first()? & 1 == 1 {
            let runs = data.get(end + 4..)?.chunks_exact(4).take(offset_at(data, end)?);
            starts.extend(runs.map(|run| {
                let font = u16_at(run, 2).and_then(|font| self.fonts.get(usize::from(font)));
                (u16_at(run, 0).map_or(0, usize::from), font.cloned())
            }));
        }
        let ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| *start).chain([units]).collect();
        let runs = starts.into_iter().zip(ends).filter_map(|((start, font), end)| {
            let count = end.min(units).checked_sub(start).filter(|count| *count > 0)?;
            Some((utf16(data, 5 + 2 * start, count)?, font))
        });
        Some(RichText::of(runs))
    }
}

fn font(data: &[u8]) -> Option<Font> {
    let (flags, weight) = (u16_at(data, 2)?, u16_at(data, 4)?);
    let looks = [
        (weight >= 600, Emphasis::BOLD),
        (flags & 2 != 0, Emphasis::ITALIC),
        (flags & 8 != 0, Emphasis::STRIKE),
        (*data.get(8)? != 0, Emphasis::UNDERLINE),
    ];
    let on = looks.into_iter().filter(|(on, _)| *on).fold(Emphasis::NONE, |all, (_, one)| all.with(one));
    Some(Font::of(&wide(data, 21)?.0, on, colour(slice(data, 12, 8)?)))
}

/// `BrtColor`: kind, index, tint, red, green, blue; `None` for the automatic one.
fn colour(data: &[u8]) -> Option<Colour> {
    let &[kind, index, tint_low, tint_high, red, green, blue, _] = data else { return None };
    let tint = f64::from(i16::from_le_bytes([tint_low, tint_high])) / 32_767.0;
    match kind >> 1 {
        1 => Colour::indexed(index.into()),
        2 => Some(Colour(u32::from_be_bytes([0, red, green, blue])).tinted(tint)),
        3 => Colour::of_theme(index.into()).map(|c| c.tinted(tint)),
        _ => None,
    }
}
