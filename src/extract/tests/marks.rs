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

/// The head of a form that is one whatever is answered in it.
fn titled() -> Page {
    Page::default().line("BẢN TỰ SOI, TỰ SỬA").line("Họ và tên: Lê Thị Thử")
}

/// The answer in the first row of a form, of these two squares under these two headings; all others are empty, and
/// `and` is what else the form says.
fn first_row_under(headings: [&str; 2], squares: [&str; 2], and: &str) -> String {
    let rows = catalogue().indicators.into_iter().enumerate().map(|(i, indicator)| {
        let [one, other] = if i == 0 { squares } else { ["", ""] };
        vec![format!("{}", i + 1), indicator.wording, one.to_owned(), other.to_owned()]
    });
    let heading: Vec<String> = ["TT", "Biểu hiện", headings[0], headings[1]].map(String::from).to_vec();
    let table: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    letters(&one(&titled().line(and).table(&table).document()))[..1].to_owned()
}

#[test]
fn a_mark_under_a_heading_that_is_not_understood_is_a_question() {
    for headings in [["Có", "Khôn g"], ["C ó", "Không"]] {
        assert_eq!(first_row_under(headings, ["x", "x"], ""), "u", "{headings:?}");
    }
    assert_eq!(first_row_under(["Có", "Khôn g"], ["", "✓"], ""), "u");
    assert_eq!(first_row_under(["C ó", "Không"], ["☒", "☐"], ""), "u");
    assert_eq!(first_row_under(["Có", "Khôn g"], ["x", ""], ""), "y");
    assert_eq!(first_row_under(["C ó", "Không"], ["", "x"], ""), "n");
}

#[test]
fn a_mark_under_a_heading_that_is_not_understood_is_no_empty_place() {
    let empty_is_no = "(Đánh dấu x nếu có biểu hiện)";
    assert_eq!(first_row_under(["Có", "Khôn g"], ["", ""], empty_is_no), "n");
    assert_eq!(first_row_under(["Nhẹ", "Nghiêm trọn g"], ["", "x"], empty_is_no), "u");
}

/// The answer to the first indicator in a row of these squares under these headings, which may be two rows high.
fn answered(upper: &[&str], lower: &[&str], squares: &[&str]) -> String {
    let row = |at: String, wording: String, rest: &[&str]| {
        let rest = rest.iter().map(|s| (*s).to_owned());
        [at, wording].into_iter().chain(rest).collect::<Vec<String>>()
    };
    let mut table = vec![row("TT".into(), "Biểu hiện".into(), upper)];
    if !lower.is_empty() {
        table.push(row("^".into(), "^".into(), lower));
    }
    let rows = (1..).zip(catalogue().indicators);
    table.extend(rows.map(|(i, indicator)| row(format!("{i}"), indicator.wording, squares)));
    letters(&one(&titled().table(&table).document()))[..1].to_owned()
}

#[test]
fn a_heading_merged_over_one_that_is_not_understood_does_not_explain_it() {
    assert_eq!(answered(&["Kết quả tự soi", "<"], &["Có", "Khôn g"], &["x", "x"]), "u");
    let levels = ["Không có", "Nhẹ", "Trung bình", "Nghiêm trọn g"];
    assert_eq!(answered(&["Mức độ", "<", "<", "<"], &levels, &["", "x", "", "x"]), "u");
}

#[test]
fn beside_a_whole_set_of_answers_and_under_a_known_heading_a_mark_is_about_something_else() {
    assert_eq!(answered(&["Có", "Không", "Đã khắc phục"], &[], &["x", "", "x"]), "y");
    let levels = ["Không", "Nhẹ", "Trung bình", "Nghiêm trọng", "Đã sửa"];
    assert_eq!(answered(&levels, &[], &["x", "", "", "", "x"]), "n");
    assert_eq!(answered(&["Có", "Ghi chú"], &[], &["x", "x"]), "y");
}
