//! A campaign to play with and the program as a person runs it.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]
#![allow(dead_code, reason = "each test program uses a part of it")]

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The program, called with these arguments in this folder.
pub(crate) fn tusoi(at: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tusoi")).args(args).current_dir(at).output().expect("the program runs")
}

/// The exit status.
pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// What was printed on standard output.
pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What was printed on standard error.
pub(crate) fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A copy of the sample campaign in a folder of its own.
pub(crate) struct Campaign {
    home: TempDir,
}

impl Campaign {
    /// The sample campaign as it lies in the project.
    pub(crate) fn sample() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/dot-mau");
        // Somebody may have run them before the tests.
        let made = |file: &String| file.starts_with("results") || file.starts_with("so-cai.");
        for file in files_below(&samples).into_keys().filter(|file| !made(file)) {
            let to = home.path().join("dot").join(&file);
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder is made");
            fs::copy(samples.join(&file), to).expect("a file is copied");
        }
        Self { home }
    }

    /// A campaign folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(home.path().join("dot/inbox")).expect("a folder");
        Self { home }
    }

    /// The same with the files of its inbox written in the opposite order.
    pub(crate) fn sample_copied_backwards() -> Self {
        let campaign = Self::sample();
        let files = files_below(&campaign.root().join("inbox"));
        fs::remove_dir_all(campaign.root().join("inbox")).expect("the inbox goes");
        for (path, bytes) in files.into_iter().rev() {
            campaign.put(&format!("inbox/{path}"), &bytes);
        }
        campaign
    }

    /// The folder around the campaign.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The campaign folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.home.path().join("dot")
    }

    /// Writes a file of the campaign.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, bytes).expect("a file is written");
    }

    /// Runs the whole job with more arguments.
    pub(crate) fn run(&self, more: &[&str]) -> Output {
        tusoi(self.home(), &[&["run", "dot"], more].concat())
    }

    /// The summary for scripts that the last run wrote.
    pub(crate) fn summary(&self) -> Value {
        let text = fs::read(self.root().join("results/tusoi.json")).expect("a summary");
        serde_json::from_slice(&text).expect("JSON")
    }

    /// Everything that the last run wrote.
    pub(crate) fn results(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.root().join("results"))
    }
}

/// Every file below a folder, by its path with `/`.
pub(crate) fn files_below(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// One unit of the summary.
pub(crate) fn unit<'a>(summary: &'a Value, code: &str) -> &'a Value {
    let units = summary["units"].as_array().expect("units");
    units.iter().find(|unit| unit["code"] == code).expect("the unit")
}

/// Types an answer into the decision column beside the one question with such a square, as a person would.
pub(crate) fn decide(campaign: &Campaign, answer: &str, about: impl Fn(&str) -> bool) {
    let path = campaign.root().join("results/Cần xem lại.xlsx");
    let mut book: Xlsx<_> = open_workbook(&path).expect("the questions");
    let mut copy = Workbook::new();
    let mut typed = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        let sheet = copy.add_worksheet().set_name(&name).expect("a name");
        let (top, left) = range.start().unwrap_or_default();
        let text = |row: u32, column: u32| {
            range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
        };
        let mut decisions = None;
        for row in top..top + u32::try_from(range.height()).expect("rows") {
            let columns = left..left + u32::try_from(range.width()).expect("columns");
            for column in columns.clone() {
                let at = u16::try_from(column).expect("a column");
                sheet.write_string(row, at, text(row, column)).expect("a copy");
            }
            let heads =
                columns.clone().find(|&column| text(row, column).to_lowercase().starts_with("quyết định"));
            if let (None, Some(column)) = (decisions, heads) {
                decisions = Some(column);
            } else if let Some(decision) = decisions
                && columns.clone().any(|column| about(&text(row, column)))
            {
                let at = u16::try_from(decision).expect("a column");
                sheet.write_string(row, at, answer).expect("a decision");
                typed += 1;
            }
        }
    }
    assert_eq!(typed, 1, "one question is meant");
    copy.save(path).expect("saved");
}
