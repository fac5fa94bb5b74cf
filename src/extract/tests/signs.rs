//! What a form says that letters, colours and headings mean.

use super::layouts::{head, headed, rows};
use super::page::{Page, workbook};
use super::{letters, one, pattern, read};
use crate::document::{Block, Document, Table};
use crate::model::{Answer, Kind, Level, Review};

/// A form with one column for the answer.
fn answered(heading: &str, legend: &str, answer: impl Fn(usize, bool) -> String) -> Review {
    let table = headed(
        &["TT", "Nội dung", heading, "Nói rõ thêm"],
        rows(|i, w, y| {
            vec![format!("{}", i + 1), w.into(), answer(i, y), if y { "Còn nể nang" } else { "" }.into()]
        }),
    );
    one(&head().line(legend).table(&table).document())
}

#[test]
fn two_signs_may_head_the_column_in_which_one_is_written() {
    let word = |yes: &'static str, no: &'static str| move |_, y| if y { yes } else { no }.to_owned();
    for heading in ["C/K", "K/C", "Tự nhận C/K", "Ghi C/K", "Tự soi (C/K)"] {
        let review = answered(heading, "Ghi C nếu có, K nếu không có biểu hiện.", word("C", "K"));
        assert_eq!(letters(&review), pattern(), "{heading}");
    }
    let legend = "Cách ghi: Đ - đúng, bản thân có biểu hiện này; S - sai, bản thân không có biểu hiện này.";
    assert_eq!(letters(&answered("Đ/S", legend, word("Đ", "S"))), pattern());
    for (heading, legend, yes, no) in [
        ("T/K", "T - tốt, bản thân không có biểu hiện; K - kém, bản thân có biểu hiện", "K", "T"),
        ("V/X", "V - vướng, bản thân có biểu hiện; X - không, bản thân không có biểu hiện", "V", "X"),
        ("+/-", "Dấu + là có biểu hiện, dấu - là không", "+", "-"),
        ("Đúng/Sai", "Đúng là có biểu hiện, sai là không có biểu hiện", "Đúng", "Sai"),
    ] {
        assert_eq!(letters(&answered(heading, legend, word(yes, no))), pattern(), "{heading}");
    }
    let half = answered("C/K", "C: có; K - không rõ lắm", word("C", "K"));
    assert_eq!(
        letters(&half),
        pattern().replace('n', "u"),
        "what is half said of a sign is not its usual meaning"
    );
    let unsaid = answered("Đ/S", "(Ghi Đ hoặc S)", word("Đ", "S"));
    assert!(unsaid.answers.iter().all(|reading| !reading.is_certain()));
}

#[test]
fn a_column_of_two_signs_beside_corrections_asks() {
    for heading in ["C/K", "Tự nhận C/K", "Ghi C/K"] {
        let table = headed(
            &["Ký hiệu", "Nội dung", heading, "Biện pháp khắc phục", "Thời hạn"],
            rows(|i, w, y| {
                let (sign, action, due) =
                    if y { ("C", "Góp ý thẳng", "31/12/2026") } else { ("K", "", "") };
                vec![format!("BH {}", i + 1), w.into(), sign.into(), action.into(), due.into()]
            }),
        );
        let review = one(&head().table(&table).document());
        assert_eq!(letters(&review), pattern(), "{heading}");
        assert_eq!(review.commitments.len(), pattern().matches('y').count(), "{heading}");
    }
}

#[test]
fn the_letter_of_a_line_is_no_answer_to_it() {
    let table = headed(
        &["", "Biểu hiện", "Tự nhận (Có/Không)"],
        rows(|i, w, y| {
            let letter = ["a)", "b)", "c)", "d)", "e)", "g)", "h)", "i)", "k)"][i % 9];
            let said = if i % 9 > 5 {
                ""
            } else if y {
                "Có"
            } else {
                "Không"
            };
            vec![letter.into(), w.into(), said.into()]
        }),
    );
    let blank = |(i, letter): (usize, char)| if i % 9 > 5 { 'b' } else { letter };
    let expected: String = pattern().chars().enumerate().map(blank).collect();
    assert_eq!(letters(&one(&head().table(&table).document())), expected);
}

#[test]
fn a_moderate_level_is_one_in_whatever_words() {
    for word in ["Mức độ vừa", "Mức vừa"] {
        let review =
            answered("Mức độ tự nhận", "", |_, y| if y { word } else { "Không" }.to_owned());
        let level = review.answers[2].level;
        assert_eq!((letters(&review), level), (pattern(), Some(Level::Moderate)), "{word}");
    }
}

#[test]
fn ballots_are_counted_by_what_is_marked_on_them() {
    let pairs = [
        ["Số phiếu ghi Có", "Số phiếu ghi Không"],
        ["Số phiếu có", "Số phiếu không"],
        ["Số phiếu có biểu hiện", "Số phiếu không có biểu hiện"],
    ];
    for [yes, no] in pairs {
        let table = headed(
            &["STT", "Nội dung biểu hiện", yes, no, "Tổng số phiếu"],
            rows(|i, w, _| {
                vec![
                    format!("{}", i + 1),
                    w.into(),
                    format!("{}", i % 4),
                    format!("{}", 18 - i % 4),
                    "18".into(),
                ]
            }),
        );
        let line = "Số phiếu phát ra: 18; số phiếu thu về: 18";
        let review = one(&Page::default()
            .line("BẢNG TỔNG HỢP PHIẾU TỰ SOI CỦA CHI BỘ")
            .line(line)
            .table(&table)
            .document());
        let counts: Vec<Option<u32>> = review.answers.iter().map(|r| r.count).collect();
        let expected: Vec<Option<u32>> = (0..27).map(|i| Some(i % 4)).collect();
        assert_eq!((review.kind, counts), (Kind::Tally, expected), "{yes}");
    }
    let table = headed(
        &["STT", "Nội dung biểu hiện", "Số phiếu không hợp lệ"],
        rows(|i, w, _| vec![format!("{}", i + 1), w.into(), "1".into()]),
    );
    let counted = read(&Page::default().line("BẢNG TỔNG HỢP PHIẾU TỰ SOI").table(&table).document()).reviews;
    assert!(counted.iter().flat_map(|r| &r.answers).all(|r| !r.is_certain()));
}

