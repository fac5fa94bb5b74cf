//! How long one form takes: `cargo bench`. The forms are those of the sample campaign.

#![allow(clippy::expect_used, reason = "a benchmark stops where its sample is not there")]

use divan::{Bencher, black_box};
use std::fs;
use std::path::Path;
use tusoi::campaign::{BUILTIN, builtin};
use tusoi::document;
use tusoi::extract::Extractor;
use tusoi::intake::Format;
use tusoi::model::Catalogue;

const WORD: &str = "Chi bo thon Thu Mot/Phieu tu soi - Nguyen Van Mau.docx";
const EXCEL: &str = "Chi bo thon Thu Hai/Bieu tong hop.xlsx";

fn main() {
    divan::main();
}

fn sample(name: &str) -> Vec<u8> {
    let inbox = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/dot-mau/inbox");
    fs::read(inbox.join(name)).expect("a sample")
}

fn catalogue() -> Catalogue {
    builtin(BUILTIN[0].0).expect("the built-in catalogue")
}

#[divan::bench]
fn read_word(bencher: Bencher<'_, '_>) {
    let bytes = sample(WORD);
    bencher.bench(|| document::read(Format::WordOpenXml, black_box(&bytes)));
}

#[divan::bench]
fn read_excel(bencher: Bencher<'_, '_>) {
    let bytes = sample(EXCEL);
    bencher.bench(|| document::read(Format::ExcelOpenXml, black_box(&bytes)));
}

#[divan::bench]
fn extract_word(bencher: Bencher<'_, '_>) {
    let document = document::read(Format::WordOpenXml, &sample(WORD)).expect("a document");
    let extractor = Extractor::new(&catalogue()).expect("sound words");
    bencher.bench(|| extractor.read(black_box(&document)));
}

#[divan::bench]
fn extract_excel(bencher: Bencher<'_, '_>) {
    let document = document::read(Format::ExcelOpenXml, &sample(EXCEL)).expect("a document");
    let extractor = Extractor::new(&catalogue()).expect("sound words");
    bencher.bench(|| extractor.read(black_box(&document)));
}

#[divan::bench]
fn learn_the_catalogue(bencher: Bencher<'_, '_>) {
    let catalogue = catalogue();
    bencher.bench(|| Extractor::new(black_box(&catalogue)));
}
