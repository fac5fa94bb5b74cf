//! One sheet ([MS-XLSB] 2.1.7.62).

use super::super::biff::{error, packed};
use super::super::margin;
use super::super::reference::{Area, COLUMNS, ROWS};
use super::super::sheet::{Shared, Sheet, place};
use super::super::square::Square;
use super::records::{Records, corrupt, wide};
use crate::document::binary::{slice, u16_at, u32_at};
use crate::finding::FileFinding;
use std::sync::Arc;

/// Reads one sheet; `budget` is the text that the workbook may still hold, in bytes.
pub(super) fn read(
    bytes: &[u8],
    name: &Arc<str>,
    shared: &Shared,
    budget: &mut usize,
) -> Result<Sheet, FileFinding> {
    let mut reader = Reader { name, shared, budget, sheet: Sheet::new(name), row: None };
    let mut ended = false;
    for record in Records::new(bytes) {
        let (kind, data) = record?;
        ended |= kind == 146;
        reader.record(kind, data)?;
    }
    if ended { reader.finish() } else { Err(reader.corrupt("EOF")) }
}

struct Reader<'a> {
    name: &'a Arc<str>,
    shared: &'a Shared,
    budget: &'a mut usize,
    sheet: Sheet,
    row: Option<u32>,
}

impl Reader<'_> {
    fn record(&mut self, kind: u32, data: &[u8]) -> Result<(), FileFinding> {
        let number = |bytes: Option<&[u8]>| Some(f64::from_le_bytes(bytes?.try_into().ok()?).to_string());
        let (of, value) = match kind {
            0 => return self.row(data).ok_or_else(|| self.corrupt("BrtRowHdr")),
            1 => return self.put(data, Square::default()),
            2 => ("n", u32_at(data, 8).map(|rk| packed(rk).to_string())),
            3 | 11 => ("e", data.get(8).map(|code| error(*code).to_owned())),
            4 | 10 => ("b", data.get(8).map(|v| u8::from(*v != 0).to_string())),
            5 | 9 => ("n", number(slice(data, 8, 8))),
            6 | 8 => ("str", wide(data, 8).map(|(text, _)| text)),
            62 => ("str", wide(data, 9).map(|(text, _)| text)),
            7 => ("s", u32_at(data, 8).map(|index| index.to_string())),
            60 => return self.columns(data).ok_or_else(|| self.corrupt("BrtColInfo")),
            479 => {
                if self.margins(data).is_none() {
                    self.sheet.seen.unread.get_or_insert_with(|| format!("{}: header, footer", self.name));
                }
                return Ok(());
            }
            176 => return self.merge(data).ok_or_else(|| self.corrupt("BrtMergeCell")),
            _ => return Ok(()),
        };
        let value = Some(value.ok_or_else(|| self.corrupt(&format!("{kind}")))?);
        let formula = matches!(kind, 8..=11).then(String::new);
        self.put(data, Square { kind: Some(of.into()), value, formula, ..Square::default() })
    }

    fn row(&mut self, data: &[u8]) -> Option<()> {
        let row = u32_at(data, 0).filter(|row| *row < ROWS)?;
        self.sheet.lines.add_row(row, None, data.get(11)? & 0x10 != 0);
        self.row = Some(row);
        Some(())
    }

    fn columns(&mut self, data: &[u8]) -> Option<()> {
        let (first, last, width) = (u32_at(data, 0)?, u32_at(data, 4)?, u32_at(data, 8)?);
        let hidden = u16_at(data, 16)? & 1 != 0 || width == 0;
        self.sheet.lines.add_columns(first, last, Some(f64::from(width) / 256.0), hidden);
        Some(())
    }

    /// Header and footer of odd, even and first pages, those that there are.
    fn margins(&mut self, data: &[u8]) -> Option<()> {
        const NONE: u32 = u32::MAX;
        let mut at = 2;
        for number in 0..6 {
            if u32_at(data, at)? == NONE {
                at += 4;
                continue;
            }
            let (text, after) = wide(data, at)?;
            let paragraph = margin::read(&text, &mut self.sheet.seen);
            let margins = if number % 2 == 0 { &mut self.sheet.headers } else { &mut self.sheet.footers };
            margins.extend(paragraph);
            at = after;
        }
        Some(())
    }

    fn merge(&mut self, data: &[u8]) -> Option<()> {
        let [top, bottom, left, right] =
            [u32_at(data, 0)?, u32_at(data, 4)?, u32_at(data, 8)?, u32_at(data, 12)?];
        let inside = top <= bottom && left <= right && bottom < ROWS && right < COLUMNS;
        inside.then(|| self.sheet.merges.push(Area { top, left, bottom, right }))
    }

    /// Puts what stands in a square where its record says: its column, then its style in three bytes.
    fn put(&mut self, data: &[u8], square: Square<'_>) -> Result<(), FileFinding> {
        let at = u32_at(data, 0).filter(|column| *column < COLUMNS).zip(self.row);
        let (column, row) = at.ok_or_else(|| self.corrupt("column"))?;
        let style = u32_at(data, 4).map_or(0, |style| style & 0xFF_FFFF);
        let shared = self.shared;
        let style = shared.styles.get(usize::try_from(style).unwrap_or(0));
        let at = place(self.name, row, column);
        let shown = square.shown(style, shared).map_err(|fault| {
            let seen: String = fault.0.chars().take(40).collect();
            corrupt(&format!("{at}: {seen}"))
        })?;
        let Some(shown) = shown else { return Ok(()) };
        self.sheet.put((row, column), shown, style.fill, self.budget)
    }

    fn finish(mut self) -> Result<Sheet, FileFinding> {
        self.sheet.close().map_err(|detail| corrupt(&detail))?;
        Ok(self.sheet)
    }

    fn corrupt(&self, what: &str) -> FileFinding {
        corrupt(&format!("{}: {what}", self.name))
    }
}
