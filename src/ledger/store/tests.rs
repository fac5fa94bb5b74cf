//! The ledger on the disk: what it keeps, what it refuses, and what a failing disk leaves.

use super::*;
use crate::extract::Account;
use crate::intake::{Fingerprint, Outer};
use crate::ledger::sample::{books, catalogue, file, hierarchy, review, settled};
use crate::ledger::{Books, Decisions, Kept, file_digests};
use crate::model::{Answer, Lang};
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;

/// Date, former decision and decision of a row of the log.
type Logged = (Option<String>, Option<String>, Option<String>);

fn forms(count: usize) -> Vec<Account> {
    let form = |n: usize| {
        let review = review(&format!("Lý Văn {n}")).field("Chi bộ thôn Hòa Bình");
        file(&format!("inbox/{n}.docx"), vec![review.answer(n % 3, Answer::Blank)])
    };
    (0..count).map(form).collect()
}

/// Records a run of these books, of whose files the memory holds what these marks say.
fn record(
    store: &mut Store,
    books: &Books,
    decisions: &Decisions,
    known: &[i64],
    hand_on: impl FnOnce() -> Result<(), Stop>,
) -> Result<(), Stop> {
    let (hierarchy, catalogue) = (hierarchy(), catalogue());
    let run = Run {
        date: Some("2026-06-30".into()),
        title: "",
        period: "",
        program: "",
        lang: Lang::Vi,
        inputs: "1".into(),
        status: 0,
    };
    let digests = file_digests(books, &hierarchy, "");
    let record = Record {
        run,
        books,
        digests: &digests,
        hierarchy: &hierarchy,
        catalogue: &catalogue,
        decisions,
        known,
        results: &[],
    };
    let printed = || Ok((Results { summary: "2".into(), papers: Papers::new() }, ()));
    store.record(&record, printed, |()| hand_on())
}

/// Reads one file; the mark of what is kept of it.
fn learn(
    store: &mut Store,
    outer: &Outer,
    content: Fingerprint,
    accounts: &[Account],
) -> Result<Option<i64>, Stop> {
    let memory = store.memory("reader")?;
    let mark = memory.learn(outer, content, &mut accounts.to_vec())?;
    memory.close().map(|()| mark)
}

fn count(store: &Store, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    store.connection.query_row(&sql, [], |row| row.get(0)).expect("a count")
}

fn one(books: &Books, n: usize, decision: &str) -> Decisions {
    Decisions::new(BTreeMap::from([(books.questions[n].key.clone(), decision.to_owned())]), vec![], vec![])
}

#[test]
fn what_a_run_records_is_there_for_the_next_and_for_sql() {
    let dir = TempDir::new().expect("a folder");
    let books = books(forms(5));
    let mut store = Store::open(dir.path()).expect("a ledger");
    record(&mut store, &books, &Decisions::default(), &[], || Ok(())).expect("recorded");
    drop(store);
    let store = Store::look(dir.path()).expect("sound").expect("there");
    assert_eq!(["arrivals", "reviews", "answers", "questions"].map(|t| count(&store, t)), [5, 5, 15, 5]);
    assert_eq!(store.arrivals().expect("arrivals").len(), 5);
    let chain = store.chain("C1", "I.1").expect("a chain");
    let blank: Vec<&str> =
        chain.iter().filter(|l| l.answer.as_deref() == Some("blank")).map(|l| l.path.as_str()).collect();
    assert_eq!(blank, ["inbox/0.docx", "inbox/3.docx"]);
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_removed() {
    let dir = TempDir::new().expect("a folder");
    let mut store = Store::open(dir.path()).expect("a ledger");
    let run = |store: &mut Store, n| record(store, &books(forms(n)), &Decisions::default(), &[], || Ok(()));
    run(&mut store, 5).expect("recorded");
    let ids = |store: &Store| -> Vec<i64> {
        let mut rows = store.connection.prepare("SELECT id FROM arrivals ORDER BY id").expect("rows");
        rows.query_map([], |row| row.get(0)).expect("ids").map(|id| id.expect("an id")).collect()
    };
    let first = ids(&store);
    run(&mut store, 6).expect("recorded");
    assert_eq!(ids(&store)[..5], first[..]);
    run(&mut store, 2).expect("recorded");
    assert_eq!(["arrivals", "reviews", "answers"].map(|t| count(&store, t)), [2, 2, 6]);
}

#[test]
fn a_decision_is_logged_with_the_campaigns_date_and_what_stood_before() {
    let dir = TempDir::new().expect("a folder");
    let mut store = Store::open(dir.path()).expect("a ledger");
    let before = books(forms(1));
    for (listed, kept) in [("Có", "Có"), ("Không", "Không"), ("", "")] {
        let listed = BTreeMap::from([(before.questions[0].key.clone(), listed.to_owned())]);
        let decisions = Decisions::new(listed, store.decisions().expect("decisions"), vec![]);
        let books = settled(forms(1), &decisions);
        record(&mut store, &books, &decisions, &[], || Ok(())).expect("recorded");
        let now: Vec<Kept> = store.decisions().expect("decisions");
        assert_eq!(now.first().map_or("", |k| k.decision.as_str()), kept);
    }
    let mut log = store.connection.prepare("SELECT date, former, decision FROM decision_log").expect("a log");
    let rows = log.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).expect("rows");
    let rows: Vec<Logged> = rows.map(|row| row.expect("a row")).collect();
    let text = |t: &str| Some(t.to_owned());
    let date = || text("2026-06-30");
    let expected =
        [(date(), None, text("Có")), (date(), text("Có"), text("Không")), (date(), text("Không"), None)];
    assert_eq!(rows, expected);
}

