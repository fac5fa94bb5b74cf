//! Lines that answer by code and word nothing, in letters above all.

use super::page::Page;
use super::{Extractor, catalogue, letters, pattern};
use crate::document::Document;
use crate::model::Review;

/// What the text of a mail about this holds.
fn letter(subject: &str, lines: &[&str]) -> Vec<Review> {
    let document: Document = Page::default().lines(lines.iter().copied()).document();
    Extractor::new(&catalogue()).expect("sound words").read_letter(&document, subject).reviews
}

/// A line for each indicator that is answered by its code.
fn by_code() -> Vec<String> {
    let answer = |letter: char| if letter == 'y' { "Có" } else { "Không" };
    pattern()
        .chars()
        .enumerate()
        .map(|(i, c)| format!("{}: {}", catalogue().indicators[i].code, answer(c)))
        .collect()
}

const NAME: &str = "Tôi là Trần Viết An, Chi bộ thôn Bãi Cát.";

#[test]
fn a_letter_about_a_self_review_that_answers_by_code_is_one() {
    let own = by_code();
    let lines: Vec<&str> = [NAME].into_iter().chain(own.iter().map(String::as_str)).collect();
    let read = letter("V/v tự soi 27 biểu hiện", &lines);
    assert_eq!(read.iter().map(letters).collect::<Vec<_>>(), [pattern()]);
    assert_eq!(read[0].name.as_deref(), Some("Trần Viết An"));
}

#[test]
fn codes_that_are_present_and_a_denial_of_the_rest_answer_all() {
    let admitted = ["I.3: có, mức độ nhẹ", "I.5: có, đôi lúc còn nể nang", "II.5, III.9: Có"];
    let rest = "Các biểu hiện còn lại: không có.";
    let told = |more: &[&str]| {
        let lines: Vec<&str> = [NAME].iter().chain(&admitted).chain(more).chain(&[rest]).copied().collect();
        letter("Tu soi", &lines).first().map(letters)
    };
    assert_eq!(told(&[]), Some(pattern()));
    for unread in [
        "II.1: việc này tôi xin trình bày sau",
        "Riêng II.1 và II.2 tôi xin trình bày sau.",
        "Về II.1, tôi đôi lúc còn so bì.",
        "Tôi đôi lúc còn so bì.",
    ] {
        let told = told(&[unread]).expect("a review");
        assert!(!told.contains('n'), "{unread}: what it says may be that II.1 is present, {told}");
    }
}

#[test]
fn what_two_say_in_one_letter_is_not_taken_for_the_firsts() {
    let two = [
        "Đ/c Trần Viết An",
        "I.3: có",
        "I.5: có",
        "Đ/c Lê Thị Bình",
        "II.5: có",
        "Các biểu hiện còn lại: không có.",
    ];
    let told: Vec<String> = letter("Tự soi", &two).iter().map(letters).collect();
    assert!(!told.concat().contains('n'), "{told:?}");
}

#[test]
fn a_letter_that_only_speaks_of_one_that_was_to_be_attached_is_none() {
    assert!(letter("Nộp bản tự soi", &[NAME, "Em gửi bản tự soi kèm theo."]).is_empty());
}

#[test]
fn an_answer_below_a_printed_choice_that_asks_is_that() {
    let asked = |(n, answer): (usize, char)| {
        let said = if answer == 'y' { "Đôi lúc còn có" } else { "Không ạ" };
        [format!("{}: có / không?", catalogue().indicators[n].wording), said.to_owned()]
    };
    let own: Vec<String> = pattern().chars().enumerate().flat_map(asked).collect();
    let lines: Vec<&str> = [NAME].into_iter().chain(own.iter().map(String::as_str)).collect();
    assert_eq!(letter("Tự soi", &lines).iter().map(letters).collect::<Vec<_>>(), [pattern()]);
}

#[test]
fn a_line_that_corrects_an_answer_by_its_code_leaves_it_to_a_person() {
    let mut own = by_code();
    own.push("Đính chính: mục II.9 tôi ghi nhầm, xin sửa lại là Có.".into());
    let lines: Vec<&str> = [NAME].into_iter().chain(own.iter().map(String::as_str)).collect();
    let told = letters(&letter("Tự soi", &lines)[0]);
    assert_eq!(told.chars().nth(17), Some('c'), "{told}");
}
