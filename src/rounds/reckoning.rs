//! How a round is set beside an earlier one.

use super::acquaintance::Acquaintance;
use super::asker::Asker;
use super::carried::carry;
use super::change::{Fate, MemberChange, Progress, PromiseChange, Promises, Standing};
use super::comparison::{Comparison, GoneCell, Now, Successors, UnitChange};
use super::earlier::{Count, Earlier, EarlierReview, Said};
use super::reports::{self, Promiser, Reports};
use crate::ledger::Question;
use crate::model::{Answer, Kind, Reading, UnitId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Compares a round with an earlier one.
pub fn compare(earlier: &Earlier, now: Now<'_>, successors: Successors<'_>) -> Comparison {
    let indicators = now.catalogue.indicators.iter();
    let shared: Vec<Option<usize>> = indicators.map(|i| earlier.position(&i.code, &i.wording)).collect();
    let home = |code: Option<&str>| match successors(code?).as_slice() {
        [one] => Some(*one).filter(|&unit| now.hierarchy.is_cell(unit)),
        _ => None,
    };
    let mut asker = Asker::new(now.books, now.decisions);
    let people = Acquaintance::of(earlier, now.books, now.hierarchy, &home, &mut asker);
    let mut desk = Desk {
        now,
        earlier,
        units: vec![UnitChange::empty(now.catalogue.len()); now.hierarchy.units().len()],
        gone: BTreeMap::new(),
        shared,
    };
    desk.figures(&home);
    desk.members(&people);
    let committees = earlier.reviews.iter().filter(|r| r.counts && r.kind == Kind::Collective);
    let committees = committees.map(|review| (review, home(review.unit.as_deref())));
    let promisers = reports::promisers(&people, committees);
    let reports = reports::read(&promisers, &people.asked(), now.hierarchy, &mut asker);
    desk.promises(&promisers, reports);
    desk.add_up();
    desk.close(asker.questions)
}

/// Where a comparison is made.
struct Desk<'a> {
    now: Now<'a>,
    earlier: &'a Earlier,
    units: Vec<UnitChange>,
    /// By code.
    gone: BTreeMap<&'a str, GoneCell>,
    /// The earlier position of each indicator.
    shared: Vec<Option<usize>>,
}

