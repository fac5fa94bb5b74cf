//! What a person typed into `Cần xem lại.xlsx`.

use super::questions::{DECIDED, DECISION, KEY, OPEN, UNUSED};
use super::staging;
use crate::intake::Fingerprint;
use crate::model::Lang;
use crate::stop::Stop;
use crate::text::{fold, nfc};
use calamine::{DataRef, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::path::Path;

/// The decisions typed into the question list at `path`, by the key of their question, in the order of
/// the keys; empty where there is no list.
///
/// # Errors
/// [`Stop::Faulty`] where the list is damaged or a decision cannot be bound to its question: a decision
/// is never lost in silence. [`Stop::Io`] where the file cannot be read.
pub fn read_decisions(path: &Path, lang: Lang) -> Result<Vec<(String, String)>, Stop> {
    if let Some(results) = path.parent().filter(|r| !r.as_os_str().is_empty() && !path.exists()) {
        // A run killed at the wrong moment left it beside the results.
        staging::recover(results)?;
    }
    let typed = Listed::read(path, lang)?.decisions.into_iter();
    Ok(typed.filter(|(_, decision)| !decision.is_empty()).collect())
}

/// A list of questions as it lies in the results.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// What stands in the decision column of every question, nothing included, by its key.
    pub(super) decisions: BTreeMap<String, String>,
    /// The fingerprint of the list; `None` where there is none.
    pub(super) fingerprint: Option<Fingerprint>,
}

impl Listed {
    /// Reads the list at `path`.
    ///
    /// # Errors
    /// As [`read_decisions`].
    pub(super) fn read(path: &Path, lang: Lang) -> Result<Self, Stop> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(Stop::Io { path: path.to_owned(), source }),
        };
        let fingerprint = Some(Fingerprint::of(&bytes));
        let decisions = read(bytes).map_err(|trouble| Stop::Faulty {
            path: path.to_owned(),
            problems: vec![trouble.message(lang)],
        })?;
        Ok(Self { decisions, fingerprint })
    }
}

/// Why decisions cannot be read.
enum Trouble {
    Damaged(String),
    NoColumns(String),
    NoKey { sheet: String, row: u32 },
    Twice { first: String, second: String },
}

impl Trouble {
    fn message(&self, lang: Lang) -> String {
        let vi = lang == Lang::Vi;
        match self {
            Self::Damaged(why) if vi => format!(
                "tệp bị hỏng ({why}). Mở bằng Excel và lưu lại; nếu không mở được, đổi tên tệp này để giữ lại rồi chạy lại, các quyết định trong đó phải gõ lại."
            ),
            Self::Damaged(why) => format!(
                "the file is damaged ({why}). Open it in Excel and save it; if that fails, rename it to keep it and run again: its decisions must be typed again."
            ),
            Self::NoColumns(sheet) if vi => format!(
                "trang “{sheet}” không còn cột “{DECISION}” hoặc cột ẩn “{KEY}”. Hoàn tác việc xóa cột, hoặc đổi tên tệp này để giữ lại rồi chạy lại."
            ),
            Self::NoColumns(sheet) => format!(
                "the sheet “{sheet}” has lost its column “{DECISION}” or the hidden column “{KEY}”. Undo that, or rename the file to keep it and run again."
            ),
            Self::NoKey { sheet, row } if vi => format!(
                "trang “{sheet}”, dòng {row}: có quyết định nhưng không thuộc câu hỏi nào (cột ẩn “{KEY}” trống). Chuyển quyết định về đúng dòng hoặc xóa đi."
            ),
            Self::NoKey { sheet, row } => format!(
                "sheet “{sheet}”, row {row}: a decision without a question (the hidden column “{KEY}” is empty). Move it to its row or clear it."
            ),
            Self::Twice { first, second } if vi => {
                format!("một câu hỏi có hai quyết định khác nhau: “{first}” và “{second}”. Giữ lại một.")
            }
            Self::Twice { first, second } => {
                format!("one question has two different decisions: “{first}” and “{second}”. Keep one.")
            }
        }
    }
}

fn read(bytes: Vec<u8>) -> Result<BTreeMap<String, String>, Trouble> {
    let damaged = |e: &dyn std::fmt::Display| Trouble::Damaged(e.to_string());
    check_sums(&bytes).map_err(|e| damaged(&e))?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let names: Vec<String> = book.sheet_names();
    let mut decisions: BTreeMap<String, String> = BTreeMap::new();
    let wanted = [OPEN, DECIDED, UNUSED];
    let sheets: Vec<&String> = names.iter().filter(|n| wanted.iter().any(|w| nfc(n) == *w)).collect();
    if sheets.is_empty() {
        return Err(Trouble::NoColumns(OPEN.into()));
    }
    for sheet in sheets {
        for (key, decision) in read_sheet(&mut book, sheet)? {
            match decisions.get(&key).filter(|first| !first.is_empty()) {
                Some(_) if decision.is_empty() => {}
                Some(first) if *first != decision => {
                    return Err(Trouble::Twice { first: first.clone(), second: decision });
                }
                _ => drop(decisions.insert(key, decision)),
            }
        }
    }
    Ok(decisions)
}

/// The reader of sheets does not compare checksums, so a flipped bit would change a decision unseen.
fn check_sums(bytes: &[u8]) -> io::Result<()> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(io::Error::other)?;
    for i in 0..package.len() {
        let mut part = package.by_index(i).map_err(io::Error::other)?;
        io::copy(&mut part.by_ref().take(1 << 30), &mut io::sink())?;
    }
    Ok(())
}

type Row = BTreeMap<u32, String>;

fn read_sheet<R: io::Read + io::Seek>(
    book: &mut Xlsx<R>,
    sheet: &str,
) -> Result<Vec<(String, String)>, Trouble> {
    let damaged = |e: calamine::XlsxError| Trouble::Damaged(e.to_string());
    // Slot by slot: a stray value in the last row must not cost the memory of all rows.
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let mut slots = book.worksheet_cells_reader(sheet).map_err(damaged)?;
    while let Some(slot) = slots.next_cell().map_err(damaged)? {
        let text = words(slot.get_value());
        if !text.is_empty() {
            let (row, column) = slot.get_position();
            rows.entry(row).or_default().insert(column, text);
        }
    }
    let column = |row: &Row, title: &str| row.iter().find(|(_, t)| fold(t) == fold(title)).map(|(c, _)| *c);
    let head = rows.iter().find_map(|(at, row)| Some((*at, column(row, DECISION)?, column(row, KEY)?)));
    let Some((head, decision, key)) = head else { return Err(Trouble::NoColumns(sheet.into())) };
    let mut found = Vec::new();
    for (at, row) in rows.range(head + 1..) {
        match (row.get(&key), row.get(&decision)) {
            (Some(key), decision) => found.push((key.clone(), decision.cloned().unwrap_or_default())),
            (None, Some(_)) => return Err(Trouble::NoKey { sheet: sheet.into(), row: at + 1 }),
            (None, None) => {}
        }
    }
    Ok(found)
}

/// A slot's text as a person sees it.
fn words(value: &DataRef<'_>) -> String {
    let text = calamine::Data::from(value.clone()).to_string();
    nfc(text.trim()).into_owned()
}
