//! What a form teaches, and files made from a form that was taught.

use super::layouts::{head, headed, mark, rows};
use super::page::Page;
use super::{catalogue, letters, pattern};
use crate::document::Document;
use crate::extract::{Extraction, Extractor, LearnedWord, Lesson};
use crate::model::{Answer, PrintedForm};

fn learn(document: &Document) -> Lesson {
    Extractor::new(&catalogue()).expect("sound words").learn(document)
}

/// A form of our own, filled in where `filled` says so, with lines below.
fn form(name: &str, filled: bool, below: &[&str]) -> Document {
    let table = headed(
        &["TT", "Biểu hiện", "Có", "Không", "Ghi chú"],
        rows(|i, w, y| {
            vec![format!("{}", i + 1), w.into(), mark(filled && y), mark(filled && !y), String::new()]
        }),
    );
    let page = Page::default().line("CHI BỘ THÔN THỬ").line("BẢN TỰ SOI, TỰ SỬA");
    let page = page.line(&format!("Họ và tên: {name}")).line("Nơi ở: ………… Điện thoại: …………").table(&table);
    page.lines(["Bản này nộp cho chi ủy trước ngày sinh hoạt."]).lines(below).document()
}

fn taught(lesson: &Lesson) -> Extractor {
    let mut catalogue = catalogue();
    catalogue.forms.push(PrintedForm { title: lesson.title.clone(), lines: lesson.printed.clone() });
    Extractor::new(&catalogue).expect("sound words")
}

fn left_over(read: &Extraction) -> usize {
    read.findings.iter().filter(|finding| finding.code() == "left-over-text").count()
}

#[test]
fn every_row_that_words_an_indicator_is_learnt_and_none_is_a_heading() {
    let lesson = learn(&form("………", false, &[]));
    assert_eq!(lesson.rows.len(), 27);
    assert!(lesson.rows.iter().enumerate().all(|(i, row)| row.known == Some(i)));
    let columns: Vec<_> = lesson.columns.iter().map(|c| (c.headings.join("/"), c.role)).collect();
    let understood =
        [("TT", "number"), ("Biểu hiện", "wording"), ("Có", "yes"), ("Không", "no"), ("Ghi chú", "note")];
    assert_eq!(columns, understood.map(|(heading, role)| (heading.to_owned(), Some(role))));
}

#[test]
fn words_that_answer_are_shown_with_what_they_mean() {
    let word = |i: usize, yes: bool| {
        if i == 3 {
            "Phân vân"
        } else if yes {
            "Có"
        } else {
            "Không"
        }
    };
    let table = headed(
        &["TT", "Biểu hiện", "Tự soi"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), word(i, y).into()]),
    );
    let mut words = learn(&head().table(&table).document()).words;
    words.sort_by(|a, b| a.word.cmp(&b.word));
    let expected = [("Có", Some(Answer::Yes)), ("Không", Some(Answer::No)), ("Phân vân", None)];
    assert_eq!(words, expected.map(|(word, answer)| LearnedWord { word: word.into(), answer }));
}

#[test]
fn of_filled_copies_only_what_all_of_them_say_is_printed() {
    let mut lesson = learn(&form("Lê Thị Thử", true, &["Tôi hứa cố gắng."]));
    lesson.keep_common(&learn(&form("Trần Văn Thử", true, &[])));
    assert_eq!(lesson.rows.len(), 27);
    let printed = |line: &str| lesson.printed.iter().any(|l| l == line);
    assert!(printed("Họ và tên: …") && printed("Bản này nộp cho chi ủy trước ngày sinh hoạt."));
    assert!(!printed("Tôi hứa cố gắng.") && !printed("x"));
}

#[test]
fn what_a_known_form_does_not_print_and_nobody_read_is_said() {
    let extractor = taught(&learn(&form("………", false, &[])));
    let plain = extractor.read(&form("Lê Thị Thử", true, &[]));
    assert_eq!((letters(&plain.reviews[0]), left_over(&plain)), (pattern(), 0));
    let more = form("Lê Thị Thử", true, &["Riêng việc hôm trước xin chi bộ xem xét thêm."]);
    assert_eq!(left_over(&extractor.read(&more)), 1);
    // A file made from another form tells nothing of what is printed on it.
    assert_eq!(left_over(&super::read(&more)), 0);
    let other = head().lines(["Một dòng khác.", "Và một dòng nữa."]);
    assert_eq!(left_over(&extractor.read(&other.document())), 0);
}
