//! Laws of the comparison, whatever the two rounds say.

use super::*;
use crate::extract::Account;
use crate::ledger::sample::{born, catalogue, file, hierarchy, review, settled};
use crate::ledger::{Books, Decisions, PastPromise};
use crate::model::{Answer, Hierarchy, Kind, Review, Totals, UnitId};
use crate::rollup;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeMap;

const CELLS: [(&str, &str); 3] =
    [("C1", "Chi bộ thôn Hòa Bình"), ("C4", "Chi bộ thôn Tân Tiến"), ("C10", "Chi bộ Công an")];
const NAMES: [&str; 5] = ["Lý Văn Đào", "Lý Văn Đáo", "Trần Thị Mận", "Vũ Văn Ổi", "Hà Thị Khế"];

/// A member of one round: cell, name, day of birth, answers.
type Seed = (usize, usize, Option<i8>, [u8; 3]);

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    let seed = (0..CELLS.len(), 0..NAMES.len(), prop::option::of(1..3i8), prop::array::uniform3(0..3u8));
    prop::collection::vec(seed, 0..12)
}

fn answer(n: u8) -> Answer {
    [Answer::Yes, Answer::No, Answer::Blank][usize::from(n)]
}

fn form((cell, name, day, answers): &Seed) -> Review {
    let blank = review(NAMES[*name]).field(CELLS[*cell].1);
    let form = (0..3).zip(answers).fold(blank, |form, (i, n)| form.answer(i, answer(*n)));
    Review { birth: day.map(born), ..form }
}

fn forms(seeds: &[Seed]) -> Vec<Account> {
    // Two forms of one person on one day are a question of this round: each lies in a file of its own.
    seeds.iter().enumerate().map(|(n, seed)| file(&format!("inbox/{n:02}.docx"), vec![form(seed)])).collect()
}

/// One round with its sums.
struct Round {
    books: Books,
    totals: Totals,
    tree: Hierarchy,
}

impl Round {
    fn of(accounts: Vec<Account>) -> Self {
        let (books, tree) = (settled(accounts, &Decisions::default()), hierarchy());
        let totals = rollup::add_up(&books, &tree, &catalogue());
        Self { books, totals, tree }
    }

    /// The round as a later one knows it.
    fn earlier(&self) -> Earlier {
        let asked = catalogue().indicators.into_iter();
        let asked = asked.map(|i| Asked { code: i.code, label: i.label, wording: i.wording }).collect();
        let cell = |id: UnitId| {
            let (unit, totals) = (self.tree.unit(id), self.totals.of(id));
            let count = |a: &crate::model::AnswerTotals| Count {
                yes: a.yes,
                doubtful: a.blank + a.conflict + a.unclear,
            };
            let answers = totals.answers.iter().map(count).collect();
            let (code, name, parent) = (unit.code.clone(), unit.name.clone(), unit.parent.clone());
            EarlierCell { code, name, parent, reviews: totals.reviews, answers }
        };
        let units = |cells| {
            self.tree.ids().filter(|&id| self.tree.is_cell(id) == cells).map(cell).collect::<Vec<_>>()
        };
        let (cells, bodies) = (units(true), units(false));
        let review = |entry: &crate::ledger::Entry| EarlierReview {
            source: (self.books.files[entry.file].fingerprint.to_string(), String::new()),
            kind: Kind::Member,
            unit: entry.unit.map(|unit| self.tree.unit(unit).code.clone()),
            name: entry.review.name.clone(),
            position: None,
            birth: entry.review.birth,
            counts: entry.counts,
            said: entry
                .review
                .answers
                .iter()
                .map(|r| match (r.answer, r.is_certain()) {
                    (Some(Answer::Yes), true) => Said::Yes,
                    (Some(Answer::No), true) => Said::No,
                    _ => Said::Unsure,
                })
                .collect(),
            promises: vec![PastPromise { shortcoming: "Ngại học".into(), ..PastPromise::default() }],
        };
        let mut reviews: Vec<EarlierReview> = self.books.entries.iter().map(review).collect();
        reviews.sort_by(|a, b| (&a.unit, &a.name, &a.source).cmp(&(&b.unit, &b.name, &b.source)));
        Earlier { asked, cells, bodies, reviews, ..Earlier::default() }
    }

