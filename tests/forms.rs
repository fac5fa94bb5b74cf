//! The empty forms come back filled as Word and Excel fill them, and are read without any question.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod support;

use serde_json::Value;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use support::{complained, files_below, printed, status, tusoi, unit};
use tusoi::blank::units_sheet;
use tusoi::model::{BirthDate, Member, Unit};

/// What a member answers: these are present, all else is not.
const PRESENT: [&str; 2] = ["I.3", "II.5"];

fn unit_of(row: u32, code: &str, name: &str, parent: Option<&str>, members: &[(&str, i16)]) -> Unit {
    let member = |(name, year): &(&str, i16)| Member {
        name: (*name).into(),
        birth: Some(BirthDate::Year(*year)),
        position: Some("Đảng viên".into()),
    };
    Unit {
        code: code.into(),
        name: name.into(),
        level: String::new(),
        parent: parent.map(Into::into),
        members: None,
        aliases: vec![],
        emails: vec![],
        roster: members.iter().map(member).collect(),
        row,
    }
}

/// A campaign with two communes that have a cell of the same name, and two members of the same name.
fn campaign(home: &Path) {
    let units = [
        unit_of(2, "H", "Huyện ủy Ví Dụ", None, &[]),
        unit_of(3, "A", "Đảng bộ xã Thử Đông", Some("H"), &[]),
        unit_of(
            4,
            "A1",
            "Chi bộ thôn Một",
            Some("A"),
            &[("Thử Văn Ất", 1980), ("Thử Văn Ất", 1991), ("Mẫu Thị Bính", 1975)],
        ),
        unit_of(5, "B", "Đảng bộ xã Thử Tây", Some("H"), &[]),
        unit_of(6, "B1", "Chi bộ thôn Một", Some("B"), &[("Ví Thị Đinh", 1969)]),
    ];
    std::fs::create_dir_all(home.join("dot/inbox")).expect("a folder");
    std::fs::write(home.join("dot/campaign.toml"), "date = \"2026-06-30\"\n").expect("settings");
    std::fs::write(home.join("dot/units.xlsx"), units_sheet(&units).expect("units")).expect("units");
}

/// Changes the parts of a package as a person's program does when it saves.
fn edited(package: &[u8], edit: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("a part");
        let name = part.name().expect("its name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("its text");
        to.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a part");
        to.write_all(edit(&name, text).as_bytes()).expect("written");
    }
    to.finish().expect("a package").into_inner()
}

/// Fills a Word form as a person does: clicks a box in each row, types where something must stand.
fn filled_in_word(form: &[u8], name: &str) -> Vec<u8> {
    edited(form, |part, xml| {
        if part != "word/document.xml" {
            return xml;
        }
        let mut controls = xml.split("<w:sdt>");
        let mut out = controls.next().unwrap_or_default().to_owned();
        for control in controls {
            out.push_str("<w:sdt>");
            out.push_str(&answered(control, name));
        }
        out
    })
}

fn answered(control: &str, name: &str) -> String {
    let title =
        control.split("<w:alias w:val=\"").nth(1).and_then(|t| t.split('"').next()).unwrap_or_default();
    if let Some((code, answer)) = title.split_once(": ") {
        let wanted = if PRESENT.contains(&code) { "Có" } else { "Không" };
        if answer == wanted {
            return control
                .replace("w14:checked w14:val=\"0\"", "w14:checked w14:val=\"1\"")
                .replacen('☐', "☒", 1);
        }
        if answer != "ghi chú" || !PRESENT.contains(&code) {
            return control.to_owned();
        }
    }
    let typed = match title {
        "Họ và tên" => name,
        "Hạn chế, khuyết điểm 1" => "Có lúc còn ngại học tập nghị quyết",
        "Giải pháp khắc phục 1" => "Dự đủ các buổi học",
        "Thời hạn 1" => "Quý IV/2026",
        "Ngày làm bản tự soi" => "20/06/2026",
        _ if title.ends_with("ghi chú") => "đôi lúc còn ngại",
        _ => return control.to_owned(),
    };
    // What the office filled in stays.
    if !control.contains("<w:showingPlcHdr/>") {
        return control.to_owned();
    }
    let Some((head, tail)) = control.split_once("<w:sdtContent>") else { return control.to_owned() };
    let after = tail.split_once("</w:sdtContent>").map_or("", |(_, after)| after);
    let head = head.replace("<w:showingPlcHdr/>", "");
    format!("{head}<w:sdtContent><w:r><w:t>{typed}</w:t></w:r></w:sdtContent>{after}")
}

/// Fills an Excel form as a person does: chooses in the drop-down of each row.
fn filled_in_excel(form: &[u8]) -> Vec<u8> {
    // The position at which the added texts begin.
    let first = std::cell::Cell::new(0);
    edited(form, |part, xml| {
        if part == "xl/sharedStrings.xml" {
            first.set(xml.matches("<si>").count());
        }
        xml
    });
    edited(form, |part, xml| match part {
        "xl/sharedStrings.xml" => xml.replace("</sst>", "<si><t>Có</t></si><si><t>Không</t></si></sst>"),
        "xl/worksheets/sheet1.xml" => chosen(&xml, first.get()),
        _ => xml,
    })
}

