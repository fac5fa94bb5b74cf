//! What the sheets of a workbook share ([MS-XLS] 2.1.7.20.3): texts, fonts, formats, and where each sheet is.

use super::super::colour::{Colour, PALETTE};
use super::super::font::Font;
use super::super::number_format::NumberFormat;
use super::super::rich_text::{RichText, clean};
use super::super::sheet::Shared;
use super::super::styles::{Style, Styles, WHITE};
use super::records::Records;
use super::strings::{Chunks, Text, long, short};
use crate::document::Emphasis;
use crate::document::binary::{offset_at, u16_at, u32_at};
use crate::finding::FileFinding;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// What the sheets of a workbook share.
pub(super) struct Globals {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) shared: Shared,
    pub(super) macros: bool,
}

/// Where a sheet is.
pub(super) struct SheetEntry {
    pub(super) name: Arc<str>,
    pub(super) hidden: bool,
    /// Whether it is a sheet of squares, not a chart or macro.
    pub(super) is_worksheet: bool,
    pub(super) offset: usize,
}

/// The records of the globals as they are read; they refer to one another.
#[derive(Default)]
struct Raw {
    fonts: Vec<Font>,
    formats: BTreeMap<u16, Rc<NumberFormat>>,
    squares: Vec<[u16; 4]>,
    palette: Vec<u32>,
    texts: Vec<Text>,
}

/// The longest text of a square in Excel.
const TEXT_LIMIT: usize = 32_767;

impl Globals {
    /// Reads them from the beginning of the stream.
    pub(super) fn read(stream: &[u8]) -> Result<Self, FileFinding> {
        let corrupt = |what: &str| FileFinding::Corrupt { detail: format!("Workbook: {what}") };
        let mut records = Records::from(stream, 0);
        let begin = records.next().filter(|r| r.kind == 0x0809).ok_or_else(|| corrupt("BOF"))?;
        if u16_at(begin.data, 0) != Some(0x0600) {
            return Err(FileFinding::Unsupported { format: "Excel 95".into() });
        }
        let (mut sheets, mut from_1904, mut macros) = (Vec::new(), false, false);
        let mut raw = Raw::default();
        loop {
            let Some(record) = records.next() else { return Err(corrupt("EOF")) };
            let data = record.data;
            let known = match record.kind {
                0x000A => break,
                0x002F => return Err(FileFinding::Password),
                0x0085 => SheetEntry::read(data).map(|sheet| sheets.push(sheet)),
                0x0022 => u16_at(data, 0).map(|mode| from_1904 = mode == 1),
                0x00D3 => {
                    macros = true;
                    Some(())
                }
                0x0031 => raw.font(data),
                0x041E => raw.format(data),
                0x00E0 => raw.square(data),
                0x0092 => raw.palette(data),
                0x00FC => raw.texts(Chunks::new(data, records.continuations())),
                _ => Some(()),
            };
            known.ok_or_else(|| corrupt(&format!("{:#06X}", record.kind)))?;
        }
        let styles = Styles::of(raw.squares.iter().map(|square| raw.style(*square)).collect());
        let strings = raw.texts.iter().map(|text| raw.rich(text)).collect();
        Ok(Self { sheets, shared: Shared { strings, styles, from_1904, ..Shared::default() }, macros })
    }
}

impl SheetEntry {
    fn read(data: &[u8]) -> Option<Self> {
        Some(Self {
            name: clean(&short(data.get(6..)?)?).into(),
            hidden: *data.get(4)? & 3 != 0,
            is_worksheet: *data.get(5)? == 0,
            offset: offset_at(data, 0)?,
        })
    }
}

