//! The earlier round on today's tree: what its units were is followed through every change, and both sums agree.

use super::earlier::{Count, Earlier, EarlierCell};
use crate::model::{Hierarchy, UnitId, Whereabouts};
use crate::stop::Stop;
use serde::Serialize;
use std::ops::AddAssign;

/// What a unit of the earlier round added up to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Sums {
    /// Member reviews counted.
    pub reviews: u32,
    /// For each indicator, in the earlier order.
    pub answers: Vec<Count>,
}

impl Sums {
    fn of(unit: &EarlierCell) -> Self {
        Self { reviews: unit.reviews, answers: unit.answers.clone() }
    }

    /// All answers together.
    pub fn all(&self) -> Count {
        let add =
            |sum: Count, one: &Count| Count { yes: sum.yes + one.yes, doubtful: sum.doubtful + one.doubtful };
        self.answers.iter().fold(Count::default(), add)
    }

    fn total<'s>(sums: impl Iterator<Item = &'s Self>) -> Self {
        let mut total = Self::default();
        sums.for_each(|one| total += one);
        total
    }
}

impl AddAssign<&Self> for Sums {
    fn add_assign(&mut self, other: &Self) {
        self.reviews += other.reviews;
        self.answers.resize(self.answers.len().max(other.answers.len()), Count::default());
        for (sum, more) in self.answers.iter_mut().zip(&other.answers) {
            sum.yes += more.yes;
            sum.doubtful += more.doubtful;
        }
    }
}

/// Where a unit of the earlier round is today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CarriedUnit {
    /// Its code then.
    pub code: String,
    /// Its name then.
    pub name: String,
    /// Its sums.
    pub sums: Sums,
    /// What it became.
    pub whereabouts: Whereabouts,
    /// The unit of today at which its figures stand: what it became, or of a unit that was split the lowest
    /// that stands above all parts; `None` where there is none.
    pub stands_at: Option<UnitId>,
    /// Whether it stands under another unit than the one that it stood under became.
    pub moved: bool,
}

/// The earlier round on today's tree.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Carried {
    /// Every cell of the earlier round.
    pub cells: Vec<CarriedUnit>,
    /// Every unit above them.
    pub bodies: Vec<CarriedUnit>,
    /// For each unit of today, by its position: what stands at it, without the units below.
    pub own: Vec<Sums>,
    /// The same with all units below.
    pub units: Vec<Sums>,
    /// What no unit of today can be given (*chưa phân bổ*).
    pub unallocated: Sums,
    /// The sums of the highest units of the earlier tree.
    pub whole: Sums,
}

/// Follows every unit of the earlier round to today.
pub fn carry(earlier: &Earlier, tree: &Hierarchy) -> Carried {
    let follow = |unit: &EarlierCell| {
        let whereabouts = tree.whereabouts(&unit.code, earlier.date);
        let stands_at = match &whereabouts {
            Whereabouts::In(one) => Some(*one),
            Whereabouts::Split(parts) => lowest_above(parts, tree),
            Whereabouts::Dissolved | Whereabouts::Unknown => None,
        };
        let above = unit.parent.as_ref().map(|code| tree.whereabouts(code, earlier.date));
        let moved = match (&whereabouts, above) {
            (Whereabouts::In(now), Some(Whereabouts::In(above))) => {
                *now != above && tree.parent(*now) != Some(above)
            }
            _ => false,
        };
        let (code, name) = (unit.code.clone(), unit.name.clone());
        CarriedUnit { code, name, sums: Sums::of(unit), whereabouts, stands_at, moved }
    };
    let cells: Vec<CarriedUnit> = earlier.cells.iter().map(follow).collect();
    let mut own = vec![Sums::default(); tree.units().len()];
    let mut unallocated = Sums::default();
    for cell in &cells {
        let place = cell.stands_at.and_then(|unit| own.get_mut(unit.0));
        *place.unwrap_or(&mut unallocated) += &cell.sums;
    }
    let mut units = own.clone();
    for id in tree.bottom_up() {
        if let Some(above) = tree.parent(id) {
            let sum = units[id.0].clone();
            units[above.0] += &sum;
        }
    }
    let bodies = earlier.bodies.iter().map(follow).collect();
    let roots = earlier.bodies.iter().chain(&earlier.cells).filter(|unit| unit.parent.is_none());
    let whole = Sums::total(roots.map(Sums::of).collect::<Vec<_>>().iter());
    Carried { cells, bodies, own, units, unallocated, whole }
}

/// The lowest unit that is, or stands above, each of these.
fn lowest_above(parts: &[UnitId], tree: &Hierarchy) -> Option<UnitId> {
    let line = |part: UnitId| std::iter::once(part).chain(tree.ancestors(part));
    let (first, others) = parts.split_first()?;
    line(*first).find(|unit| others.iter().all(|other| line(*other).any(|above| above == *unit)))
}

impl Carried {
    /// Whether any unit is another one today, stands elsewhere, or is none.
    pub fn is_changed(&self, tree: &Hierarchy) -> bool {
        let same = |unit: &CarriedUnit| {
            !unit.moved
                && matches!(unit.whereabouts, Whereabouts::In(now) if tree.unit(now).code == unit.code)
        };
        !self.cells.iter().chain(&self.bodies).all(same)
    }

    /// What the highest units of today have of the earlier round.
    pub fn allocated(&self, tree: &Hierarchy) -> Sums {
        Sums::total(tree.roots().filter_map(|id| self.units.get(id.0)))
    }

    /// Checks that both trees hold the same figures.
    ///
    /// # Errors
    /// [`Stop::Imbalance`] with the first law that does not hold.
    pub(super) fn check(&self, earlier: &Earlier, tree: &Hierarchy) -> Result<(), Stop> {
        let mut mapped = self.allocated(tree);
        mapped += &self.unallocated;
        equal("earlier round: highest units then = highest units today + unallocated", &self.whole, &mapped)?;
        let cells: Vec<Sums> = earlier.cells.iter().map(Sums::of).collect();
        equal("earlier round: highest units then = cells then", &self.whole, &Sums::total(cells.iter()))?;
        for id in tree.ids() {
            let below = tree.children(id).iter().filter_map(|child| self.units.get(child.0));
            let mut sum = Sums::total(below);
            sum += &self.own[id.0];
            let law = format!("earlier round: {} = its own + units below", tree.unit(id).code);
            equal(&law, &self.units[id.0], &sum)?;
        }
        Ok(())
    }
}

fn equal(law: &str, whole: &Sums, parts: &Sums) -> Result<(), Stop> {
    let answers = |sums: &Sums| sums.answers.iter().any(|c| *c != Count::default());
    let same = whole.answers == parts.answers || !(answers(whole) || answers(parts));
    if whole.reviews == parts.reviews && same {
        return Ok(());
    }
    let shown = |sums: &Sums| format!("{} ({:?})", sums.reviews, sums.all());
    Err(Stop::Imbalance { law: format!("{law}: {} ≠ {}", shown(whole), shown(parts)) })
}

#[cfg(test)]
mod tests;
