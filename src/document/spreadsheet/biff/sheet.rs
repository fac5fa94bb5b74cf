//! One sheet ([MS-XLS] 2.1.7.20.5).

use super::super::margin;
use super::super::merges::Merges;
use super::super::reference::Area;
use super::super::sheet::{Results, Shared, Sheet, place};
use super::super::square::Square;
use super::objects::Objects;
use super::records::{Record, Records};
use super::strings::{Chunks, long};
use crate::document::binary::{slice, u16_at, u32_at};
use crate::finding::FileFinding;
use std::borrow::Cow;
use std::sync::Arc;

/// A sheet ends at this row and column ([MS-XLS] 2.5.1).
const COLUMNS: u16 = 256;

/// Reads one sheet.
pub(super) struct Reader<'a> {
    name: &'a Arc<str>,
    shared: &'a Shared,
    /// The text that the workbook may still hold, in bytes.
    budget: &'a mut usize,
    sheet: Sheet,
    objects: Objects,
    /// A formula whose text comes in a record behind it.
    awaited: Option<(u16, u16, u16)>,
    /// What the results of its formulas are worth.
    results: Results,
}

impl<'a> Reader<'a> {
    pub(super) fn new(name: &'a Arc<str>, shared: &'a Shared, budget: &'a mut usize) -> Self {
        let (sheet, objects, results) = (Sheet::new(name), Objects::default(), Results::default());
        Self { name, shared, budget, sheet, objects, awaited: None, results }
    }

    /// Reads the records from behind its `BOF` to its `EOF`; says where it ends.
    pub(super) fn read(mut self, mut records: Records<'_>) -> Result<(Sheet, usize), FileFinding> {
        // Charts in the sheet have records of their own.
        let mut inner = 0_usize;
        loop {
            let Some(record) = records.next() else { return Err(self.corrupt("EOF")) };
            match record.kind {
                0x0809 => inner += 1,
                0x000A if inner == 0 => break,
                0x000A => inner -= 1,
                _ if inner > 0 => {}
                _ => self.record(&record, &mut records)?,
            }
        }
        self.settle_awaited()?;
        if !records.ends_cleanly() {
            return Err(self.corrupt("EOF"));
        }
        let end = records.offset();
        Ok((self.finish()?, end))
    }

    fn record(&mut self, record: &Record<'_>, records: &mut Records<'_>) -> Result<(), FileFinding> {
        let (kind, data) = (record.kind, record.data);
        let known = match kind {
            0x0006 => return self.formula(data),
            0x0207 => return self.formula_text(data, records),
            0x00FD => return self.stored(data, "s", u32_at(data, 6).map(|index| index.to_string())),
            0x0204 | 0x00D6 => return self.stored(data, "str", data.get(6..).and_then(long)),
            0x0203 => return self.stored(data, "n", slice(data, 6, 8).and_then(number)),
            0x027E => return self.stored(data, "n", u32_at(data, 6).map(|rk| shortest(packed(rk)))),
            0x00BD => return self.several_numbers(data),
            0x0201 => return self.empty(data),
            0x00BE => return self.several_empty(data),
            0x0205 => return self.truth_or_error(data),
            0x0208 => self.row(data),
            0x007D => self.columns(data),
            0x00E5 => merges(data, &mut self.sheet.merges),
            0x0014 => self.margin(data, true),
            0x0015 => self.margin(data, false),
            0x00EC => {
                self.objects.drawing(data);
                Some(())
            }
            0x005D => self.objects.object(data),
            0x01B6 => self.objects.text(data, records.continuations()),
            0x001C => self.objects.comment(data),
            // The sheet was saved before all was calculated (`UNCALCED`); it comes before the squares.
            0x005E => {
                self.results = Results::Unfinished;
                Some(())
            }
            _ => Some(()),
        };
        known.ok_or_else(|| self.corrupt(&format!("{kind:#06X}")))
    }

    /// A square whose value stands in its record.
    fn stored(&mut self, data: &[u8], kind: &'static str, value: Option<String>) -> Result<(), FileFinding> {
        let at = self.at(data)?;
        let value =
            value.ok_or_else(|| self.corrupt(&place(self.name, at.0.into(), at.1.into()).to_string()))?;
        self.put(at, Square { kind: Some(kind.into()), value: Some(value), ..Square::default() })
    }

