//! `tusoi extract`, `inspect` and `new` as scripts and people use them.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod support;

use serde_json::Value;
use support::{Campaign, complained, printed, status, tusoi};

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

/// The keys of a JSON object in the order in which they are written.
fn keys(line: &str) -> Vec<String> {
    let mut depth = 0;
    let mut keys = Vec::new();
    let mut text: Option<String> = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (&mut text, letter) {
            (Some(open), '\\') => open.extend(letters.next()),
            (Some(_), '"') => {
                let done = text.take().unwrap_or_default();
                if depth == 1 && letters.peek() == Some(&':') {
                    keys.push(done);
                }
            }
            (Some(open), other) => open.push(other),
            (None, '"') => text = Some(String::new()),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => depth -= 1,
            (None, _) => {}
        }
    }
    keys
}

#[test]
fn every_line_has_the_keys_of_the_contract_in_their_order() {
    let campaign = Campaign::sample();
    let output = tusoi(campaign.home(), &["extract", "dot/inbox", "--campaign", "dot"]);
    let text = printed(&output);
    let of = |kind: &str| {
        let kind = format!("{{\"type\":\"{kind}\"");
        text.lines().find(|line| line.starts_with(&kind)).map(keys).unwrap_or_default()
    };
    let starts = |found: Vec<String>, expected: &str| {
        let expected: Vec<&str> = expected.split(' ').collect();
        assert_eq!(found.get(..expected.len()).unwrap_or(&found), expected);
    };
    starts(of("file"), "type path sha256 disposition reason");
    starts(
        of("review"),
        "type file at kind unit unit_text name position date answers commitments rating flags",
    );
    let reviews = lines(&text).into_iter().filter(|line| line["type"] == "review");
    for answer in reviews.flat_map(|review| review["answers"].as_array().expect("answers").clone()) {
        for key in ["indicator", "answer", "level", "count", "note", "evidence", "at", "certain"] {
            assert!(answer.get(key).is_some(), "{key} is missing in {answer}");
        }
    }
}

#[test]
fn every_file_has_one_line_and_its_reviews_come_after_it() {
    let campaign = Campaign::sample();
    let output = tusoi(campaign.home(), &["extract", "dot/inbox"]);
    assert_eq!(status(&output), 1);
    let lines = lines(&printed(&output));
    let mut current = String::new();
    let mut files = 0;
    for line in &lines {
        if line["type"] == "file" {
            files += 1;
            current = line["path"].as_str().expect("a path").into();
            assert!(current.starts_with("dot/inbox/"), "{current}");
        } else {
            assert_eq!(line["file"], current);
            assert_eq!(line["answers"].as_array().map(Vec::len), Some(27));
        }
    }
    assert_eq!(files, 16);
    // 5 forms and the copy in the first cell, 4 rows, a tally, 2 sheets, 2 versions and the odd form.
    assert_eq!(lines.len() - files, 6 + 4 + 1 + 2 + 2 + 1);
}

#[test]
fn an_answer_is_uncertain_exactly_where_a_flag_names_it() {
    let campaign = Campaign::sample();
    let output = tusoi(campaign.home(), &["extract", "dot/inbox"]);
    let mut uncertain = Vec::new();
    for review in lines(&printed(&output)).iter().filter(|line| line["type"] == "review") {
        let flagged = |code: &Value| {
            review["flags"].as_array().is_some_and(|f| f.iter().any(|f| f["indicator"] == *code))
        };
        for answer in review["answers"].as_array().expect("answers") {
            assert_eq!(answer["certain"] == false, flagged(&answer["indicator"]), "{answer}");
            if answer["certain"] == false {
                uncertain.push(format!("{}={}", answer["indicator"], answer["answer"]).replace('"', ""));
            }
        }
    }
    assert_eq!(uncertain, ["II.4=blank", "III.2=conflict"]);
}

#[test]
fn without_a_campaign_the_unit_is_open_and_said_to_be() {
    let campaign = Campaign::sample();
    let form = campaign.root().join("inbox/Chi bo thon Thu Mot/Phieu tu soi - Nguyen Van Mau.docx");
    std::fs::copy(form, campaign.home().join("phieu.docx")).expect("copied");
    let output = tusoi(campaign.home(), &["extract", "phieu.docx"]);
    let lines = lines(&printed(&output));
    assert_eq!(lines[0]["path"], "phieu.docx");
    assert_eq!(lines[1]["unit"], Value::Null);
    assert_eq!(lines[1]["name"], "Nguyễn Văn Mẫu");
    assert!(
        lines[1]["flags"].as_array().is_some_and(|flags| flags.iter().any(|f| f["code"] == "unit-unknown"))
    );
}

