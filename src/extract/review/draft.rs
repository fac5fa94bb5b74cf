//! A review being gathered from the items of a page.

use super::item::{Correction, Counted, Line, MemberRow, Said};
use super::leftover::UnknownPart;
use super::ratings::Ratings;
use super::sums::Sum;
use crate::extract::FEW;
use crate::extract::answer::verdict::Verdict;
use crate::extract::answer::{counted, words};
use crate::extract::context::Context;
use crate::extract::head::header::{Committee, Header, Title};
use crate::extract::head::others::{self, Paper, Topic};
use crate::extract::plan::promises::Promises;
use crate::extract::plan::{deadlines, sentences};
use crate::extract::prose::afterword::Afterword;
use crate::extract::prose::listed::{self, Statement};
use crate::extract::prose::{claims, exceptions, grouped, numbered};
use crate::extract::table::group_lists;
use crate::extract::wording::phrases::has_words;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Place, Rule};
use crate::text::fold;

/// A review being gathered.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "what was met so far, each apart from the others")]
pub(crate) struct Draft {
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
    /// Whether a line that answers nothing names indicators by their codes, or admits something between the answers: what
    /// it says of which is not known.
    pub names_codes: bool,
    /// Whether a line between the answers names somebody: what follows may be another's.
    pub names_another: bool,
    /// Whether members have nothing but what a list in running text says of them.
    pub unlisted_denied: bool,
    /// Whether lines name members with what each of them has.
    pub called: bool,
    /// Lines of the list in which no indicator was recognised.
    pub unlisted: usize,
    /// The group whose heading stands above: what follows speaks of it only.
    pub group: Option<usize>,
    /// What the form says of all indicators of a group at once.
    pub said_of_groups: Vec<grouped::Said>,
    /// Groups under which a line that is not understood admits something.
    pub contradicted: Vec<usize>,
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
    /// Whether a heading above the answers names an earlier round.
    pub of_earlier: bool,
    /// Whether a line says that the answers are provisional.
    pub provisional: bool,
    /// How many manifestations the form says itself that there are.
    pub sums: Vec<Sum>,
    /// Whom the line right above the answers names.
    pub heading: Option<String>,
    /// Lines that name somebody and do nothing else.
    pub named: Vec<(String, Place)>,
    pub sheet: Option<String>,
    pub place: Place,
}

impl Draft {
    pub(crate) fn answered(&self) -> bool {
        !self.answers.is_empty()
            || !self.counts.is_empty()
            || !self.members.is_empty()
            || !self.said_of_groups.is_empty()
            || !self.at_once.is_empty()
    }

    /// Whether an indicator follows the last one in the order of the catalogue, and those behind the first one did not:
    /// what was met first stands before the list, as an example or something that the office added.
    pub(crate) fn is_in_turn(&self, indicator: usize) -> bool {
        let follows = |answer: Option<&(usize, Verdict)>, at| answer.is_some_and(|(i, _)| i + 1 == at);
        follows(self.answers.last(), indicator)
            && self.answers.get(1).is_none_or(|(i, _)| *i != indicator + 1)
    }

    /// Whether it says something of many indicators at once.
    pub(crate) fn states(&self) -> bool {
        self.statement.is_some()
            || !self.said_of_groups.is_empty()
            || !self.at_once.is_empty()
            || !self.by_number.is_empty()
    }

    /// Whether something was answered and the rest not denied yet.
    pub(crate) fn is_unfinished(&self) -> bool {
        !self.answers.is_empty() && self.denial_of_rest.is_none()
    }

    /// Whether all that it says so far stands in sentences.
    pub(crate) fn in_sentences(&self) -> bool {
        self.answers.is_empty() && self.counts.is_empty() && self.members.is_empty()
    }

    /// Whether a line tells the cause of what sentences above it admit, who is responsible, or what will be done.
    pub(crate) fn is_account(&self, text: &str, context: &Context) -> bool {
        let folded = fold(text);
        let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        context.vocabulary.notes.accounts.starts(bare).is_some() && self.admits_in_sentences(context)
    }

    /// Whether a sentence was met that speaks of a group.
    pub(crate) fn speaks_of(&self, group: usize, context: &Context) -> bool {
        let of = |(indicator, _): &(usize, Verdict)| context.catalogue.indicators[*indicator].group == group;
        self.said_of_groups.iter().any(|(said, ..)| *said == group) || self.at_once.iter().any(of)
    }

