//! Papers on what became of corrections, and reviews with a part about them.

use super::page::{Page, workbook};
use super::{catalogue, pattern, read};
use crate::document::Document;
use crate::extract::Extraction;
use crate::finding::Finding;
use crate::model::{BirthDate, FollowUp, Kind, Status};

const DONE: Option<Status> = Some(Status::Done);
const UNDER_WAY: Option<Status> = Some(Status::InProgress);
const NOT_DONE: Option<Status> = Some(Status::NotDone);

fn head() -> Page {
    Page::default().table(&[vec!["ĐẢNG BỘ XÃ THỬ\nCHI BỘ THÔN MỘT", "ĐẢNG CỘNG SẢN VIỆT NAM"]]).lines([
        "PHIẾU KẾT QUẢ KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM",
        "Tháng 10 năm 2026",
        "1. Họ và tên: Nguyễn Văn Mẫu",
        "2. Ngày sinh: 02/3/1970",
        "3. Sinh hoạt tại: Chi bộ thôn Một",
    ])
}

fn foot(page: Page) -> Document {
    page.lines(["Thử Đông, ngày 31 tháng 10 năm 2026", "NGƯỜI BÁO CÁO", "Nguyễn Văn Mẫu"]).document()
}

/// The one paper in what was read, of which nothing is a review.
fn one(read: Extraction) -> FollowUp {
    assert!(read.reviews.is_empty(), "{:?}", read.reviews);
    assert_eq!(read.findings.iter().map(Finding::code).collect::<Vec<_>>(), ["follow-up"]);
    let [paper] = read.follow_ups.try_into().expect("one paper");
    paper
}

fn statuses(paper: &FollowUp) -> Vec<(&str, Option<Status>)> {
    paper.outcomes.iter().map(|o| (o.shortcoming.as_str(), o.status)).collect()
}

#[test]
fn a_table_of_words_is_read_with_whose_it_is_and_when() {
    let table = [
        vec!["TT", "Hạn chế, khuyết điểm", "Giải pháp", "Thời hạn", "Kết quả khắc phục"],
        vec!["1", "Ngại học nghị quyết", "Học đủ", "Quý III/2026", "Đã khắc phục (từ tháng 9)"],
        vec!["2", "Nể nang trong phê bình", "Nói thẳng", "", "Đang khắc phục"],
        vec!["3", "Chưa gương mẫu", "", "", "Đã khắc phục nhưng chưa triệt để"],
        vec!["4", "Đi muộn", "", "", ""],
        vec!["5", "", "", "", ""],
    ];
    let paper = one(read(&foot(head().table(&table))));
    assert_eq!((paper.kind, paper.name.as_deref()), (Kind::Member, Some("Nguyễn Văn Mẫu")));
    assert_eq!(paper.birth.map(BirthDate::year), Some(1970));
    assert_eq!(paper.date.map(|d| d.to_string()).as_deref(), Some("2026-10-31"));
    assert!(paper.unit_lines.iter().any(|line| line.text.contains("thôn Một")));
    let told = [
        ("Ngại học nghị quyết", DONE),
        ("Nể nang trong phê bình", UNDER_WAY),
        ("Chưa gương mẫu", None),
        ("Đi muộn", None),
    ];
    assert_eq!(statuses(&paper), told);
    assert_eq!(paper.outcomes[0].action, "Học đủ");
}

#[test]
fn marks_under_three_headings_are_read_and_two_marks_decide_nothing() {
    let table = [
        vec!["STT", "Nội dung cam kết", "Kết quả khắc phục", "<", "<"],
        vec!["^", "^", "Đã khắc phục", "Đang khắc phục", "Chưa khắc phục"],
        vec!["1", "Ngại học nghị quyết", "x", "", ""],
        vec!["2", "Nể nang trong phê bình", "", "", "x"],
        vec!["3", "Đi muộn", "x", "x", ""],
        vec!["4", "Nói nhiều làm ít", "", "", ""],
    ];
    let paper = one(read(&foot(head().table(&table))));
    let told = [
        ("Ngại học nghị quyết", DONE),
        ("Nể nang trong phê bình", NOT_DONE),
        ("Đi muộn", None),
        ("Nói nhiều làm ít", None),
    ];
    assert_eq!(statuses(&paper), told);
}

#[test]
fn boxes_and_lines_are_read_and_a_choice_left_as_printed_decides_nothing() {
    let boxes = |n: usize| {
        let tick = |i| if i == n { "☒" } else { "☐" };
        format!("{} Đã khắc phục  {} Đang khắc phục  {} Chưa khắc phục", tick(0), tick(1), tick(2))
    };
    let table = [
        vec!["Hạn chế".to_owned(), "Kết quả".to_owned()],
        vec!["Ngại học nghị quyết".into(), boxes(1)],
        vec!["Nể nang trong phê bình".into(), boxes(7)],
        vec!["Đi muộn".into(), "Đã khắc phục / Đang khắc phục / Chưa khắc phục".into()],
    ];
    let paper = one(read(&foot(head().table(&table))));
    assert_eq!(
        statuses(&paper),
        [("Ngại học nghị quyết", UNDER_WAY), ("Nể nang trong phê bình", None), ("Đi muộn", None)]
    );
    let lines = head().lines([
        "1. Hạn chế: Ngại học nghị quyết; giải pháp: học đủ; kết quả: Đã khắc phục.",
        "2. Còn nể nang trong tự phê bình và phê bình: Chưa khắc phục.",
        "3. Chưa gương mẫu trong giờ giấc làm việc: chưa tái phạm",
    ]);
    let paper = one(read(&foot(lines)));
    assert_eq!(statuses(&paper)[0], ("Ngại học nghị quyết", DONE));
    assert_eq!(statuses(&paper)[1], ("Còn nể nang trong tự phê bình và phê bình", NOT_DONE));
    assert_eq!(statuses(&paper)[2].1, None);
}

