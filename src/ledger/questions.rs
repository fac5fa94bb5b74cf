//! Questions to a person, and what a person decided about them.

use super::desk::{Case, Desk, Found};
use super::duplicates::is_about_unit;
use super::units::Resolver;
use super::{Entry, Kept, Question, QuestionKind};
use crate::finding::{AnswerFinding, FileFinding, Finding, SubjectFinding};
use crate::intake::Envelope;
use crate::model::{Answer, Kind, Level, Place, Reading, Rule, UnitId, Whereabouts};
use crate::text::{clean_name, fold};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

/// What a person may answer to an indicator.
const ANSWERS: [(&str, Answer, Option<Level>); 6] = [
    ("Có", Answer::Yes, None),
    ("Không", Answer::No, None),
    ("Có - nhẹ", Answer::Yes, Some(Level::Slight)),
    ("Có - trung bình", Answer::Yes, Some(Level::Moderate)),
    ("Có - nghiêm trọng", Answer::Yes, Some(Level::Serious)),
    ("Chưa trả lời", Answer::Blank, None),
];

const COUNTS: &str = "Tính bản này";
const ASIDE: &str = "Không tính bản này";
const SEEN: &str = "Đã xem";
const REVIEWS: &str = "Tính các bản tự soi";
const WORKBOOK: &str = "Tính bảng tổng hợp";

/// At most so many units are offered for choice; any other code may still be typed.
const UNITS_OFFERED: usize = 60;

/// What a person decided about one of several reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// It counts.
    Counts,
    /// It does not.
    Aside,
}

/// What a person decided to count of a cell that sent both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preferred {
    /// The reviews.
    Reviews,
    /// The consolidated workbook.
    Workbook,
}

/// What should be noted about a review: position of the indicator, where it is about one, and the finding.
/// Doubts about answers come first, in the order of the catalogue.
pub fn flags(entry: &Entry) -> impl Iterator<Item = (Option<usize>, &Finding)> {
    let doubts = entry.review.answers.iter().enumerate();
    let doubts = doubts.filter_map(|(i, a)| a.doubt.as_deref().map(|doubt| (Some(i), doubt)));
    doubts.chain(entry.review.flags.iter().map(|f| (f.indicator, &f.finding)))
}

/// What a question is asked about.
struct Asked {
    kind: QuestionKind,
    indicator: Option<usize>,
    place: Place,
    words: String,
    why: Finding,
    choices: Vec<String>,
}

