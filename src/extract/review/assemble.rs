//! Gathers what stands on the pages into reviews: which head, answers and corrections belong together.

use super::draft::Draft;
use super::filled::{count, fill, table_of};
use super::gist::Gist;
use super::item::{Correction, Item, Part};
use super::leftover::UnknownPart;
use super::other_rounds::{Extent, Stretch};
use super::parts;
use crate::document::PartKind;
use crate::extract::FEW;
use crate::extract::account::Extraction;
use crate::extract::answer::graded;
use crate::extract::answer::verdict::{self, Verdict};
use crate::extract::context::Context;
use crate::extract::head::header::{Committee, Header, Title};
use crate::extract::head::names;
use crate::extract::head::others::{self, Paper, Topic};
use crate::extract::head::owner::{
    doubts_about_kind, doubts_about_name, name_by_sheet, share_cover, share_name, share_units,
};
use crate::extract::plan;
use crate::extract::plan::promises::Promises;
use crate::finding::{AnswerFinding, FileFinding, Finding};
use crate::model::{Answer, Flag, Kind, Lang, Place, Reading, Review, Rule};
use crate::text::{fold, title_case};
use std::sync::Arc;

/// Gathers the reviews of one part after the other.
pub(crate) struct Assembler<'c> {
    pub(crate) context: &'c Context,
    /// What page headers and sheets without a form say of the unit, for all reviews of the file.
    common: Header,
    pub(super) current: Draft,
    pub(crate) extraction: Extraction,
    blank_forms: usize,
    /// Whom the line above names, where that is all it does: `1. Đồng chí Trần Viết An`.
    pub(super) above: Option<String>,
    /// Corrections that stand apart from any answers, with the name written above them.
    pub(crate) apart: Vec<(Option<String>, Promises)>,
    /// Reviews of members whom a plan of corrections lists with what is present: another sheet may hold their answers.
    pub(crate) planned: Vec<Review>,
    /// Whether a title says that what members admit follows.
    pub(crate) of_admissions: bool,
    /// What each form or sheet gave, and the period that it names.
    pub(crate) stretches: Vec<Stretch>,
    /// How much was gathered when the last of them ended.
    pub(crate) extent: Extent,
    /// The heads of sheets without answers that name whoever fills the file in.
    covers: Vec<Header>,
    /// What sheets show of how to fill a form in.
    examples: Vec<Review>,
    /// What the file speaks of.
    pub(super) gist: Gist,
}

impl<'c> Assembler<'c> {
    pub(crate) fn new(context: &'c Context, header: Header) -> Self {
        Self {
            context,
            common: Header::default(),
            current: Draft { header, ..Draft::default() },
            extraction: Extraction::default(),
            blank_forms: 0,
            above: None,
            apart: Vec::new(),
            planned: Vec::new(),
            of_admissions: false,
            stretches: Vec::new(),
            extent: Extent::default(),
            covers: Vec::new(),
            examples: Vec::new(),
            gist: Gist::default(),
        }
    }

