//! Answers before the wording, and letters that admit some manifestations and deny the rest.

use super::layouts::{head, rows};
use super::page::Page;
use super::{letters, one, pattern, read};
use crate::finding::Finding;
use crate::model::Commitment;

const GROUPS: [&str; 3] = [
    "I. Suy thoái về tư tưởng chính trị",
    "II. Suy thoái về đạo đức, lối sống",
    "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ",
];

#[test]
fn an_answer_before_the_number_of_its_manifestation_is_read() {
    for sign in [" – ", ": ", ". "] {
        let word = |yes| if yes { "CÓ" } else { "KHÔNG" };
        let lines = rows(|i, w, y| vec![format!("{}{sign}{}. {w}", word(y), i % 9 + 1)]);
        let add = |page: Page, g: usize| page.line(GROUPS[g]).lines(lines[g * 9..g * 9 + 9].concat());
        assert_eq!(letters(&one(&(0..3).fold(head(), add).document())), pattern(), "{sign}");
    }
}

const ADMITTED: &str = "Tôi thấy mình còn mắc hai biểu hiện. Một là còn lười học tập lý luận, nghị quyết của Đảng (biểu hiện 3 nhóm I). Hai là có lúc quan liêu, chưa sâu sát bà con (biểu hiện 5 nhóm II).";

fn letter(said: &str) -> Page {
    let head = Page::default().lines(["THƯ TỰ SOI, TỰ SỬA", "Kính gửi: Chi ủy Chi bộ thôn Sơn Nam"]);
    head.line(said).lines(["NGƯỜI VIẾT", "Trần Viết An"])
}

#[test]
fn a_letter_that_admits_by_number_and_denies_the_rest_answers_all() {
    let said =
        format!("{ADMITTED} Ngoài hai biểu hiện trên, tôi không có biểu hiện nào khác trong 27 biểu hiện.");
    let expected: String = (0..27).map(|i| if [2, 13].contains(&i) { 'y' } else { 'n' }).collect();
    assert_eq!(letters(&one(&letter(&said).document())), expected);
}

#[test]
fn a_letter_that_admits_something_never_denies_all() {
    let rest = "Ngoài ra tôi không có biểu hiện nào khác trong 27 biểu hiện.";
    for said in [
        format!("{} {rest}", ADMITTED.replace("hai biểu hiện", "ba biểu hiện")),
        format!("Tôi còn nể nang khi góp ý cho đồng chí. {rest}"),
        "Tôi còn nể nang khi góp ý. Bản thân tôi không có biểu hiện nào trong 27 biểu hiện.".to_owned(),
    ] {
        let read = read(&letter(&said).document());
        assert!(read.reviews.iter().all(|review| review.answers.iter().all(|r| !r.is_certain())), "{said}");
        assert!(read.findings.iter().any(|f| f.code() == "unknown-layout"), "{said}");
    }
}

#[test]
fn what_a_letter_promises_by_a_day_is_never_lost() {
    let said = format!("{ADMITTED} Ngoài hai biểu hiện trên, tôi không có biểu hiện nào khác.");
    let promise = "Tôi hứa: lười học tập nghị quyết thì sửa xong trong tháng 9/2026.";
    let head = Page::default().lines(["THƯ TỰ SOI, TỰ SỬA", "Kính gửi: Chi ủy Chi bộ thôn Sơn Nam"]);
    let page = head.lines([said.as_str(), promise, "NGƯỜI VIẾT", "Trần Viết An"]);
    let read = read(&page.document());
    assert_eq!(read.reviews.len(), 1);
    assert!(read.findings.iter().any(|f| f.code() == "unknown-promise"));
}

