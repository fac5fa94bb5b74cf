//! Room 6: what is handed on. Workbooks, reports, the question list and the summary, written aside,
//! verified, then switched in whole.

mod decisions;
mod dossier;
mod front;
mod links;
mod names;
mod questions;
mod report;
mod secrecy;
mod staging;
mod summary;
mod verify;
mod words;
mod workbook;

pub use decisions::{of_results as decisions_in, read_decisions};
pub use report::{Term, charts, copy_templates, strange_templates, template_names, terms};
pub use staging::recover;

use crate::campaign::Campaign;
use crate::ledger::Books;
use crate::model::{Hierarchy, Lang, UnitId};
use crate::rollup::Totals;
use crate::stop::Stop;
use dossier::{Archive, Dossier};
use names::Names;
use rayon::prelude::*;
use report::{Paper, Templates};
use secrecy::Secrets;
use staging::{Manifest, Stage};
use std::path::PathBuf;

/// A folder for every unit along the hierarchy, with names that Windows takes.
pub fn unit_folders(tree: &Hierarchy) -> Vec<String> {
    Names::of(tree).folders()
}

/// A text as a file's name that Windows takes.
pub fn file_name(text: &str) -> String {
    names::clean(text)
}

/// What was handed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The folder of all results.
    pub results: PathBuf,
    /// The list of questions.
    pub questions: PathBuf,
    /// How many files were written.
    pub files: usize,
}

/// Writes every result of a run to `campaign.results`: all of them or, where something goes wrong, none.
///
/// # Errors
/// [`Stop::Faulty`] for the office's own template or the last question list, [`Stop::Imbalance`] where a
/// written figure differs from its sum, [`Stop::Unwritable`] and [`Stop::Io`] where the disk refuses.
pub fn publish(campaign: &Campaign, books: &Books, totals: &Totals, lang: Lang) -> Result<Published, Stop> {
    let templates = Templates::load(campaign, lang)?;
    let stage = Stage::open(&campaign.results, lang)?;
    match fill(campaign, books, totals, lang, (&templates, &stage)) {
        Ok(files) => {
            stage.switch()?;
            let questions = campaign.results.join(names::QUESTIONS);
            Ok(Published { results: campaign.results.clone(), questions, files })
        }
        Err(stop) => {
            stage.discard();
            Err(stop)
        }
    }
}

/// Writes everything aside; gives the number of files.
fn fill(
    campaign: &Campaign,
    books: &Books,
    totals: &Totals,
    lang: Lang,
    (templates, stage): (&Templates, &Stage),
) -> Result<usize, Stop> {
    let typed = decisions::of_results(&campaign.results, lang)?;
    let archive = Archive::new(campaign, books, totals);
    let names = Names::of(&campaign.hierarchy);
    let secrets = Secrets::of(&archive);
    let desk = Desk { archive: &archive, names: &names, templates, stage, secrets: &secrets };
    let ids: Vec<UnitId> = campaign.hierarchy.ids().collect();
    let written: Result<Vec<Vec<(String, String)>>, Stop> = ids.par_iter().map(|id| desk.unit(*id)).collect();
    let written = written?;
    let papers: Vec<Vec<String>> =
        written.iter().map(|files| files.iter().map(|(path, _)| path.clone()).collect()).collect();
    let mut manifest: Manifest = written.into_iter().flatten().collect();
    let list = questions::build(&archive, &typed, lang);
    let list = list.map_err(|e| unwritable(names::QUESTIONS, &e))?;
    manifest.insert(names::QUESTIONS.into(), stage.write(names::QUESTIONS, &list)?);
    let front = front::build(&archive, &papers)?;
    manifest.insert(names::FRONT.into(), stage.write(names::FRONT, &front)?);
    let summary = summary::build(campaign, books, totals, &manifest);
    stage.write(names::SUMMARY, &summary)?;
    Ok(manifest.len() + 1)
}

/// Where the papers of one unit after another are made.
struct Desk<'d> {
    archive: &'d Archive<'d>,
    names: &'d Names,
    templates: &'d Templates,
    stage: &'d Stage,
    secrets: &'d Secrets,
}

impl Desk<'_> {
    /// Writes a unit's workbook and papers; gives their paths and fingerprints.
    fn unit(&self, id: UnitId) -> Result<Vec<(String, String)>, Stop> {
        let path = self.names.workbook(id);
        let dossier = self.archive.dossier(id).lying(path.matches('/').count());
        let bytes = workbook::build(&dossier).map_err(|e| unwritable(&path, &e))?;
        let print = self.stage.write(&path, &bytes)?;
        let written = self.stage.read(&path)?;
        verify::check(&path, &written, &dossier.enclosure())?;
        self.keep_secret(&dossier, &path, &written)?;
        let mut files = vec![(path, print)];
        for paper in Paper::of(&dossier) {
            let path = self.names.paper(id, paper);
            let bytes = self.templates.fill(paper, &report::fields(&dossier, paper))?;
            self.keep_secret(&dossier, &path, &bytes)?;
            let print = self.stage.write(&path, &bytes)?;
            files.push((path, print));
        }
        Ok(files)
    }

    /// Above a cell nothing names a member.
    fn keep_secret(&self, dossier: &Dossier<'_, '_>, path: &str, bytes: &[u8]) -> Result<(), Stop> {
        if dossier.is_cell() { Ok(()) } else { self.secrets.check(path, bytes) }
    }
}

fn unwritable(path: &str, detail: &dyn std::fmt::Display) -> Stop {
    Stop::Unwritable { path: path.into(), detail: detail.to_string() }
}

#[cfg(test)]
mod tests;
