//! Forms without a table: a paragraph for each indicator, its answer behind it or in the lines below. What such lines
//! promise is [`promised`].

mod promised;

use super::aspects::{Aspects, Beginning, begins_part};
use super::listed_promises::ListedPromises;
use super::numbered::Numbered;
use super::partings::{head, partings};
use super::{claims, coded, grouped, number_signs, numbered};
use crate::extract::answer::begun::{Open, boxed_before, correction_below, decide};
use crate::extract::answer::verdict::{self, Verdict};
use crate::extract::answer::{scale, words};
use crate::extract::context::{Context, Known};
use crate::extract::head::{dateline, names, title};
use crate::extract::legend::filling::Filling;
use crate::extract::plan;
use crate::extract::plan::lines::PlanReader;
use crate::extract::plan::shortcomings;
use crate::extract::review::item::{Item, Line, Part};
use crate::extract::review::leftover;
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::extract::wording::role::Role;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Rule};
use crate::text::fold;

/// Reads lines that answer indicators or promise corrections; all other items pass unchanged.
pub(crate) fn read<'a>(items: Vec<Item<'a>>, filling: &Filling, context: &Context) -> Vec<Item<'a>> {
    let mut out = Vec::with_capacity(items.len());
    let mut reader = Flow {
        context,
        filling,
        open: None,
        group: None,
        plan: None,
        following: false,
        numbered: false,
        answered: false,
        below: false,
        fourth: false,
        coded: false,
        listed: ListedPromises::default(),
    };
    let mut items = plan::stacked_labels::join(items, context).into_iter().peekable();
    while let Some(item) = items.next() {
        match item {
            Item::Line(line) => reader.line(line, items.peek(), &mut out),
            Item::FollowUpHeading => reader.follow(&mut out),
            Item::GroupHeading(group) => {
                reader.close(&mut out);
                reader.group = Some(group);
                out.push(Item::GroupHeading(group));
            }
            other => {
                // A table of corrections ends the plan in lines before it, and any open answer.
                reader.close(&mut out);
                reader.listed.end(context, &mut out);
                reader.end_plan(&mut out);
                if matches!(other, Item::Answer { .. } | Item::Count { .. } | Item::Member(_)) {
                    reader.answered = true;
                    reader.plan = None;
                }
                out.push(other);
            }
        }
    }
    reader.close(&mut out);
    reader.listed.end(context, &mut out);
    reader.end_plan(&mut out);
    out
}

/// How a line begins that names an indicator by its number only, in a list of those present.
const NAMED_BY_NUMBER: [&str; 2] = ["bieu hien so ", "bieu hien thu "];

#[expect(clippy::struct_excessive_bools, reason = "what was met so far, each apart from the others")]
struct Flow<'a, 'b> {
    context: &'b Context,
    filling: &'b Filling,
    open: Option<Open<'a>>,
    group: Option<usize>,
    plan: Option<PlanReader>,
    /// Whether that part says what became of corrections promised before.
    following: bool,
    /// Whether the indicators met so far carry numbers.
    numbered: bool,
    /// Whether an indicator was answered.
    answered: bool,
    /// Whether below an indicator stands what falls short.
    below: bool,
    /// Whether the last one in brackets was the number `(iv)`.
    fourth: bool,
    /// Whether lines answer by codes alone.
    coded: bool,
    /// What a list of what is present promises.
    listed: ListedPromises<'a>,
}

