//! Two rounds of an invented campaign with a known truth: the same members, some moved or gone, answers changed,
//! promises kept or not. What the program says is compared with the truth for every member and every unit.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

#[path = "support/paper.rs"]
mod paper;
mod support;

use calamine::{Reader, Xlsx};
use paper::Paper;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use support::{Campaign, complained, decide, status, tusoi};
use tusoi::blank::units_sheet;
use tusoi::model::Unit;

/// Code, name, level, code above. The last cell is there in the earlier round only.
const UNITS: [(&str, &str, &str, &str); 10] = [
    ("H", "Huyện ủy Thử Nghiệm", "Huyện ủy", ""),
    ("D1", "Đảng bộ xã Mẫu Đông", "Đảng bộ xã", "H"),
    ("D2", "Đảng bộ xã Mẫu Tây", "Đảng bộ xã", "H"),
    ("C1", "Chi bộ thôn Bình Minh", "Chi bộ", "D1"),
    ("C2", "Chi bộ thôn Hoàng Hôn", "Chi bộ", "D1"),
    ("C3", "Chi bộ thôn Giữa Trưa", "Chi bộ", "D1"),
    ("C4", "Chi bộ thôn Đầu Nguồn", "Chi bộ", "D2"),
    ("C5", "Chi bộ thôn Cuối Bãi", "Chi bộ", "D2"),
    ("C6", "Chi bộ thôn Ven Đồi", "Chi bộ", "D2"),
    ("C7", "Chi bộ thôn Giải Thể", "Chi bộ", "D2"),
];
const CELLS: [&str; 6] = ["C1", "C2", "C3", "C4", "C5", "C6"];
const MIDDLE: [&str; 7] = ["Thử", "Mẫu", "Giả", "Ví", "Phỏng", "Tạm", "Nháp"];
const FAMILY: [&str; 4] = ["Nguyễn", "Trần", "Lý", "Vũ"];
const GIVEN: [&str; 13] =
    ["Bưởi", "Chanh", "Dừa", "Ổi", "Xoài", "Mít", "Khế", "Quýt", "Nhãn", "Hồng", "Thanh", "Sim", "Cam"];
const INDICATORS: usize = 27;

/// How the two rounds know one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Story {
    /// In the same cell.
    Stays,
    /// In another cell; a person must say that it is the same.
    Moves,
    /// A stranger of the same name came to another cell; a person must say that it is another.
    Replaced,
    /// In the earlier round only.
    Leaves,
    /// In this round only.
    Comes,
    /// The name is spelt with another accent; a person must say that it is the same.
    Respelt,
}

