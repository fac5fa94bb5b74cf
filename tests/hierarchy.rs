//! Figures on their way up: consolidated workbooks of units below, read by the office above.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use support::{Campaign, printed, status, tusoi};
use tusoi::blank::units_sheet;
use tusoi::model::{Lang, Unit};

type Files = BTreeMap<String, Vec<u8>>;

/// The sample campaign below a province: four levels.
fn province() -> Campaign {
    let campaign = Campaign::sample();
    let loaded = tusoi::campaign::Campaign::load(&campaign.root(), Lang::Vi).expect("the sample");
    let mut units = loaded.hierarchy.units().to_vec();
    let top = units[0].clone();
    units[0].parent = Some("TU".into());
    let name = "Tỉnh ủy Giả Định".into();
    units.push(Unit {
        code: "TU".into(),
        name,
        level: "Tỉnh ủy".into(),
        emails: vec![],
        aliases: vec![],
        ..top
    });
    campaign.put("units.xlsx", &units_sheet(&units).expect("a list of units"));
    campaign
}

/// A province whose inbox holds these files only.
fn receiving(files: &Files) -> Campaign {
    let campaign = province();
    fs::remove_dir_all(campaign.root().join("inbox")).expect("the inbox goes");
    for (path, bytes) in files {
        campaign.put(&format!("inbox/{path}"), bytes);
    }
    campaign
}

/// The results of the forms themselves.
fn from_forms() -> (Value, Files) {
    let campaign = province();
    campaign.run(&[]);
    (campaign.summary(), campaign.results())
}

/// Workbooks among these results, of units at one depth: cells at 4, the province at 1.
fn workbooks(results: &Files, depth: usize) -> Files {
    let wanted = |path: &str| path.contains("/Tổng hợp - ") && path.matches('/').count() == depth;
    let flat = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    results.iter().filter(|(path, _)| wanted(path)).map(|(p, bytes)| (flat(p), bytes.clone())).collect()
}

/// Every sum of every unit, one line each, but for the order of its reviews: their days do not travel up.
fn sums(summary: &Value) -> Vec<String> {
    let mut units = summary["units"].as_array().expect("units").clone();
    for unit in &mut units {
        unit.as_object_mut().expect("a unit").remove("order");
    }
    units.iter().map(Value::to_string).collect()
}

/// How many cells of a summary are said to have kept the order of reviews, or not.
fn ordered(summary: &Value) -> u64 {
    let units = summary["units"].as_array().expect("units");
    let told = |unit: &Value| ["in_order", "collective_later"].map(|key| unit["order"][key].as_u64());
    units.iter().flat_map(told).map(|count| count.expect("a count")).sum()
}

/// The sums of the one summary that the other does not have.
fn unlike(one: &Value, other: &Value) -> Vec<String> {
    let others = sums(other);
    sums(one).into_iter().filter(|line| !others.contains(line)).collect()
}

#[test]
fn totals_from_workbooks_of_any_level_are_those_of_the_forms() {
    let (forms, results) = from_forms();
    for depth in 1..=4 {
        let campaign = receiving(&workbooks(&results, depth));
        campaign.run(&[]);
        assert_eq!(unlike(&campaign.summary(), &forms), [""; 0], "workbooks at depth {depth}");
        assert_eq!(ordered(&campaign.summary()), 0, "no days came, and nothing is said of their order");
    }
}

#[test]
fn nothing_counts_twice_when_forms_and_workbooks_of_all_levels_came() {
    let (forms, results) = from_forms();
    let campaign = province();
    for (path, bytes) in (1..=4).flat_map(|depth| workbooks(&results, depth)) {
        campaign.put(&format!("inbox/{path}"), &bytes);
    }
    campaign.run(&[]);
    let summary = campaign.summary();
    assert_eq!(unlike(&summary, &forms), [""; 0]);
    assert_eq!(summary["questions"], forms["questions"], "they agree, so nothing new is asked");
}

#[test]
fn the_workbook_of_an_office_above_is_the_same_whether_forms_or_workbooks_came() {
    let (_, results) = from_forms();
    let campaign = receiving(&workbooks(&results, 4));
    campaign.run(&[]);
    let again = campaign.results();
    for depth in 1..=3 {
        for (path, bytes) in workbooks(&results, depth) {
            assert!(squares(&workbooks(&again, depth)[&path]) == squares(&bytes), "{path}");
        }
    }
}

