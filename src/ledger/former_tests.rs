//! Forms that name units as they once were.

use super::Decisions;
use super::books::Books;
use super::sample::{catalogue, file, mail, review, tally};
use super::{QuestionKind, settle};
use crate::extract::Account;
use crate::model::{Hierarchy, Kind, Review, Tenure, Unit};
use jiff::civil::{Date, date};

/// Code, name, unit above, last day (of 2025), successors. What begins has no day: names tell.
type Line = (&'static str, &'static str, &'static str, Option<(i8, i8)>, &'static str);

const ROWS: [Line; 13] = [
    ("T", "Tỉnh ủy Kim Sơn", "", None, ""),
    ("H", "Huyện ủy Kim Giang", "T", Some((6, 30)), "T"),
    ("X1", "Đảng bộ xã Lộc An", "H", Some((6, 30)), "X"),
    ("X", "Đảng bộ xã Lộc Hà", "T", None, ""),
    ("Y", "Đảng bộ xã Mai Hạ", "T", None, ""),
    ("A", "Chi bộ thôn Sơn Nam", "X1", Some((3, 31)), "B"),
    ("B", "Chi bộ thôn Hòa Bình", "X1", Some((6, 30)), "C"),
    ("C", "Chi bộ thôn Bình Nam", "X", None, ""),
    ("S", "Chi bộ thôn Tân Tiến", "X1", Some((6, 30)), "S1;S2"),
    ("S1", "Chi bộ thôn Tân Đông", "X", None, ""),
    ("S2", "Chi bộ thôn Tân Tây", "X", None, ""),
    ("M", "Chi bộ Trạm Y tế", "X", Some((12, 31)), ""),
    ("G", "Chi bộ thôn Lạc Thổ", "X1", Some((6, 30)), ""),
];

fn tree() -> Hierarchy {
    let row = |n: usize, (code, name, above, until, into): Line| Tenure {
        unit: Unit {
            code: code.into(),
            name: name.into(),
            level: String::new(),
            parent: (!above.is_empty()).then(|| above.into()),
            members: None,
            aliases: vec![],
            emails: vec![format!("{}@thu.example", code.to_lowercase())],
            roster: vec![],
            row: u32::try_from(n).unwrap_or(0) + 2,
        },
        from: None,
        until: until.map(|(month, day)| date(2025, month, day)),
        into: into.split(';').filter(|code| !code.is_empty()).map(Into::into).collect(),
    };
    let mut rows: Vec<Tenure> = ROWS.into_iter().enumerate().map(|(n, r)| row(n, r)).collect();
    // The station moved, and kept code and name.
    let moved = ("M", "Chi bộ Trạm Y tế", "Y", None, "");
    rows.push(Tenure { from: Some(date(2026, 1, 1)), ..row(13, moved) });
    Hierarchy::on(Some(date(2026, 6, 30)), rows).expect("a sound list")
}

fn settled(accounts: Vec<Account>) -> Books {
    settle(accounts, &tree(), &catalogue(), &Decisions::default())
}

/// The code of the unit of the one review, with `!` where it is named as it once was; `?` for a question.
fn told(account: Account) -> String {
    let books = settled(vec![account]);
    let entry = &books.entries[0];
    let former = entry.review.flags.iter().any(|f| f.finding.code() == "former-unit");
    let asked = books.open_questions().any(|q| q.kind == QuestionKind::Unit);
    assert_ne!(entry.unit.is_some(), asked, "known, or a question");
    let code = entry.unit.map_or("?".into(), |u| tree().unit(u).code.clone());
    if former { code + "!" } else { code }
}

fn form(lines: &[&str]) -> Review {
    lines.iter().fold(review("Vũ Văn Ổi"), |form, line| form.head(line))
}

fn by_lines(lines: &[&str]) -> String {
    told(file("inbox/a.docx", vec![form(lines)]))
}

#[test]
fn a_form_that_names_a_unit_as_it_once_was_counts_for_its_one_successor_and_says_so() {
    assert_eq!(by_lines(&["Chi bộ thôn Bình Nam"]), "C");
    assert_eq!(by_lines(&["Chi bộ thôn Hòa Bình"]), "C!");
    assert_eq!(by_lines(&["Chi bộ thôn Sơn Nam"]), "C!", "through a chain");
    assert_eq!(by_lines(&["CHI BO THON SON NAM"]), "C!");
    assert_eq!(by_lines(&["Chi bộ thôn Bình Nam (trước là Chi bộ thôn Sơn Nam)"]), "C");
    let books = settled(vec![file("a.docx", vec![form(&["Chi bộ thôn Hòa Bình"])])]);
    let said = books.entries[0].review.flags[0].finding.message(crate::model::Lang::Vi);
    let wanted = "Ghi tên đơn vị cũ B - Chi bộ thôn Hòa Bình (đến 30/06/2025); tính cho C - Chi bộ thôn Bình Nam (Đảng bộ xã Lộc Hà) theo units.xlsx, dòng 8.";
    assert_eq!(said, wanted);
    assert_eq!(books.unit_findings.len(), 1, "and in the unit's workbook");
    assert!(books.entries[0].counts);
}

