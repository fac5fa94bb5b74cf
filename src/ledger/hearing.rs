//! The decision on the unit of one review. A wrong unit is the worst error, so evidence decides only
//! where it leaves one unit; all else is a question.

use super::units::{Evidence, Resolution, Resolver};
use crate::finding::SubjectFinding;
use crate::model::{Kind, Review, UnitId, UnitSource};
use crate::text::{fold, words};
use std::collections::BTreeSet;

/// One review's evidence, laid out for the decision.
pub(super) struct Hearing<'c, 'a> {
    pub resolver: &'c Resolver<'a>,
    pub review: &'c Review,
    pub form: Evidence,
    pub path: Evidence,
    pub mail: Evidence,
    pub unknown: Option<String>,
    pub foreign: Option<String>,
    pub text: &'c str,
}

impl Hearing<'_, '_> {
    pub(super) fn decide(self) -> Resolution {
        if self.form.torn {
            return self.ambiguous(self.form.units.clone());
        }
        if !self.form.units.is_empty() {
            return self.by_form();
        }
        if let Some(unknown) = self.unknown.clone() {
            return self.by_likeness(&unknown);
        }
        self.without_words()
    }

    /// The form names one unit or several of one name.
    fn by_form(self) -> Resolution {
        let units = self.form.units.clone();
        if self.is_foreign(&units) {
            return self.unknown_unit(units);
        }
        let [one] = units.as_slice() else {
            return match self.among(&units) {
                Some(unit) if !self.form.workplace && !self.form.shaky => self.found(unit),
                _ => self.ambiguous(units),
            };
        };
        let others = [&self.path, &self.mail];
        let says_same = others.iter().any(|e| !e.torn && e.units == units)
            || self.resolver.rosters.cell_of(self.review) == Some(*one);
        let above = !self.form.bodies.is_empty() || !self.path.bodies.is_empty();
        let against = others.iter().any(|e| !e.units.is_empty() && !e.units.contains(one));
        let sure = if self.form.workplace {
            says_same && !against
        } else if self.form.shaky {
            (says_same || above) && !against
        } else {
            true
        };
        if sure { self.found(*one) } else { self.ambiguous(units) }
    }

    /// A body of another place is named, and none that stands above these units.
    fn is_foreign(&self, units: &[UnitId]) -> bool {
        let Some(kind) = &self.foreign else { return false };
        let tree = self.resolver.hierarchy;
        self.form.bodies.is_empty()
            && units
                .iter()
                .filter_map(|&u| tree.parent(u))
                .any(|above| words(&tree.unit(above).name).contains(kind))
    }

    /// The one of several units that other evidence picks out.
    fn among(&self, units: &[UnitId]) -> Option<UnitId> {
        let mut left = units.to_vec();
        for evidence in [&self.path, &self.mail] {
            if evidence.torn {
                continue;
            }
            let named: Vec<UnitId> = left
                .iter()
                .copied()
                .filter(|u| evidence.units.is_empty() || evidence.units.contains(u))
                .filter(|&u| self.resolver.under(u, &evidence.bodies))
                .collect();
            // Evidence that fits none of them contradicts the form: nobody is picked.
            if named.is_empty() {
                return None;
            }
            left = named;
        }
        match left.as_slice() {
            [one] => Some(*one),
            several => self.resolver.rosters.one_of(self.review, several),
        }
    }

    /// The form writes a name that nobody has: accepted only where path and mail name one unit, and the
    /// words are a misspelling of its name.
    fn by_likeness(self, unknown: &str) -> Resolution {
        let near: Vec<UnitId> = [&self.path, &self.mail]
            .into_iter()
            .filter(|e| !e.torn && !e.shaky && !e.workplace && e.units.len() == 1)
            .flat_map(|e| e.units.clone())
            .collect();
        let one = near.first().copied().filter(|u| near.iter().all(|other| other == u));
        let tree = self.resolver.hierarchy;
        let alike = |u: UnitId| {
            let unit = tree.unit(u);
            std::iter::once(&unit.name)
                .chain(&unit.aliases)
                .any(|n| distance(&spell(n), &spell(unknown)) <= 2)
        };
        match one {
            Some(unit) if alike(unit) && !self.is_foreign(&[unit]) => self.found(unit),
            _ => self.unknown_unit(near),
        }
    }

