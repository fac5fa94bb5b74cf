//! `tusoi templates` as a person calls it.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod support;

use support::{Campaign, complained, files_below, printed, status, tusoi};

const NAMES: [&str; 5] =
    ["bao-cao-chi-bo.docx", "bao-cao-tong-hop.docx", "cong-van.docx", "de-dan.docx", "ke-hoach.docx"];

#[test]
fn every_field_is_listed_with_its_meaning_in_both_languages() {
    let home = tempfile::tempdir().expect("a folder");
    for (lang, meaning) in [("vi", "số đảng viên chưa nộp"), ("en", "members whose review has not come")]
    {
        let said = printed(&tusoi(home.path(), &["templates", "--lang", lang]));
        let line = said.lines().find(|line| line.trim_start().starts_with("so_thieu ")).expect("the field");
        assert!(line.ends_with(meaning), "{line}");
        assert!(NAMES.iter().all(|name| said.contains(name)), "{said}");
    }
}

#[test]
fn templates_are_copied_into_a_campaign_and_never_over_the_offices_own() {
    let campaign = Campaign::sample();
    assert_eq!(status(&tusoi(campaign.home(), &["templates", "dot"])), 0);
    let folder = campaign.root().join("templates");
    assert_eq!(files_below(&folder).keys().collect::<Vec<_>>(), NAMES);
    campaign.put("templates/de-dan.docx", b"cua co quan");
    let said = printed(&tusoi(campaign.home(), &["templates", "dot"]));
    assert!(said.contains("giữ nguyên"), "{said}");
    assert_eq!(std::fs::read(folder.join("de-dan.docx")).expect("a file"), b"cua co quan");
}

#[test]
fn a_template_that_no_paper_uses_is_told() {
    let campaign = Campaign::sample();
    campaign.put("templates/Bao cao.docx", b"x");
    let output = campaign.run(&[]);
    assert_eq!(status(&output), 1);
    assert!(complained(&output).contains("Bao cao.docx"), "{}", complained(&output));
}

#[test]
fn the_copied_templates_make_the_same_papers_as_the_built_in_ones() {
    let (one, other) = (Campaign::sample(), Campaign::sample());
    one.run(&[]);
    tusoi(other.home(), &["templates", "dot"]);
    other.run(&[]);
    let (one, other) = (one.results(), other.results());
    let papers = one.keys().filter(|path| path.contains(" - ") && !path.contains("Tổng hợp"));
    let differ: Vec<&String> = papers.filter(|path| one[*path] != other[*path]).collect();
    assert_eq!(differ, Vec::<&String>::new());
}
