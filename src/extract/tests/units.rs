//! Tables of many units: counts of members, or what their committees answer.

use super::layouts::{mark, rows};
use super::many::texts;
use super::page::{Page, workbook};
use super::{catalogue, letters, pattern, read};
use crate::model::{Kind, Rating, Review};

const CELLS: [&str; 2] = ["Chi bộ thôn Bãi Cát", "Chi bộ thôn Gò Mối"];

/// The reviews of a sheet, which are those of the same table in a document.
fn reviews(title: &str, table: &[Vec<String>]) -> Vec<Review> {
    let sheet: Vec<Vec<String>> = std::iter::once(texts(&[title])).chain(table.iter().cloned()).collect();
    let of_sheet = read(&workbook(&[("Sheet1", sheet)]));
    assert!(!of_sheet.findings.iter().any(crate::finding::Finding::asks), "{title}");
    let of_page = read(&Page::default().line(title).table(table).document());
    let kinds = |reviews: &[Review]| reviews.iter().map(|r| (r.kind, letters(r))).collect::<Vec<_>>();
    assert_eq!(kinds(&of_sheet.reviews), kinds(&of_page.reviews), "{title}");
    of_sheet.reviews
}

fn units(reviews: &[Review]) -> Vec<String> {
    reviews.iter().map(|review| review.unit_lines[0].text.clone()).collect()
}

#[test]
fn a_heading_says_that_each_column_below_it_is_a_cell() {
    let title = "BIỂU TỔNG HỢP SỐ ĐẢNG VIÊN CÓ BIỂU HIỆN SUY THOÁI";
    for over in
        ["Số đảng viên tự nhận có biểu hiện theo chi bộ", "Số đ/c có biểu hiện ở các chi bộ trực thuộc"]
    {
        let mut table = vec![
            texts(&["TT", "Biểu hiện", over, "<", "Tổng cộng"]),
            texts(&["^", "^", "thôn Bãi Cát", "Cơ quan", "^"]),
            texts(&["", "Tổng số đảng viên tự soi", "16", "13", "29"]),
        ];
        table.extend(rows(|i, w, y| {
            texts(&[&(i + 1).to_string(), w, if y { "3" } else { "0" }, "2", if y { "5" } else { "2" }])
        }));
        let reviews = reviews(title, &table);
        assert_eq!(units(&reviews), ["Chi bộ thôn Bãi Cát", "Chi bộ Cơ quan"], "{over}");
        assert!(reviews.iter().all(|review| review.kind == Kind::Tally), "{over}");
        assert_eq!([reviews[0].total, reviews[1].total], [Some(16), Some(13)], "{over}");
        assert_eq!([reviews[0].answers[2].count, reviews[1].answers[2].count], [Some(3), Some(2)], "{over}");
    }
}

#[test]
fn below_a_cell_may_stand_its_number_and_its_share() {
    let mut table = vec![
        texts(&["TT", "Biểu hiện", CELLS[0], "<", CELLS[1], "<"]),
        texts(&["^", "^", "Số lượng", "Tỷ lệ %", "Số lượng", "Tỷ lệ %"]),
    ];
    table.extend(rows(|i, w, y| {
        let (count, share) = if y { ("3", "15,0") } else { ("0", "0") };
        texts(&[&(i + 1).to_string(), w, count, share, "2", "20"])
    }));
    let reviews = reviews("BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI CÁC CHI BỘ", &table);
    assert_eq!(units(&reviews), CELLS);
    assert_eq!([reviews[0].answers[2].count, reviews[1].answers[2].count], [Some(3), Some(2)]);
}

