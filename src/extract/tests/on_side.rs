//! Tables on their side: the indicators beside one another, what is said of each below it.

use super::layouts::{head, mark, rows};
use super::page::{Page, workbook};
use super::{letters, one, pattern, read};
use crate::document::Document;
use crate::model::Place;

const GROUPS: [&str; 3] = [
    "I. Suy thoái về tư tưởng chính trị",
    "II. Suy thoái về đạo đức, lối sống",
    "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ",
];

type Rows = Vec<Vec<String>>;
/// What stands below an indicator, of its number, its wording and whether it is present.
type Said<'s> = &'s dyn Fn(usize, &str, bool) -> String;

/// A table for each group, its rows made of a label and what stands below each wording.
fn tables(labels: &[(&str, Said<'_>)]) -> Vec<Rows> {
    let line = |g: usize, label: &str, make: Said<'_>| {
        let all = rows(|i, w, y| vec![make(i, w, y)]).concat();
        let label = Some(label.to_owned()).filter(|label| !label.is_empty());
        label.into_iter().chain(all[g * 9..g * 9 + 9].to_vec()).collect::<Vec<_>>()
    };
    (0..3).map(|g| labels.iter().map(|(label, make)| line(g, label, *make)).collect()).collect()
}

fn page(tables: &[Rows]) -> Document {
    let add = |page: Page, (title, table): (&&str, &Rows)| page.line(title).table(table);
    GROUPS.iter().zip(tables).fold(head(), add).document()
}

fn sheet(tables: &[Rows]) -> Document {
    let mut rows = vec![vec!["BẢN TỰ SOI".to_owned()], vec!["Họ và tên: Lê Thị Thử".into()]];
    for (title, table) in GROUPS.iter().zip(tables) {
        rows.push(vec![(*title).to_owned()]);
        rows.extend(table.iter().cloned());
        rows.push(Vec::new());
    }
    workbook(&[("Phiếu", rows)])
}

#[test]
fn indicators_across_are_read_with_what_stands_below_them() {
    let wording = |_: usize, w: &str, _: bool| w.to_owned();
    let word = |_: usize, _: &str, y: bool| if y { "Có" } else { "Không" }.to_owned();
    let (yes, no) = (|_: usize, _: &str, y: bool| mark(y), |_: usize, _: &str, y: bool| mark(!y));
    let action = |_: usize, _: &str, y: bool| if y { "Góp ý thẳng thắn" } else { "" }.to_owned();
    let numbered = |i: usize, w: &str, _: bool| format!("{}. {w}", i % 9 + 1);
    for layout in [
        tables(&[("Biểu hiện", &wording), ("Tự soi", &word), ("Biện pháp", &action)]),
        tables(&[("Nội dung", &numbered), ("Có", &yes), ("Không", &no)]),
        tables(&[("", &numbered), ("", &word)]),
    ] {
        for document in [page(&layout), sheet(&layout)] {
            assert_eq!(letters(&one(&document)), pattern(), "{:?}", layout[0][1]);
        }
    }
    let review = one(&page(&tables(&[("Biểu hiện", &wording), ("Tự soi", &word), ("Biện pháp", &action)])));
    assert_eq!(review.commitments.len(), 4);
    assert_eq!(review.answers[2].place, Place::Slot { table: 2, row: 2, column: 4 });
}

#[test]
fn rows_of_people_below_indicators_are_theirs() {
    let wording = |_: usize, w: &str, _: bool| w.to_owned();
    let word = |_: usize, _: &str, y: bool| if y { "Có" } else { "Không" }.to_owned();
    for label in ["Họ và tên", "Biểu hiện"] {
        let extraction =
            read(&page(&tables(&[(label, &wording), ("Trần Văn Mẫu", &word), ("Hà Thị Mơ", &word)])));
        assert!(extraction.reviews.iter().all(|review| review.name.as_deref() != Some("Lê Thị Thử Nghiệm")));
    }
}

#[test]
fn a_small_table_for_each_indicator_is_read() {
    let cards = rows(|i, w, y| {
        let word = if y { "Có" } else { "Không" };
        vec![format!("Biểu hiện {}", i + 1), w.to_owned(), word.to_owned()]
    });
    let card = |page: Page, card: &Vec<String>| {
        let row = |label: &str, value: &str| vec![label.to_owned(), value.to_owned()];
        page.table(&[row(&card[0], &card[1]), row("Tự soi", &card[2]), row("Ghi chú", "")])
    };
    assert_eq!(letters(&one(&cards.iter().fold(head(), card).document())), pattern());
}