#[test]
fn an_older_schema_is_rebuilt_with_its_decisions_and_a_newer_one_is_refused() {
    let dir = TempDir::new().expect("a folder");
    let mut store = Store::open(dir.path()).expect("a ledger");
    let books = books(forms(2));
    record(&mut store, &books, &one(&books, 0, "Có"), &[], || Ok(())).expect("recorded");
    store.connection.execute_batch("CREATE TABLE old (x); PRAGMA user_version = 0").expect("made older");
    let store = Store::open(dir.path()).expect("rebuilt");
    assert_eq!((store.decisions().expect("decisions").len(), count(&store, "runs")), (1, 0));
    assert!(store.connection.prepare("SELECT * FROM old").is_err());
    store.connection.execute_batch("PRAGMA user_version = 99").expect("made newer");
    drop(store);
    for stop in [Store::open(dir.path()).expect_err("newer"), Store::look(dir.path()).expect_err("newer")] {
        assert!(matches!(stop, Stop::Ledger { fault: LedgerFault::Newer, .. }), "{stop}");
    }
}

#[test]
fn what_is_no_ledger_is_refused_and_left_alone() {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join(FILE), "Sổ cái".repeat(500)).expect("written");
    let stop = Store::open(dir.path()).expect_err("no database");
    assert!(matches!(stop, Stop::Ledger { fault: LedgerFault::Damaged(_), .. }), "{stop}");
    fs::remove_file(dir.path().join(FILE)).expect("removed");
    let other = Connection::open(dir.path().join(FILE)).expect("a database");
    other.execute_batch("CREATE TABLE theirs (x)").expect("a table");
    let stop = Store::open(dir.path()).expect_err("not ours");
    assert!(matches!(stop, Stop::Ledger { fault: LedgerFault::Foreign, .. }), "{stop}");
    assert!(other.prepare("SELECT * FROM theirs").is_ok());
}

#[test]
fn what_was_read_is_recalled_by_content_and_name_and_never_with_a_flipped_bit() {
    let dir = TempDir::new().expect("a folder");
    let mut store = Store::open(dir.path()).expect("a ledger");
    let at = |path: &str| Outer { path: path.into(), shown: path.into(), trouble: None };
    let content = Fingerprint::of(b"a form");
    let account = Account { fingerprint: content, ..forms(1).remove(0) };
    let mut part = account.clone();
    part.path.push_str("!inner.docx");
    let both = [account, part];
    learn(&mut store, &at("inbox/0.docx"), content, &both).expect("kept");
    let recalled = |store: &mut Store, reader: &str, path: &str, content: Fingerprint| {
        let memory = store.memory(reader).expect("a memory");
        let recalled = memory.recall(&at(path), content).expect("sound");
        memory.close().expect("closed");
        recalled.map(|(_, accounts)| accounts)
    };
    assert_eq!(recalled(&mut store, "reader", "inbox/0.docx", content).expect("recalled"), both);
    let moved = recalled(&mut store, "reader", "inbox/xã/0.docx", content).expect("moved");
    assert_eq!(moved[1].path, "inbox/xã/0.docx!inner.docx");
    assert!(recalled(&mut store, "reader", "inbox/1.docx", content).is_none());
    assert!(recalled(&mut store, "reader", "__MACOSX/0.docx", content).is_none());
    assert!(recalled(&mut store, "reader", "inbox/0.docx", Fingerprint::of(b"another")).is_none());
    assert!(recalled(&mut store, "another reader", "inbox/0.docx", content).is_none());
    let packed: Vec<u8> =
        store.connection.query_row("SELECT accounts FROM contents", [], |row| row.get(0)).expect("a blob");
    for byte in 0..packed.len() {
        let mut flipped = packed.clone();
        flipped[byte] ^= 1 << (byte % 8);
        store.connection.execute("UPDATE contents SET accounts = ?", [flipped]).expect("flipped");
        assert!(recalled(&mut store, "reader", "inbox/0.docx", content).is_none(), "bit of byte {byte}");
    }
}