    fn after(&self, earlier: &Earlier) -> Comparison {
        self.decided(earlier, &Decisions::default())
    }

    fn decided(&self, earlier: &Earlier, decisions: &Decisions) -> Comparison {
        let catalogue = catalogue();
        let now = Now {
            books: &self.books,
            totals: &self.totals,
            hierarchy: &self.tree,
            catalogue: &catalogue,
            date: Some(date(2026, 12, 31)),
            decisions,
        };
        let comparison = compare(earlier, now, &|code| self.tree.find(code).into_iter().collect());
        check(earlier, &comparison, now).expect("the laws hold");
        comparison
    }

    fn cell(&self, comparison: &Comparison, code: &str) -> UnitChange {
        comparison.of(self.tree.find(code).expect("a cell")).clone()
    }
}

proptest! {
    #[test]
    fn what_became_of_manifestations_adds_up_to_the_answers_of_both_rounds(then in seeds(), now in seeds()) {
        let (then, now) = (Round::of(forms(&then)), Round::of(forms(&now)));
        let earlier = then.earlier();
        let comparison = now.after(&earlier);
        for id in now.tree.ids() {
            let unit = comparison.of(id);
            let trends = unit.answers.iter().map(Change::trend);
            let of = |wanted: Trend| trends.clone().filter(|t| *t == wanted).count();
            prop_assert_eq!(of(Trend::More) + of(Trend::Fewer) + of(Trend::Same), 3);
            for (change, fates) in unit.answers.iter().zip(&unit.fates) {
                prop_assert!(fates.repeated + fates.new <= change.now.yes);
                prop_assert!(fates.fixed + fates.repeated + fates.new + fates.unsure <= unit.people.both);
            }
            if !now.tree.is_cell(id) {
                continue;
            }
            // Of those who were here then too: every certain yes of then was fixed or repeated, or now is unsure.
            let code = &now.tree.unit(id).code;
            for member in unit.members.iter().filter(|m| m.standing == Standing::Both && m.from.is_none()) {
                let mine = |r: &&EarlierReview| {
                    r.counts && r.unit.as_ref() == Some(code) && r.name.as_deref() == Some(member.name.as_str())
                };
                let mut all = earlier.reviews.iter().filter(mine);
                let (Some(review), None) = (all.next(), all.next()) else { continue };
                let of = |wanted: &[Fate]| member.fates.iter().filter(|(_, f)| wanted.contains(f)).count();
                let yes = review.said.iter().filter(|s| **s == Said::Yes).count();
                let certain = of(&[Fate::Fixed, Fate::Repeated]);
                prop_assert!(certain <= yes && yes <= certain + of(&[Fate::Unsure]));
            }
        }
    }

    #[test]
    fn compared_with_itself_nothing_is_new_and_nothing_fixed(seeds in seeds()) {
        let round = Round::of(forms(&seeds));
        let comparison = round.after(&round.earlier());
        for unit in &comparison.units {
            let fates = unit.all_fates();
            prop_assert_eq!((fates.fixed, fates.new), (0, 0));
            prop_assert_eq!((unit.people.only_now, unit.people.only_before), (0, 0));
            prop_assert!(unit.answers.iter().all(|change| change.before == change.now));
        }
    }

    #[test]
    fn the_order_in_which_files_came_does_not_matter(then in seeds(), (now, shuffled) in seeds().prop_flat_map(|s| (Just(forms(&s)), Just(forms(&s)).prop_shuffle()))) {
        let earlier = Round::of(forms(&then)).earlier();
        let told = |accounts| {
            let comparison = Round::of(accounts).after(&earlier);
            let asked: Vec<_> = comparison.questions.iter().map(|q| q.key.clone()).collect();
            (serde_json::to_string(&comparison).expect("JSON"), asked)
        };
        prop_assert_eq!(told(now), told(shuffled));
    }
}