    fn empty(&mut self, data: &[u8]) -> Result<(), FileFinding> {
        let at = self.at(data)?;
        self.put(at, Square::default())
    }

    /// `MULRK`: row, first column, formats and numbers, last column.
    fn several_numbers(&mut self, data: &[u8]) -> Result<(), FileFinding> {
        let (row, first, _) = self.at(data)?;
        let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (pair, column) in numbers.chunks_exact(6).zip(first..COLUMNS) {
            let (style, rk) = (u16_at(pair, 0).unwrap_or(0), u32_at(pair, 2).unwrap_or(0));
            let value = Some(shortest(packed(rk)));
            self.put((row, column, style), Square { kind: Some("n".into()), value, ..Square::default() })?;
        }
        Ok(())
    }

    /// `MULBLANK`: row, first column, formats, last column.
    fn several_empty(&mut self, data: &[u8]) -> Result<(), FileFinding> {
        let (row, first, _) = self.at(data)?;
        let styles = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (style, column) in styles.chunks_exact(2).zip(first..COLUMNS) {
            self.put((row, column, u16_at(style, 0).unwrap_or(0)), Square::default())?;
        }
        Ok(())
    }

    fn truth_or_error(&mut self, data: &[u8]) -> Result<(), FileFinding> {
        let value = data.get(6).copied();
        match data.get(7) {
            Some(0) => self.stored(data, "b", value.map(|v| u8::from(v != 0).to_string())),
            _ => self.stored(data, "e", value.map(|v| error(v).to_owned())),
        }
    }

    /// A formula with the value that it last had ([MS-XLS] 2.5.133).
    fn formula(&mut self, data: &[u8]) -> Result<(), FileFinding> {
        let at = self.at(data)?;
        let calculate = u16_at(data, 14).unwrap_or(0) & 3 != 0;
        // Programs that cannot calculate store 0 or an empty text and ask that it be done on opening.
        let untold = |nothing: bool| nothing && calculate || self.results == Results::Unfinished;
        match slice(data, 6, 8) {
            Some(&[0, _, _, _, _, _, 0xFF, 0xFF]) => {
                self.settle_awaited()?;
                self.awaited = Some(at);
                Ok(())
            }
            Some(&[1, _, value, _, _, _, 0xFF, 0xFF]) if !untold(false) => {
                self.stored(data, "b", Some(u8::from(value != 0).to_string()))
            }
            Some(&[2, _, value, _, _, _, 0xFF, 0xFF]) => {
                self.stored(data, "e", Some(error(value).to_owned()))
            }
            Some(&[_, _, _, _, _, _, 0xFF, 0xFF]) if !untold(true) => self.put(
                at,
                Square { kind: Some("str".into()), value: Some(String::new()), ..Square::default() },
            ),
            Some(&[_, _, _, _, _, _, 0xFF, 0xFF]) => self.put(at, uncalculated()),
            Some(bytes) if untold(bytes.iter().all(|b| *b == 0)) => self.put(at, uncalculated()),
            Some(bytes) => self.stored(data, "n", number(bytes)),
            None => Err(self.corrupt("FORMULA")),
        }
    }

    fn formula_text(&mut self, data: &[u8], records: &mut Records<'_>) -> Result<(), FileFinding> {
        let mut chunks = Chunks::new(data, records.continuations());
        let text = chunks.u16().and_then(|length| chunks.text(length));
        let text = text.map(|t| String::from_utf16_lossy(&t.units)).ok_or_else(|| self.corrupt("STRING"))?;
        match self.awaited.take() {
            Some(at) if self.results == Results::Unfinished => {
                self.sheet.ledger.leave_out(&text);
                self.put(at, uncalculated())
            }
            Some(at) => {
                self.put(at, Square { kind: Some("str".into()), value: Some(text), ..Square::default() })
            }
            None => Ok(()),
        }
    }

    /// A formula whose text never came has no value.
    fn settle_awaited(&mut self) -> Result<(), FileFinding> {
        self.awaited.take().map_or(Ok(()), |at| self.put(at, uncalculated()))
    }

