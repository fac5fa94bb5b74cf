//! The files below a folder.

use super::label::shown_name;
use crate::finding::FileFinding;
use crate::stop::Stop;
use std::path::{Component, Path, PathBuf};

/// A file of the disk, not opened yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outer {
    /// Where it is.
    pub path: PathBuf,
    /// Its path as shown to people.
    pub shown: String,
    /// Why it cannot be opened, where that is known already.
    pub trouble: Option<Box<FileFinding>>,
}

/// Every file below a folder, or the one file, in the order of their shown paths. A link that leads out
/// of the folder is not followed, and neither is one to another folder.
///
/// # Errors
/// `Io` where the path itself cannot be read.
pub fn walk(path: &Path) -> Result<Vec<Outer>, Stop> {
    let stop = |source| Stop::Io { path: path.to_owned(), source };
    let outer = |path: PathBuf, trouble: Option<FileFinding>| Outer {
        shown: shown_path(&path),
        path,
        trouble: trouble.map(Box::new),
    };
    if std::fs::metadata(path).map_err(stop)?.is_file() {
        return Ok(vec![outer(path.to_owned(), None)]);
    }
    let root = path.canonicalize().map_err(stop)?;
    std::fs::read_dir(path).map_err(stop)?;
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                found.push(outer(folder, Some(io(&error))));
                continue;
            }
        };
        for entry in entries {
            match entry.and_then(|e| Ok((e.path(), e.file_type()?))) {
                Ok((path, kind)) if kind.is_dir() => folders.push(path),
                Ok((path, kind)) if kind.is_symlink() => {
                    let trouble = (!leads_inside(&path, &root))
                        .then(|| FileFinding::Io { detail: "symbolic link".to_owned() });
                    found.push(outer(path, trouble));
                }
                Ok((path, _)) => found.push(outer(path, None)),
                Err(error) => found.push(outer(folder.clone(), Some(io(&error)))),
            }
        }
    }
    found.sort_unstable_by(|a, b| (&a.shown, &a.path).cmp(&(&b.shown, &b.path)));
    Ok(found)
}

fn leads_inside(link: &Path, root: &Path) -> bool {
    link.canonicalize().is_ok_and(|target| target.is_file() && target.starts_with(root))
}

/// What the operating system says.
pub(super) fn io(error: &std::io::Error) -> FileFinding {
    FileFinding::Io { detail: error.to_string() }
}

fn shown_path(path: &Path) -> String {
    let mut shown = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => continue,
            Component::RootDir => {
                shown.push('/');
                continue;
            }
            _ if !shown.is_empty() && !shown.ends_with('/') => shown.push('/'),
            _ => {}
        }
        shown.push_str(&shown_name(&component.as_os_str().to_string_lossy()));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_the_order_of_their_shown_paths() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = folder.path().join("inbox");
        std::fs::create_dir_all(inbox.join("xã")).unwrap();
        for name in ["b.docx", "xã/a.docx", "a.docx"] {
            std::fs::write(inbox.join(name), "x").unwrap();
        }
        let all = walk(&inbox).unwrap();
        let names: Vec<_> = all.iter().map(|o| o.shown.rsplit_once("inbox/").unwrap().1).collect();
        assert_eq!(names, ["a.docx", "b.docx", "xã/a.docx"]);
        assert_eq!(walk(&inbox.join("b.docx")).unwrap().len(), 1);
        assert!(walk(&inbox.join("none")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_named_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = folder.path().join("inbox");
        std::fs::create_dir(&inbox).unwrap();
        std::fs::write(folder.path().join("secret"), "x").unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret"), inbox.join("a.docx")).unwrap();
        std::os::unix::fs::symlink(folder.path(), inbox.join("loop")).unwrap();
        let all = walk(&inbox).unwrap();
        assert_eq!(all.len(), 2);
        assert!(all.iter().all(|o| matches!(o.trouble.as_deref(), Some(FileFinding::Io { .. }))));
    }

    #[test]
    fn paths_are_shown_as_given_in_nfc_with_slashes() {
        assert_eq!(shown_path(Path::new("./inbox/a.docx")), "inbox/a.docx");
        assert_eq!(shown_path(Path::new("/x/inbox")), "/x/inbox");
        assert_eq!(shown_path(Path::new("inbox/Ha\u{300}.docx")), "inbox/Hà.docx");
        assert_eq!(shown_path(Path::new("a\u{202e}xcod.docx")), "a\\u{202e}xcod.docx");
    }
}
