//! Two rounds beside one another, for every unit of this one.

use super::carried::Carried;
use super::change::{Change, Fates, MemberChange, People, PromiseChange, Promises};
use super::earlier::Asked;
use crate::ledger::{Books, Decisions, Question};
use crate::model::{Catalogue, Hierarchy, Totals, UnitId};
use jiff::civil::Date;
use serde::Serialize;

/// This round as it is compared.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// Every file, review and question.
    pub books: &'a Books,
    /// What they add up to.
    pub totals: &'a Totals,
    /// Of whom it asks.
    pub hierarchy: &'a Hierarchy,
    /// What it asks.
    pub catalogue: &'a Catalogue,
    /// Its date, by which promises are overdue.
    pub date: Option<Date>,
    /// What people decided.
    pub decisions: &'a Decisions,
}

/// Which cells of this round a cell of the earlier one is, by its code then; none or several where it cannot be
/// compared with one.
pub type Successors<'s> = &'s dyn Fn(&str) -> Vec<UnitId>;

/// Two rounds beside one another.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Comparison {
    /// Title of the earlier round.
    pub title: String,
    /// The period that it is about.
    pub period: String,
    /// Its date.
    pub date: Option<Date>,
    /// For each indicator of this round, whether the earlier one asked the same.
    pub shared: Vec<bool>,
    /// What only the earlier round asked.
    pub only_before: Vec<Asked>,
    /// Every unit of this round, by its position.
    pub units: Vec<UnitChange>,
    /// Cells of the earlier round that are no cell of this one.
    pub gone: Vec<GoneCell>,
    /// The earlier round on today's tree.
    pub carried: Carried,
    /// What a person must say.
    #[serde(skip)]
    pub questions: Vec<Question>,
}

/// A unit in two rounds. Names stand in those of cells only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct UnitChange {
    /// Member reviews counted, then and now.
    pub reviews: (u32, u32),
    /// How many answered yes, by indicator; nothing is in those that were not shared.
    pub answers: Vec<Change>,
    /// What became of each indicator in the members known in both rounds.
    pub fates: Vec<Fates>,
    /// Who is known in which rounds.
    pub people: People,
    /// The promises of the earlier round.
    pub promises: Promises,
    /// A cell's members.
    pub members: Vec<MemberChange>,
    /// The promises of a cell's members and of its committee.
    pub kept: Vec<PromiseChange>,
}

/// A cell of the earlier round that is no cell of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoneCell {
    /// Its code then.
    pub code: String,
    /// Its name then.
    pub name: String,
    /// Member reviews counted.
    pub reviews: u32,
    /// How many answers were yes, of the indicators shared.
    pub yes: u32,
    /// Members of it who are known in no cell of this round.
    pub members: u32,
    /// Their promises and its committee's.
    pub promises: Promises,
}

impl UnitChange {
    pub(super) fn empty(indicators: usize) -> Self {
        let (answers, fates) = (vec![Change::default(); indicators], vec![Fates::default(); indicators]);
        Self { answers, fates, ..Self::default() }
    }

    /// Adds the sums of a unit below; names stay there.
    pub(super) fn add(&mut self, below: &Self) {
        self.reviews.0 += below.reviews.0;
        self.reviews.1 += below.reviews.1;
        for (sum, more) in self.answers.iter_mut().zip(&below.answers) {
            *sum += *more;
        }
        for (sum, more) in self.fates.iter_mut().zip(&below.fates) {
            *sum += *more;
        }
        self.people += below.people;
        self.promises += below.promises;
    }

    /// All answers that are yes, then and now.
    pub fn all(&self) -> Change {
        let mut all = Change::default();
        self.answers.iter().for_each(|change| all += *change);
        all
    }

    /// What became of all manifestations together.
    pub fn all_fates(&self) -> Fates {
        let mut all = Fates::default();
        self.fates.iter().for_each(|fates| all += *fates);
        all
    }
}

impl Comparison {
    /// What has changed in a unit.
    pub fn of(&self, unit: UnitId) -> &UnitChange {
        &self.units[unit.0]
    }
}
