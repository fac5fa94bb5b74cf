//! What this round's papers say of the promises of the earlier one.

use super::acquaintance::{Acquaintance, Then};
use super::asker::{About, Asker};
use super::change::Told;
use super::earlier::EarlierReview;
use super::paper::{Heard, Index, Paper, Picked, STATUSES, statuses, words};
use crate::finding::SubjectFinding;
use crate::ledger::Entry;
use crate::model::{Hierarchy, Outcome, Status, UnitId};
use std::collections::{BTreeMap, BTreeSet};

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