/// What was promised, what is said of it in this round, and what is true on this round's day.
struct Promise {
    shortcoming: String,
    action: String,
    due: &'static str,
    /// What the follow-up says and in which of this round's months.
    told: Vec<(u32, &'static str)>,
    truth: &'static str,
}

struct Person {
    story: Story,
    name: String,
    name_now: String,
    year: u32,
    then: Option<(&'static str, String)>,
    now: Option<(&'static str, String)>,
    promises: Vec<Promise>,
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// Answers as letters: `y`es, `n`o, `b`lank.
    fn answers(&mut self) -> String {
        let letter = |n| match n {
            0..=4 => 'y',
            5 => 'b',
            _ => 'n',
        };
        (0..INDICATORS).map(|_| letter(self.roll(30))).collect()
    }
}

fn story(cell: usize, n: usize) -> Story {
    match n {
        0 => Story::Moves,
        1 if cell == 2 => Story::Replaced,
        1 if cell < 4 => Story::Respelt,
        2 => Story::Leaves,
        3 => Story::Comes,
        _ => Story::Stays,
    }
}

/// Six cells of thirteen people each, and one of three that is dissolved.
fn people() -> Vec<Person> {
    let mut dice = Dice(26);
    let mut people = Vec::new();
    for cell in 0..CELLS.len() {
        for (n, given) in GIVEN.iter().enumerate() {
            let story = story(cell, n);
            let name = format!("{} {} {given}", FAMILY[n % FAMILY.len()], MIDDLE[cell]);
            let other = CELLS[(cell + 1) % CELLS.len()];
            let place = if matches!(story, Story::Moves | Story::Replaced) { other } else { CELLS[cell] };
            people.push(Person {
                name_now: if story == Story::Respelt { name.replace(given, "Chánh") } else { name.clone() },
                then: (story != Story::Comes).then(|| (CELLS[cell], dice.answers())),
                now: (story != Story::Leaves).then(|| (place, dice.answers())),
                promises: if story == Story::Comes { vec![] } else { promises(&mut dice, cell, n) },
                year: 1950 + u32::try_from(4 * n + cell).expect("a year"),
                story,
                name,
            });
        }
    }
    for (n, given) in GIVEN[..3].iter().enumerate() {
        let name = format!("{} {} {given}", FAMILY[n], MIDDLE[6]);
        let promise = Promise {
            shortcoming: format!("Còn chậm việc thứ {n} ở thôn cũ"),
            action: "Làm nhanh hơn".into(),
            due: "30/9/2026",
            told: vec![],
            truth: "Quá hạn",
        };
        people.push(Person {
            story: Story::Leaves,
            name_now: name.clone(),
            name,
            year: 1960,
            then: Some(("C7", dice.answers())),
            now: None,
            promises: vec![promise],
        });
    }
    people
}

/// A deadline, what is said in which month, and what is true of the promise.
type Kept = (&'static str, &'static [(u32, &'static str)], &'static str);

/// Promises of one person: what is said of each decides, else its deadline. This round's day is 31/12/2026.
fn promises(dice: &mut Dice, cell: usize, n: usize) -> Vec<Promise> {
    let kinds: [Kept; 8] = [
        ("30/9/2026", &[], "Quá hạn"),
        ("31/3/2027", &[], "Đang thực hiện"),
        ("", &[], "Chưa xác định"),
        ("30/9/2026", &[(11, "Đã khắc phục")], "Đã khắc phục"),
        ("30/9/2026", &[(10, "Đang khắc phục")], "Quá hạn"),
        ("31/3/2027", &[(10, "Chưa khắc phục"), (12, "Đã khắc phục")], "Đã khắc phục"),
        ("", &[(12, "Đang khắc phục")], "Đang thực hiện"),
        ("Quý III/2026", &[(11, "Chưa khắc phục")], "Quá hạn"),
    ];
    let promise =
        |k: usize, (due, told, truth): (&'static str, &[(u32, &'static str)], &'static str)| Promise {
            shortcoming: format!("Còn ngại việc {k} của tổ {cell} nhóm {n}"),
            action: format!("Nhận việc {k} trước tháng sau"),
            due,
            told: told.to_vec(),
            truth,
        };
    let count = usize::try_from(dice.roll(3)).expect("small");
    (0..count).map(|k| promise(k, kinds[usize::try_from(dice.roll(8)).expect("small")])).collect()
}

fn strings(row: &[&str]) -> Vec<String> {
    row.iter().map(|text| (*text).to_owned()).collect()
}

fn head(title: &str, name: &str, year: u32, cell: &str) -> Paper {
    let unit = UNITS.iter().find(|u| u.0 == cell).expect("a cell");
    let above = UNITS.iter().find(|u| u.0 == unit.3).expect("a body");
    Paper::default()
        .line(&above.1.to_uppercase())
        .line(&unit.1.to_uppercase())
        .line("ĐẢNG CỘNG SẢN VIỆT NAM")
        .line(title)
        .line(&format!("Họ và tên: {name}"))
        .line(&format!("Năm sinh: {year}"))
        .line(&format!("Sinh hoạt tại: {}, {}", unit.1, above.1))
}

/// A member's self-review; of every other cell as a sheet.
fn review(person: &Person, name: &str, (cell, answers): (&str, &str), day: &str) -> (String, Vec<u8>) {
    let catalogue = tusoi::campaign::builtin("27-bieu-hien").expect("the catalogue");
    let mut rows = vec![strings(&["TT", "Nội dung biểu hiện", "Có", "Không"])];
    for (indicator, answer) in catalogue.indicators.iter().zip(answers.chars()) {
        let mark = |wanted| if answer == wanted { "x" } else { "" };
        rows.push(strings(&[&indicator.code, &indicator.wording, mark('y'), mark('n')]));
    }
    let mut paper = head("BẢN TỰ SOI, TỰ SỬA", name, person.year, cell).table(rows);
    if !person.promises.is_empty() && day.contains("tháng 6") {
        let heads = ["TT", "Hạn chế, khuyết điểm", "Giải pháp khắc phục", "Thời hạn hoàn thành"];
        let mut rows = vec![strings(&heads)];
        let promises = person.promises.iter().enumerate();
        rows.extend(
            promises.map(|(n, p)| strings(&[&(n + 1).to_string(), &p.shortcoming, &p.action, p.due])),
        );
        paper = paper.line("II. KẾ HOẠCH KHẮC PHỤC").table(rows);
    }
    let paper = paper.line(&format!("Thử Đông, {day}")).line("NGƯỜI TỰ SOI").line(name);
    match cell {
        "C2" | "C5" => (format!("{cell}/{name}.xlsx"), paper.xlsx()),
        _ => (format!("{cell}/{name}.docx"), paper.docx()),
    }
}

/// What became of a person's promises by a month: a paper of their own, of some cells a sheet.
fn follow_up(person: &Person, month: u32) -> Option<(String, Vec<u8>)> {
    let (cell, name) = (home(person), &person.name_now);
    let said: Vec<(&Promise, &str)> = person
        .promises
        .iter()
        .filter_map(|p| Some((p, p.told.iter().find(|(m, _)| *m == month)?.1)))
        .collect();
    if said.is_empty() {
        return None;
    }
    let title = "PHIẾU KẾT QUẢ KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM";
    let mut rows = vec![strings(&["TT", "Hạn chế, khuyết điểm", "Giải pháp", "Kết quả khắc phục"])];
    if cell == "C3" || cell == "C4" {
        rows = vec![strings(&["TT", "Nội dung cam kết", "Đã khắc phục", "Đang khắc phục", "Chưa khắc phục"])];
    }
    for (n, (promise, status)) in (1..).zip(&said) {
        let mark = |of: &str| if of == *status { "x" } else { "" };
        rows.push(match cell {
            "C3" | "C4" => strings(&[
                &n.to_string(),
                &promise.shortcoming,
                mark("Đã khắc phục"),
                mark("Đang khắc phục"),
                mark("Chưa khắc phục"),
            ]),
            _ => strings(&[&n.to_string(), &promise.shortcoming, &promise.action, status]),
        });
    }
    let paper = head(title, name, person.year, cell)
        .table(rows)
        .line(&format!("Thử Đông, ngày 28 tháng {month} năm 2026"))
        .line("NGƯỜI BÁO CÁO")
        .line(name);
    let file = format!("{cell}/Khắc phục tháng {month} - {name}");
    Some(match cell {
        "C5" => (format!("{file}.xlsx"), paper.xlsx()),
        _ => (format!("{file}.docx"), paper.docx()),
    })
}

/// The list of units without one of them.
fn list_without(code: &str) -> Vec<u8> {
    let unit = |(row, u): (u32, &(&str, &str, &str, &str))| Unit {
        code: u.0.into(),
        name: u.1.into(),
        level: u.2.into(),
        parent: Some(u.3.to_owned()).filter(|code| !code.is_empty()),
        members: u.0.starts_with('C').then_some(13),
        aliases: vec![],
        emails: vec![],
        roster: vec![],
        row,
    };
    let units: Vec<Unit> = (2..).zip(UNITS.iter().filter(|u| u.0 != code)).map(unit).collect();
    units_sheet(&units).expect("a list of units")
}

/// The folders `quy-2`, the earlier round, and `dot`, this one.
fn two_rounds(people: &[Person]) -> Campaign {
    let campaign = Campaign::empty();
    campaign.put("../quy-2/units.xlsx", &list_without(""));
    campaign.put("units.xlsx", &list_without("C7"));
    let settings = |period: &str, date: &str, more: &str| {
        format!("title = \"Đợt thử\"\nperiod = \"{period}\"\ndate = \"{date}\"\n{more}")
    };
    campaign.put("../quy-2/campaign.toml", settings("Quý II/2026", "2026-06-30", "").as_bytes());
    let more = "previous = \"../quy-2\"\n";
    campaign.put("campaign.toml", settings("Quý IV/2026", "2026-12-31", more).as_bytes());
    for person in people {
        if let Some((cell, answers)) = &person.then {
            let (path, bytes) = review(person, &person.name, (cell, answers), "ngày 18 tháng 6 năm 2026");
            campaign.put(&format!("../quy-2/inbox/{path}"), &bytes);
        }
        if let Some((cell, answers)) = &person.now {
            let (path, bytes) =
                review(person, &person.name_now, (cell, answers), "ngày 18 tháng 12 năm 2026");
            campaign.put(&format!("inbox/{path}"), &bytes);
        }
        for (path, bytes) in (10..=12).filter_map(|month| follow_up(person, month)) {
            campaign.put(&format!("inbox/{path}"), &bytes);
        }
    }
    let earlier = tusoi(campaign.home(), &["run", "quy-2"]);
    assert_ne!(status(&earlier), 2, "{}", complained(&earlier));
    campaign
}

/// Every sheet of every workbook of units, by the unit's code.
fn workbooks(campaign: &Campaign) -> BTreeMap<&'static str, BTreeMap<String, Vec<Vec<String>>>> {
    let mut books = BTreeMap::new();
    for (path, bytes) in campaign.results().into_iter().filter(|(path, _)| path.contains("/Tổng hợp - "))
    {
        let name = path.rsplit('/').next().expect("a name");
        let unit = UNITS.iter().find(|u| name == format!("Tổng hợp - {}.xlsx", u.1)).expect("a unit").0;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let sheets = book.sheet_names().into_iter().map(|sheet| {
            let range = book.worksheet_range(&sheet).expect("a sheet");
            let rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            (sheet, rows)
        });
        let sheets: BTreeMap<String, Vec<Vec<String>>> = sheets.collect();
        books.insert(unit, sheets);
    }
    books
}

/// The rows of a sheet whose first square is a number or a code of an indicator.
fn rows(sheet: &[Vec<String>]) -> impl Iterator<Item = &Vec<String>> {
    sheet.iter().filter(|row| {
        let first = row.first().map_or("", String::as_str);
        first.parse::<u32>().is_ok() || (first.contains('.') && first.starts_with('I') && first.len() < 7)
    })
}

/// The code of an indicator, such as `II.4`.
fn code(n: usize) -> String {
    format!("{}.{}", ["I", "II", "III"][n / 9], n % 9 + 1)
}

/// What became of a person's indicators: fixed, repeated, new, unsure; as codes.
fn fates(then: &str, now: &str) -> [Vec<String>; 4] {
    let mut all: [Vec<String>; 4] = Default::default();
    for (n, pair) in then.chars().zip(now.chars()).enumerate() {
        match pair {
            ('y', 'n') => all[0].push(code(n)),
            ('y', 'y') => all[1].push(code(n)),
            ('n', 'y') => all[2].push(code(n)),
            ('n', 'n') => {}
            _ => all[3].push(code(n)),
        }
    }
    all
}

/// What the sheet of members says, by name: the standing and four lists of codes.
type Members = BTreeMap<(String, bool), (String, [String; 4])>;

/// The truth about one cell's members, once everything is decided.
fn true_members(people: &[Person], cell: &str) -> Members {
    let mut members = Members::new();
    for person in people {
        let here = |side: &Option<(&'static str, String)>| side.as_ref().is_some_and(|(c, _)| *c == cell);
        let known = person.then.as_ref().zip(person.now.as_ref()).filter(|_| person.story != Story::Replaced);
        let none: [String; 4] = Default::default();
        if here(&person.now) {
            let (standing, lists) = match known {
                Some((then, now)) => {
                    let from = UNITS.iter().find(|u| u.0 == then.0).expect("a cell").1;
                    let standing = if then.0 == now.0 {
                        "Có ở cả hai kỳ".to_owned()
                    } else {
                        format!("Có ở cả hai kỳ; kỳ trước ở {from}")
                    };
                    (standing, fates(&then.1, &now.1).map(|codes| codes.join("; ")))
                }
                None => ("Chưa có ở kỳ trước".to_owned(), none.clone()),
            };
            members.insert((person.name_now.clone(), false), (standing, lists));
        }
        if here(&person.then) && known.is_none() {
            members.insert((person.name.clone(), true), ("Không có ở kỳ này".into(), none));
        }
    }
    members
}

fn told_members(sheet: &[Vec<String>]) -> Members {
    let row = |row: &Vec<String>| {
        let past = row[3].starts_with("Không có") || row[3].contains("kỳ này chưa");
        let lists = [4, 5, 6, 7].map(|c| row[c].clone());
        ((row[1].clone(), past), (row[3].clone(), lists))
    };
    rows(sheet).map(row).collect()
}

/// Whether a cell stands at or below a unit.
fn below(cell: &str, unit: &str) -> bool {
    let above = UNITS.iter().find(|u| u.0 == cell).map_or("", |u| u.3);
    cell == unit || (!above.is_empty() && below(above, unit))
}

/// The truth about one indicator in one unit: yes then, yes now, fixed, repeated, new, unsure.
fn true_figures(people: &[Person], unit: &str, n: usize) -> [usize; 6] {
    let mut sum = [0; 6];
    let said = |side: &Option<(&'static str, String)>| {
        side.as_ref().filter(|(c, _)| *c != "C7" && below(c, unit)).and_then(|(_, a)| a.chars().nth(n))
    };
    for person in people {
        sum[0] += usize::from(said(&person.then) == Some('y'));
        sum[1] += usize::from(said(&person.now) == Some('y'));
        if person.story == Story::Replaced || said(&person.now).is_none() {
            continue;
        }
        if let Some((then, now)) = person.then.as_ref().zip(person.now.as_ref()) {
            for (sum, codes) in sum[2..].iter_mut().zip(fates(&then.1, &now.1)) {
                *sum += usize::from(codes.contains(&code(n)));
            }
        }
    }
    sum
}

/// In which cell a person's promises are followed: where the person is now, if known.
fn home(person: &Person) -> &'static str {
    let now = person.now.as_ref().filter(|_| person.story != Story::Replaced);
    now.or(person.then.as_ref()).expect("somewhere").0
}

/// Answers the questions of those who moved or are spelt otherwise, and of the stranger.
fn decide_all(campaign: &Campaign, people: &[Person]) {
    for person in people {
        let answer = match person.story {
            Story::Moves | Story::Respelt => "Cùng một người",
            Story::Replaced => "Người khác",
            _ => continue,
        };
        let words = format!("{}, sinh {}", person.name_now, person.year);
        decide(campaign, answer, |square| square == words);
    }
}

fn run(campaign: &Campaign, more: &[&str]) {
    let output = campaign.run(more);
    assert_ne!(status(&output), 2, "{}", complained(&output));
}

#[test]
fn the_comparison_equals_the_truth_for_every_member_unit_and_promise() {
    let people = people();
    assert!(people.iter().filter(|p| p.then.is_some() && p.now.is_some()).count() >= 60);
    let campaign = two_rounds(&people);
    run(&campaign, &[]);
    let asked = |p: &&Person| matches!(p.story, Story::Moves | Story::Respelt | Story::Replaced);
    for book in workbooks(&campaign).values() {
        // Nothing is said of those about whom a person must decide.
        for (member, (standing, lists)) in
            book.get("Đảng viên hai kỳ").map(|s| told_members(s)).unwrap_or_default()
        {
            let open = people.iter().filter(asked).any(|p| p.name_now == member.0 || p.name == member.0);
            assert_eq!(standing.contains("chờ quyết định"), open, "{member:?}: {standing}");
            assert!(!open || lists.concat().is_empty(), "{member:?}");
        }
    }
    decide_all(&campaign, &people);
    run(&campaign, &[]);
    let books = workbooks(&campaign);
    for cell in CELLS {
        assert_eq!(told_members(&books[cell]["Đảng viên hai kỳ"]), true_members(&people, cell), "{cell}");
        let sheet = &books[cell]["Cam kết kỳ trước"];
        let told: BTreeSet<_> = rows(sheet).map(|r| (r[1].clone(), r[3].clone(), r[7].clone())).collect();
        let here = people.iter().filter(|p| home(p) == cell);
        let truth = here.flat_map(|p| {
            p.promises
                .iter()
                .map(|promise| (p.name.clone(), promise.shortcoming.clone(), promise.truth.to_owned()))
        });
        assert_eq!(told, truth.collect(), "{cell}");
    }
    for (unit, sheets) in &books {
        figures_are_true(&people, unit, &sheets["So với kỳ trước"]);
        if !unit.starts_with('C') {
            sums_of_promises_are_true(&people, unit, &sheets["Cam kết kỳ trước"]);
        }
    }
    let results = campaign.results();
    let pages =
        ["Mở đầu.html", "tusoi.json"].map(|page| String::from_utf8_lossy(&results[page]).into_owned());
    let above = books.iter().filter(|(unit, _)| !unit.starts_with('C'));
    let above = above.map(|(_, sheets)| sheets.values().flatten().flatten().cloned().collect::<String>());
    for text in above.chain(pages) {
        assert!(["Quá hạn", "quá hạn", "overdue"].iter().any(|words| text.contains(words)));
        assert!(!people.iter().any(|p| text.contains(&p.name) || text.contains(&p.name_now)), "no names");
    }
    // The cell that is gone is said with its figures at the top, and nowhere lost.
    let top: Vec<String> = books["H"]["So với kỳ trước"].concat();
    let yes: usize = people
        .iter()
        .filter_map(|p| p.then.as_ref().filter(|t| t.0 == "C7"))
        .map(|t| t.1.matches('y').count())
        .sum();
    let gone = top.iter().find(|s| s.contains("Chi bộ thôn Giải Thể (C7)")).expect("the cell that is gone");
    assert!(
        gone.contains("3 bản tự soi") && gone.contains(&format!("{yes} lượt")) && gone.contains("3 cam kết"),
        "{gone}"
    );
}

fn figures_are_true(people: &[Person], unit: &str, sheet: &[Vec<String>]) {
    let rows: Vec<&Vec<String>> = rows(sheet).collect();
    assert_eq!(rows.len(), INDICATORS, "{unit}");
    for (n, row) in rows.into_iter().enumerate() {
        let truth = true_figures(people, unit, n);
        assert_eq!(row[0], code(n));
        let told = [2, 4, 8, 9, 10, 11].map(|c| row[c].parse::<usize>().expect("a number"));
        assert_eq!(told, truth, "{unit}, {}", row[0]);
        let more = i64::try_from(truth[1]).expect("small") - i64::try_from(truth[0]).expect("small");
        assert_eq!(row[6], more.to_string(), "{unit}, {}", row[0]);
        assert_eq!(
            row[7],
            ["Giảm", "Không đổi", "Tăng"][usize::try_from(more.signum() + 1).expect("0 to 2")]
        );
    }
}

fn sums_of_promises_are_true(people: &[Person], unit: &str, sheet: &[Vec<String>]) {
    for row in rows(sheet) {
        let below_name = UNITS.iter().find(|u| u.1 == row[1]).expect("a unit").0;
        assert!(below(below_name, unit));
        let truths: Vec<&str> = people
            .iter()
            .filter(|p| home(p) != "C7" && below(home(p), below_name))
            .flat_map(|p| p.promises.iter().map(|promise| promise.truth))
            .collect();
        let count = |of: &str| truths.iter().filter(|t| **t == of).count();
        let kinds = ["Đã khắc phục", "Đang thực hiện", "Quá hạn", "Chưa xác định"].map(count);
        let told = [2, 3, 4, 5, 6].map(|c| row[c].parse::<usize>().expect("a number"));
        assert_eq!(told, [truths.len(), kinds[0], kinds[1], kinds[2], kinds[3]], "{}", row[1]);
    }
}

#[test]
fn threads_do_not_matter_a_run_again_writes_the_same_and_a_changed_earlier_round_is_seen() {
    let people = people();
    let campaign = two_rounds(&people);
    run(&campaign, &["--jobs", "1"]);
    let one = campaign.results();
    let again = campaign.run(&[]);
    assert!(campaign.results() == one, "run again");
    assert!(support::printed(&again).contains("Không có gì thay đổi"), "{}", complained(&again));
    forget(&campaign);
    run(&campaign, &["--jobs", "2"]);
    assert!(campaign.results() == one, "two threads, from nothing");
    // One more review of the earlier round: papers are made again where it matters, as from nothing.
    let (name, none) = ("Vũ Thử Nghiệm", "n".repeat(INDICATORS));
    let person = Person {
        story: Story::Leaves,
        name: name.into(),
        name_now: name.into(),
        year: 1999,
        then: None,
        now: None,
        promises: vec![],
    };
    let (path, bytes) = review(&person, name, ("C1", &none), "ngày 20 tháng 6 năm 2026");
    campaign.put(&format!("../quy-2/inbox/{path}"), &bytes);
    tusoi(campaign.home(), &["run", "quy-2"]);
    run(&campaign, &[]);
    let changed = campaign.results();
    let unlike: BTreeSet<&str> = changed
        .iter()
        .filter(|(path, bytes)| path.contains("/Tổng hợp - ") && one.get(*path) != Some(bytes))
        .map(|(path, _)| path.rsplit('/').next().unwrap_or_default())
        .collect();
    let expected = ["H", "D1", "C1"].map(|c| UNITS.iter().find(|u| u.0 == c).expect("a unit").1);
    assert_eq!(unlike, expected.map(|n| format!("Tổng hợp - {n}.xlsx")).iter().map(String::as_str).collect());
    forget(&campaign);
    run(&campaign, &[]);
    assert!(campaign.results() == changed, "as from nothing");
}

/// Removes all that earlier runs of this round left.
fn forget(campaign: &Campaign) {
    fs::remove_dir_all(campaign.root().join("results")).expect("the results go");
    fs::remove_file(campaign.root().join("so-cai.sqlite")).expect("the ledger goes");
}

#[test]
fn papers_on_corrections_are_no_reviews_and_what_they_leave_open_is_asked() {
    let people = people();
    let campaign = two_rounds(&people);
    let person = people.iter().find(|p| p.story == Story::Stays && p.promises.len() == 2).expect("somebody");
    let (cell, _) = person.now.as_ref().expect("here");
    let told = |what: &str, said: &str| {
        let rows =
            vec![strings(&["TT", "Hạn chế, khuyết điểm", "Kết quả khắc phục"]), strings(&["1", what, said])];
        head("PHIẾU KẾT QUẢ KHẮC PHỤC", &person.name, person.year, cell)
            .table(rows)
            .line("Thử Đông, ngày 30 tháng 12 năm 2026")
            .docx()
    };
    let promise = &person.promises[0];
    campaign.put("inbox/thư/một.docx", &told("Việc chung của tổ", "Đã khắc phục"));
    run(&campaign, &[]);
    let line = |name: &str| {
        let output = tusoi(campaign.home(), &["extract", "dot/inbox", "--campaign", "dot"]);
        let lines = support::printed(&output);
        assert!(!lines.contains(&format!("\"review\",\"file\":\"dot/inbox/thư/{name}")), "no review");
        lines.lines().find(|l| l.contains(&format!("thư/{name}\""))).expect("a line").to_owned()
    };
    assert!(line("một.docx").contains("\"disposition\":\"not_a_form\",\"reason\":{\"code\":\"follow-up\""));
    let state = |campaign: &Campaign| {
        let books = workbooks(campaign);
        let row = rows(&books[cell]["Cam kết kỳ trước"])
            .find(|r| r[3] == promise.shortcoming)
            .expect("a row")
            .clone();
        (row[7].clone(), row[8].clone())
    };
    let before = state(&campaign);
    let choice = format!("1. {} – {}", promise.shortcoming, promise.action);
    decide(&campaign, &choice, |square| square == "Việc chung của tổ");
    run(&campaign, &[]);
    assert_eq!(
        state(&campaign),
        ("Đã khắc phục".into(), "Đã khắc phục (30/12/2026)".into()),
        "was {before:?}"
    );
    // Without the accents and in capitals they are the same words; but what is said decides nothing.
    campaign.put("inbox/thư/hai.docx", &told(&promise.shortcoming.to_uppercase(), "Cơ bản xong, còn một ít"));
    run(&campaign, &[]);
    assert_eq!(state(&campaign).0, "Chưa xác định", "until decided nobody knows");
    decide(&campaign, "Chưa khắc phục", |square| square.contains("Cơ bản xong"));
    run(&campaign, &[]);
    // Of one day, and they contradict one another.
    assert_eq!(state(&campaign).0, "Chưa xác định");
    decide(&campaign, "Đang khắc phục", |square| square.contains("Phiếu khác ghi kết quả khác"));
    run(&campaign, &[]);
    assert!(state(&campaign).1.starts_with("Đang khắc phục"), "{:?}", state(&campaign));
    let summary = campaign.summary();
    let reviews = people.iter().filter(|p| p.now.is_some()).count();
    assert_eq!(support::unit(&summary, "H")["reviews"], reviews, "no paper counts as a review");
}

#[test]
fn an_earlier_round_that_cannot_be_relied_on_stops_the_run_and_the_check() {
    let people = &people()[..14];
    let campaign = two_rounds(people);
    run(&campaign, &[]);
    let before = campaign.results();
    let stops = |campaign: &Campaign, words: &str| {
        for command in ["run", "check"] {
            let output = tusoi(campaign.home(), &[command, "dot"]);
            assert_eq!(status(&output), 2, "{command}: {words}");
            assert!(complained(&output).contains(words), "{command}: {}", complained(&output));
        }
        assert!(campaign.results() == before, "the old results stand");
    };
    let settings = fs::read_to_string(campaign.root().join("campaign.toml")).expect("settings");
    let ours = |text: String| campaign.put("campaign.toml", text.as_bytes());
    ours(settings.replace("../quy-2", "../quy-9"));
    stops(&campaign, "không có thư mục này");
    ours(settings.replace("../quy-2", "."));
    stops(&campaign, "chính là đợt này");
    ours(settings.replace("2026-12-31", "2026-03-31"));
    stops(&campaign, "sau ngày của đợt này");
    ours(settings);
    let theirs = campaign.home().join("quy-2");
    let ledger = fs::read(theirs.join("so-cai.sqlite")).expect("a ledger");
    let put = |name: &str, bytes: &[u8]| fs::write(theirs.join(name), bytes).expect("written");
    fs::remove_file(theirs.join("so-cai.sqlite")).expect("removed");
    stops(&campaign, "chưa có sổ cái");
    put("so-cai.sqlite", &[0x5a; 4096]);
    stops(&campaign, "bị hỏng");
    let old = rusqlite(&ledger, "PRAGMA user_version = 0");
    put("so-cai.sqlite", &old);
    stops(&campaign, "bản tusoi cũ ghi");
    put("so-cai.sqlite", &rusqlite(&ledger, "PRAGMA user_version = 99"));
    stops(&campaign, "bản tusoi mới hơn");
    put("so-cai.sqlite", &rusqlite(&ledger, "UPDATE answers SET answer = 'yes' WHERE indicator = 'I.1'"));
    stops(&campaign, "không khớp với danh sách đơn vị");
    put("so-cai.sqlite", &ledger);
    let list = include_str!("../templates/catalogues/27-bieu-hien.toml");
    put("rieng.toml", list.replacen("code = \"III.9\"", "code = \"III.19\"", 1).as_bytes());
    let old = fs::read_to_string(theirs.join("campaign.toml")).expect("settings");
    put("campaign.toml", format!("{old}catalogue = \"rieng.toml\"\n").as_bytes());
    stops(&campaign, "danh mục biểu hiện khác");
    put("campaign.toml", old.as_bytes());
    let list = fs::read(theirs.join("units.xlsx")).expect("a list");
    put("units.xlsx", &list_without("C1"));
    stops(&campaign, "không khớp với danh sách đơn vị");
    put("units.xlsx", &list);
    run(&campaign, &[]);
    assert!(campaign.results() == before);
}

/// A ledger after a statement.
fn rusqlite(ledger: &[u8], statement: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so-cai.sqlite");
    fs::write(&path, ledger).expect("a copy");
    rusqlite::Connection::open(&path).expect("a database").execute_batch(statement).expect("carried out");
    fs::read(&path).expect("a ledger")
}
