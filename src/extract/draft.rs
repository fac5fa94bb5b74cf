//! A review being gathered from the items of a page.

use super::FEW;
use super::afterword::Afterword;
use super::context::Context;
use super::counted;
use super::exceptions;
use super::group_lists;
use super::grouped;
use super::header::{Committee, Header, Title};
use super::item::{Counted, Line, MemberRow, Said};
use super::leftover::UnknownPart;
use super::listed::{self, Statement};
use super::numbered;
use super::others::{self, Paper, Topic};
use super::promises::Promises;
use super::ratings::Ratings;
use super::verdict::Verdict;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Place, Rule};
use crate::text::fold;

/// A review being gathered.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "what was met so far, each apart from the others")]
pub(super) struct Draft {
    pub header: Header,
    pub answers: Vec<(usize, Verdict)>,
    pub counts: Vec<(usize, Counted)>,
    pub members: Vec<MemberRow>,
    pub promises: Promises,
    /// What became of corrections promised before.
    pub outcomes: Vec<Said>,
    /// Whether the title announces that.
    pub follows_up: bool,
    /// What the titles say that is perhaps none of a self-review.
    pub paper: Paper,
    /// What its lines speak of.
    pub topic: Topic,
    /// Whether marks stand in it under headings that are not understood.
    pub unread: bool,
    pub ratings: Ratings,
    /// A part below the answers of which nothing is understood.
    pub unknown_part: UnknownPart,
    pub leftovers: Vec<(String, Place)>,
    /// What the form says of all indicators at once, and the indicators listed after it.
    pub statement: Option<Statement>,
    pub listed: Vec<(usize, String, Place)>,
    /// Whether a sentence after the list denies all others.
    pub rest_denied: bool,
    /// The line below counts or answers that says that all others are nobody's.
    pub denial_of_rest: Option<(String, Place)>,
    /// Lines of the list in which no indicator was recognised.
    pub unlisted: usize,
    /// The group whose heading stands above: what follows speaks of it only.
    pub group: Option<usize>,
    /// What the form says of all indicators of a group at once.
    pub said_of_groups: Vec<grouped::Said>,
    /// What sentences answer for several groups at once.
    pub at_once: Vec<(usize, Verdict)>,
    /// Lines that answer by the numbers of the whole catalogue, under the heading of no group.
    pub by_number: Vec<(String, Place)>,
    /// Where a line below such a sentence admits something: *Tuy nhiên, đôi lúc tôi còn nể nang*.
    pub objection: Option<Place>,
    /// Lines that hold anything and are none of a table of answers.
    pub lines: usize,
    /// Rows that are no form's but name a person.
    pub rows_of_people: usize,
    /// Lines after the answers that name a unit or give place and date: they may be the next form's letterhead.
    pub trailing: Vec<(String, Place)>,
    /// Whether the numbers before the indicators run through the whole catalogue.
    pub numbered_through: bool,
    /// What lines below the answers say of one of them.
    pub afterwords: Vec<Afterword>,
    /// Whom the line right above the answers names.
    pub heading: Option<String>,
    pub sheet: Option<String>,
    pub place: Place,
}

impl Draft {
    pub(super) fn answered(&self) -> bool {
        !self.answers.is_empty()
            || !self.counts.is_empty()
            || !self.members.is_empty()
            || !self.said_of_groups.is_empty()
    }

    /// Whether it says something of many indicators at once.
    pub(super) fn states(&self) -> bool {
        self.statement.is_some() || !self.at_once.is_empty() || !self.by_number.is_empty()
    }

    /// Whether it only words the indicators that it names: nothing answers them. Behind the last one may stand what heads
    /// the answers below: `B. TRẢ LỜI`.
    pub(super) fn only_words(&self) -> bool {
        let silent = |v: &Verdict| v.chosen == Err(AnswerFinding::Blank) && v.evidence.is_empty();
        let Some(((_, last), others)) = self.answers.split_last() else { return false };
        others.len() >= FEW && others.iter().all(|(_, v)| silent(v)) && last.chosen.is_err()
    }

    /// Whether somebody's self-review stands here of which too little was understood.
    pub(super) fn is_lost(&self, found: usize) -> bool {
        let header = &self.header;
        let somebody = header.name.is_some() || header.signatures.name.is_some();
        let of_one = somebody
            && (found > 0
                || self.statement.is_some()
                || header.name.is_some()
                || header.signatures.by_member);
        // A committee's that speaks of manifestations in sentences of its own.
        let of_committee =
            header.committee == Committee::ReviewsItself && self.topic == Topic::Manifestations;
        // A sheet of many members whose headings were not understood.
        let of_many = self.sheet.is_some() && self.rows_of_people >= FEW;
        header.is_titled() && self.members.is_empty() && (of_one || of_many || of_committee)
    }