/// Every square of a workbook but the days of the order of reviews, which stand on forms and do not travel up.
fn squares(bytes: &[u8]) -> Vec<String> {
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut all = Vec::new();
    for (name, range) in calamine::Reader::worksheets(&mut book) {
        let days = |row: &&[calamine::Data]| !row[0].to_string().starts_with("Thứ tự kiểm điểm");
        all.extend(range.rows().take_while(days).map(|row| format!("{name} {row:?}")));
    }
    all
}

#[test]
fn each_of_five_figures_changed_by_hand_is_one_question_and_changes_no_sum() {
    let (forms, results) = from_forms();
    for (depth, seed) in [(4, 7), (4, 3), (3, 11), (2, 5), (1, 2)] {
        let mut files = workbooks(&results, depth);
        let victim = files.keys().next_back().expect("a workbook").clone();
        let plain = receiving(&files);
        plain.run(&[]);
        let changed = change(files.get_mut(&victim).expect("a workbook"), seed, 5);
        let campaign = receiving(&files);
        campaign.run(&[]);
        let summary = campaign.summary();
        let questions = |summary: &Value| summary["questions"].as_u64().expect("a number");
        assert_eq!(questions(&summary), questions(&plain.summary()) + 5, "{victim}: {changed:?}");
        assert_eq!(unlike(&summary, &forms), [""; 0]);
    }
}

#[test]
fn enclosed_figures_that_were_changed_are_refused() {
    let (_, results) = from_forms();
    let mut files = workbooks(&results, 2);
    let workbook = files.values_mut().next().expect("a workbook");
    let found = edit(workbook, |part, xml| {
        (part == "xl/sharedStrings.xml")
            .then(|| xml.replacen("<t>2 2 0 0 0 0 0 0</t>", "<t>1 3 0 0 0 0 0 0</t>", 1))
    });
    assert!(found, "a figure to be changed");
    assert_eq!(told(&receiving(&files)), [("needs_review".into(), Some("figures-damaged".into()), 0)]);
}

#[test]
fn a_workbook_of_another_period_campaign_or_list_is_refused_with_that_reason() {
    let (_, results) = from_forms();
    let settings = "title = \"Đợt sinh hoạt chính trị “tự soi, tự sửa” (mẫu)\"\ndate = \"2026-06-30\"\n";
    for (change, code) in [
        (settings.to_owned() + "period = \"Quý III/2026\"", "other-campaign"),
        (settings.replace("(mẫu)", "khác") + "period = \"Quý II/2026\"", "other-campaign"),
        (settings.to_owned() + "period = \"Quý II/2026\"\ncatalogue = \"rieng.toml\"", "other-catalogue"),
    ] {
        let campaign = receiving(&workbooks(&results, 2));
        let list = include_str!("../templates/catalogues/27-bieu-hien.toml");
        campaign.put("rieng.toml", list.replacen("Phai nhạt", "Giảm sút", 2).as_bytes());
        campaign.put("campaign.toml", change.as_bytes());
        assert_eq!(told(&campaign), [("needs_review".into(), Some(code.into()), 0)]);
    }
}

#[test]
fn above_a_cell_nothing_of_its_workbook_but_counts_is_left() {
    let (_, results) = from_forms();
    let campaign = receiving(&workbooks(&results, 4));
    campaign.run(&[]);
    let lines = printed(&tusoi(campaign.home(), &["extract", "dot/inbox", "--campaign", "dot"]));
    let above: Vec<String> = campaign
        .results()
        .iter()
        .filter(|(path, _)| path.contains('/') && path.matches('/').count() < 4)
        .map(|(_, bytes)| text_of(bytes))
        .chain([lines])
        .collect();
    // A workbook and a report of four units, reminders to three of them, and the lines.
    assert_eq!(above.len(), 4 * 2 + 3 + 1);
    let names = [
        "Văn Mẫu",
        "Thị Ví Dụ",
        "Lê Thử Nghiệm",
        "Giả Định,",
        "Thí Điểm",
        "Thí Dụ",
        "Có lúc còn",
        "ngại học",
    ];
    for (text, name) in above.iter().flat_map(|text| names.map(|name| (text, name))) {
        assert!(!text.contains(name), "{name}");
    }
}