    /// Row, column and format, with which records of squares begin.
    fn at(&self, data: &[u8]) -> Result<(u16, u16, u16), FileFinding> {
        let at = u16_at(data, 0).zip(u16_at(data, 2)).zip(u16_at(data, 4));
        at.map(|((row, column), style)| (row, column, style)).ok_or_else(|| self.corrupt("square"))
    }

    fn put(&mut self, (row, column, style): (u16, u16, u16), square: Square<'_>) -> Result<(), FileFinding> {
        let shared = self.shared;
        let style = shared.styles.get(style.into());
        let (row, column) = (u32::from(row), u32::from(column));
        let at = || place(self.name, row, column);
        if column >= u32::from(COLUMNS) {
            return Err(self.corrupt(&at().to_string()));
        }
        let shown = square.shown(style, shared).map_err(|fault| {
            let seen: String = fault.0.chars().take(40).collect();
            self.corrupt(&format!("{}: {seen}", at()))
        })?;
        let Some(shown) = shown else { return Ok(()) };
        self.sheet.put((row, column), shown, style.fill, self.budget)
    }

    /// `ROW`: only whether it is hidden.
    fn row(&mut self, data: &[u8]) -> Option<()> {
        let hidden = u16_at(data, 12)? & 0x20 != 0;
        self.sheet.lines.add_row(u16_at(data, 0)?.into(), None, hidden);
        Some(())
    }

    /// `COLINFO`.
    fn columns(&mut self, data: &[u8]) -> Option<()> {
        let (first, last, width) = (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?);
        let hidden = u16_at(data, 8)? & 1 != 0 || width == 0;
        self.sheet.lines.add_columns(first.into(), last.into(), Some(f64::from(width) / 256.0), hidden);
        Some(())
    }

    fn margin(&mut self, data: &[u8], header: bool) -> Option<()> {
        if !data.is_empty() {
            let text = margin::read(&long(data)?, &mut self.sheet.seen);
            let margins = if header { &mut self.sheet.headers } else { &mut self.sheet.footers };
            margins.extend(text);
        }
        Some(())
    }

    fn finish(mut self) -> Result<Sheet, FileFinding> {
        self.sheet.close().map_err(|detail| FileFinding::Corrupt { detail })?;
        let (extras, linked) = self.objects.finish(&mut self.sheet);
        self.sheet.linked.extend(linked);
        super::super::overlay::settle(&mut self.sheet, extras);
        Ok(self.sheet)
    }

    fn corrupt(&self, what: &str) -> FileFinding {
        FileFinding::Corrupt { detail: format!("{}: {what}", self.name) }
    }
}

fn uncalculated() -> Square<'static> {
    Square { formula: Some(String::new()), kind: Some(Cow::Borrowed("n")), ..Square::default() }
}

/// `MERGECELLS`: a count, then areas.
fn merges(data: &[u8], into: &mut Merges) -> Option<()> {
    for area in data.get(2..)?.chunks_exact(8) {
        let [top, bottom, left, right] = [0, 2, 4, 6].map(|at| u16_at(area, at).map_or(0, u32::from));
        if top > bottom || left > right {
            return None;
        }
        into.push(Area { top, left, bottom, right });
    }
    Some(())
}

/// A number as its bytes.
fn number(bytes: &[u8]) -> Option<String> {
    Some(shortest(f64::from_le_bytes(bytes.try_into().ok()?)))
}

fn shortest(number: f64) -> String {
    number.to_string()
}

/// An `RK` number: 30 bits of an integer or of a float, perhaps of a hundredth ([MS-XLS] 2.5.217).
pub(in super::super) fn packed(rk: u32) -> f64 {
    let number =
        if rk & 2 == 0 { f64::from_bits(u64::from(rk & !3) << 32) } else { f64::from(rk.cast_signed() >> 2) };
    if rk & 1 == 0 { number } else { number / 100.0 }
}

/// An error as Excel shows it ([MS-XLS] 2.5.10).
pub(in super::super) fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_integers_floats_or_hundredths() {
        assert_eq!(packed(0x0000_0006).to_bits(), 1.0_f64.to_bits());
        assert_eq!(packed(0x3FF0_0000).to_bits(), 1.0_f64.to_bits());
        assert_eq!(packed(0x0000_3043).to_bits(), 30.88_f64.to_bits());
        assert_eq!(packed(0xFFFF_FFFE).to_bits(), (-1.0_f64).to_bits());
    }
}