    /// Whether it is a sheet that says who fills the file in and answers nothing; one with as many lines as a form may be
    /// a form that was not understood.
    pub(super) fn is_cover(&self, found: usize, context: &Context) -> bool {
        let says = found > 0 || self.answered() || self.statement.is_some() || !self.outcomes.is_empty();
        let lost =
            self.lines >= context.catalogue.len() || !self.leftovers.is_empty() || self.rows_of_people >= FEW;
        self.sheet.is_some()
            && self.header.name.is_some()
            && !(says || lost || self.paper.is_other)
            && self.promises.is_empty()
    }

    /// Whether bare numbers head the columns below which members have marks, and nothing says that they are those of
    /// indicators: months have 27 days too.
    pub(super) fn lists_days(&self, context: &Context) -> bool {
        let tab = || self.sheet.as_deref().is_some_and(|tab| others::speaks(&fold(tab), &context.vocabulary));
        (self.paper.is_other || !(self.topic > Topic::Other || tab()))
            && self.members.iter().all(|member| member.by_number)
    }

    /// Whether most of what is answered is no indicator of the catalogue: a form of another one may share
    /// a few of its words.
    pub(super) fn asks_something_else(&self, found: usize, context: &Context) -> bool {
        !self.header.is_titled() && self.leftovers.len() > found && 2 * found < context.catalogue.len()
    }

    /// How many indicators are answered, or counted: some may be more than once.
    pub(super) fn indicators(&self) -> usize {
        let distinct = |mut indicators: Vec<usize>| {
            indicators.sort_unstable();
            indicators.dedup();
            indicators.len()
        };
        let answered = distinct(self.answers.iter().map(|(indicator, _)| *indicator).collect());
        answered.max(distinct(self.counts.iter().map(|(indicator, _)| *indicator).collect()))
    }

    /// Turns answers into counts where the form is a compiled one, or answers in numbers of members: then
    /// `không có` means nobody.
    pub(super) fn count_members(&mut self) {
        let header = &self.header;
        let in_members = self.answers.iter().filter(|(_, v)| counted::is_members(&v.evidence)).count();
        let nameless = header.name.is_none() && header.committee < Committee::ReviewsItself;
        if self.counts.is_empty()
            && header.name.is_none()
            && let Some(counts) = counted::in_pairs(&self.answers)
        {
            self.counts = counts;
            self.answers.clear();
            return;
        }
        // Marks count nobody: a paper of many may hold the forms of each.
        let figure = |(_, v): &(usize, Verdict)| v.evidence.contains(|c: char| c.is_ascii_digit());
        let compiled = header.title == Title::Compiled && self.answers.iter().any(figure);
        if self.counts.is_empty() && nameless && (in_members > 1 || compiled) {
            self.counts = self.answers.drain(..).map(|(i, v)| (i, Counted::from(v))).collect();
        }
    }

    /// Notes a line below counts or answers that denies all manifestations that they do not list.
    pub(super) fn note_rest(&mut self, line: &Line<'_>, context: &Context) {
        if self.counts.is_empty() && self.answers.is_empty() {
            return;
        }
        // *Không có đồng chí nào*: whoever is counted.
        let members = ["dong chi", "dang vien", "nguoi", "d c", "ai"];
        let folded =
            members.iter().fold(fold(&line.text), |text, word| text.replace(&format!(" {word}"), ""));
        if listed::denies_the_rest(&folded, context) {
            self.denial_of_rest = Some((line.text.trim().to_owned(), line.place.clone()));
        }
    }

    /// Counts nobody for the manifestations that a table of counts leaves out and a line below it denies.
    pub(super) fn count_rest(&mut self, context: &Context) {
        let counts = !self.counts.is_empty() && self.leftovers.is_empty();
        let Some((evidence, place)) = self.denial_of_rest.take().filter(|_| counts) else { return };
        for indicator in 0..context.catalogue.len() {
            if !self.counts.iter().any(|(counted, _)| *counted == indicator) {
                let (evidence, place) = (evidence.clone(), place.clone());
                self.counts.push((indicator, Counted { count: Some(0), total: None, evidence, place }));
            }
        }
    }

    /// Denies the manifestations that a form leaves out which lists only what is present, where a line below says so.
    pub(super) fn deny_rest(&mut self, context: &Context) {
        let all = context.catalogue.len();
        let present = |(_, v): &(usize, Verdict)| matches!(v.chosen, Ok((Answer::Yes, ..)));
        let lists = !self.answers.is_empty() && self.answers.iter().all(present);
        if !lists || 2 * self.answers.len() > all || !self.leftovers.is_empty() || !self.is_somebodys() {
            return;
        }
        let Some((evidence, place)) = self.denial_of_rest.take() else { return };
        for indicator in 0..all {
            if !self.answers.iter().any(|(answered, _)| *answered == indicator) {
                let (evidence, place) = (evidence.clone(), place.clone());
                let chosen = Ok((Answer::No, None, Rule::NotListed));
                let verdict = Verdict { chosen, evidence, place, note: String::new(), in_parts: false };
                self.answers.push((indicator, verdict));
            }
        }
    }

