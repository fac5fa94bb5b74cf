//! Links from the question list and the front page to the files that arrived.

use super::front::url;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Where files lie, seen from the results folder.
pub(super) struct Links(BTreeMap<String, String>);

impl Links {
    /// Looks up these shown paths: as given, or below the campaign's folder. A file inside a mail or
    /// archive leads to that. What is not on the disk has no link.
    pub(super) fn new<'p>(root: &Path, results: &Path, shown: impl Iterator<Item = &'p str>) -> Self {
        let results = results.canonicalize().ok().or_else(|| {
            let above = results.parent()?.canonicalize().ok()?;
            Some(above.join(results.file_name()?))
        });
        let link = |shown: &str| {
            let outer = shown.match_indices('!').map(|(at, _)| shown.split_at(at).0);
            let tries = std::iter::once(shown).chain(outer);
            let found = tries.flat_map(|t| [PathBuf::from(t), root.join(t)]).find(|p| p.is_file())?;
            relative(results.as_deref()?, &found.canonicalize().ok()?)
        };
        Self(shown.filter_map(|path| Some((path.to_owned(), link(path)?))).collect())
    }

    /// The link to a file from a workbook; `None` where Excel could not follow it.
    pub(super) fn to(&self, shown: &str) -> Option<&str> {
        let way = self.0.get(shown)?;
        // `#` begins a place inside a file; longer links make Excel repair the workbook.
        (!way.contains('#') && way.encode_utf16().count() < 1000).then_some(way)
    }

    /// The address of a file, seen from a page in the results folder.
    pub(super) fn url(&self, shown: &str) -> Option<String> {
        self.0.get(shown).map(|way| url(way))
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
        let links = Links::new(dir.path(), &dir.path().join("results"), shown.into_iter());
        assert_eq!(links.to(shown[0]), Some("../inbox/thư.eml"));
        assert_eq!(links.to(shown[1]), None);
    }
}
