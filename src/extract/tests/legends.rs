//! What signs mean in tables of many members: by a legend, by one another, by the heading above them.

use super::many::{NAMES, signs, texts, told, with_answers, with_legend};
use super::page::workbook;
use super::pattern;

#[test]
fn a_legend_that_turns_the_usual_signs_around_is_followed() {
    let legends = [
        ("Cách ghi: đánh dấu x vào biểu hiện KHÔNG có; biểu hiện nào CÓ thì ghi số 1", "1", "x"),
        ("Không có biểu hiện đánh x, có biểu hiện ghi 0", "0", "x"),
        ("Quy ước: Có = 0; Không = 1", "0", "1"),
        ("Có/Không: 0/x", "0", "x"),
    ];
    for (legend, yes, no) in legends {
        let document = with_legend(legend, &[(NAMES[0], signs(yes, no))]);
        assert_eq!(told(&document), [(NAMES[0].to_owned(), pattern())], "{legend}");
    }
}

#[test]
fn a_sign_of_which_the_legend_is_not_clear_is_a_question() {
    let document = with_legend("Đánh dấu x vào ô có hoặc không", &[(NAMES[0], signs("x", "Không"))]);
    assert_eq!(told(&document), [(NAMES[0].to_owned(), pattern().replace('y', "u"))]);
}

#[test]
fn an_empty_square_that_stands_for_what_is_present_is_no_answer() {
    let legend = "Biểu hiện nào không có thì đánh dấu x, có thì để trống";
    let document = with_legend(legend, &[(NAMES[0], signs("", "x"))]);
    assert_eq!(told(&document), [(NAMES[0].to_owned(), pattern().replace('y', "b"))]);
}

#[test]
fn levels_in_words_answer_beside_one_another() {
    let mut said = signs("Trung bình", "Không");
    let alone = with_legend("", &[(NAMES[0], said.clone())]);
    assert_eq!(told(&alone)[0].1, pattern().replace('y', "u"));
    said[2] = "Nhẹ".into();
    let document = with_legend("", &[(NAMES[0], said.clone())]);
    assert_eq!(told(&document)[0].1, pattern());
    let abbreviated = "K: không có; N: mức độ nhẹ; TB: mức độ trung bình; NT: mức độ nghiêm trọng";
    let document = with_legend(abbreviated, &[(NAMES[0], signs("NT", "K"))]);
    assert_eq!(told(&document)[0].1, pattern());
}

#[test]
fn where_two_lines_say_different_things_of_a_mark_nothing_is_certain() {
    let mut sheet = with_answers();
    sheet.insert(1, texts(&["x: có; để trống: không"]));
    sheet[3] = [texts(&["1", NAMES[0]]), signs("x", "")].concat();
    sheet.truncate(4);
    sheet.push(texts(&["Lưu ý: đánh dấu x vào biểu hiện không có"]));
    let expected = pattern().replace('y', "u").replace('n', "b");
    assert_eq!(told(&workbook(&[("Sheet1", sheet)])), [(NAMES[0].to_owned(), expected)]);
}

#[test]
fn a_legend_may_stand_anywhere_in_the_sheet() {
    let mut sheet = with_answers();
    sheet[2] = [texts(&["1", NAMES[0]]), signs("0", "x"), texts(&["x là không có; 0 là có"])].concat();
    sheet.truncate(3);
    assert_eq!(told(&workbook(&[("Sheet1", sheet)])), [(NAMES[0].to_owned(), pattern())]);
}

#[test]
fn a_legend_may_have_a_square_for_each_sign_and_meaning() {
    for (yes, no) in [("0", "x"), ("0", "1")] {
        let mut sheet = with_answers();
        sheet[2] = [texts(&["1", NAMES[0]]), signs(yes, no)].concat();
        sheet.truncate(3);
        sheet.push(texts(&["Ghi chú:", no, "Không có biểu hiện"]));
        sheet.push(texts(&["", yes, "Có biểu hiện"]));
        assert_eq!(told(&workbook(&[("Sheet1", sheet)])), [(NAMES[0].to_owned(), pattern())], "{yes}");
    }
}