/// A document in which the squares of a column, below the headings, have these fills.
fn filled(document: Document, column: u32, fill: impl Fn(usize) -> Option<u32>) -> Document {
    let paint = |table: &Table| {
        let last = table.rows();
        let first = last - 27;
        let mut slots = table.slots().to_vec();
        for row in first..last {
            let sample = slots.iter().find(|s| s.row == row).expect("a square").clone();
            let wanted = fill((row - first) as usize);
            match slots.iter_mut().find(|s| s.row == row && s.column == column) {
                Some(slot) => slot.fill = wanted,
                None => slots.push(crate::document::Slot {
                    column,
                    blocks: Vec::new(),
                    value: crate::document::Value::Text,
                    fill: wanted,
                    ..sample
                }),
            }
        }
        Table::new(table.frame.clone(), slots)
    };
    let mut document = document;
    for block in document.parts.iter_mut().flat_map(|part| &mut part.blocks) {
        if let Block::Table(table) = block
            && table.rows() > 27
        {
            *table = paint(table);
        }
    }
    document
}

const YELLOW: u32 = 0xFF_FF00;
const GREEN: u32 = 0x92_D050;

#[test]
fn colours_answer_where_the_form_says_what_they_mean() {
    let form = |legend: &str, said: &str| {
        let mut sheet = vec![
            vec!["PHIẾU TỰ SOI".to_owned()],
            vec!["Họ và tên: Hà Văn Mơ".to_owned()],
            vec![legend.to_owned()],
        ];
        sheet.extend(headed(
            &["TT", "Nội dung biểu hiện", "Tự soi"],
            rows(|i, w, _| {
                vec![format!("{}", i + 1), w.into(), if i == 0 { said.into() } else { String::new() }]
            }),
        ));
        workbook(&[("Tự soi", sheet)])
    };
    let yes = |i: usize| pattern().as_bytes()[i] == b'y';
    let both = |i: usize| Some(if yes(i) { YELLOW } else { GREEN });
    let legend = "Cách ghi: tô màu vàng nếu có biểu hiện, tô màu xanh lá nếu không có biểu hiện";
    assert_eq!(letters(&one(&filled(form(legend, ""), 2, both))), pattern());
    let turned = "Ô tô xanh: có biểu hiện; ô tô vàng: không có biểu hiện";
    let opposite: String = pattern().chars().map(|c| if c == 'y' { 'n' } else { 'y' }).collect();
    assert_eq!(letters(&one(&filled(form(turned, ""), 2, both))), opposite);
    let one_sided = "Tô màu vàng nếu có biểu hiện, để trống nếu không có";
    assert_eq!(letters(&one(&filled(form(one_sided, ""), 2, |i| yes(i).then_some(YELLOW)))), pattern());
    for white in
        ["ô trắng: không có; ô vàng: có", "Tô vàng ô có biểu hiện, không tô màu nếu không có biểu hiện"]
    {
        let told = one(&filled(form(white, ""), 2, |i| yes(i).then_some(YELLOW)));
        assert_eq!(letters(&told), pattern(), "{white}");
        let green = one(&filled(form(white, ""), 2, both));
        assert!(!letters(&green).contains('n'), "of green it says nothing: {white}");
    }
    let turned_white = "Ô trắng: có; ô vàng: không có";
    let open = one(&filled(form(turned_white, ""), 2, |i| (!yes(i)).then_some(YELLOW)));
    assert_eq!(letters(&open), pattern().replace('y', "b"), "an empty square admits nothing");
    let strange = |i: usize| if i == 0 { Some(0xFF_0000) } else { both(i) };
    let unknown = format!("u{}", &pattern()[1..]);
    assert_eq!(letters(&one(&filled(form(legend, ""), 2, strange))), unknown, "of red it says nothing");
    let contrary = format!("c{}", &pattern()[1..]);
    assert_eq!(letters(&one(&filled(form(legend, "Có"), 2, both))), contrary);
    let silent = read(&filled(form("", ""), 2, both)).reviews;
    assert!(
        silent.iter().flat_map(|r| &r.answers).all(|r| r.answer == Some(Answer::Blank)),
        "nothing is said"
    );
}

#[test]
fn how_often_something_showed_says_whether_and_not_how_grave() {
    let said = |i: usize, y: bool| match (y, i % 2) {
        (true, 0) => "3".to_owned(),
        (true, _) => "2 lần".to_owned(),
        _ => "0".to_owned(),
    };
    let body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), said(i, y)]);
    let table = headed(&["TT", "Biểu hiện", "Số lần mắc (không mắc ghi 0)"], body);
    let review = one(&head().table(&table).document());
    assert_eq!(letters(&review), pattern());
    assert!(review.answers.iter().all(|reading| reading.level.is_none()));
}
