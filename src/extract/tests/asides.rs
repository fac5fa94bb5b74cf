//! Columns beside the answers that a hasty reader would take for them, and headings that only the form explains.

use super::layouts::{head, headed, mark, rows};
use super::page::Page;
use super::{letters, one, pattern};
use crate::model::{Answer, Level, Review};

/// A form with these headings behind the wording, and these squares below them.
fn with(lines: &[&str], headings: &[&str], squares: impl Fn(bool) -> Vec<String>) -> Review {
    let all: Vec<&str> = ["TT", "Biểu hiện"].iter().chain(headings).copied().collect();
    let table = headed(&all, rows(|i, w, y| [vec![(i + 1).to_string(), w.to_owned()], squares(y)].concat()));
    one(&head().lines(lines).table(&table).document())
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(String::from).to_vec()
}

fn levels(review: &Review) -> Vec<Option<Level>> {
    review.answers.iter().filter(|r| r.answer == Some(Answer::Yes)).map(|r| r.level).collect()
}

#[test]
fn what_was_answered_before_and_what_has_changed_answers_nothing() {
    for (earlier, mended) in [("Có", "Đã khắc phục"), ("Không", "")] {
        let review =
            with(&[], &["Kỳ trước (Quý I/2026)", "Kỳ này (Quý II/2026)", "Thay đổi"], |y| {
                if y { texts([earlier, "Có", "Giữ nguyên"]) } else { texts([earlier, "Không", mended]) }
            });
        assert_eq!(letters(&review), pattern(), "{earlier}");
    }
    let asked =
        ["Kỳ trước có, nay đã khắc phục xong chưa? (Có/Không)", "Hiện nay có biểu hiện không? (Có/Không)"];
    let review = with(&[], &asked, |y| if y { texts(["Không", "Có"]) } else { texts(["-", "Không"]) });
    assert_eq!(letters(&review), pattern());
    let asked = ["Bản thân có biểu hiện không? (Có/Không)", "Đã khắc phục chưa? (Có/Không)"];
    let review = with(&[], &asked, |y| if y { texts(["Có", "Không"]) } else { texts(["Không", "-"]) });
    assert_eq!(letters(&review), pattern());
}

#[test]
fn what_was_read_reported_or_said_of_others_answers_nothing() {
    for aside in ["Áp dụng: mọi đảng viên", "Đã đọc", "Nếu có: đã báo cáo chi bộ chưa (Có/Không)"]
    {
        let review = with(&[], &[aside, "Có", "Không"], |y| vec!["x".into(), mark(y), mark(!y)]);
        assert_eq!(letters(&review), pattern(), "{aside}");
    }
    let opinion = ["Góp ý cho tập thể chi ủy (Có/Không)", "Cá nhân tự soi (Có/Không)"];
    let review = with(&[], &opinion, |y| texts(["Có", if y { "Có" } else { "Không" }]));
    assert_eq!(letters(&review), pattern());
}

#[test]
fn papers_that_bear_an_answer_out_do_not_answer() {
    let headings = ["Tự soi", "Minh chứng, tài liệu kèm theo"];
    let said = |y: bool| {
        if y { texts(["Có", "Không có"]) } else { texts(["Không", "Có (sổ họp chi bộ)"]) }
    };
    assert_eq!(letters(&with(&[], &headings, said)), pattern());
    let admitted = |y: bool| texts([if y { "Có" } else { "Không" }, "Còn nể nang, ngại va chạm"]);
    let doubted = pattern().replace('n', "c");
    assert_eq!(letters(&with(&[], &headings, admitted)), doubted, "but what falls short is against a denial");
}

