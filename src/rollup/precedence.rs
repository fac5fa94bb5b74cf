//! Which came first in a cell: the committee's review of itself or those of its members (*tập thể trước, cá
//! nhân sau*, Resolution 04-NQ/TW). Told by the dates that stand on the forms, and only by dates that can be true.

use super::Totals;
use crate::finding::{Finding, SubjectFinding};
use crate::ledger::{Books, Entry};
use crate::model::{Hierarchy, Kind, UnitId};
use jiff::ToSpan;
use jiff::civil::Date;

/// What can be told of the order of a cell's reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sequence {
    /// Nothing to order: no review of a member has come.
    #[default]
    Open,
    /// The committee's review is of the day of the first member's or of an earlier one.
    InOrder,
    /// Members' reviews came, and none of the committee.
    CollectiveMissing,
    /// Some members' reviews are of earlier days than the committee's.
    CollectiveLater,
    /// Dates that would tell are missing, cannot be true, or stand on reviews of which nobody has said yet
    /// whether they count.
    Unknown,
}

/// The order of a cell's reviews, with the dates that tell it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Precedence {
    /// What can be told.
    pub sequence: Sequence,
    /// Whether a review of the committee came, counted or not yet.
    pub has_collective: bool,
    /// The day of the committee's review; the last of several.
    pub collective: Option<Date>,
    /// The first and the last day of members' reviews.
    pub individual: Option<(Date, Date)>,
    /// Positions in [`Books::entries`] of members' reviews of earlier days than the committee's.
    pub before: Vec<usize>,
    /// Positions of reviews that count, or may, of which no day is known.
    pub undated: Vec<usize>,
}

/// How many cells stand how; those from which no member's review came are not among the four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct PrecedenceTotals {
    /// In order.
    pub in_order: u32,
    /// Without a review of the committee.
    pub collective_missing: u32,
    /// With members' reviews before that of the committee.
    pub collective_later: u32,
    /// Of which it cannot be told.
    pub unknown: u32,
    /// Cells of whose committee a review came.
    pub with_collective: u32,
}

impl PrecedenceTotals {
    /// Cells in which the order was certainly not kept.
    pub fn out_of_order(&self) -> u32 {
        self.collective_missing + self.collective_later
    }

    /// Whether members' reviews came and no committee at all has sent one: said once, not cell by cell.
    pub fn none_sent(&self) -> bool {
        self.collective_missing > 0 && self.with_collective == 0
    }
}

/// The order of the reviews of every cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Precedences(Vec<Precedence>);

impl Precedences {
    /// Looks through what counts. `written` is the day of the round's report: no form of the round was written
    /// after it.
    pub fn of(books: &Books, totals: &Totals, hierarchy: &Hierarchy, written: Option<Date>) -> Self {
        let mut units: Vec<Vec<usize>> = vec![Vec::new(); hierarchy.units().len()];
        for (at, entry) in books.entries.iter().enumerate().filter(|(_, e)| e.counts || may_count(e)) {
            if let Some(unit) = entry.unit {
                units[unit.0].push(at);
            }
        }
        let one = |id: UnitId| {
            if !hierarchy.is_cell(id) {
                return Precedence::default();
            }
            let sums = totals.of(id);
            cell(books, &units[id.0], (sums.reviews, sums.collective), written)
        };
        Self(hierarchy.ids().map(one).collect())
    }

    /// That of one cell; of a unit above cells there is none.
    pub fn of_cell(&self, cell: UnitId) -> &Precedence {
        &self.0[cell.0]
    }

    /// The sums over cells.
    pub fn sum(&self, cells: impl IntoIterator<Item = UnitId>) -> PrecedenceTotals {
        let mut sum = PrecedenceTotals::default();
        for cell in cells {
            let told = self.of_cell(cell);
            sum.with_collective += u32::from(told.has_collective);
            match told.sequence {
                Sequence::Open => {}
                Sequence::InOrder => sum.in_order += 1,
                Sequence::CollectiveMissing => sum.collective_missing += 1,
                Sequence::CollectiveLater => sum.collective_later += 1,
                Sequence::Unknown => sum.unknown += 1,
            }
        }
        sum
    }
}

/// Whether a person may yet say that it counts.
fn may_count(entry: &Entry) -> bool {
    let aside = |f: &Finding| {
        matches!(f, Finding::Subject(SubjectFinding::Duplicate { .. } | SubjectFinding::Superseded { .. }))
    };
    entry.review.kind != Kind::Tally && !entry.review.flags.iter().any(|flag| aside(&flag.finding))
}

/// The order in one cell, out of the entries that count or may, and the numbers of reviews that its sums hold.
fn cell(
    books: &Books,
    entries: &[usize],
    (members, committees): (u32, u32),
    written: Option<Date>,
) -> Precedence {
    let of = |kind| entries.iter().copied().filter(move |&at| books.entries[at].review.kind == kind);
    let day = |at: usize| {
        let entry = &books.entries[at];
        entry.review.date.filter(|day| entry.counts && is_credible(*day, written))
    };
    let days = |kind| of(kind).filter_map(day).collect::<Vec<Date>>();
    let (collective, individual) = (days(Kind::Collective), days(Kind::Member));
    let collective = collective.into_iter().max();
    let before = of(Kind::Member).filter(|&at| day(at) < collective && day(at).is_some()).collect();
    let undated = entries.iter().copied().filter(|&at| {
        matches!(books.entries[at].review.kind, Kind::Collective | Kind::Member) && day(at).is_none()
    });
    let mut told = Precedence {
        sequence: Sequence::Open,
        has_collective: committees > 0 || of(Kind::Collective).next().is_some(),
        collective,
        individual: individual.iter().min().copied().zip(individual.iter().max().copied()),
        before,
        undated: undated.collect(),
    };
    // What a tally stands in for has no dates.
    let counted = u32::try_from(individual.len()).unwrap_or(u32::MAX);
    let some_undated = !told.undated.is_empty() || counted < members;
    told.sequence = if members == 0 && of(Kind::Member).next().is_none() {
        Sequence::Open
    } else if !told.has_collective {
        Sequence::CollectiveMissing
    } else if !told.before.is_empty() {
        Sequence::CollectiveLater
    } else if collective.is_none() || some_undated {
        Sequence::Unknown
    } else {
        Sequence::InOrder
    };
    told
}

