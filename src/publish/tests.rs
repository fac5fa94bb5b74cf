//! An invented campaign of three levels, published and read back.

use super::*;
use crate::finding::{AnswerFinding, Finding, SubjectFinding};
use crate::intake::Fingerprint;
use crate::ledger::{Disposition, Entry, FileRecord, Question, QuestionKind};
use crate::model::{
    Answer, BirthDate, Catalogue, Commitment, Group, Hierarchy, Indicator, Kind, Level, Member, Place,
    Rating, Reading, Review, Rule, Status, Unit,
};
use crate::rollup::UnitTotals;
use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

mod charts;
mod front;
mod papers;
mod precedence;

/// Labels as long as those of the real list.
const LABELS: [&str; 9] = [
    "Phai nhạt lý tưởng, giảm sút niềm tin",
    "Xa rời tôn chỉ, mục đích",
    "Coi nhẹ, lười học tập lý luận chính trị",
    "Không chấp hành nghiêm nguyên tắc tổ chức, né tránh trách nhiệm, thiếu trách nhiệm trong công việc",
    "Không dám nói thẳng",
    "Nói không đi đôi với làm, hứa nhiều làm ít",
    "Duy ý chí, áp đặt",
    "Tham vọng chức quyền",
    "Vướng vào tư duy nhiệm kỳ",
];

fn catalogue() -> Catalogue {
    let titles = [
        "suy thoái về tư tưởng chính trị",
        "suy thoái về đạo đức, lối sống",
        "“tự diễn biến”, “tự chuyển hóa”",
    ];
    let codes = ["I", "II", "III"];
    let indicator = |n: usize| Indicator {
        code: format!("{}.{}", codes[n / 9], n % 9 + 1),
        group: n / 9,
        number: u32::try_from(n % 9 + 1).unwrap(),
        label: LABELS[n % 9].into(),
        wording: String::new(),
        also: vec![],
        source: String::new(),
    };
    Catalogue {
        name: "thử".into(),
        title: "27 biểu hiện".into(),
        source: String::new(),
        groups: (0..3).map(|g| Group { code: codes[g].into(), title: titles[g].into() }).collect(),
        indicators: (0..27).map(indicator).collect(),
        words: Vec::new(),
        forms: Vec::new(),
    }
}

fn unit(code: &str, name: &str, parent: Option<&str>, members: u32) -> Unit {
    Unit {
        code: code.into(),
        name: name.into(),
        level: name.split(' ').take(2).collect::<Vec<_>>().join(" "),
        parent: parent.map(Into::into),
        members: (members > 0).then_some(members),
        aliases: vec![],
        emails: vec![],
        roster: vec![],
        row: 2,
    }
}

fn member(name: &str, birth: Option<i16>) -> Member {
    Member { name: name.into(), birth: birth.map(BirthDate::Year), position: Some("Đảng viên".into()) }
}