impl Desk<'_> {
    /// What was typed for a question about a case, if anything.
    fn typed(&self, i: usize, kind: QuestionKind, indicator: Option<usize>) -> Option<&str> {
        let file = &self.files[self.cases[i].entry.file];
        if !self.decisions.may_be_about(file.fingerprint) {
            return None;
        }
        self.decisions.get(&self.key(i, kind, indicator))
    }

    fn key(&self, i: usize, kind: QuestionKind, indicator: Option<usize>) -> String {
        let case = &self.cases[i];
        let code = indicator.and_then(|n| self.catalogue.indicators.get(n)).map_or("", |x| x.code.as_str());
        key(&[&self.files[case.entry.file].fingerprint.to_string(), &case.mark, kind.code(), code])
    }

    /// Puts a question into the books; `understood` is whether what was typed decides it.
    fn ask(&mut self, i: usize, asked: Asked, understood: bool) {
        let typed = self.typed(i, asked.kind, asked.indicator).map(str::to_owned);
        let key = self.key(i, asked.kind, asked.indicator);
        if !self.asked.insert(key.clone()) {
            return;
        }
        let Case { entry, .. } = &self.cases[i];
        let (decision, why) = weigh(typed, understood, asked.why);
        self.questions.push(Question {
            key,
            kind: asked.kind,
            unit: entry.unit,
            name: entry.review.name.clone(),
            file: entry.file,
            indicator: asked.indicator,
            place: asked.place,
            words: asked.words,
            why,
            choices: asked.choices,
            decision,
        });
    }

    /// Asks for units and names that are not known, and enters what was decided.
    pub(super) fn ask_subjects(&mut self) {
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

    /// What was typed about which of several counts.
    pub(super) fn typed_choice(&self, i: usize) -> Option<Choice> {
        let typed = fold(self.typed(i, QuestionKind::WhichCounts, None)?);
        let is = |choice: &str| typed == fold(choice);
        if is(COUNTS) || typed == "tinh" || typed == "co" {
            Some(Choice::Counts)
        } else if is(ASIDE) || typed == "khong tinh" || typed == "khong" {
            Some(Choice::Aside)
        } else {
            None
        }
    }

    /// Asks whether a review counts.
    pub(super) fn ask_whether_it_counts(&mut self, i: usize, why: SubjectFinding, decided: bool) {
        let review = self.review(i);
        let asked = Asked {
            kind: QuestionKind::WhichCounts,
            indicator: None,
            place: review.place.clone(),
            words: review.date.map(|d| d.strftime("%d/%m/%Y").to_string()).unwrap_or_default(),
            why: why.into(),
            choices: vec![COUNTS.into(), ASIDE.into()],
        };
        self.ask(i, asked, decided);
    }

    /// Asks about uncertain answers, and enters what was decided.
    pub(super) fn ask_answers(&mut self) {
        for i in 0..self.cases.len() {
            if self.cases[i].aside {
                continue;
            }
            for n in 0..self.review(i).answers.len() {
                self.ask_answer(i, n);
            }
        }
    }

    fn ask_answer(&mut self, i: usize, n: usize) {
        let tally = self.review(i).kind == Kind::Tally;
        let typed = self.typed(i, QuestionKind::Answer, Some(n)).map(str::to_owned);
        let Some(reading) = self.cases[i].entry.review.answers.get_mut(n) else { return };
        let Some(why) = reading.doubt.as_deref().cloned() else { return self.ask_again(i, n, typed) };
        let (words, place) = (reading.evidence.clone(), reading.place.clone());
        let understood = typed.is_some_and(|typed| enter(Arc::make_mut(reading), &typed, tally));
        let choices = if tally { Vec::new() } else { ANSWERS.iter().map(|a| a.0.to_owned()).collect() };
        let asked = Asked { kind: QuestionKind::Answer, indicator: Some(n), place, words, why, choices };
        self.ask(i, asked, understood);
    }

    /// A decision about words that were in doubt once and are clear now, and say another thing: the words
    /// count, and a person is asked once more. What is decided then holds.
    fn ask_again(&mut self, i: usize, n: usize, typed: Option<String>) {
        let Some(typed) = typed else { return };
        let tally = self.review(i).kind == Kind::Tally;
        let again = self.typed(i, QuestionKind::Again, Some(n)).map(str::to_owned);
        let reading = &mut self.cases[i].entry.review.answers[n];
        let mut decided = Reading::clone(reading);
        let said = |r: &Reading| (r.answer, r.level, r.count);
        if !enter(&mut decided, &typed, tally) || said(&decided) == said(reading) {
            return;
        }
        let (words, place) = (reading.evidence.clone(), reading.place.clone());
        let why = Finding::from(SubjectFinding::DecisionAgainstText { typed });
        let understood = again.is_some_and(|again| enter(Arc::make_mut(reading), &again, tally));
        if !understood {
            Arc::make_mut(reading).doubt = Some(Box::new(why.clone()));
        }
        let choices = if tally { Vec::new() } else { ANSWERS.iter().map(|a| a.0.to_owned()).collect() };
        let asked = Asked { kind: QuestionKind::Again, indicator: Some(n), place, words, why, choices };
        self.ask(i, asked, understood);
    }

    /// A count larger than the number of members is no count.
    pub(super) fn check_tallies(&mut self) {
        for case in self.cases.iter_mut().filter(|case| case.entry.review.kind == Kind::Tally) {
            let Some(unit) = case.entry.unit.filter(|&u| self.hierarchy.is_cell(u)) else { continue };
            let listed = self.hierarchy.unit(unit).books();
            let total = case.entry.review.total.or(listed).unwrap_or(0);
            for reading in &mut case.entry.review.answers {
                if reading.doubt.is_none() && reading.count.is_none_or(|count| count > total) {
                    Arc::make_mut(reading).doubt = Some(AnswerFinding::BadCount.into());
                }
            }
        }
    }

    /// Asks about files that a person must look at. One file that came several times is asked about once.
    pub(super) fn ask_files(&mut self) {
        let mut notices = self.notices();
        for file in 0..self.files.len() {
            if self.copy_of[file].is_some() || self.is_past(file) {
                continue;
            }
            for why in self.file_findings(file).into_iter().chain(notices.remove(&file)) {
                let record = &self.files[file];
                let (place, mark) = place_of(&why);
                let key =
                    key(&[&record.fingerprint.to_string(), &mark, QuestionKind::File.code(), why.code()]);
                if !self.asked.insert(key.clone()) {
                    continue;
                }
                let typed = self.decisions.get(&key).map(str::to_owned);
                let understood = typed.as_deref().is_some_and(|t| fold(t) == fold(SEEN));
                let (decision, why) = weigh(typed, understood, why);
                let words = self.files[file].envelope.as_deref().map(sent_by).unwrap_or_default();
                self.questions.push(Question {
                    key,
                    kind: QuestionKind::File,
                    unit: None,
                    name: None,
                    file,
                    indicator: None,
                    place,
                    words,
                    why,
                    choices: vec![SEEN.into()],
                    decision,
                });
            }
        }
    }

    /// Says of every file that took the place of one decided about which decisions ended with that.
    fn notices(&mut self) -> BTreeMap<usize, Finding> {
        let mut notices = BTreeMap::new();
        let decisions = self.decisions;
        for (file, kept) in decisions.expired(&self.files) {
            let successor = self.files[file].fingerprint;
            self.expired.extend(kept.iter().map(|k| (k.key.clone(), successor)));
            let shown = |k: &&Kept| {
                let what = k.indicator.as_deref().unwrap_or(&k.at);
                format!("{what} “{}”", decisions.get(&k.key).unwrap_or_default())
            };
            let decisions = kept.iter().map(shown).collect::<Vec<_>>().join("; ");
            notices.insert(file, SubjectFinding::DecisionExpired { decisions }.into());
        }
        notices
    }

    /// Whether all reviews of a file are set aside.
    fn is_past(&self, file: usize) -> bool {
        let mut cases = self.cases_of(file).peekable();
        cases.peek().is_some() && cases.all(|case| case.aside)
    }

    /// Positions of a file's reviews.
    pub(super) fn range_of(&self, file: usize) -> std::ops::Range<usize> {
        let start = self.cases.partition_point(|case| case.entry.file < file);
        start..self.cases.partition_point(|case| case.entry.file <= file)
    }

    /// Reviews of a file.
    pub(super) fn cases_of(&self, file: usize) -> impl Iterator<Item = &Case> {
        self.cases.get(self.range_of(file)).unwrap_or_default().iter()
    }

    /// What a person must look at about a file as a whole: each kind of trouble once, each changed figure
    /// by itself.
    pub(super) fn file_findings(&self, file: usize) -> Vec<Finding> {
        let own: Vec<Finding> = match &self.found[file] {
            Found::Refused(f) | Found::Ignored(f) => vec![f.clone().into()],
            Found::Read(findings) => findings.clone(),
            Found::Container => Vec::new(),
        };
        let flags = self.cases_of(file).filter(|case| !case.aside).flat_map(|case| &case.entry.review.flags);
        let flags = flags.map(|flag| &flag.finding).filter(|f| !matches!(f, Finding::Subject(_))).cloned();
        let mut seen = BTreeSet::new();
        let all = own.into_iter().chain(self.files[file].findings.iter().cloned()).chain(flags);
        all.filter(|f| f.asks() && seen.insert((f.code(), place_of(f).1))).collect()
    }

    /// Asks about a tally that differs from the reviews of its cell; what a person prefers, if anything.
    pub(super) fn ask_difference(&mut self, i: usize, why: SubjectFinding) -> Option<Preferred> {
        let place = self.review(i).place.clone();
        let workbook = self.review(i).figures.is_some();
        let typed = self.typed(i, QuestionKind::File, None).map(fold);
        let is = |words: &str| typed.as_deref() == Some(fold(words).as_str());
        let preferred = match () {
            () if is(SEEN) || is(REVIEWS) => Some(Preferred::Reviews),
            () if workbook && is(WORKBOOK) => Some(Preferred::Workbook),
            () => None,
        };
        let choices = if workbook { vec![REVIEWS.into(), WORKBOOK.into()] } else { vec![SEEN.into()] };
        let (kind, words) = (QuestionKind::File, String::new());
        let asked = Asked { kind, indicator: None, place, words, why: why.into(), choices };
        self.ask(i, asked, preferred.is_some());
        preferred
    }

    /// Takes back what was asked about a case that does not count any more.
    pub(super) fn withdraw_questions(&mut self, i: usize) {
        let indicators = (0..self.catalogue.len()).map(Some).chain([None]);
        let kinds = [QuestionKind::Answer, QuestionKind::WhichCounts, QuestionKind::Name];
        let keys: BTreeSet<String> =
            indicators.flat_map(|n| kinds.map(|kind| self.key(i, kind, n))).collect();
        self.questions.retain(|q| !keys.contains(&q.key));
    }
}