/// A device or a pipe is written to; put aside and renamed, a file would take its place.
#[cfg(unix)]
#[test]
fn extract_writes_to_a_pipe_and_leaves_it_there() {
    use std::os::unix::fs::FileTypeExt;
    use std::process::{Command, Stdio};
    let campaign = Campaign::sample();
    let pipe = campaign.home().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().expect("cat");
    tusoi(campaign.home(), &["extract", "dot/inbox", "-o", "pipe"]);
    assert!(pipe.metadata().expect("the pipe").file_type().is_fifo());
    let read = reader.wait_with_output().expect("what cat read").stdout;
    assert!(!lines(&String::from_utf8_lossy(&read)).is_empty());
}

#[test]
fn extract_writes_to_the_file_asked_for_and_nothing_else() {
    let campaign = Campaign::sample();
    let before = support::files_below(campaign.home());
    let output = tusoi(campaign.home(), &["extract", "dot/inbox", "-o", "ra.jsonl"]);
    assert_eq!(printed(&output), "");
    let mut after = support::files_below(campaign.home());
    assert!(after.remove("ra.jsonl").is_some_and(|text| text.starts_with(b"{\"type\":\"file\"")));
    assert_eq!(after, before);
}

#[test]
fn what_is_called_wrongly_ends_with_status_2_and_says_so() {
    let campaign = Campaign::sample();
    for wrong in [&["extract"][..], &["extrakt"], &["run", "--jobs", "0"], &["extract", "khong-co.docx"]] {
        let output = tusoi(campaign.home(), wrong);
        assert_eq!(status(&output), 2, "{wrong:?}");
        assert_ne!(complained(&output), "", "{wrong:?}");
        assert_eq!(printed(&output), "", "{wrong:?}");
    }
}

#[test]
fn inspect_shows_each_answer_with_its_words_and_place() {
    let campaign = Campaign::sample();
    let form = "dot/inbox/Chi bo thon Thu Mot/Phieu tu soi - Pham Gia Dinh.docx";
    let said = printed(&tusoi(campaign.home(), &["inspect", form]));
    let line = said.lines().find(|line| line.starts_with("I.3 ")).unwrap_or_default();
    for words in ["Có", "✓", "Có, đôi lúc còn", "bảng 1, dòng"] {
        assert!(line.contains(words), "“{words}” is missing in: {line}");
    }
    assert!(said.contains("Phạm Giả Định"));
}

#[test]
fn help_is_in_the_language_asked_for_and_shows_an_example() {
    let here = std::env::temp_dir();
    for command in ["run", "extract", "inspect", "new"] {
        let output = tusoi(&here, &[command, "--help"]);
        assert_eq!(status(&output), 0);
        assert!(printed(&output).contains(&format!("Ví dụ:\n  tusoi {command}")));
        let english = printed(&tusoi(&here, &[command, "--help", "--lang", "en"]));
        assert!(english.contains(&format!("Example:\n  tusoi {command}")));
    }
}

#[test]
fn a_new_campaign_can_be_run_at_once_and_is_never_written_over() {
    let home = tempfile::tempdir().expect("a folder");
    let output = tusoi(home.path(), &["new", "dot"]);
    assert_eq!(status(&output), 0, "{}", complained(&output));
    let made = support::files_below(home.path());
    assert_eq!(
        made.keys().collect::<Vec<_>>(),
        [
            "dot/campaign.toml",
            "dot/mau-phieu/Phiếu tự soi (Excel).xlsx",
            "dot/mau-phieu/Phiếu tự soi (Word).docx",
            "dot/units.xlsx"
        ]
    );
    let output = tusoi(home.path(), &["run", "dot"]);
    assert_eq!(status(&output), 0, "{}", complained(&output));
    let output = tusoi(home.path(), &["new", "dot"]);
    assert_eq!(status(&output), 2);
    assert!(complained(&output).contains("đã có tệp"));
}

#[test]
fn the_blank_forms_are_told_from_filled_ones() {
    let home = tempfile::tempdir().expect("a folder");
    tusoi(home.path(), &["new", "dot"]);
    let output = tusoi(home.path(), &["extract", "dot/mau-phieu"]);
    for file in lines(&printed(&output)).iter().filter(|line| line["type"] == "file") {
        assert_eq!(file["disposition"], "not_a_form", "{file}");
        assert_eq!(file["reason"]["code"], "blank-form", "{file}");
    }
}
