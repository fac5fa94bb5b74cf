//! How near reading comes to the floor: `cargo bench --bench floor -- CAMPAIGN`.
//!
//! The floor opens every form of a campaign, inflates the parts that a reader needs and checks their CRC,
//! with as many threads; it looks at nothing in them. `tusoi extract` runs beside it, turn by turn, each as
//! a process of its own. `examples/speed_campaign` builds campaigns to measure on.

#![allow(clippy::expect_used, reason = "a benchmark stops where its campaign is not there")]

use rayon::prelude::*;
use std::fs;
use std::hint::black_box;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const TURNS: usize = 7;
/// What the floor is asked to do when it is started as a process of its own.
const FLOOR: &str = "--floor";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [FLOOR, campaign] => floor(Path::new(campaign)),
        [campaign] => compare(Path::new(campaign)),
        // `cargo bench` without a campaign, and `cargo test --benches`, have nothing to measure.
        _ => println!("cargo bench --bench floor -- CAMPAIGN"),
    }
}

fn compare(campaign: &Path) {
    let forms = forms(&campaign.join("inbox")).len();
    let scratch = tempfile::tempdir().expect("a folder");
    let (mut floors, mut extracts) = (Vec::new(), Vec::new());
    for turn in 0..=TURNS {
        let mut floor = Command::new(std::env::current_exe().expect("this program"));
        floor.arg(FLOOR).arg(campaign);
        let mut extract = Command::new(env!("CARGO_BIN_EXE_tusoi"));
        extract.arg("extract").arg(campaign.join("inbox")).arg("--campaign").arg(campaign);
        extract.arg("-o").arg(scratch.path().join("out.jsonl"));
        let (floor, extract) = (timed(&mut floor), timed(&mut extract));
        // The first turn warms the files.
        if turn > 0 {
            floors.push(floor);
            extracts.push(extract);
        }
    }
    let (floor, extract) =
        (report("floor", &mut floors, forms), report("tusoi extract", &mut extracts, forms));
    println!("{:.2} times the floor, {forms} forms", extract / floor);
}

fn timed(command: &mut Command) -> Duration {
    let begin = Instant::now();
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a program that starts");
    begin.elapsed()
}

/// Prints median and spread; gives the median in seconds.
fn report(what: &str, times: &mut [Duration], forms: usize) -> f64 {
    times.sort_unstable();
    let seconds = |at: usize| times.get(at).map_or(0.0, Duration::as_secs_f64);
    let median = seconds(times.len() / 2);
    let each = 1e3 * median / f64::from(u32::try_from(forms.max(1)).unwrap_or(u32::MAX));
    println!(
        "{what}: {median:.3} s ({:.3} to {:.3}), {each:.3} ms a form",
        seconds(0),
        seconds(times.len() - 1)
    );
    median
}

fn floor(campaign: &Path) {
    let bytes: usize = forms(&campaign.join("inbox")).par_iter().map(|form| inflated(form)).sum();
    black_box(bytes);
}

/// Every file below a folder.
fn forms(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("an inbox").flatten() {
        let path = entry.path();
        if path.is_dir() { all.extend(forms(&path)) } else { all.push(path) }
    }
    all
}

/// How many bytes the parts of a form that a reader needs have, inflated and checked.
fn inflated(form: &Path) -> usize {
    let bytes = fs::read(form).expect("a form");
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(&bytes)) else { return 0 };
    let mut inflater = libdeflater::Decompressor::new();
    let mut total = 0;
    for position in 0..package.len() {
        let part = package.by_index_raw(position).expect("a part");
        if !part.name().is_ok_and(|name| is_needed(&name)) {
            continue;
        }
        let start = usize::try_from(part.data_start().expect("a place")).expect("a place");
        let packed = usize::try_from(part.compressed_size()).expect("a size");
        let mut whole = vec![0; usize::try_from(part.size()).expect("a size")];
        inflater.deflate_decompress(&bytes[start..start + packed], &mut whole).expect("a sound part");
        assert_eq!(libdeflater::crc32(&whole), part.crc32());
        total += black_box(whole).len();
    }
    total
}

fn is_needed(part: &str) -> bool {
    let names =
        ["word/document.xml", "word/styles.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"];
    names.contains(&part) || part.contains(".rels") || part.starts_with("xl/worksheets/sheet")
}
