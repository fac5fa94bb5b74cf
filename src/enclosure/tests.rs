//! Figures written, read back, and changed by hand.

use super::*;
use crate::ledger::sample::{catalogue, hierarchy};
use crate::model::CommitmentTotals;

fn totals() -> Totals {
    let tree = hierarchy();
    let mut sums = vec![UnitTotals::empty(3); tree.units().len()];
    for (n, id) in (1..).zip(tree.ids().filter(|&id| tree.is_cell(id))) {
        let answers = AnswerTotals { yes: n, no: 2, blank: 1, conflict: 0, unclear: 0, levels: [n, 0, 0] };
        let committee = AnswerTotals { yes: 1, ..AnswerTotals::default() };
        sums[id.0] = UnitTotals {
            members: n + 4,
            reviews: n + 3,
            collective: 1,
            missing: 1,
            answers: vec![answers; 3],
            commitments: CommitmentTotals { total: 2, done: 1, unknown: 1, ..CommitmentTotals::default() },
            ratings: [n, 0, 1, 0],
            committees: vec![committee; 3],
            committee_ratings: [0, 1, 0, 0],
            cells_in: 1,
            cells: 1,
        };
    }
    for id in tree.bottom_up() {
        for child in tree.children(id) {
            let below = sums[child.0].clone();
            sums[id.0] += &below;
        }
    }
    Totals(sums)
}

fn enclosure(code: &str) -> Enclosure {
    let tree = hierarchy();
    let id = tree.find(code).expect("a unit");
    let below: Vec<(UnitId, String)> =
        tree.children(id).iter().map(|&child| (child, tree.unit(child).name.clone())).collect();
    let round = Round { title: "Đợt tự soi".into(), period: "Quý II/2026".into() };
    let date = Some(jiff::civil::date(2026, 6, 30));
    Enclosure::of((round, date), (&catalogue(), &fingerprint(&catalogue())), (&tree, &totals()), id, &below)
}

#[test]
fn what_is_written_is_read_back_exactly_and_adds_up_to_every_unit() {
    let tree = hierarchy();
    for code in ["H", "D1", "C3"] {
        let written = enclosure(code);
        let read = Enclosure::read(written.rows()).expect("ours").expect("as written");
        assert_eq!(read, written);
        let sums = totals();
        for (unit, sum) in read.units.iter().zip(read.sums()) {
            assert_eq!(sum, *sums.of(tree.find(&unit.code).expect("a unit")), "{code}: {}", unit.code);
        }
    }
}

#[test]
fn rows_that_a_program_padded_or_cut_at_empty_squares_are_still_the_same() {
    let mut rows = enclosure("D1").rows();
    for row in &mut rows {
        row.push(String::new());
    }
    rows.push(vec![String::new(); 4]);
    assert_eq!(Enclosure::read(rows), Some(Ok(enclosure("D1"))));
}

#[test]
fn no_square_can_be_changed_unnoticed() {
    let rows = enclosure("D1").rows();
    for (r, row) in rows.iter().enumerate() {
        for c in 0..row.len() {
            let mut changed = rows.clone();
            changed[r][c].push('1');
            let read = Enclosure::read(changed);
            assert!(!matches!(read, Some(Ok(_))), "row {r}, column {c}");
        }
    }
}

#[test]
fn rows_of_other_sheets_are_none_of_ours_and_those_of_a_later_program_are_named() {
    assert_eq!(Enclosure::read(vec![vec!["Mã".into(), "Biểu hiện".into()]]), None);
    assert_eq!(Enclosure::read(Vec::new()), None);
    assert_eq!(Enclosure::read(vec![vec![SHEET.into(), "2".into()]]), Some(Err(Damage::Newer(2))));
}

#[test]
fn a_sum_that_was_made_to_fit_the_digest_must_still_balance() {
    let mut forged = enclosure("C3");
    let totals = forged.units[0].totals.as_mut().expect("a cell");
    totals.answers[1].yes += 1;
    assert_eq!(Enclosure::read(forged.rows()), Some(Err(Damage::Changed("units"))));
}

#[test]
fn a_round_is_known_however_it_is_spelled() {
    let round = |title: &str, period: &str| Round { title: title.into(), period: period.into() };
    assert!(round("Đợt “tự soi”", "Quý II/2026").is(&round("ĐỢT \"TỰ SOI\"", "quý II / 2026")));
    assert!(!round("Đợt tự soi", "Quý II/2026").is(&round("Đợt tự soi", "Quý III/2026")));
}

