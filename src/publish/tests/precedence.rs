//! Committees before members: how the invented campaign tells it, at each level.

use super::*;

const FOLDERS: [&str; 2] = ["Huyện ủy Mẫu Sơn/Đảng bộ xã Đồng Thử/Chi bộ thôn Một", "Huyện ủy Mẫu Sơn"];

/// Publishes the campaign with its books changed.
fn with(change: impl FnOnce(&mut Books)) -> (TempDir, Campaign) {
    let dir = TempDir::new().unwrap();
    let (campaign, mut books) = (campaign(dir.path()), books());
    change(&mut books);
    let totals = totals(&campaign, &books);
    publish(&campaign, &books, &totals, Lang::Vi).unwrap();
    (dir, campaign)
}

/// The status sheets of a cell and of the top, and the front page.
fn told(campaign: &Campaign) -> [String; 3] {
    let sheet = |folder: &str| {
        let unit = folder.rsplit('/').next().unwrap();
        written(campaign, &format!("{folder}/Tổng hợp - {unit}.xlsx"), "Tình hình nộp").join("\n")
    };
    let front = fs::read_to_string(campaign.results.join("Mở đầu.html")).unwrap();
    [sheet(FOLDERS[0]), sheet(FOLDERS[1]), front]
}

/// The committee of the first cell reviews itself on that day.
fn committee_on(day: Option<jiff::civil::Date>) -> impl FnOnce(&mut Books) {
    move |books| books.entries[4].review.date = day
}

#[test]
fn a_committee_later_than_its_members_is_told_with_their_names_in_the_cells_own_workbook_only() {
    let (_dir, campaign) = with(committee_on(Some(date(2026, 1, 25))));
    let [cell, top, front] = told(&campaign);
    assert!(cell.contains("ghi ngày sau 4 trong 4 bản của cá nhân"), "{cell}");
    assert!(cell.contains("Mẫu Thị Bính") && cell.contains("Trước bản của tập thể"), "{cell}");
    let counts = "Đúng thứ tự 1 chi bộ; thiếu bản tập thể 2; tập thể sau cá nhân 1; không rõ ngày 0.";
    assert!(top.contains(counts), "{top}");
    assert!(top.contains("Tập thể sau cá nhân") && !top.contains("Mẫu Thị Bính"));
    assert!(front.contains("3 chi bộ chưa đúng thứ tự") && front.contains("tập thể sau cá nhân)"));
    let report = part(
        &fs::read(campaign.results.join(FOLDERS[0]).join("Báo cáo - Chi bộ thôn Một.docx")).unwrap(),
        "word/document.xml",
    );
    assert!(report.contains("tập thể kiểm điểm ngày 25/01/2026, sau 04 đảng viên"));
}

#[test]
fn a_committee_without_a_date_is_told_and_not_taken_as_in_order() {
    let (_dir, campaign) = with(committee_on(None));
    let [cell, top, front] = told(&campaign);
    assert!(cell.contains("không đủ ngày ghi") && cell.contains("Tập thể chi ủy"), "{cell}");
    assert!(
        top.contains("Đúng thứ tự 1 chi bộ; thiếu bản tập thể 2; tập thể sau cá nhân 0; không rõ ngày 1.")
    );
    assert!(front.contains("1 chi bộ chưa biết thứ tự"));
}

#[test]
fn where_no_committee_sends_a_review_it_is_said_once_for_a_unit() {
    let (_dir, campaign) = with(|books| books.entries.retain(|e| e.review.kind != Kind::Collective));
    let [_, top, front] = told(&campaign);
    let once = "Chưa chi bộ nào gửi bản tự soi của tập thể";
    assert_eq!((top.matches(once).count(), front.matches(once).count()), (1, 1));
    assert!(!top.contains("Thiếu bản tập thể") && !front.contains("thiếu bản tập thể"));
}

#[test]
fn the_summary_counts_cells_by_the_order_of_their_reviews() {
    let (_dir, campaign) = with(|_| {});
    let json = fs::read(campaign.results.join("tusoi.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let order = &json["units"][0]["order"];
    assert_eq!((&order["in_order"], &order["collective_missing"]), (&2.into(), &2.into()), "{order}");
}