#[test]
fn a_sheet_of_many_members_is_a_paper_for_each() {
    let rows = vec![
        vec!["CHI BỘ THÔN MỘT"],
        vec!["TỔNG HỢP KẾT QUẢ KHẮC PHỤC THÁNG 10/2026"],
        vec!["STT", "Họ và tên", "Ngày sinh", "Hạn chế, khuyết điểm", "Kết quả khắc phục"],
        vec!["1", "Nguyễn Văn Mẫu", "02/3/1970", "Ngại học nghị quyết", "Đã khắc phục"],
        vec!["2", "Trần Thị Ví Dụ", "1980", "Đi muộn", "Đang khắc phục"],
        vec!["", "", "", "Nể nang", "Chưa khắc phục"],
    ];
    let told = read(&workbook(&[("Tháng 10", rows)])).follow_ups;
    let names: Vec<_> = told.iter().map(|p| (p.name.as_deref().unwrap_or_default(), statuses(p))).collect();
    assert_eq!(
        names,
        [
            ("Nguyễn Văn Mẫu", vec![("Ngại học nghị quyết", DONE)]),
            ("Trần Thị Ví Dụ", vec![("Đi muộn", UNDER_WAY), ("Nể nang", NOT_DONE)]),
        ]
    );
}

#[test]
fn a_review_with_a_part_about_earlier_promises_keeps_it_apart_from_its_own() {
    let pattern = pattern();
    let mut rows = vec![vec!["TT".to_owned(), "Biểu hiện".into(), "Có".into(), "Không".into()]];
    for (indicator, answer) in catalogue().indicators.iter().zip(pattern.chars()) {
        let (yes, no) = if answer == 'y' { ("x", "") } else { ("", "x") };
        rows.push(vec![indicator.code.clone(), indicator.wording.clone(), yes.into(), no.into()]);
    }
    let page = Page::default()
        .lines(["BẢN TỰ SOI, TỰ SỬA", "Họ và tên: Nguyễn Văn Mẫu", "Sinh hoạt tại: Chi bộ thôn Một"])
        .table(&rows)
        .line("III. Kết quả khắc phục những hạn chế, khuyết điểm kỳ trước")
        .table(&[vec!["TT", "Hạn chế", "Giải pháp", "Kết quả"], vec!["1", "Ngại học", "Học", "Đã khắc phục"]])
        .line("IV. Kế hoạch khắc phục")
        .table(&[
            vec!["TT", "Hạn chế", "Giải pháp", "Thời hạn"],
            vec!["1", "Nể nang", "Nói thẳng", "31/12/2026"],
        ]);
    let read = read(&page.document());
    let [review] = read.reviews.try_into().expect("one review");
    let promised: Vec<&str> = review.commitments.iter().map(|c| c.shortcoming.as_str()).collect();
    assert_eq!(promised, ["Nể nang"]);
    let [paper] = read.follow_ups.try_into().expect("one paper");
    assert_eq!(statuses(&paper), [("Ngại học", DONE)]);
    assert_eq!(paper.name.as_deref(), Some("Nguyễn Văn Mẫu"));
}

#[test]
fn a_paper_of_which_nothing_is_understood_needs_a_person() {
    let read = read(&foot(head().line("Tôi đã cố gắng nhiều trong tháng.")));
    assert!(read.follow_ups.is_empty() && read.reviews.is_empty());
    assert_eq!(read.findings.iter().map(Finding::code).collect::<Vec<_>>(), ["unknown-layout"]);
}

#[test]
fn a_review_whose_title_speaks_of_corrections_too_is_a_review() {
    let pattern = pattern();
    let heads = ["TT", "Nội dung biểu hiện", "Kết quả"].map(str::to_owned).to_vec();
    let row = |(indicator, answer): (&crate::model::Indicator, char)| {
        let word = if answer == 'y' { "Có" } else { "Không" };
        vec![indicator.code.clone(), indicator.wording.clone(), word.to_owned()]
    };
    let rows: Vec<_> = catalogue().indicators.iter().zip(pattern.chars()).map(row).collect();
    for title in ["BẢN TỰ SOI, TỰ SỬA VÀ KẾT QUẢ KHẮC PHỤC", "BẢN KẾT QUẢ KHẮC PHỤC VÀ TỰ SOI"]
    {
        let page = Page::default()
            .lines([title, "Họ và tên: Nguyễn Văn Mẫu", "Sinh hoạt tại: Chi bộ thôn Một"])
            .table(&[vec![heads.clone()], rows.clone()].concat());
        let read = read(&page.document());
        let [review] = read.reviews.try_into().expect("one review");
        assert_eq!(super::letters(&review), pattern, "{title}");
        assert!(read.follow_ups.is_empty());
    }
}