impl Desk<'_> {
    /// The figures of every cell in both rounds.
    fn figures(&mut self, home: &dyn Fn(Option<&str>) -> Option<UnitId>) {
        for cell in &self.earlier.cells {
            let then = |j: &usize| cell.answers.get(*j).copied().unwrap_or_default();
            let Some(unit) = home(Some(&cell.code)) else {
                let yes = self.shared.iter().flatten().map(|j| then(j).yes).sum();
                let (code, name, reviews) = (cell.code.clone(), cell.name.clone(), cell.reviews);
                let promises = Promises::default();
                self.gone.insert(&cell.code, GoneCell { code, name, reviews, yes, members: 0, promises });
                continue;
            };
            let change = &mut self.units[unit.0];
            change.reviews.0 += cell.reviews;
            for (sum, j) in change.answers.iter_mut().zip(&self.shared) {
                let count = j.as_ref().map(then).unwrap_or_default();
                sum.before.yes += count.yes;
                sum.before.doubtful += count.doubtful;
            }
        }
        for id in self.now.hierarchy.ids().filter(|&id| self.now.hierarchy.is_cell(id)) {
            let (totals, change) = (self.now.totals.of(id), &mut self.units[id.0]);
            change.reviews.1 = totals.reviews;
            for ((sum, answers), _) in
                change.answers.iter_mut().zip(&totals.answers).zip(&self.shared).filter(|(_, j)| j.is_some())
            {
                let doubtful = answers.blank + answers.conflict + answers.unclear;
                sum.now = Count { yes: answers.yes, doubtful };
            }
        }
    }

    /// What became of every member.
    fn members(&mut self, people: &Acquaintance<'_>) {
        for (n, (unit, entry)) in people.now.iter().enumerate() {
            let standing = people.standing.0[n];
            let then = people.was[n].map(|b| &people.then[b]);
            let fates = then.map(|then| self.fates(then.review, &entry.review.answers)).unwrap_or_default();
            let moved = then.filter(|then| then.unit != Some(*unit));
            let from = moved.map(|then| self.earlier_name(then.review));
            let change = &mut self.units[unit.0];
            for (indicator, fate) in &fates {
                fate.count(&mut change.fates[*indicator]);
            }
            match standing {
                Standing::Both => change.people.both += 1,
                Standing::OnlyNow => change.people.only_now += 1,
                _ => change.people.unsure_now += 1,
            }
            change.members.push(MemberChange {
                name: entry.review.name.clone().unwrap_or_default(),
                birth: entry.review.birth,
                past: false,
                standing,
                from,
                fates,
            });
        }
        self.absent(people);
    }

    /// Members of the earlier round who are not certainly in this one.
    fn absent(&mut self, people: &Acquaintance<'_>) {
        for (then, standing) in people.then.iter().zip(&people.standing.1) {
            if *standing == Standing::Both {
                continue;
            }
            let Some(unit) = then.unit else {
                if let Some(gone) = self.gone_cell(then.review) {
                    gone.members += 1;
                }
                continue;
            };
            let change = &mut self.units[unit.0];
            match standing {
                Standing::OnlyBefore => change.people.only_before += 1,
                _ => change.people.unsure_before += 1,
            }
            change.members.push(MemberChange {
                name: then.review.name.clone().unwrap_or_default(),
                birth: then.review.birth,
                past: true,
                standing: *standing,
                from: None,
                fates: Vec::new(),
            });
        }
    }

    fn fates(&self, then: &EarlierReview, now: &[Arc<Reading>]) -> Vec<(usize, Fate)> {
        let asked = self.shared.iter().zip(now).enumerate();
        let fate = |(i, (j, reading)): (usize, (&Option<usize>, &Arc<Reading>))| {
            let before = then.said.get((*j)?).copied().unwrap_or(Said::Unsure);
            Some((i, Fate::of(before, said(reading))?))
        };
        asked.filter_map(fate).collect()
    }

    fn earlier_name(&self, review: &EarlierReview) -> String {
        let code = review.unit.as_deref().unwrap_or_default();
        let cell = self.earlier.cells.iter().find(|cell| cell.code == code);
        cell.map_or_else(|| code.to_owned(), |cell| cell.name.clone())
    }

    fn gone_cell(&mut self, review: &EarlierReview) -> Option<&mut GoneCell> {
        self.gone.get_mut(review.unit.as_deref()?)
    }

    /// How far every promise of the earlier round has come.
    fn promises(&mut self, promisers: &[Promiser<'_>], mut reports: Reports) {
        for (who, promiser) in promisers.iter().enumerate() {
            for (n, promise) in promiser.review.promises.iter().enumerate() {
                let told = reports.told.remove(&(who, n));
                let said = told.as_ref().map(|told| told.status).or(promise.status);
                let progress = match Progress::of(promise.due, self.now.date, said) {
                    _ if reports.waiting.contains(&(who, n)) => Progress::Unclear,
                    progress => progress,
                };
                match promiser.unit {
                    Some(unit) => {
                        let change = &mut self.units[unit.0];
                        change.promises.count(progress);
                        let who = promiser.review.name.clone();
                        change.kept.push(PromiseChange { who, promise: promise.clone(), progress, told });
                    }
                    None => {
                        if let Some(gone) = self.gone_cell(promiser.review) {
                            gone.promises.count(progress);
                        }
                    }
                }
            }
        }
    }

    fn add_up(&mut self) {
        let tree = self.now.hierarchy;
        for id in tree.bottom_up() {
            if let Some(above) = tree.parent(id) {
                let below = std::mem::take(&mut self.units[id.0]);
                self.units[above.0].add(&below);
                self.units[id.0] = below;
            }
        }
    }

    fn close(self, questions: Vec<Question>) -> Comparison {
        let asked = |j: &usize| self.shared.contains(&Some(*j));
        let only_before = self.earlier.asked.iter().enumerate().filter(|(j, _)| !asked(j));
        Comparison {
            carried: carry(self.earlier, self.now.hierarchy),
            title: self.earlier.title.clone(),
            period: self.earlier.period.clone(),
            date: self.earlier.date,
            only_before: only_before.map(|(_, asked)| asked.clone()).collect(),
            shared: self.shared.iter().map(Option::is_some).collect(),
            units: self.units,
            gone: self.gone.into_values().collect(),
            questions,
        }
    }
}

/// What a reading says for certain.
fn said(reading: &Reading) -> Said {
    match reading.answer.filter(|_| reading.is_certain()) {
        Some(Answer::Yes) => Said::Yes,
        Some(Answer::No) => Said::No,
        _ => Said::Unsure,
    }
}
