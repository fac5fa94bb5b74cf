//! `tusoi run` on the sample campaign. What is expected was added up by hand from what
//! `examples/build_samples` puts into the forms.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod support;

use serde_json::{Value, json};
use support::{Campaign, complained, printed, status, unit};

#[test]
fn a_run_writes_a_workbook_and_a_report_for_every_unit() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    let results = campaign.results();
    let count = |start: &str, end: &str| {
        let named = |path: &&String| {
            let name = path.rsplit('/').next().unwrap_or_default();
            name.starts_with(start) && name.ends_with(end)
        };
        results.keys().filter(named).count()
    };
    assert_eq!(count("Tổng hợp - ", ".xlsx"), 8);
    assert_eq!(count("Báo cáo - ", ".docx"), 8);
    assert!(results.contains_key("Cần xem lại.xlsx"));
    assert!(results.contains_key("tusoi.json"));
}

#[test]
fn every_file_is_accounted_for() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    let expected = json!({
        "accepted": 9, "needs_review": 1, "duplicate": 1, "superseded": 1,
        "not_a_form": 1, "unreadable": 1, "container": 2,
    });
    assert_eq!(campaign.summary()["files"], expected);
}

/// Members, reviews, collective reviews and missing reviews of a unit.
fn head(unit: &Value) -> [u64; 4] {
    ["members", "reviews", "collective", "missing"].map(|key| unit[key].as_u64().expect("a number"))
}

/// How often an indicator was answered yes, no, not at all, and with both marks.
fn answers(unit: &Value, indicator: &str) -> [u64; 4] {
    ["yes", "no", "blank", "conflict"].map(|key| unit["answers"][indicator][key].as_u64().expect("a number"))
}

#[test]
fn the_sums_of_every_cell_are_those_of_its_forms() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    let summary = campaign.summary();
    let cell = |code| unit(&summary, code);
    assert_eq!(head(cell("CB-0101")), [6, 4, 1, 2]);
    assert_eq!(answers(cell("CB-0101"), "I.3"), [2, 2, 0, 0]);
    assert_eq!(answers(cell("CB-0101"), "I.5"), [1, 3, 0, 0]);
    assert_eq!(answers(cell("CB-0101"), "II.4"), [1, 3, 0, 0], "the committee's own yes is not a member's");
    assert_eq!(cell("CB-0101")["commitments"]["total"], 1);
    assert_eq!(cell("CB-0101")["ratings"]["good"], 0, "the committee's own rating is not a member's");
    assert_eq!(head(cell("CB-0102")), [5, 4, 0, 1]);
    assert_eq!(answers(cell("CB-0102"), "I.3"), [2, 2, 0, 0]);
    assert_eq!(answers(cell("CB-0102"), "III.1"), [1, 3, 0, 0]);
    assert_eq!(head(cell("CB-0201")), [8, 8, 0, 0], "a tally stands in for its members");
    assert_eq!(answers(cell("CB-0201"), "I.5"), [3, 5, 0, 0]);
    assert_eq!(head(cell("CB-0202")), [4, 4, 0, 0]);
    assert_eq!(answers(cell("CB-0202"), "II.1"), [1, 3, 0, 0]);
    assert_eq!(answers(cell("CB-0202"), "II.2"), [0, 4, 0, 0], "only the older version says yes");
    assert_eq!(answers(cell("CB-0202"), "II.4"), [0, 3, 1, 0]);
    assert_eq!(answers(cell("CB-0202"), "III.2"), [0, 3, 0, 1]);
    assert_eq!(head(cell("CB-0203")), [3, 0, 0, 3], "nothing came");
}