impl<'a> Flow<'a, '_> {
    fn line(&mut self, line: Line<'a>, next: Option<&Item<'_>>, out: &mut Vec<Item<'a>>) {
        let line = self.fifth(line);
        let aspects = line.aspects(self.context);
        if aspects.beginning.is_none()
            && self.open.is_none()
            && let Some(standing) = line.standing()
        {
            return self.line(standing, next, out);
        }
        if aspects.may_state {
            self.listed.announce(&line, self.context);
        }
        if aspects.ends_answers {
            self.close(out);
            self.listed.end(self.context, out);
            self.end_plan(out);
            (self.plan, self.following) = (None, false);
            out.push(Item::Line(line));
            return;
        }
        let Some(line) = self.promised(line) else { return };
        let Some(line) = self.listed_promise(line, &aspects, out) else { return };
        let Some(line) = self.heads_plan(line, &aspects, out) else { return };
        if self.plan.is_none() && !self.listed.is_open() && self.promises_unheaded(&line, next) {
            self.close(out);
            self.plan = Some(PlanReader::default());
        }
        if self.following && self.is_field(&line.text) {
            out.push(Item::Line(line));
            return;
        }
        if self.plan.is_some() && aspects.names_somebody && title::calls(&line.text, self.context) {
            self.close(out);
            self.end_plan(out);
            self.plan = None;
            out.push(Item::Line(line));
            return;
        }
        if let Some(plan) = &mut self.plan {
            if !plan.line(&line.text, &line.place, self.context) {
                out.push(Item::Line(line));
            }
            return;
        }
        let Some(line) = self.of_group(line, &aspects, out) else { return };
        if aspects.by_number && self.by_number(&line, out) {
            return;
        }
        if aspects.by_code
            && aspects.beginning.is_none()
            && self.open.is_none()
            && (self.coded || !self.answered)
        {
            out.extend(coded::answers(&line.text, &line.place, self.context));
            self.coded = true;
            return;
        }
        if aspects.of_others {
            self.close(out);
            out.push(Item::Line(line));
            return;
        }
        if let Some(beginning) = aspects.beginning
            && let Some(open) = self.begin(&line, &beginning)
        {
            self.close(out);
            self.open = Some(open);
            return;
        }
        match &mut self.open {
            Some(open)
                if open.indicator + 1 == self.context.catalogue.len()
                    && leftover::ends_last(&line.text)
                    && decide(open, self.context).0.chosen.is_ok() =>
            {
                self.close(out);
                out.push(Item::Line(line));
            }
            Some(open) if open.below.len() < 12 => open.below.push(line),
            _ => {
                self.close(out);
                out.push(Item::Line(line));
            }
        }
    }

    /// Reads a line that heads or answers groups, or answers by signs before their numbers; gives another line back.
    fn of_group(&mut self, line: Line<'a>, aspects: &Aspects, out: &mut Vec<Item<'a>>) -> Option<Line<'a>> {
        if aspects.by_number && self.by_signs(&line, out) {
            return None;
        }
        // `I. Tư tưởng chính trị: không có biểu hiện nào` names the group and says what there is of it.
        let titled = || aspects.of_group.then(|| grouped::titled(&line.text, self.context)).flatten();
        if aspects.of_groups && !aspects.by_code {
            self.close(out);
            if let Some(group) = titled() {
                self.group = Some(group);
                out.push(Item::GroupHeading(group));
            }
            out.push(Item::Line(line));
            return None;
        }
        if aspects.titles_numbers
            && let Some((group, numbered)) = numbered::titled(&line.text, self.context)
        {
            self.close(out);
            self.group = Some(group);
            out.push(Item::GroupHeading(group));
            answer_numbers(numbered, &line, out);
            return None;
        }
        let Some(group) = aspects.known.group.or_else(titled) else {
            return Some(line);
        };
        self.close(out);
        self.group = Some(group);
        out.push(Item::GroupHeading(group));
        if aspects.of_group {
            out.push(Item::Line(line));
        }
        None
    }

    /// Behind `(iv)` a `(v)` is the number that follows, and no ticked box.
    fn fifth(&mut self, line: Line<'a>) -> Line<'a> {
        let begins = |numeral: &str| line.text.trim_start().starts_with(numeral);
        let follows = self.fourth;
        self.fourth = begins("(iv)") || (follows && !begins("("));
        if !(follows && begins("(v)")) {
            return line;
        }
        let text = line.text.replacen("(v)", "5.", 1).into();
        Line { text, paragraph: None, row: Vec::new(), place: line.place }
    }

    /// Reads a line that answers by number under the heading of a group; returns whether it does.
    fn by_number(&mut self, line: &Line<'a>, out: &mut Vec<Item<'a>>) -> bool {
        let numbered = self.group.and_then(|group| numbered::answers(&line.text, group, self.context));
        let Some(numbered) = numbered else { return false };
        self.answer_by_number(line, numbered, out);
        true
    }

    /// Reads a line that names its group and writes a sign behind each number of it; returns whether it does.
    fn by_signs(&mut self, line: &Line<'a>, out: &mut Vec<Item<'a>>) -> bool {
        let Some((group, numbered)) = number_signs::answers(&line.text, self.filling, self.context) else {
            return false;
        };
        self.group = Some(group);
        self.answer_by_number(line, numbered, out);
        true
    }

    fn answer_by_number(&mut self, line: &Line<'a>, numbered: Vec<Numbered>, out: &mut Vec<Item<'a>>) {
        self.close(out);
        answer_numbers(numbered, line, out);
    }

    fn is_indicator(&self, line: &Line<'_>) -> bool {
        let known = self.context.known(head(&line.text, self.context).0);
        known.found.is_some_and(|m| m.is_clear() && m.anchored)
    }

    /// The indicator that a line begins, with what follows its wording.
    fn begin(&mut self, line: &Line<'a>, beginning: &Beginning) -> Option<Open<'a>> {
        // A title in capitals is no wording, and neither is that of another paper.
        let v = &self.context.vocabulary;
        let short = line.text.split_whitespace().count() < 5;
        let capitals = (short && !line.text.chars().any(char::is_lowercase))
            || title::is_bare(&line.text, &fold(&line.text), v);
        // *Nội dung tự soi của đảng viên* heads what follows.
        let aspects = line.aspects(self.context);
        let part =
            if begins_part(&line.text) { line.text.split_once(' ').map(|(_, title)| title) } else { None };
        let known = part.map_or(aspects.known, |title| self.context.known(title));
        let heads = known.heading == Some(Role::Wording) && known.ordinal.is_none();
        if capitals || heads || aspects.titles_other {
            return None;
        }
        // `Người kiểm tra: Trần Viết An` is a field, whatever words it shares with an indicator.
        let names = |value: &str| names::is_name(value) && words::answer(value, v).is_err();
        if line.text.split_once(':').is_some_and(|(label, value)| label.len() < 60 && names(value)) {
            return None;
        }
        let label = line.paragraph.and_then(|p| p.label.as_deref());
        let label = label.and_then(|l| ordinal::whole(l, &self.context.catalogue));
        let (known, tail) = self.part(&line.text, label, beginning)?;
        let numbered = label.is_some() || known.ordinal.is_some();
        let found = known.found?;
        let indicator = self.context.indicator(known, label, self.group)?;
        // In running text an indicator begins as its wording does; other lines may share its words.
        // Where it does not, the number in front of it must be that indicator's.
        let own = |o: Ordinal| o.indicator(&self.context.catalogue, self.group) == Some(indicator);
        let reworded = known.is_reworded() && known.ordinal.is_some_and(own);
        let begins = reworded || (found.anchored && (numbered || !self.numbered));
        let same = self.open.as_ref().is_some_and(|o| o.indicator == indicator);
        if !begins || (same && !numbered) {
            return None;
        }
        self.numbered |= numbered;
        Some(Open {
            indicator,
            place: line.place.clone(),
            tail: tail.to_owned(),
            // What leads to a wording is decided by its words alone.
            head: line.paragraph.filter(|_| !beginning.stated),
            below: Vec::new(),
            promise: Vec::new(),
            ticked: beginning.ticked,
        })
    }

    /// What the wording says with which a line begins, and what follows it.
    fn part<'t>(
        &self,
        text: &'t str,
        label: Option<Ordinal>,
        beginning: &Beginning,
    ) -> Option<(Known, &'t str)> {
        let names = |known: &Known| {
            let begins = known.found.is_some_and(|m| m.anchored) || known.is_reworded();
            begins && self.context.indicator(*known, label, self.group).is_some()
        };
        if names(&beginning.known) {
            return Some((beginning.known, beginning.tail(text)?));
        }
        let mut others = partings(text, self.context).map(|(head, tail)| (self.context.known(head), tail));
        others.find(|(known, _)| names(known))
    }

    fn close(&mut self, out: &mut Vec<Item<'a>>) {
        let Some(open) = self.open.take() else { return };
        let (mut verdict, unused) = decide(&open, self.context);
        if let Some(ticked) = open.ticked {
            verdict = boxed_before(ticked, verdict, self.filling);
        }
        if scale::figure(&verdict.evidence).is_some() {
            verdict = verdict::explained(verdict, self.filling);
        }
        self.answered = true;
        let behind = plan::answers::of_answer(open.indicator, &mut verdict, self.context);
        // A list of what is present says below a thing what falls short.
        let named = || shortcomings::named(&verdict.evidence, &self.context.vocabulary);
        if self.listed.announced && verdict.chosen.is_err() && named() {
            verdict.chosen = Ok((Answer::Yes, None, Rule::Words));
        }
        let listed = self.listed.announced && verdict.chosen == Err(AnswerFinding::Blank);
        let present = listed || verdict.admits();
        let fails = |line: &Line<'_>| shortcomings::named(&line.text, &self.context.vocabulary);
        if verdict.denies() && open.promise.iter().any(fails) {
            verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
        }
        let mut below = correction_below(&open, present, self.context);
        if listed && !verdict.note.is_empty() {
            if let Some(correction) = &mut below {
                correction.commitment.shortcoming.clone_from(&verdict.note);
            }
            // What names another thing may say that this is present too.
            if !claims::named(&verdict.note, self.context).is_empty() {
                let (text, place) = (verdict.note.clone(), open.place.clone());
                out.push(Item::Leftover { text, place });
            }
        }
        out.push(Item::Answer { indicator: open.indicator, verdict, part: Part::Whole });
        out.extend(unused.into_iter().map(Item::Line));
        out.extend(below.or(behind.filter(|_| present)).map(Item::Correction));
    }
}

