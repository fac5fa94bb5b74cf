//! The desk on which the books are made: files, reviews and questions while they are being settled.

use super::decisions::Decisions;
use super::rosters::Rosters;
use super::units::{Resolution, Resolver};
use super::{Books, Disposition, Entry, FileRecord, Question, Told};
use crate::extract::{Account, Outcome};
use crate::finding::{FileFinding, Finding, SubjectFinding};
use crate::intake::Fingerprint;
use crate::model::{Catalogue, Flag, Hierarchy, Kind, Review, UnitId};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Of so many files it is told at once whose reviews they hold.
const AT_ONCE: usize = 1_000;

/// What was found in a file.
#[derive(Debug, Clone)]
pub(super) enum Found {
    Container,
    Ignored(FileFinding),
    Refused(FileFinding),
    /// Read, with what the reader of forms says about the file.
    Read(Vec<Finding>),
}

/// A review on the desk.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub entry: Entry,
    /// Units that fit, where it cannot be told which.
    pub candidates: Vec<UnitId>,
    /// What tells it from other reviews of its file, for the keys of questions.
    pub mark: String,
    /// Whether it is a copy or an older version.
    pub aside: bool,
    /// Whether a person must first say which of several counts.
    pub waits: bool,
    /// Code of the former unit that it names, where that became part of its unit.
    pub part: Option<String>,
}

impl Case {
    /// Notes something about the review as a whole.
    pub(super) fn flag(&mut self, finding: SubjectFinding) {
        let finding = Finding::Subject(finding);
        self.entry.review.flags.push(Flag { finding, indicator: None });
    }

    /// Sets it aside as a copy or an older version.
    pub(super) fn set_aside(&mut self, why: SubjectFinding) {
        self.aside = true;
        self.flag(why);
    }

    /// Takes back what was noted.
    pub(super) fn unflag(&mut self, gone: impl Fn(&SubjectFinding) -> bool) {
        self.entry.review.flags.retain(|f| !matches!(&f.finding, Finding::Subject(s) if gone(s)));
    }
}

/// Everything on the desk.
pub(super) struct Desk<'a> {
    pub hierarchy: &'a Hierarchy,
    pub catalogue: &'a Catalogue,
    pub decisions: &'a Decisions,
    pub rosters: &'a Rosters<'a>,
    pub files: Vec<FileRecord>,
    pub found: Vec<Found>,
    pub cases: Vec<Case>,
    /// Papers about corrections promised before.
    pub told: Vec<Told>,
    /// The file that counts, for every file that is a copy.
    pub copy_of: Vec<Option<usize>>,
    pub questions: Vec<Question>,
    /// Keys of the questions asked so far: nothing is asked twice.
    pub asked: BTreeSet<String>,
    pub unit_findings: Vec<(UnitId, Finding)>,
    pub expired: Vec<(String, Fingerprint)>,
}

/// Settles what was read: whose each review is, which copy and version counts, what a person decided.
///
/// The same accounts in any order give the same books.
pub fn settle(
    mut accounts: Vec<Account>,
    hierarchy: &Hierarchy,
    catalogue: &Catalogue,
    decisions: &Decisions,
) -> Books {
    accounts.sort_by(|a, b| a.path.cmp(&b.path).then(a.fingerprint.cmp(&b.fingerprint)));
    let rosters = Rosters::new(hierarchy);
    let mut desk = Desk {
        hierarchy,
        catalogue,
        decisions,
        rosters: &rosters,
        files: Vec::with_capacity(accounts.len()),
        found: Vec::with_capacity(accounts.len()),
        cases: Vec::with_capacity(accounts.iter().map(Account::reviews).sum()),
        told: Vec::new(),
        copy_of: vec![None; accounts.len()],
        questions: Vec::new(),
        asked: BTreeSet::new(),
        unit_findings: Vec::new(),
        expired: Vec::new(),
    };
    let resolver = Resolver::new(hierarchy, &rosters);
    let mut accounts = accounts.into_iter();
    while !accounts.as_slice().is_empty() {
        let some: Vec<Account> = accounts.by_ref().take(AT_ONCE).collect();
        let told: Vec<Vec<Resolution>> = some.par_iter().map(|account| whose(account, &resolver)).collect();
        for (account, told) in some.into_iter().zip(told) {
            desk.lay_out(account, told, &resolver);
        }
    }
    desk.find_same_bytes();
    desk.ask_subjects();
    desk.find_same_content();
    desk.order_versions();
    desk.check_rosters();
    desk.check_tallies();
    desk.ask_answers();
    desk.say_what_counts();
    desk.compare_tallies();
    desk.ask_files();
    desk.dispose();
    desk.close()
}

/// Whose each review of an account is, in their order; what an office compiled is told by its figures.
fn whose(account: &Account, resolver: &Resolver<'_>) -> Vec<Resolution> {
    let Outcome::Read(read) = &account.outcome else { return Vec::new() };
    let reviews = read.reviews.iter().filter(|review| review.figures.is_none());
    reviews.map(|review| resolver.resolve(review, &account.path, account.envelope.as_deref())).collect()
}

