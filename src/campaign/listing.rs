//! Sheets of `units.xlsx`: rows below a heading row, columns found by their headings.

use super::say;
use crate::model::Lang;
use crate::stop::Stop;
use crate::text;
use crate::text::one_line;
use calamine::{DataRef, Reader, Xlsx, open_workbook_from_rs};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

/// Largest workbook taken, in bytes.
const FILE_LIMIT: u64 = 50 << 20;
/// Most bytes to which a workbook may unpack.
const UNPACKED_LIMIT: u64 = 256 << 20;

/// A workbook of lists.
pub(super) struct Workbook {
    book: Xlsx<Cursor<Vec<u8>>>,
    lang: Lang,
}

/// A column that is wanted.
pub(super) struct Heading {
    /// Its heading as the contract writes it.
    pub(super) name: &'static str,
    /// The headings that are taken for it, folded.
    pub(super) known_as: &'static [&'static str],
    /// Whether a row is the heading row only if it has it.
    pub(super) required: bool,
}

/// The rows of one sheet.
pub(super) struct Listing {
    /// The sheet's name.
    pub(super) sheet: String,
    /// The rows that have something in a wanted column, in order.
    pub(super) rows: Vec<Row>,
}

/// One row of a sheet.
pub(super) struct Row {
    /// Its number, from 1.
    pub(super) number: u32,
    /// What stands in the wanted columns, in the order in which they were asked for.
    pub(super) values: Vec<Datum>,
}

/// What stands in a square of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Datum {
    /// Nothing.
    #[default]
    Blank,
    /// Text, in NFC and without needless spaces.
    Text(String),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// An error such as `#REF!`.
    Error,
}

impl Workbook {
    /// Opens a workbook of lists.
    ///
    /// # Errors
    /// Missing, unreadable or damaged.
    pub(super) fn open(path: &Path, lang: Lang) -> Result<Self, Stop> {
        let bytes = read(path, lang)?;
        let damaged = |reason: String| damaged(path, &reason, lang);
        check(&bytes).map_err(damaged)?;
        let book = open_workbook_from_rs(Cursor::new(bytes))
            .map_err(|e: calamine::XlsxError| damaged(e.to_string()))?;
        Ok(Self { book, lang })
    }

    /// The names of the sheets, in order.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// The rows of a sheet below its heading row.
    ///
    /// # Errors
    /// What is wrong with the sheet, in the language of the run.
    pub(super) fn listing(&mut self, sheet: &str, headings: &[Heading]) -> Result<Listing, Vec<String>> {
        let lang = self.lang;
        let grid = self.grid(sheet).map_err(|reason| {
            let vi = format!("Trang tính {sheet}: không đọc được ({reason}). Mở bằng Excel, lưu lại.");
            vec![say(
                lang,
                vi,
                format!("Sheet {sheet} cannot be read ({reason}). Open it in Excel and save it."),
            )]
        })?;
        let (top, columns) = heading_row(&grid, headings).ok_or_else(|| no_heading(sheet, headings, lang))?;
        let repeated = repeated_headings(sheet, &grid, top, headings, lang);
        if !repeated.is_empty() {
            return Err(repeated);
        }
        let below = grid.range(top + 1..).map(|(&row, squares)| {
            let value = |c: &Option<u32>| c.and_then(|c| squares.get(&c)).cloned().unwrap_or_default();
            Row { number: row + 1, values: columns.iter().map(value).collect() }
        });
        let rows = below.filter(|row| row.values.iter().any(|v| *v != Datum::Blank)).collect();
        Ok(Listing { sheet: sheet.to_owned(), rows })
    }

    /// The squares that are not blank, by row and column from 0. Sparse: a stray square far away costs nothing.
    fn grid(&mut self, sheet: &str) -> Result<Grid, String> {
        let mut cells = self.book.worksheet_cells_reader(sheet).map_err(|e| e.to_string())?;
        let mut grid = Grid::new();
        while let Some(cell) = cells.next_cell().map_err(|e| e.to_string())? {
            let datum = Datum::of(cell.get_value());
            if datum != Datum::Blank {
                let (row, column) = cell.get_position();
                grid.entry(row).or_default().insert(column, datum);
            }
        }
        Ok(grid)
    }
}

type Grid = BTreeMap<u32, BTreeMap<u32, Datum>>;

