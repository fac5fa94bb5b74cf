//! Copies: what came twice counts once.

use super::desk::{Desk, Found};
use super::versions::asked_of;
use crate::finding::SubjectFinding;
use crate::model::{BirthDate, Kind, Review, UnitId};
use crate::text::name_key;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

impl Desk<'_> {
    /// Files of the same bytes are copies. What path or mail says about the unit of one holds for all,
    /// where they do not contradict one another.
    pub(super) fn find_same_bytes(&mut self) {
        let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let told: BTreeSet<usize> = self.told.iter().map(|told| told.file).collect();
        for (i, file) in self.files.iter().enumerate() {
            let read = matches!(self.found[i], Found::Read(_));
            let says = !self.range_of(i).is_empty() || told.contains(&i);
            if read && (says || !self.file_findings(i).is_empty()) {
                groups.entry(file.fingerprint).or_default().push(i);
            }
        }
        for group in groups.into_values().filter(|g| g.len() > 1) {
            self.share_units(&group);
            self.keep_one(&group);
        }
    }

    /// Files whose reviews are equal in content are copies, though their bytes differ: a form that was
    /// opened and saved again. Only reviews of known subjects are compared.
    pub(super) fn find_same_content(&mut self) {
        for alike in self.of_same_subjects() {
            let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for file in alike {
                let mut text = String::new();
                let cases = self.cases[self.range_of(file)].iter().filter(|case| !case.aside);
                cases.for_each(|case| content(&case.entry.review, &mut text));
                groups.entry(text).or_default().push(file);
            }
            for group in groups.into_values().filter(|g| g.len() > 1) {
                self.keep_one(&group);
            }
        }
    }

    /// Files that hold reviews of the same known subjects on the same dates, where there are several.
    fn of_same_subjects(&self) -> Vec<Vec<usize>> {
        let mut by_file: BTreeMap<usize, Option<Vec<Subject>>> = BTreeMap::new();
        for case in self.cases.iter().filter(|case| !case.aside) {
            let entry = &case.entry;
            let twice = |name: &str| entry.unit.is_some_and(|unit| self.rosters.count(unit, name) > 1);
            let review = &entry.review;
            let known = match (&review.name, review.birth) {
                _ if review.kind != Kind::Member => entry.unit.is_some(),
                (Some(_), Some(BirthDate::Day(_))) => true,
                (Some(name), _) => entry.unit.is_some() && !twice(name),
                (None, _) => false,
            };
            let all = by_file
                .entry(entry.file)
                .or_insert_with(|| Some(Vec::with_capacity(self.range_of(entry.file).len())));
            match all {
                Some(subjects) if known => subjects.push(subject(review, (entry.unit, case.part.clone()))),
                _ => *all = None,
            }
        }
        let mut groups: BTreeMap<Vec<Subject>, Vec<usize>> = BTreeMap::new();
        for (file, subjects) in by_file {
            if let Some(subjects) = subjects {
                groups.entry(subjects).or_default().push(file);
            }
        }
        groups.into_values().filter(|group| group.len() > 1).collect()
    }

    /// Keeps the preferred one of several copies.
    fn keep_one(&mut self, group: &[usize]) {
        let Some(kept) = group.iter().copied().min_by(|&a, &b| self.preference(a).cmp(&self.preference(b)))
        else {
            return;
        };
        let of = self.files[kept].path.clone();
        for &file in group.iter().filter(|&&file| file != kept) {
            self.copy_of[file] = Some(kept);
            for i in self.range_of(file) {
                self.cases[i].set_aside(SubjectFinding::Duplicate { of: of.clone() });
            }
        }
    }

    /// Copies lie in several places; the unit that one place tells holds for all.
    fn share_units(&mut self, group: &[usize]) {
        let mut by_mark: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for i in group.iter().flat_map(|&file| self.range_of(file)) {
            by_mark.entry(self.cases[i].mark.clone()).or_default().push(i);
        }
        for cases in by_mark.into_values() {
            let mut units: Vec<UnitId> = cases.iter().filter_map(|&i| self.cases[i].entry.unit).collect();
            units.sort_unstable();
            units.dedup();
            for i in cases {
                self.share_unit(i, &units);
            }
        }
    }

    fn share_unit(&mut self, i: usize, units: &[UnitId]) {
        let shown: Vec<String> =
            units.iter().map(|&u| super::units::Resolver::shown(self.hierarchy, u)).collect();
        let case = &mut self.cases[i];
        match units {
            [] => {}
            [one] => {
                case.entry.unit = Some(*one);
                case.unflag(is_about_unit);
            }
            several => {
                case.entry.unit = None;
                case.candidates = several.to_vec();
                case.unflag(is_about_unit);
                let (words, candidates) = (case.entry.unit_text.clone(), shown.join("; "));
                case.flag(SubjectFinding::UnitAmbiguous { words, candidates });
            }
        }
    }
}

