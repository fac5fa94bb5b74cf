//! What must be mended is told at once, and before any form is read.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod support;

use rust_xlsxwriter::Workbook;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use support::{Campaign, complained, status, tusoi};
use tusoi::model::Lang;

/// A list with a fault in each sheet.
fn faulty_units() -> Vec<u8> {
    let sheets: [(&str, &[&[&str]]); 3] = [
        ("Đơn vị", &[&["Mã", "Tên đơn vị", "Mã cấp trên"], &["A", "Đảng bộ A", ""], &["B", "Chi bộ B", "X"]]),
        ("Đảng viên", &[&["Mã chi bộ", "Họ và tên"], &["Z", "Trần Thử"]]),
        ("Sinh hoạt", &[&["Mã chi bộ", "Ngày sinh hoạt"], &["B", "hôm qua"]]),
    ];
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (r, row) in (0..).zip(rows) {
            sheet.write_row(r, 0, row.iter().copied()).expect("a row");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn every_fault_of_every_file_is_told_in_one_go() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    campaign.put("campaign.toml", b"title = 5\ndeadline = \"mai\"\ncatalogue = \"rieng.toml\"\n");
    campaign.put("units.xlsx", &faulty_units());
    campaign.put("passwords.txt", b"m\xEDt");
    campaign.put("rieng.toml", b"[[indicator]]\ncode = \"1\"\n");
    campaign.put("tu-vung.toml", b"khac = [");
    campaign.put("templates/bao-cao-chi-bo.docx", b"no template");
    campaign.put("templates/de-dan.docx", b"no template");
    campaign.put("results/C\u{1ea7}n xem l\u{1ea1}i.xlsx", b"no list");
    let output = tusoi(campaign.home(), &["check", "dot"]);
    let said = complained(&output);
    assert_eq!(status(&output), 2);
    for words in [
        "Dòng 1: `title`",
        "Dòng 2: `deadline`",
        "dòng 3: đơn vị B thuộc “X”",
        "mã “Z”",
        "Ngày sinh hoạt “hôm qua”",
        "passwords.txt",
        "rieng.toml",
        "tu-vung.toml",
        "bao-cao-chi-bo.docx",
        "de-dan.docx",
        "Cần xem lại.xlsx",
    ] {
        assert!(said.contains(words), "“{words}” is missing in:\n{said}");
    }
    let run = complained(&tusoi(campaign.home(), &["run", "dot"]));
    for words in ["Dòng 1: `title`", "dòng 3: đơn vị B", "passwords.txt", "rieng.toml"] {
        assert!(run.contains(words), "“{words}” is missing in:\n{run}");
    }
}

/// What a run says that cannot write, and how many steps of reading it told before that.
fn refused(campaign: &Campaign) -> (String, usize) {
    let steps = AtomicUsize::new(0);
    let loaded = tusoi::campaign::Campaign::load(&campaign.root(), Lang::Vi).expect("a campaign");
    let watch = |_| _ = steps.fetch_add(1, Ordering::SeqCst);
    let stop = tusoi::run::run(&loaded, Lang::Vi, &watch).expect_err("it cannot write");
    (stop.message(Lang::Vi), steps.load(Ordering::SeqCst))
}

#[test]
fn a_run_that_cannot_write_says_so_before_it_reads_and_leaves_the_results_as_they_are() {
    // What stands in the place of what must be written, and what is done about it. The tests may run with rights
    // that no read-only folder withstands, so something else stands where a file or folder must be.
    let in_the_way = ["results.lock", "so-cai.sqlite-journal"];
    for name in in_the_way {
        let campaign = Campaign::sample();
        campaign.run(&[]);
        let before = campaign.results();
        campaign.put("inbox/moi.docx", b"new");
        fs::create_dir(campaign.root().join(name)).expect("a folder");
        let (said, steps) = refused(&campaign);
        assert_eq!(steps, 0, "{name}: nothing was read");
        assert!(said.contains("kiểm tra quyền"), "{name}: {said}");
        let run = complained(&tusoi(campaign.home(), &["run", "dot"]));
        assert!(run.contains("Kết quả của lần chạy trước còn nguyên ở: dot/results"), "{name}: {run}");
        let check = tusoi(campaign.home(), &["check", "dot"]);
        assert_eq!(status(&check), 2, "{name}: {}", complained(&check));
        assert!(campaign.results() == before, "{name}: the results of the run before stand");
    }
}

#[test]
fn a_file_where_the_results_should_lie_is_told_before_anything_is_read() {
    let campaign = Campaign::sample();
    campaign.put("results", b"a file");
    let (said, steps) = refused(&campaign);
    assert_eq!(steps, 0);
    assert!(said.contains("đổi tên tệp này, hoặc sửa `results`"), "{said}");
    assert_eq!(fs::read(campaign.root().join("results")).expect("still there"), b"a file");
}

#[test]
fn a_ledger_that_another_program_is_writing_is_told_before_anything_is_read() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    campaign.put("inbox/moi.docx", b"new");
    let other = rusqlite::Connection::open(campaign.root().join("so-cai.sqlite")).expect("the ledger opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("the right to write");
    let (said, steps) = refused(&campaign);
    assert_eq!(steps, 0);
    assert!(said.contains("Đóng chương trình khác đang mở tệp này"), "{said}");
    assert_eq!(status(&tusoi(campaign.home(), &["check", "dot"])), 2);
}
