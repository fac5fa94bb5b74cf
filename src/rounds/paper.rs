//! One paper on what became of promises: whose they are, which ones, and how far they have come. What is not certain
//! is asked.

use super::asker::{About, Asker};
use super::reports::Promiser;
use crate::finding::SubjectFinding;
use crate::ledger::{self, PastPromise, QuestionKind};
use crate::model::{Hierarchy, Kind, Outcome, Place, Status, UnitId};
use crate::text::{fold, key, name_key};
use std::collections::{BTreeMap, BTreeSet};

/// The choices for how far a promise has come.
pub(super) const STATUSES: [(&str, Status); 3] = [
    ("Đã khắc phục", Status::Done),
    ("Đang khắc phục", Status::InProgress),
    ("Chưa khắc phục", Status::NotDone),
];

const NONE_OF_THEM: &str = "Không phải các cam kết này";
const NOBODY: &str = "Không phải những người này";

/// At most so many people or promises are offered to choose from.
const OFFERED: usize = 60;

/// The longest text of a promise in a choice.
const LONGEST: usize = 120;

/// Which of several is meant.
pub(super) enum Picked {
    /// This one.
    This(usize),
    /// None of them: a person says so.
    None,
    /// A person must say it first.
    Open,
}

impl Picked {
    /// The choice that a person took, where the last one is none of them.
    fn of(choice: Option<usize>, offered: &[usize]) -> Self {
        match choice {
            None => Self::Open,
            Some(choice) => offered.get(choice).map_or(Self::None, |one| Self::This(*one)),
        }
    }
}

/// What a row of a paper says.
pub(super) enum Heard {
    /// A person says that it is about none of the promises.
    Nothing,
    /// Something of one of these promises that a person must read first.
    Waits(Vec<usize>),
    /// How far a promise has come.
    Said(usize, Status),
}

/// Everybody who promised something, by cell and by name then and now.
pub(super) struct Index {
    by_unit: BTreeMap<Option<UnitId>, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Index {
    pub(super) fn new(promisers: &[Promiser<'_>]) -> Self {
        let mut index = Self { by_unit: BTreeMap::new(), by_name: BTreeMap::new() };
        for (i, promiser) in promisers.iter().enumerate() {
            index.by_unit.entry(promiser.unit).or_default().push(i);
            let names = promiser.review.name.as_deref().into_iter().chain(promiser.name_now);
            let names: BTreeSet<String> = names.map(name_key).collect();
            for name in names {
                index.by_name.entry(name).or_default().push(i);
            }
        }
        index
    }
}

/// One paper beside all promises.
#[derive(Clone, Copy)]
pub(super) struct Paper<'d> {
    pub promisers: &'d [Promiser<'d>],
    pub index: &'d Index,
    pub tree: &'d Hierarchy,
    pub told: &'d ledger::Told,
}