fn campaign(root: &Path) -> Campaign {
    let mut units = vec![
        unit("H", "Huyện ủy Mẫu Sơn", None, 0),
        unit("A", "Đảng bộ xã Đồng Thử", Some("H"), 0),
        unit("A1", "Chi bộ thôn Một", Some("A"), 6),
        unit("A2", "Chi bộ thôn Hai", Some("A"), 4),
        unit("B", "Đảng bộ xã Suối Thử", Some("H"), 0),
        unit("B1", "Chi bộ thôn Một", Some("B"), 12),
        unit("B2", "Chi bộ Trường: Mầm non 1/6", Some("B"), 3),
    ];
    let listed = [
        ("Thử Văn Ất", Some(1980)),
        ("Thử Văn Ất", Some(1991)),
        ("Mẫu Thị Bính", None),
        ("=cmd|' /C calc'!A0", None),
        ("Ví Thị Đinh", Some(1975)),
        ("Ví Thị Mậu", None),
    ];
    units[2].roster = listed.iter().map(|(n, b)| member(n, *b)).collect();
    for folder in ["inbox", "templates"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    fs::write(root.join("inbox/a0.docx"), "x").unwrap();
    Campaign {
        previous: None,
        root: root.into(),
        title: "Đợt sinh hoạt chính trị “tự soi, tự sửa” năm 2026".into(),
        period: "Quý II/2026".into(),
        date: Some(date(2026, 2, 5)),
        deadline: Some(date(2026, 2, 20)),
        place: "Mẫu Sơn".into(),
        format: crate::campaign::Format::default(),
        meetings: vec![],
        catalogue: catalogue(),
        hierarchy: Hierarchy::new(units).unwrap(),
        inbox: root.join("inbox"),
        results: root.join("results"),
        templates: root.join("templates"),
        passwords: crate::model::Passwords::default(),
        warnings: vec![],
    }
}

fn reading(answer: Answer, row: u32) -> Reading {
    let doubt = match answer {
        Answer::Yes | Answer::No => None,
        Answer::Blank => Some(AnswerFinding::Blank),
        Answer::Conflict => Some(AnswerFinding::TwoMarks),
        Answer::Unclear => Some(AnswerFinding::Undecided),
    };
    let note =
        if answer == Answer::Yes { "Đôi lúc còn ngại học nghị quyết <&> {{ x }}" } else { "" };
    Reading {
        answer: Some(answer),
        level: (answer == Answer::Yes).then_some(if row.is_multiple_of(2) {
            Level::Slight
        } else {
            Level::Moderate
        }),
        count: None,
        note: note.into(),
        evidence: if answer == Answer::Blank { String::new() } else { "x".into() },
        place: Place::Slot { table: 2, row, column: 3 },
        rule: Rule::MarkInColumn,
        doubt: doubt.map(Into::into),
    }
}

fn review(kind: Kind, name: Option<&str>, birth: Option<i16>, seed: usize) -> Review {
    let answer = |i: usize| match (i * 7 + seed * 5) % 23 {
        0 | 1 => Answer::Yes,
        2 if seed.is_multiple_of(3) => Answer::Unclear,
        3 if seed.is_multiple_of(4) => Answer::Conflict,
        4 if seed.is_multiple_of(5) => Answer::Blank,
        _ => Answer::No,
    };
    let promise = Commitment {
        indicator: Some(2),
        shortcoming: "Chưa chủ động học tập nghị quyết, còn ngại phát biểu".into(),
        action: "@SUM(A1) Dự đủ các buổi học, ghi chép, trao đổi lại với chi bộ trong kỳ sinh hoạt gần nhất"
            .into(),
        due: Some(date(2026, 12, 31)),
        due_text: "Quý IV/2026".into(),
        status: [None, Some(Status::Done), Some(Status::InProgress)][seed % 3],
        place: Place::Slot { table: 3, row: 2, column: 1 },
    };
    Review {
        kind,
        place: Place::Table(2),
        name: name.map(Into::into),
        position: Some("+84 Phó bí thư".into()),
        birth: birth.map(BirthDate::Year),
        unit_lines: Arc::default(),
        date: Some(date(2026, 1, 20)),
        answers: (0..27).map(|i| Arc::new(reading(answer(i), u32::try_from(i + 2).unwrap()))).collect(),
        commitments: if seed.is_multiple_of(2) { vec![promise] } else { vec![] },
        rating: Some(Rating::ALL[seed % 3]),
        total: None,
        figures: None,
        flags: vec![],
    }
}

/// Who sent what: unit, kind, name, year of birth.
type Sent = (usize, Kind, Option<&'static str>, Option<i16>);

const SENT: [Sent; 13] = [
    (2, Kind::Member, Some("THỬ VĂN ẤT"), Some(1980)),
    (2, Kind::Member, Some("Thử Văn Ất"), Some(1991)),
    (2, Kind::Member, Some("Mẫu Thị Bính"), None),
    (2, Kind::Member, Some("=cmd|' /C calc'!A0"), None),
    (2, Kind::Collective, None, None),
    (3, Kind::Member, Some("Nháp Văn Canh"), None),
    (3, Kind::Member, Some("Nháp Thị Tân"), None),
    (3, Kind::Member, Some("Nháp Thị Nhâm"), None),
    (3, Kind::Member, None, None),
    (3, Kind::Collective, None, None),
    (6, Kind::Member, Some("Ví Thị Quý"), Some(1969)),
    (6, Kind::Member, Some("Ví Thị Giáp"), None),
    (5, Kind::Tally, None, None),
];

fn books() -> Books {
    let mut books = Books::default();
    for (i, (unit, kind, name, birth)) in SENT.into_iter().enumerate() {
        let mut review = review(kind, name, birth, i);
        if kind == Kind::Tally {
            for (i, reading) in review.answers.iter_mut().enumerate() {
                let reading = Arc::make_mut(reading);
                (reading.answer, reading.level, reading.doubt) = (None, None, None);
                reading.count = Some(u32::try_from(i % 3).unwrap());
            }
            review.total = Some(12);
        }
        let questions = review.answers.iter().enumerate().filter(|(_, r)| !r.is_certain());
        books.questions.extend(questions.map(|(at, r)| question(i, unit, name, at, r)));
        books.files.push(FileRecord {
            path: format!("inbox/a{i}.docx"),
            fingerprint: Fingerprint::of(&[]),
            size: 0,
            envelope: None,
            disposition: Disposition::Accepted,
            reason: None,
            findings: vec![],
        });
        let unit = Some(UnitId(unit));
        books.entries.push(Entry { file: i, review, unit, unit_text: String::new(), counts: true });
    }
    books.questions.push(which_unit());
    books
}

fn question(file: usize, unit: usize, name: Option<&str>, at: usize, reading: &Reading) -> Question {
    Question {
        key: format!("{file}:{at}"),
        kind: QuestionKind::Answer,
        unit: Some(UnitId(unit)),
        name: name.map(Into::into),
        file,
        indicator: Some(at),
        place: reading.place.clone(),
        words: reading.evidence.clone(),
        why: *reading.doubt.clone().unwrap(),
        choices: ["Có", "Không", "Chưa trả lời"].map(Into::into).into(),
        decision: (at == 0).then(|| "Không".into()),
    }
}

fn which_unit() -> Question {
    Question {
        key: "unit".into(),
        kind: QuestionKind::Unit,
        unit: None,
        name: Some("Vô Danh".into()),
        file: 0,
        indicator: None,
        place: Place::Paragraph(3),
        words: "=HYPERLINK(\"x\")".into(),
        why: Finding::Subject(SubjectFinding::UnitUnknown { words: "CB thôn 1".into() }),
        choices: (0..60).map(|n| format!("CB-{n:02} Chi bộ thôn số {n}")).collect(),
        decision: None,
    }
}

/// The sums as the rollup makes them.
fn totals(campaign: &Campaign, books: &Books) -> Totals {
    let tree = &campaign.hierarchy;
    let mut sums = vec![UnitTotals::default(); tree.units().len()];
    for id in tree.bottom_up() {
        let mut sum = UnitTotals::empty(27);
        for child in tree.children(id) {
            sum += &sums[child.0];
        }
        if tree.is_cell(id) {
            sum.members = tree.unit(id).members.unwrap();
            sum.cells = 1;
            for entry in books.entries.iter().filter(|e| e.unit == Some(id)) {
                add(&mut sum, &entry.review);
            }
            sum.cells_in = u32::from(sum.reviews > 0);
            sum.missing = sum.members - sum.reviews;
        }
        sums[id.0] = sum;
    }
    Totals(sums)
}

fn add(sum: &mut UnitTotals, review: &Review) {
    match review.kind {
        Kind::Collective => {
            sum.collective += 1;
            sum.committee_ratings[review.rating.unwrap() as usize] += 1;
            for (a, r) in sum.committees.iter_mut().zip(&review.answers) {
                *a.of_mut(r.answer.unwrap()) += 1;
                if let Some(level) = r.level {
                    a.levels[level as usize - 1] += 1;
                }
            }
        }
        Kind::Tally => {
            sum.reviews += 12;
            for (a, r) in sum.answers.iter_mut().zip(&review.answers) {
                a.yes += r.count.unwrap();
                a.no += 12 - r.count.unwrap();
            }
        }
        Kind::Member => {
            sum.reviews += 1;
            for (a, r) in sum.answers.iter_mut().zip(&review.answers) {
                match r.answer.unwrap() {
                    Answer::Yes => a.yes += 1,
                    Answer::No => a.no += 1,
                    Answer::Blank => a.blank += 1,
                    Answer::Conflict => a.conflict += 1,
                    Answer::Unclear => a.unclear += 1,
                }
                if let Some(level) = r.level {
                    a.levels[level as usize - 1] += 1;
                }
            }
            sum.ratings[review.rating.unwrap() as usize] += 1;
            for c in &review.commitments {
                sum.commitments.total += 1;
                match c.status {
                    Some(Status::Done) => sum.commitments.done += 1,
                    Some(Status::InProgress) => sum.commitments.in_progress += 1,
                    Some(Status::NotDone) => sum.commitments.not_done += 1,
                    None => sum.commitments.unknown += 1,
                }
            }
        }
    }
}

/// Publishes the invented campaign; the folder lives as long as what is returned.
fn published() -> (TempDir, Campaign, Books, Totals) {
    let dir = TempDir::new().unwrap();
    let (campaign, books) = (campaign(dir.path()), books());
    let totals = totals(&campaign, &books);
    publish(&campaign, &books, &totals, Lang::Vi).unwrap();
    (dir, campaign, books, totals)
}

/// Every file of a folder by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inner = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(inner, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn part(package: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// All parts of a package that are text, one after another.
fn all_text(package: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut all = String::new();
    for i in 0..package.len() {
        let mut bytes = Vec::new();
        package.by_index(i).unwrap().read_to_end(&mut bytes).unwrap();
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

const CELL: &str = "Huyện ủy Mẫu Sơn/Đảng bộ xã Đồng Thử/Chi bộ thôn Một";
const ABOVE: &str = "Huyện ủy Mẫu Sơn/Đảng bộ xã Đồng Thử";

/// A unit's workbook.
fn built(dossier: &Dossier<'_, '_>) -> Vec<u8> {
    workbook::build(dossier, &dossier.enclosure()).unwrap()
}

#[test]
fn every_unit_at_every_level_has_a_workbook_and_a_report_in_nested_folders() {
    let (_dir, campaign, ..) = published();
    let files = files(&campaign.results);
    let base = "Huyện ủy Mẫu Sơn/Đảng bộ xã Suối Thử/Chi bộ Trường- Mầm non 1-6";
    for wanted in [
        "Cần xem lại.xlsx".to_owned(),
        "Mở đầu.html".into(),
        "tusoi.json".into(),
        "Huyện ủy Mẫu Sơn/Tổng hợp - Huyện ủy Mẫu Sơn.xlsx".into(),
        format!("{CELL}/Tổng hợp - Chi bộ thôn Một.xlsx"),
        format!("{CELL}/Báo cáo - Chi bộ thôn Một.docx"),
        format!("{base}/Báo cáo - Chi bộ Trường- Mầm non 1-6.docx"),
    ] {
        assert!(files.contains_key(&wanted), "{wanted} of {:?}", files.keys());
    }
    let count = |start: &str| files.keys().filter(|path| path.contains(start)).count();
    assert_eq!([count("/Tổng hợp - "), count("/Báo cáo - ")], [7, 7]);
    // All cells sent something, three of them promised something; two cells and what is above them are late.
    assert_eq!([count("/Đề dẫn - "), count("/Kế hoạch - "), count("/Đôn đốc - ")], [4, 3, 4]);
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let (one, two) = (published(), published());
    let (a, b) = (files(&one.1.results), files(&two.1.results));
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (path, bytes) in &a {
        assert!(b[path] == *bytes, "{path} differs");
    }
}

#[test]
fn nothing_above_a_cell_names_a_member_or_quotes_one() {
    let (_dir, campaign, ..) = published();
    let words =
        ["Thử Văn", "THỬ VĂN", "Mẫu Thị", "Nháp", "Ví Thị", "cmd|", "ngại học", "ngại phát biểu", "a0.docx"];
    let mut seen = 0;
    for (path, bytes) in files(&campaign.results) {
        let at_cell = path.matches('/').count() == 3;
        if path.contains('/')
            && (!at_cell || ["Báo cáo", "Đề dẫn", "Đôn đốc"].iter().any(|p| path.contains(p)))
        {
            let text = all_text(&bytes);
            seen += 1;
            for word in words {
                assert!(!text.contains(word), "{path} says {word}");
            }
        }
    }
    assert_eq!(seen, 3 * 2 + 4 + 4 + 4);
}

#[test]
fn a_file_that_names_or_quotes_a_member_is_not_handed_on_above_a_cell() {
    let (_dir, campaign, mut books, totals) = published();
    books.entries[0].review.name = Some("Mẫu Thị Bính".into());
    let archive = Archive::new(&campaign, &books, &totals, None);
    let secrets = secrecy::Secrets::of(&archive);
    let build = |unit: usize| built(&archive.dossier(UnitId(unit)));
    assert!(
        matches!(secrets.check("cell", &build(2)), Err(Stop::Imbalance { .. })),
        "a cell names its members"
    );
    assert!(secrets.check("above", &build(0)).is_ok());
    for leak in [
        "Đồng chí MẪU THỊ BÍNH",
        "còn: Đôi lúc còn ngại học nghị quyết",
        "Chưa chủ động học tập nghị quyết, …",
    ] {
        let campaign = Campaign { title: leak.into(), ..campaign.clone() };
        let leaking = Archive::new(&campaign, &books, &totals, None);
        let bytes = built(&leaking.dossier(UnitId(1)));
        let stop = secrets.check("above", &bytes).unwrap_err().to_string();
        assert!(!stop.contains("Bính") && !stop.contains("ngại"), "{stop}");
        let printed = secrecy::Secrets::of(&leaking);
        assert!(printed.check("above", &bytes).is_ok(), "what the campaign itself says is no secret");
    }
}

#[test]
fn text_from_outside_is_never_a_formula_or_a_link() {
    let (_dir, campaign, ..) = published();
    let files = files(&campaign.results);
    for (path, bytes) in files.iter().filter(|(p, _)| p.contains("Tổng hợp")) {
        let text = all_text(bytes);
        let formulas: Vec<&str> = text.split("<f>").skip(1).filter_map(|f| f.split('<').next()).collect();
        let ours = |f: &&str| ["SUM(", "IF(", "_xlnm.", "'"].iter().any(|start| f.starts_with(start));
        assert!(!formulas.is_empty() && formulas.iter().all(ours), "{path}: {formulas:?}");
        let links = text.matches("TargetMode=\"External\"").count();
        assert_eq!(links, text.matches("../inbox/a0.docx\" TargetMode").count(), "{path}");
    }
    let cell = all_text(&files[&format!("{CELL}/Tổng hợp - Chi bộ thôn Một.xlsx")]);
    for whole in ["=cmd|' /C calc'!A0", "+84 Phó bí thư", "@SUM(A1) Dự đủ"] {
        assert!(cell.contains(whole), "{whole} must stand as it was written");
    }
    let list = all_text(&files["Cần xem lại.xlsx"]);
    assert!(!list.contains("<f>") && list.contains("=HYPERLINK("));
}

#[test]
fn the_column_yes_holds_the_sums_of_the_whole_unit_and_each_unit_below_has_its_own() {
    let (_dir, campaign, _, totals) = published();
    let bytes = fs::read(campaign.results.join("Huyện ủy Mẫu Sơn/Tổng hợp - Huyện ủy Mẫu Sơn.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names()[..2], ["Tổng quan", "Tổng hợp"]);
    let sheet = book.worksheet_range("Tổng hợp").unwrap();
    let head = sheet.rows().find(|r| r.contains(&Data::String("Có".into()))).unwrap();
    let column = |title: &str| head.iter().position(|c| *c == Data::String(title.into())).unwrap();
    let (yes, a, b) = (column("Có"), column("Đảng bộ xã Đồng Thử"), column("Đảng bộ xã Suối Thử"));
    for (i, indicator) in campaign.catalogue.indicators.iter().enumerate() {
        let row = sheet.rows().find(|r| r[0] == Data::String(indicator.code.clone())).unwrap();
        let sum = |unit: usize| Data::Float(f64::from(totals.0[unit].answers[i].yes));
        assert_eq!([&row[yes], &row[a], &row[b]], [&sum(0), &sum(1), &sum(4)], "{}", indicator.code);
    }
}

/// Everything written on a sheet, square by square.
fn written(campaign: &Campaign, path: &str, sheet: &str) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(campaign.results.join(path)).unwrap())).unwrap();
    let sheet = book.worksheet_range(sheet).unwrap();
    sheet.rows().flatten().map(ToString::to_string).filter(|text| !text.is_empty()).collect()
}

#[test]
fn whoever_is_late_gets_a_text_ready_to_send_and_only_the_cells_own_names_members() {
    let (_dir, campaign, ..) = published();
    let cell = written(&campaign, &format!("{CELL}/Tổng hợp - Chi bộ thôn Một.xlsx"), "Nhắc nộp");
    let text = cell.iter().find(|text| text.contains("Kính gửi")).unwrap();
    assert!(text.starts_with("Kính gửi các đồng chí: Ví Thị Đinh, Ví Thị Mậu.\n"), "{text}");
    assert!(text.contains("đã nhận 04 trên 06 bản tự soi, còn thiếu 02"), "{text}");
    let above = written(&campaign, &format!("{ABOVE}/Tổng hợp - Đảng bộ xã Đồng Thử.xlsx"), "Nhắc nộp");
    let text = above.iter().find(|text| text.contains("Kính gửi")).unwrap();
    assert!(
        text.starts_with("Kính gửi Chi bộ thôn Một.") && text.contains("ngày 05 tháng 02 năm 2026"),
        "{text}"
    );
    assert!(
        !above.iter().any(|text| text.contains("Chi bộ thôn Hai")),
        "who sent everything is not reminded"
    );
}

#[test]
fn texts_that_several_handed_in_alike_are_a_hint_in_the_cells_own_workbook() {
    let (_dir, campaign, ..) = published();
    let hints = written(&campaign, &format!("{CELL}/Tổng hợp - Chi bộ thôn Một.xlsx"), "Gợi ý xem lại");
    assert!(hints.iter().any(|text| text.contains("không phải kết luận")));
    let at = hints.iter().position(|text| text.starts_with("Giải trình giống hệt nhau")).unwrap();
    assert_eq!(hints[at + 1], "4");
    assert!(hints[at + 2].contains("Mẫu Thị Bính") && hints[at + 3].contains("Đôi lúc còn ngại học"));
}

#[test]
fn a_promise_whose_day_has_passed_is_overdue_unless_it_is_kept() {
    let (dir, mut campaign, books, totals) = published();
    campaign.date = Some(date(2027, 1, 5));
    publish(&campaign, &books, &totals, Lang::Vi).unwrap();
    let cell = written(&campaign, &format!("{CELL}/Tổng hợp - Chi bộ thôn Một.xlsx"), "Cam kết khắc phục");
    // Of the promises of the first, third and fifth paper the committee's is kept.
    assert_eq!(cell.iter().filter(|text| *text == "Quá hạn").count(), 2);
    assert_eq!(cell.iter().filter(|text| *text == "Đã khắc phục").count(), 1);
    drop(dir);
}

#[test]
fn a_text_longer_than_the_tallest_row_goes_on_in_the_next() {
    let (_dir, campaign, mut books, totals) = published();
    let long = "Tôi còn ngại phát biểu trong sinh hoạt. ".repeat(60);
    books.entries[1].review.commitments.clear();
    books.entries[0].review.commitments[0].action.clone_from(&long);
    publish(&campaign, &books, &totals, Lang::Vi).unwrap();
    let cell = written(&campaign, &format!("{CELL}/Tổng hợp - Chi bộ thôn Một.xlsx"), "Cam kết khắc phục");
    let parts: Vec<&str> =
        cell.iter().map(String::as_str).filter(|t| t.contains("phát biểu trong")).collect();
    assert!(parts.len() > 1);
    assert_eq!(
        parts.join(" ").split_whitespace().collect::<Vec<_>>(),
        long.split_whitespace().collect::<Vec<_>>()
    );
}

#[test]
fn members_who_share_a_name_are_told_apart_and_the_absent_are_listed() {
    let (_dir, campaign, ..) = published();
    let bytes = fs::read(campaign.results.join(CELL).join("Tổng hợp - Chi bộ thôn Một.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = |book: &mut Xlsx<_>, sheet: &str| -> Vec<String> {
        let sheet = book.worksheet_range(sheet).unwrap();
        sheet.rows().filter(|r| matches!(r[0], Data::Float(_))).map(|r| r[1].to_string()).collect()
    };
    let members = names(&mut book, "Đảng viên");
    assert_eq!(
        members,
        ["Thử Văn Ất (sinh 1980)", "Thử Văn Ất (sinh 1991)", "Mẫu Thị Bính", "=cmd|' /C calc'!A0"]
    );
    assert_eq!(names(&mut book, "Tình hình nộp"), ["Ví Thị Đinh", "Ví Thị Mậu"]);
}

#[test]
fn decisions_are_read_back_and_survive_runs_that_do_not_ask_again() {
    let (_dir, campaign, mut books, totals) = published();
    let list = campaign.results.join("Cần xem lại.xlsx");
    let decided: Vec<(String, String)> =
        books.questions.iter().filter_map(|q| Some((q.key.clone(), q.decision.clone()?))).collect();
    assert!(!decided.is_empty());
    let read = read_decisions(&list, Lang::Vi).unwrap();
    assert_eq!(read, decided.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect::<Vec<_>>());
    // A decision that the books do not take over, and one whose question is gone.
    books.questions.iter_mut().for_each(|q| q.decision = None);
    let gone = books.questions.iter().position(|q| q.key == read[0].0).unwrap();
    books.questions.remove(gone);
    for _ in 0..2 {
        publish(&campaign, &books, &totals, Lang::Vi).unwrap();
        assert_eq!(read_decisions(&list, Lang::Vi).unwrap(), read);
    }
}

#[test]
fn a_damaged_question_list_stops_the_run_and_is_kept() {
    let (_dir, campaign, books, totals) = published();
    let list = campaign.results.join("Cần xem lại.xlsx");
    let mut bytes = fs::read(&list).unwrap();
    // Within the sheet that holds the decisions: other parts are not looked at.
    let sheet = b"xl/worksheets/sheet1.xml";
    let start = bytes.windows(sheet.len()).position(|name| name == sheet).unwrap() + sheet.len();
    bytes[start + 100] ^= 0x10;
    fs::write(&list, &bytes).unwrap();
    assert!(matches!(read_decisions(&list, Lang::Vi), Err(Stop::Faulty { .. })));
    assert!(publish(&campaign, &books, &totals, Lang::Vi).is_err());
    assert_eq!(fs::read(&list).unwrap(), bytes);
    assert_eq!(read_decisions(&campaign.results.join("không có.xlsx"), Lang::Vi).unwrap(), []);
}

#[test]
fn long_lists_of_choices_stand_on_a_hidden_sheet_and_short_ones_in_the_slot() {
    let (_dir, campaign, ..) = published();
    let list = all_text(&fs::read(campaign.results.join("Cần xem lại.xlsx")).unwrap());
    assert!(list.contains("\"Có,Không,Chưa trả lời\"") || list.contains("&quot;Có,Không,Chưa trả lời&quot;"));
    assert!(list.contains("'Danh mục'!$A$1:$A$60") || list.contains("&apos;Danh mục&apos;!$A$1:$A$60"));
}

#[test]
fn a_sum_that_is_not_what_was_written_is_never_published() {
    let (_dir, campaign, books, totals) = published();
    let before = files(&campaign.results);
    let archive = Archive::new(&campaign, &books, &totals, None);
    let dossier = archive.dossier(UnitId(0));
    let bytes = built(&dossier);
    assert!(verify::check("x", &bytes, &dossier.enclosure()).is_ok());
    let mut other = totals.clone();
    other.0[2].answers[26].yes += 1;
    other.0[2].answers[26].no -= 1;
    let other = Archive::new(&campaign, &books, &other, None);
    let result = verify::check("x", &bytes, &other.dossier(UnitId(0)).enclosure());
    assert!(matches!(result, Err(Stop::Imbalance { .. })));
    assert_eq!(files(&campaign.results), before);
}

#[test]
fn the_summary_is_the_contracts() {
    let (_dir, campaign, ..) = published();
    let text = fs::read_to_string(campaign.results.join("tusoi.json")).unwrap();
    assert!(text.ends_with("}\n"));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&json["schema"], &json["date"]), (&1.into(), &"2026-02-05".into()));
    let unit = &json["units"][1];
    assert_eq!((&unit["code"], &unit["parent"], &unit["missing"]), (&"A".into(), &"H".into(), &2.into()));
    for unit in json["units"].as_array().unwrap() {
        for answer in unit["answers"].as_object().unwrap().values() {
            let sum: u64 = ["yes", "no", "blank", "conflict", "unclear"]
                .iter()
                .map(|k| answer[k].as_u64().unwrap())
                .sum();
            assert_eq!(sum, unit["reviews"].as_u64().unwrap());
        }
    }
    let order: Vec<usize> =
        ["\"I.1\"", "\"I.2\"", "\"II.1\"", "\"III.9\""].iter().map(|c| text.find(c).unwrap()).collect();
    assert!(order.is_sorted());
}