    fn admits_in_sentences(&self, context: &Context) -> bool {
        self.at_once.iter().any(|(_, verdict)| verdict.admits())
            || self.said_of_groups.iter().any(|(group, text, _)| grouped::admits(text, *group, context))
            || matches!(self.statement, Some(Statement::Only { .. }))
    }

    /// The indicators that its answers admit.
    fn admitted(&self) -> Vec<usize> {
        let present = self.answers.iter().filter(|(_, verdict)| verdict.admits());
        let mut admitted: Vec<usize> = present.map(|(indicator, _)| *indicator).collect();
        admitted.sort_unstable();
        admitted.dedup();
        admitted
    }

    /// Finds out which of the admitted indicators the promises below the answers are about.
    pub(crate) fn settle_promises(&mut self, context: &Context) {
        self.promises.settle(&self.admitted(), context);
    }

    /// Doubts all answers that the form calls provisional, or heads as those of an earlier round.
    pub(crate) fn doubt_all(&mut self) {
        let why = match (self.provisional, self.of_earlier) {
            (true, _) => AnswerFinding::Provisional,
            (_, true) => AnswerFinding::EarlierRound,
            _ => return,
        };
        let sure = self.answers.iter_mut().filter(|(_, verdict)| verdict.chosen.is_ok());
        sure.for_each(|(_, verdict)| verdict.chosen = Err(why.clone()));
    }

    /// Doubts what was read where the form itself says another number.
    pub(crate) fn check_sums(&mut self, context: &Context) {
        let doubts = self.sums.iter().filter_map(|sum| sum.doubt(&self.answers, context));
        self.promises.doubts.extend(doubts);
    }

    /// Whether a line promises by some day to correct what stands above it: below sentences that answer, or below
    /// somebody's answers. A printed one may stand below answers that admit nothing: then nothing stands above it.
    pub(crate) fn is_promise(&self, text: &str, context: &Context) -> bool {
        if self.in_sentences() {
            return self.states() && deadlines::promised(text, context).is_some();
        }
        let of_one = self.counts.is_empty() && self.members.is_empty();
        let empty = || {
            self.promises.is_empty()
                && self.answers.iter().all(|(_, verdict)| verdict.denies())
                && sentences::of_all_above(text, context).is_some()
        };
        of_one && deadlines::corrects_by_day(text, context) && !empty()
    }

    /// Asks about whoever is named above the first in a list of members of whom something was understood.
    pub(crate) fn pass_over(&mut self) {
        if self.heading.is_some() && self.named.len() > 1 {
            self.named.pop();
            self.leftovers.append(&mut self.named);
        }
    }

    /// Whether it only words the indicators that it names: nothing answers them. Behind the last one may stand what heads
    /// the answers below: `B. TRẢ LỜI`.
    pub(crate) fn only_words(&self) -> bool {
        let silent = |v: &Verdict| v.chosen == Err(AnswerFinding::Blank) && v.evidence.is_empty();
        let Some(((_, last), others)) = self.answers.split_last() else { return false };
        others.len() >= FEW && others.iter().all(|(_, v)| silent(v)) && last.chosen.is_err()
    }

    /// Whether somebody's self-review stands here of which too little was understood.
    pub(crate) fn is_lost(&self, found: usize) -> bool {
        let header = &self.header;
        let somebody = header.name.is_some() || header.signatures.name.is_some();
        let of_one = somebody
            && (found > 0
                || self.statement.is_some()
                || header.name.is_some()
                || header.signatures.by_member)
            || self.heading.is_some() && !self.named.is_empty();
        // A committee's that speaks of manifestations in sentences of its own.
        let of_committee =
            header.committee == Committee::ReviewsItself && self.topic == Topic::Manifestations;
        // A sheet of many members whose headings were not understood.
        let of_many = self.sheet.is_some() && self.rows_of_people >= FEW;
        header.is_titled() && self.members.is_empty() && (of_one || of_many || of_committee)
    }

