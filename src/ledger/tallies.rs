//! Tallies beside the reviews that they should sum up.

use super::desk::Desk;
use crate::finding::SubjectFinding;
use crate::model::{Answer, Kind, UnitId};
use std::collections::BTreeMap;

impl Desk<'_> {
    /// Where a cell sent both, the reviews count; a difference is a question. What belongs to a unit above
    /// cells is noted there.
    pub(super) fn compare_tallies(&mut self) {
        let mut yes: BTreeMap<UnitId, (u32, Vec<u32>)> = BTreeMap::new();
        for entry in self.cases.iter().map(|case| &case.entry).filter(|e| e.is_counted_member()) {
            let Some(unit) = entry.unit else { continue };
            let (reviews, counts) = yes.entry(unit).or_insert_with(|| (0, vec![0; self.catalogue.len()]));
            *reviews += 1;
            for (count, reading) in counts.iter_mut().zip(&entry.review.answers) {
                *count += u32::from(reading.answer == Some(Answer::Yes));
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
                && let Some((reviews, counts)) = yes.get(&unit)
            {
                let indicators = self.differences(i, *reviews, counts);
                if !indicators.is_empty() {
                    let why = SubjectFinding::TallyDiffers { indicators: indicators.join(", ") };
                    self.unit_findings.push((unit, why.clone().into()));
                    self.ask_difference(i, why);
                }
            }
        }
        self.unit_findings.sort_by_key(|(unit, _)| *unit);
    }

    /// Codes of the indicators at which a tally differs from the reviews.
    fn differences(&self, tally: usize, reviews: u32, counts: &[u32]) -> Vec<String> {
        let review = self.review(tally);
        let mut differ: Vec<String> = Vec::new();
        if let Some(total) = review.total.filter(|&total| total != reviews) {
            differ.push(format!("{total}/{reviews}"));
        }
        for ((indicator, reading), count) in self.catalogue.indicators.iter().zip(&review.answers).zip(counts)
        {
            if reading.count.is_some_and(|stated| stated != *count) {
                differ.push(indicator.code.clone());
            }
        }
        differ
    }
}
