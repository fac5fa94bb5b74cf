//! Tables of counts: which column counts all, and what else stands beside it.

use super::layouts::rows;
use super::one;
use super::page::{Page, workbook};
use crate::model::{Kind, Review};

/// A tally with these rows of headings, and squares behind each wording.
fn tally(heads: &[&[&str]], squares: impl Fn(usize) -> Vec<String>) -> Review {
    let text = |line: &&[&str]| line.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
    let mut sheet = vec![vec!["BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI".to_owned()]];
    sheet.extend(heads.iter().map(text));
    sheet.extend(rows(|i, w, _| [vec![format!("{}", i + 1), w.to_owned()], squares(i)].concat()));
    let review = one(&workbook(&[("Sheet1", sheet)]));
    assert_eq!(review.kind, Kind::Tally);
    review
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|t| (*t).to_owned()).collect()
}

/// The counts that are certain, `?` for the others.
fn counts(review: &Review) -> Vec<String> {
    let told = |r: &std::sync::Arc<crate::model::Reading>| match r.count.filter(|_| r.is_certain()) {
        Some(count) => count.to_string(),
        None => "?".into(),
    };
    review.answers.iter().map(told).collect()
}

#[test]
fn men_and_women_are_parts_of_the_number_of_members() {
    let heads: [&[&str]; 2] =
        [&["TT", "Biểu hiện", "Số đảng viên có biểu hiện", "<", "<"], &["^", "^", "Tổng số", "Nam", "Nữ"]];
    let review = tally(&heads, |i| texts(&[if i == 3 { "4" } else { "3" }, "1", "2"]));
    let expected: Vec<&str> = (0..27).map(|i| if i == 3 { "?" } else { "3" }).collect();
    assert_eq!(counts(&review), expected, "a sum that is not that of both is asked about");
    let nested: [&[&str]; 3] = [
        &["TT", "Biểu hiện", "Số đảng viên có biểu hiện", "<", "<"],
        &["^", "^", "Tổng số", "Trong đó", "<"],
        &["^", "^", "^", "Nữ", "Dự bị"],
    ];
    assert_eq!(counts(&tally(&nested, |_| texts(&["3", "1", "0"]))), vec!["3"; 27]);
}

#[test]
fn parts_without_a_total_make_none() {
    let heads: [&[&str]; 2] =
        [&["TT", "Biểu hiện", "Số đảng viên có biểu hiện", "<"], &["^", "^", "Nam", "Nữ"]];
    assert_eq!(counts(&tally(&heads, |_| texts(&["1", "2"]))), vec!["?"; 27]);
    let percent: [&[&str]; 1] = [&["TT", "Biểu hiện", "Tỷ lệ (%)"]];
    assert_eq!(counts(&tally(&percent, |_| texts(&["15,4"]))), vec!["?"; 27]);
}

#[test]
fn levels_add_up_and_agree_with_the_sum_beside_them() {
    let heads: [&[&str]; 1] = [&["TT", "Biểu hiện", "Không", "Nhẹ", "Trung bình", "Nặng", "Cộng"]];
    let review = tally(&heads, |i| texts(&["17", "2", "1", "", if i == 0 { "9" } else { "20" }]));
    let expected: Vec<&str> = (0..27).map(|i| if i == 0 { "?" } else { "3" }).collect();
    assert_eq!(counts(&review), expected);
    let said: [&[&str]; 2] = [
        &["TT", "Biểu hiện", "Không có", "Có biểu hiện (số đảng viên)", "<"],
        &["^", "^", "^", "Nhẹ", "Nặng"],
    ];
    let review = tally(&said, |i| if i == 4 { texts(&["19", "1"]) } else { texts(&["20"]) });
    assert_eq!(counts(&review)[..5], ["0", "0", "0", "0", "1"], "what is left empty counts nobody");
}

#[test]
fn of_two_rounds_the_one_asked_about_counts() {
    let heads: [&[&str]; 1] = [&["TT", "Biểu hiện", "Số đ/c có kỳ trước", "Số đ/c có kỳ này"]];
    assert_eq!(counts(&tally(&heads, |_| texts(&["7", "1"]))), vec!["1"; 27]);
    let two: [&[&str]; 1] = [&["TT", "Biểu hiện", "Số đ/c tự nhận có", "Số đ/c được góp ý có"]];
    assert_eq!(counts(&tally(&two, |_| texts(&["7", "1"]))), vec!["?"; 27]);
}

#[test]
fn numbers_of_members_are_read_in_every_writing_and_names_are_not_counted() {
    let said = ["03 đ/c", "02/13", "01 đ/c (An)", "-", "Không", "", "03: An, Bình, Chi", "An, Bình"];
    let heads: [&[&str]; 1] = [&["TT", "Biểu hiện", "Số đ/c tự nhận có"]];
    let review = tally(&heads, |i| texts(&[said.get(i).unwrap_or(&"0")]));
    assert_eq!(counts(&review)[..9], ["3", "2", "1", "0", "0", "0", "?", "?", "0"]);
}

