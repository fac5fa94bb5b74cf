//! Sums of counts: what may be told above a cell.

use super::{Answer, UnitId};
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// The sums of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UnitTotals {
    /// Members on its books.
    pub members: u32,
    /// Member reviews counted.
    pub reviews: u32,
    /// Collective reviews.
    pub collective: u32,
    /// Members whose review has not come.
    pub missing: u32,
    /// Per indicator, in the order of the catalogue.
    pub answers: Vec<AnswerTotals>,
    /// Promised corrections.
    pub commitments: CommitmentTotals,
    /// Ratings, best first.
    pub ratings: [u32; 4],
    /// How the committees answered, per indicator; never added to those of members.
    pub committees: Vec<AnswerTotals>,
    /// How the committees rate themselves, best first.
    pub committee_ratings: [u32; 4],
    /// Cells below it (itself, if it is one) from which something came.
    pub cells_in: u32,
    /// Cells below it (itself, if it is one).
    pub cells: u32,
}

impl UnitTotals {
    /// Nothing yet, of so many indicators.
    pub fn empty(indicators: usize) -> Self {
        let none = vec![AnswerTotals::default(); indicators];
        Self { answers: none.clone(), committees: none, ..Self::default() }
    }
}

/// How members, or committees, answered one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AnswerTotals {
    /// Có.
    pub yes: u32,
    /// Không.
    pub no: u32,
    /// Not answered.
    pub blank: u32,
    /// Contradictory marks.
    pub conflict: u32,
    /// Answers that a person must read.
    pub unclear: u32,
    /// Of those with yes: slight, moderate, serious.
    pub levels: [u32; 3],
}

impl AnswerTotals {
    /// All who were asked.
    pub fn sum(&self) -> u32 {
        self.by_answer().iter().sum()
    }

    /// The counts in the order of [`Answer::ALL`].
    pub fn by_answer(&self) -> [u32; 5] {
        [self.yes, self.no, self.blank, self.conflict, self.unclear]
    }

    /// The count of one answer, to be added to.
    pub fn of_mut(&mut self, answer: Answer) -> &mut u32 {
        match answer {
            Answer::Yes => &mut self.yes,
            Answer::No => &mut self.no,
            Answer::Blank => &mut self.blank,
            Answer::Conflict => &mut self.conflict,
            Answer::Unclear => &mut self.unclear,
        }
    }
}

/// Promised corrections by how far they have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CommitmentTotals {
    /// All.
    pub total: u32,
    /// Done.
    pub done: u32,
    /// Under way.
    pub in_progress: u32,
    /// Not done.
    pub not_done: u32,
    /// Not said.
    pub unknown: u32,
}

impl AddAssign for AnswerTotals {
    fn add_assign(&mut self, other: Self) {
        self.yes += other.yes;
        self.no += other.no;
        self.blank += other.blank;
        self.conflict += other.conflict;
        self.unclear += other.unclear;
        for (sum, level) in self.levels.iter_mut().zip(other.levels) {
            *sum += level;
        }
    }
}

impl AddAssign for CommitmentTotals {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.done += other.done;
        self.in_progress += other.in_progress;
        self.not_done += other.not_done;
        self.unknown += other.unknown;
    }
}

impl AddAssign<&Self> for UnitTotals {
    fn add_assign(&mut self, other: &Self) {
        self.members += other.members;
        self.reviews += other.reviews;
        self.collective += other.collective;
        self.missing += other.missing;
        self.cells += other.cells;
        self.cells_in += other.cells_in;
        self.commitments += other.commitments;
        add(&mut self.answers, &other.answers);
        add(&mut self.committees, &other.committees);
        let ratings = self.ratings.iter_mut().zip(other.ratings);
        for (sum, n) in ratings.chain(self.committee_ratings.iter_mut().zip(other.committee_ratings)) {
            *sum += n;
        }
    }
}

fn add(sums: &mut Vec<AnswerTotals>, more: &[AnswerTotals]) {
    sums.resize(sums.len().max(more.len()), AnswerTotals::default());
    for (sum, answer) in sums.iter_mut().zip(more) {
        *sum += *answer;
    }
}

/// The sums of every unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals(pub Vec<UnitTotals>);

impl Totals {
    /// The sums of a unit.
    pub fn of(&self, unit: UnitId) -> &UnitTotals {
        &self.0[unit.0]
    }
}