#[test]
fn a_decision_makes_two_one_and_two_who_claim_the_same_person_stay_a_question() {
    let then = Round::of(forms(&[(0, 0, None, [0, 1, 1])])).earlier();
    let moved = Round::of(forms(&[(1, 0, None, [1, 1, 0])]));
    let asked = moved.after(&then).questions;
    let [question] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(question.choices, ["Cùng một người", "Người khác"]);
    assert_eq!(moved.cell(&moved.after(&then), "C4").all_fates(), Fates::default());
    let typed = |answer: &str| BTreeMap::from([(question.key.clone(), answer.to_owned())]).into();
    let same = moved.cell(&moved.decided(&then, &typed("Cùng một người")), "C4");
    assert_eq!(same.all_fates(), Fates { fixed: 1, new: 1, ..Fates::default() });
    assert_eq!(same.members[0].from.as_deref(), Some("Chi bộ thôn Hòa Bình"));
    let other = moved.decided(&then, &typed("người khác"));
    let people = (moved.cell(&other, "C4").people, moved.cell(&other, "C1").people);
    assert_eq!((people.0.only_now, people.1.only_before), (1, 1));
    let unclear = moved.decided(&then, &typed("chắc vậy"));
    assert!(unclear.questions[0].decision.is_none() && moved.cell(&unclear, "C4").people.unsure_now == 1);
    let twice = Round::of(forms(&[(1, 0, None, [1; 3]), (2, 0, None, [1; 3])]));
    let asked = twice.after(&then).questions;
    let both: BTreeMap<_, _> = asked.iter().map(|q| (q.key.clone(), "Cùng một người".to_owned())).collect();
    let claimed = twice.decided(&then, &both.into());
    assert_eq!(claimed.questions.iter().filter(|q| q.decision.is_none()).count(), 2);
    assert_eq!(twice.cell(&claimed, "C1").people.unsure_before, 1);
}

#[test]
fn an_indicator_of_another_wording_or_code_is_not_compared_and_said() {
    let round = Round::of(forms(&[(0, 0, None, [0, 0, 0])]));
    let mut earlier = round.earlier();
    earlier.asked[1].wording = "Một nội dung khác".into();
    earlier.asked[2].code = "I.9".into();
    let comparison = round.after(&earlier);
    assert_eq!(comparison.shared, [true, false, false]);
    let codes: Vec<&str> = comparison.only_before.iter().map(|a| a.code.as_str()).collect();
    assert_eq!(codes, ["I.2", "I.9"]);
    assert_eq!(round.cell(&comparison, "C1").all().before.yes, 1);
}

#[test]
fn a_cell_that_is_gone_is_told_with_its_figures_and_a_cell_of_counts_only_tells_nothing_of_members() {
    let then = Round::of(forms(&[(0, 2, None, [0, 0, 1])]));
    let mut earlier = then.earlier();
    earlier.cells.iter_mut().filter(|c| c.code == "C1").for_each(|c| c.code = "C99".into());
    earlier.reviews[0].unit = Some("C99".into());
    let comparison = Round::of(vec![]).after(&earlier);
    let [gone] = comparison.gone.as_slice() else { panic!("one cell") };
    assert_eq!(
        (gone.code.as_str(), gone.reviews, gone.yes, gone.members, gone.promises.total),
        ("C99", 1, 2, 1, 1)
    );
    let tally = crate::ledger::sample::tally(Some(2), [1, 0, 0]).field("Chi bộ thôn Hòa Bình");
    let now = Round::of(vec![file("a", vec![tally])]);
    let cell = now.cell(&now.after(&then.earlier()), "C1");
    assert_eq!((cell.people.unsure_before, cell.people.only_before, cell.reviews), (1, 0, (1, 2)));
    assert_eq!((cell.answers[0].before.yes, cell.answers[0].now.yes), (1, 1));
}

#[test]
fn a_promise_is_done_under_way_overdue_or_unclear() {
    use crate::model::Status;
    let today = Some(date(2026, 12, 31));
    let due = |month| Some(date(2026, month, 30));
    let late = |said| Progress::of(due(9), today, said);
    assert_eq!(late(Some(Status::Done)), Progress::Done);
    assert_eq!(late(None), Progress::Overdue);
    assert_eq!(late(Some(Status::InProgress)), Progress::Overdue);
    assert_eq!(Progress::of(Some(date(2027, 3, 31)), today, Some(Status::NotDone)), Progress::UnderWay);
    assert_eq!(Progress::of(today, today, None), Progress::UnderWay, "its last day");
    assert_eq!(Progress::of(None, today, None), Progress::Unclear);
    assert_eq!(Progress::of(due(9), None, None), Progress::Unclear);
    assert_eq!(Progress::of(None, today, Some(Status::InProgress)), Progress::UnderWay);
}

