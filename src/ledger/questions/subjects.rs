//! Questions about whose review it is.

use super::Asked;
use crate::finding::{Finding, SubjectFinding};
use crate::ledger::QuestionKind;
use crate::ledger::desk::Desk;
use crate::ledger::duplicates::is_about_unit;
use crate::ledger::units::Resolver;
use crate::model::{Kind, UnitId, Whereabouts};
use crate::text::clean_name;
use std::collections::BTreeSet;

/// At most so many units are offered for choice; any other code may still be typed.
const UNITS_OFFERED: usize = 60;

impl Desk<'_> {
    /// Asks for units and names that are not known, and enters what was decided.
    pub(in crate::ledger) fn ask_subjects(&mut self) {
        for i in 0..self.cases.len() {
            if self.cases[i].aside {
                continue;
            }
            self.ask_unit(i);
            self.ask_name(i);
        }
    }

    fn ask_unit(&mut self, i: usize) {
        let flags = &self.cases[i].entry.review.flags;
        let Some(why) =
            flags.iter().map(|f| &f.finding).find(|f| matches!(f, Finding::Subject(s) if is_about_unit(s)))
        else {
            return;
        };
        let why = why.clone();
        let decided = self.typed(i, QuestionKind::Unit, None).and_then(|typed| self.unit_typed(i, typed));
        if let Some(unit) = decided {
            self.cases[i].entry.unit = Some(unit);
            self.cases[i].unflag(is_about_unit);
        }
        let case = &self.cases[i];
        let asked = Asked {
            kind: QuestionKind::Unit,
            indicator: None,
            place: case.entry.review.place.clone(),
            words: case.entry.unit_text.clone(),
            why,
            choices: self.units_offered(&case.candidates),
        };
        self.ask(i, asked, decided.is_some());
    }

    /// The unit that was typed: its code, alone or before its name, or its whole name if no other has it.
    fn unit_typed(&self, i: usize, typed: &str) -> Option<UnitId> {
        let code = typed.split(" - ").next().unwrap_or(typed).trim();
        let today = |code: &str| match self.hierarchy.whereabouts(code, None) {
            Whereabouts::In(unit) => Some(unit),
            _ => None,
        };
        let by_code = today(typed).or_else(|| today(code));
        let unit = by_code.or_else(|| {
            let wanted = crate::text::key(typed);
            let mut named =
                self.hierarchy.ids().filter(|&u| crate::text::key(&self.hierarchy.unit(u).name) == wanted);
            named.next().filter(|_| named.next().is_none())
        })?;
        let member = self.cases[i].entry.review.kind == Kind::Member;
        (!member || self.hierarchy.is_cell(unit)).then_some(unit)
    }

    /// Units to choose from: those that fit, then their neighbours, then all, as far as they are few.
    fn units_offered(&self, candidates: &[UnitId]) -> Vec<String> {
        let neighbours = candidates.iter().filter_map(|&u| self.hierarchy.parent(u));
        let neighbours = neighbours.flat_map(|above| self.hierarchy.children(above).iter().copied());
        let all = self.hierarchy.ids();
        let cells = neighbours.chain(all).filter(|&u| self.hierarchy.is_cell(u));
        let mut seen = BTreeSet::new();
        let units = candidates.iter().copied().chain(cells).filter(|&u| seen.insert(u)).take(UNITS_OFFERED);
        units.map(|u| Resolver::shown(self.hierarchy, u)).collect()
    }

    fn ask_name(&mut self, i: usize) {
        let missing = |f: &SubjectFinding| matches!(f, SubjectFinding::NameMissing);
        let flags = &self.cases[i].entry.review.flags;
        if !flags.iter().any(|f| matches!(&f.finding, Finding::Subject(s) if missing(s))) {
            return;
        }
        let name = self.typed(i, QuestionKind::Name, None).map(clean_name).filter(|n| !n.is_empty());
        let decided = name.is_some();
        if decided {
            self.cases[i].entry.review.name = name;
            self.cases[i].unflag(missing);
        }
        let case = &self.cases[i];
        let mut choices: Vec<String> = Vec::new();
        if let Some(unit) = case.entry.unit {
            choices = self.hierarchy.unit(unit).roster.iter().map(|m| m.name.clone()).collect();
        }
        let asked = Asked {
            kind: QuestionKind::Name,
            indicator: None,
            place: case.entry.review.place.clone(),
            words: String::new(),
            why: SubjectFinding::NameMissing.into(),
            choices,
        };
        self.ask(i, asked, decided);
    }
}
