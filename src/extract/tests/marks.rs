//! Marks: what people put where an answer belongs.

use super::page::Page;
use super::{catalogue, letters, one};

/// A form whose first row holds these two squares, all others a plain no.
fn first_row(yes: &str, no: &str) -> String {
    let rows = catalogue().indicators.into_iter().enumerate().map(|(i, indicator)| {
        let (y, n) = if i == 0 { (yes, no) } else { ("", "x") };
        vec![format!("{}", i + 1), indicator.wording, y.to_owned(), n.to_owned()]
    });
    let heading: Vec<String> = ["TT", "Biểu hiện", "Có", "Không"].map(String::from).to_vec();
    let table: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    letters(&one(&Page::default().line("Họ và tên: Lê Thị Thử").table(&table).document()))[..1].to_owned()
}

#[test]
fn a_mark_in_one_column_answers_and_in_both_or_none_does_not() {
    assert_eq!(first_row("x", ""), "y");
    assert_eq!(first_row("", "✓"), "n");
    assert_eq!(first_row("☒", "☐"), "y");
    assert_eq!(first_row("☐", "☐"), "b");
    assert_eq!(first_row("", ""), "b");
    assert_eq!(first_row("……", "……"), "b");
    assert_eq!(first_row("x", "x"), "c");
    assert_eq!(first_row("1", "0"), "y");
}

#[test]
fn a_word_under_its_own_heading_is_a_mark_and_under_the_other_a_conflict() {
    assert_eq!(first_row("Có", ""), "y");
    assert_eq!(first_row("", "Không"), "n");
    assert_eq!(first_row("Không", ""), "c");
    assert_eq!(first_row("Đôi lúc còn chậm", ""), "y");
}

#[test]
fn what_is_not_understood_is_never_guessed() {
    assert_eq!(first_row("?", ""), "u");
    assert_eq!(first_row("\u{fffc}", ""), "u");
    assert_eq!(first_row("Có", "Không"), "u", "both words printed, none chosen");
    assert_eq!(first_row("7", ""), "u");
}

#[test]
fn a_ditto_mark_repeats_the_answer_above() {
    let rows = catalogue().indicators.into_iter().enumerate().map(|(i, indicator)| {
        let word = match i {
            0 => "Không",
            5 => "Có",
            _ if i % 2 == 0 => "-nt-",
            _ => "\"",
        };
        vec![format!("{}", i + 1), indicator.wording, word.to_owned()]
    });
    let heading: Vec<String> = ["TT", "Biểu hiện", "Tự soi"].map(String::from).to_vec();
    let table: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    let review = one(&Page::default().line("Họ và tên: Lê Thị Thử").table(&table).document());
    assert_eq!(letters(&review), format!("{}{}", "n".repeat(5), "y".repeat(22)));
}
