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

/// The last thing said of each promise, by the position of who promised it and of the promise.
pub(super) fn read(
    promisers: &[Promiser<'_>],
    tree: &Hierarchy,
    asker: &mut Asker<'_>,
) -> BTreeMap<(usize, usize), Told> {
    let mut said: BTreeMap<(usize, usize), Vec<Statement<'_>>> = BTreeMap::new();
    let by_unit = by_unit(promisers);
    for told in &asker.books.told {
        let paper = Paper { promisers, by_unit: &by_unit, tree, told };
        let Some(who) = paper.whose(asker) else { continue };
        for (n, outcome) in told.follow_up.outcomes.iter().enumerate() {
            let Some(which) = paper.which(who, n, outcome, asker) else { continue };
            let Some(status) = outcome.status.or_else(|| paper.status(n, outcome, asker)) else { continue };
            let told = Told { status, date: told.follow_up.date, file: told.file };
            said.entry((who, which)).or_default().push(Statement { told, outcome, paper, n });
        }
    }
    let last = said.into_iter().filter_map(|(place, all)| Some((place, last(&all, asker)?)));
    last.collect()
}

fn by_unit(promisers: &[Promiser<'_>]) -> BTreeMap<Option<UnitId>, Vec<usize>> {
    let mut by_unit: BTreeMap<Option<UnitId>, Vec<usize>> = BTreeMap::new();
    for (i, promiser) in promisers.iter().enumerate() {
        by_unit.entry(promiser.unit).or_default().push(i);
    }
    by_unit
}

/// One paper beside all promises.
#[derive(Clone, Copy)]
struct Paper<'d> {
    promisers: &'d [Promiser<'d>],
    by_unit: &'d BTreeMap<Option<UnitId>, Vec<usize>>,
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

    /// Who promised what the paper is about; a person is asked where that is not certain.
    fn whose(&self, asker: &mut Asker<'_>) -> Option<usize> {
        let paper = &self.told.follow_up;
        let in_unit: Vec<usize> = match self.told.unit {
            Some(unit) => self.by_unit.get(&Some(unit)).cloned().unwrap_or_default(),
            None => (0..self.promisers.len()).collect(),
        };
        let kind = |p: &&usize| self.promisers[**p].review.kind == paper.kind;
        let of_kind: Vec<usize> = in_unit.iter().filter(kind).copied().collect();
        let found: Vec<usize> = of_kind.iter().copied().filter(|&p| self.is_of(p)).collect();
        if let ([one], Some(_)) = (found.as_slice(), self.told.unit) {
            return Some(*one);
        }
        let mut offered = if found.is_empty() { of_kind } else { found };
        offered.truncate(OFFERED);
        let name = paper.name.clone().unwrap_or_default();
        let mut choices: Vec<String> = offered.iter().map(|&p| self.shown(p)).collect();
        choices.push(NOBODY.into());
        let why = SubjectFinding::FollowUpWhose { name: name.clone() };
        let about = self.about(&paper.place, "whose".into(), why, choices);
        offered.get(asker.decide(About { words: name, ..about })?).copied()
    }

    /// Whether the paper is of this one: of the same name, then or now, whose date of birth does not contradict.
    fn is_of(&self, promiser: usize) -> bool {
        let (Promiser { review, name_now, .. }, paper) = (&self.promisers[promiser], &self.told.follow_up);
        if paper.kind == Kind::Collective {
            return true;
        }
        let births = review.birth.zip(paper.birth);
        let named = |name: &str| {
            [review.name.as_deref(), *name_now].into_iter().flatten().any(|n| name_key(n) == name_key(name))
        };
        paper.name.as_deref().is_some_and(named) && births.is_none_or(|(a, b)| a.agrees_with(b))
    }

    /// Which promise a row is about: the one of the same words; a person is asked where that is not one.
    fn which(&self, who: usize, n: usize, outcome: &'d Outcome, asker: &mut Asker<'_>) -> Option<usize> {
        let promises = &self.promisers[who].review.promises;
        if let Some(which) = word_for_word(promises, outcome) {
            return Some(which);
        }
        let name = self.shown(who);
        let mut choices: Vec<String> = (1..).zip(promises).map(|(k, p)| described(k, p)).collect();
        choices.push(NONE_OF_THEM.into());
        let why = SubjectFinding::FollowUpWhich { name };
        let about = self.about(&outcome.place, format!("which {n} {}", promised(promises)), why, choices);
        let which = asker.decide(About { words: words(outcome), ..about })?;
        (which < promises.len()).then_some(which)
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
    let other = asker.books.files.get(first.told.file).map_or("", |f| f.path.as_str()).to_owned();
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
