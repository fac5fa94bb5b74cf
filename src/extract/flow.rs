//! Forms without a table: a paragraph for each indicator, its answer behind it or in the lines below.

use super::aspects::Beginning;
use super::context::{Context, Known};
use super::filling::Filling;
use super::item::{Item, Line, Part};
use super::ordinal::{self, Ordinal};
use super::plan_lines::PlanReader;
use super::role::Label;
use super::verdict::{self, Verdict, append, without_dots};
use super::vocabulary::Vocabulary;
use super::{boxes, choice, names, numbered, outcome};
use crate::document::{BOX_EMPTY, BOX_TICKED, Paragraph};
use crate::finding::AnswerFinding;
use crate::model::{Answer, Place, Rule};
use crate::text::fold;

/// An indicator whose answer is still being looked for.
struct Open<'a> {
    indicator: usize,
    place: Place,
    /// What follows the wording in its own line.
    tail: String,
    head: Option<&'a Paragraph>,
    below: Vec<Line<'a>>,
    /// Whether a box stands before the wording, and is ticked.
    ticked: Option<bool>,
}

/// Reads lines that answer indicators or promise corrections; all other items pass unchanged.
pub(super) fn read<'a>(items: Vec<Item<'a>>, filling: &Filling, context: &Context) -> Vec<Item<'a>> {
    let mut out = Vec::with_capacity(items.len());
    let mut reader =
        Flow { context, filling, open: None, group: None, plan: None, following: false, numbered: false };
    for item in items {
        match item {
            Item::Line(line) => reader.line(line, &mut out),
            Item::FollowUpHeading => reader.follow(&mut out),
            Item::GroupHeading(group) => {
                reader.close(&mut out);
                reader.group = Some(group);
                out.push(Item::GroupHeading(group));
            }
            other => {
                // A table of corrections ends the plan in lines before it, and any open answer.
                reader.close(&mut out);
                reader.end_plan(&mut out);
                if matches!(other, Item::Answer { .. } | Item::Count { .. } | Item::Member(_)) {
                    reader.plan = None;
                }
                out.push(other);
            }
        }
    }
    reader.close(&mut out);
    reader.end_plan(&mut out);
    out
}

/// How a line begins that names an indicator by its number only, in a list of those present.
const NAMED_BY_NUMBER: [&str; 2] = ["bieu hien so ", "bieu hien thu "];

/// How a line begins that speaks of all indicators not named before, and answers none of those.
const OF_THE_OTHERS: [&str; 6] = [
    "ngoai ra",
    "ngoai cac bieu hien",
    "cac bieu hien khac",
    "cac bieu hien con lai",
    "nhung bieu hien con lai",
    "con lai",
];

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
}