/// Whether a finding says that the unit is not known.
pub(super) fn is_about_unit(finding: &SubjectFinding) -> bool {
    matches!(finding, SubjectFinding::UnitUnknown { .. } | SubjectFinding::UnitAmbiguous { .. })
}

/// Whose review it is, and of which date: a unit, and the former one that it names.
type Subject = (Kind, Unit, Option<String>, Option<BirthDate>, Option<Date>);
type Unit = (Option<UnitId>, Option<String>);

fn subject(review: &Review, unit: Unit) -> Subject {
    let name = review.name.as_deref().or_else(|| asked_of(review));
    (review.kind, unit, name.map(name_key), review.birth, review.date)
}

/// What a review says, without its subject and date, as one text.
pub(super) fn content(review: &Review, out: &mut String) {
    for a in &review.answers {
        // Writing to a String never fails.
        let doubt = a.doubt.as_deref().map(crate::finding::Finding::code);
        let _ = write!(out, "{:?}", (a.answer, a.level, a.count, &a.note, doubt));
    }
    for c in &review.commitments {
        let _ = write!(out, "{:?}", (c.indicator, &c.shortcoming, &c.action, &c.due_text, c.status));
    }
    let sums = review.figures.as_ref().map(|figures| &figures.totals);
    let _ = write!(out, "{:?};", (review.rating, review.total, sums));
}

#[cfg(test)]
mod tests {
    use crate::extract::Account;
    use crate::intake::Fingerprint;
    use crate::ledger::sample::{books, fate, file, review};
    use crate::model::Review;
    use jiff::civil::date;

    fn same_bytes(path: &str, review: Review) -> Account {
        Account { fingerprint: Fingerprint::of(b"one"), ..file(path, vec![review]) }
    }

    fn form() -> Review {
        review("Lý Văn Đào").field("Chi bộ thôn Hòa Bình").on(date(2026, 6, 1))
    }

    #[test]
    fn of_equal_files_the_one_not_named_as_a_copy_counts() {
        for copy in ["Bản sao của a.docx", "Copy of a.docx", "a (1).docx", "gui lai a.docx", "a.eml!a.docx"]
        {
            let books = books(vec![same_bytes("x.docx", form()), same_bytes(copy, form())]);
            assert_eq!((fate(&books, "x.docx"), fate(&books, copy)), ("accepted", "duplicate"), "{copy}");
            assert_eq!(books.entries.iter().filter(|e| e.counts).count(), 1);
        }
    }

    #[test]
    fn a_form_saved_again_without_change_is_a_copy_though_its_bytes_differ() {
        let books = books(vec![file("a.docx", vec![form()]), file("b.docx", vec![form()])]);
        assert_eq!((fate(&books, "a.docx"), fate(&books, "b.docx")), ("accepted", "duplicate"));
    }

    #[test]
    fn two_namesakes_of_one_cell_are_no_copies_of_one_another() {
        let form = || review("Đỗ Văn Mít").field("Chi bộ thôn Sơn Nam");
        let books = books(vec![file("a.docx", vec![form()]), file("b.docx", vec![form()])]);
        assert_eq!((fate(&books, "a.docx"), fate(&books, "b.docx")), ("needs_review", "needs_review"));
    }

    #[test]
    fn nameless_forms_of_equal_answers_are_no_copies() {
        let form = || review("").field("Chi bộ thôn Hòa Bình");
        let books = books(vec![file("a.docx", vec![form()]), file("b.docx", vec![form()])]);
        assert_eq!((fate(&books, "a.docx"), fate(&books, "b.docx")), ("needs_review", "needs_review"));
    }

    #[test]
    fn the_unit_that_the_folder_of_one_copy_tells_holds_for_the_other() {
        let at = |path: &str| same_bytes(path, review("Lý Văn Đào"));
        let known = books(vec![at("a.docx"), at("Chi bộ thôn Hòa Bình/Copy of a.docx")]);
        assert_eq!(fate(&known, "a.docx"), "accepted");
        let torn = books(vec![at("a.docx"), at("Chi bộ thôn Hòa Bình/a.docx"), at("Chi bộ thôn 5/a.docx")]);
        assert_eq!(fate(&torn, "Chi bộ thôn 5/a.docx"), "needs_review");
        assert_eq!(fate(&torn, "a.docx"), "duplicate");
        assert!(torn.entries.iter().all(|e| !e.counts));
    }
}
