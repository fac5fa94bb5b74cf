//! Links from the question list and the front page to the files that arrived.

use super::front::url;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Ways known at most: those to the files of one unit are asked for one after another.
const KNOWN: usize = 5_000;

/// Where files lie, seen from the results folder.
pub(super) struct Links {
    root: PathBuf,
    results: Option<PathBuf>,
    /// What was found out: a workbook leads to one file from many rows.
    ways: Mutex<HashMap<String, Option<String>>>,
    /// Where folders really lie, which takes the system a look at each folder above.
    folders: Mutex<HashMap<PathBuf, Option<PathBuf>>>,
}

impl Links {
    /// Links from the results folder of a campaign.
    pub(super) fn new(root: &Path, results: &Path) -> Self {
        let results = results.canonicalize().ok().or_else(|| {
            let above = results.parent()?.canonicalize().ok()?;
            Some(above.join(results.file_name()?))
        });
        Self { root: root.to_owned(), results, ways: Mutex::default(), folders: Mutex::default() }
    }

    /// The link to a file by its shown path, as given or below the campaign's folder, from a workbook so many
    /// folders below the results; `None` where Excel could not follow it. A file inside a mail or archive
    /// leads to that. What is not on the disk has none.
    pub(super) fn to(&self, shown: &str, depth: usize) -> Option<String> {
        let way = "../".repeat(depth) + &self.way(shown)?;
        // `#` begins a place inside a file; longer links make Excel repair the workbook.
        (!way.contains('#') && way.encode_utf16().count() < 1000).then_some(way)
    }

    /// The address of a file, seen from a page in the results folder.
    pub(super) fn url(&self, shown: &str) -> Option<String> {
        self.way(shown).map(|way| url(&way))
    }

    fn way(&self, shown: &str) -> Option<String> {
        let known = || self.ways.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(way) = known().get(shown) {
            return way.clone();
        }
        let way = self.find(shown);
        let mut known = known();
        if known.len() >= KNOWN {
            known.clear();
        }
        known.insert(shown.to_owned(), way.clone());
        way
    }

    fn find(&self, shown: &str) -> Option<String> {
        let outer = shown.match_indices('!').map(|(at, _)| shown.split_at(at).0);
        let tries = std::iter::once(shown).chain(outer);
        let found = tries.flat_map(|t| [PathBuf::from(t), self.root.join(t)]).find(|p| p.is_file())?;
        let folder = self.folder(found.parent()?)?;
        relative(self.results.as_deref()?, &folder.join(found.file_name()?))
    }

    /// Where a folder really lies; an empty path is the one in which the program runs.
    fn folder(&self, folder: &Path) -> Option<PathBuf> {
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let real = known.entry(folder.to_owned()).or_insert_with(|| {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            folder.canonicalize().ok()
        });
        real.clone()
    }
}

/// The way from one folder to a file, with `/`; `None` on another drive.
fn relative(from: &Path, to: &Path) -> Option<String> {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    if from.first() != to.first() {
        return None;
    }
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    let down = to.get(shared..)?.iter().map(|c| c.as_os_str().to_string_lossy().into_owned());
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_mail_leads_to_the_mail() {
        let dir = tempfile::TempDir::new().unwrap();
        std::fs::create_dir(dir.path().join("inbox")).unwrap();
        std::fs::write(dir.path().join("inbox/thư.eml"), "x").unwrap();
        let shown = ["inbox/thư.eml!Phiếu.docx", "inbox/không có.docx"];
        let links = Links::new(dir.path(), &dir.path().join("results"));
        assert_eq!(links.to(shown[0], 0).as_deref(), Some("../inbox/thư.eml"));
        assert_eq!(links.to(shown[0], 2).as_deref(), Some("../../../inbox/thư.eml"));
        assert_eq!(links.to(shown[1], 0), None);
    }
}