#[test]
fn figures_of_a_scale_that_is_not_explained_are_questions() {
    let mut said = signs("1", "0");
    said[2] = "2".into();
    assert_eq!(told(&with_legend("", &[(NAMES[0], said)]))[0].1, pattern().replace('y', "u"));
    let mut said = signs("2", "1");
    said[2] = "3".into();
    assert_eq!(told(&with_legend("", &[(NAMES[0], said)]))[0].1, "u".repeat(27));
}

#[test]
fn levels_with_figures_of_members_are_what_the_form_says() {
    let legend = "Mức 1: Không có; Mức 2: Nhẹ; Mức 3: Trung bình; Mức 4: Nghiêm trọng";
    assert_eq!(told(&with_legend(legend, &[(NAMES[0], signs("Mức 2", "Mức 1"))]))[0].1, pattern());
    assert_eq!(told(&with_legend("", &[(NAMES[0], signs("Mức 2", "Mức 1"))]))[0].1, "u".repeat(27));
}

#[test]
fn values_of_a_program_answer_for_a_member_who_ticked_any() {
    let document =
        with_legend("", &[(NAMES[0], signs("TRUE", "FALSE")), (NAMES[1], vec!["FALSE".into(); 27])]);
    assert_eq!(told(&document), [(NAMES[0].to_owned(), pattern()), (NAMES[1].to_owned(), "u".repeat(27))]);
}

#[test]
fn values_of_a_program_that_a_form_explains_answer_for_everybody() {
    let members = || [(NAMES[0], signs("TRUE", "FALSE")), (NAMES[1], vec!["FALSE".into(); 27])];
    for legend in [
        "TRUE: có biểu hiện; FALSE: không có biểu hiện",
        "(Có = TRUE, không = FALSE)",
        "FALSE là không, TRUE là có",
    ] {
        let read = told(&with_legend(legend, &members()));
        assert_eq!(
            read,
            [(NAMES[0].to_owned(), pattern()), (NAMES[1].to_owned(), "n".repeat(27))],
            "{legend}"
        );
    }
    let turned = with_legend("TRUE: không có; FALSE: có biểu hiện", &[(NAMES[0], signs("FALSE", "TRUE"))]);
    assert_eq!(told(&turned)[0].1, pattern());
}

#[test]
fn marks_under_what_is_absent_are_questions() {
    let mut sheet = with_answers();
    sheet.insert(1, [texts(&["", "", "Các biểu hiện không có"]), vec!["<".to_owned(); 26]].concat());
    sheet[3] = [texts(&["1", NAMES[0]]), signs("0", "x")].concat();
    sheet.truncate(4);
    assert_eq!(told(&workbook(&[("Sheet1", sheet)])), [(NAMES[0].to_owned(), "u".repeat(27))]);
}

#[test]
fn numbers_under_the_headings_of_groups_are_theirs_in_whatever_order() {
    let order = [2, 0, 1];
    let title = |g: usize| [vec![format!("Nhóm {}", "I".repeat(g + 1))], vec![String::new(); 8]].concat();
    let said: Vec<char> = pattern().chars().collect();
    let answer = |(g, n): (usize, usize)| if said[9 * g + n] == 'y' { "Có" } else { "Không" }.to_owned();
    let every = || order.into_iter().flat_map(|g| (0..9).map(move |n| (g, n)));
    let sheet = vec![
        texts(&["BẢNG TỰ SOI"]),
        [texts(&["", ""]), order.into_iter().flat_map(title).collect()].concat(),
        [texts(&["TT", "Họ và tên"]), every().map(|(_, n)| format!("{}", n + 1)).collect()].concat(),
        [texts(&["1", NAMES[0]]), every().map(answer).collect()].concat(),
    ];
    assert_eq!(told(&workbook(&[("Sheet1", sheet)])), [(NAMES[0].to_owned(), pattern())]);
}
