//! Over which square something stands that floats above a sheet (ECMA-376 part 1, 20.5).

use super::xml::{Node, Xml};
use crate::finding::FileFinding;
use std::collections::BTreeMap;

/// English metric units, in which drawings are measured, per point.
const PER_POINT: f64 = 12_700.0;
/// The same per pixel.
const PER_PIXEL: f64 = 9_525.0;
/// Pixels of the widest digit of the usual font, by which columns are measured (18.3.1.13).
const DIGIT: f64 = 7.0;
/// Width of a column, in digits, and height of a row, in points, of which the sheet says nothing.
const DEFAULTS: (f64, f64) = (9.14, 15.0);
/// Most rows and columns that a control or picture is taken to cover when its square is told.
const REACH: u32 = 64;

/// From one point of a sheet to another: each a row or column, and how far into it in EMU.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Anchor {
    pub(super) columns: [(u32, f64); 2],
    pub(super) rows: [(u32, f64); 2],
}

/// Where the rows and columns of a sheet run.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// First column to last column, width in digits, hidden.
    columns: BTreeMap<u32, (u32, Option<f64>, bool)>,
    /// Heights in points, and whether hidden, of rows that are not as usual.
    rows: BTreeMap<u32, (Option<f64>, bool)>,
}

impl Lines {
    pub(super) fn add_columns(&mut self, first: u32, last: u32, width: Option<f64>, hidden: bool) {
        self.columns.insert(first, (last, width, hidden));
    }

    pub(super) fn add_row(&mut self, row: u32, height: Option<f64>, hidden: bool) {
        if height.is_some() || hidden {
            self.rows.insert(row, (height, hidden));
        }
    }

    pub(super) fn is_hidden(&self, row: u32, column: u32) -> bool {
        self.rows.get(&row).is_some_and(|&(_, hidden)| hidden) || self.is_hidden_column(column)
    }

    pub(super) fn is_hidden_column(&self, column: u32) -> bool {
        self.column(column).is_some_and(|(_, hidden)| hidden)
    }

    fn column(&self, column: u32) -> Option<(Option<f64>, bool)> {
        let (_, &(last, width, hidden)) = self.columns.range(..=column).next_back()?;
        (column <= last).then_some((width, hidden))
    }

    /// The square that holds most of what is anchored.
    pub(super) fn square(&self, anchor: &Anchor) -> (u32, u32) {
        let width = |column| match self.column(column) {
            Some((_, true)) => 0.0,
            other => other.and_then(|(width, _)| width).unwrap_or(DEFAULTS.0) * DIGIT * PER_PIXEL,
        };
        let height = |row| match self.rows.get(&row) {
            Some((_, true)) => 0.0,
            other => other.and_then(|&(height, _)| height).unwrap_or(DEFAULTS.1) * PER_POINT,
        };
        (most(anchor.rows, height), most(anchor.columns, width))
    }
}

/// The row or column in which the longest piece of a stretch lies; the first where several are alike.
fn most([from, to]: [(u32, f64); 2], size: impl Fn(u32) -> f64) -> u32 {
    let piece = |line: u32| {
        let start = if line == from.0 { from.1 } else { 0.0 };
        let end = if line == to.0 { to.1 } else { size(line) };
        end - start
    };
    let last = to.0.min(from.0.saturating_add(REACH));
    let longest =
        (from.0..=last).map(|line| (line, piece(line))).reduce(|a, b| if b.1 > a.1 { b } else { a });
    longest.map_or(from.0, |(line, _)| line)
}

impl Anchor {
    /// Reads on until the element that was just entered ends; `None` where there is no anchor in it.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Option<Self>, FileFinding> {
        let depth = xml.depth();
        let mut anchor = Self::default();
        let mut ends = 0;
        while let Some(node) = xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "from" if ends == 0 => {
                    anchor.corner(0, xml)?;
                    anchor.corner_copy();
                    ends = 1;
                }
                "to" => anchor.corner(1, xml)?,
                "Fallback" => xml.skip()?,
                _ => {}
            }
        }
        Ok((ends > 0).then_some(anchor))
    }

    /// Reads the `from` or `to` that was just entered.
    pub(super) fn corner(&mut self, end: usize, xml: &mut Xml<'_>) -> Result<(), FileFinding> {
        let depth = xml.depth();
        let mut number = String::new();
        while let Some(node) = xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            number.clear();
            xml.text(&mut number)?;
            let number = number.trim();
            let (line, offset) = (number.parse(), number.parse());
            match start.local() {
                "col" => self.columns[end].0 = line.unwrap_or(0),
                "row" => self.rows[end].0 = line.unwrap_or(0),
                "colOff" => self.columns[end].1 = offset.unwrap_or(0.0),
                "rowOff" => self.rows[end].1 = offset.unwrap_or(0.0),
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes the first corner for the second too, until that is read.
    pub(super) fn corner_copy(&mut self) {
        self.columns[1] = self.columns[0];
        self.rows[1] = self.rows[0];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_belongs_to_the_square_that_holds_most_of_it() {
        let mut lines = Lines::default();
        lines.add_columns(0, 0, Some(5.0), false);
        lines.add_columns(1, 2, Some(40.0), false);
        // From the end of column A to the middle of B, from the end of row 3 to the middle of row 4.
        let anchor =
            Anchor { columns: [(0, 300_000.0), (1, 900_000.0)], rows: [(2, 180_000.0), (3, 100_000.0)] };
        assert_eq!(lines.square(&anchor), (3, 1));
        let inside = Anchor { columns: [(2, 1000.0), (2, 9000.0)], rows: [(5, 0.0), (5, 9000.0)] };
        assert_eq!(lines.square(&inside), (5, 2));
    }

    #[test]
    fn an_anchor_over_the_whole_sheet_is_looked_at_only_in_part() {
        let anchor = Anchor { columns: [(0, 0.0), (u32::MAX, 0.0)], rows: [(0, 0.0), (u32::MAX, 0.0)] };
        assert_eq!(Lines::default().square(&anchor), (0, 0));
    }
}
