//! The sums of every unit.

use super::{AnswerTotals, CommitmentTotals, Totals, UnitTotals};
use crate::ledger::{Books, Entry};
use crate::model::{Answer, Catalogue, Hierarchy, Kind, Review, Status, UnitId};

/// Adds up what counts, cell by cell and then up the tree.
pub fn add_up(books: &Books, hierarchy: &Hierarchy, catalogue: &Catalogue) -> Totals {
    let empty =
        UnitTotals { answers: vec![AnswerTotals::default(); catalogue.len()], ..UnitTotals::default() };
    let mut totals = vec![empty; hierarchy.units().len()];
    let mut tallies: Vec<Option<&Review>> = vec![None; totals.len()];
    for (unit, entry) in counted(books, hierarchy) {
        match entry.review.kind {
            Kind::Member => add_member(&mut totals[unit.0], &entry.review),
            Kind::Collective => totals[unit.0].collective += 1,
            Kind::Tally => tallies[unit.0] = tallies[unit.0].or(Some(&entry.review)),
        }
    }
    for id in hierarchy.ids().filter(|&id| hierarchy.is_cell(id)) {
        let cell = &mut totals[id.0];
        let listed = hierarchy.unit(id).books();
        let tally = tallies[id.0];
        if let Some(tally) = tally.filter(|_| cell.reviews == 0) {
            stand_in(cell, tally, listed);
        }
        cell.members = listed.unwrap_or(cell.reviews);
        cell.missing = cell.members.saturating_sub(cell.reviews);
        cell.cells = 1;
        cell.cells_in = u32::from(cell.reviews + cell.collective > 0 || tally.is_some());
    }
    for id in hierarchy.bottom_up() {
        if let Some(above) = hierarchy.parent(id) {
            let sum = totals[id.0].clone();
            totals[above.0] += &sum;
        }
    }
    Totals(totals)
}

/// What counts, with the cell it belongs to.
pub(super) fn counted<'b>(
    books: &'b Books,
    hierarchy: &'b Hierarchy,
) -> impl Iterator<Item = (UnitId, &'b Entry)> {
    let entries = books.entries.iter().filter(|e| e.counts);
    entries.filter_map(|e| Some((e.unit.filter(|&u| hierarchy.is_cell(u))?, e)))
}

fn add_member(cell: &mut UnitTotals, review: &Review) {
    cell.reviews += 1;
    let mut readings = review.answers.iter();
    for sum in &mut cell.answers {
        let reading = readings.next();
        match reading.and_then(|r| r.answer) {
            Some(Answer::Yes) => sum.yes += 1,
            Some(Answer::No) => sum.no += 1,
            Some(Answer::Conflict) => sum.conflict += 1,
            Some(Answer::Unclear) => sum.unclear += 1,
            Some(Answer::Blank) | None => sum.blank += 1,
        }
        if let Some(reading) = reading.filter(|r| r.answer == Some(Answer::Yes))
            && let Some(level) = reading.level
        {
            sum.levels[level as usize - 1] += 1;
        }
    }
    for commitment in &review.commitments {
        add_commitment(&mut cell.commitments, commitment.status);
    }
    if let Some(rating) = review.rating {
        cell.ratings[rating as usize] += 1;
    }
}

fn add_commitment(sum: &mut CommitmentTotals, status: Option<Status>) {
    sum.total += 1;
    match status {
        Some(Status::Done) => sum.done += 1,
        Some(Status::InProgress) => sum.in_progress += 1,
        Some(Status::NotDone) => sum.not_done += 1,
        None => sum.unknown += 1,
    }
}

/// A cell that sent only a tally: as many reviews as the tally states, or as there are members on the
/// books; the counted say yes, the rest no. A count that cannot be trusted leaves all unclear.
fn stand_in(cell: &mut UnitTotals, tally: &Review, listed: Option<u32>) {
    cell.reviews = tally.total.or(listed).unwrap_or(0);
    let mut readings = tally.answers.iter();
    for sum in &mut cell.answers {
        let sure = readings.next().filter(|r| r.is_certain()).and_then(|r| r.count);
        match sure.filter(|&count| count <= cell.reviews) {
            Some(count) => (sum.yes, sum.no) = (count, cell.reviews - count),
            None => sum.unclear = cell.reviews,
        }
    }
}
