//! What must hold of a comparison before anything is published.

use super::change::Progress;
use super::comparison::{Comparison, Now, UnitChange};
use super::earlier::Earlier;
use super::{Promises, Standing};
use crate::model::Kind;
use crate::stop::Stop;

/// Checks that nothing of either round was lost or counted twice.
///
/// # Errors
/// [`Stop::Imbalance`] with the first law that does not hold.
pub fn check(earlier: &Earlier, comparison: &Comparison, now: Now<'_>) -> Result<(), Stop> {
    let tree = now.hierarchy;
    let cells = || tree.ids().filter(|&id| tree.is_cell(id)).map(|id| comparison.of(id));
    let members = || earlier.reviews.iter().filter(|r| r.counts && r.kind == Kind::Member);
    let here = cells().map(|c| c.people.both + c.people.only_before + c.people.unsure_before).sum();
    let gone = comparison.gone.iter().map(|gone| gone.members).sum::<u32>();
    equal("earlier members = both + only before + unsure + of cells gone", count(members()), here, gone)?;
    let promised = earlier.reviews.iter().filter(|r| r.counts).map(|r| r.promises.len()).sum::<usize>();
    let here = cells().map(|c| c.promises.total).sum();
    let gone = comparison.gone.iter().map(|gone| gone.promises.total).sum();
    equal("earlier promises = those of cells + of cells gone", promised, here, gone)?;
    let reviews = earlier.cells.iter().map(|cell| cell.reviews as usize).sum();
    let here = cells().map(|c| c.reviews.0).sum();
    let gone = comparison.gone.iter().map(|gone| gone.reviews).sum();
    equal("earlier reviews = those of cells + of cells gone", reviews, here, gone)?;
    comparison.carried.check(earlier, tree)?;
    for id in tree.ids() {
        parts_make_the_whole(&tree.unit(id).code, comparison.of(id))?;
        let reviews = now.totals.of(id).reviews as usize;
        equal(&format!("{}: reviews now", tree.unit(id).code), reviews, comparison.of(id).reviews.1, 0)?;
    }
    Ok(())
}

fn parts_make_the_whole(code: &str, unit: &UnitChange) -> Result<(), Stop> {
    let Promises { total, done, under_way, overdue, unclear } = unit.promises;
    equal(&format!("{code}: promises"), total as usize, done + under_way + overdue + unclear, 0)?;
    if unit.kept.is_empty() && unit.members.is_empty() {
        return Ok(());
    }
    let of = |progress: Progress| count(unit.kept.iter().filter(|k| k.progress == progress));
    for (progress, sum) in Progress::ALL.into_iter().zip([done, under_way, overdue, unclear]) {
        equal(&format!("{code}: promises {progress:?}"), of(progress), sum, 0)?;
    }
    let both = count(unit.members.iter().filter(|m| m.standing == Standing::Both));
    equal(&format!("{code}: members in both rounds"), both, unit.people.both, 0)?;
    let fates = unit.fates.iter().map(|f| f.fixed + f.repeated + f.new + f.unsure).sum();
    let listed = unit.members.iter().map(|m| m.fates.len()).sum();
    equal(&format!("{code}: what became of manifestations"), listed, fates, 0)
}

fn count<T>(of: impl Iterator<Item = T>) -> usize {
    of.count()
}

fn equal(law: &str, whole: usize, part: u32, other: u32) -> Result<(), Stop> {
    if whole == part as usize + other as usize {
        return Ok(());
    }
    Err(Stop::Imbalance { law: format!("{law}: {whole} ≠ {}", part + other) })
}
