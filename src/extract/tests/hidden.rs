//! What a reader says of a file, and forms on hidden sheets.

use super::page::workbook;
use super::{catalogue, read};
use crate::document::{Document, PartKind};
use crate::finding::FileFinding;

/// A workbook with a form on its first sheet and a note on its second; the first may be hidden.
fn book(hide: bool) -> Document {
    let row =
        |(i, wording): (usize, String)| vec![(i + 1).to_string(), wording, String::new(), "x".to_owned()];
    let heading = ["TT", "Nội dung biểu hiện", "Có", "Không"].map(str::to_owned).to_vec();
    let wordings = catalogue().indicators.into_iter().map(|indicator| indicator.wording).enumerate();
    let form = std::iter::once(heading).chain(wordings.map(row)).collect();
    let mut book = workbook(&[("Phiếu", form), ("Ghi chú", vec![vec!["Gửi văn phòng".to_owned()]])]);
    if let PartKind::Sheet { hidden, .. } = &mut book.parts[0].kind {
        *hidden = hide;
    }
    book.findings.push(FileFinding::HiddenContent { detail: "Phiếu".into() }.into());
    book
}

#[test]
fn what_the_reader_says_of_the_file_is_not_lost() {
    let codes: Vec<_> = read(&book(false)).findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["hidden-content"]);
}

#[test]
fn a_form_that_stands_only_on_a_hidden_sheet_is_read_and_said_to_be_hidden() {
    let extraction = read(&book(true));
    assert_eq!(extraction.reviews.len(), 1);
    assert!(extraction.findings.iter().any(|finding| finding.code() == "hidden-content"));
}

#[test]
fn hidden_content_of_a_file_without_any_form_asks_nobody() {
    let mut book = book(true);
    book.parts.remove(0);
    let codes: Vec<_> = read(&book).findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["no-form"]);
}