/// Who sent what came by mail, and under what subject, so that the clerk can ask: of a mail that was forwarded the
/// first.
fn sent_by(envelope: &Envelope) -> String {
    let sender = match (envelope.sender.trim(), envelope.address.as_str()) {
        ("", address) => address.to_owned(),
        (name, "") => name.to_owned(),
        (name, address) if name == address => name.to_owned(),
        (name, address) => format!("{name} <{address}>"),
    };
    let subject = envelope.subject.trim();
    match (sender.is_empty(), subject.is_empty()) {
        (false, false) => format!("Thư của {sender}: “{subject}”"),
        (false, true) => format!("Thư của {sender}"),
        (true, false) => format!("Thư “{subject}”"),
        (true, true) => String::new(),
    }
}

/// Where the trouble stands, and what tells it from others of its kind.
fn place_of(finding: &Finding) -> (Place, String) {
    match finding {
        Finding::File(FileFinding::FigureChanged { at, .. }) => (at.clone(), at.to_string()),
        _ => (Place::File, String::new()),
    }
}

/// What binds a decision to a question of a later room.
pub fn bound(parts: &[&str]) -> String {
    key(parts)
}

/// What was typed for a question, and why it stays open where that does not decide it.
pub fn weighed(typed: Option<&str>, understood: bool, why: Finding) -> (Option<String>, Finding) {
    weigh(typed.map(str::to_owned), understood, why)
}

