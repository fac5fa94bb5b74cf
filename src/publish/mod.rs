//! Room 6: what is handed on. Workbooks, reports, the question list and the summary, written aside,
//! verified, then switched in whole.

mod decisions;
mod disk;
mod dossier;
mod front;
mod inputs;
mod links;
mod names;
mod obstacles;
mod questions;
mod report;
mod sealed;
mod secrecy;
mod staging;
mod summary;
mod syncing;
mod verify;
mod words;
mod workbook;

pub use decisions::read_decisions;
pub use inputs::Inputs;
pub use obstacles::obstacles;
pub use report::{Term, charts, copy_templates, strange_templates, template_names, terms};
pub use staging::recover;

use crate::campaign::Campaign;
use crate::intake::Fingerprint;
use crate::ledger::{self, Books, Papers};
use crate::model::{Hierarchy, Lang, UnitId};
use crate::rollup::Totals;
use crate::rounds::Comparison;
use crate::stop::Stop;
use decisions::Listed;
use dossier::{Archive, Dossier};
use names::Names;
use rayon::prelude::*;
use report::{Paper, Templates};
use secrecy::Secrets;
use staging::{Clearing, Manifest, Stage};
use std::collections::BTreeMap;
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
    /// How many files were written or taken over.
    pub files: usize,
}

/// New results, while the old ones are still being removed.
pub struct HandedOn {
    published: Published,
    clearing: Clearing,
}

impl HandedOn {
    /// Waits until the old results are gone.
    #[must_use]
    pub fn cleared(self) -> Published {
        drop(self.clearing);
        self.published
    }
}

/// The right to write a campaign's results, with what is needed for it. Until it hands on, the old results
/// stand as they are.
pub struct Press<'c> {
    campaign: &'c Campaign,
    lang: Lang,
    stage: Stage,
    /// The campaign's own.
    templates: Templates,
    listed: Listed,
}

/// What lies ready to be handed on.
#[derive(Debug)]
pub struct Printed {
    /// The fingerprint of the summary, which names all other files.
    pub summary: String,
    /// Every unit's files, and what they were made of.
    pub papers: Papers,
    /// How many of those were taken over from the results before.
    pub taken_over: usize,
    files: usize,
}

impl Printed {
    /// What the ledger notes of it, and the rest.
    #[must_use]
    pub fn noted(mut self) -> (ledger::Results, Self) {
        let papers = std::mem::take(&mut self.papers);
        (ledger::Results { summary: self.summary.clone(), papers }, self)
    }
}

impl<'c> Press<'c> {
    /// Takes the right to write the results, after finishing what a killed run left, and reads the list of
    /// questions and the campaign's own templates.
    ///
    /// # Errors
    /// [`Stop::Faulty`] for the office's own template or the last question list, [`Stop::Unwritable`] where
    /// another run has that right, [`Stop::Io`] where the disk refuses.
    pub fn open(campaign: &'c Campaign, lang: Lang) -> Result<Self, Stop> {
        let stage = Stage::open(&campaign.results, lang)?;
        let templates = Templates::own(campaign, lang)?;
        let listed = Listed::read(&campaign.results.join(names::QUESTIONS), lang)?;
        Ok(Self { campaign, lang, stage, templates, listed })
    }

    /// What stands in the decision column of the list of questions, by key; what was emptied is there too.
    pub fn listed(&self) -> &BTreeMap<String, String> {
        &self.listed.decisions
    }

    /// Whether the results are exactly those of the summary with this fingerprint.
    pub fn stands(&self, summary: &str) -> bool {
        self.stage.stands(summary)
    }

