//! What stands beside a mark, below it or in its square, and what the form says of its own columns and figures.

use super::layouts::{head, headed, mark, rows};
use super::{letters, one, pattern};
use crate::model::{Answer, Level, Review};

/// A form with columns for *Có* and *Không* and one more, in which these words stand in the first row (a no).
fn first_no(heading: &str, words: &str) -> Review {
    first(heading, words, 0)
}

/// The same, with the words in the row of an indicator.
fn first(heading: &str, words: &str, row: usize) -> Review {
    let table = headed(
        &["TT", "Nội dung biểu hiện", "Có", "Không", heading],
        rows(|i, w, y| {
            let said = if i == row { words } else { "" };
            vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), said.into()]
        }),
    );
    one(&head().table(&table).document())
}

#[test]
fn what_stands_in_any_column_behind_a_denial_may_take_it_back() {
    let cases = [
        ("Ý kiến", "Có lúc còn nể nang"),
        ("Liên hệ thêm", "Đôi lúc còn nể nang"),
        ("Hạn chế", "Còn nể nang"),
        ("Mức độ", "Nhẹ"),
        ("Đã khắc phục", "x"),
    ];
    for (heading, words) in cases {
        assert_eq!(first_no(heading, words).answers[0].answer, Some(Answer::Conflict), "{heading}: {words}");
    }
    assert_eq!(first_no("Phân vân", "x").answers[0].answer, Some(Answer::Unclear));
    for (heading, words) in
        [("Ý kiến", "Luôn chấp hành tốt"), ("Biện pháp", "Khắc phục việc còn chậm"), ("Ký", "x")]
    {
        assert_eq!(letters(&first_no(heading, words)), pattern(), "{heading}: {words}");
    }
}

#[test]
fn a_level_beside_a_mark_is_that_of_what_is_present() {
    let review = first("Mức độ", "Trung bình", 2);
    assert_eq!(
        (review.answers[2].answer, review.answers[2].level),
        (Some(Answer::Yes), Some(Level::Moderate))
    );
}

#[test]
fn a_remark_in_the_square_of_a_mark_leaves_it_one_unless_it_says_otherwise() {
    let answered = |heading: &str, words: &str| {
        let table = headed(
            &["TT", "Nội dung biểu hiện", heading, "Không"],
            rows(|i, w, y| {
                let yes = if i == 2 { words.to_owned() } else { mark(y) };
                vec![format!("{}", i + 1), w.into(), yes, mark(!y)]
            }),
        );
        one(&head().table(&table).document()).answers[2].answer
    };
    assert_eq!(answered("Có", "x, còn ngại đọc"), Some(Answer::Yes));
    assert_eq!(answered("Có (nêu cụ thể)", "Ngại đọc tài liệu dài"), Some(Answer::Yes));
    assert_eq!(answered("Có (nêu cụ thể)", "Không thường xuyên đọc"), Some(Answer::Yes));
    for doubtful in ["x?", "x (nhầm)", "x - không có", "x, cơ bản"] {
        let answer = answered("Có", doubtful);
        assert!(!matches!(answer, Some(Answer::Yes | Answer::No)), "{doubtful}: {answer:?}");
    }
    assert_eq!(answered("Có (nêu cụ thể)", "Không vi phạm nội dung này"), Some(Answer::Conflict));
}

#[test]
fn a_line_below_the_answers_that_names_one_and_takes_it_back_makes_it_a_conflict() {
    let below = |line: &str| {
        let table = headed(
            &["TT", "Nội dung biểu hiện", "Có", "Không"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
        );
        letters(&one(&head().table(&table).line(line).document()))
    };
    let first_in_doubt = format!("c{}", &pattern()[1..]);
    assert_eq!(below("Ghi chú: Biểu hiện số 1 nhóm I đôi lúc còn dao động."), first_in_doubt);
    assert_eq!(below("Mục I.1: thực ra có lúc còn dao động."), first_in_doubt);
    assert_eq!(below("Biểu hiện số 3 nhóm I: có lúc còn ngại đọc, sẽ khắc phục."), pattern());
}

#[test]
fn headings_say_whom_they_are_about_and_how_much() {
    let read = |yes: &str, no: &str| {
        let table = headed(
            &["TT", "Nội dung biểu hiện", yes, no, "Trách nhiệm"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), String::new()]),
        );
        one(&head().table(&table).document())
    };
    assert_eq!(letters(&read("Tập thể chi ủy có", "Tập thể chi ủy không có")), pattern());
    assert_eq!(letters(&read("Bản thân có", "Bản thân không")), pattern());
    let slight = read("Vi phạm mức độ nhẹ", "Không vi phạm");
    assert_eq!((letters(&slight), slight.answers[2].level), (pattern(), Some(Level::Slight)));
}

