//! Workbooks that units below made with this program.

use super::page::workbook;
use super::{catalogue, read};
use crate::document::Document;
use crate::enclosure::{Enclosed, Enclosure, Round, fingerprint};
use crate::extract::Extractor;
use crate::model::{AnswerTotals, Kind, UnitTotals};

/// The workbook of a cell of nine members, three of whom see something; its visible sheet is gone.
fn sent(sheets: &[(&str, Vec<Vec<&str>>)]) -> Document {
    let catalogue = catalogue();
    let answers = AnswerTotals { yes: 3, no: 6, ..AnswerTotals::default() };
    let totals = UnitTotals {
        members: 10,
        reviews: 9,
        missing: 1,
        answers: vec![answers; 27],
        cells: 1,
        cells_in: 1,
        ..UnitTotals::empty(27)
    };
    let unit = Enclosed {
        code: "CB-1".into(),
        name: "Chi bộ thôn Thử".into(),
        above: String::new(),
        heading: String::new(),
        totals: Some(totals),
    };
    let enclosure = Enclosure {
        round: Round { title: "Đợt tự soi".into(), period: "Quý II/2026".into() },
        date: None,
        catalogue: fingerprint(&catalogue),
        codes: catalogue.indicators.iter().map(|i| i.code.clone()).collect(),
        units: vec![unit],
    };
    let rows = enclosure.rows();
    let enclosed: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    workbook(&[sheets, &[("tusoi", enclosed)]].concat())
}

#[test]
fn only_counts_are_read_whether_the_sheets_of_members_came_along_or_not() {
    let mut head = vec!["STT", "Họ và tên"];
    let catalogue = catalogue();
    head.extend(catalogue.indicators.iter().map(|i| i.code.as_str()));
    let mut member = vec!["1", "Mẫu Thị Thử"];
    member.extend(["x"; 27]);
    for sheets in [vec![], vec![("Đảng viên", vec![head, member])]] {
        let read = read(&sent(&sheets));
        assert_eq!(read.reviews.len(), 1);
        let tally = &read.reviews[0];
        assert_eq!((tally.kind, tally.total, tally.name.as_deref()), (Kind::Tally, Some(9), None));
        assert!(tally.answers.iter().all(|reading| reading.count == Some(3)));
        let codes: Vec<&str> = read.findings.iter().map(crate::finding::Finding::code).collect();
        assert_eq!(codes, ["figure-changed"], "the visible sheet is gone, which is a question");
    }
}

#[test]
fn a_workbook_of_another_round_is_refused_where_the_round_is_known() {
    let of = |period: &str| {
        let round = Round { title: "Đợt tự soi".into(), period: period.into() };
        Extractor::new(&catalogue()).expect("sound words").of_round(Some(round))
    };
    assert_eq!(of("quý II/2026").read(&sent(&[])).reviews.len(), 1);
    let refused = of("Quý III/2026").read(&sent(&[]));
    assert_eq!((refused.reviews.len(), refused.findings[0].code()), (0, "other-campaign"));
}
