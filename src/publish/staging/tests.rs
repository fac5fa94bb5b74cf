//! A run that is killed, a disk that fails and a clerk at work lose nothing.

use super::kept::walk;
use super::*;
use crate::publish::disk::Fault;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tempfile::TempDir;

/// Publishes files as a run does.
fn publish(results: &Path, files: &[(&str, &str)]) {
    let stage = fill(results, files);
    stage.switch(None).unwrap();
}

fn fill(results: &Path, files: &[(&str, &str)]) -> Stage {
    let stage = Stage::open(results, Lang::Vi).unwrap();
    write_all(&stage, files).unwrap();
    stage
}

fn write_all(stage: &Stage, files: &[(&str, &str)]) -> Result<(), Stop> {
    let write = |(p, t): &(&str, &str)| Ok(((*p).to_owned(), stage.write(p, t.as_bytes())?));
    let manifest: Manifest = files.iter().map(write).collect::<Result<_, Stop>>()?;
    let summary = serde_json::json!({ "outputs": manifest }).to_string();
    stage.write(SUMMARY, summary.as_bytes()).map(drop)
}

/// What a killed run leaves: no right to write, and all else as it is.
fn kill(mut stage: Stage) {
    drop(stage.lock.take());
    std::mem::forget(stage);
}

fn files(results: &Path) -> Vec<(String, String)> {
    let all = walk(results).unwrap().into_iter().filter(|(_, path)| path != SUMMARY);
    all.map(|(at, path)| (path, fs::read_to_string(at).unwrap())).collect()
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect()
}

