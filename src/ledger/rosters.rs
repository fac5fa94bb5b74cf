//! Who is on the books of which cell.

use crate::model::{BirthDate, Hierarchy, Member, Review, UnitId};
use crate::text::{fold, has_diacritics, name_key};
use std::collections::HashMap;

/// The members of all cells that list them, by name.
pub(super) struct Rosters<'a> {
    hierarchy: &'a Hierarchy,
    by_name: HashMap<String, Vec<(UnitId, usize)>>,
}

impl<'a> Rosters<'a> {
    pub(super) fn new(hierarchy: &'a Hierarchy) -> Self {
        let mut by_name: HashMap<String, Vec<(UnitId, usize)>> = HashMap::new();
        for id in hierarchy.ids() {
            for (i, member) in hierarchy.unit(id).roster.iter().enumerate() {
                by_name.entry(fold(&member.name)).or_default().push((id, i));
            }
        }
        Self { hierarchy, by_name }
    }

    /// Members who may be this one: the name agrees, accents and all where the writer wrote any, and the
    /// dates of birth agree or one is not given.
    pub(super) fn named(&self, name: &str, birth: Option<BirthDate>) -> Vec<(UnitId, &'a Member)> {
        let accented = has_diacritics(name);
        let key = name_key(name);
        let all = self.by_name.get(&fold(&crate::text::clean_name(name))).into_iter().flatten();
        let members = all.map(|&(unit, i)| (unit, &self.hierarchy.unit(unit).roster[i]));
        members
            .filter(|(_, m)| !accented || name_key(&m.name) == key)
            .filter(|(_, m)| match (birth, m.birth) {
                (Some(a), Some(b)) => a.agrees_with(b),
                _ => true,
            })
            .collect()
    }

    /// The one cell that has a member of exactly this name and full date of birth.
    pub(super) fn cell_of(&self, review: &Review) -> Option<UnitId> {
        let (name, birth @ BirthDate::Day(_)) = (review.name.as_deref()?, review.birth?) else { return None };
        let mut found = self.named(name, Some(birth)).into_iter().filter(|(_, m)| m.birth == Some(birth));
        let (unit, _) = found.next()?;
        found.next().is_none().then_some(unit)
    }

    /// The one of several units whose list has this member. A name alone decides only where all the
    /// others have a list without it.
    pub(super) fn one_of(&self, review: &Review, units: &[UnitId]) -> Option<UnitId> {
        if let Some(unit) = self.cell_of(review) {
            return units.contains(&unit).then_some(unit);
        }
        let name = review.name.as_deref()?;
        let found = self.named(name, review.birth);
        let mut on: Vec<UnitId> = found.into_iter().map(|(u, _)| u).filter(|u| units.contains(u)).collect();
        on.dedup();
        let listed = units.iter().all(|&u| !self.hierarchy.unit(u).roster.is_empty());
        match on.as_slice() {
            [one] if listed => Some(*one),
            _ => None,
        }
    }

    /// How many members of the cell bear this name.
    pub(super) fn count(&self, unit: UnitId, name: &str) -> usize {
        self.named(name, None).iter().filter(|(u, _)| *u == unit).count()
    }

    /// The one member of the cell whose name stands in a text, such as the name of a file.
    pub(super) fn named_in(&self, unit: UnitId, text: &str) -> Option<&'a Member> {
        let accented = has_diacritics(text);
        let form = |s: &str| format!(" {} ", if accented { crate::text::key(s) } else { fold(s) });
        let text = form(text);
        let mut found = self.hierarchy.unit(unit).roster.iter().filter(|m| text.contains(&form(&m.name)));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}
