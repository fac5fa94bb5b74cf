//! Decisions of a person over several runs, while files are moved, renamed, exchanged, replaced and removed.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

#[path = "../examples/forms/mod.rs"]
mod forms;
mod support;

use calamine::{Reader, Xlsx, open_workbook};
use forms::people::{Mark, Paper};
use forms::word;
use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;
use support::Campaign;
use tusoi::campaign::{BUILTIN, builtin};

const FORMS: usize = 20;
const RUNS: usize = 6;
const LIST: &str = "results/Cần xem lại.xlsx";

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }
}

/// One form: who wrote it, its marks, and what a person decided about it.
#[derive(Clone)]
struct Form {
    member: usize,
    path: String,
    bytes: Vec<u8>,
    marks: BTreeMap<String, Mark>,
    decided: BTreeMap<String, &'static str>,
    /// Whether it took the place of a form of which something had been decided.
    replaces: bool,
}

/// The form of the `n`th member as first sent or sent again: ten of its answers are in doubt.
fn form(n: usize, version: usize, path: String, dice: &mut Dice) -> Form {
    let catalogue = builtin(BUILTIN[0].0).expect("a catalogue");
    let mut marks: Vec<Mark> =
        (0..27).map(|_| if dice.below(4) == 0 { Mark::Yes } else { Mark::No }).collect();
    let mut doubts = 0;
    while doubts < 10 {
        let at = dice.below(27);
        if matches!(marks[at], Mark::Yes | Mark::No) {
            marks[at] = if dice.below(2) == 0 { Mark::Blank } else { Mark::Both };
            doubts += 1;
        }
    }
    let names = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga"];
    let name = format!("Thử {} {}", ["Văn", "Thị"][n / 10 % 2], names[n % 10]);
    let date = format!("ngày {} tháng 6 năm 2026", version + 1);
    let paper = Paper {
        base: "Đảng bộ xã Ví Dụ Đông",
        cell: "Chi bộ thôn Thử Một",
        name: &name,
        birth: "01/02/1980",
        position: "Đảng viên",
        date: &date,
    };
    let bytes = word::columns(&paper, &catalogue, &marks, &[]).expect("a form");
    let marks = catalogue.indicators.iter().map(|i| i.code.clone()).zip(marks).collect();
    Form { member: n, path, bytes, marks, decided: BTreeMap::new(), replaces: false }
}

/// File, indicator, key and decision of every row of the list of questions.
fn listed(campaign: &Campaign) -> Vec<[String; 4]> {
    let mut book: Xlsx<_> = open_workbook(campaign.root().join(LIST)).expect("the questions");
    let mut rows = Vec::new();
    for sheet in ["Cần xem lại", "Đã quyết định", "Quyết định chưa dùng"] {
        let Ok(range) = book.worksheet_range(sheet) else { continue };
        let text = |row: &[calamine::Data], at: Option<usize>| {
            at.and_then(|at| row.get(at)).map(ToString::to_string).unwrap_or_default()
        };
        let head = range.rows().position(|row| row.iter().any(|slot| *slot == "Khóa"));
        let head = head.expect("a heading row");
        let titles: Vec<String> =
            range.rows().nth(head).expect("a row").iter().map(ToString::to_string).collect();
        let column = |title: &str| titles.iter().position(|t| t == title);
        for row in range.rows().skip(head + 1) {
            let indicator = text(row, column("Biểu hiện"));
            let code = indicator.split(". ").next().unwrap_or_default().to_owned();
            let row =
                [text(row, column("Tệp")), code, text(row, column("Khóa")), text(row, column("Quyết định"))];
            if !row[2].is_empty() {
                rows.push(row);
            }
        }
    }
    rows
}

/// Saves the list with these decisions, as a person leaves it.
fn save(campaign: &Campaign, rows: &[[String; 4]]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Cần xem lại").expect("a name");
    sheet.write_row(0, 0, ["Quyết định", "Khóa"]).expect("a heading");
    for (n, [.., key, decision]) in (1..).zip(rows) {
        sheet.write_row(n, 0, [decision.as_str(), key.as_str()]).expect("a row");
    }
    book.save(campaign.root().join(LIST)).expect("saved");
}

/// Decides, changes or takes back about a third of what is asked about forms that are there.
fn decide(campaign: &Campaign, forms: &mut [Form], dice: &mut Dice) -> usize {
    let mut rows = listed(campaign);
    let mut typed = 0;
    for [path, code, _, decision] in &mut rows {
        let Some(form) = forms.iter_mut().find(|form| format!("inbox/{}", form.path) == *path) else {
            continue;
        };
        if code.is_empty() || dice.below(3) > 0 {
            continue;
        }
        let choice = ["Có", "Không", ""][dice.below(if decision.is_empty() { 2 } else { 3 })];
        (*decision, typed) = (choice.to_owned(), typed + 1);
        match choice {
            "" => drop(form.decided.remove(code)),
            choice => drop(form.decided.insert(code.clone(), choice)),
        }
    }
    save(campaign, &rows);
    typed
}

