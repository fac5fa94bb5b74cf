//! Forms of several members on one sheet, below or beside one another.

use super::layouts::{mark, rows};
use super::many::{NAMES, texts};
use super::page::{Page, workbook};
use super::{letters, pattern, read};
use crate::model::Review;

/// The rows above the answers of a member of this name.
type Head = dyn Fn(&str) -> Vec<Vec<String>>;

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
    let heads: [&Head; 3] = [
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

/// The rows of forms side by side, an empty column between them, each with what makes its head.
fn beside(head: impl Fn(&str) -> Vec<Vec<String>>, answers: [&str; 2]) -> Vec<Vec<String>> {
    let form = |at: usize| {
        let mut form = head(NAMES[at]);
        form.push(texts(&["TT", "Biểu hiện", "Có", "Không"]));
        let yes = |i: usize| answers[at].as_bytes()[i] == b'y';
        form.extend(rows(|i, w, _| vec![(i + 1).to_string(), w.into(), mark(yes(i)), mark(!yes(i))]));
        form.push(texts(&["", "", "Người tự soi", ""]));
        form
    };
    let wide = |row: Vec<String>| row.into_iter().chain(std::iter::repeat_n(String::new(), 4)).take(5);
    form(0).into_iter().zip(form(1)).map(|(one, other)| wide(one).chain(wide(other)).collect()).collect()
}

#[test]
fn each_of_two_forms_side_by_side_is_somebodys() {
    let heads: [&Head; 2] = [
        &|name| vec![texts(&["PHIẾU TỰ SOI"]), texts(&["Họ và tên:", name]), texts(&["Ngày", "12/6/2026"])],
        &|name| vec![texts(&["BẢN TỰ SOI", "<", "<", "<"]), texts(&["", &format!("Họ và tên: {name}")])],
    ];
    let none = "n".repeat(27);
    for (at, head) in heads.iter().enumerate() {
        for answers in [[pattern(), none.clone()], [none.clone(), none.clone()]] {
            let table = beside(head, [&answers[0], &answers[1]]);
            let of_page = read(&Page::default().table(&table).document()).reviews;
            let of_sheet = read(&workbook(&[("In", table)])).reviews;
            for reviews in [of_sheet, of_page] {
                assert_eq!(names(&reviews), NAMES, "head {at}");
                assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), answers, "head {at}");
            }
        }
    }
}
