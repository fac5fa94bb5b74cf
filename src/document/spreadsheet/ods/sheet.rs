//! One table of an OpenDocument workbook (OpenDocument 1.3 part 3, 9.1).

use super::super::overlay::{Extra, What};
use super::super::reference::{Area, COLUMNS, ROWS};
use super::super::rich_text::{RichText, clean};
use super::super::sheet::{Sheet, place};
use super::super::xml::{Element, Node, Xml};
use super::look::{Look, Looks};
use crate::document::{BOX_EMPTY, BOX_TICKED, Value};
use crate::finding::FileFinding;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// A background that goes on over more squares than this is that of the page.
const BACKGROUND: u32 = 1_000;

/// Reads one table.
pub(super) struct Reader<'x, 'a> {
    xml: &'x mut Xml<'a>,
    name: &'x Arc<str>,
    looks: &'x Looks,
    /// The text that the workbook may still hold, in bytes.
    budget: &'x mut usize,
    sheet: Sheet,
    extras: Vec<Extra>,
    /// Words and boxes that stand in no square.
    loose: Vec<String>,
    /// Boxes to tick by their names: the box and the words beside it.
    boxes: HashMap<String, (char, String)>,
    /// The columns described so far, and the style of their squares by their first column.
    described: u32,
    column_styles: Vec<(u32, Option<String>)>,
    /// The row that comes next.
    next_row: u32,
}

/// A row being read.
struct Row {
    first: u32,
    repeated: u32,
    style: Option<String>,
    next_column: u32,
}

/// What stands in a square.
#[derive(Default)]
struct Content {
    runs: Vec<(String, Option<Look>)>,
    extras: Vec<What>,
}

impl<'x, 'a> Reader<'x, 'a> {
    pub(super) fn new(
        xml: &'x mut Xml<'a>,
        name: &'x Arc<str>,
        looks: &'x Looks,
        budget: &'x mut usize,
    ) -> Self {
        let sheet = Sheet::new(name);
        let (extras, loose, boxes, column_styles) = (Vec::new(), Vec::new(), HashMap::new(), Vec::new());
        let (described, next_row) = (0, 0);
        Self { xml, name, looks, budget, sheet, extras, loose, boxes, described, column_styles, next_row }
    }