    /// Writes every result aside. A unit's papers of which `former` says that they were made of the same are
    /// taken over where they still are what they were. `decisions` is all that people decided: it is shown
    /// again where the books do not have it, so that nothing typed is ever lost.
    ///
    /// # Errors
    /// [`Stop::Imbalance`] where a written figure differs from its sum, [`Stop::Faulty`] for a tag of the
    /// template, [`Stop::Unwritable`] and [`Stop::Io`].
    pub fn print(
        &self,
        (books, totals, comparison): (&Books, &Totals, Option<&Comparison>),
        decisions: &BTreeMap<String, String>,
        (inputs, former): (&Inputs, &Papers),
    ) -> Result<Printed, Stop> {
        let campaign = self.campaign;
        let archive = Archive::new(campaign, books, totals, comparison);
        let names = Names::of(&campaign.hierarchy);
        let templates = || self.templates.completed(&campaign.format, self.lang);
        let (secrets, templates) = rayon::join(|| Secrets::of(&archive), templates);
        let (names, secrets, templates) = (&names, &secrets, &templates?);
        let desk = Desk { archive: &archive, names, press: self, templates, secrets, inputs, former };
        let ids: Vec<UnitId> = campaign.hierarchy.ids().collect();
        let works: Vec<Work<'_, '_>> = ids.par_iter().map(|id| desk.work(*id)).collect();
        let list = || {
            let list = questions::build(&archive, decisions, self.lang);
            self.stage.write(names::QUESTIONS, &list.map_err(|e| unwritable(names::QUESTIONS, &e))?)
        };
        let front = || self.stage.create(names::FRONT, |to| front::write(&archive, &works, to));
        // Each unit may be anybody's: some take a hundred times as long as others.
        let units = || {
            let one_by_one = works.par_iter().with_max_len(1);
            one_by_one.map(|work| desk.unit(work)).collect::<Result<Vec<_>, Stop>>()
        };
        let ((list, front), written) = rayon::join(|| rayon::join(list, front), units);
        let written: Vec<Sheet> = written?.into_iter().flatten().collect();
        let mut manifest: Manifest =
            written.iter().map(|sheet| (sheet.path.clone(), sheet.fingerprint.clone())).collect();
        manifest.extend([(names::QUESTIONS.into(), list?), (names::FRONT.into(), front?)]);
        let summary = self.stage.create(names::SUMMARY, |to| summary::write(&archive, &manifest, to))?;
        let taken_over = written.iter().filter(|sheet| sheet.taken_over).count();
        let papers = written.into_iter().filter_map(Sheet::noted).collect();
        Ok(Printed { summary, papers, taken_over, files: manifest.len() + 1 })
    }

    /// Switches the new results in.
    ///
    /// # Errors
    /// [`Stop::Unwritable`] naming the files that are open in another program, [`Stop::Io`].
    pub fn hand_on(self, printed: &Printed) -> Result<HandedOn, Stop> {
        let clearing = self.stage.switch(self.listed.fingerprint)?;
        let results = self.campaign.results.clone();
        let published =
            Published { questions: results.join(names::QUESTIONS), results, files: printed.files };
        Ok(HandedOn { published, clearing })
    }
}

/// Writes every result to `campaign.results`, all of them or, where something goes wrong, none, with nothing
/// taken over from an earlier run.
///
/// # Errors
/// As [`Press`].
pub fn publish(campaign: &Campaign, books: &Books, totals: &Totals, lang: Lang) -> Result<Published, Stop> {
    let press = Press::open(campaign, lang)?;
    let typed = press.listed().iter().filter(|(_, decision)| !decision.is_empty());
    let typed = typed.map(|(key, decision)| (key.clone(), decision.clone())).collect();
    let printed = press.print((books, totals, None), &typed, (&Inputs::unknown(campaign), &Papers::new()))?;
    press.hand_on(&printed).map(HandedOn::cleared)
}

/// One file of a unit.
struct Sheet {
    path: String,
    fingerprint: String,
    inputs: Option<Fingerprint>,
    taken_over: bool,
}

impl Sheet {
    /// What to note of it for the next run.
    fn noted(self) -> Option<(String, ledger::Paper)> {
        Some((self.path, ledger::Paper { inputs: self.inputs?.to_string(), fingerprint: self.fingerprint }))
    }
}

