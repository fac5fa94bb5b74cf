//! Whole campaign folders, good and bad.

use super::{Campaign, PASSWORDS};
use crate::model::{Lang, Passwords};
use crate::stop::Stop;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// A square of a sheet that a test writes.
enum Put<'a> {
    Text(&'a str),
    Number(f64),
    Date(u16, u8, u8),
}
use Put::{Date as Day, Number, Text};

fn workbook(sheets: &[(&str, &[&[Put<'_>]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name");
        for (r, row) in (0..).zip(*rows) {
            for (c, put) in (0..).zip(*row) {
                match put {
                    Text("") => continue,
                    Text(text) => sheet.write_string(r, c, *text),
                    Number(number) => sheet.write_number(r, c, *number),
                    Day(y, m, d) => {
                        let date = ExcelDateTime::from_ymd(*y, *m, *d).expect("a date");
                        sheet.write_datetime_with_format(r, c, date, &day)
                    }
                }
                .expect("a square");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn folder(settings: &str, units: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("campaign.toml"), settings).expect("settings");
    std::fs::write(folder.path().join("units.xlsx"), units).expect("units");
    folder
}

fn two_units() -> Vec<u8> {
    workbook(&[(
        "Đơn vị",
        &[
            &[Text("Mã"), Text("Tên đơn vị"), Text("Mã cấp trên"), Text("Số đảng viên")],
            &[Text("DB"), Text("Đảng bộ xã Lộc Yên")],
            &[Number(101.0), Text("Chi bộ thôn Sơn Nam"), Text("DB"), Number(27.0)],
        ],
    )])
}

fn problems(stop: Stop) -> Vec<String> {
    match stop {
        Stop::Faulty { problems, .. } => problems,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_empty_settings_file_is_valid() {
    let folder = folder("", &two_units());
    let campaign = Campaign::load(folder.path(), Lang::Vi).expect("a campaign");
    assert_eq!(campaign.catalogue.len(), 27);
    assert_eq!(campaign.inbox, folder.path().join("inbox"));
    assert_eq!((campaign.date, campaign.warnings.len()), (None, 0));
    let cell = campaign.hierarchy.find("101").expect("a code typed as a number");
    assert_eq!(campaign.hierarchy.unit(cell).members, Some(27));
}

#[test]
fn a_folder_without_settings_is_a_campaign_if_it_has_units_or_an_inbox() {
    let folder = folder("", &two_units());
    std::fs::remove_file(folder.path().join("campaign.toml")).expect("removed");
    assert!(Campaign::load(folder.path(), Lang::Vi).is_ok());
    std::fs::remove_file(folder.path().join("units.xlsx")).expect("removed");
    let missing = Campaign::load(folder.path(), Lang::Vi).expect_err("nothing there");
    assert!(matches!(missing, Stop::Missing { path } if path.ends_with("campaign.toml")));
    std::fs::create_dir(folder.path().join("inbox")).expect("a folder");
    let missing = Campaign::load(folder.path(), Lang::Vi).expect_err("no units");
    assert!(matches!(missing, Stop::Missing { path } if path.ends_with("units.xlsx")));
}

#[test]
fn a_date_may_stand_with_or_without_quotes() {
    for settings in ["\u{feff}date = \"2026-06-30\"", "date = 2026-06-30"] {
        let folder = folder(settings, &two_units());
        let campaign = Campaign::load(folder.path(), Lang::Vi).expect("a campaign");
        assert_eq!(campaign.date, Some(jiff::civil::date(2026, 6, 30)));
    }
}

#[test]
fn every_bad_setting_is_named_with_its_line() {
    let folder = folder("title = 5\ndate = \"2026-02-30\"\ninbox = \"\"\n", &two_units());
    let found = problems(Campaign::load(folder.path(), Lang::En).expect_err("bad settings"));
    let lines: Vec<&str> = found.iter().map(|p| &p[..6]).collect();
    assert_eq!(lines, ["Line 1", "Line 2", "Line 3"]);
}

#[test]
fn an_unknown_key_is_a_warning() {
    let folder = folder("title = \"Đợt 1\"\ntitel = \"Đợt 2\"\n", &two_units());
    let campaign = Campaign::load(folder.path(), Lang::Vi).expect("a campaign");
    assert_eq!(campaign.title, "Đợt 1");
    assert!(campaign.warnings[0].contains("dòng 2") && campaign.warnings[0].contains("titel"));
}

#[test]
fn a_windows_path_in_quotes_is_explained() {
    let folder = folder("inbox = \"C:\\Users\\An\"\n", &two_units());
    let found = problems(Campaign::load(folder.path(), Lang::Vi).expect_err("bad escape"));
    assert!(found[0].starts_with("Dòng 1") && found[0].contains("viết / thay"), "{found:?}");
}

#[test]
fn headings_are_found_in_any_order_and_case_below_title_rows() {
    let units = workbook(&[
        (
            "Sheet1",
            &[
                &[Text("DANH SÁCH ĐƠN VỊ")],
                &[],
                &[Text("TT"), Text("EMAIL"), Text("TÊN ĐƠN VỊ"), Text("ma"), Text("Tên gọi khác")],
                &[
                    Number(1.0),
                    Text("An@X.vn; b@x.vn"),
                    Text("Chi bộ  1"),
                    Text("CB1"),
                    Text("CB 1;Chi bộ một"),
                ],
                &[Number(2.0)],
            ],
        ),
        (
            "ĐẢNG VIÊN",
            &[
                &[Text("Họ và tên"), Text("Mã chi bộ"), Text("Ngày sinh"), Text("Chức vụ")],
                &[Text("Trần Văn A"), Text("CB1"), Day(1975, 9, 2), Text("Bí thư")],
                &[Text("Trần Văn B"), Text("CB1"), Number(1980.0)],
            ],
        ),
    ]);
    let folder = folder("", &units);
    let campaign = Campaign::load(folder.path(), Lang::Vi).expect("a campaign");
    let unit = &campaign.hierarchy.units()[0];
    assert_eq!((unit.code.as_str(), unit.name.as_str(), unit.row), ("CB1", "Chi bộ 1", 4));
    assert_eq!(unit.emails, ["an@x.vn", "b@x.vn"]);
    assert_eq!(unit.aliases, ["CB 1", "Chi bộ một"]);
    let births: Vec<_> = unit.roster.iter().map(|m| m.birth).collect();
    let day = crate::model::BirthDate::Day(jiff::civil::date(1975, 9, 2));
    assert_eq!(births, [Some(day), Some(crate::model::BirthDate::Year(1980))]);
    assert_eq!(unit.roster[0].position.as_deref(), Some("Bí thư"));
}

#[test]
fn all_faults_of_the_lists_are_told_together() {
    let units = workbook(&[
        (
            "Đơn vị",
            &[
                &[Text("Mã"), Text("Tên đơn vị"), Text("Mã cấp trên"), Text("Số đảng viên")],
                &[Text("A"), Text("Đơn vị A"), Text("X"), Text("hai mươi")],
                &[Text(""), Text("Tổng cộng")],
            ],
        ),
        ("Đảng viên", &[&[Text("Mã chi bộ"), Text("Họ và tên")], &[Text("Z"), Text("Trần Văn A")]]),
    ]);
    let folder = folder("", &units);
    let found = problems(Campaign::load(folder.path(), Lang::Vi).expect_err("faulty lists"));
    for piece in ["“X”", "hai mươi", "dòng 3: thiếu Mã", "mã “Z”"] {
        assert!(found.iter().any(|p| p.contains(piece)), "{piece}: {found:?}");
    }
}

#[test]
fn members_listed_under_a_unit_that_is_no_cell_are_a_fault() {
    let units = workbook(&[
        (
            "Đơn vị",
            &[
                &[Text("Mã"), Text("Tên đơn vị"), Text("Mã cấp trên")],
                &[Text("A"), Text("Đảng bộ A")],
                &[Text("B"), Text("Chi bộ B"), Text("A")],
            ],
        ),
        ("Đảng viên", &[&[Text("Mã chi bộ"), Text("Họ và tên")], &[Text("A"), Text("Trần Văn A")]]),
    ]);
    let folder = folder("", &units);
    let found = problems(Campaign::load(folder.path(), Lang::Vi).expect_err("a misplaced member"));
    assert!(found[0].contains("không phải chi bộ"), "{found:?}");
}

#[test]
fn a_list_without_its_headings_or_with_one_twice_is_a_fault() {
    let bare = workbook(&[("Đơn vị", &[&[Text("Tên đơn vị")], &[Text("Chi bộ 1")]])]);
    let twice = workbook(&[("Đơn vị", &[&[Text("Mã"), Text("Mã"), Text("Tên đơn vị")]])]);
    for (units, piece) in [(bare, "“Mã”, “Tên đơn vị”"), (twice, "hai cột “Mã”")] {
        let folder = folder("", &units);
        let found = problems(Campaign::load(folder.path(), Lang::Vi).expect_err("bad headings"));
        assert!(found[0].contains(piece), "{found:?}");
    }
}

#[test]
fn a_damaged_list_is_refused_rather_than_read_in_part() {
    let good = two_units();
    let at = good.windows(24).position(|w| w == b"xl/worksheets/sheet1.xml").expect("the sheet's part");
    let mut bent = good.clone();
    bent[at + 60] ^= 1;
    for bytes in [bent, good[..good.len() / 2].to_vec(), b"<html>".to_vec(), Vec::new()] {
        let folder = folder("", &bytes);
        let found = problems(Campaign::load(folder.path(), Lang::Vi).expect_err("damaged"));
        assert!(found[0].contains("lưu lại"), "{found:?}");
    }
}

#[test]
fn a_stray_square_far_away_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Mã").and_then(|s| s.write_string(0, 1, "Tên đơn vị")).expect("headings");
    sheet.write_string(1, 0, "A").and_then(|s| s.write_string(1, 1, "Chi bộ A")).expect("a unit");
    sheet.write_string(1_048_575, 16_383, "x").expect("a stray square");
    let folder = folder("", &book.save_to_buffer().expect("a workbook"));
    assert_eq!(Campaign::load(folder.path(), Lang::Vi).expect("a campaign").hierarchy.units().len(), 1);
}

#[test]
fn a_catalogue_of_the_office_is_read_from_its_path() {
    let folder = folder("catalogue = \"rieng.toml\"", &two_units());
    let text = "[[indicator]]\ncode = \"1\"\nwording = \"Đi muộn, về sớm\"\n";
    std::fs::write(folder.path().join("rieng.toml"), text).expect("a catalogue");
    let campaign = Campaign::load(folder.path(), Lang::Vi).expect("a campaign");
    assert_eq!((campaign.catalogue.name.as_str(), campaign.catalogue.len()), ("rieng", 1));
    std::fs::remove_file(folder.path().join("rieng.toml")).expect("removed");
    let found = problems(Campaign::load(folder.path(), Lang::Vi).expect_err("no such catalogue"));
    assert!(found[0].contains("rieng.toml") && found[0].contains("27-bieu-hien"), "{found:?}");
}

#[test]
fn passwords_are_read_from_a_file_that_notepad_saved() {
    let folder = folder("", &two_units());
    let load = || Campaign::load(folder.path(), Lang::Vi);
    assert_eq!(load().expect("a campaign").passwords, Passwords::default());
    let file = folder.path().join(PASSWORDS);
    std::fs::write(&file, "\u{feff}Bí mật 5\r\nchibo@2026\r\n").expect("passwords");
    let passwords = load().expect("a campaign").passwords;
    assert_eq!(passwords.iter().collect::<Vec<_>>(), ["Bí mật 5", "chibo@2026"]);
    std::fs::write(&file, b"m\xEDt").expect("passwords");
    let told = problems(load().expect_err("not UTF-8"));
    assert!(told[0].contains("UTF-8"), "{told:?}");
}

/// The two units, and what a sheet says of meetings.
fn with_meetings(rows: &[&[Put<'_>]]) -> Vec<u8> {
    let head: &[Put<'_>] = &[Text("Mã chi bộ"), Text("Ngày sinh hoạt"), Text("Số đảng viên dự")];
    let units: &[&[Put<'_>]] = &[
        &[Text("Mã"), Text("Tên đơn vị"), Text("Mã cấp trên"), Text("Số đảng viên")],
        &[Text("DB"), Text("Đảng bộ xã Lộc Yên")],
        &[Text("CB"), Text("Chi bộ thôn Sơn Nam"), Text("DB"), Number(27.0)],
    ];
    let mut all = vec![head];
    all.extend(rows);
    workbook(&[("Đơn vị", units), ("Sinh hoạt", &all)])
}

#[test]
fn a_cells_meeting_is_read_from_a_sheet_of_its_own() {
    let day = jiff::civil::date(2026, 7, 20);
    for written in [Day(2026, 7, 20), Text("20/07/2026")] {
        let folder = folder("", &with_meetings(&[&[Text("CB"), written, Number(25.0)]]));
        let campaign = Campaign::load(folder.path(), Lang::Vi).expect("a campaign");
        assert_eq!(campaign.meetings, [None, Some(super::Meeting { day, present: Some(25) })]);
    }
    let folder = folder("", &with_meetings(&[&[Text("CB"), Text("")]]));
    let campaign = Campaign::load(folder.path(), Lang::Vi).expect("a campaign");
    assert_eq!(campaign.meetings, [None, None], "no day: not met");
}

#[test]
fn what_cannot_be_true_of_a_meeting_is_told_with_its_row() {
    let rows: [&[Put<'_>]; 5] = [
        &[Text("CB"), Text("20/07/2026")],
        &[Text("CB"), Text("21/07/2026")],
        &[Text("CB"), Text("mai"), Number(5.0)],
        &[Text("CB"), Text("21/07/2026"), Number(28.0)],
        &[Text("DB"), Text("21/07/2026")],
    ];
    let folder = folder("", &with_meetings(&rows));
    let found = problems(Campaign::load(folder.path(), Lang::En).expect_err("faults"));
    assert_eq!(found.len(), 4, "{found:?}");
    for (problem, wanted) in
        found.iter().zip(["row 3: an earlier", "row 4: “mai”", "row 5: 28 came", "row 6: there is no cell"])
    {
        assert!(problem.contains(wanted), "{problem}");
    }
}

/// A list of which the rows below the top have days and successors.
fn in_time(rows: &[&[Put<'_>]]) -> Vec<u8> {
    let head: &[Put<'_>] = &[
        Text("Sáp nhập vào"),
        Text("Đến ngày"),
        Text("Mã"),
        Text("Từ ngày"),
        Text("Tên đơn vị"),
        Text("Mã cấp trên"),
    ];
    let top: &[Put<'_>] = &[Text(""), Text(""), Text("H"), Text(""), Text("Đảng bộ xã Lộc Yên")];
    let mut all = vec![head, top];
    all.extend(rows);
    workbook(&[("Đơn vị", &all)])
}

#[test]
fn columns_of_days_and_successors_make_the_tree_of_the_campaigns_date() {
    let rows: [&[Put<'_>]; 2] = [
        &[Text("B"), Day(2025, 6, 30), Text("A"), Text(""), Text("Chi bộ thôn Một"), Text("H")],
        &[Text(""), Text(""), Text("B"), Text("01/7/2025"), Text("Chi bộ thôn Hai"), Text("H")],
    ];
    let codes = |date: &str| {
        let folder = folder(date, &in_time(&rows));
        let tree = Campaign::load(folder.path(), Lang::Vi).expect("a campaign").hierarchy;
        let codes: Vec<String> = tree.units().iter().map(|u| u.code.clone()).collect();
        (codes.join(" "), tree.former().len())
    };
    assert_eq!(codes("date = 2025-06-30"), ("H A".into(), 0));
    assert_eq!(codes("date = 2025-07-01"), ("H B".into(), 1));
}

#[test]
fn faults_of_days_and_successors_are_told_together_with_row_and_remedy() {
    let rows: [&[Put<'_>]; 4] = [
        &[Text(""), Text("cuối năm"), Text("A"), Text(""), Text("Chi bộ thôn Một"), Text("H")],
        &[Text(""), Day(2025, 6, 30), Text("B"), Day(2025, 7, 1), Text("Chi bộ thôn Hai"), Text("H")],
        &[Text("X"), Day(2025, 6, 30), Text("C"), Text(""), Text("Chi bộ thôn Ba"), Text("H")],
        &[Text(""), Text(""), Text("D"), Number(5.0), Text("Chi bộ thôn Tư"), Text("C")],
    ];
    let found = |date: &str| {
        let folder = folder(date, &in_time(&rows));
        problems(Campaign::load(folder.path(), Lang::Vi).expect_err("faults")).join("\n")
    };
    let told = found("date = 2026-06-30");
    for piece in [
        "dòng 3: Đến ngày “cuối năm” không phải ngày. Ghi dạng",
        "dòng 4: đơn vị B có Đến ngày trước Từ ngày",
        "dòng 5: đơn vị C sáp nhập vào “X” nhưng không có đơn vị mang mã đó. Sửa",
        "dòng 6: Từ ngày “5” không phải ngày",
        "dòng 6: đơn vị D thuộc C, nhưng ngày 30/06/2026 C không hoạt động. Sửa Mã cấp trên",
    ] {
        assert!(told.contains(piece), "{piece}\n{told}");
    }
    assert!(found("").contains("Ghi `date` trong campaign.toml"));
}