#[test]
fn what_the_system_had_a_hand_in_is_not_remembered() {
    use crate::extract::Outcome;
    use crate::finding::FileFinding;
    let at = Outer { path: "inbox/0.docx".into(), shown: "inbox/0.docx".into(), trouble: None };
    let refused = |why| Account { outcome: Outcome::Refused(why), ..forms(1).remove(0) };
    let dir = TempDir::new().expect("a folder");
    let mut store = Store::open(dir.path()).expect("a ledger");
    let mut learnt =
        |why| learn(&mut store, &at, Fingerprint::of(b""), &[refused(why)]).expect("sound").is_some();
    assert!(learnt(FileFinding::Password) && learnt(FileFinding::Corrupt { detail: String::new() }));
    assert!(!learnt(FileFinding::Changed) && !learnt(FileFinding::TooBig { detail: String::new() }));
}

#[test]
fn what_was_read_is_kept_where_handing_on_fails_and_forgotten_with_its_file() {
    let dir = TempDir::new().expect("a folder");
    let mut store = Store::open(dir.path()).expect("a ledger");
    let read = |store: &mut Store, account: Account| {
        let outer = Outer { path: "".into(), shown: account.path.clone(), trouble: None };
        learn(store, &outer, account.fingerprint, &[account]).expect("sound").expect("a mark")
    };
    let marks: Vec<i64> = forms(2).into_iter().map(|account| read(&mut store, account)).collect();
    let refuse = || Err(Stop::Unwritable { path: "x".into(), detail: String::new() });
    record(&mut store, &books(forms(1)), &Decisions::default(), &marks[..1], refuse).expect_err("refused");
    assert_eq!(count(&store, "contents"), 2);
    record(&mut store, &books(forms(1)), &Decisions::default(), &marks[..1], || Ok(())).expect("recorded");
    assert_eq!(count(&store, "contents"), 1);
}

#[test]
fn a_disk_that_is_full_while_files_are_read_stops_the_run() {
    let dir = TempDir::new().expect("a folder");
    let mut store = Store::open(dir.path()).expect("a ledger");
    let pages: i64 =
        store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("pages");
    store.connection.pragma_update(None, "max_page_count", pages).expect("a limit");
    let mut many = forms(200);
    let outer = Outer { path: "".into(), shown: "inbox/".into(), trouble: None };
    let memory = store.memory("reader").expect("a memory");
    let stop = memory.learn(&outer, Fingerprint::of(b""), &mut many).expect_err("full");
    assert!(matches!(stop, Stop::Ledger { fault: LedgerFault::Refused(_), .. }), "{stop}");
    assert_eq!(many, forms(200), "what was read is as it was");
}

#[test]
fn where_handing_on_fails_nothing_is_recorded() {
    let dir = TempDir::new().expect("a folder");
    let mut store = Store::open(dir.path()).expect("a ledger");
    let books = books(forms(3));
    let decisions = one(&books, 0, "Có");
    let refuse = || Err(Stop::Unwritable { path: "x".into(), detail: String::new() });
    record(&mut store, &books, &decisions, &[], refuse).expect_err("refused");
    assert_eq!(["runs", "arrivals", "decisions"].map(|t| count(&store, t)), [0, 0, 0]);
    record(&mut store, &books, &decisions, &[], || Ok(())).expect("recorded");
    assert_eq!(["runs", "arrivals", "decisions"].map(|t| count(&store, t)), [1, 3, 1]);
}

#[test]
fn however_early_the_disk_is_full_the_ledger_is_as_before_and_nothing_is_handed_on() {
    let dir = TempDir::new().expect("a folder");
    let mut store = Store::open(dir.path()).expect("a ledger");
    let few = books(forms(3));
    record(&mut store, &few, &Decisions::default(), &[], || Ok(())).expect("recorded");
    let pages = |store: &Store| -> i64 {
        store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("pages")
    };
    let (many, mut full) = (books(forms(400)), 0);
    for room in (0..).step_by(5) {
        let limit = pages(&store) + room;
        store.connection.pragma_update(None, "max_page_count", limit).expect("a limit");
        let mut handed_on = false;
        let outcome = record(&mut store, &many, &Decisions::default(), &[], || {
            handed_on = true;
            Ok(())
        });
        if outcome.is_ok() {
            break;
        }
        full += 1;
        assert!(!handed_on, "with room for {room} pages");
        assert!(matches!(outcome, Err(Stop::Ledger { fault: LedgerFault::Refused(_), .. })));
        assert_eq!(["runs", "arrivals"].map(|t| count(&store, t)), [1, 3]);
    }
    assert!(full > 3, "only {full} disks were too small");
    assert_eq!(["runs", "arrivals"].map(|t| count(&store, t)), [2, 400]);
}
