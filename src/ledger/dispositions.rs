//! What becomes of each file.

use super::Disposition;
use super::desk::{Desk, Found};
use crate::finding::{FileFinding, Finding, SubjectFinding};
use std::collections::BTreeMap;

impl Desk<'_> {
    /// Says what became of each file, and why.
    pub(super) fn dispose(&mut self) {
        let mut open: BTreeMap<usize, Finding> = BTreeMap::new();
        for question in self.questions.iter().filter(|q| q.decision.is_none()) {
            // The file was read; it is the unit that has something to explain.
            if question.why.code() != "tally-differs" {
                open.entry(question.file).or_insert_with(|| question.why.clone());
            }
        }
        for file in 0..self.files.len() {
            let (disposition, reason) = self.fate(file, open.remove(&file));
            self.files[file].disposition = disposition;
            self.files[file].reason = reason;
            if let Found::Read(findings) = &self.found[file] {
                self.files[file].findings.extend(findings.iter().cloned());
            }
        }
    }

    fn fate(&self, file: usize, open: Option<Finding>) -> (Disposition, Option<Finding>) {
        let findings = match &self.found[file] {
            Found::Container => return (Disposition::Container, None),
            Found::Ignored(why) => return (Disposition::NotAForm, Some(why.clone().into())),
            Found::Refused(why) => return (Disposition::Unreadable, Some(why.clone().into())),
            Found::Read(findings) => findings,
        };
        if let Some(kept) = self.copy_of[file] {
            let of = self.files[kept].path.clone();
            return (Disposition::Duplicate, Some(SubjectFinding::Duplicate { of }.into()));
        }
        if let Some(fate) = self.past(file) {
            return fate;
        }
        if let Some(why) = open {
            return (Disposition::NeedsReview, Some(why));
        }
        if self.range_of(file).is_empty() {
            let none = |f: &&Finding| {
                use FileFinding::{BlankForm, FiguresDamaged, FollowUp, NoForm, OtherCatalogue, OtherRound};
                let Finding::File(f) = f else { return false };
                matches!(
                    f,
                    NoForm
                        | BlankForm
                        | FollowUp { .. }
                        | OtherCatalogue
                        | OtherRound { .. }
                        | FiguresDamaged { .. }
                )
            };
            let why = findings.iter().find(none).cloned().unwrap_or(FileFinding::NoForm.into());
            return (Disposition::NotAForm, Some(why));
        }
        (Disposition::Accepted, None)
    }

    /// The fate of a file of which every review is set aside.
    fn past(&self, file: usize) -> Option<(Disposition, Option<Finding>)> {
        let mut why = None;
        for case in self.cases_of(file) {
            if !case.aside {
                return None;
            }
            let flags = case.entry.review.flags.iter().map(|f| &f.finding);
            let newer = flags.clone().find(|f| f.code() == "superseded");
            let copy = flags.clone().find(|f| f.code() == "duplicate");
            why = newer.or(why).or(copy);
        }
        let why = why?;
        let disposition =
            if why.code() == "superseded" { Disposition::Superseded } else { Disposition::Duplicate };
        Some((disposition, Some(why.clone())))
    }
}
