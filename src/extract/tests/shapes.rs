//! Shapes of forms: where the answer stands beside, below or within its manifestation.

use super::layouts::{head, headed, mark, rows};
use super::page::Page;
use super::{letters, one, pattern};
use crate::model::{Answer, Level};

fn boxes(yes: bool) -> String {
    let (on, off) = if yes { ('☒', '☐') } else { ('☐', '☒') };
    let why = if yes { "Đôi lúc còn nể nang" } else { "…………………" };
    format!("{on} Có      {off} Không      Nếu có, nêu rõ: {why}")
}

#[test]
fn a_row_below_the_wording_answers_under_a_number_merged_over_both() {
    let table = rows(|i, w, y| vec![format!("{}.", i + 1), w.into(), boxes(y)]);
    let table: Vec<Vec<String>> = table
        .into_iter()
        .flat_map(|row| [vec![row[0].clone(), row[1].clone()], vec!["^".into(), row[2].clone()]])
        .collect();
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn what_is_explained_behind_a_denial_takes_it_back() {
    let table = |said: &str| {
        let row = |i: usize, w: &str, _| vec![(i + 1).to_string(), w.to_owned(), said.to_owned()];
        letters(&one(&head().table(&rows(row)).document()))
    };
    assert_eq!(table("☐ Có ☒ Không Nếu có, nêu rõ: không"), "n".repeat(27));
    assert_eq!(table("☐ Có ☒ Không (Nếu có, nêu rõ: nể nang khi góp ý)"), "c".repeat(27));
    assert_eq!(table("☐ Có ☐ Không Nếu có, nêu rõ: ………"), "b".repeat(27));
}

#[test]
fn a_choice_in_a_table_within_the_square_is_read() {
    for [yes, no, none] in [
        ["{Không|Ít|Nhiều;|X|}", "{Không|Ít|Nhiều;X||}", "{Không|Ít|Nhiều;||}"],
        ["{|Không có|x|Nhẹ| |Nặng}", "{x|Không có| |Nhẹ| |Nặng}", "{ |Không có| |Nhẹ| |Nặng}"],
        ["{Có|x;Không|}", "{Có|;Không|x}", "{Có|;Không|}"],
    ] {
        let said = |i: usize, y: bool| {
            if i == 20 {
                none
            } else if y {
                yes
            } else {
                no
            }
        };
        let row = |i: usize, w: &str, y: bool| vec![(i + 1).to_string(), format!("{w}\n{}", said(i, y))];
        let mut expected = pattern();
        expected.replace_range(20..21, "b");
        assert_eq!(letters(&one(&head().table(&rows(row)).document())), expected, "{yes}");
    }
}

#[test]
fn what_is_printed_in_a_table_within_the_square_answers_nothing() {
    let row = |i: usize, w: &str, _| vec![(i + 1).to_string(), format!("{w}\n{{Không có;Có phần nào}}")];
    assert!(!letters(&one(&head().table(&rows(row)).document())).contains(['y', 'n']));
}

#[test]
fn a_table_for_each_manifestation_is_read() {
    let word = |yes: bool| if yes { "Có" } else { "Không" };
    let row = |i: usize, w: &str, y: bool| vec![format!("{}", i + 1), w.to_owned(), word(y).to_owned()];
    let page = rows(row).into_iter().fold(head(), |page, row| page.table(&[row]));
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn cards_are_read_from_left_to_right_under_the_headings_of_their_groups() {
    let word = |yes: bool| if yes { "Có, đôi lúc" } else { "Bản thân không có" };
    let card = |i: usize, w: &str, y: bool| vec![format!("({}) {w}\nTự nhận: {}", i % 9 + 1, word(y))];
    let cards = rows(card).concat();
    let groups = ["I. Suy thoái về tư tưởng chính trị", "II. Suy thoái về đạo đức, lối sống"];
    let last = "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ";
    let page = groups.into_iter().chain([last]).zip(cards.chunks(9)).fold(head(), |page, (group, nine)| {
        page.line(group).table(&nine.chunks(3).map(<[String]>::to_vec).collect::<Vec<_>>())
    });
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn letters_below_a_heading_for_signs_answer_as_the_legend_says() {
    let letter = |yes: bool| if yes { "V" } else { "K" };
    let row = |i: usize, w: &str, y: bool| vec![(i + 1).to_string(), w.to_owned(), letter(y).to_owned()];
    let table = headed(&["Số TT", "Biểu hiện", "Ký hiệu"], rows(row));
    let legend = "Quy ước ghi: K = không có biểu hiện; N = có, mức độ nhẹ; V = có, mức độ vừa.";
    let review = one(&head().line(legend).table(&table).document());
    assert_eq!(letters(&review), pattern());
    assert!(review.answers.iter().all(|r| r.answer == Some(Answer::No) || r.level == Some(Level::Moderate)));
}

#[test]
fn what_members_say_themselves_counts_beside_the_opinion_of_the_cell() {
    let said = |other: &str| {
        let word = |yes: bool| if yes { "Có" } else { "Không" };
        let row = |i: usize, w: &str, y: bool| {
            let other = if i == 7 { other } else { "Nhất trí" };
            vec![(i + 1).to_string(), w.to_owned(), word(y).to_owned(), other.to_owned()]
        };
        let heads = ["TT", "Biểu hiện", "Tự nhận của đảng viên", "Ý kiến của chi bộ"];
        letters(&one(&head().table(&headed(&heads, rows(row))).document()))
    };
    assert_eq!(said("Nhất trí"), pattern());
    let mut doubted = pattern();
    doubted.replace_range(7..8, "c");
    assert_eq!(said("Có, cần sửa"), doubted);
}

#[test]
fn a_heading_may_say_in_brackets_which_answer_it_means() {
    let row = |i: usize, w: &str, y: bool| vec![(i + 1).to_string(), w.to_owned(), mark(!y), mark(y)];
    let heads = ["TT", "Nội dung", "Tốt\n(không có biểu hiện)", "Cần sửa\n(có biểu hiện)"];
    assert_eq!(letters(&one(&head().table(&headed(&heads, rows(row))).document())), pattern());
}

#[test]
fn notes_answer_where_nobody_marks_anything() {
    let heads = ["TT", "Biểu hiện", "Có", "Không", "Ghi chú"];
    let table = |marked: bool| {
        let row = |i: usize, w: &str, y: bool| {
            let note = if y { "Đôi lúc còn mắc" } else { "Không có" };
            let marks = [mark(false), mark(marked && i == 0)];
            let [yes, no] = marks;
            vec![(i + 1).to_string(), w.to_owned(), yes, no, note.to_owned()]
        };
        letters(&one(&head().table(&headed(&heads, rows(row))).document()))
    };
    assert_eq!(table(false), pattern());
    assert_eq!(table(true), format!("n{}", "b".repeat(26)), "whoever marks one row leaves the others open");
}

#[test]
fn a_wording_merged_over_the_columns_for_marks_is_no_answer() {
    let row = |i: usize, w: &str, y: bool| {
        let above = vec![(i + 1).to_string(), w.to_owned(), "<".into(), "<".into()];
        let part = |n: usize, yes: bool| {
            vec![format!("{}.{n}", i + 1), format!("Biểu hiện cụ thể thứ {n}"), mark(yes), mark(!yes)]
        };
        [above, part(1, y), part(2, false)].concat()
    };
    let table: Vec<Vec<String>> = rows(row).concat().chunks(4).map(<[String]>::to_vec).collect();
    let table = headed(&["Mã", "Biểu hiện cụ thể", "Có", "Không"], table);
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn a_sign_behind_each_number_of_a_group_is_read() {
    let line = |g: usize, signs: [&str; 2]| {
        let sign = |i: usize| signs[usize::from(pattern().as_bytes()[g * 9 + i] == b'y')];
        let pieces: Vec<String> = (0..9).map(|i| format!("{}{}", i + 1, sign(i))).collect();
        format!("Nhóm {}: {}", ["I", "II", "III"][g], pieces.join(", "))
    };
    let said = |legend: &str, signs| {
        let lines = (0..3).map(|g| line(g, signs));
        letters(&one(&head().line(legend).lines(lines).document()))
    };
    assert_eq!(said("Ghi tắt: K là không có, C là có.", ["K", "C"]), pattern());
    assert_eq!(said("Quy ước: o là không có biểu hiện; x là có biểu hiện.", ["o", "x"]), pattern());
}

#[test]
fn the_cell_that_confirms_a_form_is_that_of_its_writer_where_nothing_else_says() {
    let row = |i: usize, w: &str, y: bool| vec![(i + 1).to_string(), w.to_owned(), mark(y), mark(!y)];
    let table = headed(&["TT", "Biểu hiện", "Có", "Không"], rows(row));
    let confirmed = |above: &[&str], lines: &[&str]| {
        let page = Page::default().lines(above).line("BẢN TỰ SOI").line("Họ và tên: Trần Viết An");
        let lines = lines.iter().map(|line| vec![(*line).to_owned()]).collect::<Vec<_>>();
        let review = one(&page.table(&table).table(&lines).document());
        review.unit_lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>()
    };
    let below = ["XÁC NHẬN CỦA CHI ỦY\nChi bộ thôn Sơn Nam, Đảng bộ xã Sơn Đông\nHà Văn Mơ"];
    assert_eq!(confirmed(&[], &below), ["Chi bộ thôn Sơn Nam", "Đảng bộ xã Sơn Đông"]);
    assert_eq!(confirmed(&[], &["XÁC NHẬN CỦA CHI BỘ THÔN SƠN NAM"]), ["CHI BỘ THÔN SƠN NAM"]);
    assert_eq!(confirmed(&["CHI BỘ THÔN BÃI CÁT"], &below), ["CHI BỘ THÔN BÃI CÁT"]);
    let elsewhere = ["XÁC NHẬN CỦA CHI ỦY NƠI CƯ TRÚ\nChi bộ thôn Sơn Nam"];
    assert!(confirmed(&[], &elsewhere).is_empty(), "where they live");
}

#[test]
fn a_question_goes_on_behind_what_it_quotes() {
    let asked = |i: usize, w: &str, y: bool| {
        let wording = if i == 8 { "“Tư duy nhiệm kỳ”, bổ nhiệm người thân" } else { w };
        let question = format!("Câu {}. Đồng chí có biểu hiện {wording} không?", i + 1);
        vec![question, format!("Trả lời: {}", if y { "Có" } else { "Thưa chi bộ, không" })]
    };
    assert_eq!(letters(&one(&head().lines(rows(asked).concat()).document())), pattern());
}

#[test]
fn what_is_said_of_the_cell_answers_for_the_cell_only() {
    let said = |title: &str, name: &str| {
        let row =
            |i: usize, w: &str, _| vec![(i + 1).to_string(), w.to_owned(), "Chi bộ không vi phạm.".into()];
        let table = headed(&["TT", "Biểu hiện", "Tự nhận"], rows(row));
        letters(&one(&Page::default().lines([title, name]).table(&table).document()))
    };
    let name = "Họ và tên: Trần Viết An";
    assert_eq!(said("BẢN TỰ SOI CỦA TẬP THỂ CHI BỘ", "Chi bộ thôn Sơn Nam"), "n".repeat(27));
    assert_eq!(said("BẢN TỰ SOI", name), "u".repeat(27));
}

#[test]
fn what_a_wording_gives_for_an_example_answers_nothing() {
    let row = |i: usize, w: &str, _| vec![(i + 1).to_string(), format!("{w} (hay đi họp muộn)")];
    assert!(!letters(&one(&head().table(&rows(row)).document())).contains('y'));
}
