//! What falls short, said beside or below an answer that denies the manifestation, and promised below all answers.

use super::layouts::{head, headed, mark, rows};
use super::page::{Page, workbook};
use super::{letters, one, read};

const DENIALS: [&str; 3] = ["Không", "Không mắc biểu hiện nào nêu trên", "Bản thân không có biểu hiện này."];

/// Answers of which all deny; the sixth is the one that something is said about.
fn with(letter: &str) -> String {
    format!("{}{letter}{}", "n".repeat(5), "n".repeat(21))
}

/// A form of lines: wording and answer, and a line below that of the sixth indicator.
fn lines(said: &str) -> String {
    let answer = |i: usize, w: &str, _| {
        let mut lines = vec![format!("{}. {w}: {}", i + 1, DENIALS[i % 3])];
        lines.extend((i == 5).then(|| said.to_owned()));
        lines
    };
    letters(&one(&head().lines(rows(answer).concat()).document()))
}

#[test]
fn a_denial_with_a_shortcoming_below_it_is_a_question() {
    for said in [
        "Hạn chế: giải quyết công việc chậm",
        "- Tồn tại (nếu có): làm việc riêng trong giờ",
        "Khuyết điểm: ngại đọc tài liệu",
        "Biểu hiện cụ thể: đi họp muộn",
        "Hạn chế: ngại đọc tài liệu; biện pháp: đọc báo hằng ngày",
    ] {
        assert_eq!(lines(said), with("c"), "{said}");
    }
    for said in ["Hạn chế: không", "Tồn tại, hạn chế: Không có hạn chế gì.", "Hạn chế: ……………", "- Không có"]
    {
        assert_eq!(lines(said), with("n"), "{said}");
    }
}

#[test]
fn a_denial_with_a_shortcoming_in_its_row_is_a_question() {
    let said = |i: usize, text: &str| if i == 5 { text.to_owned() } else { String::new() };
    let forms = |text: &str| {
        let beside = headed(
            &["TT", "Biểu hiện", "Có", "Không", "Hạn chế, tồn tại"],
            rows(|i, w, _| vec![format!("{}", i + 1), w.into(), String::new(), mark(true), said(i, text)]),
        );
        let of_words = headed(
            &["TT", "Biểu hiện", "Tự soi", "Khuyết điểm"],
            rows(|i, w, _| vec![format!("{}", i + 1), w.into(), "Không".into(), said(i, text)]),
        );
        let within = headed(
            &["TT", "Biểu hiện", "Tự soi"],
            rows(|i, w, _| {
                let below = said(i, &format!("\nHạn chế: {text}"));
                vec![format!("{}", i + 1), w.into(), format!("Không{below}")]
            }),
        );
        let mut below = headed(
            &["TT", "Biểu hiện", "Tự soi"],
            rows(|i, w, _| vec![format!("{}", i + 1), w.into(), "Không".into()]),
        );
        below.insert(7, vec![String::new(), format!("Hạn chế: {text}"), String::new()]);
        [beside, of_words, within, below]
    };
    for form in forms("giải quyết công việc chậm") {
        for document in [head().table(&form).document(), workbook(&[("Lê Thị Thử Nghiệm", form.clone())])]
        {
            assert!(["c", "u"].map(with).contains(&letters(&one(&document))), "{:?}", form[6]);
        }
    }
    for form in forms("không có") {
        assert_eq!(letters(&one(&head().table(&form).document())), with("n"), "{:?}", form[6]);
    }
}

#[test]
fn a_shortcoming_below_a_sentence_that_denies_all_leaves_that_open() {
    let all = "Qua tự soi 27 biểu hiện, bản thân tôi không mắc biểu hiện nào.";
    assert_eq!(letters(&one(&head().lines([all, "Hạn chế: không"]).document())), "n".repeat(27));
    let read = read(&head().lines([all, "Hạn chế: ngại đọc tài liệu"]).document());
    assert!(read.reviews.is_empty() && !read.findings.is_empty());
}

/// What is promised: the shortcoming, the action, the deadline as written.
fn promised(page: Page) -> Vec<[String; 3]> {
    let commitments = one(&page.document()).commitments.into_iter();
    commitments.map(|c| [c.shortcoming, c.action, c.due_text]).collect()
}

#[test]
fn a_plan_without_a_heading_is_read_where_each_part_has_a_line() {
    let plan = [
        "Hạn chế: ngại đọc tài liệu",
        "Biện pháp: đọc báo hằng ngày",
        "Thời hạn: Quý IV/2026",
        "Hạn chế: làm việc chậm",
        "Biện pháp: lập lịch hằng tuần",
        "Thời hạn: 30/9/2026",
    ];
    let expected = [
        ["ngại đọc tài liệu", "đọc báo hằng ngày", "Quý IV/2026"],
        ["làm việc chậm", "lập lịch hằng tuần", "30/9/2026"],
    ];
    let table = headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    let answers = rows(|i, w, _| vec![format!("{}. {w}: Không", i + 1)]).concat();
    for page in [head().table(&table), head().lines(answers)] {
        assert_eq!(promised(page.lines(plan)), expected);
    }
}

#[test]
fn a_shortcoming_with_its_remedy_below_an_answer_is_about_that() {
    let below = |i: usize, w: &str, y: bool| {
        let mut lines = vec![format!("{}. {w}: {}", i + 1, if y { "Có" } else { "Không" })];
        lines.extend(y.then(|| "Hạn chế: nể nang; biện pháp: góp ý thẳng; thời hạn: 30/9/2026".to_owned()));
        lines
    };
    let page = || head().lines(rows(below).concat());
    assert_eq!(letters(&one(&page().document())), super::pattern());
    assert_eq!(promised(page()), vec![["nể nang", "góp ý thẳng", "30/9/2026"]; 4]);
}

#[test]
fn an_admission_beside_no_shortcoming_is_a_question() {
    let below = |i: usize, w: &str, y: bool| {
        let mut lines = vec![format!("{}. {w}: {}", i + 1, if y { "Có" } else { "Không" })];
        lines.extend((i == 2).then(|| "Hạn chế: không".to_owned()));
        lines
    };
    let expected = super::pattern().replacen('y', "c", 1);
    assert_eq!(letters(&one(&head().lines(rows(below).concat()).document())), expected);
    let beside = headed(
        &["TT", "Biểu hiện", "Có", "Không", "Hạn chế cụ thể"],
        rows(|i, w, y| {
            let said = if i == 2 { "Không có" } else { "" };
            vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), said.into()]
        }),
    );
    assert_eq!(letters(&one(&head().table(&beside).document())), expected);
}

#[test]
fn a_plan_in_the_last_row_of_the_answers_is_read() {
    let plan = "Biện pháp khắc phục:\n1. Ngại học: đọc báo hằng ngày. Thời hạn: 30/9/2026\n\
                2. Làm chậm: lập lịch hằng tuần. Thời hạn: 31/12/2026";
    let mut table = headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    table.push(vec![plan.to_owned(), "<".into(), "<".into(), "<".into()]);
    let expected =
        [["Ngại học", "đọc báo hằng ngày", "30/9/2026"], ["Làm chậm", "lập lịch hằng tuần", "31/12/2026"]];
    assert_eq!(promised(head().table(&table)), expected);
}
