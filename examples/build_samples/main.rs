//! Builds `samples/dot-mau`, a small invented campaign; nobody and nothing in it is real.
//!
//! Run from the project's folder: `cargo run --example build_samples`. The same program gives the same bytes.

#[path = "../forms/mod.rs"]
mod forms;
mod mail;

use forms::people::{Mark, Paper};
use forms::{excel, people, word};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tusoi::blank;
use tusoi::campaign::{BUILTIN, builtin};
use tusoi::model::Catalogue;

const SETTINGS: &str = "\
title = \"Đợt sinh hoạt chính trị “tự soi, tự sửa” (mẫu)\"
period = \"Quý II/2026\"
date = \"2026-06-30\"
place = \"Ví Dụ\"
";

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("samples/dot-mau"), PathBuf::from);
    let catalogue = builtin(BUILTIN[0].0).ok_or("no built-in catalogue")?;
    put(&root, "campaign.toml", SETTINGS.as_bytes())?;
    put(&root, "units.xlsx", &blank::units_sheet(&people::units())?)?;
    for (path, bytes) in inbox(&catalogue)? {
        put(&root.join("inbox"), path, &bytes)?;
    }
    Ok(())
}

fn put(root: &Path, path: &str, bytes: &[u8]) -> std::io::Result<()> {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap_or(root))?;
    fs::write(path, bytes)
}

type Files = Vec<(&'static str, Vec<u8>)>;

/// Everything that arrived, with its path in the inbox.
fn inbox(catalogue: &Catalogue) -> Result<Files, Box<dyn Error>> {
    let mut files = hamlet(catalogue)?;
    files.extend(school(catalogue)?);
    files.extend(clinic(catalogue)?);
    let tally = [("I.3", 2), ("I.5", 3), ("II.4", 1)];
    files.push((
        "Chi bo thon Thu Hai/Bieu tong hop.xlsx",
        excel::tally("Đảng bộ xã Ví Dụ Tây", "Chi bộ thôn Thử Hai", 8, &tally, catalogue)?,
    ));
    files.push(("Mau phieu trong.docx", blank::word_form(catalogue, &blank::Addressee::default())?));
    files.push(("Anh chup phieu.jpg", mail::grey_dot()));
    Ok(files)
}

/// A cell that sent Word files of four kinds, one of them twice, and its committee's review.
fn hamlet(catalogue: &Catalogue) -> Result<Files, Box<dyn Error>> {
    let paper = |name, birth| Paper {
        base: "Đảng bộ xã Ví Dụ Đông",
        cell: "Chi bộ thôn Thử Một",
        name,
        birth,
        position: "Đảng viên",
        date: "Ví Dụ Đông, ngày 18 tháng 6 năm 2026",
    };
    let marks = |yes: &[&str]| people::marks(catalogue, yes, &[]);
    let promise =
        ["Có lúc còn nể nang, ngại va chạm", "Thẳng thắn góp ý trong sinh hoạt chi bộ", "Quý IV/2026"];
    let secretary = Paper { position: "Bí thư chi bộ", ..paper("Nguyễn Văn Mẫu", "12/03/1970") };
    let one = word::columns(&secretary, catalogue, &marks(&["I.5", "II.4"]), &[promise])?;
    let two = word::columns(&paper("Trần Thị Ví Dụ", "05/09/1981"), catalogue, &marks(&[]), &[])?;
    let three = word::boxes(&paper("Lê Thử Nghiệm", "30/01/1965"), catalogue, &marks(&["I.3"]))?;
    let said = [("I.3", "Có, đôi lúc còn ngại học tập nghị quyết")];
    let four = word::sentences(&paper("Phạm Giả Định", "22/12/1990"), catalogue, &said)?;
    let committee = word::collective(&paper("", ""), catalogue, &marks(&["II.4"]))?;
    Ok(vec![
        ("Chi bo thon Thu Mot/Phieu tu soi - Nguyen Van Mau.docx", one),
        ("Chi bo thon Thu Mot/Phieu tu soi - Tran Thi Vi Du.docx", two.clone()),
        ("Chi bo thon Thu Mot/Ban sao - Tran Thi Vi Du.docx", two),
        ("Chi bo thon Thu Mot/Phieu tu soi - Le Thu Nghiem.docx", three),
        ("Chi bo thon Thu Mot/Phieu tu soi - Pham Gia Dinh.docx", four),
        ("Chi bo thon Thu Mot/Tap the chi uy.docx", committee),
    ])
}

/// A cell that sent one sheet with a row for each member, in an archive.
fn school(catalogue: &Catalogue) -> Result<Files, Box<dyn Error>> {
    let rows = [
        ("Đặng Thị Thí Điểm", vec!["I.3"]),
        ("Hồ Văn Tượng Trưng", vec![]),
        ("Ngô Thị Phác Thảo", vec!["I.3", "III.1"]),
        ("Dương Văn Mô Phỏng", vec![]),
    ];
    let sheet = excel::row_per_member(
        "Đảng bộ xã Ví Dụ Đông",
        "Chi bộ Trường Tiểu học Thử Nghiệm",
        &rows,
        catalogue,
    )?;
    let archive = mail::archive("Danh sach tu soi.xlsx", &sheet)?;
    Ok(vec![("Chi bo Truong Tieu hoc Thu Nghiem.zip", archive)])
}

/// A cell that sent a mail with two files, then a newer version of one, then a form with two answers missing.
fn clinic(catalogue: &Catalogue) -> Result<Files, Box<dyn Error>> {
    let paper = |name, birth, date| Paper {
        base: "Đảng bộ xã Ví Dụ Tây",
        cell: "Chi bộ Trạm Y tế Thử",
        name,
        birth,
        position: "Đảng viên",
        date,
    };
    let marks = |yes: &[&str], odd: &[(&str, Mark)]| people::marks(catalogue, yes, odd);
    let (june_10, june_20) = ("Ví Dụ Tây, ngày 10 tháng 6 năm 2026", "Ví Dụ Tây, ngày 20 tháng 6 năm 2026");
    let members = [
        (paper("Hoàng Thị Minh Họa", "17/07/1988", june_10), marks(&["I.5"], &[])),
        (paper("Bùi Văn Phỏng Đoán", "02/02/1979", june_10), marks(&[], &[])),
    ];
    let older = paper("Vũ Văn Thí Dụ", "09/11/1975", june_10);
    let older = word::columns(&older, catalogue, &marks(&["II.1", "II.2"], &[]), &[])?;
    let newer = paper("Vũ Văn Thí Dụ", "09/11/1975", june_20);
    let newer = word::columns(&newer, catalogue, &marks(&["II.1"], &[]), &[])?;
    let odd = paper("Đỗ Thị Giả Sử", "25/05/1993", june_20);
    let odd =
        word::columns(&odd, catalogue, &marks(&[], &[("II.4", Mark::Blank), ("III.2", Mark::Both)]), &[])?;
    let sheets = excel::sheet_per_member(&members, catalogue)?;
    let attached = [("Phiếu tự soi (2 đồng chí).xlsx", sheets), ("Phiếu tự soi - Vũ Văn Thí Dụ.docx", older)];
    Ok(vec![
        ("Thu cua Chi bo Tram Y te.eml", mail::message(&attached)),
        ("Chi bo Tram Y te Thu/Phieu tu soi - Vu Van Thi Du (lan 2).docx", newer),
        ("Chi bo Tram Y te Thu/Phieu tu soi - Do Thi Gia Su.docx", odd),
    ])
}
