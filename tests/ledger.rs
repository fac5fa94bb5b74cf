//! What a second run takes over from the first, and what it does not.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;
use support::{Campaign, complained, printed, status, tusoi, unit};

const FORM: &str = "inbox/Chi bo thon Thu Mot/Phieu tu soi - Nguyen Van Mau.docx";
const OLD: &str = "inbox/Chi bo Tram Y te Thu/Phieu tu soi - Do Thi Gia Su.docx";

/// The results of the same campaign without any memory of earlier runs.
fn from_nothing(campaign: &Campaign) -> BTreeMap<String, Vec<u8>> {
    let copy = campaign.home().join("copy");
    let copied = |dir: &str| {
        for (path, bytes) in support::files_below(&campaign.root().join(dir)) {
            let to = copy.join(dir).join(path);
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder is made");
            fs::write(to, bytes).expect("a file is written");
        }
    };
    copied("inbox");
    for file in ["campaign.toml", "units.xlsx", "tu-vung.toml"] {
        if campaign.root().join(file).exists() {
            fs::copy(campaign.root().join(file), copy.join(file)).expect("a file is copied");
        }
    }
    let output = tusoi(campaign.home(), &["run", "copy"]);
    assert!(status(&output) < 2, "{}", complained(&output));
    let results = support::files_below(&copy.join("results"));
    fs::remove_dir_all(copy).expect("the copy goes");
    results
}

fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let paths = a.keys().chain(b.keys());
    let mut differ: Vec<String> = paths.filter(|path| a.get(*path) != b.get(*path)).cloned().collect();
    differ.dedup();
    differ
}

fn assert_as_from_nothing(campaign: &Campaign, what: &str) {
    assert_eq!(differing(&campaign.results(), &from_nothing(campaign)), Vec::<String>::new(), "{what}");
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|m| m.modified()).expect("a time")
}

#[test]
fn where_nothing_changed_a_run_is_over_at_once_and_says_so() {
    let campaign = Campaign::sample();
    let first = campaign.run(&[]);
    let summary = campaign.root().join("results/tusoi.json");
    let (before, written) = (campaign.results(), modified(&summary));
    let second = campaign.run(&[]);
    assert!(printed(&second).contains("Không có gì thay đổi"), "{}", printed(&second));
    assert_eq!(status(&second), status(&first));
    assert_eq!((campaign.results(), modified(&summary)), (before, written));
    let beside: Vec<String> = fs::read_dir(campaign.root())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("results.") || name.ends_with("-journal"))
        .collect();
    assert_eq!(beside, Vec::<String>::new());
}

#[test]
fn whatever_changes_the_results_are_those_of_a_run_from_nothing() {
    let campaign = Campaign::sample();
    let root = campaign.root();
    campaign.run(&[]);
    let form = fs::read(root.join(FORM)).expect("a form");
    let changes: [(&str, &dyn Fn()); 6] = [
        ("a file more", &|| campaign.put("inbox/moi/Phieu.docx", &form)),
        ("a file moved", &|| fs::rename(root.join(OLD), root.join("inbox/khac.docx")).expect("moved")),
        ("a file less", &|| fs::remove_file(root.join(FORM)).expect("removed")),
        ("another title", &|| {
            let text = fs::read_to_string(root.join("campaign.toml")).expect("settings");
            campaign.put("campaign.toml", text.replace("(mẫu)", "(khác)").as_bytes());
        }),
        ("other words", &|| campaign.put("tu-vung.toml", "# lời riêng\n".as_bytes())),
        ("damaged results", &|| fs::remove_file(root.join("results/tusoi.json")).expect("removed")),
    ];
    for (what, change) in changes {
        change();
        let output = campaign.run(&[]);
        assert!(!printed(&output).contains("Không có gì thay đổi"), "{what}");
        assert_as_from_nothing(&campaign, what);
    }
}

#[test]
fn only_what_is_new_is_read_and_the_summary_says_what_came() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    let form = fs::read(campaign.root().join(FORM)).expect("a form");
    campaign.put("inbox/moi/Phieu khac.docx", &form);
    fs::remove_file(campaign.root().join(OLD)).expect("removed");
    let said = printed(&campaign.run(&[]));
    for words in ["1 tệp mới; 1 tệp không còn", "Đã đọc 1 tệp", "Vừa nhận của: Chi bộ thôn Thử Một"]
    {
        assert!(said.contains(words), "“{words}” is missing in:\n{said}");
    }
}