#[test]
fn a_line_below_that_denies_all_others_counts_nobody_for_them() {
    let page = |line: &str| {
        let mut table = vec![texts(&["TT", "Biểu hiện", "Số đ/c có"])];
        let all = rows(|i, w, _| vec![format!("{}", i + 1), w.to_owned(), "2".into()]);
        table.extend(all.into_iter().take(4));
        one(&Page::default().line("BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI").table(&table).line(line).document())
    };
    let review = page("Các biểu hiện còn lại không có đồng chí nào.");
    assert_eq!(counts(&review)[2..6], ["2", "2", "0", "0"]);
    assert_eq!(counts(&page("Các biểu hiện còn lại sẽ báo cáo sau."))[2..6], ["2", "2", "?", "?"]);
}

#[test]
fn times_and_promises_are_counted_beside_the_members() {
    let heads: [&[&str]; 1] =
        [&["TT", "Biểu hiện", "Số đảng viên có biểu hiện", "Số lượt", "Số đ/c có cam kết khắc phục"]];
    assert_eq!(counts(&tally(&heads, |_| texts(&["2", "5", "1"]))), vec!["2"; 27]);
}

#[test]
fn a_sheet_of_numbers_under_headings_that_are_not_understood_is_a_question_and_no_blank_form() {
    let sheet = vec![
        vec!["CHI BỘ THÔN BÃI CÁT".to_owned(), "<".into(), "<".into(), "<".into()],
        vec!["TỔNG HỢP KẾT QUẢ PHIẾU TỰ SOI CỦA ĐẢNG VIÊN".to_owned(), "<".into(), "<".into(), "<".into()],
        texts(&["STT", "Nội dung biểu hiện", "Tờ ghi nhận", "Tờ ghi từ chối"]),
    ];
    let rows = rows(|i, w, _| vec![format!("{}", i + 1), w.to_owned(), "3".into(), "15".into()]);
    let extraction = super::read(&workbook(&[("TH", [sheet, rows].concat())]));
    let codes: Vec<_> = extraction.findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["unknown-layout"]);
}

#[test]
fn statistics_signed_by_a_committee_are_no_review_of_itself() {
    let mut table = vec![texts(&["TT", "Biểu hiện", "Ít", "Nhiều"])];
    table.extend(rows(|i, w, y| {
        vec![format!("{}", i + 1), w.to_owned(), u8::from(y).to_string(), "0".into()]
    }));
    let page = Page::default().line("THỐNG KÊ MỨC ĐỘ BIỂU HIỆN CỦA ĐẢNG VIÊN").table(&table);
    let reviews = super::read(&page.lines(["T/M CHI BỘ", "BÍ THƯ", "Trần Viết An"]).document()).reviews;
    assert!(reviews.iter().all(|review| review.kind == Kind::Tally), "0 and 1 may be numbers of members");
}

#[test]
fn names_beside_a_number_of_members_are_as_many() {
    let heads: [&[&str]; 1] = [&["TT", "Biểu hiện", "Số đ/c", "Họ và tên các đồng chí"]];
    let named =
        |i: usize| texts(&[["02", "00", "3"][i % 3], ["Đ/c Hà Văn Mơ\nĐ/c Lê Thị Thử", "", ""][i % 3]]);
    let expected: Vec<&str> = (0..27).map(|i| ["2", "0", "3"][i % 3]).collect();
    assert_eq!(counts(&tally(&heads, named)), expected);
    let heads: [&[&str]; 1] = [&["TT", "Biểu hiện", "Họ và tên đảng viên có biểu hiện", "Cộng (đ/c)"]];
    let named =
        |i: usize| texts(&[["Hà Văn Mơ; Lê Thị Thử", "Không", "Hà Văn Mơ"][i % 3], ["2", "0", "2"][i % 3]]);
    let expected: Vec<&str> = (0..27).map(|i| ["2", "0", "?"][i % 3]).collect();
    assert_eq!(counts(&tally(&heads, named)), expected, "one named, two counted");
}

#[test]
fn figures_under_headings_that_are_not_understood_make_no_blank_form() {
    let codes = |title: &str, figure: &str| {
        let mut sheet = vec![
            texts(&["CHI BỘ THÔN BÃI CÁT"]),
            texts(&[title, "<", "<", "<"]),
            texts(&["TT", "Biểu hiện", "Tháng 4", "Tháng 5"]),
        ];
        sheet.extend(rows(|i, w, _| texts(&[&(i + 1).to_string(), w, figure, figure])));
        let read = super::read(&workbook(&[("Sheet1", sheet)]));
        assert!(read.reviews.is_empty());
        read.findings.iter().map(crate::finding::Finding::code).collect::<Vec<_>>()
    };
    // A title merged over the wordings adds nothing up.
    for title in ["TỔNG HỢP KẾT QUẢ TỰ SOI", "KẾT QUẢ TỰ SOI CỦA CHI BỘ"] {
        assert_eq!(codes(title, "2"), ["unknown-layout"], "{title}");
    }
    assert_eq!(codes("KẾT QUẢ TỰ SOI CỦA CHI BỘ", ""), ["blank-form"]);
}

