//! Sentences that answer for several groups, or for many indicators by their numbers.

use super::layouts::{head, headed, rows};
use super::{letters, one, read};

/// The answers of a form of these lines; `-` where it is asked about as a whole.
fn told(lines: &[&str]) -> String {
    let page = head().lines(lines).lines(["Người tự soi", "Lê Thị Thử Nghiệm"]);
    let extraction = read(&page.document());
    extraction.reviews.first().map_or_else(|| "-".into(), letters)
}

#[test]
fn a_sentence_answers_for_the_groups_that_it_names_and_no_other() {
    let (no, open) = ("n".repeat(9), "u".repeat(9));
    assert_eq!(
        told(&["Nhóm I, II: không có biểu hiện nào; nhóm III có biểu hiện số 2"]),
        format!("{no}{no}uyuuuuuuu"),
        "what it says of the others in group III is left open"
    );
    assert_eq!(
        told(&["Đối với nhóm I và nhóm III, bản thân không có biểu hiện nào."]),
        format!("{no}{open}{no}")
    );
    assert_eq!(
        told(&[
            "Đối với nhóm I và nhóm III, bản thân không có biểu hiện nào.",
            "Đối với nhóm II, bản thân có biểu hiện số 5; các biểu hiện còn lại không có.",
        ]),
        format!("{no}nnnnynnnn{no}")
    );
}

#[test]
fn a_sentence_about_groups_that_another_takes_back_is_asked_about() {
    let sentence = "Nhóm I, II: không có biểu hiện nào; nhóm III: không có biểu hiện nào.";
    assert_eq!(told(&[sentence]), "n".repeat(27));
    assert_eq!(told(&[sentence, "Tuy nhiên, đôi lúc bản thân còn nể nang."]), "-");
    let contradicted = [sentence, "Nhóm II: có biểu hiện số 5; các biểu hiện còn lại không có."];
    assert_eq!(told(&contradicted), format!("{}{}{}", "n".repeat(9), "u".repeat(9), "n".repeat(9)));
}

#[test]
fn a_sentence_about_groups_must_agree_with_the_table() {
    let body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), if y { "Có" } else { "Không" }.into()]);
    let table = headed(&["TT", "Biểu hiện", "Tự soi"], body);
    let page = head().line("Nhóm I, II: không có biểu hiện nào.").table(&table);
    assert_eq!(letters(&one(&page.document())), "nncncnnnnnnnncnnnnnnnnnnnny");
}

#[test]
fn a_sentence_about_some_of_the_indicators_is_never_taken_for_all() {
    for sentence in [
        "Về tư tưởng chính trị và đạo đức, lối sống, bản thân không có biểu hiện nào.",
        "Qua tự soi 27 biểu hiện, bản thân không có biểu hiện nào về đạo đức, lối sống.",
        "Qua tự soi 18 biểu hiện, bản thân không có biểu hiện nào.",
        "Qua tự soi từ biểu hiện 1 đến biểu hiện 20, bản thân không có biểu hiện nào.",
        "Bản thân tự soi không có biểu hiện nào ở hai nhóm đầu.",
    ] {
        assert_eq!(told(&[sentence]), "-", "{sentence}");
    }
    let second = "Qua tự soi, bản thân không có biểu hiện nào thuộc nhóm II.";
    assert_eq!(told(&[second]), format!("{}{}{}", "u".repeat(9), "n".repeat(9), "u".repeat(9)));
    let all = "Qua tự soi 27 biểu hiện suy thoái về tư tưởng chính trị, đạo đức, lối sống, bản thân không có biểu hiện nào.";
    assert_eq!(told(&[all]), "n".repeat(27));
}

#[test]
fn a_sentence_under_one_group_that_names_another_answers_for_neither() {
    let groups = ["I. Suy thoái về tư tưởng chính trị", "II. Suy thoái về đạo đức, lối sống"];
    let lines = [groups[0], "Bản thân không có biểu hiện nào trong nhóm II.", groups[1]];
    assert!(!told(&lines).contains('n'));
}

#[test]
fn lines_answer_by_the_numbers_of_the_whole_catalogue() {
    let but_fifth = format!("nnnny{}", "n".repeat(22));
    for (lines, expected) in [
        (&["Biểu hiện từ số 1 đến số 27: Không có"][..], "n".repeat(27)),
        (&["Cả 27 biểu hiện: không"], "n".repeat(27)),
        (&["Cả 27 biểu hiện bản thân đều không có."], "n".repeat(27)),
        (&["Từ biểu hiện số 1 đến biểu hiện số 27 bản thân không có."], "n".repeat(27)),
        (&["Các biểu hiện 1 đến 26: không; biểu hiện 27: có (mức độ nhẹ)"], format!("{}y", "n".repeat(26))),
        (&["Biểu hiện số 1 đến 26 không có, biểu hiện số 27 có."], format!("{}y", "n".repeat(26))),
        (
            &["Biểu hiện 1 đến 4: không", "Biểu hiện 5: có", "Các biểu hiện từ 6 đến 27: không"],
            but_fifth.clone(),
        ),
        (
            &["Cả 27 biểu hiện: không; riêng biểu hiện 14: có"],
            format!("{}y{}", "n".repeat(13), "n".repeat(13)),
        ),
        (&["Biểu hiện 5, 12: có; các biểu hiện còn lại: không"], format!("nnnnynnnnnny{}", "n".repeat(15))),
    ] {
        assert_eq!(told(lines), expected, "{lines:?}");
    }
    let slight = head().line("Các biểu hiện 1 đến 26: không; biểu hiện 27: có (mức độ nhẹ)");
    assert_eq!(one(&slight.document()).answers[26].level, Some(crate::model::Level::Slight));
}

#[test]
fn numbers_that_leave_out_or_answer_twice_are_asked_about() {
    for (lines, expected) in [
        (&["Các biểu hiện 1 đến 25: không; biểu hiện 27: có"][..], format!("{}uy", "n".repeat(25))),
        (&["Các biểu hiện 1 đến 27: không; biểu hiện 27: có"], format!("{}c", "n".repeat(26))),
        (&["Các biểu hiện 1 đến 9: không"], "-".into()),
        (&["Cả 26 biểu hiện: không"], "-".into()),
        (&["Cả 27 biểu hiện: cơ bản không"], "-".into()),
        (&["Cả 27 biểu hiện: không", "Tuy nhiên, đôi lúc bản thân còn nể nang."], "-".into()),
        (&["Biểu hiện 12: có"], "-".into()),
    ] {
        assert_eq!(told(lines), expected, "{lines:?}");
    }
}

#[test]
fn all_of_a_group_is_answered_by_their_number() {
    let lines = [
        "I. Suy thoái về tư tưởng chính trị",
        "Các biểu hiện 1 đến 8: không; biểu hiện 9: có",
        "II. Suy thoái về đạo đức, lối sống",
        "Cả 9 biểu hiện: không",
        "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ",
        "Cả 27 biểu hiện: không",
    ];
    assert_eq!(told(&lines), format!("nnnnnnnny{}{}", "n".repeat(9), "u".repeat(9)));
}