    /// The form names no cell: path and mail must not contradict one another.
    fn without_words(self) -> Resolution {
        let said: Vec<&Evidence> =
            [&self.path, &self.mail].into_iter().filter(|e| !e.units.is_empty() || e.torn).collect();
        if said.is_empty() {
            return self.last_resort();
        }
        let mut left: BTreeSet<UnitId> = said.iter().flat_map(|e| e.units.iter().copied()).collect();
        let all: Vec<UnitId> = left.iter().copied().collect();
        left.retain(|u| said.iter().all(|e| e.units.contains(u)));
        left.retain(|&u| self.resolver.under(u, &self.path.bodies));
        let left: Vec<UnitId> = left.into_iter().collect();
        let rough = said.iter().any(|e| e.torn) || said.iter().all(|e| e.shaky || e.workplace);
        let one = match left.as_slice() {
            _ if rough || self.is_foreign(&left) => None,
            [one] => Some(*one),
            several => self.resolver.rosters.one_of(self.review, several),
        };
        match one {
            Some(unit) => self.found(unit),
            None => self.ambiguous(all),
        }
    }

    /// Nothing names a cell: the list of members, or, for what a body made itself, the body.
    fn last_resort(self) -> Resolution {
        let bodies: Vec<Vec<UnitId>> = self.form.bodies.iter().chain(&self.path.bodies).cloned().collect();
        if let Some(unit) = self.resolver.rosters.cell_of(self.review)
            && self.resolver.under(unit, &bodies)
            && !self.is_foreign(&[unit])
        {
            return self.found(unit);
        }
        if self.review.kind != Kind::Member
            && let Some(unit) = self.own_body()
        {
            return self.found(unit);
        }
        self.unknown_unit(Vec::new())
    }

    /// The body that a field names as the maker of a collective review or a tally, where no cell is
    /// spoken of anywhere in it.
    fn own_body(&self) -> Option<UnitId> {
        let lines = &self.review.unit_lines;
        let speaks_of_cell = |text: &str| {
            let text = fold(text);
            ["chi bo", "chi uy", "cb "].iter().any(|w| text.contains(w))
        };
        if lines.iter().any(|l| speaks_of_cell(&l.text)) {
            return None;
        }
        let field = lines.iter().find(|l| l.source == UnitSource::Field)?;
        let told = self.resolver.names.read(&field.text, &[]);
        match told.bodies.first()?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    fn found(&self, unit: UnitId) -> Resolution {
        let former = self.named_as_former(unit);
        // Counts of what is now only a part of the unit must not stand for all of it.
        let part = former.filter(|&n| self.resolver.became_another(n, unit));
        if self.review.kind == Kind::Tally && part.is_some() {
            return self.ambiguous(vec![unit]);
        }
        Resolution { unit: Some(unit), text: self.text.to_owned(), former, ..Resolution::default() }
    }

    /// The former unit that the evidence names where it does not name the unit as it is now.
    fn named_as_former(&self, unit: UnitId) -> Option<usize> {
        let said: Vec<&Evidence> = if self.form.units.is_empty() {
            [&self.path, &self.mail].into_iter().filter(|e| e.units.contains(&unit)).collect()
        } else {
            vec![&self.form]
        };
        let former: Option<Vec<usize>> = said.iter().map(|e| e.former.get(&unit).copied()).collect();
        former?.first().copied()
    }

    fn unknown_unit(&self, candidates: Vec<UnitId>) -> Resolution {
        let words = self.unknown.as_ref().map_or(String::new(), |_| self.text.to_owned());
        let words = if words.is_empty() { self.text.to_owned() } else { words };
        let finding = Some(SubjectFinding::UnitUnknown { words });
        Resolution { text: self.text.to_owned(), finding, candidates, ..Resolution::default() }
    }

    fn ambiguous(&self, units: Vec<UnitId>) -> Resolution {
        let mut candidates = units;
        for unit in self.path.units.iter().chain(&self.mail.units) {
            if !candidates.contains(unit) {
                candidates.push(*unit);
            }
        }
        if candidates.is_empty() {
            return self.unknown_unit(candidates);
        }
        let shown = |&u: &UnitId| Resolver::shown(self.resolver.hierarchy, u);
        let mut names: Vec<String> = candidates.iter().take(6).map(shown).collect();
        if candidates.len() > names.len() {
            names.push("…".into());
        }
        let (words, candidates_text) = (self.text.to_owned(), names.join("; "));
        let finding = Some(SubjectFinding::UnitAmbiguous { words, candidates: candidates_text });
        Resolution { text: self.text.to_owned(), finding, candidates, ..Resolution::default() }
    }
}

/// A name's letters, for counting slips: abbreviations written out, no accents.
fn spell(name: &str) -> Vec<char> {
    let words = super::words::wording(name);
    words.iter().map(|w| w.fold.as_str()).collect::<Vec<_>>().join(" ").chars().collect()
}

/// How many letters must be added, removed or changed to make one of the other.
fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return a.len().abs_diff(b.len());
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = cost.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
