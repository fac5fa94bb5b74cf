//! Units that merge, split, move and change their name.

use super::*;
use crate::model::Member;
use jiff::civil::date;

/// A row: code, unit above, first and last day as `yymmdd` or blank, successors.
type Line<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

fn day(written: &str) -> Option<Date> {
    let part = |at: usize| written.get(at..at + 2).and_then(|n| n.parse::<i8>().ok());
    Some(date(2000 + i16::from(part(0)?), part(2)?, part(4)?))
}

fn tenures(lines: &[Line<'_>]) -> Vec<Tenure> {
    let one = |(row, &(code, above, from, until, into)): (u32, &Line<'_>)| Tenure {
        unit: Unit {
            code: code.into(),
            name: format!("Đơn vị {code} {row}"),
            level: String::new(),
            parent: (!above.is_empty()).then(|| above.into()),
            members: None,
            aliases: vec![],
            emails: vec![],
            roster: vec![],
            row,
        },
        from: day(from),
        until: day(until),
        into: into.split(';').filter(|code| !code.is_empty()).map(Into::into).collect(),
    };
    (2..).zip(lines).map(one).collect()
}

/// The tree of 30 June 2026.
fn tree(lines: &[Line<'_>]) -> Result<Hierarchy, Vec<Fault>> {
    Hierarchy::on(day("260630"), tenures(lines))
}

/// Where the unit of a code is, in words.
fn place(tree: &Hierarchy, code: &str, then: &str) -> String {
    let codes = |ids: &[UnitId]| {
        let mut codes: Vec<&str> = ids.iter().map(|&id| tree.unit(id).code.as_str()).collect();
        codes.sort_unstable();
        codes.join("+")
    };
    match tree.whereabouts(code, day(then)) {
        Whereabouts::In(one) => codes(&[one]),
        Whereabouts::Split(several) => format!("split {}", codes(&several)),
        Whereabouts::Dissolved => "dissolved".into(),
        Whereabouts::Unknown => "unknown".into(),
    }
}

#[test]
fn a_unit_that_ended_is_not_in_the_tree_and_leads_to_its_successor_through_any_chain() {
    let lines = [
        ("H", "", "", "", ""),
        ("A", "H", "", "240630", "B"),
        ("B", "H", "", "250630", "C"),
        ("C", "H", "", "", ""),
        ("L", "H", "260701", "", ""),
    ];
    let tree = tree(&lines).expect("a sound list");
    let codes: Vec<&str> = tree.units().iter().map(|u| u.code.as_str()).collect();
    assert_eq!(codes, ["H", "C"], "neither what ended nor what comes later");
    assert_eq!([place(&tree, "A", ""), place(&tree, "B", "")], ["C", "C"]);
    assert_eq!([place(&tree, "L", ""), place(&tree, "X", "")], ["unknown", "unknown"]);
}

#[test]
fn a_unit_stands_on_its_first_and_on_its_last_day() {
    for (from, until, stands) in
        [("260630", "", true), ("260701", "", false), ("", "260630", true), ("", "260629", false)]
    {
        let tree = tree(&[("H", "", "", "", ""), ("A", "H", from, until, "")]).expect("a sound list");
        assert_eq!(tree.find("A").is_some(), stands, "{from} {until}");
    }
}

#[test]
fn a_split_leads_to_all_parts_and_to_one_where_they_came_together_again() {
    let lines = [
        ("H", "", "", "", ""),
        ("A", "H", "", "240630", "B;C"),
        ("B", "H", "", "250630", "D"),
        ("C", "H", "", "250630", "D"),
        ("D", "H", "", "", ""),
        ("E", "H", "", "250630", "D;F"),
        ("F", "H", "", "", ""),
        ("G", "H", "", "250630", ""),
    ];
    let tree = tree(&lines).expect("a sound list");
    assert_eq!(["A", "E", "G"].map(|code| place(&tree, code, "")), ["D", "split D+F", "dissolved"]);
}

#[test]
fn a_move_or_a_new_name_is_one_unit_in_two_rows() {
    let lines = [
        ("H", "", "", "", ""),
        ("D1", "H", "", "", ""),
        ("D2", "H", "", "", ""),
        ("C", "D1", "", "250630", ""),
        ("C", "D2", "250701", "", ""),
        ("K", "D1", "", "", ""),
    ];
    let tree = tree(&lines).expect("a sound list");
    let (c, d1) = (tree.find("C").expect("listed"), tree.find("D1").expect("listed"));
    assert_eq!(tree.parent(c), tree.find("D2"));
    let former = &tree.former()[0];
    assert_eq!(
        (former.successors.as_slice(), former.above.contains(&d1), former.was_cell),
        (&[c][..], true, true)
    );
}

#[test]
fn a_code_given_to_another_unit_later_is_told_apart_by_the_day() {
    let lines = [
        ("H", "", "", "", ""),
        ("A", "H", "", "241231", "B"),
        ("B", "H", "", "", ""),
        ("A", "H", "260101", "", ""),
    ];
    let tree = tree(&lines).expect("a sound list");
    assert_eq!([place(&tree, "A", "240601"), place(&tree, "A", "260301")], ["B", "A"]);
}

#[test]
fn what_stood_above_a_former_unit_is_followed_too() {
    let lines = [
        ("T", "", "", "", ""),
        ("H", "T", "", "250630", "T"),
        ("X", "H", "", "250630", "Y"),
        ("Y", "T", "250701", "", ""),
        ("A", "X", "", "250630", "B"),
        ("B", "Y", "250701", "", ""),
    ];
    let tree = tree(&lines).expect("a sound list");
    let former = tree.former().iter().find(|f| f.unit.code == "A").expect("former");
    let above: Vec<&str> = former.above.iter().map(|&id| tree.unit(id).code.as_str()).collect();
    assert_eq!(above, ["T", "Y"]);
    assert!(!tree.former()[1].was_cell);
}

#[test]
fn every_fault_of_days_and_successors_is_told_with_its_row_at_once() {
    let lines = [
        ("H", "", "", "", ""),
        ("A", "H", "250701", "250630", ""),
        ("B", "H", "", "", "H"),
        ("C", "H", "", "250630", "X"),
        ("D", "H", "", "250630", "L"),
        ("L", "H", "260101", "", ""),
        ("E", "H", "", "250630", "F"),
        ("F", "H", "", "250630", "E"),
        ("G", "C", "", "", ""),
        ("H", "", "240101", "", ""),
        ("K", "Z", "", "240101", ""),
    ];
    let faults = tree(&lines).expect_err("a faulty list");
    let told = |code: &str| code.to_owned();
    let after = day("250701").expect("a day");
    let wanted = [
        Fault::EndsBeforeStart { row: 3, code: told("A") },
        Fault::NotEnded { row: 4, code: told("B") },
        Fault::UnknownSuccessor { row: 5, code: told("C"), into: told("X") },
        Fault::SuccessorNotThere { row: 6, code: told("D"), into: told("L"), day: after },
        Fault::SuccessorLoop { row: 8, code: told("E") },
        Fault::SuccessorLoop { row: 9, code: told("F") },
        Fault::ParentNotThere {
            row: 10,
            code: told("G"),
            parent: told("C"),
            day: day("260630").expect("a day"),
            became: vec![],
        },
        Fault::CodeTwice { row: 11, first: 2, code: told("H") },
        Fault::Orphan { row: 12, code: told("K"), parent: told("Z") },
    ];
    assert_eq!(faults, wanted);
}

#[test]
fn days_without_a_day_of_the_round_decide_nothing() {
    let faults = Hierarchy::on(None, tenures(&[("A", "", "", "250630", "")])).expect_err("no day");
    assert_eq!(faults, [Fault::NoDay]);
    let faults = tree(&[("A", "", "", "250630", "")]).expect_err("nobody");
    assert!(matches!(faults.as_slice(), [Fault::NoneThen { .. }]));
}

#[test]
fn members_listed_with_a_former_unit_are_on_the_books_of_its_one_successor() {
    let member = |name: &str| Member { name: name.into(), birth: None, position: None };
    let listed = |into: &str| {
        let mut rows = tenures(&[
            ("H", "", "", "", ""),
            ("A", "H", "", "250630", into),
            ("B", "H", "", "", ""),
            ("C", "H", "", "", ""),
        ]);
        rows[1].unit.roster = vec![member("Trần Thị Mận"), member("Lý Văn Đào")];
        rows[2].unit.roster = vec![member("Lý Văn Đào")];
        Hierarchy::on(day("260630"), rows)
    };
    let tree = listed("B").expect("a sound list");
    let names: Vec<&str> = tree.units()[1].roster.iter().map(|m| m.name.as_str()).collect();
    assert_eq!(names, ["Lý Văn Đào", "Trần Thị Mận"]);
    assert_eq!(listed("B;C").expect_err("split"), [Fault::MembersOfFormer { row: 3, code: "A".into() }]);
}