impl Desk<'_> {
    /// Lays one account on the desk, of whose reviews it is told whose they are.
    fn lay_out(&mut self, account: Account, told: Vec<Resolution>, resolver: &Resolver<'_>) {
        let file = self.files.len();
        let (found, reviews, follow_ups) = match account.outcome {
            Outcome::Container => (Found::Container, Vec::new(), Vec::new()),
            Outcome::Ignored(f) => (Found::Ignored(f), Vec::new(), Vec::new()),
            Outcome::Refused(f) => (Found::Refused(f), Vec::new(), Vec::new()),
            Outcome::Read(read) => (Found::Read(read.findings), read.reviews, read.follow_ups),
        };
        for (n, follow_up) in follow_ups.into_iter().enumerate() {
            let unit =
                resolver.resolve(&follow_up.subject(), &account.path, account.envelope.as_deref()).unit;
            let mark = format!("{}#{}", follow_up.place, n + 1);
            self.told.push(Told { file, mark, follow_up, unit });
        }
        let (mut figures, mut told) = (Vec::new(), told.into_iter());
        for (n, mut review) in reviews.into_iter().enumerate() {
            if let Some(sums) = review.figures.take() {
                figures.push((review, sums));
                continue;
            }
            let told = told.next().unwrap_or_default();
            let mark = format!("{}#{}", review.place, n + 1);
            let mut case = self.case(file, review, told, mark);
            self.name(&mut case, &account.path);
            self.cases.push(case);
        }
        self.lay_out_figures(figures, (file, &account.path, account.envelope.as_ref()), resolver);
        self.files.push(FileRecord {
            path: account.path,
            fingerprint: account.fingerprint,
            size: account.size,
            envelope: account.envelope,
            disposition: Disposition::Accepted,
            reason: None,
            findings: account.findings,
        });
        self.found.push(found);
    }

    /// A review of which it was told whose it is.
    pub(super) fn case(&mut self, file: usize, mut review: Review, told: Resolution, mark: String) -> Case {
        // They have said whose it is, which is kept in words.
        review.unit_lines = Arc::default();
        let former = told.former.and_then(|n| self.hierarchy.former().get(n)).zip(told.unit);
        let entry = Entry { file, review, unit: told.unit, unit_text: told.text, counts: false };
        let (candidates, part) = (told.candidates, None);
        let mut case = Case { entry, candidates, mark, aside: false, waits: false, part };
        if let Some(finding) = told.finding {
            case.flag(finding);
        }
        if let Some((former, unit)) = former {
            let said = SubjectFinding::FormerUnit {
                former: format!("{} - {}", former.unit.code, former.unit.name),
                until: former.until.strftime("%d/%m/%Y").to_string(),
                row: former.unit.row,
                unit: Resolver::shown(self.hierarchy, unit),
            };
            let known = (unit, Finding::Subject(said.clone()));
            if !self.unit_findings.contains(&known) {
                self.unit_findings.push(known);
            }
            case.flag(said);
            case.part =
                (former.unit.code != self.hierarchy.unit(unit).code).then(|| former.unit.code.clone());
        }
        case
    }

    /// A form without a name takes the one member of its cell who is named in the file's name.
    fn name(&self, case: &mut Case, path: &str) {
        let review = &mut case.entry.review;
        if review.kind != Kind::Member || review.name.is_some() {
            return;
        }
        review.flags.retain(|f| f.finding != SubjectFinding::NameMissing.into());
        let file = path.rsplit(['/', '!']).next().unwrap_or(path);
        match case.entry.unit.and_then(|unit| self.rosters.named_in(unit, file)) {
            Some(member) => review.name = Some(member.name.clone()),
            None => case.flag(SubjectFinding::NameMissing),
        }
    }

    /// A member who is not on the cell's list is worth a hint.
    fn check_rosters(&mut self) {
        for case in &mut self.cases {
            let (Some(unit), Some(name)) = (case.entry.unit, case.entry.review.name.clone()) else {
                continue;
            };
            let listed = !self.hierarchy.unit(unit).roster.is_empty();
            if !case.aside && listed && self.rosters.count(unit, &name) == 0 {
                case.flag(SubjectFinding::NotOnRoster { name });
            }
        }
    }

    /// What is known of a cell counts, unless it is set aside or a person must first choose.
    fn say_what_counts(&mut self) {
        for case in &mut self.cases {
            let at_cell = case.entry.unit.is_some_and(|unit| self.hierarchy.is_cell(unit));
            case.entry.counts = at_cell && !case.aside && !case.waits;
        }
    }

    fn close(mut self) -> Books {
        self.questions.sort_by_cached_key(Question::order);
        self.told.retain(|told| self.copy_of[told.file].is_none());
        Books {
            files: self.files,
            entries: self.cases.into_iter().map(|case| case.entry).collect(),
            told: self.told,
            questions: self.questions,
            unit_findings: self.unit_findings,
            expired: self.expired,
        }
    }

    /// The path of a case's file.
    pub(super) fn path(&self, case: usize) -> &str {
        &self.files[self.cases[case].entry.file].path
    }

    /// A case's review.
    pub(super) fn review(&self, case: usize) -> &Review {
        &self.cases[case].entry.review
    }

    /// How much a file is to be preferred among several of the same content, smallest first: not named
    /// as a copy, outside mails and archives, then by path.
    pub(super) fn preference(&self, file: usize) -> (bool, usize, &str) {
        let path = self.files[file].path.as_str();
        let name = crate::text::fold(path.rsplit(['/', '!']).next().unwrap_or(path));
        let copied =
            ["copy", "ban sao", "gui lai"].iter().any(|w| format!(" {name} ").contains(&format!(" {w} ")));
        (copied || super::versions::bracket_number(path).is_some(), path.matches('!').count(), path)
    }
}