/// A paper on what became of one promise.
fn paper(path: &str, name: Option<&str>, said: (&str, Option<crate::model::Status>)) -> Account {
    use crate::extract::{Extraction, Outcome as Read};
    use crate::model::{FollowUp, Outcome, Place};
    let subject = review("").field(CELLS[0].1);
    let outcome = Outcome {
        indicator: None,
        shortcoming: said.0.into(),
        action: String::new(),
        status: said.1,
        evidence: String::new(),
        place: Place::Table(1),
    };
    let follow_up = FollowUp {
        kind: if name.is_some() { Kind::Member } else { Kind::Collective },
        place: Place::Table(1),
        name: name.map(str::to_owned),
        birth: None,
        unit_lines: subject.unit_lines.to_vec(),
        date: None,
        outcomes: vec![outcome],
    };
    let read = Extraction { follow_ups: vec![follow_up], ..Extraction::default() };
    Account { outcome: Read::Read(read), ..file(path, vec![]) }
}

#[test]
fn papers_move_promises_of_members_and_committees_and_wait_where_it_is_not_certain_whose() {
    use crate::model::Status;
    let member = (0, 2, None, [1; 3]);
    let mut earlier = Round::of(forms(&[member])).earlier();
    let mut committee = earlier.reviews[0].clone();
    (committee.kind, committee.name) = (Kind::Collective, None);
    earlier.reviews.push(committee);
    let states = |papers: Vec<Account>| {
        let round = Round::of(forms(&[member]).into_iter().chain(papers).collect());
        let comparison = round.after(&earlier);
        let kept = round.cell(&comparison, "C1").kept;
        (kept.iter().map(|k| (k.who.is_some(), k.progress)).collect::<Vec<_>>(), comparison.questions.len())
    };
    let unclear = Progress::Unclear;
    assert_eq!(states(vec![]), (vec![(true, unclear), (false, unclear)], 0));
    let said = |name, status| paper(&format!("{name:?} {status:?}"), name, ("ngại  HỌC.", status));
    let done = Some(Status::Done);
    assert_eq!(states(vec![said(None, done)]), (vec![(true, unclear), (false, Progress::Done)], 0));
    assert_eq!(states(vec![said(Some(NAMES[2]), done)]).0[0], (true, Progress::Done));
    let both = vec![said(Some(NAMES[2]), done), said(Some(NAMES[2]), Some(Status::NotDone))];
    assert_eq!(
        states(both),
        (vec![(true, unclear), (false, unclear)], 1),
        "they differ, and neither is dated"
    );
    for asked in [
        said(Some("Tran Thi Man"), done),
        said(Some(NAMES[2]), None),
        paper("x", Some(NAMES[2]), ("Việc khác", done)),
    ] {
        assert_eq!(states(vec![asked]), (vec![(true, unclear), (false, unclear)], 1));
    }
}

#[test]
fn a_copy_of_a_paper_is_a_duplicate_and_a_paper_with_a_question_needs_a_person() {
    use crate::ledger::sample::fate;
    use crate::model::Status;
    let one = || paper("a.docx", Some("Không Ai Biết"), ("Ngại học", Some(Status::Done)));
    let mut round = Round::of(vec![one(), Account { path: "b.docx".into(), ..one() }]);
    assert_eq!((fate(&round.books, "a.docx"), fate(&round.books, "b.docx")), ("not_a_form", "duplicate"));
    let earlier = Round::of(forms(&[(0, 2, None, [1; 3])])).earlier();
    let questions = round.after(&earlier).questions;
    round.books.ask(questions);
    assert_eq!((round.books.open_questions().count(), fate(&round.books, "a.docx")), (1, "needs_review"));
}
