//! Who of the earlier round each member of this one is, once a person has decided what was not certain.

use super::asker::{About, Asker};
use super::change::Standing;
use super::earlier::{Earlier, EarlierReview};
use super::person::{Person, Tie, pair};
use crate::finding::SubjectFinding;
use crate::ledger::{Books, Entry, QuestionKind};
use crate::model::{BirthDate, Hierarchy, Kind, UnitId};
use crate::text::name_key;
use std::collections::{BTreeMap, BTreeSet};

const SAME: &str = "Cùng một người";
const OTHER: &str = "Người khác";

/// A member's review of the earlier round that counts, and the cell of this round that its cell is.
pub(super) struct Then<'a> {
    pub review: &'a EarlierReview,
    pub unit: Option<UnitId>,
}

/// The members of both rounds and who is who.
pub(super) struct Acquaintance<'a> {
    /// Members of the earlier round.
    pub then: Vec<Then<'a>>,
    /// Members of this round, with their cell.
    pub now: Vec<(UnitId, &'a Entry)>,
    /// For each member of this round, who that was: by position in `then`.
    pub was: Vec<Option<usize>>,
    /// For each member of this round and of the earlier one, in which rounds they are.
    pub standing: (Vec<Standing>, Vec<Standing>),
}

impl<'a> Acquaintance<'a> {
    /// Compares the members of two rounds. `home` says which cell of this round a cell of the earlier one is.
    pub(super) fn of(
        earlier: &'a Earlier,
        books: &'a Books,
        tree: &Hierarchy,
        home: &dyn Fn(Option<&str>) -> Option<UnitId>,
        asker: &mut Asker<'_>,
    ) -> Self {
        let members = earlier.reviews.iter().filter(|r| r.counts && r.kind == Kind::Member);
        let then: Vec<Then<'_>> =
            members.map(|review| Then { review, unit: home(review.unit.as_deref()) }).collect();
        let counted = books.entries.iter().filter(|e| e.is_counted_member());
        let now: Vec<(UnitId, &Entry)> =
            counted.filter_map(|e| Some((e.unit.filter(|&u| tree.is_cell(u))?, e))).collect();
        let namesakes = |unit: UnitId, name: &str| {
            let listed = tree.unit(unit).roster.iter();
            listed.filter(|m| name_key(&m.name) == name_key(name)).count()
        };
        let before: Vec<Person<'_>> = then.iter().map(then_person).collect();
        let after: Vec<Person<'_>> = now.iter().map(|(unit, entry)| now_person(*unit, entry)).collect();
        let ties = pair(&before, &after, &namesakes);
        let mut this = Self { then, now, was: Vec::new(), standing: (Vec::new(), Vec::new()) };
        let waiting = this.decide(&ties, tree, asker);
        this.stand(&ties, &waiting, &Untold::of(earlier, books, home));
        this
    }

    /// Members of this round, by cell and name, of whom a person must say who they were.
    pub(super) fn asked(&self) -> BTreeSet<(UnitId, String)> {
        let asked = self.now.iter().zip(&self.standing.0).filter(|(_, s)| **s == Standing::Asked);
        asked
            .filter_map(|((unit, entry), _)| Some((*unit, name_key(entry.review.name.as_deref()?))))
            .collect()
    }

    /// Enters what was decided about those who may be somebody of the earlier round; gives those of the earlier
    /// round about whom nothing is decided yet.
    fn decide(&mut self, ties: &[Tie], tree: &Hierarchy, asker: &mut Asker<'_>) -> BTreeSet<usize> {
        let chosen = |(n, tie): (usize, &Tie)| match tie {
            Tie::Same(b) => Some(Some(*b)),
            Tie::Nobody => Some(None),
            Tie::Perhaps(all) => {
                let choice = asker.choice(&self.question(n, all, tree))?;
                Some(all.get(choice).copied())
            }
        };
        let chosen: Vec<Option<Option<usize>>> = ties.iter().enumerate().map(chosen).collect();
        let mut claims: BTreeMap<usize, u32> = BTreeMap::new();
        for b in chosen.iter().copied().flatten().flatten() {
            *claims.entry(b).or_default() += 1;
        }
        let mut waiting = BTreeSet::new();
        for (n, (tie, chosen)) in ties.iter().zip(chosen).enumerate() {
            // Nobody is two people: where two are said to be one, neither is until one is changed.
            let clear = chosen.is_some_and(|b| b.is_none_or(|b| claims.get(&b) == Some(&1)));
            if let Tie::Perhaps(all) = tie {
                asker.ask(self.question(n, all, tree), clear);
                if !clear {
                    waiting.extend(all.iter().copied());
                }
            }
            self.was.push(chosen.flatten().filter(|_| clear));
            self.standing.0.push(match chosen {
                _ if !clear => Standing::Asked,
                Some(Some(_)) => Standing::Both,
                _ => Standing::OnlyNow,
            });
        }
        waiting
    }

