//! A round after a reorganisation: forms that still name former units, and the earlier round on today's tree.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod support;

use calamine::{Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use std::io::Cursor;
use support::{Campaign, complained, files_below, status, tusoi, unit};

/// The sample's units after 1 July 2026: a cell went into a new one, one was split, one moved, a commune has a new
/// name, one cell was dissolved.
const UNITS: [[&str; 7]; 13] = [
    ["Mã", "Tên đơn vị", "Mã cấp trên", "Số đảng viên", "Từ ngày", "Đến ngày", "Sáp nhập vào"],
    ["HU", "Huyện ủy Mẫu", "", "", "", "", ""],
    ["DB-01", "Đảng bộ xã Ví Dụ Đông", "HU", "", "", "30/06/2026", ""],
    ["DB-01", "Đảng bộ xã Ví Dụ Mới", "HU", "", "01/07/2026", "", ""],
    ["CB-0101", "Chi bộ thôn Thử Một", "DB-01", "6", "", "30/06/2026", "CB-0110"],
    ["CB-0110", "Chi bộ thôn Thử Gộp", "DB-01", "11", "01/07/2026", "", ""],
    ["CB-0102", "Chi bộ Trường Tiểu học Thử Nghiệm", "DB-01", "5", "", "30/06/2026", ""],
    ["CB-0102", "Chi bộ Trường Tiểu học Thử Nghiệm", "DB-02", "5", "01/07/2026", "", ""],
    ["DB-02", "Đảng bộ xã Ví Dụ Tây", "HU", "", "", "", ""],
    ["CB-0201", "Chi bộ thôn Thử Hai", "DB-02", "8", "", "30/06/2026", "CB-0211; CB-0212"],
    ["CB-0211", "Chi bộ thôn Thử Hai A", "DB-02", "4", "01/07/2026", "", ""],
    ["CB-0212", "Chi bộ thôn Thử Hai B", "DB-02", "4", "01/07/2026", "", ""],
    ["CB-0202", "Chi bộ Trạm Y tế Thử", "DB-02", "4", "", "30/06/2026", ""],
];

/// The sample campaign, run, and in `moi` the next one, which is compared with it and got the same forms once more.
fn two_rounds() -> Campaign {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    let settings =
        "title = \"Đợt sau\"\nperiod = \"Quý III/2026\"\ndate = \"2026-09-30\"\nprevious = \"../dot\"\n";
    campaign.put("../moi/campaign.toml", settings.as_bytes());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (r, row) in (0..).zip(UNITS) {
        sheet.write_row(r, 0, row).expect("a row");
    }
    campaign.put("../moi/units.xlsx", &book.save_to_buffer().expect("a workbook"));
    for (path, bytes) in files_below(&campaign.root().join("inbox")) {
        campaign.put(&format!("../moi/inbox/{path}"), &bytes);
    }
    campaign
}

fn run(campaign: &Campaign) -> Value {
    let output = tusoi(campaign.home(), &["run", "moi"]);
    assert_eq!(status(&output), 1, "{}", complained(&output));
    let text = files_below(&campaign.home().join("moi/results"))["tusoi.json"].clone();
    serde_json::from_slice(&text).expect("JSON")
}

/// The rows of a sheet of the highest unit's workbook.
fn rows(campaign: &Campaign, sheet: &str) -> Vec<Vec<String>> {
    let files = files_below(&campaign.home().join("moi/results"));
    let bytes = files["Huyện ủy Mẫu/Tổng hợp - Huyện ủy Mẫu.xlsx"].clone();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

/// The numbers in the row that has this in its third column; the last such row.
fn numbers(rows: &[Vec<String>], name: &str) -> Vec<u32> {
    let row = rows.iter().rev().find(|row| row.get(2).is_some_and(|text| text == name)).expect(name);
    row[3..6].iter().map(|n| n.parse().expect("a number")).collect()
}

#[test]
fn forms_that_name_a_former_unit_count_for_its_successor_and_those_of_a_split_one_are_asked_about() {
    let campaign = two_rounds();
    let summary = run(&campaign);
    assert_eq!(unit(&summary, "CB-0110")["reviews"], 4, "the forms of CB-0101");
    assert_eq!(unit(&summary, "CB-0110")["missing"], 7);
    assert_eq!(unit(&summary, "CB-0102")["parent"], "DB-02");
    assert!(unit(&summary, "CB-0102")["reviews"].as_u64() > Some(0), "it moved");
    for part in ["CB-0211", "CB-0212"] {
        assert_eq!(unit(&summary, part)["reviews"], 0, "a tally of what was split is a question");
    }
    let units = summary["units"].as_array().expect("units");
    assert!(units.iter().all(|unit| unit["code"] != "CB-0101" && unit["code"] != "CB-0202"));
}

#[test]
fn the_earlier_round_stands_on_todays_tree_and_both_sums_agree() {
    let campaign = two_rounds();
    let then = campaign.summary();
    run(&campaign);
    let rows = rows(&campaign, "Kỳ trước, cây nay");
    let text = rows.concat().join("\n");
    let reviews = |code: &str| {
        u32::try_from(unit(&then, code)["reviews"].as_u64().expect("a number")).expect("a small one")
    };
    let whole = numbers(&rows, "Cộng các đơn vị cao nhất theo tổ chức kỳ trước");
    let today = numbers(&rows, "Cộng các đơn vị cao nhất theo tổ chức hiện nay");
    let nowhere = numbers(
        &rows,
        "Chưa phân bổ (đơn vị đã kết thúc, không có trong danh sách, hoặc chia tách ra ngoài)",
    );
    assert_eq!(whole[0], reviews("HU"));
    for ((whole, today), nowhere) in whole.iter().zip(&today).zip(&nowhere) {
        assert_eq!(*whole, today + nowhere);
    }
    assert_eq!(nowhere[0], reviews("CB-0202") + reviews("CB-0203"), "dissolved, and no longer listed");
    assert!(text.contains("Khớp"));
    assert_eq!(numbers(&rows, "Chi bộ thôn Thử Gộp")[0], reviews("CB-0101"));
    assert_eq!(numbers(&rows, "Đảng bộ xã Ví Dụ Mới")[0], reviews("CB-0101"));
    let west = reviews("CB-0102") + reviews("CB-0201");
    assert_eq!(
        numbers(&rows, "Đảng bộ xã Ví Dụ Tây")[0],
        west,
        "what moved there, and what cannot be divided"
    );
    for place in [
        "Chi bộ thôn Thử Gộp (CB-0110)",
        "Chia tách thành Chi bộ thôn Thử Hai A (CB-0211); Chi bộ thôn Thử Hai B (CB-0212); tính ở Đảng bộ xã Ví Dụ Tây (DB-02)",
        "Đổi tên: Đảng bộ xã Ví Dụ Mới (DB-01)",
        "chuyển về Đảng bộ xã Ví Dụ Tây (DB-02)",
        "Đã kết thúc, không ghi sáp nhập vào đâu; chưa phân bổ",
        "Không có trong danh sách đơn vị; chưa phân bổ",
    ] {
        assert!(text.contains(place), "{place}\n{text}");
    }
}
