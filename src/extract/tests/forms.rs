//! Forms filled in at random, in every layout and way of answering: what was put in is read back, and
//! what was left open or contradicts itself is asked about.

use super::page::{Page, workbook};
use super::{catalogue, letters};
use crate::document::Document;
use crate::extract::{Extraction, Extractor};
use crate::model::{Kind, Review};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::LazyLock;

/// One reader for all cases: it remembers the wordings.
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(&catalogue()).expect("sound words"));

fn read(document: &Document) -> Extraction {
    EXTRACTOR.read(document)
}

fn only(document: &Document) -> Review {
    let mut reviews = read(document).reviews;
    assert_eq!(reviews.len(), 1, "one review");
    reviews.remove(0)
}

/// Answers of a whole form: yes, no, left open, or both.
fn answers(of: &'static [char]) -> impl Strategy<Value = Vec<char>> {
    proptest::collection::vec(select(of), 27)
}

/// How the indicators are worded.
fn wordings() -> impl Strategy<Value = Vec<String>> {
    let style = |style: usize| {
        let word = |i: crate::model::Indicator| match style {
            0 => i.wording,
            1 => i.wording.to_uppercase(),
            2 => i.wording.split([';', '.']).next().unwrap_or_default().to_owned(),
            _ => i.also[0].clone(),
        };
        catalogue().indicators.into_iter().map(word).collect()
    };
    (0_usize..4).prop_map(style)
}

/// How they are numbered.
fn numbers() -> impl Strategy<Value = Vec<String>> {
    let roman = ["I", "II", "III"];
    let kind = move |kind: usize| {
        let number = |i: usize| match kind {
            0 => format!("{}", i + 1),
            1 => format!("{}.{}", roman[i / 9], i % 9 + 1),
            2 => format!("({})", i + 1),
            3 => format!("BH{}", i + 1),
            _ => String::new(),
        };
        (0..27).map(number).collect()
    };
    (0_usize..5).prop_map(kind)
}

/// The order of the rows.
fn order() -> impl Strategy<Value = Vec<usize>> {
    Just((0..27).collect::<Vec<_>>()).prop_shuffle()
}

fn head() -> Page {
    Page::default().line("BẢN TỰ SOI, TỰ SỬA").line("Họ và tên: Lê Thị Thử Nghiệm").line("Chức vụ: Đảng viên")
}

/// A table of these columns, each with its heading and what stands in it for an indicator.
fn table(columns: &[(&str, &dyn Fn(usize) -> String)], order: &[usize]) -> Vec<Vec<String>> {
    let heading = columns.iter().map(|(h, _)| (*h).to_owned()).collect();
    let row = |i: &usize| columns.iter().map(|(_, square)| square(*i)).collect();
    std::iter::once(heading).chain(order.iter().map(row)).collect()
}

