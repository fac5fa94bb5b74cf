//! What the lines outside of tables add to the review being gathered.

use super::assemble::Assembler;
use super::item::Line;
use super::leftover;
use super::sums::Sum;
use crate::extract::answer::notes;
use crate::extract::head::header::{Committee, Header};
use crate::extract::head::others::{self, Topic};
use crate::extract::head::title;
use crate::extract::plan::{deadlines, shortcomings};
use crate::extract::prose::afterword::Afterword;
use crate::extract::prose::aspects::Aspects;
use crate::extract::prose::listed::{self, Statement};
use crate::extract::prose::{across, claims};
use crate::extract::wording::role::Label;
use crate::model::Answer;
use crate::text::fold;

impl Assembler<'_> {
    /// Takes in a line.
    pub(super) fn line(&mut self, line: &Line<'_>) {
        if let Some(standing) = line.standing() {
            // What is struck out was taken back.
            return self.line(&standing);
        }
        let aspects = line.aspects(self.context);
        let called = self.above.clone();
        self.calls(line, &aspects);
        if aspects.calls && self.current.answers.is_empty() && self.current.call(line, self.context) {
            return;
        }
        self.ends_form(line, &aspects);
        self.gist.line(line, &aspects, self.context);
        self.current.rows_of_people += usize::from(aspects.of_people);
        self.current.lines += usize::from(!aspects.is_blank);
        self.current.provisional |= aspects.provisional;
        // The title of the paper may be an old one that nobody changed.
        if aspects.speaks && !self.current.answered() && self.current.header.is_titled() {
            self.current.of_earlier = leftover::ends_last(&line.text) && self.context.is_earlier(&line.text);
        }
        let (promises, admits) = self.weigh(line, &aspects);
        let answered = self.current.answered();
        self.head(line, &aspects, answered);
        let before = self.current.states();
        self.sentence(line, &aspects, answered);
        self.current.names_codes = self.current.names_codes
            || line.names_codes(self.context)
            || (admits && self.current.is_unfinished());
        if promises {
            // A letter may promise in its last sentences, under no heading; so may a line below a table.
            self.current.promises.leave(line.text.trim().to_owned(), line.place.clone());
        } else {
            self.listed(line, aspects.may_state);
        }
        if !before
            && self.current.states()
            && self.current.answers.is_empty()
            && self.current.heading.is_none()
        {
            self.current.heading = called;
            self.current.pass_over();
        }
        if answered {
            self.below(line, &aspects);
        }
    }

    /// Notes whom a line names that does nothing else.
    fn calls(&mut self, line: &Line<'_>, aspects: &Aspects) {
        if !aspects.is_blank {
            let above = || title::headed(&line.text, self.context);
            self.above = aspects.names_somebody.then(above).flatten();
        }
        let unsigned = self.current.header.committee != Committee::Signs;
        if unsigned && self.above.is_some() && self.current.heading.is_some() && self.current.states() {
            self.next_person();
        }
        if self.above.is_some() {
            self.current.names_another |= self.current.is_unfinished();
            self.current.named.push((line.text.trim().to_owned(), line.place.clone()));
        }
    }

    /// Ends the form before a line that begins another.
    fn ends_form(&mut self, line: &Line<'_>, aspects: &Aspects) {
        let header = &self.current.header;
        let stated = self.current.states() && (header.name.is_some() || header.signatures.name.is_some());
        let said = stated || self.current.answered() || !self.current.outcomes.is_empty();
        if !said || aspects.silent || !self.begins_form(line) {
            return;
        }
        let trailing = std::mem::take(&mut self.current.trailing);
        self.flush();
        for (text, place) in trailing {
            let line = Line { text: text.into(), place, paragraph: None, row: Vec::new() };
            self.current.header.line(&line, false, self.context);
        }
    }

    /// Weighs what a line admits against the sentences before it; returns whether it promises a correction, and
    /// whether it admits anything.
    fn weigh(&mut self, line: &Line<'_>, aspects: &Aspects) -> (bool, bool) {
        let (text, vocabulary) = (&line.text, &self.context.vocabulary);
        let of_many = aspects.of_group || aspects.of_groups || aspects.by_number;
        let stated = self.current.states();
        let in_sentences = self.current.in_sentences();
        let due = || deadlines::promised(text, self.context).is_some();
        let promises = !(in_sentences && of_many) && self.current.is_promise(text, self.context);
        // What a line under a group admits and is not understood leaves open what another one denies.
        let under = self.current.group.filter(|_| aspects.silent && in_sentences);
        let unfinished = self.current.is_unfinished();
        let admits = (stated || under.is_some() || unfinished)
            && !of_many
            && (notes::is_against(Answer::No, text, vocabulary) || shortcomings::named(text, vocabulary));
        if admits && (stated || under.is_some()) && !due() && !self.current.is_account(text, self.context) {
            // Behind what is said of its group it may speak of any.
            match under.filter(|group| !self.current.speaks_of(*group, self.context)) {
                Some(group) => self.current.contradicted.push(group),
                None => self.current.objection = Some(line.place.clone()),
            }
        }
        (promises, admits)
    }

    /// Notes what a line says of the paper and its head.
    fn head(&mut self, line: &Line<'_>, aspects: &Aspects, answered: bool) {
        self.current.follows_up |= !answered && aspects.titles_follow_up;
        self.current.paper.guides |= !answered && aspects.titles_guidance;
        self.current.paper.is_other |= !answered && aspects.titles_other && !self.current.header.is_titled();
        if aspects.speaks && self.current.topic < Topic::Manifestations {
            self.current.topic = others::topic(&line.text);
        }
        self.of_admissions |= aspects.speaks && !answered && others::titles_admissions(&line.text);
        self.current.header.line(line, answered, self.context);
    }

    /// Notes what a line says of several indicators.
    fn sentence(&mut self, line: &Line<'_>, aspects: &Aspects, answered: bool) {
        let listing = matches!(self.current.statement, Some(Statement::Only { .. }));
        if aspects.of_groups && !listing {
            let answers = across::answers(line, self.current.group, self.context);
            self.current.at_once.extend(answers);
        } else if let Some(group) = self.current.group.filter(|_| aspects.of_group) {
            self.current.said_of_groups.push((group, line.text.trim().to_owned(), line.place.clone()));
        }
        if aspects.by_number && !answered {
            self.current.note_numbers(line, self.context);
        }
        self.current.note_rest(line);
    }

    /// Notes what a line below the answers says of them, of a rating, or under a heading of its own.
    fn below(&mut self, line: &Line<'_>, aspects: &Aspects) {
        let afterword = Afterword::of(line, aspects, self.current.numbered_through, self.context);
        let repeats = self.context.vocabulary.notes.repeating.starts(&fold(&line.text)).is_some();
        if afterword.is_none() && (aspects.amends || aspects.may_speak_of_one || repeats) {
            self.current.promises.amended(line);
        }
        self.current.afterwords.extend(afterword);
        if !aspects.of_group && !aspects.of_groups && aspects.known.group.is_none() {
            self.current.sums.extend(Sum::of_line(line));
        }
        self.current.ratings.line(line, aspects.rates, self.context);
        self.current.unknown_part.line(line, aspects, &mut self.current.promises, self.context);
        if aspects.of_letterhead {
            self.current.trailing.push((line.text.to_string(), line.place.clone()));
        } else if !aspects.is_blank {
            self.current.trailing.clear();
        }
    }

    /// A statement about all indicators, or a line of the list after it.
    fn listed(&mut self, line: &Line<'_>, may_state: bool) {
        let of_all =
            || self.current.group.is_none() || line.text.contains(&self.context.catalogue.len().to_string());
        if may_state && self.current.statement.is_none() && self.current.answers.is_empty() && of_all() {
            self.current.statement = listed::statement(&line.text, &line.place, self.context);
            self.current.list_by_number(line, self.context);
        } else if may_state
            && self.current.heading.is_some()
            && claims::whole(&line.text, None, self.context).is_some()
        {
            // Whoever it is about was not known for one of the members.
            self.current.leftovers.push((line.text.trim().to_owned(), line.place.clone()));
        } else if matches!(self.current.statement, Some(Statement::Only { count: None, .. }))
            && self.current.listed.is_empty()
            && self.current.unlisted == 0
            && claims::denies(&line.text, self.context)
        {
            // *Những biểu hiện còn mắc: Không.*
            let (evidence, place) = (line.text.trim().to_owned(), line.place.clone());
            self.current.statement = Some(Statement::None { evidence, place });
        } else if matches!(self.current.statement, Some(Statement::Only { .. }))
            && self.context.vocabulary.labelled(&line.text).is_none()
            && let Some(indicator) = listed::named(&line.text, self.context)
        {
            self.current.listed.push((indicator, line.text.trim().to_owned(), line.place.clone()));
        } else if matches!(self.current.statement, Some(Statement::Only { .. })) && !self.current.rest_denied
        {
            let folded = fold(&line.text);
            self.current.rest_denied = listed::denies_the_rest(&folded);
            let understood = self.current.rest_denied || folded.is_empty() || self.details(line);
            self.current.unlisted += usize::from(!understood);
        }
    }

    /// Whether a line says more of what the list named last, behind a label, and names nothing else: *Cụ thể: …*.
    fn details(&self, line: &Line<'_>) -> bool {
        let label = self.context.vocabulary.labelled(&line.text);
        matches!(label, Some((Label::Note | Label::Shortcoming, _)))
            && !self.current.listed.is_empty()
            && claims::named(&line.text, self.context).is_empty()
    }

    /// Ends what one member says in a paper of many, and begins what the next one says in it.
    fn next_person(&mut self) {
        let head = self.current.header.of_paper();
        self.flush();
        self.current.header = head;
        self.current.heading.clone_from(&self.above);
    }

    /// Whether a line after answers begins another form: a letterhead, a title or a field for a name.
    fn begins_form(&self, line: &Line<'_>) -> bool {
        let v = &self.context.vocabulary;
        self.context.beginning.of_late(&line.text, || {
            let mut pieces = line.text.split(['\t', '\n']).map(fold);
            pieces.any(|p| p == v.motto || v.is_title(&p)) || {
                let mut probe = Header::default();
                probe.line(line, false, self.context);
                probe.name_field
            }
        })
    }
}
