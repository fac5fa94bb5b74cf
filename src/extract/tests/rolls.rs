//! Lists of people that ask nothing of what they answer, beside those that do.

use super::many::{NAMES, texts};
use super::page::{Page, workbook};
use super::read;
use crate::document::Document;

/// The codes of what is said of a document without any review.
fn told(document: &Document) -> Vec<String> {
    let read = read(document);
    assert!(read.reviews.is_empty());
    read.findings.iter().map(|finding| finding.code().to_owned()).collect()
}

/// Four people below these headings, each with these squares behind the name.
fn list(title: &str, heads: &[&[&str]], rest: &[&str]) -> Vec<Vec<String>> {
    let mut sheet = vec![texts(&[title]), texts(&[""])];
    sheet.extend(heads.iter().map(|head| texts(head)));
    let row = |at: usize| [vec![at.to_string(), NAMES[at % 2].to_owned()], texts(rest)].concat();
    sheet.extend((1..5).map(row));
    sheet.push(texts(&["", "Tổng cộng: 04 đồng chí"]));
    sheet
}

/// What is said of such a list as a sheet, which is the same as of one in a document.
fn listed(title: &str, heads: &[&[&str]], rest: &[&str]) -> Vec<String> {
    let sheet = list(title, heads, rest);
    let page = Page::default().line(title).table(&sheet[2..]).document();
    let of_sheet = told(&workbook(&[("Sheet1", sheet)]));
    assert!(told(&page) == of_sheet || told(&page) == ["no-form"], "{title}");
    of_sheet
}

#[test]
fn who_was_there_or_signed_is_no_self_review() {
    let meeting = "DANH SÁCH KÝ NHẬN TÀI LIỆU VÀ DỰ HỘI NGHỊ “TỰ SOI, TỰ SỬA”";
    let head: &[&str] = &["TT", "Họ và tên", "Chi bộ", "Có mặt", "Vắng", "Lý do", "Ký tên"];
    assert_eq!(listed(meeting, &[head], &["Chi bộ thôn Bãi Cát", "x", "", "", ""]), ["no-form"]);
    assert_eq!(listed(meeting, &[head], &["Chi bộ thôn Bãi Cát", "", "x", "Ốm", ""]), ["no-form"]);
    let two: [&[&str]; 2] = [&["STT", "Họ và tên", "Điểm danh", "<", "Ghi chú"], &["", "", "Có mặt", "Vắng"]];
    assert_eq!(
        listed("DANH SÁCH ĐẢNG VIÊN DỰ SINH HOẠT TỰ SOI", &two, &["x", "", "chi ủy viên"]),
        ["no-form"]
    );
    let handed_in: &[&str] = &["STT", "Họ và tên", "Năm sinh", "Đã nộp", "Chưa nộp", "Ngày nộp"];
    let title = "DANH SÁCH NỘP BẢN TỰ SOI 27 BIỂU HIỆN";
    assert_eq!(listed(title, &[handed_in], &["1970", "x", "", "20/6/2026"]), ["no-form"]);
    let signed: &[&str] = &["TT", "Họ và tên", "Chức vụ", "Ký tên"];
    assert_eq!(listed("DANH SÁCH ĐẢNG VIÊN THAM GIA TỰ SOI", &[signed], &["Đảng viên", ""]), ["no-form"]);
}

#[test]
fn a_list_that_may_say_what_is_present_is_asked_about() {
    let asked = ["unknown-layout".to_owned()];
    let signed: &[&str] = &["TT", "Họ và tên", "Chức vụ", "Ký tên"];
    let title = "DANH SÁCH ĐẢNG VIÊN KHÔNG CÓ BIỂU HIỆN SUY THOÁI QUA TỰ SOI";
    assert_eq!(listed(title, &[signed], &["Đảng viên", "x"]), asked);
    let title = "DANH SÁCH ĐẢNG VIÊN TỰ SOI";
    let noted: &[&str] = &["TT", "Họ và tên", "Chức vụ", "Ghi chú"];
    assert_eq!(listed(title, &[noted], &["Đảng viên", "Không có biểu hiện"]), asked);
    assert_eq!(listed(title, &[noted], &["Đảng viên", "x"]), asked);
    let results: &[&str] = &["TT", "Họ và tên", "Kết quả tự soi", "Ký tên"];
    assert_eq!(listed(title, &[results], &["Đạt", "x"]), asked);
    let yes_and_no: &[&str] = &["TT", "Họ và tên", "Có", "Không", "Ký tên"];
    assert_eq!(listed(title, &[yes_and_no], &["", "x", ""]), asked);
    let more: &[&str] = &["TT", "Họ và tên", "Ký tên"];
    assert_eq!(listed(title, &[more], &["", "Không"]), asked, "without a heading");
}