#[test]
fn forms_that_differ_from_the_workbook_are_asked_about_and_a_person_may_choose_the_workbook() {
    let (forms, results) = from_forms();
    let campaign = receiving(&workbooks(&results, 4));
    let one = "Chi bo thon Thu Mot/Phieu tu soi - Nguyen Van Mau.docx";
    let form = fs::read(province().root().join("inbox").join(one)).expect("a form");
    campaign.put(&format!("inbox/{one}"), &form);
    campaign.run(&[]);
    let cell = |summary: &Value| support::unit(summary, "CB-0101").clone();
    assert_eq!(cell(&campaign.summary())["reviews"], 1, "the forms count until decided");
    support::decide(&campaign, "Tính bảng tổng hợp", |row| row.contains("khác với các bản tự soi"));
    for time in ["the next run", "the run after that"] {
        campaign.run(&[]);
        assert_eq!(unlike(&campaign.summary(), &forms), [""; 0], "{time}");
    }
}

/// What `extract` tells of the one file in the inbox: disposition, reason, reviews.
fn told(campaign: &Campaign) -> Vec<(String, Option<String>, usize)> {
    let output = tusoi(campaign.home(), &["extract", "dot/inbox", "--campaign", "dot"]);
    assert_eq!(status(&output), 1);
    let lines: Vec<Value> =
        printed(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let files = lines.iter().filter(|line| line["type"] == "file");
    let reviews = |path: &Value| lines.iter().filter(|line| line["file"] == *path).count();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    files
        .map(|f| {
            (text(&f["disposition"]).unwrap_or_default(), text(&f["reason"]["code"]), reviews(&f["path"]))
        })
        .collect()
}

/// All parts of a package, one after another.
fn text_of(package: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut all = String::new();
    for i in 0..package.len() {
        let mut bytes = Vec::new();
        package.by_index(i).expect("a part").read_to_end(&mut bytes).expect("bytes");
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

/// Writes a package anew with parts changed; whether any was.
fn edit(package: &mut Vec<u8>, mut change: impl FnMut(&str, &str) -> Option<String>) -> bool {
    let mut old = zip::ZipArchive::new(Cursor::new(package.clone())).expect("a package");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = false;
    for i in 0..old.len() {
        let mut part = old.by_index(i).expect("a part");
        let (name, mut xml) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut xml).expect("text");
        if let Some(other) = change(&name, &xml) {
            changed |= other != xml;
            xml = other;
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        new.write_all(xml.as_bytes()).expect("bytes");
    }
    *package = new.finish().expect("a package").into_inner();
    changed
}

/// Changes so many figures of the sheet `Tổng hợp` as a person would; their squares.
fn change(package: &mut Vec<u8>, mut seed: usize, wanted: usize) -> Vec<String> {
    let sheet = format!("xl/worksheets/sheet{}.xml", position(package, "Tổng hợp"));
    let mut squares = Vec::new();
    edit(package, |part, xml| {
        if part != sheet {
            return None;
        }
        // Numbers that stand there themselves: <c r="C12" s="7"><v>3</v></c>.
        let mut xml = xml.to_owned();
        let figures: Vec<(usize, usize)> = xml
            .match_indices("<c r=\"")
            .filter_map(|(at, _)| {
                let end = at + xml[at..].find('>')?;
                let plain = !xml[at..end].contains("t=\"") && !xml[at..end].ends_with('/');
                let value = xml[end + 1..].strip_prefix("<v>")?;
                plain.then_some((at, end + 4 + value.find('<')?))
            })
            .collect();
        let mut picked: Vec<usize> = Vec::new();
        while picked.len() < wanted {
            seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
            let pick = (seed / 65_536) % figures.len();
            if !picked.contains(&pick) {
                picked.push(pick);
            }
        }
        picked.sort_unstable();
        for pick in picked.into_iter().rev() {
            let (at, end) = figures[pick];
            squares.push(xml[at + 6..].split('"').next().unwrap_or_default().to_owned());
            xml.insert(end, '1');
        }
        Some(xml)
    });
    squares
}

/// The position of a sheet in the workbook, from 1.
fn position(package: &[u8], name: &str) -> usize {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut xml = String::new();
    package.by_name("xl/workbook.xml").expect("a workbook").read_to_string(&mut xml).expect("text");
    let before = xml.split(&format!("name=\"{name}\"")).next().unwrap_or_default();
    before.matches("<sheet ").count()
}