/// What is to be written for a unit: its workbook and its papers, each with its path.
struct Work<'r, 'a> {
    dossier: Dossier<'r, 'a>,
    workbook: String,
    papers: Vec<(Paper, String)>,
}

impl Work<'_, '_> {
    /// The paths of its files, in the order in which they are shown.
    fn paths(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.workbook).chain(self.papers.iter().map(|(_, path)| path)).map(String::as_str)
    }
}

/// Where the papers of one unit after another are made.
struct Desk<'d> {
    archive: &'d Archive<'d>,
    names: &'d Names,
    press: &'d Press<'d>,
    templates: &'d Templates,
    secrets: &'d Secrets,
    inputs: &'d Inputs,
    former: &'d Papers,
}

impl<'d> Desk<'d> {
    /// What is to be written for a unit.
    fn work(&self, id: UnitId) -> Work<'d, 'd> {
        let workbook = self.names.workbook(id);
        let dossier = self.archive.dossier(id).lying(workbook.matches('/').count());
        let papers = Paper::of(&dossier).into_iter().map(|paper| (paper, self.names.paper(id, paper)));
        Work { workbook, papers: papers.collect(), dossier }
    }

    /// Writes a unit's workbook and papers, or takes them over.
    fn unit(&self, Work { dossier, workbook, papers }: &Work<'_, '_>) -> Result<Vec<Sheet>, Stop> {
        let mut files = vec![self.sheet(dossier, workbook, |path| checked_workbook(dossier, path))?];
        for (paper, path) in papers {
            let fill = |_: &str| self.templates.fill(*paper, &report::fields(dossier, *paper));
            files.push(self.sheet(dossier, path, fill)?);
        }
        if dossier.is_cell()
            && let Some((folder, _)) = workbook.rsplit_once('/')
        {
            self.press.stage.complete(folder);
        }
        Ok(files)
    }

    /// One file: taken over where it was made of the same, else made.
    fn sheet(
        &self,
        dossier: &Dossier<'_, '_>,
        path: &str,
        make: impl FnOnce(&str) -> Result<Vec<u8>, Stop>,
    ) -> Result<Sheet, Stop> {
        let (stage, inputs) = (&self.press.stage, self.inputs.of(dossier.id));
        let former = self.former.get(path).filter(|p| inputs.is_some_and(|i| p.inputs == i.to_string()));
        let former = former.filter(|paper| stage.take_over(path, &paper.fingerprint));
        if let Some(paper) = former {
            // What must be kept secret may be new.
            if !dossier.is_cell() {
                self.secrets.check(path, &stage.read(path)?)?;
            }
            let (path, fingerprint) = (path.into(), paper.fingerprint.clone());
            return Ok(Sheet { path, fingerprint, inputs, taken_over: true });
        }
        let bytes = make(path)?;
        if !dossier.is_cell() {
            self.secrets.check(path, &bytes)?;
        }
        let fingerprint = stage.write(path, &bytes)?;
        if stage.read(path)? != bytes {
            return Err(unwritable(path, &"read back, it differs"));
        }
        Ok(Sheet { path: path.into(), fingerprint, inputs, taken_over: false })
    }
}

/// A unit's workbook, compared with the sums.
fn checked_workbook(dossier: &Dossier<'_, '_>, path: &str) -> Result<Vec<u8>, Stop> {
    let enclosure = dossier.enclosure();
    let bytes = workbook::build(dossier, &enclosure).map_err(|e| unwritable(path, &e))?;
    verify::check(path, &bytes, &enclosure)?;
    Ok(bytes)
}

fn unwritable(path: &str, detail: &dyn std::fmt::Display) -> Stop {
    Stop::Unwritable { path: path.into(), detail: detail.to_string() }
}

#[cfg(test)]
mod tests;
