//! What a run depends on beside the files that arrived and what people decided: where all of it is the same,
//! what an earlier run made still holds.

use crate::campaign::Campaign;
use crate::ledger::digest;
use crate::model::Lang;
use crate::stop::Stop;
use std::fs;
use std::path::Path;

/// The program, told by all that it was built from.
pub(super) const PROGRAM: &str = concat!("tusoi ", env!("CARGO_PKG_VERSION"), " ", env!("TUSOI_BUILD"));

/// The terms of a run, each as a digest.
pub(super) struct Terms {
    /// What reading a file depends on: the program, the catalogue, the office's own words and its passwords.
    pub(super) reader: String,
    /// What a unit's papers depend on: the program, all settings, all units, all templates.
    pub(super) papers: String,
    /// What the books depend on: the same, and the language of messages.
    pub(super) books: String,
}

impl Terms {
    /// The terms of a run for this campaign.
    ///
    /// # Errors
    /// [`Stop::Io`] where a template cannot be read.
    pub(super) fn of(campaign: &Campaign, lang: Lang) -> Result<Self, Stop> {
        // Every field is named, so that nobody adds one without asking what depends on it.
        let Campaign {
            root,
            title,
            period,
            date,
            place,
            deadline,
            format,
            catalogue,
            hierarchy,
            meetings,
            // What it holds is an input of its own.
            previous: _,
            inbox,
            results,
            templates,
            passwords,
            warnings: _,
        } = campaign;
        let text = |of: &dyn std::fmt::Debug| format!("{of:?}");
        let told = |parts: &[String]| digest(&parts).map(|d| d.to_string()).unwrap_or_default();
        // Not as they are shown, which is never.
        let passwords: Vec<&str> = passwords.iter().collect();
        let reader =
            told(&[PROGRAM.to_owned(), text(catalogue), passwords.join("\n"), text(&campaign.round())]);
        let settings = text(&(title, period, date, place, deadline, format));
        let units = text(&(hierarchy.units(), hierarchy.former(), meetings));
        let papers =
            told(&[reader.clone(), settings, units, links(root, [inbox, results]), in_folder(templates)?]);
        let books = told(&[papers.clone(), text(&lang)]);
        Ok(Self { reader, papers, books })
    }
}

/// How the results lead to the files that arrived: links are from folder to folder, so that a campaign may be
/// moved as a whole.
fn links(root: &Path, [inbox, results]: [&Path; 2]) -> String {
    let below = |folder: &Path| folder.strip_prefix(root).map(Path::to_owned).ok();
    match (below(inbox), below(results)) {
        (Some(inbox), Some(results)) => format!("{} {}", inbox.display(), results.display()),
        _ => format!("{:?} {:?}", std::path::absolute(inbox).ok(), std::path::absolute(results).ok()),
    }
}

/// Name and content of every file of a folder; empty where there is none.
fn in_folder(folder: &Path) -> Result<String, Stop> {
    let stop = |source| Stop::Io { path: folder.to_owned(), source };
    if !folder.is_dir() {
        return Ok(String::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(stop)? {
        let path = entry.map_err(stop)?.path();
        let office_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
        if path.is_file() && !office_lock {
            let bytes = fs::read(&path).map_err(|source| Stop::Io { path: path.clone(), source })?;
            files.push((path.file_name().map(ToOwned::to_owned), digest(&bytes)));
        }
    }
    files.sort();
    Ok(format!("{files:?}"))
}