impl<'a> Flow<'a, '_> {
    fn line(&mut self, line: Line<'a>, out: &mut Vec<Item<'a>>) {
        let aspects = line.aspects(self.context);
        if aspects.ends_answers {
            self.close(out);
            self.end_plan(out);
            (self.plan, self.following) = (None, false);
            out.push(Item::Line(line));
            return;
        }
        // `Giải pháp khắc phục: …` within a plan is a part of it; with nothing behind it, it heads one.
        let filled = || line.text.split_once(':').is_some_and(|(_, rest)| !without_dots(rest).is_empty());
        let heads = aspects.heads_plan && !(self.plan.is_some() && filled());
        if heads && !self.is_indicator(&line) {
            self.close(out);
            self.end_plan(out);
            self.plan = Some(PlanReader::default());
            self.following = false;
            out.push(Item::PlanHeading);
            return;
        }
        if self.following && self.is_field(&line.text) {
            out.push(Item::Line(line));
            return;
        }
        if let Some(plan) = &mut self.plan {
            if !plan.line(&line.text, &line.place, self.context) {
                out.push(Item::Line(line));
            }
            return;
        }
        if let Some(group) = aspects.known.group {
            self.close(out);
            self.group = Some(group);
            out.push(Item::GroupHeading(group));
            return;
        }
        if aspects.by_number && self.by_number(&line, out) {
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
            Some(open) if open.below.len() < 12 => open.below.push(line),
            _ => {
                self.close(out);
                out.push(Item::Line(line));
            }
        }
    }

    /// Reads a line that answers by number under the heading of a group; returns whether it does.
    fn by_number(&mut self, line: &Line<'a>, out: &mut Vec<Item<'a>>) -> bool {
        let numbered = self.group.and_then(|group| numbered::answers(&line.text, group, self.context));
        let Some(numbered) = numbered else { return false };
        self.close(out);
        out.extend(numbered.into_iter().map(|(indicator, (answer, level))| {
            let verdict = Verdict {
                chosen: Ok((answer, level, Rule::Words)),
                evidence: line.text.trim().to_owned(),
                place: line.place.clone(),
                note: String::new(),
                in_parts: false,
            };
            Item::Answer { indicator, verdict, part: Part::Whole }
        }));
        true
    }

    fn is_indicator(&self, line: &Line<'_>) -> bool {
        let known = self.context.known(head(&line.text, self.context).0);
        known.found.is_some_and(|m| m.is_clear() && m.anchored)
    }

    /// The indicator that a line begins, with what follows its wording.
    fn begin(&mut self, line: &Line<'a>, beginning: &Beginning) -> Option<Open<'a>> {
        // `Người kiểm tra: Trần Viết An` is a field, whatever words it shares with an indicator.
        if line.text.split_once(':').is_some_and(|(label, value)| label.len() < 60 && names::is_name(value)) {
            return None;
        }
        let label = line.paragraph.and_then(|p| p.label.as_deref());
        let label = label.and_then(|l| ordinal::whole(l, &self.context.catalogue));
        let (known, tail) = self.part(&line.text, label, beginning)?;
        let numbered = label.is_some() || known.ordinal.is_some();
        let found = known.found?;
        let indicator = self.context.indicator(known, label, self.group)?;
        // In running text an indicator begins as its wording does; other lines may share its words.
        let begins = found.anchored && (numbered || !self.numbered);
        let same = self.open.as_ref().is_some_and(|o| o.indicator == indicator);
        if !begins || (same && !numbered) {
            return None;
        }
        self.numbered |= numbered;
        Some(Open {
            indicator,
            place: line.place.clone(),
            tail: tail.to_owned(),
            head: line.paragraph,
            below: Vec::new(),
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
            let anchored = known.found.is_some_and(|m| m.anchored);
            anchored && self.context.indicator(*known, label, self.group).is_some()
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
        out.push(Item::Answer { indicator: open.indicator, verdict, part: Part::Whole });
        out.extend(unused.into_iter().map(Item::Line));
    }

    /// Begins the part about corrections promised before.
    fn follow(&mut self, out: &mut Vec<Item<'a>>) {
        self.close(out);
        self.end_plan(out);
        (self.plan, self.following) = (Some(PlanReader::following()), true);
        out.push(Item::FollowUpHeading);
    }

    /// Whether a line, its ordinal aside, is a field of a form's head.
    fn is_field(&self, text: &str) -> bool {
        let body = ordinal::split(text, &self.context.catalogue).map_or(text, |(_, rest)| rest);
        body.split_once(':')
            .is_some_and(|(label, _)| self.context.vocabulary.fields.of(&fold(label)).is_some())
    }

    fn end_plan(&mut self, out: &mut Vec<Item<'a>>) {
        if let Some(plan) = self.plan.take() {
            let read = plan.finish(self.context).into_iter();
            if self.following {
                out.extend(read.map(|correction| Item::Outcome(outcome::of_line(correction, self.context))));
            } else {
                out.extend(read.map(Item::Correction));
            }
            let next = if self.following { PlanReader::following() } else { PlanReader::default() };
            self.plan = Some(next);
        }
    }
}

/// Whether a line belongs to what comes after the answers: a signature, a rating, another form's head.
pub(super) fn ends_answers(text: &str, folded: &str, v: &Vocabulary) -> bool {
    let signs = |folded: &str| v.for_committee.starts(folded).is_some() || v.signer.of(folded).is_some();
    signs(folded)
        || (text.contains('\t') && text.split(['\t', '\n']).any(|piece| signs(&fold(piece))))
        || folded.starts_with("xac nhan")
        || v.signature.within(folded) && folded.len() < 60
        || v.is_title(folded)
        || folded == v.motto
        || (v.ratings.labels.within(folded) && folded.len() < 160)
        || is_letterhead(text, folded, v)
}

/// Whether a line in capitals names a unit: the letterhead of the next form, no answer.
fn is_letterhead(text: &str, folded: &str, vocabulary: &Vocabulary) -> bool {
    let capitals = folded.len() < 80 && !text.chars().any(char::is_lowercase);
    capitals && vocabulary.names_unit(folded)
}

/// Whether a line names an indicator by its number only, or speaks of all that were not named before.
pub(super) fn is_of_others(folded: &str) -> bool {
    NAMED_BY_NUMBER.iter().chain(&OF_THE_OTHERS).any(|words| folded.starts_with(words))
}

/// The ways to part a line into the wording and what follows it, the likeliest first.
pub(super) fn partings<'t>(text: &'t str, context: &Context) -> impl Iterator<Item = (&'t str, &'t str)> {
    let parted = Some(head(text, context)).filter(|(_, tail)| !tail.is_empty());
    let answered = std::iter::once_with(|| cut_before_answer(text, context)).flatten();
    parted.into_iter().chain(answered).chain([(text, "")])
}

/// Parts a line at its first tab, line break, box or colon.
fn head<'t>(text: &'t str, context: &Context) -> (&'t str, &'t str) {
    let boxed = boxes::first(text).filter(|&at| at > 0).map(|at| before_label(text, at, context));
    let broken = text.find(['\t', '\n']).filter(|&at| !text[..at].trim().is_empty());
    let colon = text.find(':').filter(|&at| text[..at].trim().len() > 12);
    match [boxed, broken, colon].into_iter().flatten().min() {
        Some(at) => {
            let tail = &text[at..];
            (text[..at].trim_end(), tail.strip_prefix(':').unwrap_or(tail).trim())
        }
        None => (text, ""),
    }
}