    /// Takes in what the lines of a part speak of, before any of them is read as an answer.
    pub(crate) fn skim(&mut self, items: &[Item<'_>]) {
        for item in items {
            if let Item::Line(line) = item {
                self.gist.page(line, &line.aspects(self.context), self.context);
            }
        }
    }

    /// Adds what stands in a part.
    pub(crate) fn part(&mut self, kind: &PartKind, items: Vec<Item<'_>>) {
        let margin = matches!(kind, PartKind::Header | PartKind::Footer);
        if let PartKind::Sheet { name, .. } = kind {
            self.flush();
            self.current.sheet = Some(name.to_string());
            self.current.place = Place::Sheet(name.clone());
        }
        for item in items {
            match item {
                Item::Line(line) if margin => self.common.line(&line, false, self.context),
                other => self.item(other),
            }
        }
        if matches!(kind, PartKind::Sheet { .. }) {
            self.flush();
        }
    }

    /// What was gathered in all.
    pub(crate) fn finish(mut self) -> Extraction {
        self.flush();
        self.set_other_rounds_aside();
        self.join_planned();
        // A review on a sheet for each group is one review by the time it is asked who promised what.
        parts::join(&mut self.extraction.reviews);
        self.pass_over_examples();
        self.join_corrections();
        let mut extraction = self.extraction;
        share_units(&mut extraction.reviews, &self.common);
        share_name(&mut extraction.reviews, &self.common);
        if !share_cover(&mut extraction.reviews, &self.covers) && self.covers.iter().any(Header::is_titled) {
            extraction.findings.push(lost_layout(0, self.context));
        }
        extraction.reviews.iter_mut().for_each(|review| plan::date(review, self.context.period));
        for paper in extraction.follow_ups.iter_mut().filter(|paper| paper.unit_lines.is_empty()) {
            paper.unit_lines.clone_from(&self.common.unit_lines);
        }
        let outcomes = extraction.follow_ups.iter().map(|paper| paper.outcomes.len()).sum();
        if outcomes > 0 && extraction.reviews.is_empty() {
            extraction.findings.push(FileFinding::FollowUp { outcomes }.into());
        }
        let silent = extraction.reviews.is_empty() && !extraction.findings.iter().any(Finding::asks);
        if silent && outcomes == 0 && self.blank_forms == 0 && self.gist.is_unread() {
            extraction.findings.push(lost_layout(0, self.context));
        }
        if extraction.reviews.is_empty() && extraction.findings.is_empty() {
            let finding = if self.blank_forms > 0 { FileFinding::BlankForm } else { FileFinding::NoForm };
            extraction.findings.push(finding.into());
        }
        extraction
    }

    fn item(&mut self, item: Item<'_>) {
        match item {
            Item::Line(line) => self.line(&line),
            Item::Answer { indicator, verdict, part } => self.answer(indicator, verdict, part),
            Item::Count { indicator, count } => self.current.counts.push((indicator, count)),
            Item::Member(member) => self.current.members.push(*member),
            Item::Correction(Correction { who: Some(who), commitment, .. }) => {
                let known = self.apart.iter().position(|(name, _)| name.as_deref() == Some(who.as_str()));
                let at = known.unwrap_or_else(|| {
                    self.apart.push((Some(who), Promises::default()));
                    self.apart.len() - 1
                });
                self.apart[at].1.add(commitment);
            }
            Item::Correction(correction) => {
                self.current.list_promised(&correction, self.context);
                self.current.promises.add(correction.commitment);
            }
            Item::UnknownPromise { text, place } => self.current.promises.leave(text, place),
            Item::Outcome(said) => self.current.outcomes.push(said),
            Item::Leftover { text, place } => self.current.leftovers.push((text, place)),
            // *Danh sách đảng viên không có biểu hiện …* says in its title what they answer.
            Item::Roll { people } if self.current.topic == Topic::Manifestations => {
                self.current.rows_of_people += people;
            }
            Item::Roll { .. } => self.gist.roll(),
            Item::FormEnd => self.flush(),
            Item::Unread => self.current.unread = true,
            Item::Excused { text, place } => {
                let finding = FileFinding::Excused { text, at: place };
                self.extraction.findings.push(finding.into());
            }
            Item::StruckOut { text, place } => {
                self.extraction.findings.push(FileFinding::StruckOut { text, at: place }.into());
            }
            Item::Sum(sum) => self.current.sums.push(sum),
            Item::Sample(detail) => self.extraction.findings.push(FileFinding::Sample { detail }.into()),
            Item::NumberedThrough => self.current.numbered_through = true,
            Item::UnknownRow { text, place } => self.leftovers(&[(text, place)]),
            Item::GroupHeading(group) => self.current.group = Some(group),
            Item::PlanHeading | Item::FollowUpHeading => self.current.unknown_part = UnknownPart::default(),
        }
    }

    fn answer(&mut self, indicator: usize, verdict: Verdict, part: Part) {
        let again = self.current.answers.iter().position(|(i, _)| *i == indicator);
        let above = self.above.take();
        if self.current.answers.is_empty() {
            self.current.heading = above.clone();
        }
        // A list of the wordings above a table that asks by code answers nothing.
        if again == Some(0)
            && self.current.promises.is_empty()
            && self.current.only_words()
            && !(verdict.chosen == Err(AnswerFinding::Blank) && verdict.evidence.is_empty())
        {
            self.current.answers = vec![(indicator, verdict)];
            return;
        }
        match again {
            // The first indicator met again begins another form.
            Some(0)
                if self.current.answers.len() > FEW
                    && part == Part::Whole
                    && !self.current.is_in_turn(indicator) =>
            {
                self.flush();
                self.current.heading = above;
                self.current.answers.push((indicator, verdict));
            }
            Some(at) => self.current.answers[at].1.join(verdict, part),
            None => {
                let in_parts = verdict.in_parts || part == Part::Sub;
                self.current.answers.push((indicator, Verdict { in_parts, ..verdict }));
            }
        }
    }

    /// Ends the review being gathered.
    pub(super) fn flush(&mut self) {
        let draft = std::mem::take(&mut self.current);
        let (sheet, place, title) = (draft.sheet.clone(), draft.place.clone(), draft.header.period);
        self.current.sheet.clone_from(&sheet);
        self.current.place = place.clone();
        self.end_form(draft);
        self.end_stretch(sheet.as_deref(), title, place);
    }

    /// What a draft comes to.
    fn end_form(&mut self, mut draft: Draft) {
        self.gist.draft(&draft);
        self.follow_ups(&mut draft);
        draft.answer_by_number(self.context);
        draft.answer_at_once(self.context);
        draft.answer_by_group(self.context);
        draft.answer_by_statement(self.context);
        draft.deny_rest(self.context);
        draft.settle_promises(self.context);
        draft.check_sums(self.context);
        draft.doubt_all();
        let found = draft.indicators();
        let of_many = !draft.members.is_empty();
        if of_many {
            self.members(&mut draft);
        }
        if found < FEW.min(self.context.catalogue.len()) {
            // Rows under headings that name the indicators are answered, whatever stands above them.
            let nobodys = !of_many && !draft.leftovers.is_empty() && found == 0;
            let cover = self.extraction.reviews.is_empty() && draft.is_cover(found, self.context);
            if draft.outcomes.is_empty() && !cover && (draft.is_lost(found) || nobodys) {
                self.unknown_layout(found);
            }
            if draft.members.is_empty() {
                self.common.unit_lines.extend(draft.header.unit_lines.iter().cloned());
            }
            if cover {
                self.covers.push(draft.header);
            } else if found == 0 && !draft.promises.is_empty() {
                self.apart.push((draft.header.name.or(draft.header.signatures.name), draft.promises));
            }
            return;
        }
        if draft.asks_something_else(found, self.context) {
            self.unknown_layout(found);
            return;
        }
        self.review(draft);
    }

    fn review(&mut self, mut draft: Draft) {
        draft.count_members();
        draft.count_rest(self.context);
        let (header, heading) = (draft.header, draft.heading);
        let sample =
            draft.sheet.as_deref().is_some_and(|tab| self.context.vocabulary.sample_tabs.within(&fold(tab)));
        let other = Paper { sample, ..draft.paper };
        let signed_by_committee = heading.is_none()
            && header.name.is_none()
            && !header.signatures.by_member
            && header.committee == Committee::Signs;
        let kind = if draft.counts.len() > draft.answers.len() {
            Kind::Tally
        } else if header.committee == Committee::ReviewsItself || signed_by_committee {
            Kind::Collective
        } else {
            Kind::Member
        };
        let place = draft.answers.first().map_or(draft.place, |(_, v)| table_of(&v.place));
        let mut review = self.empty(&header, kind, &place);
        name_by_sheet(&mut review, draft.sheet.as_deref(), self.context);
        review.flags = doubts_about_kind(kind, &header);
        if kind == Kind::Member {
            let sheet = draft.sheet.filter(|s| names::is_name(s));
            let above = header.name.clone().or(heading);
            review.flags = doubts_about_name(above.as_ref(), header.signatures.name.as_ref());
            let written = above.or_else(|| header.signatures.name.clone()).or(sheet);
            let written = written.or_else(|| header.called.clone());
            review.name = written.map(|n| title_case(&n));
            review.position.clone_from(&header.position);
            review.birth = header.birth;
        }
        review.commitments = draft.promises.commitments;
        let (rating, doubts) = draft.ratings.finish();
        review.rating = rating;
        review.flags.extend(doubts);
        if kind == Kind::Tally {
            count(&mut review, draft.counts, header.taking_part.or(header.total));
        } else {
            graded::settle(&mut [&mut draft.answers], &self.context.vocabulary);
            verdict::doubt_codes(draft.answers.iter_mut().map(|(_, verdict)| verdict));
            if kind == Kind::Member {
                draft.answers.iter_mut().for_each(|(_, verdict)| verdict.doubt_of_cell());
            }
            for afterword in &draft.afterwords {
                afterword.weigh(&mut draft.answers, &self.context.vocabulary);
            }
            fill(&mut review, draft.answers);
        }
        if self.is_no_review(&review, &header, other, draft.unread) {
            return;
        }
        self.leftovers(&draft.leftovers);
        self.extraction.findings.extend(draft.promises.doubts);
        if sample && parts::is_example(&review) && !header.signatures.by_member {
            self.examples.push(review);
            return;
        }
        self.extraction.reviews.push(review);
    }

    /// Passes over examples on sheets of their own, *Ví dụ*, beside a form that somebody filled in; without one they may
    /// be all that somebody wrote.
    fn pass_over_examples(&mut self) {
        if !self.extraction.reviews.iter().any(parts::is_whole) {
            self.extraction.reviews.append(&mut self.examples);
            parts::join(&mut self.extraction.reviews);
        }
    }

    /// Whether a paper that words the indicators is nobody's review: a blank form, a resolution, a quiz.
    /// One of which nothing was understood, but which somebody filled in, is said.
    fn is_no_review(&mut self, review: &Review, header: &Header, paper: Paper, unread: bool) -> bool {
        if paper.is_nobodys(review, header) {
            return true;
        }
        let invented = review.name.as_deref().is_some_and(others::is_placeholder);
        if paper.is_other || invented {
            let detail = review.name.clone().unwrap_or_else(|| review.place.words(Lang::Vi));
            self.extraction.findings.push(FileFinding::Sample { detail }.into());
        }
        if invented {
            return true;
        }
        let nameless = review.name.is_none();
        let undecided = !review.answers.iter().any(|reading| reading.is_certain());
        // Whoever fills a form in writes their name or their unit.
        let names_nobody = nameless && review.unit_lines.is_empty() && !header.signatures.by_member;
        let promises = !review.commitments.is_empty();
        // Under no title, what looks like counts and holds no number counts nothing.
        if review.kind == Kind::Tally
            && !header.is_titled()
            && review.answers.iter().all(|reading| reading.count.is_none())
        {
            self.unknown_layout(0);
            return true;
        }
        if review.kind == Kind::Tally || (promises && !(names_nobody && undecided)) {
            return false;
        }
        let untouched = Finding::from(AnswerFinding::UntouchedChoice);
        let blank = |r: &Arc<Reading>| {
            r.answer == Some(Answer::Blank)
                || r.rule == Rule::EmptyMeansNo
                || r.evidence.is_empty()
                || r.doubt.as_deref() == Some(&untouched)
        };
        let compiled = header.title == Title::Compiled;
        if nameless && !compiled && review.answers.iter().all(blank) {
            if unread {
                self.unknown_layout(0);
            } else {
                self.blank_forms += 1;
            }
            return true;
        }
        // A paper of many of which no figure was understood is no single member's.
        let unknown = undecided && (!header.is_titled() || names_nobody || (nameless && compiled));
        let nobodys = paper.guides && nameless && !header.signatures.by_member;
        if unknown && !nobodys {
            self.unknown_layout(0);
        }
        unknown
    }

    pub(crate) fn unknown_layout(&mut self, found: usize) {
        self.extraction.findings.push(lost_layout(found, self.context));
    }

    /// Rows among the answers that were not understood are a question about the file.
    pub(crate) fn leftovers(&mut self, leftovers: &[(String, Place)]) {
        for (text, place) in leftovers {
            let finding = FileFinding::UnknownRow { text: text.clone(), at: place.clone() };
            self.extraction.findings.push(Finding::from(finding));
        }
    }

    pub(crate) fn empty(&self, header: &Header, kind: Kind, place: &Place) -> Review {
        let missing = Arc::new(Reading {
            answer: Some(Answer::Unclear),
            level: None,
            count: None,
            note: String::new(),
            evidence: String::new(),
            place: place.clone(),
            rule: Rule::Nothing,
            doubt: Some(AnswerFinding::Missing.into()),
        });
        Review {
            kind,
            answers: vec![missing; self.context.catalogue.len()],
            place: place.clone(),
            name: None,
            position: None,
            birth: None,
            unit_lines: header.units().into(),
            date: header.date,
            commitments: Vec::new(),
            rating: None,
            total: None,
            figures: None,
            flags: Vec::<Flag>::new(),
        }
    }
}

/// That so many of the indicators were found in what looks like a self-review.
fn lost_layout(found: usize, context: &Context) -> Finding {
    let detail = format!("{found}/{}", context.catalogue.len());
    FileFinding::UnknownLayout { detail }.into()
}