fn chosen(xml: &str, first: usize) -> String {
    let (mut out, mut asked) = (String::new(), 0_usize);
    let validated: Vec<&str> = xml
        .split("<dataValidation ")
        .skip(1)
        .filter_map(|rule| rule.split("sqref=\"").nth(1)?.split('"').next())
        .collect();
    for piece in xml.split_inclusive("/>") {
        let square = piece.rsplit("<c r=\"").next().and_then(|t| t.split('"').next()).unwrap_or_default();
        if validated.contains(&square) {
            asked += 1;
            // I.3 and II.5 are the third and the fourteenth.
            let value = if [3, 14].contains(&asked) { first } else { first + 1 };
            let empty = piece.strip_suffix("/>").expect("an empty square");
            out += empty;
            out += &[" t=\"s\"><v>", &value.to_string(), "</v></c>"].concat();
        } else {
            out.push_str(piece);
        }
    }
    assert_eq!(asked, 27, "a drop-down for each indicator");
    out
}

fn summary(home: &Path) -> Value {
    let text = std::fs::read(home.join("dot/results/tusoi.json")).expect("a summary");
    serde_json::from_slice(&text).expect("JSON")
}

fn make(home: &Path, more: &[&str]) -> Vec<(String, Vec<u8>)> {
    let made = tusoi(home, &[&["forms", "dot"], more].concat());
    assert_eq!(status(&made), 0, "{}", complained(&made));
    files_below(&home.join("dot/mau-phieu")).into_iter().collect()
}

/// Runs over the inbox; nothing may be asked, and every figure must be that of the forms.
fn reads_without_a_question(home: &Path, collective: u64) {
    let run = tusoi(home, &["run", "dot"]);
    let all = summary(home);
    assert_eq!(all["questions"], 0, "{}", printed(&run));
    assert_eq!(status(&run), 0, "{}{}", printed(&run), complained(&run));
    for (code, members) in [("A1", 3), ("B1", 1), ("H", 4)] {
        let one = unit(&all, code);
        assert_eq!((one["reviews"].as_u64(), one["missing"].as_u64()), (Some(members), Some(0)), "{code}");
        for (indicator, answer) in one["answers"].as_object().expect("answers") {
            let wanted = if PRESENT.contains(&indicator.as_str()) { members } else { 0 };
            assert_eq!(answer["yes"].as_u64(), Some(wanted), "{code} {indicator}");
            assert_eq!(answer["no"].as_u64(), Some(members - wanted), "{code} {indicator}");
        }
    }
    assert_eq!(unit(&all, "H")["collective"], collective);
}

#[test]
fn word_forms_come_back_filled_and_nothing_is_asked() {
    let home = tempfile::tempdir().expect("a folder");
    campaign(home.path());
    let forms = make(home.path(), &[]);
    assert_eq!(forms.len(), 2 * 3 + 4, "three for each cell, one for each member");
    // All in one folder: what tells the cell stands in the form.
    let sent = forms.iter().filter(|(path, _)| path.contains("Phiếu tự soi - ") || path.contains("Tập thể"));
    for (n, (_, form)) in sent.enumerate() {
        let path = home.path().join(format!("dot/inbox/phieu {n}.docx"));
        std::fs::write(path, filled_in_word(form, "")).expect("sent");
    }
    reads_without_a_question(home.path(), 2);
    assert_eq!(unit(&summary(home.path()), "A1")["commitments"]["total"], 3);
}

#[test]
fn excel_forms_come_back_filled_and_nothing_is_asked() {
    let home = tempfile::tempdir().expect("a folder");
    campaign(home.path());
    let forms = make(home.path(), &["--excel"]);
    for (n, (_, form)) in forms.iter().filter(|(path, _)| path.contains(" - ")).enumerate() {
        let path = home.path().join(format!("dot/inbox/phieu {n}.xlsx"));
        std::fs::write(path, filled_in_excel(form)).expect("sent");
    }
    reads_without_a_question(home.path(), 0);
    assert_eq!(unit(&summary(home.path()), "H")["commitments"]["total"], 0, "none was promised");
}

#[test]
fn a_form_without_a_name_is_filled_by_hand_and_read() {
    let home = tempfile::tempdir().expect("a folder");
    campaign(home.path());
    let forms = make(home.path(), &[]);
    let of = |path: &str| &forms.iter().find(|(p, _)| p.contains(path)).expect("a form").1;
    let names = ["Thử Văn Ất", "Mẫu Thị Bính"];
    let form = of("Thử Đông/Chi bộ thôn Một/Phiếu tự soi.docx");
    for name in &names[1..] {
        std::fs::write(
            home.path().join(format!("dot/inbox/{}.docx", name.len())),
            filled_in_word(form, name),
        )
        .expect("sent");
    }
    let run = tusoi(home.path(), &["run", "dot"]);
    let all = summary(home.path());
    assert_eq!(
        (&all["questions"], unit(&all, "A1")["reviews"].as_u64()),
        (&0.into(), Some(1)),
        "{}",
        printed(&run)
    );
}

#[test]
fn a_form_that_is_there_already_is_left_alone() {
    let home = tempfile::tempdir().expect("a folder");
    campaign(home.path());
    let (path, _) = make(home.path(), &[]).remove(0);
    let own = home.path().join("dot/mau-phieu").join(&path);
    std::fs::write(&own, "của cơ quan").expect("edited");
    make(home.path(), &[]);
    assert_eq!(std::fs::read(&own).expect("a file"), "của cơ quan".as_bytes());
}