/// Whether a form of a round reported on that day can be of this one: not later, and not a year or more
/// earlier. People go on writing last year's number long into the new year.
fn is_credible(day: Date, written: Option<Date>) -> bool {
    let Some(written) = written else { return true };
    day <= written && written.checked_sub(1.year()).is_ok_and(|start| day > start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::sample::{books, catalogue, file, hierarchy, review, tally};
    use crate::model::Review;
    use crate::rollup::add_up;
    use jiff::civil::date;

    const CELL: &str = "Chi bộ thôn Hòa Bình";

    fn on(day: i8) -> Date {
        date(2026, 6, day)
    }

    fn member(name: &str, day: Option<Date>) -> Review {
        Review { date: day, ..review(name).head(CELL) }
    }

    fn collective(day: Option<Date>) -> Review {
        Review { kind: Kind::Collective, date: day, ..review("").head(CELL) }
    }

    /// The order in the cell that sent these, in a round reported on 30 June.
    fn told(reviews: Vec<Review>) -> Precedence {
        let files = reviews.into_iter().enumerate();
        let books = books(files.map(|(n, r)| file(&format!("{n}.docx"), vec![r])).collect());
        let tree = hierarchy();
        let totals = add_up(&books, &tree, &catalogue());
        let cell = tree.find("C1").expect("listed");
        Precedences::of(&books, &totals, &tree, Some(on(30))).of_cell(cell).clone()
    }

    fn sequence(reviews: Vec<Review>) -> Sequence {
        told(reviews).sequence
    }

    #[test]
    fn the_committee_of_the_same_day_or_an_earlier_one_is_in_order() {
        let members = || vec![member("Trần Thị Mận", Some(on(10))), member("Lý Văn Đào", Some(on(12)))];
        for day in [1, 9, 10] {
            let all = [vec![collective(Some(on(day)))], members()].concat();
            let told = told(all);
            assert_eq!(told.sequence, Sequence::InOrder, "{day}");
            assert_eq!(told.individual, Some((on(10), on(12))));
        }
    }

    #[test]
    fn a_committee_later_than_some_members_is_told_with_those_members() {
        let told = told(vec![
            member("Trần Thị Mận", Some(on(10))),
            member("Lý Văn Đào", Some(on(12))),
            collective(Some(on(11))),
        ]);
        assert_eq!((told.sequence, told.before), (Sequence::CollectiveLater, vec![0]));
    }

    #[test]
    fn members_without_a_committee_are_told_and_a_cell_without_members_is_not() {
        assert_eq!(sequence(vec![member("Trần Thị Mận", Some(on(10)))]), Sequence::CollectiveMissing);
        assert_eq!(sequence(vec![tally(Some(5), [1, 0, 0]).head(CELL)]), Sequence::CollectiveMissing);
        assert_eq!(sequence(vec![collective(Some(on(10)))]), Sequence::Open);
        assert_eq!(sequence(vec![]), Sequence::Open);
    }

    #[test]
    fn a_date_that_is_missing_or_cannot_be_true_is_never_in_order() {
        let dated = || member("Trần Thị Mận", Some(on(10)));
        let first = || collective(Some(on(1)));
        assert_eq!(sequence(vec![dated(), collective(None)]), Sequence::Unknown);
        assert_eq!(sequence(vec![dated(), member("Lý Văn Đào", None), first()]), Sequence::Unknown);
        let last_year = Some(date(2025, 6, 1));
        assert_eq!(sequence(vec![dated(), collective(last_year)]), Sequence::Unknown);
        let after_the_report = Some(date(2026, 7, 1));
        assert_eq!(sequence(vec![member("Lý Văn Đào", after_the_report), first()]), Sequence::Unknown);
        assert_eq!(sequence(vec![tally(Some(5), [1, 0, 0]).head(CELL), first()]), Sequence::Unknown);
    }

    #[test]
    fn a_review_of_which_nobody_has_said_whether_it_counts_is_never_in_order() {
        let mut two = vec![collective(None), collective(None), member("Trần Thị Mận", Some(on(10)))];
        two[0] = two[0].clone().answer(0, crate::model::Answer::Yes);
        assert_eq!(sequence(two), Sequence::Unknown, "neither counts yet, but one of them came");
    }

    #[test]
    fn the_sums_count_each_cell_once() {
        let books = books(vec![
            file("a.docx", vec![member("Trần Thị Mận", Some(on(10)))]),
            file("b.docx", vec![review("Đỗ Văn Mít").head("Chi bộ thôn Sơn Nam").on(on(10)).born(5)]),
        ]);
        let tree = hierarchy();
        let totals = add_up(&books, &tree, &catalogue());
        let all = Precedences::of(&books, &totals, &tree, None);
        let sum = all.sum(tree.ids());
        assert_eq!((sum.collective_missing, sum.out_of_order(), sum.in_order), (2, 2, 0));
        assert!(sum.none_sent());
    }
}