#[test]
fn three_columns_for_levels_rank_one_another() {
    let headings = ["Không có", "Ít nghiêm trọng", "Nghiêm trọng", "Rất nghiêm trọng"];
    for (at, level) in [(1, Level::Slight), (2, Level::Moderate), (3, Level::Serious)] {
        let review =
            with(&[], &headings, |y| (0..4).map(|column| mark(column == if y { at } else { 0 })).collect());
        assert_eq!(letters(&review), pattern());
        assert!(levels(&review).iter().all(|found| *found == Some(level)), "{at}");
    }
    let four = ["Không", "Ít nghiêm trọng", "Nghiêm trọng", "Rất nghiêm trọng", "Nghiêm trọng"];
    let review = with(&[], &four, |y| (0..5).map(|column| mark(column == if y { 2 } else { 0 })).collect());
    assert!(levels(&review).is_empty(), "one word for two of four columns ranks nothing");
}

#[test]
fn letters_and_figures_head_columns_as_the_form_explains_them() {
    for (legend, headings) in [
        ("K: không có; N: nhẹ; V: vừa (trung bình); G: nặng (nghiêm trọng).", ["K", "N", "V", "G"]),
        (
            "Mức 0: không có biểu hiện; mức 1: nhẹ; mức 2: trung bình; mức 3: nghiêm trọng. Đánh dấu x vào một ô.",
            ["0", "1", "2", "3"],
        ),
    ] {
        let review =
            with(&[legend], &headings, |y| (0..4).map(|column| mark(column == i32::from(y))).collect());
        assert_eq!(letters(&review), pattern(), "{legend}");
        assert!(levels(&review).iter().all(|found| *found == Some(Level::Slight)), "{legend}");
    }
    let unsaid =
        with(&[], &["K", "N", "V", "G"], |y| (0..4).map(|column| mark(column == i32::from(y))).collect());
    assert!(unsaid.answers.iter().all(|reading| !reading.is_certain()));
}

#[test]
fn a_scale_may_have_a_line_for_each_figure() {
    let legend =
        ["0: không có biểu hiện", "1: có, mức độ nhẹ", "2: có, mức độ trung bình", "3: có, nghiêm trọng"];
    let review = with(&legend, &["Tự đánh giá"], |y| texts([if y { "2" } else { "0" }]));
    assert_eq!(letters(&review), pattern());
    assert!(levels(&review).iter().all(|level| *level == Some(Level::Moderate)));
    let listed = ["BẢNG TỰ CHẤM MỨC ĐỘ (0 không có; 1 nhẹ; 2 trung bình; 3 nặng)"];
    let review = with(&listed, &["Tự đánh giá"], |y| texts([if y { "2" } else { "0" }]));
    assert!(
        levels(&review).iter().all(|level| *level == Some(Level::Moderate)) && letters(&review) == pattern()
    );
    let numbered = with(&legend[1..], &["Tự đánh giá"], |y| texts([if y { "2" } else { "0" }]));
    assert!(
        numbered.answers.iter().all(|r| r.answer != Some(Answer::Yes)),
        "lines numbered from 1 explain nothing"
    );
}

#[test]
fn how_often_something_showed_answers_beside_its_level() {
    let review =
        with(&[], &["Số lần vi phạm trong kỳ", "Mức độ (1 nhẹ, 2 TB, 3 nặng)"], |y| {
            if y { texts(["2", "1"]) } else { texts(["0", ""]) }
        });
    assert_eq!(letters(&review), pattern());
    assert!(levels(&review).iter().all(|level| *level == Some(Level::Slight)));
}

#[test]
fn the_column_of_the_wordings_answers_nothing_though_its_heading_asks() {
    let table = headed(
        &["Số", "Tự soi", "Tự nhận", "Ghi chú"],
        rows(|i, w, y| texts([&(i + 1).to_string(), w, if y { "Có" } else { "không" }, ""])),
    );
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn a_heading_may_ask_to_mark() {
    let said = |y: bool| texts([if y { "X" } else { "V" }, ""]);
    let page = |legend: &str| -> Page {
        let headings = &["TT", "Biểu hiện", "Tự đánh dấu", "Ghi chú"];
        let table = headed(headings, rows(|i, w, y| [texts([&(i + 1).to_string(), w]), said(y)].concat()));
        head().table(&table).line(legend)
    };
    assert_eq!(letters(&one(&page("* V: không có; X: có.").document())), pattern());
}