/// Where the printed word before a box begins: in `… của Đảng Có ☒ Không ☐` the boxes follow their words.
fn before_label(text: &str, at: usize, context: &Context) -> usize {
    let ahead = text[..at].trim_end().trim_end_matches(':').trim_end();
    let starts = ahead.char_indices().rev().filter(|(_, c)| c.is_whitespace()).map(|(i, c)| i + c.len_utf8());
    let labels =
        starts.take(4).filter(|&from| choice::printed(&ahead[from..], &context.vocabulary).is_some());
    labels.last().unwrap_or(at)
}

/// Parts a line before a last sentence or bracket that is an answer in words: `… của Đảng. Không có.`
fn cut_before_answer<'t>(text: &'t str, context: &Context) -> Option<(&'t str, &'t str)> {
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || ".)]".contains(c));
    let dash = trimmed.rfind(" - ").map(|at| at + 1);
    let at = trimmed.rfind(['.', '(', '[', '–', '→', '…']).max(dash)?;
    let sign = trimmed[at..].chars().next()?.len_utf8();
    let tail = &trimmed[at + sign..];
    let answered =
        tail.split_whitespace().count() <= 8 && verdict::of_words(tail, &context.vocabulary).is_ok();
    answered.then(|| (&text[..at], tail.trim()))
}

/// Decides the answer of an indicator from what follows its wording; returns lines that are no part of it.
fn decide<'a>(open: &Open<'a>, context: &Context) -> (Verdict, Vec<Line<'a>>) {
    let vocabulary = &context.vocabulary;
    let mut note = String::new();
    let mut answer: Option<Verdict> = None;
    // Whether no other line stands between the answer and the one being read.
    let mut beside = true;
    let tail = without_dots(&open.tail);
    if !tail.is_empty() {
        answer = Some(of_tail_text(&open.tail, open.head, &open.place, context));
    }
    let mut lines = open.below.iter();
    for line in lines.by_ref() {
        let text = without_dots(&line.text);
        if text.is_empty() {
            continue;
        }
        if let Some((Label::Note | Label::Action | Label::Due, rest)) = labelled(&line.text, context) {
            let rest = without_dots(rest);
            if !rest.is_empty() {
                append(&mut note, &rest);
            }
        } else if let Some(boxed) = answer.as_mut().filter(|a| beside && goes_on(a, &line.text, vocabulary)) {
            append_line(&mut boxed.evidence, &text);
            boxed.chosen = verdict::of_words(&boxed.evidence, vocabulary);
        } else if answer.as_ref().is_none_or(is_open) {
            let chosen = match line.paragraph {
                Some(paragraph) => verdict::of_paragraphs(&[paragraph], vocabulary),
                None => verdict::of_words(&line.text, vocabulary),
            };
            answer = Some(Verdict {
                chosen,
                evidence: text,
                place: line.place.clone(),
                note: String::new(),
                in_parts: false,
            });
        } else {
            append(&mut note, &text);
            beside = false;
        }
    }
    let mut verdict = answer.unwrap_or_else(|| verdict::of_nothing(open.place.clone(), &Filling::default()));
    if !note.is_empty() {
        append(&mut verdict.note, &note);
    }
    (verdict, lines.cloned().collect())
}