/// Moves, renames, exchanges, replaces or removes some of the forms.
fn stir(campaign: &Campaign, forms: &mut Vec<Form>, round: usize, dice: &mut Dice) {
    for n in 0..forms.len() {
        let form_n = &mut forms[n];
        form_n.replaces = false;
        match dice.below(7) {
            0 => form_n.path = format!("thư mục {round}/{}", form_n.path.rsplit('/').next().expect("a name")),
            1 => form_n.path = format!("Phiếu {n} đổi tên {round}.docx"),
            2 => {
                let other = dice.below(n + 1);
                let path = forms[n].path.clone();
                forms[n].path = std::mem::replace(&mut forms[other].path, path);
                (forms[n].replaces, forms[other].replaces) = (false, false);
            }
            3 => {
                let new = form(form_n.member, round, form_n.path.clone(), dice);
                *form_n = Form { replaces: !form_n.decided.is_empty(), ..new };
            }
            _ => {}
        }
    }
    if round == 3 {
        forms.remove(0);
    }
    std::fs::remove_dir_all(campaign.root().join("inbox")).expect("the inbox goes");
    for form in forms.iter() {
        campaign.put(&format!("inbox/{}", form.path), &form.bytes);
    }
}

/// Every answer of the ledger, by file and indicator: the answer, the rule and the doubt.
fn answers(campaign: &Campaign) -> BTreeMap<(String, String), (String, String, Option<String>)> {
    let ledger = rusqlite::Connection::open(campaign.root().join("so-cai.sqlite")).expect("a ledger");
    let sql = "SELECT f.path, a.indicator, a.answer, a.rule, a.doubt FROM answers a
               JOIN reviews r ON r.id = a.review JOIN arrivals f ON f.id = r.arrival";
    let mut rows = ledger.prepare(sql).expect("a question");
    let rows =
        rows.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?, row.get(4)?))));
    rows.expect("rows").map(|row| row.expect("a row")).collect()
}

/// The files with an open notice that decisions no longer hold.
fn notices(campaign: &Campaign) -> Vec<String> {
    let ledger = rusqlite::Connection::open(campaign.root().join("so-cai.sqlite")).expect("a ledger");
    let sql = "SELECT path FROM questions WHERE reason = 'decision-expired' ORDER BY path";
    let mut rows = ledger.prepare(sql).expect("a question");
    rows.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("a row")).collect()
}

/// Every answer is what its own form says or what was decided about that form, never about another.
fn check(campaign: &Campaign, forms: &[Form], round: usize) {
    let answers = answers(campaign);
    assert_eq!(answers.len(), forms.len() * 27, "run {round}");
    for form in forms {
        for (code, mark) in &form.marks {
            let path = format!("inbox/{}", form.path);
            let (answer, rule, doubt) = &answers[&(path.clone(), code.clone())];
            let (expected, by_person) = match (form.decided.get(code), mark) {
                (Some(&"Có"), _) => ("yes", true),
                (Some(_), _) => ("no", true),
                (None, Mark::Yes) => ("yes", false),
                (None, Mark::No) => ("no", false),
                (None, Mark::Blank) => ("blank", false),
                (None, Mark::Both) => ("conflict", false),
            };
            assert_eq!(
                (answer.as_str(), rule == "decision"),
                (expected, by_person),
                "run {round}: {path}, {code}"
            );
            let open = matches!(mark, Mark::Blank | Mark::Both) && !by_person;
            assert_eq!(doubt.is_some(), open, "run {round}: {path}, {code}");
        }
    }
    let noticed = notices(campaign);
    for form in forms.iter().filter(|form| form.replaces) {
        assert!(noticed.contains(&format!("inbox/{}", form.path)), "run {round}: no notice at {}", form.path);
    }
}

#[test]
fn two_hundred_random_decisions_hold_with_their_content_or_expire_and_never_touch_another() {
    let mut dice = Dice(20_260_630);
    let campaign = Campaign::sample();
    let path = |n: usize| format!("Phiếu tự soi {n}.docx");
    let mut forms: Vec<Form> = (0..FORMS).map(|n| form(n, 0, path(n), &mut dice)).collect();
    let (mut typed, mut expired) = (0, 0);
    for round in 1..=RUNS {
        if round > 1 {
            typed += decide(&campaign, &mut forms, &mut dice);
        }
        stir(&campaign, &mut forms, round, &mut dice);
        let output = campaign.run(&[]);
        assert!(support::status(&output) < 2, "{}", support::complained(&output));
        check(&campaign, &forms, round);
        expired += forms.iter().filter(|form| form.replaces).count();
    }
    assert!(typed >= 200, "only {typed} decisions");
    assert!(expired >= 5, "only {expired} forms took the place of others");
}