    /// Reads a sentence that names by number what is present and denies the rest.
    pub(super) fn list_by_number(&mut self, line: &Line<'_>, context: &Context) {
        let (evidence, place) = (line.text.trim().to_owned(), line.place.clone());
        let by_exception = || {
            let named = exceptions::named(&line.text, None, context)?.into_iter();
            Some(named.map(|indicator| (indicator, evidence.clone(), place.clone())).collect())
        };
        let listed = group_lists::listed(&line.text, &line.place, context).or_else(by_exception);
        let Some(listed) = listed else { return };
        self.statement = Some(Statement::Only { count: Some(listed.len()), evidence, place });
        self.listed = listed;
    }

    /// Whether it is somebody's self-review, and no table of counts.
    fn is_somebodys(&self) -> bool {
        let header = &self.header;
        let somebody =
            header.name.is_some() || header.signatures.name.is_some() || header.committee > Committee::No;
        header.is_titled() && somebody && self.counts.is_empty() && self.members.is_empty()
    }

    /// Notes a line that answers by number under the heading of no group; the first must say that its numbers are those
    /// of indicators.
    pub(super) fn note_numbers(&mut self, line: &Line<'_>, context: &Context) {
        let begun = !self.by_number.is_empty() || numbered::names(&line.text, context);
        if self.group.is_none() && begun {
            self.by_number.push((line.text.to_string(), line.place.clone()));
        }
    }

    /// Answers the indicators of a form that answers in such lines and in nothing else.
    pub(super) fn answer_by_number(&mut self, context: &Context) {
        let alone = self.answers.is_empty()
            && self.at_once.is_empty()
            && self.said_of_groups.is_empty()
            && self.statement.is_none();
        if alone && self.is_somebodys() && self.objection.is_none() {
            self.answers = numbered::through(&self.by_number, context);
        }
    }

    /// Answers the indicators that nothing answers but a sentence about several groups. Of a group about which another
    /// sentence says something else neither is taken.
    pub(super) fn answer_at_once(&mut self, context: &Context) {
        let at_once = std::mem::take(&mut self.at_once);
        if !self.is_somebodys() || self.objection.is_some() {
            return;
        }
        let group = |indicator: usize| context.catalogue.indicators[indicator].group;
        let of_group = |of: usize| self.said_of_groups.iter().any(|(group, ..)| *group == of);
        let twice = |at: usize| at_once.iter().filter(|(i, _)| *i == at_once[at].0).count() > 1;
        let told = |at: &usize| !of_group(group(at_once[*at].0)) && !twice(*at);
        let told: Vec<usize> = (0..at_once.len()).filter(told).collect();
        let across: Vec<usize> = at_once.iter().map(|(indicator, _)| group(*indicator)).collect();
        self.said_of_groups.retain(|(group, ..)| !across.contains(group));
        for (indicator, verdict) in told.into_iter().map(|at| at_once[at].clone()) {
            match self.answers.iter_mut().find(|(i, _)| *i == indicator) {
                Some((_, before)) if before.chosen == Err(AnswerFinding::Blank) => *before = verdict,
                Some((_, before)) => before.must_agree(&verdict),
                None => self.answers.push((indicator, verdict)),
            }
        }
    }

    /// Answers the indicators of the groups about which one sentence says all.
    pub(super) fn answer_by_group(&mut self, context: &Context) {
        if self.is_somebodys() && self.objection.is_none() {
            grouped::spread(&mut self.answers, &self.said_of_groups, context);
        }
    }

    /// Answers every indicator where the form lists only what is present and says so.
    pub(super) fn answer_by_statement(&mut self, context: &Context) {
        let Some(statement) = &self.statement else { return };
        if self.objection.is_some() && matches!(statement, Statement::None { .. }) {
            return;
        }
        let listing =
            |v: &Verdict| v.chosen == Err(AnswerFinding::Blank) || matches!(v.chosen, Ok((Answer::Yes, ..)));
        if !self.is_somebodys() || !self.answers.iter().all(|(_, v)| listing(v)) {
            return;
        }
        let answered = self.answers.iter().map(|(i, v)| (*i, v.evidence.clone(), v.place.clone()));
        let all: Vec<_> = self.listed.drain(..).chain(answered).collect();
        let whole = self.rest_denied && self.unlisted == 0 && self.leftovers.is_empty();
        if let Some(verdicts) = listed::verdicts(statement, &all, whole, context) {
            self.answers = verdicts;
        }
    }
}
