//! The styles of a workbook: how a square shows its value (ECMA-376 part 1, 18.8).

use super::colour::Colour;
use super::font::Font;
use super::number_format::NumberFormat;
use super::xml::{Element, Node, Xml};
use crate::finding::FileFinding;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The ground of a square without a background.
pub(super) const WHITE: u32 = 0xFF_FFFF;

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: BTreeMap<u32, Rc<NumberFormat>>,
    fonts: Vec<Rc<Font>>,
    fills: Vec<Fill>,
    squares: Vec<Style>,
    plain: Style,
}

/// A background.
#[derive(Debug, Clone, Copy, Default)]
struct Fill {
    colour: Option<Colour>,
    /// Whether it is all of that colour.
    solid: bool,
}

/// How a square shows its value.
#[derive(Debug, Clone)]
pub(super) struct Style {
    pub(super) font: Rc<Font>,
    pub(super) format: Rc<NumberFormat>,
    /// The colour of its background, where it is neither none nor white.
    pub(super) fill: Option<u32>,
    /// The one colour that it has behind its text, where it has one.
    pub(super) ground: Option<u32>,
    /// Whether true and false show as a check box: the `xfComplement` extension of Excel 2024.
    pub(super) check_box: bool,
}

impl Default for Style {
    fn default() -> Self {
        let (font, format) = (Rc::default(), Rc::new(NumberFormat::built_in(0)));
        Self { font, format, fill: None, ground: Some(WHITE), check_box: false }
    }
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(bytes: &[u8], part: &str) -> Result<Self, FileFinding> {
        let mut xml = Xml::new(bytes, part);
        let mut styles = Self::default();
        while let Some(node) = xml.next()? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "numFmt" => styles.number_format(&xml, &start)?,
                "font" => styles.fonts.push(Rc::new(Font::read(&mut xml)?)),
                "fill" => {
                    let fill = fill(&mut xml)?;
                    styles.fills.push(fill);
                }
                "cellXfs" => styles.read_styles(&mut xml)?,
                // Formats of cell styles and of conditions do not decide what a square shows.
                "cellStyleXfs" | "cellStyles" | "dxfs" | "tableStyles" | "extLst" => xml.skip()?,
                _ => {}
            }
        }
        Ok(styles)
    }

    /// Styles by number.
    pub(super) fn of(squares: Vec<Style>) -> Self {
        Self { squares, ..Self::default() }
    }

    /// The style of this number; a plain one where there is none.
    pub(super) fn get(&self, index: usize) -> &Style {
        self.squares.get(index).unwrap_or(&self.plain)
    }

    fn number_format(&mut self, xml: &Xml<'_>, start: &Element<'_>) -> Result<(), FileFinding> {
        let [id, code] = xml.attributes(start, ["numFmtId", "formatCode"])?;
        if let (Some(Ok(id)), Some(code)) = (id.map(|id| id.parse()), code) {
            self.formats.insert(id, Rc::new(NumberFormat::parse(&code)));
        }
        Ok(())
    }

    fn read_styles(&mut self, xml: &mut Xml<'_>) -> Result<(), FileFinding> {
        let depth = xml.depth();
        while let Some(node) = xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "xf" => {
                    let style = self.style(xml, &start)?;
                    self.squares.push(style);
                }
                "xfComplement" => {
                    self.squares.iter_mut().next_back().into_iter().for_each(|s| s.check_box = true);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn style(&mut self, xml: &Xml<'_>, start: &Element<'_>) -> Result<Style, FileFinding> {
        let [format, font, fill] = xml.attributes(start, ["numFmtId", "fontId", "fillId"])?;
        let index = |text: Option<&str>| text.and_then(|t| t.parse::<usize>().ok()).unwrap_or(0);
        let format = format.and_then(|id| id.parse().ok()).unwrap_or(0);
        let format = self.formats.entry(format).or_insert_with(|| Rc::new(NumberFormat::built_in(format)));
        let fill = self.fills.get(index(fill.as_deref())).copied().unwrap_or_default();
        Ok(Style {
            format: Rc::clone(format),
            font: self.fonts.get(index(font.as_deref())).cloned().unwrap_or_default(),
            fill: fill.colour.filter(|c| !c.is_white()).map(|c| c.0),
            ground: fill.colour.map_or(Some(WHITE), |c| fill.solid.then_some(c.0)),
            check_box: false,
        })
    }
}

/// The background that the element just entered gives: its first colour, or grey for a pattern without one.
fn fill(xml: &mut Xml<'_>) -> Result<Fill, FileFinding> {
    let depth = xml.depth();
    let (mut pattern, mut solid, mut colour) = (false, false, None);
    while let Some(node) = xml.within(depth)? {
        let Node::Start(start) = node else { continue };
        match start.local() {
            "patternFill" => {
                let [kind] = xml.attributes(&start, ["patternType"])?;
                solid = kind.as_deref() == Some("solid");
                pattern = kind.is_some_and(|kind| kind != "none");
            }
            "gradientFill" => pattern = true,
            "fgColor" | "color" if colour.is_none() => colour = Colour::of(xml, &start)?,
            _ => {}
        }
    }
    let solid = solid && colour.is_some();
    Ok(Fill { colour: pattern.then(|| colour.unwrap_or(Colour(0xC0_C0C0))), solid })
}