#[test]
fn counts_of_an_earlier_quarter_stand_beside_those_of_the_round() {
    let mut sheet = vec![
        texts(&["SO SÁNH KẾT QUẢ TỰ SOI CỦA CHI BỘ"]),
        texts(&[
            "TT",
            "Biểu hiện",
            "Số đảng viên có biểu hiện quý I",
            "Số đảng viên có biểu hiện quý II",
            "Tăng, giảm",
        ]),
    ];
    sheet.extend(rows(|i, w, _| texts(&[&(i + 1).to_string(), w, "1", "3", "2"])));
    let mut extractor = crate::extract::Extractor::new(&super::catalogue()).expect("sound words");
    extractor.context = extractor.context.in_period(crate::text::Period::of("Quý II/2026"));
    let reviews = extractor.read(&workbook(&[("Sheet1", sheet)])).reviews;
    assert_eq!(counts(&reviews[0]), vec!["3"; 27]);
}

#[test]
fn two_manifestations_counted_over_and_over_are_no_table_of_all() {
    let mut sheet = vec![texts(&["TT", "Biểu hiện", "Số đảng viên có biểu hiện"])];
    let wordings = super::catalogue().indicators;
    for at in 0..12 {
        sheet.push(vec![format!("{}", at % 2 + 1), wordings[at % 2].wording.clone(), "1".into()]);
    }
    assert!(super::read(&workbook(&[("Sheet1", sheet)])).reviews.is_empty());
}

#[test]
fn under_no_title_what_holds_no_number_counts_nothing() {
    let wordings = super::catalogue().indicators;
    let row = |at: usize| vec![format!("{}", at + 1), wordings[at].wording.clone(), "T=".to_owned()];
    let head = texts(&["TT", "Biểu hiện", "Số đảng viên có biểu hiện"]);
    let sheet: Vec<_> = std::iter::once(head).chain((0..27).map(row)).collect();
    let read = super::read(&workbook(&[("DE", sheet)]));
    assert!(read.reviews.is_empty() && !read.findings.is_empty());
}

/// Lines of a poll, each with what was voted on it.
fn polled(votes: impl Fn(usize) -> Vec<&'static str>) -> Review {
    let asked = rows(|i, w, _| vec![format!("{}. {w}", i + 1)]).into_iter().map(|mut row| row.remove(0));
    let lines = asked
        .enumerate()
        .flat_map(|(i, line)| [vec![line], votes(i).into_iter().map(str::to_owned).collect()].concat());
    let mut sheet = vec![texts(&["KẾT QUẢ BÌNH CHỌN TỰ SOI 27 BIỂU HIỆN"]), texts(&["Chi bộ thôn Bãi Cát"])];
    sheet.extend(lines.map(|line| vec![line]));
    one(&workbook(&[("Sheet1", sheet)]))
}

#[test]
fn votes_are_a_number_of_members_and_no_one_persons_answer() {
    let writings: [(&[&str], &[&str]); 3] = [
        (&["• Có: 0 lượt chọn", "• Không: 14 lượt chọn"], &["• Có: 3 lượt chọn", "• Không: 11 lượt chọn"]),
        (&["Có (0) - Không (14)"], &["Có (3) - Không (11)"]),
        (&["Không: 14 phiếu", "Có: 0 phiếu"], &["Không: 10 phiếu", "Có: 3 phiếu"]),
    ];
    for (none, some) in writings {
        let review = polled(|i| if i == 4 { some } else { none }.to_vec());
        assert_eq!(review.kind, Kind::Tally, "{some:?}");
        let expected: Vec<&str> = (0..27).map(|i| if i == 4 { "3" } else { "0" }).collect();
        assert_eq!(counts(&review), expected, "{some:?}");
    }
}

#[test]
fn who_signs_below_a_table_of_counts_at_each_level_is_no_count() {
    let mut sheet = vec![texts(&["BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI"])];
    sheet.push(texts(&["TT", "Biểu hiện", "Nhẹ", "Vừa", "Nặng", "Cộng"]));
    sheet.extend(rows(|i, w, _| texts(&[&format!("{}", i + 1), w, "2", "", "1", "3"])));
    sheet.push(texts(&["", "NGƯỜI TỔNG HỢP", "", "", "T/M CHI ỦY"]));
    assert_eq!(counts(&one(&workbook(&[("Sheet1", sheet)]))), vec!["3"; 27]);
}
