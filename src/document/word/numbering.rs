//! Automatic numbers in front of paragraphs (ECMA-376 part 1, 17.9).

use super::super::symbols::symbol;
use super::super::xml::{Cursor, Event};
use crate::document::{BOX_EMPTY, BOX_TICKED};
use crate::finding::FileFinding;
use std::collections::{HashMap, HashSet};

/// A list has nine levels (17.9.6).
const LEVELS: usize = 9;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default, Clone)]
pub(in crate::document) struct Numbering {
    outlines: HashMap<String, [Level; LEVELS]>,
    lists: HashMap<u32, List>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Whether both ticked and empty boxes are bullets: then each list item is a box, and its bullet ticks it.
    boxed: bool,
    started: HashSet<(u32, usize)>,
}

/// One level of a list.
#[derive(Debug, Default, Clone)]
struct Level {
    start: Option<u32>,
    format: String,
    text: String,
    font: Option<String>,
    style: Option<String>,
    legal: bool,
    never_restarts: bool,
}

/// One list: an outline and where it starts anew.
#[derive(Debug, Default, Clone)]
struct List {
    outline: String,
    starts: [Option<u32>; LEVELS],
}

impl Numbering {
    /// Reads a numbering part.
    pub(super) fn read(part: &str, bytes: &[u8]) -> Result<Self, FileFinding> {
        let mut cursor = Cursor::new(part, bytes);
        let mut numbering = Self::default();
        let (mut outline, mut list, mut level) = (None::<String>, None::<u32>, 0);
        while let Some(event) = cursor.next()? {
            let Event::Start(element) = event else { continue };
            let value = || element.attribute("val").unwrap_or_default();
            match element.local() {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default().into_owned();
                    numbering.outlines.insert(id.clone(), Default::default());
                    (outline, list) = (Some(id), None);
                }
                "num" => {
                    let id = element.attribute("numId").and_then(|v| v.parse().ok()).unwrap_or(0);
                    numbering.lists.insert(id, List::default());
                    (outline, list) = (None, Some(id));
                }
                "abstractNumId" => {
                    if let Some(list) = list.and_then(|id| numbering.lists.get_mut(&id)) {
                        list.outline = value().into_owned();
                    }
                }
                "lvl" | "lvlOverride" => {
                    level = element.attribute("ilvl").and_then(|v| v.parse().ok()).unwrap_or(LEVELS);
                }
                "startOverride" => {
                    let list = list.and_then(|id| numbering.lists.get_mut(&id));
                    if let Some(start) = list.and_then(|l| l.starts.get_mut(level)) {
                        *start = value().parse().ok();
                    }
                }
                "rFonts" => {
                    let levels = outline.as_ref().and_then(|id| numbering.outlines.get_mut(id));
                    if let Some(level) = levels.and_then(|l| l.get_mut(level)) {
                        level.font = element.attribute("ascii").map(std::borrow::Cow::into_owned);
                    }
                }
                name => {
                    let levels = outline.as_ref().and_then(|id| numbering.outlines.get_mut(id));
                    if let Some(level) = levels.and_then(|l| l.get_mut(level)) {
                        level.take(name, &value());
                    }
                }
            }
        }
        let has = |sign: char| numbering.outlines.values().flatten().any(|l| l.bullet_box() == Some(sign));
        numbering.boxed = has(BOX_TICKED) && has(BOX_EMPTY);
        Ok(numbering)
    }

    /// The box that is the bullet of a list, where items are ticked by their bullets.
    pub(super) fn bullet_box(&self, list: u32, level: usize) -> Option<char> {
        let outline = &self.lists.get(&list).filter(|_| self.boxed)?.outline;
        self.outlines.get(outline)?.get(level)?.bullet_box()
    }

    /// Sets one level of an outline.
    pub(in crate::document) fn define(
        &mut self,
        outline: &str,
        level: usize,
        start: u32,
        format: &str,
        text: &str,
    ) {
        let levels = self.outlines.entry(outline.to_owned()).or_default();
        if let Some(level) = levels.get_mut(level) {
            *level =
                Level { start: Some(start), format: format.into(), text: text.into(), ..Level::default() };
        }
    }

    /// Makes a list of an outline.
    pub(in crate::document) fn take_up(&mut self, list: u32, outline: &str) {
        self.lists.insert(list, List { outline: outline.to_owned(), ..List::default() });
    }

    /// Makes a level of a list start anew.
    pub(in crate::document) fn start_anew(&mut self, list: u32, level: usize, start: u32) {
        if let Some(at) = self.lists.get_mut(&list).and_then(|l| l.starts.get_mut(level)) {
            *at = Some(start);
        }
    }

    /// The number of the next paragraph of a list as shown; `None` for a bullet or no number.
    pub(in crate::document) fn label(
        &mut self,
        list: u32,
        level: Option<u32>,
        style: Option<&str>,
    ) -> Option<String> {
        let settings = self.lists.get(&list)?;
        let levels = self.outlines.get(&settings.outline)?;
        let of_style = || levels.iter().position(|l| l.style.is_some() && l.style.as_deref() == style);
        let at = level.and_then(|l| usize::try_from(l).ok()).or_else(of_style).unwrap_or(0);
        let own = levels.get(at)?;
        let counts = self.counts.entry(settings.outline.clone()).or_default();
        let anew = settings.starts.get(at).copied().flatten().filter(|_| self.started.insert((list, at)));
        let count = match (anew, counts[at]) {
            (Some(start), _) => start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => own.start.unwrap_or(0),
        };
        counts[at] = Some(count);
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            if !levels.get(deeper).is_some_and(|l| l.never_restarts) {
                *count = None;
            }
        }
        for (count, level) in counts.iter_mut().zip(levels).take(at) {
            count.get_or_insert(level.start.unwrap_or(0));
        }
        own.show(levels, counts)
    }
}