#[test]
fn a_promise_may_begin_with_the_day_by_which_it_is_kept() {
    let word = |yes: bool| if yes { "Có" } else { "Không" };
    let lines = rows(|i, w, y| vec![format!("{}. {w}: {}", i % 9 + 1, word(y))]);
    let add = |page: Page, g: usize| page.line(GROUPS[g]).lines(lines[g * 9..g * 9 + 9].concat());
    for promise in [
        "Biện pháp sửa chữa: Đến hết Quý IV/2026 sửa dứt điểm việc nể nang trong phê bình.",
        "Cam kết: từ nay đến 31/12/2026 bớt rượu chè khi có đám cưới, đám giỗ.",
    ] {
        let review = one(&(0..3).fold(head(), add).line(promise).document());
        let dues: Vec<_> = review.commitments.iter().map(|c| c.due.map(|d| d.to_string())).collect();
        assert_eq!(dues, [Some("2026-12-31".to_owned())], "{promise}");
    }
}

#[test]
fn a_promise_in_a_sentence_is_about_what_it_names_or_about_the_one_that_is_admitted() {
    let one = "Nhóm I có biểu hiện 4, còn lại không; nhóm II, III không có biểu hiện nào.";
    let two = "Ngoài I.4 và I.5 ra, trong 27 biểu hiện tôi không có biểu hiện nào khác.";
    let promised = |answers: &str, promise: &str| {
        let extraction = read(&head().lines([answers, promise, "Người viết"]).document());
        let told = |c: &Commitment| format!("{:?} {} {}", c.indicator, c.shortcoming, c.due.unwrap());
        let commitments: Vec<String> = extraction.reviews[0].commitments.iter().map(told).collect();
        (commitments.join(", "), extraction.findings.iter().map(Finding::code).collect::<Vec<_>>().join(" "))
    };
    for (answers, promise, expected) in [
        (
            one,
            "Tôi sẽ khắc phục việc triển khai còn chậm trong quý III/2026.",
            "Some(3) triển khai còn chậm 2026-09-30",
        ),
        (
            two,
            "- Khắc phục biểu hiện I.5 (còn nể nang) trước ngày 31/8/2026;",
            "Some(4) còn nể nang 2026-08-31",
        ),
    ] {
        assert_eq!(promised(answers, promise), (expected.to_owned(), String::new()), "{promise}");
    }
    for (answers, promise) in [
        (two, "Tôi sẽ khắc phục việc triển khai còn chậm trong quý III/2026."),
        (one, "Tôi xin cam kết khắc phục biểu hiện I.6 trong quý III/2026."),
        (one, "Tôi xin cam kết khắc phục các hạn chế trên trong quý III/2026."),
    ] {
        assert_eq!(promised(answers, promise), (String::new(), "unknown-promise".to_owned()), "{promise}");
    }
}

#[test]
fn what_a_line_under_a_group_admits_and_is_not_understood_leaves_its_group_open() {
    let lines = [
        GROUPS[0],
        "Bản thân không có biểu hiện nào trong nhóm này.",
        GROUPS[1],
        "Còn hay làm việc riêng trong giờ, việc nhà nhiều nên khó bỏ.",
        "Không có biểu hiện nào trong 9 biểu hiện của nhóm này.",
        GROUPS[2],
        "Bản thân không có biểu hiện nào trong nhóm này.",
    ];
    let told = letters(&one(&head().lines(lines).document()));
    assert_eq!(told, format!("{}{}{}", "n".repeat(9), "u".repeat(9), "n".repeat(9)));
    let mut behind = lines;
    behind.swap(3, 4);
    assert!(read(&head().lines(behind).document()).reviews.is_empty(), "it may be of any group");
}

#[test]
fn a_letter_to_a_cell_in_which_somebody_names_themselves_needs_no_title() {
    let letter = |lines: &[&str]| {
        let head = ["Kính gửi: Chi bộ thôn Sơn Nam", "Tôi tên là Hà Văn Mơ, đảng viên của chi bộ."];
        read(&Page::default().lines(head).lines(lines.iter().copied()).document())
    };
    let told = letter(&["Tôi xin báo cáo chi bộ: tôi không có biểu hiện nào trong cả 27 biểu hiện."]);
    assert_eq!(letters(&told.reviews[0]), "n".repeat(27));
    assert_eq!(told.reviews[0].unit_lines[0].text, "Chi bộ thôn Sơn Nam");
    let unread = letter(&["Tôi đã nghe đọc đủ 27 biểu hiện. Ngẫm lại mình, tôi thấy vui với con cháu."]);
    assert!(unread.reviews.is_empty() && unread.findings.iter().any(Finding::asks), "a person must look");
}

