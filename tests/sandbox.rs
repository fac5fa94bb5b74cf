//! The process in which risky formats are read: it keeps its ceilings, and its end costs one file.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]
#![cfg(target_os = "linux")]

mod support;

#[path = "support/forms.rs"]
mod forms;

use forms::Page;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;
use support::Campaign;
use tusoi::campaign::Campaign as Loaded;
use tusoi::document::sandbox::{Limits, read_in_child, stand_behind};
use tusoi::finding::FileFinding;
use tusoi::intake::Format;
use tusoi::ledger::Disposition;
use tusoi::model::{Lang, Passwords};
use tusoi::run;

const TUSOI: &str = env!("CARGO_BIN_EXE_tusoi");

fn form(name: &str) -> Vec<u8> {
    let sample = Campaign::sample();
    let catalogue = Loaded::load(&sample.root(), Lang::En).expect("a campaign").catalogue;
    let all = Page::of(&catalogue).documents();
    all.into_iter().find(|(n, _)| *n == name).expect("a form").1
}

#[test]
fn a_form_within_the_ceilings_is_read() {
    let read = read_in_child(
        Path::new(TUSOI),
        &Passwords::default(),
        Format::Word97,
        &form("phieu.doc"),
        Limits::default(),
    );
    assert!(read.is_ok_and(|document| document.paragraphs().len() > 27));
}

#[test]
fn a_reader_that_asks_for_more_memory_than_it_may_is_ended() {
    let limits = Limits { memory: 16 << 20, ..Limits::default() };
    // The system sets the limit while the child is being fed: it has to ask for memory all the while.
    let mut large = form("phieu.doc");
    large.resize(32 << 20, 0);
    let read = read_in_child(Path::new(TUSOI), &Passwords::default(), Format::Word97, &large, limits);
    assert!(matches!(read, Err(FileFinding::TooBig { .. })), "{read:?}");
}

#[test]
fn a_reader_that_does_not_end_is_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let endless = folder.path().join("endless");
    fs::write(&endless, "#!/bin/sh\nwhile :; do :; done\n").expect("a script");
    fs::set_permissions(&endless, fs::Permissions::from_mode(0o755)).expect("it may be run");
    let limits = Limits { time: Duration::from_millis(300), ..Limits::default() };
    let read = read_in_child(&endless, &Passwords::default(), Format::Excel97, b"x", limits);
    assert!(matches!(read, Err(FileFinding::TooBig { .. })), "{read:?}");
}

#[test]
fn the_end_of_a_reader_is_told_of_its_file_and_of_no_other() {
    let sample = Campaign::sample();
    sample.put("inbox/0 cu.doc", &form("phieu.doc"));
    let campaign = Loaded::load(&sample.root(), Lang::En).expect("a campaign");
    let good = sample.root().join("inbox/Chi bo thon Thu Mot/Phieu tu soi - Nguyen Van Mau.docx");
    // A reader that falls at once, as after a bug or for want of memory.
    stand_behind("/bin/false".into());
    let old = sample.root().join("inbox/0 cu.doc");
    let paths = [old.as_path(), good.as_path()];
    let books = run::extract(
        &paths,
        &campaign.hierarchy,
        (&campaign.catalogue, None),
        &Passwords::default(),
        &|_| (),
    )
    .expect("both are there");
    let fates: Vec<_> = books.files.iter().map(|file| file.disposition).collect();
    assert_eq!(fates, [Disposition::Unreadable, Disposition::Accepted]);
    let alone = run::extract(
        &paths[1..],
        &campaign.hierarchy,
        (&campaign.catalogue, None),
        &Passwords::default(),
        &|_| (),
    )
    .expect("it is there");
    assert_eq!(format!("{:?}", books.entries[0].review), format!("{:?}", alone.entries[0].review));
}