#[test]
fn the_sums_above_the_cells_are_sums_of_the_units_below() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    let summary = campaign.summary();
    let above = |code| unit(&summary, code);
    assert_eq!(head(above("DB-01")), [11, 8, 1, 3]);
    assert_eq!(head(above("DB-02")), [15, 12, 0, 3]);
    assert_eq!(head(above("HU")), [26, 20, 1, 6]);
    assert_eq!(answers(above("HU"), "I.1"), [0, 20, 0, 0]);
    assert_eq!(answers(above("HU"), "I.3"), [6, 14, 0, 0]);
    assert_eq!(answers(above("HU"), "I.5"), [5, 15, 0, 0]);
    assert_eq!(answers(above("HU"), "II.4"), [2, 17, 1, 0]);
    assert_eq!(answers(above("HU"), "III.2"), [0, 19, 0, 1]);
}

#[test]
fn results_do_not_depend_on_threads_nor_on_the_order_of_arrival() {
    let (one, two, backwards) = (Campaign::sample(), Campaign::sample(), Campaign::sample_copied_backwards());
    one.run(&["--jobs", "1"]);
    two.run(&["--jobs", "2"]);
    backwards.run(&["--jobs", "2"]);
    let differs = |a: &Campaign, b: &Campaign| {
        let (a, b) = (a.results(), b.results());
        assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
        a.into_iter().filter(|(path, bytes)| b[path] != *bytes).map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert_eq!(differs(&one, &two), Vec::<String>::new());
    assert_eq!(differs(&one, &backwards), Vec::<String>::new());
}

#[test]
fn a_damaged_file_costs_only_itself() {
    let (sound, hurt) = (Campaign::sample(), Campaign::sample());
    let form = "inbox/Chi bo thon Thu Mot/Phieu tu soi - Nguyen Van Mau.docx";
    let bytes = std::fs::read(sound.root().join(form)).expect("a form");
    hurt.put("inbox/Chi bo thon Thu Mot/Phieu bi cat.docx", &bytes[..bytes.len() / 2]);
    sound.run(&[]);
    let output = hurt.run(&[]);
    assert_eq!(status(&output), 1, "{}", complained(&output));
    let (sound, hurt) = (sound.summary(), hurt.summary());
    assert_eq!(hurt["files"]["unreadable"], 2);
    assert_eq!(hurt["units"], sound["units"]);
}

#[test]
fn a_decision_typed_by_a_person_is_honoured_and_kept() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    let before = campaign.summary()["questions"].as_u64().expect("a number");
    support::decide(&campaign, "Có", |square| square.starts_with("III.2"));
    for time in ["the next run", "the run after that"] {
        campaign.run(&[]);
        let summary = campaign.summary();
        assert_eq!(answers(unit(&summary, "CB-0202"), "III.2"), [1, 3, 0, 0], "{time}");
        assert_eq!(summary["questions"], before - 1, "{time}");
    }
}

#[test]
fn the_exit_status_tells_whether_a_person_must_look() {
    let campaign = Campaign::sample();
    assert_eq!(status(&campaign.run(&[])), 1);
    for open in ["Anh chup phieu.jpg", "Chi bo Tram Y te Thu/Phieu tu soi - Do Thi Gia Su.docx"] {
        std::fs::remove_file(campaign.root().join("inbox").join(open)).expect("removed");
    }
    let output = campaign.run(&[]);
    assert_eq!(status(&output), 0, "{}", printed(&output));
    campaign.put("campaign.toml", b"date = \"hom nay\"");
    let output = campaign.run(&[]);
    assert_eq!(status(&output), 2);
    assert!(complained(&output).contains("campaign.toml"));
    assert_eq!(status(&support::tusoi(campaign.home(), &["run", "khong-co"])), 2);
}

#[test]
fn the_summary_tells_a_clerk_what_came_and_what_to_do_next() {
    let campaign = Campaign::sample();
    let output = campaign.run(&[]);
    let said = printed(&output);
    for words in
        ["Tệp đã nhận: 16", "4 trên 5", "20 trên 26 đảng viên", "Chi bộ thôn Chưa Gửi", "Cần xem lại.xlsx"]
    {
        assert!(said.contains(words), "“{words}” is missing in:\n{said}");
    }
    assert_eq!(complained(&output), "", "no progress bar where nobody watches");
}