/// Answers the indicators that a line answers by their numbers.
fn answer_numbers(numbered: Vec<numbered::Numbered>, line: &Line<'_>, out: &mut Vec<Item<'_>>) {
    out.extend(numbered.into_iter().map(|(indicator, (answer, level))| {
        let verdict =
            Verdict::new(Ok((answer, level, Rule::Words)), line.text.trim().to_owned(), line.place.clone());
        Item::Answer { indicator, verdict, part: Part::Whole }
    }));
}

/// Whether a line belongs to what comes after the answers: a signature, a rating, another form's head.
pub(crate) fn ends_answers(text: &str, folded: &str, v: &Vocabulary) -> bool {
    let signs = |folded: &str| v.for_committee.starts(folded).is_some() || v.signer.of(folded).is_some();
    signs(folded)
        || (text.contains('\t') && text.split(['\t', '\n']).any(|piece| signs(&fold(piece))))
        || folded.starts_with("xac nhan")
        || v.signature.within(folded) && folded.len() < 60
        || v.is_title(folded)
        || folded == v.motto
        || (v.ratings.labels.within(folded) && folded.len() < 160)
        || is_letterhead(text, folded, v)
        || dateline::is_placed(text)
}

/// Whether a line in capitals names a unit: the letterhead of the next form, no answer.
fn is_letterhead(text: &str, folded: &str, vocabulary: &Vocabulary) -> bool {
    let capitals = folded.len() < 80 && !text.chars().any(char::is_lowercase);
    capitals && vocabulary.names_unit(folded)
}

/// Whether a line names an indicator by its number only, or speaks of all that were not named before.
pub(crate) fn is_of_others(folded: &str, vocabulary: &Vocabulary) -> bool {
    NAMED_BY_NUMBER.iter().any(|words| folded.starts_with(words))
        || vocabulary.together.begins_with_others(folded)
}