/// The visible sheet as it is printed: titles, bases, indicators, sums.
fn page(code: &str) -> Vec<Vec<Square>> {
    let enclosure = enclosure(code);
    let sums = enclosure.sums();
    let text = |words: &str| Square::Text(words.into());
    let number = |n: u32| Square::Number(n.into());
    let below: Vec<(&str, &UnitTotals)> =
        enclosure.units.iter().zip(&sums).skip(1).map(|(u, s)| (u.heading.as_str(), s)).collect();
    let mut head = vec![text("Mã"), text(SUM)];
    head.extend(ANSWERS.map(text));
    head.push(text(SHARE));
    head.extend(below.iter().map(|(heading, _)| text(heading)));
    let mut page = vec![vec![text("BẢNG TỔNG HỢP")], head];
    let base = |code: &str, of: fn(&UnitTotals) -> u32| {
        let mut row = vec![text(code), number(of(&sums[0]))];
        row.extend(vec![Square::Empty; 6]);
        row.extend(below.iter().map(|(_, s)| number(of(s))));
        row
    };
    page.push(base(MEMBERS, |s| s.members));
    page.push(base(REVIEWS, |s| s.reviews));
    let mut all = AnswerTotals::default();
    for (i, code) in enclosure.codes.iter().enumerate() {
        all += sums[0].answers[i];
        page.push(row(code, &sums[0].answers[i], below.iter().map(|(_, s)| s.answers[i].yes)));
    }
    page.push(row(&group_row("I"), &all, below.iter().map(|(_, s)| s.answers.iter().map(|a| a.yes).sum())));
    page.push(row(ALL, &all, below.iter().map(|(_, s)| s.answers.iter().map(|a| a.yes).sum())));
    page
}

fn row(code: &str, answers: &AnswerTotals, below: impl Iterator<Item = u32>) -> Vec<Square> {
    let mut row = vec![Square::Text(code.into()), Square::Number(answers.sum().into())];
    row.extend(answers.by_answer().map(|n| Square::Number(n.into())));
    row.push(Square::Number(f64::from(answers.yes) / f64::from(answers.sum())));
    row.extend(below.map(|n| Square::Number(n.into())));
    row
}

#[test]
fn an_untouched_sheet_says_what_the_ledger_says() {
    for code in ["H", "D1", "C3"] {
        assert_eq!(compare(&page(code), &enclosure(code)), [], "{code}");
    }
}

#[test]
fn every_figure_changed_by_itself_is_told_once_with_its_place() {
    let (page, enclosure) = (page("D1"), enclosure("D1"));
    for (row, squares) in page.iter().enumerate() {
        for column in (0..squares.len()).filter(|&c| matches!(squares[c], Square::Number(_))) {
            for wrong in [Square::Number(777.0), Square::Text("ba".into()), Square::Empty] {
                let mut changed = page.clone();
                changed[row][column] = wrong;
                let found = compare(&changed, &enclosure);
                let places: Vec<(usize, usize)> = found.iter().map(|d| (d.row, d.column)).collect();
                assert_eq!(places, [(row, column)]);
            }
        }
    }
}

#[test]
fn sums_that_excel_worked_out_anew_are_not_told_beside_the_change() {
    let (mut page, enclosure) = (page("C3"), enclosure("C3"));
    let squares = [(4, 2), (4, 1), (7, 2), (7, 1), (8, 2), (8, 1)];
    for (row, column) in squares {
        let Square::Number(n) = page[row][column] else { panic!("a number") };
        page[row][column] = Square::Number(n + 1.0);
    }
    // The shares follow too.
    for row in [4, 7, 8] {
        let (Square::Number(yes), Square::Number(all)) = (&page[row][2], &page[row][1]) else {
            panic!("numbers")
        };
        page[row][7] = Square::Number(yes / all);
    }
    let found = compare(&page, &enclosure);
    assert_eq!(found.iter().map(|d| (d.row, d.column)).collect::<Vec<_>>(), [(4, 2)]);
}

#[test]
fn a_sheet_with_rows_put_in_above_and_columns_in_another_order_is_still_understood() {
    let mut page = page("D1");
    page.insert(0, vec![Square::Text("Thêm một dòng".into())]);
    for row in page.iter_mut().filter(|row| row.len() > 4) {
        row.swap(2, 3);
    }
    assert_eq!(compare(&page, &enclosure("D1")), []);
}

#[test]
fn a_row_or_column_that_is_gone_is_told() {
    let enclosure = enclosure("D1");
    let mut rows = page("D1");
    rows.remove(5);
    assert_eq!(compare(&rows, &enclosure)[0].figure, "I.2");
    let mut columns = page("D1");
    for row in &mut columns {
        row.pop();
    }
    assert_eq!(compare(&columns, &enclosure).len(), 1);
    assert_eq!(compare(&[], &enclosure).len(), 1);
}
