//! The sums of every unit.

use super::{AnswerTotals, CommitmentTotals, Totals, UnitTotals};
use crate::ledger::{Books, Entry};
use crate::model::{Answer, Catalogue, Hierarchy, Kind, Review, Status, UnitId};

/// Adds up what counts, cell by cell and then up the tree.
pub fn add_up(books: &Books, hierarchy: &Hierarchy, catalogue: &Catalogue) -> Totals {
    let mut totals = vec![UnitTotals::empty(catalogue.len()); hierarchy.units().len()];
    let mut tallies: Vec<Option<&Review>> = vec![None; totals.len()];
    for (unit, entry) in counted(books, hierarchy) {
        match entry.review.kind {
            Kind::Member => add_member(&mut totals[unit.0], &entry.review),
            Kind::Collective => add_collective(&mut totals[unit.0], &entry.review),
            Kind::Tally => prefer(&mut tallies[unit.0], &entry.review),
        }
    }
    for id in hierarchy.ids().filter(|&id| hierarchy.is_cell(id)) {
        let listed = hierarchy.unit(id).books();
        close(&mut totals[id.0], tallies[id.0], listed);
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

/// Of several tallies beside the reviews, a workbook says most.
pub(super) fn prefer<'b>(kept: &mut Option<&'b Review>, tally: &'b Review) {
    if kept.is_none_or(|other| other.figures.is_none() && tally.figures.is_some()) {
        *kept = Some(tally);
    }
}

/// Ends a cell's account: what a tally adds, who is missing.
fn close(cell: &mut UnitTotals, tally: Option<&Review>, listed: Option<u32>) {
    let figures = tally.and_then(|tally| Some(&tally.figures.as_ref()?.totals));
    cell.cells = 1;
    let none = cell.reviews == 0;
    if let Some(figures) = figures.filter(|_| cell.collective == 0) {
        cell.collective = figures.collective;
        cell.committees.clone_from(&figures.committees);
        cell.committee_ratings = figures.committee_ratings;
    }
    match (figures, tally) {
        (Some(figures), _) if none => copy(cell, figures),
        (None, Some(tally)) if none => stand_in(cell, tally, listed),
        _ => {}
    }
    cell.members = listed.or(figures.map(|f| f.members)).unwrap_or(cell.reviews);
    let told = figures.filter(|f| none && f.members == cell.members).map(|f| f.missing);
    cell.missing = told.unwrap_or(cell.members.saturating_sub(cell.reviews));
    if figures.is_none() || !none {
        cell.cells_in = u32::from(cell.reviews + cell.collective > 0 || tally.is_some());
    }
}

/// What a consolidated workbook says of the members of a cell of which nothing else came.
fn copy(cell: &mut UnitTotals, figures: &UnitTotals) {
    cell.reviews = figures.reviews;
    cell.answers.clone_from(&figures.answers);
    cell.commitments = figures.commitments;
    cell.ratings = figures.ratings;
    (cell.cells, cell.cells_in) = (figures.cells, figures.cells_in);
}

fn add_collective(cell: &mut UnitTotals, review: &Review) {
    cell.collective += 1;
    add_answers(&mut cell.committees, review);
    if let Some(rating) = review.rating {
        cell.committee_ratings[rating as usize] += 1;
    }
}

fn add_answers(sums: &mut [AnswerTotals], review: &Review) {
    let mut readings = review.answers.iter();
    for sum in sums {
        let reading = readings.next();
        *sum.of_mut(reading.and_then(|r| r.answer).unwrap_or(Answer::Blank)) += 1;
        if let Some(reading) = reading.filter(|r| r.answer == Some(Answer::Yes))
            && let Some(level) = reading.level
        {
            sum.levels[level as usize - 1] += 1;
        }
    }
}

fn add_member(cell: &mut UnitTotals, review: &Review) {
    cell.reviews += 1;
    add_answers(&mut cell.answers, review);
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