#[test]
fn a_legend_at_the_foot_says_what_the_columns_mean() {
    let table = headed(
        &[
            "TT",
            "Không có các biểu hiện sau",
            "Đảm bảo\n(Đánh dấu x)",
            "Không đảm bảo\n(Đánh dấu x)",
            "Ghi chú",
        ],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(!y), mark(y), String::new()]),
    );
    let legend =
        "Ghi chú: cột “Đảm bảo”: bản thân không có biểu hiện; cột “Không đảm bảo”: bản thân có biểu hiện.";
    assert_eq!(letters(&one(&head().table(&table).line(legend).document())), pattern());
    let without = super::read(&head().table(&table).document()).reviews;
    assert!(without.iter().all(|review| review.answers.iter().all(|a| !a.is_certain())));
}

#[test]
fn a_figure_outside_the_legend_doubts_no_other() {
    let read = |legend: &str, none: &str, strange: &str| {
        let table = headed(
            &["TT", "Nội dung biểu hiện", "Mức độ"],
            rows(|i, w, y| {
                let figure = if i == 1 {
                    strange
                } else if y {
                    "2"
                } else {
                    none
                };
                vec![format!("{}", i + 1), w.into(), figure.into()]
            }),
        );
        letters(&one(&head().line(legend).table(&table).document()))
    };
    let legend = "(Ghi vào cột “Mức độ”: 0 - không có; 1 - nhẹ; 2 - trung bình; 3 - nặng)";
    let expected = format!("nu{}", &pattern()[2..]);
    assert_eq!(read(legend, "0", "4"), expected);
    assert_eq!(read(legend, "00", "4"), expected);
    assert_eq!(read("", "1", "1"), "u".repeat(27), "a scale that may begin with 1 for nothing");
}

#[test]
fn what_stands_behind_or_below_a_wording_may_take_its_mark_back() {
    let first = |behind: &str, below: &[&str]| {
        let made = rows(|i, w, y| {
            let wording = if i == 0 { format!("{w}{behind}") } else { w.into() };
            vec![format!("{}", i + 1), wording, mark(y), mark(!y)]
        });
        let mut table = headed(&["TT", "Nội dung biểu hiện", "Có", "Không"], made);
        for words in below {
            table.insert(2, ["", words, "", ""].map(String::from).to_vec());
        }
        letters(&one(&head().table(&table).document()))
    };
    let in_doubt = format!("c{}", &pattern()[1..]);
    assert_eq!(first(" (đôi lúc còn)", &[]), in_doubt);
    assert_eq!(first("\nBản thân đôi lúc còn dao động", &[]), in_doubt);
    assert_eq!(first("", &["Đôi lúc còn dao động"]), in_doubt);
    assert_eq!(first("\nKhông có", &[]), pattern());
    assert_eq!(first("", &["Luôn kiên định"]), pattern());
}

#[test]
fn a_line_below_a_denial_of_all_that_admits_something_leaves_it_open() {
    let all = "Qua tự soi 27 biểu hiện, bản thân tôi không mắc biểu hiện nào.";
    let certain = |lines: &[&str]| {
        let reviews = super::read(&head().lines(lines).document()).reviews;
        !reviews.is_empty() && reviews.iter().all(Review::is_certain)
    };
    assert!(certain(&[all]));
    assert!(certain(&[all, "Bản thân luôn gương mẫu."]));
    assert!(!certain(&[all, "Tuy nhiên, đôi lúc tôi còn nể nang trong phê bình."]));
    assert!(!certain(&[all, "Tôi còn có biểu hiện số 5 nhóm I."]));
}

#[test]
fn a_table_of_something_else_above_or_below_answers_nothing() {
    let asked = ["TT", "Nội dung", "Có", "Không"];
    let ours = headed(&asked, rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y)]));
    let forbidden = [
        "Cung cấp, để lộ bí mật của Đảng, Nhà nước",
        "Tổ chức, tham gia hội trái quy định",
        "Tổ chức, tham gia khiếu kiện đông người",
        "Đe dọa, trù dập người tố cáo",
        "Can thiệp công tác cán bộ, chạy chức, chạy quyền, chạy luân chuyển, chạy bằng cấp",
        "Tham ô, tham nhũng, cấu kết với doanh nghiệp để trục lợi",
        "Đánh bạc, rượu chè bê tha, mê tín dị đoan",
        "Can thiệp vào hoạt động tố tụng",
        "Vay, cho vay tiền trái quy định",
        "Thành lập doanh nghiệp trái quy định",
        "Sử dụng công quỹ sai mục đích chi",
        "Du lịch, vui chơi trái quy định",
        "Tự ứng cử khi chưa được phép",
        "Dùng tài sản công để trục lợi",
    ];
    let line = |(at, text): (usize, &&str)| {
        vec![(at + 1).to_string(), (*text).to_owned(), "x".to_owned(), String::new()]
    };
    let other = headed(&asked, forbidden.iter().enumerate().map(line).collect());
    for tables in [[&other, &ours], [&ours, &other]] {
        let page = tables.iter().fold(head(), |page, table| page.line("Tự soi").table(table));
        assert_eq!(letters(&one(&page.document())), pattern());
    }
}