    /// Reads the element that was just entered: the sheet, what belongs to squares of it, and what to none.
    pub(super) fn read(mut self) -> Result<(Sheet, Vec<Extra>, Vec<String>), FileFinding> {
        let depth = self.xml.depth();
        while let Some(node) = self.xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "table-column" => self.column(&start)?,
                "table-row" => self.row(&start)?,
                "checkbox" | "radio" => self.tick_box(&start)?,
                "shapes" => self.shapes()?,
                _ => {}
            }
        }
        self.sheet.close().map_err(|detail| FileFinding::BadXml { detail })?;
        Ok((self.sheet, self.extras, self.loose))
    }

    /// What floats above the page, in no square: nothing tells to what it belongs.
    fn shapes(&mut self) -> Result<(), FileFinding> {
        let depth = self.xml.depth();
        while let Some(node) = self.xml.within(depth)? {
            match node {
                Node::Text(text) if !text.trim().is_empty() => self.loose.push(text.trim().to_owned()),
                Node::Start(start) if start.local() == "control" => {
                    let [name] = self.xml.attributes(&start, ["draw:control"])?;
                    let tick = self.boxes.get(&*name.unwrap_or_default());
                    self.loose.extend(tick.map(|(mark, words)| format!("{mark} {words}")));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn column(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        let names = ["table:number-columns-repeated", "table:visibility", "table:default-cell-style-name"];
        let [repeated, visibility, style] = self.xml.attributes(start, names)?;
        let first = self.described;
        self.described = first.saturating_add(count(repeated.as_deref())).min(COLUMNS);
        if is_hidden(visibility.as_deref()) && self.described > first {
            self.sheet.lines.add_columns(first, self.described - 1, None, true);
        }
        self.column_styles.push((first, style.map(Cow::into_owned)));
        Ok(())
    }

    fn row(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        let names = ["table:number-rows-repeated", "table:visibility", "table:default-cell-style-name"];
        let [repeated, visibility, style] = self.xml.attributes(start, names)?;
        let (first, repeated) = (self.next_row, count(repeated.as_deref()));
        self.next_row = first.saturating_add(repeated);
        let hidden = is_hidden(visibility.as_deref());
        let mut row = Row { first, repeated, style: style.map(Cow::into_owned), next_column: 0 };
        let before = self.sheet.slots.len();
        let depth = self.xml.depth();
        while let Some(node) = self.xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "table-cell" => self.square(&start, &mut row, false)?,
                "covered-table-cell" => self.square(&start, &mut row, true)?,
                _ => self.xml.skip()?,
            }
        }
        if hidden {
            // Only rows in which something stands matter.
            let mut rows: Vec<u32> = self.sheet.slots.iter().skip(before).map(|s| s.row).collect();
            rows.dedup();
            for row in rows {
                self.sheet.lines.add_row(row, None, true);
            }
        }
        Ok(())
    }

    fn square(&mut self, start: &Element<'_>, row: &mut Row, covered: bool) -> Result<(), FileFinding> {
        let names = [
            "table:number-columns-repeated",
            "table:number-columns-spanned",
            "table:number-rows-spanned",
            "table:style-name",
            "table:formula",
        ];
        let [repeated, wide, high, style, formula] = self.xml.attributes(start, names)?;
        let (column, repeated) = (row.next_column, count(repeated.as_deref()));
        row.next_column = column.saturating_add(repeated);
        let look = self.look(style.as_deref(), row, column);
        let value = self.value(start, formula.is_some())?;
        let content = self.content(&look)?;
        let font = self.looks.font(&look);
        let runs = content.runs.into_iter().map(|(text, look)| (text, look.map(|l| self.looks.font(&l))));
        let mut shown = RichText::of(runs).shown(&font, Some(look.ground()));
        // LibreOffice stores truth values of other programs as numbers.
        shown.value = match (value, shown.paragraph.text.as_str()) {
            (Value::Number(_), "TRUE") => Value::Bool(true),
            (Value::Number(_), "FALSE") => Value::Bool(false),
            _ => value,
        };
        if value == Value::Uncalculated && shown.paragraph.text.is_empty() {
            shown.paragraph.text = clean(&formula.unwrap_or_default()).into_owned();
        }
        let (wide, high) = (count(wide.as_deref()), count(high.as_deref()));
        if (wide, high) != (1, 1) && !covered {
            let (bottom, right) = (row.first.saturating_add(high - 1), column.saturating_add(wide - 1));
            self.sheet.merges.push(Area { top: row.first, left: column, bottom, right });
        }
        for what in content.extras {
            self.extras.push(Extra { square: (row.first, column), what });
        }
        let fill = look.fill().filter(|_| !covered && row.repeated <= BACKGROUND && repeated <= BACKGROUND);
        if shown.paragraph.text.is_empty() && !shown.concealed && fill.is_none() && value == Value::Text {
            return Ok(());
        }
        let last = (row.first.saturating_add(row.repeated), column.saturating_add(repeated));
        if last.0 > ROWS || last.1 > COLUMNS {
            return Err(self.xml.bad(&place(self.name, row.first, column).to_string()));
        }
        for row in row.first..last.0 {
            for column in column..last.1 {
                self.sheet.put((row, column), shown.clone(), fill, self.budget)?;
            }
        }
        Ok(())
    }

    /// The look of a square: by its own style, or that of its row, or that of its column.
    fn look(&self, style: Option<&str>, row: &Row, column: u32) -> Look {
        let at = self.column_styles.partition_point(|(first, _)| *first <= column);
        let by_column = self.column_styles.get(at.wrapping_sub(1)).and_then(|(_, style)| style.as_deref());
        let style = style.or(row.style.as_deref()).or(by_column).unwrap_or("Default");
        self.looks.get("table-cell", style)
    }

    fn value(&self, start: &Element<'_>, formula: bool) -> Result<Value, FileFinding> {
        let names = [
            "office:value-type",
            "calcext:value-type",
            "office:value",
            "office:boolean-value",
            "office:date-value",
        ];
        let [kind, extended, number, truth, date] = self.xml.attributes(start, names)?;
        if extended.is_some_and(|kind| &*kind == "error") {
            return Ok(Value::Error);
        }
        let number = || number.as_deref().and_then(|n| n.parse::<f64>().ok()).filter(|n| n.is_finite());
        let day = || date.as_deref().and_then(|d| d.get(..10)).and_then(|d| d.parse::<Date>().ok());
        Ok(match kind.as_deref() {
            Some("float" | "percentage" | "currency") => {
                Value::Number(number().ok_or_else(|| self.xml.bad("office:value"))?)
            }
            Some("boolean") => Value::Bool(truth.as_deref() == Some("true")),
            Some("date") => day().map_or(Value::Text, Value::Date),
            None if formula => Value::Uncalculated,
            _ => Value::Text,
        })
    }

    /// What stands inside the square that was just entered.
    fn content(&mut self, look: &Look) -> Result<Content, FileFinding> {
        let mut content = Content::default();
        // The stretches that are open, and the paragraph.
        let mut spans: Vec<(usize, Look)> = Vec::new();
        let (mut paragraph, mut paragraphs) = (None, 0);
        let depth = self.xml.depth();
        while let Some(node) = self.xml.within(depth)? {
            let now = self.xml.depth();
            let own = spans.last().map(|(_, look)| look.clone());
            match node {
                Node::Start(start) => match start.local() {
                    "p" | "h" => {
                        if paragraphs > 0 {
                            content.runs.push(("\n".into(), own));
                        }
                        paragraphs += 1;
                        paragraph = Some(now);
                    }
                    "span" => {
                        let [style] = self.xml.attributes(&start, ["text:style-name"])?;
                        let style = self.looks.get("text", &style.unwrap_or_default());
                        spans.push((now, style.over(own.as_ref().unwrap_or(look))));
                    }
                    "s" => {
                        let [spaces] = self.xml.attributes(&start, ["text:c"])?;
                        let spaces = usize::try_from(count(spaces.as_deref()).min(100)).unwrap_or(1);
                        content.runs.push((" ".repeat(spaces), own));
                    }
                    "tab" => content.runs.push(("\t".into(), own)),
                    "line-break" => content.runs.push(("\n".into(), own)),
                    "annotation" => content.extras.push(What::Comment(self.comment()?)),
                    "control" => {
                        let [name] = self.xml.attributes(&start, ["draw:control"])?;
                        let tick = self.boxes.get(&*name.unwrap_or_default());
                        content.extras.extend(tick.map(|(mark, words)| What::Mark(*mark, words.clone())));
                    }
                    "image" => content.extras.push(What::Picture),
                    // Tables in a square, and what stands above letters.
                    "table" | "ruby-text" | "note" => self.xml.skip()?,
                    _ => {}
                },
                Node::Text(text) if paragraph.is_some_and(|depth| now >= depth) => {
                    content.runs.push((text.into_owned(), own));
                }
                Node::Text(_) => {}
                Node::End => {
                    spans.retain(|(depth, _)| now >= *depth);
                    paragraph = paragraph.filter(|depth| now >= *depth);
                }
            }
        }
        Ok(content)
    }

    /// The text of the comment that was just entered, without who wrote it and when.
    fn comment(&mut self) -> Result<String, FileFinding> {
        let mut lines = Vec::new();
        let depth = self.xml.depth();
        while let Some(node) = self.xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "p" => {
                    let mut line = String::new();
                    self.xml.text(&mut line)?;
                    lines.push(line);
                }
                "creator" | "date" | "date-string" => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(clean(lines.join("\n").trim()).into_owned())
    }

    fn tick_box(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        let names = ["form:id", "form:current-state", "form:current-selected", "form:label"];
        let [id, state, selected, label] = self.xml.attributes(start, names)?;
        let ticked = state.as_deref() == Some("checked") || selected.as_deref() == Some("true");
        let mark = match state.as_deref() {
            Some("unknown") => super::super::boxes::BOX_MIXED,
            _ if ticked => BOX_TICKED,
            _ => BOX_EMPTY,
        };
        let words = clean(&label.unwrap_or_default()).trim().to_owned();
        self.boxes.insert(id.unwrap_or_default().into_owned(), (mark, words));
        Ok(())
    }
}

/// How often something is repeated or how far it reaches: at least once.
fn count(written: Option<&str>) -> u32 {
    written.and_then(|n| n.parse().ok()).unwrap_or(1).max(1)
}

fn is_hidden(visibility: Option<&str>) -> bool {
    matches!(visibility, Some("collapse" | "filter"))
}