#[test]
fn the_former_body_above_is_no_contradiction_and_one_that_never_stood_above_is() {
    assert_eq!(by_lines(&["ĐẢNG BỘ XÃ LỘC AN", "CHI BỘ THÔN HÒA BÌNH"]), "C!");
    assert_eq!(by_lines(&["HUYỆN ỦY KIM GIANG", "Đảng bộ xã Lộc An", "Chi bộ thôn Bình Nam"]), "C");
    assert_eq!(by_lines(&["ĐẢNG BỘ XÃ LỘC HÀ", "CHI BỘ THÔN HÒA BÌNH"]), "C!");
    assert_eq!(by_lines(&["ĐẢNG BỘ XÃ MAI HẠ", "CHI BỘ THÔN HÒA BÌNH"]), "?");
}

#[test]
fn a_unit_that_moved_is_known_under_both_bodies_and_under_no_third() {
    assert_eq!(by_lines(&["ĐẢNG BỘ XÃ MAI HẠ", "CHI BỘ TRẠM Y TẾ"]), "M");
    assert_eq!(by_lines(&["ĐẢNG BỘ XÃ LỘC HÀ", "CHI BỘ TRẠM Y TẾ"]), "M!");
    assert_eq!(by_lines(&["CHI BỘ TRẠM Y TẾ"]), "M");
    assert_eq!(by_lines(&["Chi bộ Trạm Y tế, Đảng bộ xã Sơn Lâm"]), "?");
}

#[test]
fn a_unit_that_was_split_or_dissolved_is_a_question() {
    let books = settled(vec![file("a.docx", vec![form(&["Chi bộ thôn Tân Tiến"])])]);
    let question = books.open_questions().next().expect("a question");
    assert_eq!(question.kind, QuestionKind::Unit);
    assert!(question.choices[0].starts_with("S1 - ") && question.choices[1].starts_with("S2 - "));
    assert!(!books.entries[0].counts);
    assert_eq!(by_lines(&["Chi bộ thôn Lạc Thổ"]), "?");
    assert_eq!(by_lines(&["Chi bộ thôn Tân Tiến", "nay là Chi bộ thôn Tân Tây"]), "S2");
}

#[test]
fn folders_and_addresses_of_former_units_lead_to_what_they_became() {
    let nameless = || review("Vũ Văn Ổi");
    assert_eq!(told(file("inbox/Chi bộ thôn Sơn Nam/a.docx", vec![nameless()])), "C!");
    let sent = |address: &str| Account {
        envelope: Some(std::sync::Arc::new(mail(address, None))),
        ..file("inbox/a.eml!a.docx", vec![nameless()])
    };
    assert_eq!([told(sent("a@thu.example")), told(sent("s@thu.example"))], ["C!", "?"]);
}

fn collective(line: &str, day: Date) -> Account {
    let review = Review { kind: Kind::Collective, ..review("").head(line).on(day) };
    file(&format!("{line}.docx"), vec![review])
}

#[test]
fn committees_of_two_former_units_are_no_versions_of_one_another() {
    let day = date(2026, 6, 1);
    let books = settled(vec![
        collective("Chi bộ thôn Sơn Nam", day),
        collective("Chi bộ thôn Hòa Bình", day),
        collective("Chi bộ thôn Bình Nam", date(2026, 6, 2)),
    ]);
    assert_eq!(books.entries.iter().filter(|e| e.counts).count(), 3);
}

#[test]
fn one_name_in_two_former_units_may_be_two_people() {
    let from = |line: &str, born: Option<i8>| {
        let review = review("Vũ Văn Ổi").head(line).on(date(2026, 6, 1));
        file(
            &format!("{line}.docx"),
            vec![born.map_or_else(|| review.clone(), |day| review.clone().born(day))],
        )
    };
    let asked = |born| {
        let books = settled(vec![from("Chi bộ thôn Sơn Nam", born), from("Chi bộ thôn Hòa Bình", born)]);
        (books.open_questions().count(), books.entries.iter().filter(|e| e.counts).count())
    };
    assert_eq!(asked(None), (2, 2), "both count until somebody says");
    assert_eq!(asked(Some(5)), (0, 1), "one person who wrote twice");
}

#[test]
fn counts_of_a_part_never_stand_for_the_whole() {
    let told = told(file("a.xlsx", vec![tally(Some(9), [1, 0, 0]).head("Chi bộ thôn Sơn Nam")]));
    assert_eq!(told, "?");
}

#[test]
fn a_former_code_that_was_typed_leads_to_what_it_became() {
    let path = "a.docx";
    let account = || file(path, vec![review("Vũ Văn Ổi").head("Chi bộ thôn Lạc Thổ")]);
    let key = settled(vec![account()]).open_questions().next().expect("a question").key.clone();
    let decide = |typed: &str| {
        let typed =
            std::iter::once((key.clone(), typed.to_owned())).collect::<std::collections::BTreeMap<_, _>>();
        let books = settle(vec![account()], &tree(), &catalogue(), &Decisions::from(typed));
        books.entries[0].unit.map(|u| tree().unit(u).code.clone())
    };
    assert_eq!(decide("A - Chi bộ thôn Sơn Nam").as_deref(), Some("C"));
    assert_eq!(decide("S"), None, "split");
}