impl Level {
    fn take(&mut self, name: &str, value: &str) {
        match name {
            "start" => self.start = value.parse().ok(),
            "numFmt" => value.clone_into(&mut self.format),
            "lvlText" => value.clone_into(&mut self.text),
            "pStyle" => self.style = Some(value.to_owned()),
            "isLgl" => self.legal = !matches!(value, "0" | "false" | "off"),
            "lvlRestart" => self.never_restarts = value == "0",
            _ => {}
        }
    }

    /// The box that it draws as its bullet.
    fn bullet_box(&self) -> Option<char> {
        let mut signs = self.text.trim().chars();
        let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
        let drawn = symbol(self.font.as_deref().unwrap_or_default(), u32::from(sign))?;
        match drawn {
            _ if self.format != "bullet" => None,
            BOX_TICKED | '☑' => Some(BOX_TICKED),
            BOX_EMPTY | '□' => Some(BOX_EMPTY),
            _ => None,
        }
    }

    fn show(&self, levels: &[Self; LEVELS], counts: &[Option<u32>; LEVELS]) -> Option<String> {
        if self.format == "bullet" || self.text.is_empty() {
            return None;
        }
        let mut shown = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            shown.push_str(before);
            let digit = after.chars().next().and_then(|c| c.to_digit(10)).filter(|d| *d > 0);
            let Some(at) = digit.and_then(|d| usize::try_from(d - 1).ok()) else {
                shown.push('%');
                rest = after;
                continue;
            };
            let format = if self.legal { "decimal" } else { levels.get(at).map_or("", |l| &l.format) };
            shown.push_str(&number(counts.get(at).copied().flatten().unwrap_or(0), format));
            rest = after.get(1..).unwrap_or_default();
        }
        shown.push_str(rest);
        let shown = shown.trim();
        (!shown.is_empty()).then(|| shown.to_owned())
    }
}

/// A number in a format of 17.18.59.
fn number(count: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letters(count),
        "lowerLetter" => letters(count).to_lowercase(),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

fn roman(mut count: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 3_999 {
        return count.to_string();
    }
    let mut shown = String::new();
    for (value, digit) in DIGITS {
        while count >= value {
            shown.push_str(digit);
            count -= value;
        }
    }
    shown
}

/// A, B … Z, AA, BB … as Word counts.
fn letters(count: u32) -> String {
    let Some(index) = count.checked_sub(1).filter(|i| *i < 26 * 30) else { return count.to_string() };
    let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    (0..=index / 26).map(|_| letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &[u8] = br#"<w:numbering xmlns:w="x">
        <w:abstractNum w:abstractNumId="0">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/>
          <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
      </w:numbering>"#;

    #[test]
    fn a_deeper_level_restarts_below_a_higher_one() {
        let mut numbering = Numbering::read("n", PART).unwrap();
        let mut next = |list, level| numbering.label(list, Some(level), None);
        let labels: Vec<_> = [0, 1, 1, 0, 1].into_iter().map(|level| next(1, level)).collect();
        let shown: Vec<_> = labels.iter().map(|l| l.as_deref().unwrap_or("")).collect();
        assert_eq!(shown, ["I.", "I.1", "I.2", "II.", "II.1"]);
        assert_eq!(next(1, 2), None);
    }

    #[test]
    fn a_list_may_start_anew() {
        let mut numbering = Numbering::read("n", PART).unwrap();
        assert_eq!(numbering.label(1, Some(0), None).as_deref(), Some("I."));
        assert_eq!(numbering.label(2, Some(0), None).as_deref(), Some("V."));
        assert_eq!(numbering.label(2, Some(0), None).as_deref(), Some("VI."));
        assert_eq!(numbering.label(9, Some(0), None), None);
    }

    #[test]
    fn bullets_that_are_boxes_tick_their_items_where_both_kinds_are() {
        let bullet = |id: u32, text: &str| {
            format!(
                r#"<w:abstractNum w:abstractNumId="{id}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
                <w:lvlText w:val="{text}"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum>
                <w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>"#
            )
        };
        let list = |lists: &[String]| {
            let part = format!(r#"<w:numbering xmlns:w="x">{}</w:numbering>"#, lists.concat());
            Numbering::read("n", part.as_bytes()).unwrap()
        };
        let both = list(&[bullet(1, "\u{f0fe}"), bullet(2, "\u{f0a8}"), bullet(3, "\u{f0a7}")]);
        let signs: Vec<_> = (1..4).map(|id| both.bullet_box(id, 0)).collect();
        assert_eq!(signs, [Some(BOX_TICKED), Some(BOX_EMPTY), None]);
        let one = list(&[bullet(1, "\u{f0fe}"), bullet(3, "\u{f0a7}")]);
        assert_eq!(one.bullet_box(1, 0), None, "a bullet like any other");
    }

    #[test]
    fn numbers_are_shown_in_their_format() {
        assert_eq!(number(14, "lowerRoman"), "xiv");
        assert_eq!(number(28, "upperLetter"), "BB");
        assert_eq!(number(7, "decimalZero"), "07");
        assert_eq!(number(u32::MAX, "upperRoman"), "4294967295");
    }
}