#[test]
fn each_row_may_be_a_committees_own_review() {
    let title = "TỔNG HỢP TỰ SOI CỦA TẬP THỂ CHI ỦY CÁC CHI BỘ TRỰC THUỘC";
    for (heading, prefix) in [("Tập thể", "Chi ủy "), ("Tên tập thể", "Tập thể chi ủy "), ("Chi bộ", "")]
    {
        let codes: Vec<String> = catalogue().indicators.into_iter().map(|i| i.code).collect();
        let row = |at: usize, yes: &str| {
            let said = yes.chars().map(|c| if c == 'y' { "x".to_owned() } else { "0".into() });
            let cell = format!("{prefix}{}", CELLS[at]);
            [vec![(at + 1).to_string(), cell], said.collect(), texts(&["HTTNV"])].concat()
        };
        let head = [texts(&["TT", heading]), codes, texts(&["Xếp loại"])].concat();
        let table = [head, row(0, &pattern()), row(1, &"n".repeat(27))];
        let reviews = reviews(title, &table);
        let told: Vec<_> = reviews.iter().map(|r| (r.kind, letters(r), r.name.clone(), r.rating)).collect();
        let expected = |letters: String| (Kind::Collective, letters, None, Some(Rating::Good));
        assert_eq!(told, [expected(pattern()), expected("n".repeat(27))], "{heading}");
        assert!(units(&reviews).iter().zip(CELLS).all(|(unit, cell)| unit.ends_with(cell)), "{heading}");
    }
}

#[test]
fn each_column_may_be_a_committees_own_review() {
    let names = CELLS.map(|cell| format!("Chi ủy {cell}"));
    let mut table = vec![texts(&["TT", "Biểu hiện", &names[0], &names[1]])];
    table.extend(rows(|i, w, y| {
        let said = |yes| if yes { "Có" } else { "Không" };
        texts(&[&(i + 1).to_string(), w, said(y), "Không"])
    }));
    let reviews = reviews("TỔNG HỢP TỰ SOI CỦA TẬP THỂ CHI ỦY", &table);
    assert!(reviews.iter().all(|review| review.kind == Kind::Collective));
    assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), [pattern(), "n".repeat(27)]);
}

#[test]
fn members_of_a_committee_are_members() {
    let codes: Vec<String> = catalogue().indicators.into_iter().map(|i| i.code).collect();
    let row = |name: &str| [texts(&["1", name]), vec![mark(true); 1], vec!["0".into(); 26]].concat();
    let head = [texts(&["TT", "Họ và tên"]), codes].concat();
    let reviews = reviews("TỔNG HỢP TỰ SOI CỦA CHI ỦY VIÊN", &[head, row("Hà Văn Mơ"), row("Lê Thị Thử")]);
    assert!(reviews.iter().all(|review| review.kind == Kind::Member && review.name.is_some()));
}

#[test]
fn below_a_cell_may_stand_how_many_have_it_and_how_many_have_not() {
    let mut table = vec![
        texts(&["TT", "Biểu hiện", CELLS[0], "<", CELLS[1], "<"]),
        texts(&["^", "^", "Có", "Không", "Có", "Không"]),
    ];
    table.extend(rows(|i, w, y| {
        let counts = if y { ["3", "13"] } else { ["0", "16"] };
        texts(&[&(i + 1).to_string(), w, counts[0], counts[1], "2", "9"])
    }));
    let reviews = reviews("BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI CÁC CHI BỘ", &table);
    assert_eq!(units(&reviews), CELLS);
    let counts = |at: usize| reviews[at].answers.iter().map(|r| r.count.unwrap_or(99)).collect::<Vec<_>>();
    assert_eq!(counts(0), pattern().chars().map(|c| if c == 'y' { 3 } else { 0 }).collect::<Vec<_>>());
    assert_eq!(counts(1), vec![2; 27]);
}

#[test]
fn a_row_may_say_of_whom_those_below_it_are() {
    let codes: Vec<String> = catalogue().indicators.into_iter().map(|i| i.code).collect();
    let row = |first: &str, name: &str, yes: &str| {
        let said = yes.chars().map(|c| if c == 'y' { "x".to_owned() } else { "0".into() });
        [texts(&[first, name]), said.collect()].concat()
    };
    let table = [
        [texts(&["TT", "Họ và tên"]), codes].concat(),
        row("I", "TẬP THỂ", ""),
        row("1", "Chi ủy chi bộ", &pattern()),
        row("II", "CÁ NHÂN", ""),
        row("1", "1. Hà Văn Mơ", &"n".repeat(27)),
    ];
    let reviews = reviews("TỔNG HỢP TỰ SOI", &table);
    let told: Vec<_> = reviews.iter().map(|r| (r.kind, r.name.as_deref(), letters(r))).collect();
    let member = (Kind::Member, Some("Hà Văn Mơ"), "n".repeat(27));
    assert_eq!(told, [(Kind::Collective, None, pattern()), member]);
}