    /// Asks whether a member of this round is one of some of the earlier one.
    fn question(&self, n: usize, candidates: &[usize], tree: &Hierarchy) -> About<'a> {
        let (unit, entry) = self.now[n];
        let shown = |b: usize| {
            let Then { review, unit: home } = &self.then[b];
            let birth = review.birth.map(|b| format!(", sinh {}", born(b))).unwrap_or_default();
            let home = home.map(|u| tree.unit(u).name.as_str()).or(review.unit.as_deref());
            format!("{}{birth} ({})", review.name.as_deref().unwrap_or_default(), home.unwrap_or_default())
        };
        let several = candidates.len() > 1;
        let numbered = |k: usize, text: &str| if several { format!("{text} ({k})") } else { text.to_owned() };
        let listed = (1..)
            .zip(candidates)
            .map(|(k, &b)| if several { format!("({k}) {}", shown(b)) } else { shown(b) });
        let mut choices: Vec<String> = (1..=candidates.len()).map(|k| numbered(k, SAME)).collect();
        choices.push(OTHER.into());
        let review = &entry.review;
        let mut mark = vec![review.name.clone().unwrap_or_default()];
        mark.extend(candidates.iter().map(|&b| {
            let Then { review, .. } = &self.then[b];
            format!("{:?} {:?} {}", review.name, review.unit, review.source.0)
        }));
        let birth = review.birth.map(|b| format!(", sinh {}", born(b))).unwrap_or_default();
        About {
            kind: QuestionKind::SamePerson,
            file: entry.file,
            place: &entry.review.place,
            mark,
            unit: Some(unit),
            name: review.name.as_deref(),
            words: format!("{}{birth}", review.name.as_deref().unwrap_or_default()),
            why: SubjectFinding::SameAsEarlier { candidates: listed.collect::<Vec<_>>().join("; ") },
            choices,
        }
    }

    /// Says in which rounds everybody is, as far as that is certain.
    fn stand(&mut self, ties: &[Tie], waiting: &BTreeSet<usize>, untold: &Untold) {
        for ((standing, tie), (unit, entry)) in self.standing.0.iter_mut().zip(ties).zip(&self.now) {
            let nobody = *tie == Tie::Nobody && *standing == Standing::OnlyNow;
            if nobody && untold.then(*unit, entry.review.name.as_deref()) {
                *standing = Standing::Untold;
            }
        }
        let known: BTreeSet<usize> = self.was.iter().flatten().copied().collect();
        let standing = |(b, then): (usize, &Then<'_>)| match then.unit {
            _ if known.contains(&b) => Standing::Both,
            _ if waiting.contains(&b) => Standing::Asked,
            unit if untold.now(unit, then.review.name.as_deref()) => Standing::Untold,
            _ => Standing::OnlyBefore,
        };
        self.standing.1 = self.then.iter().enumerate().map(standing).collect();
    }
}

/// A date or year of birth for a person.
fn born(birth: BirthDate) -> String {
    match birth {
        BirthDate::Year(year) => year.to_string(),
        BirthDate::Day(day) => day.strftime("%d/%m/%Y").to_string(),
    }
}

fn then_person<'a>(then: &Then<'a>) -> Person<'a> {
    let EarlierReview { name, birth, position, .. } = then.review;
    Person { unit: then.unit, name: name.as_deref(), birth: *birth, position: position.as_deref() }
}

fn now_person(unit: UnitId, entry: &Entry) -> Person<'_> {
    let review = &entry.review;
    Person {
        unit: Some(unit),
        name: review.name.as_deref(),
        birth: review.birth,
        position: review.position.as_deref(),
    }
}

/// Where a round cannot tell whether it has somebody: cells that sent counts only, reviews that wait, reviews
/// without a name.
struct Untold {
    then: Blind,
    now: Blind,
}

#[derive(Default)]
struct Blind {
    /// Cells in which any member may be.
    cells: BTreeSet<UnitId>,
    /// Names of reviews that do not count, and their cell; `None` may be any.
    waiting: BTreeSet<(Option<UnitId>, String)>,
}

impl Untold {
    fn of(earlier: &Earlier, books: &Books, home: &dyn Fn(Option<&str>) -> Option<UnitId>) -> Self {
        let (mut then, mut now) = (Blind::default(), Blind::default());
        let members = || earlier.reviews.iter().filter(|r| r.kind == Kind::Member);
        let told: BTreeSet<&str> = members().filter(|r| r.counts).filter_map(|r| r.unit.as_deref()).collect();
        let tallied = earlier.cells.iter().filter(|c| c.reviews > 0 && !told.contains(c.code.as_str()));
        then.cells.extend(tallied.filter_map(|cell| home(Some(&cell.code))));
        for review in members() {
            then.note(home(review.unit.as_deref()), review.name.as_deref(), review.counts);
        }
        let mut sent = BTreeSet::new();
        for entry in books.entries.iter().filter(|e| e.review.kind == Kind::Member) {
            now.note(entry.unit, entry.review.name.as_deref(), entry.counts);
            sent.extend(entry.unit.filter(|_| entry.counts));
        }
        let tallied = books.entries.iter().filter(|e| e.counts && e.review.kind == Kind::Tally);
        now.cells.extend(tallied.filter_map(|e| e.unit).filter(|unit| !sent.contains(unit)));
        Self { then, now }
    }

    /// Whether a member of this round may be in the earlier one all the same.
    fn then(&self, unit: UnitId, name: Option<&str>) -> bool {
        self.then.may_have(Some(unit), name)
    }

    /// Whether a member of the earlier round may be in this one all the same.
    fn now(&self, unit: Option<UnitId>, name: Option<&str>) -> bool {
        self.now.may_have(unit, name)
    }
}

impl Blind {
    fn note(&mut self, unit: Option<UnitId>, name: Option<&str>, counts: bool) {
        match (name, counts) {
            (None, _) => self.cells.extend(unit),
            (Some(name), false) => {
                self.waiting.insert((unit, name_key(name)));
            }
            (Some(_), true) => {}
        }
    }

    fn may_have(&self, unit: Option<UnitId>, name: Option<&str>) -> bool {
        let Some(name) = name.map(name_key) else { return true };
        let cell = unit.is_some_and(|unit| self.cells.contains(&unit));
        cell || self.waiting.contains(&(None, name.clone())) || self.waiting.contains(&(unit, name))
    }
}