#[test]
fn a_file_that_is_removed_takes_its_answers_along() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    let held = |campaign: &Campaign| {
        let ledger = fs::read(campaign.root().join("so-cai.sqlite")).expect("a ledger");
        let name = "Nguyễn Văn Mẫu".as_bytes();
        ledger.windows(name.len()).any(|window| window == name)
    };
    assert!(held(&campaign));
    fs::remove_file(campaign.root().join(FORM)).expect("removed");
    campaign.run(&[]);
    assert_eq!(unit(&campaign.summary(), "CB-0101")["reviews"], 3);
    assert!(!held(&campaign), "nothing of it stays in the file of the ledger");
}

#[test]
fn a_result_that_somebody_edited_is_kept_and_made_anew() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    let path = campaign.results().into_keys().find(|path| path.contains("Báo cáo - ")).expect("a report");
    let report = campaign.root().join("results").join(&path);
    let sound = fs::read(&report).expect("a report");
    fs::write(&report, "edited").expect("edited");
    let output = campaign.run(&[]);
    assert!(!printed(&output).contains("Không có gì thay đổi"));
    assert!(fs::read(&report).expect("a report") == sound);
    assert!(campaign.results().values().any(|bytes| bytes == b"edited"));
}

#[test]
fn a_figure_is_explained_down_to_the_words() {
    let campaign = Campaign::sample();
    let early = tusoi(campaign.home(), &["explain", "CB-0101", "I.3", "dot"]);
    assert_eq!(status(&early), 2, "there is no run to explain");
    campaign.run(&[]);
    let output = tusoi(campaign.home(), &["explain", "CB-0101", "i.3", "dot"]);
    let said = printed(&output);
    assert_eq!(status(&output), 0, "{}", complained(&output));
    for words in ["Có 2; Không 2", "Nguyễn Văn Mẫu", "Nguyen Van Mau.docx | bảng", "chữ đọc được: “"]
    {
        assert!(said.contains(words), "“{words}” is missing in:\n{said}");
    }
    let tally =
        printed(&tusoi(campaign.home(), &["explain", "Chi bộ thôn Thử Hai", "I.5", "dot", "--lang", "en"]));
    assert!(tally.contains("Yes 3 - the unit's own tally"), "{tally}");
    let above = printed(&tusoi(campaign.home(), &["explain", "HU", "III.2", "dot"]));
    assert!(above.contains("Mâu thuẫn 1") && above.contains("CB-0202"), "{above}");
    for wrong in [["explain", "XX", "I.3", "dot"], ["explain", "HU", "IX.9", "dot"]] {
        assert_eq!(status(&tusoi(campaign.home(), &wrong)), 2);
    }
}

#[test]
fn a_campaign_is_checked_before_it_runs() {
    let campaign = Campaign::sample();
    let check = || tusoi(campaign.home(), &["check", "dot"]);
    assert_eq!(status(&check()), 0, "{}", complained(&check()));
    campaign.run(&[]);
    let before = campaign.results();
    assert_eq!(status(&check()), 0, "{}", complained(&check()));
    campaign.put("templates/bao-cao-chi-bo.docx", b"no template");
    campaign.put("results/Cần xem lại.xlsx", b"no list");
    campaign.put("so-cai.sqlite", b"no ledger, but long enough to be one, says the file");
    fs::rename(campaign.root().join("inbox"), campaign.root().join("thu den")).expect("renamed");
    let output = check();
    let said = complained(&output);
    assert_eq!(status(&output), 2);
    for words in ["bao-cao-chi-bo.docx", "Cần xem lại.xlsx", "so-cai.sqlite", "Hộp thư đến"] {
        assert!(said.contains(words), "“{words}” is missing in:\n{said}");
    }
    assert_eq!(campaign.results().len(), before.len(), "a check changes nothing");
}

#[test]
fn decisions_outlive_results_that_were_deleted() {
    let campaign = Campaign::sample();
    campaign.run(&[]);
    support::decide(&campaign, "Có", |square| square.starts_with("III.2"));
    campaign.run(&[]);
    let decided = campaign.results();
    fs::remove_dir_all(campaign.root().join("results")).expect("deleted");
    campaign.run(&[]);
    assert_eq!(differing(&campaign.results(), &decided), Vec::<String>::new());
}