impl Raw {
    fn font(&mut self, data: &[u8]) -> Option<()> {
        let (flags, colour, weight) = (u16_at(data, 2)?, u16_at(data, 4)?, u16_at(data, 6)?);
        let colour = match colour {
            0..=7 => PALETTE.get(usize::from(colour)).copied(),
            8..=63 => self.colour(colour),
            _ => None,
        };
        let looks = [
            (weight >= 600, Emphasis::BOLD),
            (flags & 2 != 0, Emphasis::ITALIC),
            (flags & 8 != 0, Emphasis::STRIKE),
            (*data.get(10)? != 0, Emphasis::UNDERLINE),
        ];
        let on = looks.into_iter().filter(|(on, _)| *on).fold(Emphasis::NONE, |all, (_, one)| all.with(one));
        self.fonts.push(Font::of(&short(data.get(14..)?)?, on, colour.map(Colour)));
        Some(())
    }

    fn format(&mut self, data: &[u8]) -> Option<()> {
        let code = long(data.get(2..)?)?;
        self.formats.insert(u16_at(data, 0)?, Rc::new(NumberFormat::parse(&code)));
        Some(())
    }

    /// Font, format, pattern and colours of an `XF`.
    fn square(&mut self, data: &[u8]) -> Option<()> {
        let pattern = u32_at(data, 14)? >> 26;
        let pattern = u16::try_from(pattern).unwrap_or(0);
        self.squares.push([u16_at(data, 0)?, u16_at(data, 2)?, pattern, u16_at(data, 18)?]);
        Some(())
    }

    fn palette(&mut self, data: &[u8]) -> Option<()> {
        let colours = data.get(2..)?.chunks_exact(4);
        self.palette = colours.map(|c| u32::from_be_bytes([0, c[0], c[1], c[2]])).collect();
        Some(())
    }

    /// The shared texts. Their number is stated, but they end where the bytes do.
    fn texts(&mut self, mut chunks: Chunks<'_>) -> Option<()> {
        let (_, count) = (chunks.u32()?, chunks.u32()?);
        for _ in 0..count {
            let length = chunks.u16()?;
            let text = chunks.text(length).filter(|t| t.units.len() <= TEXT_LIMIT)?;
            self.texts.push(text);
        }
        Some(())
    }

    /// A colour of the palette, from index 8.
    fn colour(&self, index: u16) -> Option<u32> {
        let at = usize::from(index.checked_sub(8)?);
        self.palette.get(at).or_else(|| PALETTE.get(at)).copied()
    }

    fn style(&self, [font, format, pattern, colours]: [u16; 4]) -> Style {
        /// A pattern of automatic colours.
        const GREY: u32 = 0xC0_C0C0;
        let known = self.formats.get(&format).cloned();
        // A solid pattern shows its foreground; others look like a mixture.
        let ground = match pattern {
            0 => Some(WHITE),
            1 => self.colour(colours & 0x7F),
            _ => None,
        };
        let fill = match pattern {
            0 => None,
            1 => Some(self.colour(colours & 0x7F).unwrap_or(0xFF_FFFF)),
            _ => Some(self.colour(colours & 0x7F).filter(|c| *c != 0).unwrap_or(GREY)),
        };
        Style {
            font: Rc::new(self.font_at(font).cloned().unwrap_or_default()),
            format: known.unwrap_or_else(|| Rc::new(NumberFormat::built_in(format.into()))),
            fill: fill.filter(|rgb| *rgb != WHITE),
            ground,
            check_box: false,
        }
    }

    /// Fonts are counted without a fourth ([MS-XLS] 2.5.129).
    fn font_at(&self, index: u16) -> Option<&Font> {
        let at = match index {
            0..=3 => usize::from(index),
            4 => return None,
            _ => usize::from(index) - 1,
        };
        self.fonts.get(at)
    }

    fn rich(&self, text: &Text) -> RichText {
        let starts =
            text.fonts.iter().map(|(start, font)| (usize::from(*start), self.font_at(*font).cloned()));
        let mut runs = vec![(0, None)];
        runs.extend(starts);
        let ends = runs.iter().skip(1).map(|(start, _)| *start).chain([text.units.len()]).collect::<Vec<_>>();
        let runs = runs.into_iter().zip(ends).filter_map(|((start, font), end)| {
            let units = text.units.get(start..end.min(text.units.len())).filter(|u| !u.is_empty())?;
            Some((String::from_utf16_lossy(units), font))
        });
        RichText::of(runs)
    }
}