    /// Whether it is a sheet that says who fills the file in and answers nothing; one with as many lines as a form may be
    /// a form that was not understood.
    pub(crate) fn is_cover(&self, found: usize, context: &Context) -> bool {
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
    pub(crate) fn lists_days(&self, context: &Context) -> bool {
        let tab = || self.sheet.as_deref().is_some_and(|tab| others::speaks(&fold(tab), &context.vocabulary));
        (self.paper.is_other || !(self.topic > Topic::Other || tab()))
            && self.members.iter().all(|member| member.by_number)
    }

    /// Whether most of what is answered is no indicator of the catalogue: a form of another one may share
    /// a few of its words.
    pub(crate) fn asks_something_else(&self, found: usize, context: &Context) -> bool {
        !self.header.is_titled() && self.leftovers.len() > found && 2 * found < context.catalogue.len()
    }

    /// How many indicators are answered, or counted: some may be more than once.
    pub(crate) fn indicators(&self) -> usize {
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
    pub(crate) fn count_members(&mut self) {
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
        let figure = |(_, v): &(usize, Verdict)| {
            v.evidence
                .split(['|', '\n'])
                .any(|said| counted::number(said).is_some() || counted::is_members(said))
        };
        let compiled = header.title == Title::Compiled && self.answers.iter().any(figure);
        if self.counts.is_empty() && nameless && (in_members > 1 || compiled) {
            self.counts = self.answers.drain(..).map(|(i, v)| (i, Counted::from(v))).collect();
        }
    }

    /// Notes a line below counts or answers that denies all manifestations that they do not list.
    pub(crate) fn note_rest(&mut self, line: &Line<'_>) {
        if self.counts.is_empty() && self.answers.is_empty() {
            return;
        }
        // *Không có đồng chí nào*: whoever is counted.
        let members = ["dong chi", "dang vien", "nguoi", "d c", "ai"];
        let folded =
            members.iter().fold(fold(&line.text), |text, word| text.replace(&format!(" {word}"), ""));
        if listed::denies_the_rest(&folded) {
            self.denial_of_rest = Some((line.text.trim().to_owned(), line.place.clone()));
        }
    }

    /// Counts nobody for the manifestations that a table of counts leaves out and a line below it denies.
    pub(crate) fn count_rest(&mut self, context: &Context) {
        let counts = !self.counts.is_empty() && self.leftovers.is_empty();
        let rest = context.catalogue.len().saturating_sub(self.counts.len());
        let denial = self.denial_of_rest.take().filter(|(said, _)| counts && speaks_of(said, rest, context));
        let Some((evidence, place)) = denial else { return };
        for indicator in 0..context.catalogue.len() {
            if !self.counts.iter().any(|(counted, _)| *counted == indicator) {
                let (evidence, place) = (evidence.clone(), place.clone());
                self.counts.push((indicator, Counted { count: Some(0), total: None, evidence, place }));
            }
        }
    }

    /// Denies the manifestations that a form leaves out which lists only what is present, where a line below says so.
    pub(crate) fn deny_rest(&mut self, context: &Context) {
        let all = context.catalogue.len();
        let lists = !self.answers.is_empty() && self.answers.iter().all(|(_, verdict)| verdict.admits());
        let known = self.leftovers.is_empty() && !self.names_codes && !self.names_another;
        if !lists || 2 * self.answers.len() > all || !known || !self.is_somebodys() {
            return;
        }
        let rest = all.saturating_sub(self.answers.len());
        let denial = self.denial_of_rest.take().filter(|(said, _)| speaks_of(said, rest, context));
        let Some((evidence, place)) = denial else { return };
        for indicator in 0..all {
            if !self.answers.iter().any(|(answered, _)| *answered == indicator) {
                let (evidence, place) = (evidence.clone(), place.clone());
                let chosen = Ok((Answer::No, None, Rule::NotListed));
                let verdict = Verdict::new(chosen, evidence, place);
                self.answers.push((indicator, verdict));
            }
        }
    }

    /// Reads a sentence that names by number what is present and denies the rest.
    pub(crate) fn list_by_number(&mut self, line: &Line<'_>, context: &Context) {
        let (evidence, place) = (line.text.trim().to_owned(), line.place.clone());
        let by_exception = || {
            let named = exceptions::named(&line.text, None, context)?.into_iter();
            Some(named.map(|indicator| (indicator, evidence.clone(), place.clone())).collect())
        };
        let by_number = || {
            let claims = claims::whole(&line.text, None, context)?.into_iter();
            let present = claims.filter(|(_, (answer, _))| *answer == Answer::Yes);
            let listed = present.map(|(indicator, _)| (indicator, evidence.clone(), place.clone()));
            Some(listed.collect()).filter(|listed: &Vec<_>| !listed.is_empty())
        };
        let listed = group_lists::listed(&line.text, &line.place, context);
        let listed = listed.or_else(by_exception).or_else(by_number);
        let Some(listed) = listed else { return };
        self.statement = Some(Statement::Only { count: Some(listed.len()), evidence, place });
        self.listed = listed;
    }

    /// Takes what a correction is about for one of those present that the form announces, where no other list does that:
    /// *tôi còn các biểu hiện sau:* above a table of them and of what will be done.
    pub(crate) fn list_promised(&mut self, correction: &Correction, context: &Context) {
        let Correction { commitment: promised, grade, .. } = correction;
        let announced = matches!(self.statement, Some(Statement::Only { .. })) && self.answers.is_empty();
        if !announced || self.rest_denied || self.unlisted > 0 || promised.shortcoming.is_empty() {
            return;
        }
        let of_table = |place: &Place| self.promises.commitments.iter().any(|c| c.place == *place);
        if !self.listed.iter().all(|(.., place)| of_table(place)) {
            return;
        }
        let known = grade.is_empty() || words::level(&fold(grade), &context.vocabulary).is_some();
        match listed::named(&promised.shortcoming, context).filter(|_| known) {
            Some(indicator) => {
                let graded = if grade.is_empty() { String::new() } else { format!(" ({grade})") };
                let said = promised.shortcoming.clone() + &graded;
                self.listed.push((indicator, said, promised.place.clone()));
            }
            None => self.unlisted += 1,
        }
    }

    /// Whether it is somebody's self-review, and no table of counts.
    fn is_somebodys(&self) -> bool {
        let header = &self.header;
        let somebody = header.name.is_some()
            || self.heading.is_some()
            || header.signatures.name.is_some()
            || header.committee > Committee::No;
        // What one says in a paper of many is not everybody's.
        let of_many = header.title == Title::Compiled
            && header.name.is_none()
            && self.heading.is_none()
            && header.committee < Committee::ReviewsItself;
        // *Kính gửi: Chi bộ thôn Sơn Nam* and *Tôi tên là …* make a letter, which needs no title.
        let letter = !header.addressees.is_empty() && header.name.is_some();
        (header.is_titled() || letter)
            && somebody
            && !of_many
            && self.counts.is_empty()
            && self.members.is_empty()
    }

    /// Notes a line that answers by number under the heading of no group; the first must say that its numbers are those
    /// of indicators.
    pub(crate) fn note_numbers(&mut self, line: &Line<'_>, context: &Context) {
        let begun = !self.by_number.is_empty() || numbered::names(&line.text, context);
        if self.group.is_none() && begun {
            self.by_number.push((line.text.to_string(), line.place.clone()));
        }
    }

    /// Answers the indicators of a form that answers in such lines and in nothing else.
    pub(crate) fn answer_by_number(&mut self, context: &Context) {
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
    pub(crate) fn answer_at_once(&mut self, context: &Context) {
        let at_once = std::mem::take(&mut self.at_once);
        if !self.is_somebodys() || self.objection.is_some() {
            return;
        }
        let group = |indicator: usize| context.catalogue.indicators[indicator].group;
        let of_group = |of: usize| {
            self.said_of_groups.iter().any(|(group, ..)| *group == of) || self.contradicted.contains(&of)
        };
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
    pub(crate) fn answer_by_group(&mut self, context: &Context) {
        // What a member says of their cell is not of themselves.
        let of_cell = self.header.committee < Committee::ReviewsItself
            && self.said_of_groups.iter().any(|(_, said, _)| speaks_of_cell(&fold(said)));
        let contradicted = std::mem::take(&mut self.contradicted);
        self.said_of_groups.retain(|(group, ..)| !contradicted.contains(group));
        if self.is_somebodys() && !of_cell && self.objection.is_none() {
            grouped::spread(&mut self.answers, &self.said_of_groups, context);
        }
    }

    /// Answers every indicator where the form lists only what is present and says so.
    pub(crate) fn answer_by_statement(&mut self, context: &Context) {
        let Some(statement) = &self.statement else { return };
        if self.objection.is_some() && matches!(statement, Statement::None { .. }) {
            return;
        }
        let listing = |v: &Verdict| v.chosen == Err(AnswerFinding::Blank) || v.admits();
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

/// Whether a folded sentence says what a cell has: *chi bộ không có biểu hiện nào*.
fn speaks_of_cell(folded: &str) -> bool {
    ["khong", "co", "con", "nhan thay", "deu"].iter().any(|said| has_words(folded, &format!("chi bo {said}")))
}

/// Whether what denies the rest gives no other number than that of the rest, of those before it, or of all.
fn speaks_of(said: &str, rest: usize, context: &Context) -> bool {
    let folded = fold(said);
    let mut numbers = folded.split(' ').filter_map(|word| word.parse::<usize>().ok());
    let all = context.catalogue.len();
    numbers.all(|number| [rest, all, all - rest].contains(&number))
}