/// Decides a box before the wording. Only what the form says of filling in tells what it means to tick it.
pub(super) fn boxed_before(ticked: bool, below: Verdict, filling: &Filling) -> Verdict {
    let told = filling.meaning("x").or(filling.empty_is_no.then_some((Answer::Yes, None)));
    let chosen = match told {
        _ if below.chosen != Err(AnswerFinding::Blank) => below.chosen,
        Some((answer, level)) if ticked => Ok((answer, level, Rule::TickedBox)),
        _ if ticked => Err(AnswerFinding::UnknownMark),
        _ if filling.empty_is_no => Ok((Answer::No, None, Rule::EmptyMeansNo)),
        _ => Err(AnswerFinding::Blank),
    };
    let sign = if ticked { BOX_TICKED } else { BOX_EMPTY };
    let evidence = if below.evidence.is_empty() { sign.to_string() } else { below.evidence };
    Verdict { chosen, evidence, ..below }
}

/// Whether a line is one more box with its word, below those of the answer: each option on a line of its own.
fn goes_on(answer: &Verdict, line: &str, vocabulary: &Vocabulary) -> bool {
    let boxed = |text: &str| boxes::first(text).is_some() && choice::among_boxes(text, vocabulary).is_some();
    boxed(&answer.evidence)
        && boxes::opens(line)
        && choice::among_boxes(&format!("{}\n{line}", answer.evidence), vocabulary).is_some()
}

fn append_line(evidence: &mut String, line: &str) {
    evidence.push('\n');
    evidence.push_str(line);
}

/// Whether nothing has answered yet; empty boxes are a place where the answer was left out.
fn is_open(verdict: &Verdict) -> bool {
    verdict.chosen == Err(AnswerFinding::Blank) && boxes::first(&verdict.evidence).is_none()
}

/// Decides what follows the wording in its own line.
fn of_tail_text(tail: &str, paragraph: Option<&Paragraph>, place: &Place, context: &Context) -> Verdict {
    let rest = paragraph.map(|p| p.cut(p.text.len() - tail_length(&p.text, tail)));
    let chosen = match &rest {
        Some(rest) => verdict::of_paragraphs(&[rest], &context.vocabulary),
        None => verdict::of_words(tail, &context.vocabulary),
    };
    Verdict {
        chosen,
        evidence: tail.trim().to_owned(),
        place: place.clone(),
        note: String::new(),
        in_parts: false,
    }
}

/// How many bytes at the end of a text a tail takes, with the spaces after it.
fn tail_length(text: &str, tail: &str) -> usize {
    text.rfind(tail).map_or(tail.len().min(text.len()), |at| text.len() - at)
}

/// The label that a line begins with and what follows.
fn labelled<'t>(text: &'t str, context: &Context) -> Option<(Label, &'t str)> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim_matches(|c: char| c.is_whitespace() || "-–+•*(".contains(c));
    Some((*context.vocabulary.labels.of(&fold(label))?, rest))
}

/// The answer that stands behind or below the wording in its own slot.
pub(super) fn in_wording_slot<'a>(
    paragraphs: &[&'a Paragraph],
    place: &Place,
    context: &Context,
) -> Option<Verdict> {
    let first = paragraphs.first()?;
    let (_, mut tail) = head(&first.text, context);
    if tail.is_empty() && paragraphs.len() == 1 {
        let parted = cut_before_answer(&first.text, context);
        tail = parted
            .filter(|(head, _)| context.known(head).found.is_some_and(|m| m.is_clear()))
            .map_or("", |p| p.1);
    }
    let line = |p: &&'a Paragraph| Line {
        text: p.text.as_str().into(),
        place: place.clone(),
        paragraph: None,
        row: Vec::new(),
    };
    let open = Open {
        indicator: 0,
        place: place.clone(),
        tail: tail.to_owned(),
        head: None,
        below: paragraphs.iter().skip(1).map(line).collect(),
        ticked: None,
    };
    let (verdict, _) = decide(&open, context);
    (verdict.chosen != Err(AnswerFinding::Blank)).then_some(verdict)
}
