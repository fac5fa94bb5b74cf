//! Files that hold reviews of several periods, of which one is the round's.

use super::layouts::{mark, rows};
use super::many::{NAMES, texts};
use super::page::{Page, workbook};
use super::{catalogue, pattern};
use crate::document::Document;
use crate::extract::{Extraction, Extractor};
use crate::finding::{FileFinding, Finding};
use crate::text::Period;

/// Reads for a round about the second quarter of 2026.
fn read(document: &Document) -> Extraction {
    let mut extractor = Extractor::new(&catalogue()).expect("sound words");
    extractor.context = extractor.context.in_period(Period::of("Quý II/2026"));
    extractor.read(document)
}

/// A sheet of members who answer nothing but *Không*.
fn of_many(title: &str, names: &[&str]) -> Vec<Vec<String>> {
    let codes = catalogue().indicators.into_iter().map(|i| i.code);
    let mut sheet = vec![
        texts(&["CHI BỘ THÔN BÃI CÁT"]),
        texts(&[title]),
        ["TT".to_owned(), "Họ và tên".into()].into_iter().chain(codes).collect(),
    ];
    sheet.extend(names.iter().map(|name| {
        let answers = std::iter::repeat_n("Không".to_owned(), 27);
        ["1".to_owned(), (*name).to_owned()].into_iter().chain(answers).collect()
    }));
    sheet
}

/// The form of one member, as rows of a sheet.
fn of_one(name: &str) -> Vec<Vec<String>> {
    let mut sheet = vec![texts(&["Họ và tên:", name]), texts(&["TT", "Biểu hiện", "Có", "Không"])];
    sheet.extend(rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y)]));
    sheet
}

fn names(read: &Extraction) -> Vec<&str> {
    read.reviews.iter().filter_map(|review| review.name.as_deref()).collect()
}

/// How many reviews are said to be of another period, and of how many no review of this one was found.
fn aside(read: &Extraction) -> Option<(usize, usize)> {
    read.findings.iter().find_map(|finding| match finding {
        Finding::File(FileFinding::OtherPeriod { reviews, unmet, .. }) => Some((*reviews, *unmet)),
        _ => None,
    })
}

#[test]
fn a_book_with_a_sheet_for_each_quarter_gives_those_of_the_round() {
    let tabs = [
        ("Quý I-2026", "Quý II-2026"),
        ("Q1", "Q2"),
        ("Quý 4 năm 2025", "Quý 2 năm 2026"),
        ("Tháng 3", "Tháng 6"),
        ("Sheet1", "Sheet2"),
    ];
    for (before, now) in tabs {
        let quarter = if before.starts_with("Sheet") { ["QUÝ I/2026", "THÁNG 5/2026"] } else { ["", ""] };
        let title = |at: usize| format!("TỔNG HỢP TỰ SOI {}", quarter[at]);
        let read =
            read(&workbook(&[(before, of_many(&title(0), &NAMES)), (now, of_many(&title(1), &NAMES))]));
        assert_eq!(names(&read), NAMES, "{before}");
        assert_eq!(aside(&read), Some((2, 0)), "{before}");
        assert!(!read.findings.iter().any(Finding::asks), "{before}");
    }
}

#[test]
fn whoever_is_found_in_another_period_only_is_asked_about() {
    let book = [
        ("Quý I", of_many("TỔNG HỢP TỰ SOI QUÝ I/2026", &NAMES)),
        ("Quý II", of_many("TỔNG HỢP TỰ SOI QUÝ II/2026", &NAMES[..1])),
    ];
    let read = read(&workbook(&book));
    assert_eq!(names(&read), NAMES[..1]);
    assert_eq!(aside(&read), Some((2, 1)));
    assert!(read.findings.iter().any(Finding::asks));
}

#[test]
fn an_old_title_loses_nobodys_review() {
    let alone = read(&workbook(&[("Sheet1", of_many("TỔNG HỢP TỰ SOI QUÝ I/2026", &NAMES))]));
    assert_eq!((names(&alone), aside(&alone)), (NAMES.to_vec(), None));
    let titled = |title: &str, name: &str| [vec![texts(&[title])], of_one(name)].concat();
    let book = [
        ("An", titled("BẢN TỰ SOI QUÝ I/2026", NAMES[0])),
        ("Mẫu", titled("BẢN TỰ SOI QUÝ II/2026", NAMES[1])),
    ];
    let each = read(&workbook(&book));
    assert_eq!((names(&each), aside(&each)), (NAMES.to_vec(), None));
    let torn = [
        ("Quý I", of_many("TỔNG HỢP TỰ SOI QUÝ II/2026", &NAMES[..1])),
        ("Quý II", of_many("TỔNG HỢP TỰ SOI QUÝ II/2026", &NAMES[1..])),
    ];
    assert_eq!(names(&read(&workbook(&torn))), NAMES);
}

#[test]
fn of_two_forms_of_one_member_in_a_document_the_one_of_the_round_counts() {
    let form = |page: Page, quarter: &str| {
        page.line("CHI BỘ THÔN BÃI CÁT")
            .line("BẢN TỰ SOI, TỰ SỬA")
            .line(quarter)
            .line("Họ và tên: Lê Thị Thử Nghiệm")
            .table(&of_one("").split_off(1))
    };
    let page = form(form(Page::default(), "Quý I năm 2026"), "Quý II năm 2026");
    let read = read(&page.document());
    assert_eq!(names(&read), NAMES[..1]);
    assert_eq!(super::letters(&read.reviews[0]), pattern());
    assert_eq!(aside(&read), Some((1, 0)));
}