/// A form in lines under the titles of the groups.
fn lined(titles: [&str; 3], line: impl Fn(usize, &str, bool) -> Vec<String>) -> Page {
    let labels = super::catalogue().indicators;
    let yes = pattern();
    let of = |i: usize| line(i, &labels[i].label, yes.as_bytes()[i] == b'y');
    (0..3).fold(head(), |page, g| page.line(titles[g]).lines((g * 9..g * 9 + 9).flat_map(&of)))
}

fn word(yes: bool) -> &'static str {
    if yes { "Có" } else { "Không" }
}

#[test]
fn groups_may_be_lettered() {
    let titles =
        ["A. Về tư tưởng chính trị", "B. Về đạo đức, lối sống", "C. Về \"tự diễn biến\", \"tự chuyển hóa\""];
    let page = lined(titles, |i, label, y| vec![format!("{}. {label}\t{}", i % 9 + 1, word(y))]);
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn a_wording_may_go_on_in_lettered_lines() {
    let indicators = super::catalogue().indicators;
    let page = lined(GROUPS, |i, _, y| {
        let pieces = indicators[i].wording.split("; ").zip('a'..);
        let heading = format!("Biểu hiện {}", i % 9 + 1);
        let parts = pieces.map(|(piece, letter)| format!("{letter}) {piece};"));
        std::iter::once(heading).chain(parts).chain([format!("Tự soi: {}", word(y).to_lowercase())]).collect()
    });
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn questions_may_ask_whether_it_ever_was() {
    for ask in ["Có khi nào đồng chí", "Đồng chí đã bao giờ"] {
        let page = lined(GROUPS, |i, label, y| {
            vec![
                format!("{}. {ask} {} hay không?", i + 1, label.to_lowercase()),
                format!("Trả lời: {}", word(y)),
            ]
        });
        assert_eq!(letters(&one(&page.document())), pattern(), "{ask}");
    }
}

#[test]
fn an_answer_may_open_with_what_one_sees_in_oneself() {
    let said = |y| {
        if y {
            "Điều này tôi tự nhận là có: còn ngại đọc."
        } else {
            "Tôi tự thấy mình không có."
        }
    };
    let page = lined(GROUPS, |i, label, y| {
        vec![format!("{}. {label}.", i % 9 + 1), format!("- Trả lời: {}", said(y))]
    });
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn a_choice_behind_a_full_stop_that_nobody_made_is_untouched() {
    let page = lined(GROUPS, |i, label, _| vec![format!("{}/ {label}.  Có / Không", i % 9 + 1)]);
    let review = one(&page.document());
    let review = review.answers.iter().all(|r| !r.is_certain() && r.evidence == "Có / Không");
    assert!(review);
}

#[test]
fn the_last_sentence_of_an_answer_may_promise() {
    let page = lined(GROUPS, |i, label, y| {
        let said = if y {
            "Tôi có biểu hiện này: làm chưa đúng hẹn. Tôi hứa sửa chữa xong trước 30/9/2026."
        } else {
            "Tôi không có biểu hiện này."
        };
        vec![format!("{}. {label}.", i % 9 + 1), said.to_owned()]
    });
    let review = one(&page.document());
    assert_eq!(letters(&review), pattern());
    let promised: Vec<_> =
        review.commitments.iter().map(|c| (c.shortcoming.as_str(), c.due_text.as_str())).collect();
    assert_eq!(promised, [("làm chưa đúng hẹn", "xong trước 30/9/2026"); 4]);
}