impl<'d> Paper<'d> {
    pub(super) fn about(
        &self,
        place: &'d Place,
        mark: String,
        why: SubjectFinding,
        choices: Vec<String>,
    ) -> About<'d> {
        About {
            kind: QuestionKind::FollowUp,
            file: self.told.file,
            place,
            mark: vec![self.told.mark.clone(), mark],
            unit: self.told.unit,
            name: self.told.follow_up.name.as_deref(),
            words: String::new(),
            why,
            choices,
        }
    }

    /// Who promised what the paper is about, or that nobody did; a person is asked where that is not certain.
    pub(super) fn whose(&self, unsure: &BTreeSet<(UnitId, String)>, asker: &mut Asker<'_>) -> Picked {
        let paper = &self.told.follow_up;
        let here = |p: &usize| self.told.unit.is_none() || self.promisers[*p].unit == self.told.unit;
        let found: Vec<usize> = self.are_of().into_iter().filter(here).collect();
        if let ([one], Some(_)) = (found.as_slice(), self.told.unit) {
            return Picked::This(*one);
        }
        // Who that was in the earlier round is asked at the review already.
        let who = self.told.unit.zip(paper.name.as_deref().map(name_key));
        if found.is_empty() && who.is_some_and(|who| unsure.contains(&who)) {
            return Picked::Open;
        }
        let mut offered = if found.is_empty() { self.of_kind() } else { found };
        offered.truncate(OFFERED);
        let name = paper.name.clone().unwrap_or_default();
        let mut choices: Vec<String> = offered.iter().map(|&p| self.shown(p)).collect();
        choices.push(NOBODY.into());
        let why = SubjectFinding::FollowUpWhose { name: name.clone() };
        let about = self.about(&paper.place, "whose".into(), why, choices);
        Picked::of(asker.decide(About { words: name, ..about }), &offered)
    }

    /// Those of the paper's cell and kind; of all cells where its own is not known.
    fn of_kind(&self) -> Vec<usize> {
        let in_unit: Vec<usize> = match self.told.unit {
            Some(unit) => self.index.by_unit.get(&Some(unit)).cloned().unwrap_or_default(),
            None => (0..self.promisers.len()).collect(),
        };
        let kind = |p: &usize| self.promisers[*p].review.kind == self.told.follow_up.kind;
        in_unit.into_iter().filter(kind).collect()
    }

    /// The promises that a paper may be about of which nobody knows yet whose it is: those of the same name
    /// anywhere, or all of its cell where it bears none.
    pub(super) fn perhaps(&self) -> Vec<(usize, usize)> {
        let named = self.told.follow_up.name.is_some();
        let who = if named { self.are_of() } else { self.of_kind() };
        let promises = |p: usize| (0..self.promisers[p].review.promises.len()).map(move |n| (p, n));
        who.into_iter().flat_map(promises).collect()
    }

    /// What one row says of the promises of one person.
    pub(super) fn reads(
        &self,
        who: usize,
        (n, outcome): (usize, &'d Outcome),
        asker: &mut Asker<'_>,
    ) -> Heard {
        let all = self.promisers[who].review.promises.len();
        let which = match self.which(who, n, outcome, asker) {
            Picked::Open => return Heard::Waits((0..all).collect()),
            Picked::None => return Heard::Nothing,
            Picked::This(which) => which,
        };
        match outcome.status.or_else(|| self.status(n, outcome, asker)) {
            Some(status) => Heard::Said(which, status),
            None => Heard::Waits(vec![which]),
        }
    }

    /// Those whom the paper may be of: of the same name, then or now, whose date of birth does not contradict; the
    /// committee, where it is one's.
    fn are_of(&self) -> Vec<usize> {
        let paper = &self.told.follow_up;
        if paper.kind == Kind::Collective {
            return self.of_kind();
        }
        let named = paper.name.as_deref().and_then(|name| self.index.by_name.get(&name_key(name)));
        let born = |p: &usize| {
            let births = self.promisers[*p].review.birth.zip(paper.birth);
            births.is_none_or(|(a, b)| a.agrees_with(b))
        };
        named.into_iter().flatten().copied().filter(born).collect()
    }

    /// Which promise a row is about: the one of the same words; a person is asked where that is not one.
    fn which(&self, who: usize, n: usize, outcome: &'d Outcome, asker: &mut Asker<'_>) -> Picked {
        let promises = &self.promisers[who].review.promises;
        if let Some(which) = word_for_word(promises, outcome) {
            return Picked::This(which);
        }
        let name = self.shown(who);
        let mut choices: Vec<String> = (1..).zip(promises).map(|(k, p)| described(k, p)).collect();
        choices.push(NONE_OF_THEM.into());
        let why = SubjectFinding::FollowUpWhich { name };
        let about = self.about(&outcome.place, format!("which {n} {}", promised(promises)), why, choices);
        let all: Vec<usize> = (0..promises.len()).collect();
        Picked::of(asker.decide(About { words: words(outcome), ..about }), &all)
    }

    /// How far it has come, where the words do not tell.
    fn status(&self, n: usize, outcome: &'d Outcome, asker: &mut Asker<'_>) -> Option<Status> {
        let about =
            self.about(&outcome.place, format!("status {n}"), SubjectFinding::FollowUpStatus, statuses());
        let words = format!("{}: {}", words(outcome), outcome.evidence);
        STATUSES.get(asker.decide(About { words, ..about })?).map(|(_, status)| *status)
    }

    fn shown(&self, who: usize) -> String {
        let Promiser { review, unit, .. } = &self.promisers[who];
        let unit = unit.map_or("", |u| self.tree.unit(u).name.as_str());
        match (&review.name, review.birth) {
            (Some(name), Some(birth)) => format!("{name} (sinh {}), {unit}", birth.year()),
            (Some(name), None) => format!("{name}, {unit}"),
            (None, _) => format!("Tập thể chi ủy, {unit}"),
        }
    }
}

/// The one promise that says the same: in what falls short, or, where the paper leaves that out, in what was to be
/// done; of several of one wording the one that agrees in both.
fn word_for_word(promises: &[PastPromise], outcome: &Outcome) -> Option<usize> {
    let same = |a: &str, b: &str| !fold(a).is_empty() && key(a) == key(b);
    let only = |fits: &dyn Fn(&PastPromise) -> bool| {
        let mut all = (0..).zip(promises).filter(|(_, p)| fits(p)).map(|(i, _)| i);
        all.next().filter(|_| all.next().is_none())
    };
    let short = |p: &PastPromise| same(&p.shortcoming, &outcome.shortcoming);
    let done = |p: &PastPromise| same(&p.action, &outcome.action);
    only(&|p| short(p) && done(p))
        .or_else(|| only(&short))
        .or_else(|| only(&|p| fold(&outcome.shortcoming).is_empty() && done(p)))
}

/// A promise as a choice.
fn described(k: usize, promise: &PastPromise) -> String {
    let mut text = format!("{k}. {}", promise.shortcoming);
    if !promise.action.is_empty() {
        text = format!("{text} – {}", promise.action);
    }
    text.chars().take(LONGEST).collect()
}

/// What binds a decision to these promises.
fn promised(promises: &[PastPromise]) -> String {
    let all = promises.iter().map(|p| format!("{}|{}", p.shortcoming, p.action));
    all.collect::<Vec<_>>().join("|")
}

pub(super) fn words(outcome: &Outcome) -> String {
    if outcome.shortcoming.is_empty() { outcome.action.clone() } else { outcome.shortcoming.clone() }
}

pub(super) fn statuses() -> Vec<String> {
    STATUSES.iter().map(|(words, _)| (*words).to_owned()).collect()
}