/// What is read back where these answers were given.
fn expected(given: &[char]) -> String {
    given.iter().map(|g| if *g == '2' { 'c' } else { *g }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn marks_in_two_columns_are_read_wherever_the_columns_stand(
        given in answers(&['y', 'n', 'b', '2']), wordings in wordings(), numbers in numbers(), order in order(),
        mark in select(&["x", "X", "✓", "☒", "(x)", "1"][..]),
        headings in select(&[("Có", "Không"), ("Vi phạm", "Không vi phạm"), ("Có (đánh dấu x)", "Chưa có")][..]),
        places in Just([0_usize, 1, 2, 3]).prop_shuffle(),
    ) {
        let square = |i: usize, sign: char| if [sign, '2'].contains(&given[i]) { mark.to_owned() } else { String::new() };
        let (yes, no) = (|i: usize| square(i, 'y'), |i: usize| square(i, 'n'));
        let (number, wording) = (|i: usize| numbers[i].clone(), |i: usize| wordings[i].clone());
        let all: [(&str, &dyn Fn(usize) -> String); 4] =
            [("TT", &number), ("Biểu hiện", &wording), (headings.0, &yes), (headings.1, &no)];
        let columns: Vec<_> = places.iter().map(|p| all[*p]).collect();
        let review = only(&head().table(&table(&columns, &order)).document());
        prop_assert_eq!(letters(&review), expected(&given));
        for (given, reading) in given.iter().zip(&review.answers) {
            prop_assert_eq!(reading.is_certain(), ['y', 'n'].contains(given));
        }
    }

    #[test]
    fn a_choice_is_read_however_its_boxes_are_drawn(
        given in answers(&['y', 'n', 'b']), wordings in wordings(),
        (ticked, empty) in select(&[("☒", "☐"), ("☑", "□"), ("[x]", "[ ]"), ("(X)", "( )"), ("■", "□"), ("●", "○")][..]),
        (behind, in_table) in any::<(bool, bool)>(),
    ) {
        let choice = |i: usize| {
            let (y, n) = match given[i] { 'y' => (ticked, empty), 'n' => (empty, ticked), _ => (empty, empty) };
            if behind { format!("Có {y}   Không {n}") } else { format!("{y} Có   {n} Không") }
        };
        let order: Vec<usize> = (0..27).collect();
        let wording = |i: usize| wordings[i].clone();
        let page = if in_table {
            head().table(&table(&[("Biểu hiện", &wording), ("Tự soi", &choice)], &order))
        } else {
            head().lines(order.iter().map(|&i| format!("{}. {}\t{}", i + 1, wordings[i], choice(i))))
        };
        prop_assert_eq!(letters(&only(&page.document())), expected(&given));
    }

    #[test]
    fn a_mark_beside_a_printed_word_is_never_taken_for_the_other(
        given in answers(&['y', 'n']), dots in select(&["….", "......", "___"][..]),
    ) {
        let choice = |i: usize| {
            let (y, n) = if given[i] == 'y' { ("x", dots) } else { (dots, "x") };
            format!("Có: {y} Không: {n}")
        };
        let wording = |i: usize| catalogue().indicators[i].wording.clone();
        let order: Vec<usize> = (0..27).collect();
        let page = head().table(&table(&[("Biểu hiện", &wording), ("Trả lời", &choice)], &order));
        prop_assert_eq!(letters(&only(&page.document())), expected(&given));
    }

    #[test]
    fn signs_mean_what_the_form_says_of_them(
        given in proptest::collection::vec(answers(&['y', 'n']), 2..4),
        (yes, no) in select(&[("C", "K"), ("1", "0"), ("0", "1"), ("x", "o"), ("v", "x")][..]),
        joint in select(&[":", " =", " là", " -"][..]), across in any::<bool>(),
    ) {
        let names = ["Lê Văn Một", "Trần Thị Hai", "Tống Văn Ba"];
        let legend = format!("Ký hiệu: {yes}{joint} có biểu hiện; {no}{joint} không có");
        let sign = |m: usize, i: usize| if given[m][i] == 'y' { yes } else { no }.to_owned();
        let codes: Vec<String> = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
        let members = 0..given.len();
        let mut rows = vec![vec!["TỔNG HỢP TỰ SOI".to_owned()], vec![legend]];
        if across {
            rows.push(["STT", "Họ và tên"].map(String::from).into_iter().chain(codes).collect());
            rows.extend(members.map(|m| {
                [m.to_string(), names[m].into()].into_iter().chain((0..27).map(|i| sign(m, i))).collect()
            }));
        } else {
            let heads = members.clone().map(|m| names[m].to_owned());
            rows.push(["TT", "Biểu hiện"].map(String::from).into_iter().chain(heads).collect());
            rows.extend(catalogue().indicators.into_iter().enumerate().map(|(i, indicator)| {
                [format!("{}", i + 1), indicator.wording].into_iter().chain(members.clone().map(|m| sign(m, i))).collect()
            }));
        }
        let reviews = read(&workbook(&[("Sheet1", rows)])).reviews;
        prop_assert_eq!(reviews.len(), given.len());
        for (given, review) in given.iter().zip(&reviews) {
            prop_assert_eq!(letters(review), expected(given));
        }
    }

    #[test]
    fn rows_left_out_are_missing_and_shift_nothing(
        given in answers(&['y', 'n']), kept in proptest::sample::subsequence((0..27).collect::<Vec<_>>(), 14..27),
        wordings in wordings(),
    ) {
        let number = |i: usize| format!("{}", kept.iter().position(|k| *k == i).unwrap_or_default() + 1);
        let answer = |i: usize| if given[i] == 'y' { "Có" } else { "Không" }.to_owned();
        let wording = |i: usize| wordings[i].clone();
        let columns: [(&str, &dyn Fn(usize) -> String); 3] =
            [("STT", &number), ("Biểu hiện", &wording), ("Tự soi", &answer)];
        let review = only(&head().table(&table(&columns, &kept)).document());
        for (i, letter) in letters(&review).chars().enumerate() {
            prop_assert_eq!(letter, if kept.contains(&i) { given[i] } else { 'u' });
        }
    }

    #[test]
    fn members_are_counted_in_any_writing(
        counts in proptest::collection::vec(0_u32..9, 27),
        writing in select(&["figure", "members", "share", "levels", "beside the total"][..]),
    ) {
        let mut rows: Vec<Vec<String>> = match writing {
            "levels" => vec![
                ["TT", "Biểu hiện", "Số đảng viên có biểu hiện", "<", "<"].map(String::from).to_vec(),
                ["^", "^", "Nhẹ", "Vừa", "Nặng"].map(String::from).to_vec(),
            ],
            "beside the total" => vec![["TT", "Biểu hiện", "Tổng số đảng viên", "Có", "Không"].map(String::from).to_vec()],
            _ => vec![["TT", "Biểu hiện", "Số đảng viên có biểu hiện"].map(String::from).to_vec()],
        };
        for (i, indicator) in catalogue().indicators.into_iter().enumerate() {
            let count = counts[i];
            let squares = match writing {
                "figure" => vec![format!("{count}")],
                "members" => vec![format!("{count:02} đ/c")],
                "share" => vec![format!("{count}/20")],
                "levels" => vec![format!("{}", count / 2), format!("{}", count - count / 2), String::new()],
                _ => vec!["20".into(), format!("{count}"), format!("{}", 20 - count)],
            };
            rows.push([format!("{}", i + 1), indicator.wording].into_iter().chain(squares).collect());
        }
        let review = only(&Page::default().line("TỔNG HỢP KẾT QUẢ TỰ SOI CỦA CHI BỘ").table(&rows).document());
        prop_assert_eq!(review.kind, Kind::Tally);
        let read: Vec<Option<u32>> = review.answers.iter().map(|r| r.count).collect();
        prop_assert_eq!(read, counts.into_iter().map(Some).collect::<Vec<_>>());
    }

    #[test]
    fn a_line_that_mentions_the_committee_makes_no_committees_review(
        given in answers(&['y', 'n']),
        line in select(&[
            "Kính gửi: Chi ủy Chi bộ thôn Bãi Cát",
            "Thực hiện Kế hoạch của Ban Thường vụ Đảng ủy, tôi xin tự soi như sau:",
            "(Theo hướng dẫn của cấp ủy)",
            "Kính gửi: - Tập thể chi ủy;",
            "CỦA CHI ỦY VIÊN",
        ][..]),
        signature in select(&["T/M CHI ỦY\tNGƯỜI TỰ SOI", "XÁC NHẬN CỦA CHI ỦY\tĐẢNG VIÊN"][..]),
    ) {
        let wording = |i: usize| catalogue().indicators[i].wording.clone();
        let answer = |i: usize| if given[i] == 'y' { "Có" } else { "Không" }.to_owned();
        let order: Vec<usize> = (0..27).collect();
        let table = table(&[("Biểu hiện", &wording), ("Tự soi", &answer)], &order);
        let page = Page::default().line("BẢN TỰ SOI").line(line).line("Họ và tên: Lê Thị Thử").table(&table);
        let review = only(&page.line(signature).line("\tLê Thị Thử").document());
        prop_assert_eq!((review.kind, review.name.as_deref()), (Kind::Member, Some("Lê Thị Thử")));
        prop_assert_eq!(letters(&review), expected(&given));
    }
}
