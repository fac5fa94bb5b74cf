//! What this round's papers say of the promises of the earlier one.

use super::acquaintance::{Acquaintance, Then};
use super::asker::{About, Asker};
use super::change::Told;
use super::earlier::EarlierReview;
use crate::finding::SubjectFinding;
use crate::ledger::{self, Entry, PastPromise, QuestionKind};
use crate::model::{Hierarchy, Kind, Outcome, Place, Status, UnitId};
use crate::text::{fold, key, name_key};
use std::collections::{BTreeMap, BTreeSet};

/// The choices for how far a promise has come.
const STATUSES: [(&str, Status); 3] = [
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

/// Somebody who promised something in the earlier round.
pub(super) struct Promiser<'a> {
    pub review: &'a EarlierReview,
    /// The name by which this round knows that person.
    pub name_now: Option<&'a str>,
    /// The cell in which that person is now, or the committee's; `None` where there is none.
    pub unit: Option<UnitId>,
}

/// One statement about one promise.
struct Statement<'d> {
    told: Told,
    outcome: &'d Outcome,
    paper: Paper<'d>,
    /// Position of the outcome in the paper.
    n: usize,
}

/// Everybody who promised something: the members, then the committees.
pub(super) fn promisers<'a>(
    all: &Acquaintance<'a>,
    committees: impl Iterator<Item = (&'a EarlierReview, Option<UnitId>)>,
) -> Vec<Promiser<'a>> {
    let now: BTreeMap<usize, (UnitId, &'a Entry)> =
        all.was.iter().zip(&all.now).filter_map(|(was, now)| Some(((*was)?, *now))).collect();
    let member = |(b, then): (usize, &Then<'a>)| Promiser {
        review: then.review,
        name_now: now.get(&b).and_then(|(_, entry)| entry.review.name.as_deref()),
        unit: now.get(&b).map(|(unit, _)| *unit).or(then.unit),
    };
    let members = all.then.iter().enumerate().map(member);
    let all = members.chain(committees.map(|(review, unit)| Promiser { review, name_now: None, unit }));
    all.filter(|p| !p.review.promises.is_empty()).collect()
}

/// What is said of the promises of the earlier round, each by the position of who promised it and its own.
#[derive(Default)]
pub(super) struct Reports {
    /// The last thing said of it.
    pub told: BTreeMap<(usize, usize), Told>,
    /// Promises of which a paper may say something that a person must read first.
    pub waiting: BTreeSet<(usize, usize)>,
}

/// Reads all papers. `unsure` are members of this round, by cell and name, of whom a person must say who they were.
pub(super) fn read(
    promisers: &[Promiser<'_>],
    unsure: &BTreeSet<(UnitId, String)>,
    tree: &Hierarchy,
    asker: &mut Asker<'_>,
) -> Reports {
    let mut said: BTreeMap<(usize, usize), Vec<Statement<'_>>> = BTreeMap::new();
    let mut reports = Reports::default();
    let index = Index::new(promisers);
    for told in &asker.books.told {
        let paper = Paper { promisers, index: &index, tree, told };
        let who = match paper.whose(unsure, asker) {
            Picked::This(who) => who,
            Picked::None => continue,
            Picked::Open => {
                reports.waiting.extend(paper.perhaps());
                continue;
            }
        };
        for (n, outcome) in told.follow_up.outcomes.iter().enumerate() {
            match paper.reads(who, (n, outcome), asker) {
                Heard::Nothing => {}
                Heard::Waits(which) => reports.waiting.extend(which.into_iter().map(|which| (who, which))),
                Heard::Said(which, status) => {
                    let path = asker.books.files.get(told.file).map(|f| f.path.clone()).unwrap_or_default();
                    let told = Told { status, date: told.follow_up.date, path };
                    said.entry((who, which)).or_default().push(Statement { told, outcome, paper, n });
                }
            }
        }
    }
    for (place, all) in said {
        match last(&all, asker) {
            Some(told) => drop(reports.told.insert(place, told)),
            None => drop(reports.waiting.insert(place)),
        }
    }
    reports
}

/// Which of several is meant.
enum Picked {
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
enum Heard {
    /// A person says that it is about none of the promises.
    Nothing,
    /// Something of one of these promises that a person must read first.
    Waits(Vec<usize>),
    /// How far a promise has come.
    Said(usize, Status),
}

/// Everybody who promised something, by cell and by name then and now.
struct Index {
    by_unit: BTreeMap<Option<UnitId>, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn new(promisers: &[Promiser<'_>]) -> Self {
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
struct Paper<'d> {
    promisers: &'d [Promiser<'d>],
    index: &'d Index,
    tree: &'d Hierarchy,
    told: &'d ledger::Told,
}

impl<'d> Paper<'d> {
    fn about(&self, place: &'d Place, mark: String, why: SubjectFinding, choices: Vec<String>) -> About<'d> {
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
    fn whose(&self, unsure: &BTreeSet<(UnitId, String)>, asker: &mut Asker<'_>) -> Picked {
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
    fn perhaps(&self) -> Vec<(usize, usize)> {
        let named = self.told.follow_up.name.is_some();
        let who = if named { self.are_of() } else { self.of_kind() };
        let promises = |p: usize| (0..self.promisers[p].review.promises.len()).map(move |n| (p, n));
        who.into_iter().flat_map(promises).collect()
    }

    /// What one row says of the promises of one person.
    fn reads(&self, who: usize, (n, outcome): (usize, &'d Outcome), asker: &mut Asker<'_>) -> Heard {
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

/// The last of several statements about one promise. Where they differ and nothing tells which is newer, a
/// person is asked; until then nothing is said.
fn last(all: &[Statement<'_>], asker: &mut Asker<'_>) -> Option<Told> {
    let first = all.first()?;
    let newest = all.iter().map(|s| s.told.date).max()?;
    let undated = all.iter().any(|s| s.told.date.is_none());
    let last: Vec<&Statement<'_>> = all.iter().filter(|s| undated || s.told.date == newest).collect();
    let said: BTreeSet<Status> = last.iter().map(|s| s.told.status).collect();
    let told = last.last()?;
    if said.len() == 1 {
        return Some(told.told.clone());
    }
    let other = first.told.path.clone();
    let why = SubjectFinding::FollowUpsDiffer { other };
    let about = told.paper.about(&told.outcome.place, format!("differ {}", told.n), why, statuses());
    let choice = asker.decide(About { words: words(told.outcome), ..about })?;
    let status = STATUSES.get(choice)?.1;
    Some(Told { status, ..told.told.clone() })
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

fn words(outcome: &Outcome) -> String {
    if outcome.shortcoming.is_empty() { outcome.action.clone() } else { outcome.shortcoming.clone() }
}

fn statuses() -> Vec<String> {
    STATUSES.iter().map(|(words, _)| (*words).to_owned()).collect()
}
