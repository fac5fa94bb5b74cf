//! Tallies and consolidated workbooks beside the reviews that they should sum up.

use super::desk::Desk;
use super::questions::Preferred;
use crate::finding::SubjectFinding;
use crate::model::{Answer, AnswerTotals, Kind, Review, UnitId};
use std::collections::BTreeMap;

/// What the reviews of a cell add up to.
#[derive(Default)]
struct Reviewed {
    reviews: u32,
    collective: u32,
    commitments: u32,
    answers: Vec<AnswerTotals>,
}

impl Reviewed {
    fn add(&mut self, review: &Review) {
        self.reviews += 1;
        self.commitments += u32::try_from(review.commitments.len()).unwrap_or(u32::MAX);
        self.answers.resize(review.answers.len(), AnswerTotals::default());
        for (sum, reading) in self.answers.iter_mut().zip(&review.answers) {
            *sum.of_mut(reading.answer.unwrap_or(Answer::Blank)) += 1;
        }
    }
}

impl Desk<'_> {
    /// Where a cell sent both, the reviews count; a difference is a question, and a person may decide for
    /// the consolidated workbook. What belongs to a unit above cells is noted there.
    pub(super) fn compare_tallies(&mut self) {
        let mut reviewed: BTreeMap<UnitId, Reviewed> = BTreeMap::new();
        for entry in self.cases.iter().map(|case| &case.entry).filter(|e| e.counts) {
            let Some(unit) = entry.unit else { continue };
            match entry.review.kind {
                Kind::Member => reviewed.entry(unit).or_default().add(&entry.review),
                Kind::Collective => reviewed.entry(unit).or_default().collective += 1,
                Kind::Tally => {}
            }
        }
        for i in 0..self.cases.len() {
            let entry = &self.cases[i].entry;
            let Some(unit) = entry.unit.filter(|_| !self.cases[i].aside) else { continue };
            if !self.hierarchy.is_cell(unit) {
                let file = self.path(i).to_owned();
                self.unit_findings.push((unit, SubjectFinding::AboveCells { file }.into()));
            } else if entry.counts
                && entry.review.kind == Kind::Tally
                && let Some(sums) = reviewed.get(&unit)
            {
                let indicators = self.differences(i, sums);
                if !indicators.is_empty() {
                    let why = SubjectFinding::TallyDiffers { indicators: indicators.join(", ") };
                    self.ask_about_difference(i, unit, why);
                }
            }
        }
        self.unit_findings.sort_by_key(|(unit, _)| *unit);
    }

    fn ask_about_difference(&mut self, i: usize, unit: UnitId, why: SubjectFinding) {
        if self.ask_difference(i, why.clone()) == Some(Preferred::Workbook) {
            self.prefer_workbook(i, unit);
        } else {
            self.unit_findings.push((unit, why.into()));
        }
    }

    /// Sets aside the reviews of a cell for which its consolidated workbook stands.
    fn prefer_workbook(&mut self, workbook: usize, unit: UnitId) {
        let by = self.path(workbook).to_owned();
        for i in 0..self.cases.len() {
            let entry = &self.cases[i].entry;
            if entry.unit != Some(unit) || entry.review.kind == Kind::Tally || self.cases[i].aside {
                continue;
            }
            self.withdraw_questions(i);
            self.cases[i].entry.counts = false;
            self.cases[i].set_aside(SubjectFinding::Superseded { by: by.clone() });
        }
    }

    /// Where a tally differs from the reviews: numbers of papers, then codes of indicators.
    fn differences(&self, tally: usize, sums: &Reviewed) -> Vec<String> {
        let review = self.review(tally);
        let mut differ: Vec<String> = Vec::new();
        let mut papers = |what: &str, stated: u32, found: u32| {
            if stated != found {
                differ.push(format!("{what}{stated}/{found}"));
            }
        };
        let figures = review.figures.as_ref().map(|figures| &figures.totals);
        if sums.reviews > 0 {
            review.total.inspect(|&total| papers("", total, sums.reviews));
            figures.inspect(|f| papers("cam kết ", f.commitments.total, sums.commitments));
        }
        if sums.collective > 0 {
            figures.inspect(|f| papers("tập thể ", f.collective, sums.collective));
        }
        let none = AnswerTotals::default();
        for (n, indicator) in self.catalogue.indicators.iter().enumerate().filter(|_| sums.reviews > 0) {
            let found = sums.answers.get(n).unwrap_or(&none);
            let same = match figures.and_then(|f| f.answers.get(n)) {
                Some(stated) => stated.by_answer() == found.by_answer(),
                None => review.answers.get(n).and_then(|r| r.count).is_none_or(|n| n == found.yes),
            };
            if !same {
                differ.push(indicator.code.clone());
            }
        }
        differ
    }
}
