//! Room 6: what is handed on. Workbooks, reports, the question list and the summary, written aside,
//! verified, then switched in whole.

mod decisions;
mod dossier;
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
pub use staging::recover;

use crate::campaign::Campaign;
use crate::ledger::Books;
use crate::model::{Lang, UnitId};
use crate::rollup::Totals;
use crate::stop::Stop;
use dossier::Archive;
use names::Names;
use rayon::prelude::*;
use report::Template;
use secrecy::Secrets;
use staging::{Manifest, Stage};
use std::path::PathBuf;

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
    let template = Template::load(campaign, lang)?;
    let stage = Stage::open(&campaign.results, lang)?;
    match fill(campaign, books, totals, lang, (&template, &stage)) {
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
    (template, stage): (&Template, &Stage),
) -> Result<usize, Stop> {
    let typed = decisions::of_results(&campaign.results, lang)?;
    let archive = Archive::new(campaign, books, totals);
    let names = Names::of(&campaign.hierarchy);
    let secrets = Secrets::of(&archive);
    let desk = Desk { archive: &archive, names: &names, template, stage, secrets: &secrets };
    let ids: Vec<UnitId> = campaign.hierarchy.ids().collect();
    let written: Result<Vec<[(String, String); 2]>, Stop> = ids.par_iter().map(|id| desk.unit(*id)).collect();
    let mut manifest: Manifest = written?.into_iter().flatten().collect();
    let list = questions::build(&archive, &typed, lang);
    let list = list.map_err(|e| unwritable(names::QUESTIONS, &e))?;
    manifest.insert(names::QUESTIONS.into(), stage.write(names::QUESTIONS, &list)?);
    let summary = summary::build(campaign, books, totals, &manifest);
    stage.write(names::SUMMARY, &summary)?;
    Ok(manifest.len() + 1)
}

/// Where the papers of one unit after another are made.
struct Desk<'d> {
    archive: &'d Archive<'d>,
    names: &'d Names,
    template: &'d Template,
    stage: &'d Stage,
    secrets: &'d Secrets,
}

impl Desk<'_> {
    /// Writes a unit's workbook and report; gives their paths and fingerprints.
    fn unit(&self, id: UnitId) -> Result<[(String, String); 2], Stop> {
        let path = self.names.workbook(id);
        let dossier = self.archive.dossier(id).lying(path.matches('/').count());
        let bytes = workbook::build(&dossier).map_err(|e| unwritable(&path, &e))?;
        let print = self.stage.write(&path, &bytes)?;
        let written = self.stage.read(&path)?;
        verify::check(&path, &written, &dossier.enclosure())?;
        let report = self.names.report(id);
        let bytes = self.template.fill(&report::fields(&dossier))?;
        if !dossier.is_cell() {
            self.secrets.check(&path, &written)?;
            self.secrets.check(&report, &bytes)?;
        }
        let report_print = self.stage.write(&report, &bytes)?;
        Ok([(path, print), (report, report_print)])
    }
}

fn unwritable(path: &str, detail: &dyn std::fmt::Display) -> Stop {
    Stop::Unwritable { path: path.into(), detail: detail.to_string() }
}

#[cfg(test)]
mod tests;