/// The decision of a question, and why it stays open where what was typed does not decide it.
fn weigh(typed: Option<String>, understood: bool, why: Finding) -> (Option<String>, Finding) {
    match typed {
        Some(typed) if understood => (Some(typed), why),
        Some(typed) => (None, SubjectFinding::NotUnderstood { typed, question: Box::new(why) }.into()),
        None => (None, why),
    }
}

/// Enters what was typed; false where it is no answer, or in a tally no number.
fn enter(reading: &mut Reading, typed: &str, tally: bool) -> bool {
    if tally { count(reading, typed) } else { answer(reading, typed) }
}

/// Enters a typed answer; false where it is none.
fn answer(reading: &mut Reading, typed: &str) -> bool {
    let typed = fold(typed);
    let Some((_, answer, level)) = ANSWERS.iter().find(|(words, ..)| fold(words) == typed) else {
        return false;
    };
    reading.answer = Some(*answer);
    reading.level = *level;
    reading.rule = Rule::Decision;
    // A person saw that nothing was answered: decided, but still not an answer.
    reading.doubt = (*answer == Answer::Blank).then(|| AnswerFinding::Blank.into());
    true
}

/// Enters a typed number; false where it is none.
fn count(reading: &mut Reading, typed: &str) -> bool {
    let Ok(count) = typed.trim().parse() else { return false };
    reading.count = Some(count);
    reading.rule = Rule::Decision;
    reading.doubt = None;
    true
}

