//! What a unit's workbook and papers cost beside the same squares written by the library alone:
//! `cargo bench --bench writing -- CAMPAIGN`.
//!
//! The campaign is read and published once; then publishing and the library take turns. The library gets every
//! sheet of every workbook as it was published, text and numbers, with a format for each square, and packs it as
//! hard; it makes no report, reads nothing back and brings nothing to the disk.

#![allow(clippy::expect_used, reason = "a benchmark stops where its campaign is not there")]

use calamine::{Data, Reader, Xlsx};
use rayon::prelude::*;
use rust_xlsxwriter::{Format, FormatBorder, Workbook};
use std::fs;
use std::hint::black_box;
use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};
use tusoi::campaign::Campaign;
use tusoi::model::Lang;
use tusoi::{publish, rollup, run};

const TURNS: usize = 5;

/// A sheet: its name, and row, column and content of every square that is filled.
type Sheet = (String, Vec<(u32, u16, Data)>);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.first() {
        Some(campaign) => compare(Path::new(campaign)),
        // `cargo bench` without a campaign has nothing to measure.
        None => println!("cargo bench --bench writing -- CAMPAIGN"),
    }
}

fn compare(root: &Path) {
    let results = tempfile::tempdir().expect("a folder");
    let mut campaign = Campaign::load(root, Lang::Vi).expect("a campaign");
    campaign.results = results.path().join("results");
    let Campaign { hierarchy, catalogue, inbox, .. } = &campaign;
    let asked = (catalogue, Some(campaign.round()));
    let books = run::extract(&[inbox], hierarchy, asked, &campaign.passwords, &|_| ()).expect("books");
    let totals = rollup::add_up(&books, hierarchy, catalogue);
    let publish = || publish::publish(&campaign, &books, &totals, Lang::Vi).expect("results");
    publish();
    let workbooks: Vec<Vec<Sheet>> = workbooks(&campaign.results);
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        ours.push(timed(publish));
        alone.push(timed(|| workbooks.par_iter().map(|sheets| written(sheets).len()).sum::<usize>()));
    }
    let units = hierarchy.units().len();
    let ratio = report("publishing", &mut ours, units) / report("the library alone", &mut alone, units);
    println!("{ratio:.2} times the library alone, {units} units");
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let begin = Instant::now();
    black_box(work());
    begin.elapsed()
}

/// Prints median and spread; gives the median in seconds.
fn report(what: &str, times: &mut [Duration], units: usize) -> f64 {
    times.sort_unstable();
    let seconds = |at: usize| times.get(at).map_or(0.0, Duration::as_secs_f64);
    let (median, last) = (seconds(times.len() / 2), times.len().saturating_sub(1));
    let each = 1e3 * median / f64::from(u32::try_from(units.max(1)).unwrap_or(u32::MAX));
    println!("{what}: {median:.3} s ({:.3} to {:.3}), {each:.2} ms a unit", seconds(0), seconds(last));
    median
}

/// Every workbook below a folder, with its squares.
fn workbooks(folder: &Path) -> Vec<Vec<Sheet>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("results").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(workbooks(&path));
        } else if path.extension().is_some_and(|extension| extension == "xlsx") {
            all.push(squares(&fs::read(path).expect("a workbook")));
        }
    }
    all
}

fn squares(bytes: &[u8]) -> Vec<Sheet> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheets = book.worksheets().into_iter();
    sheets
        .map(|(name, range)| {
            let (top, left) = range.start().unwrap_or_default();
            let filled = range.used_cells().map(|(row, column, data)| {
                let row = top + u32::try_from(row).expect("a row");
                let column = left + u32::try_from(column).expect("a column");
                (row, u16::try_from(column).expect("a column"), data.clone())
            });
            (name, filled.collect())
        })
        .collect()
}

/// The workbook that the library makes of these squares.
fn written(sheets: &[Sheet]) -> Vec<u8> {
    let format = Format::new().set_font_name("Times New Roman").set_font_size(12);
    let format = format.set_border(FormatBorder::Thin).set_text_wrap();
    let mut book = Workbook::new();
    book.set_zip_compression_level(1);
    for (name, squares) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, column, data) in squares {
            match data {
                Data::Float(number) => sheet.write_number_with_format(*row, *column, *number, &format),
                other => sheet.write_string_with_format(*row, *column, other.to_string(), &format),
            }
            .expect("a square");
        }
    }
    book.save_to_buffer().expect("a workbook")
}