impl Datum {
    fn of(value: &DataRef<'_>) -> Self {
        match value {
            DataRef::Empty => Self::Blank,
            DataRef::Int(n) => Self::text(&n.to_string()),
            DataRef::Float(n) => Self::Number(*n),
            DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => Self::text(s),
            DataRef::SharedString(s) => Self::text(s),
            DataRef::Bool(b) => Self::text(if *b { "TRUE" } else { "FALSE" }),
            DataRef::DateTime(moment) => {
                let (year, month, day, ..) = moment.to_ymd_hms_milli();
                let number = |n: u8| i8::try_from(n).unwrap_or(0);
                let year = i16::try_from(year).unwrap_or(0);
                Date::new(year, number(month), number(day)).map_or(Self::Number(moment.as_f64()), Self::Date)
            }
            DataRef::Error(_) => Self::Error,
        }
    }

    fn text(written: &str) -> Self {
        let text = one_line(written);
        if text.is_empty() { Self::Blank } else { Self::Text(text::nfc(&text).into_owned()) }
    }

    /// As text: a code typed as a number is `101`, never `101.0`.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(n) => n.to_string(),
            Self::Date(date) => date.strftime("%d/%m/%Y").to_string(),
            Self::Error => "#".into(),
        }
    }
}

/// The first row that has every required heading, and the column of each heading.
fn heading_row(grid: &Grid, headings: &[Heading]) -> Option<(u32, Vec<Option<u32>>)> {
    grid.iter().find_map(|(&row, squares)| {
        let column = |h: &Heading| squares.iter().find(|(_, d)| h.fits(d)).map(|(&c, _)| c);
        let columns: Vec<Option<u32>> = headings.iter().map(column).collect();
        let complete = headings.iter().zip(&columns).all(|(h, c)| c.is_some() || !h.required);
        complete.then_some((row, columns))
    })
}

impl Heading {
    fn fits(&self, datum: &Datum) -> bool {
        matches!(datum, Datum::Text(text) if self.known_as.contains(&text::fold(text).as_str()))
    }
}

/// Nothing tells which of two columns with one heading counts.
fn repeated_headings(sheet: &str, grid: &Grid, row: u32, headings: &[Heading], lang: Lang) -> Vec<String> {
    let count = |h: &Heading| grid.get(&row).map_or(0, |r| r.values().filter(|d| h.fits(d)).count());
    let repeated = headings.iter().filter(|h| count(h) > 1);
    let fault = |h: &Heading| {
        let (name, row) = (h.name, row + 1);
        let vi = format!("Trang tính {sheet}, dòng {row}: có hai cột “{name}”. Giữ một, đổi tên cột kia.");
        let en = format!("Sheet {sheet}, row {row}: two columns are “{name}”. Keep one, rename the other.");
        say(lang, vi, en)
    };
    repeated.map(fault).collect()
}

fn no_heading(sheet: &str, headings: &[Heading], lang: Lang) -> Vec<String> {
    let names: Vec<_> = headings.iter().filter(|h| h.required).map(|h| format!("“{}”", h.name)).collect();
    let names = names.join(", ");
    let vi = format!("Trang tính {sheet}: không có dòng tiêu đề với các cột {names}. Thêm dòng tiêu đề đó.");
    vec![say(lang, vi, format!("Sheet {sheet} has no heading row with the columns {names}. Add it."))]
}

fn read(path: &Path, lang: Lang) -> Result<Vec<u8>, Stop> {
    let io = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => Stop::Missing { path: path.into() },
        _ => Stop::Io { path: path.into(), source },
    };
    let mut bytes = Vec::new();
    std::fs::File::open(path).map_err(io)?.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(damaged(path, "> 50 MB", lang));
    }
    Ok(bytes)
}

/// Unpacks every part once: the checksums are what tells a damaged workbook from a good one.
fn check(bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let mut left = UNPACKED_LIMIT;
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(|e| e.to_string())?;
        let size =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|e| e.to_string())?;
        left = left.checked_sub(size).ok_or("> 256 MB")?;
    }
    Ok(())
}

fn damaged(path: &Path, reason: &str, lang: Lang) -> Stop {
    let vi = format!(
        "Không đọc được như tệp Excel .xlsx ({reason}). Mở bằng Excel, bỏ mật khẩu nếu có, lưu lại kiểu .xlsx."
    );
    let en = format!(
        "It cannot be read as an Excel .xlsx file ({reason}). Open it in Excel, remove any password, save it as .xlsx."
    );
    Stop::Faulty { path: path.into(), problems: vec![say(lang, vi, en)] }
}