/// What binds a decision to its question: the file's content, the place and what is asked.
fn key(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\u{1f}").as_bytes());
    let mut key = String::with_capacity(20);
    for byte in digest.iter().take(10) {
        // Writing to a String never fails.
        let _ = write!(key, "{byte:02x}");
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Account;
    use crate::finding::FileFinding;
    use crate::ledger::Books;
    use crate::ledger::sample::{books, decided, fate, file, mail, review, tally};
    use crate::model::{Review, UnitId};

    fn form() -> Review {
        review("Lý Văn Đào").field("Chi bộ thôn Hòa Bình")
    }

    fn first_key(books: &Books) -> String {
        books.open_questions().next().expect("an open question").key.clone()
    }

    /// The books before and after the first question of one form is answered.
    fn answered(review: &Review, typed: &str) -> (Books, Books) {
        let before = books(vec![file("a", vec![review.clone()])]);
        let after = decided(vec![file("a", vec![review.clone()])], &[(&first_key(&before), typed)]);
        (before, after)
    }

    #[test]
    fn a_question_about_a_file_that_came_by_mail_names_its_sender_and_subject() {
        let scan = |envelope: Envelope| Account {
            envelope: Some(std::sync::Arc::new(envelope)),
            outcome: crate::extract::Outcome::Refused(FileFinding::Pdf),
            ..file("thư.eml!quét.pdf", vec![])
        };
        let words = |envelope| books(vec![scan(envelope)]).questions[0].words.clone();
        let from = || mail("hoabinh@thu.example", None);
        let named =
            Envelope { sender: "Chi bộ Hòa Bình".into(), subject: "Nộp phiếu".into(), ..from() };
        assert_eq!(words(named), "Thư của Chi bộ Hòa Bình <hoabinh@thu.example>: “Nộp phiếu”");
        assert_eq!(words(from()), "Thư của hoabinh@thu.example");
        assert_eq!(words(mail("", None)), "");
    }

    #[test]
    fn an_uncertain_answer_is_a_question_and_a_decision_answers_it() {
        let (before, after) = answered(&form().answer(1, Answer::Conflict), "Có - nhẹ");
        assert_eq!(before.questions[0].indicator, Some(1));
        assert_eq!(flags(&before.entries[0]).next().map(|f| f.1.code()), Some("conflicting-marks"));
        assert_eq!(fate(&before, "a"), "needs_review");
        let reading = &after.entries[0].review.answers[1];
        assert_eq!((reading.answer, reading.level), (Some(Answer::Yes), Some(Level::Slight)));
        assert_eq!((reading.rule, reading.is_certain()), (Rule::Decision, true));
        assert_eq!(fate(&after, "a"), "accepted");
        assert_eq!(after.questions[0].decision.as_deref(), Some("Có - nhẹ"));
    }

    #[test]
    fn a_blank_that_a_person_confirms_stays_a_blank_and_is_asked_no_more() {
        let (_, after) = answered(&form().answer(1, Answer::Blank), "chưa trả lời");
        assert_eq!(after.entries[0].review.answers[1].answer, Some(Answer::Blank));
        assert!(!after.entries[0].review.answers[1].is_certain());
        assert_eq!(after.open_questions().count(), 0);
    }

    #[test]
    fn what_is_not_understood_stays_a_question_that_says_so() {
        let (before, after) = answered(&form().answer(1, Answer::Blank), "chắc là có");
        assert_eq!(after.open_questions().count(), 1);
        assert_eq!(after.questions[0].why.code(), before.questions[0].why.code());
        assert!(after.questions[0].why.message(crate::model::Lang::Vi).contains("chắc là có"));
        assert_eq!(fate(&after, "a"), "needs_review");
    }

    #[test]
    fn a_unit_is_chosen_by_code_by_the_line_offered_or_by_a_name_that_only_it_has() {
        let form = review("Lý Văn Đào").field("Chi bộ Trạm Y tế");
        let before = books(vec![file("a", vec![form.clone()])]);
        let offered = before.questions[0].choices[1].clone();
        assert!(offered.starts_with("C8 - Chi bộ Trạm Y tế (Đảng bộ phường Mai Hạ)"), "{offered}");
        for (typed, unit) in
            [(offered.as_str(), Some(10)), ("C8", Some(10)), ("Chi bộ thôn Sơn Nam", Some(7))]
        {
            assert_eq!(answered(&form, typed).1.entries[0].unit, unit.map(UnitId), "{typed}");
        }
        // Two cells have the name; a member belongs to no unit above cells.
        for typed in ["Chi bộ Trạm Y tế", "D1", "?"] {
            assert_eq!(answered(&form, typed).1.entries[0].unit, None, "{typed}");
        }
    }

    #[test]
    fn a_missing_name_is_typed_or_taken_from_the_name_of_the_file() {
        let form = review("").field("Chi bộ thôn Hòa Bình");
        let (before, after) = answered(&form, "Đ/c Lý Văn Đào");
        assert_eq!(before.questions[0].kind, QuestionKind::Name);
        assert_eq!(after.entries[0].review.name.as_deref(), Some("Lý Văn Đào"));
        let named = books(vec![file("Phieu tu soi - Ly Van Dao.docx", vec![form])]);
        assert_eq!(named.entries[0].review.name.as_deref(), Some("Lý Văn Đào"));
    }

    #[test]
    fn copies_and_older_versions_ask_nothing() {
        let unsure = || form().answer(1, Answer::Blank).answer(2, Answer::Unclear);
        let books = books(vec![file("a", vec![unsure()]), file("a (1)", vec![unsure()])]);
        assert_eq!((fate(&books, "a"), fate(&books, "a (1)")), ("needs_review", "duplicate"));
        assert_eq!(books.questions.len(), 2);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_asked_about_and_a_lock_file_is_not() {
        let account = |path, outcome| crate::extract::Account { outcome, ..file(path, vec![]) };
        let accounts = || {
            vec![
                account("a", crate::extract::Outcome::Refused(FileFinding::Password)),
                account("b", crate::extract::Outcome::Ignored(FileFinding::LockFile)),
                account("c", crate::extract::Outcome::Container),
                file("d", vec![]),
            ]
        };
        let before = books(accounts());
        let fates = ["a", "b", "c", "d"].map(|path| fate(&before, path));
        assert_eq!(fates, ["unreadable", "not_a_form", "container", "not_a_form"]);
        assert_eq!(before.open_questions().count(), 1);
        let after = decided(accounts(), &[(&first_key(&before), "Đã xem")]);
        assert_eq!(after.open_questions().count(), 0);
        assert_eq!(fate(&after, "a"), "unreadable");
    }

    #[test]
    fn a_layout_that_was_not_understood_needs_a_person() {
        let finding = FileFinding::UnknownLayout { detail: "bảng lạ".into() };
        let read = crate::extract::Extraction { findings: vec![finding.into()], ..Default::default() };
        let account =
            crate::extract::Account { outcome: crate::extract::Outcome::Read(read), ..file("a", vec![]) };
        let books = books(vec![account]);
        assert_eq!(fate(&books, "a"), "needs_review");
        assert_eq!(books.files[0].reason.as_ref().map(Finding::code), Some("unknown-layout"));
    }

    #[test]
    fn a_count_above_the_number_of_members_is_a_question() {
        let sheet = tally(Some(5), [6, 1, 0]).field("Chi bộ thôn 5");
        let (before, after) = answered(&sheet, "4");
        assert_eq!(flags(&before.entries[0]).map(|f| f.1.code()).collect::<Vec<_>>(), ["bad-count"]);
        assert_eq!(after.entries[0].review.answers[0].count, Some(4));
        assert_eq!(fate(&after, "a"), "accepted");
    }

    #[test]
    fn a_member_who_is_not_on_the_list_is_a_hint_and_no_question() {
        let books = books(vec![file("a", vec![review("Vũ Văn Ổi").field("Chi bộ thôn Hòa Bình")])]);
        assert_eq!(flags(&books.entries[0]).map(|f| f.1.code()).collect::<Vec<_>>(), ["not-on-roster"]);
        assert_eq!(fate(&books, "a"), "accepted");
    }

    #[test]
    fn a_tally_that_differs_from_the_reviews_is_asked_about_and_its_file_is_still_accepted() {
        let sheet = tally(Some(1), [1, 0, 0]).field("Chi bộ thôn Hòa Bình");
        let both = books(vec![file("a", vec![form()]), file("b", vec![sheet])]);
        assert_eq!(both.unit_findings.len(), 1);
        assert_eq!(both.unit_findings[0].1.code(), "tally-differs");
        assert_eq!((both.open_questions().count(), fate(&both, "b")), (1, "accepted"));
    }
}
