//! Forms of several members below one another on one sheet.

use super::layouts::{mark, rows};
use super::many::{NAMES, texts};
use super::page::workbook;
use super::{letters, pattern, read};
use crate::model::Review;

/// A sheet of forms below one another, each with these rows above its answers.
fn stack(title: &str, head: impl Fn(&str) -> Vec<Vec<String>>) -> Vec<Review> {
    let mut sheet = vec![texts(&[title])];
    for name in NAMES {
        sheet.extend(head(name));
        sheet.push(texts(&["TT", "Biểu hiện", "Có", "Không"]));
        sheet.extend(rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y)]));
        sheet.extend([texts(&["", "", "Người tự soi (đã ký)"]), texts(&[""])]);
    }
    read(&workbook(&[("Phiếu", sheet)])).reviews
}

fn names(reviews: &[Review]) -> Vec<String> {
    reviews.iter().map(|review| review.name.clone().unwrap_or_default()).collect()
}

#[test]
fn fields_above_the_next_form_are_no_rows_of_the_one_before() {
    let heads: [&dyn Fn(&str) -> Vec<Vec<String>>; 3] = [
        &|name| {
            vec![
                texts(&["PHIẾU TỰ SOI"]),
                texts(&["Họ tên", name, "Năm sinh", "1970"]),
                texts(&["Ngày", "05/6/2026"]),
            ]
        },
        &|name| vec![texts(&["", "Họ và tên:", name, ""]), texts(&["", "Ngày tự soi:", "5/6/2026", ""])],
        &|name| {
            vec![
                texts(&["Họ và tên:", name, "Chức vụ: Đảng viên", "Ngày sinh:"]),
                texts(&["Chi bộ", "Chi bộ thôn Bãi Cát", "Ngày", "05/6/2026"]),
            ]
        },
    ];
    for (at, head) in heads.iter().enumerate() {
        let reviews = stack("CHI BỘ THÔN BÃI CÁT", head);
        assert_eq!(names(&reviews), NAMES, "head {at}");
        assert!(reviews.iter().all(|review| letters(review) == pattern()), "head {at}");
        assert!(reviews.iter().all(|review| review.date.is_some()), "head {at}");
    }
}

#[test]
fn a_unit_in_a_title_is_nobodys_name() {
    for title in [
        "BẢN TỰ SOI CỦA ĐẢNG VIÊN CHI BỘ THÔN BÃI CÁT",
        "Bản tự soi của đảng viên Chi bộ thôn Bãi Cát quý II năm 2026",
    ] {
        let reviews = stack(title, |name| vec![texts(&[&format!("Đồng chí {name}")])]);
        assert_eq!(names(&reviews), NAMES, "{title}");
        let unit = reviews[0].unit_lines.first().map(|line| line.text.to_lowercase());
        assert_eq!(unit.as_deref(), Some("chi bộ thôn bãi cát"), "{title}");
    }
}