fn beside_names(dir: &TempDir) -> Vec<String> {
    let names = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn new_results_replace_old_ones_and_leave_nothing_beside_them() {
    let dir = TempDir::new().unwrap();
    let results = dir.path().join("results");
    publish(&results, &[("a.txt", "1"), ("x/gone.txt", "1")]);
    publish(&results, &[("a.txt", "2")]);
    assert_eq!(files(&results), pairs(&[("a.txt", "2")]));
    assert_eq!(beside_names(&dir), ["results"]);
}

#[test]
fn what_a_clerk_keeps_or_edits_in_the_results_is_never_lost() {
    let dir = TempDir::new().unwrap();
    let results = dir.path().join("results");
    publish(&results, &[("x/a.txt", "1"), ("y/b.txt", "1")]);
    fs::write(results.join("x/note.txt"), "mine").unwrap();
    fs::write(results.join("x/a.txt"), "edited").unwrap();
    fs::write(results.join("y/b.txt"), "edited").unwrap();
    publish(&results, &[("x/a.txt", "2")]);
    publish(&results, &[("x/a.txt", "3")]);
    let kept = [
        ("x/a (bản sửa tay).txt", "edited"),
        ("x/a.txt", "3"),
        ("x/note.txt", "mine"),
        ("y/b.txt", "edited"),
    ];
    assert_eq!(files(&results), pairs(&kept));
}

#[test]
fn a_run_killed_before_the_switch_leaves_the_old_results() {
    let dir = TempDir::new().unwrap();
    let results = dir.path().join("results");
    publish(&results, &[("a.txt", "1")]);
    kill(fill(&results, &[("a.txt", "2")]));
    assert_eq!(files(&results), pairs(&[("a.txt", "1")]));
    recover(&results).unwrap();
    assert_eq!(files(&results), pairs(&[("a.txt", "1")]));
    publish(&results, &[("a.txt", "3")]);
    assert_eq!(files(&results), pairs(&[("a.txt", "3")]));
    assert_eq!(beside_names(&dir), ["results"]);
}

#[test]
fn a_run_killed_between_the_renames_is_undone() {
    let dir = TempDir::new().unwrap();
    let results = dir.path().join("results");
    publish(&results, &[("a.txt", "1")]);
    kill(fill(&results, &[("a.txt", "2")]));
    fs::rename(&results, beside(&results, "old")).unwrap();
    recover(&results).unwrap();
    assert_eq!(files(&results), pairs(&[("a.txt", "1")]));
}

#[test]
fn a_run_killed_after_the_renames_is_finished_with_late_files_kept() {
    let dir = TempDir::new().unwrap();
    let results = dir.path().join("results");
    publish(&results, &[("a.txt", "1")]);
    kill(fill(&results, &[("a.txt", "2")]));
    fs::write(results.join("late.txt"), "mine").unwrap();
    fs::rename(&results, beside(&results, "old")).unwrap();
    fs::rename(beside(&results, "tmp"), &results).unwrap();
    recover(&results).unwrap();
    assert_eq!(files(&results), pairs(&[("a.txt", "2"), ("late.txt", "mine")]));
    assert!(!beside(&results, "old").exists());
}

/// Publishes on a disk that fails at the `nth` step from now, once or from then on; whether it failed.
fn publish_on_failing_disk(results: &Path, new: &[(&str, &str)], nth: isize, lasting: bool) -> Option<bool> {
    let fault = Arc::new(Fault { left: nth.into(), lasting });
    let disk = Disk { fault: Some(Arc::clone(&fault)), open: None };
    let outcome = Stage::open_on(disk, results, Lang::Vi).and_then(|stage| {
        write_all(&stage, new)?;
        stage.switch(None).map(drop)
    });
    let met = fault.left.load(Ordering::SeqCst) < 0;
    met.then_some(outcome.is_ok())
}

#[test]
fn whichever_write_sync_or_rename_fails_the_old_results_stand_or_the_new_ones_do() {
    let (old, new) = ([("a.txt", "1"), ("x/gone.txt", "1")], [("a.txt", "2"), ("y/b.txt", "2")]);
    let kept = [("a (bản sửa tay).txt", "edited"), ("note.txt", "mine")];
    let mut tried = 0;
    for lasting in [false, true] {
        for nth in 0.. {
            let dir = TempDir::new().unwrap();
            let results = dir.path().join("results");
            publish(&results, &old);
            fs::write(results.join("note.txt"), "mine").unwrap();
            fs::write(results.join("a.txt"), "edited").unwrap();
            let before = files(&results);
            let done = publish_on_failing_disk(&results, &new, nth, lasting);
            recover(&results).unwrap();
            let mut after = pairs(&[new.as_slice(), &kept].concat());
            after.sort();
            let stands = files(&results);
            assert!(stands == before || stands == after, "step {nth}, lasting {lasting}: {stands:?}");
            assert!(done != Some(true) && done.is_some() || stands == after, "step {nth}: done, yet not new");
            publish(&results, &new);
            assert_eq!(files(&results), after, "step {nth}, lasting {lasting}");
            assert_eq!(beside_names(&dir), ["results"]);
            if done.is_none() {
                break;
            }
            tried += 1;
        }
    }
    assert!(tried > 30, "only {tried} steps could fail");
}

#[test]
fn a_list_of_questions_that_was_saved_meanwhile_is_read_first() {
    let dir = TempDir::new().unwrap();
    let results = dir.path().join("results");
    publish(&results, &[("a.txt", "1")]);
    let stage = fill(&results, &[("a.txt", "2")]);
    fs::write(results.join(QUESTIONS), "typed").unwrap();
    assert!(matches!(stage.switch(None), Err(Stop::Unwritable { .. })));
    assert_eq!(files(&results), pairs(&[(QUESTIONS, "typed"), ("a.txt", "1")]));
}

#[test]
fn a_result_that_is_open_elsewhere_is_named_before_anything_is_written() {
    let dir = TempDir::new().unwrap();
    let results = dir.path().join("results");
    publish(&results, &[("x/a.xlsx", "1"), ("b.xlsx", "1")]);
    let disk = Disk { fault: None, open: Some("a.xlsx".into()) };
    let Err(stop) = Stage::open_on(disk, &results, Lang::Vi) else { panic!("it opened") };
    let said = stop.message(Lang::Vi);
    assert!(said.contains("đóng các tệp đang mở rồi chạy lại: x/a.xlsx"), "{said}");
    assert_eq!(files(&results), pairs(&[("b.xlsx", "1"), ("x/a.xlsx", "1")]));
    assert_eq!(beside_names(&dir), ["results"]);
}

#[test]
fn two_runs_do_not_write_the_same_results() {
    let dir = TempDir::new().unwrap();
    let results = dir.path().join("results");
    let first = Stage::open(&results, Lang::Vi).unwrap();
    assert!(matches!(Stage::open(&results, Lang::Vi), Err(Stop::Unwritable { .. })));
    drop(first);
}
