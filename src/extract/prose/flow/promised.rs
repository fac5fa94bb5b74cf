//! Lines of a form without a table that promise something: under a heading of their own, below an answer, or below what a
//! list named.

use super::Flow;
use crate::extract::answer::begun::{Open, decide};
use crate::extract::answer::verdict::without_dots;
use crate::extract::context::Context;
use crate::extract::plan::lines::PlanReader;
use crate::extract::plan::{self, outcome, shortcomings};
use crate::extract::prose::aspects::{Aspects, begins_part};
use crate::extract::prose::listed;
use crate::extract::review::item::{Item, Line};
use crate::extract::wording::ordinal;
use crate::extract::wording::role::Label;
use crate::text::{fold, without_bullet};

impl<'a> Flow<'a, '_> {
    /// Begins the part with corrections at a line that heads it; gives another line back.
    pub(super) fn heads_plan(
        &mut self,
        line: Line<'a>,
        aspects: &Aspects,
        out: &mut Vec<Item<'a>>,
    ) -> Option<Line<'a>> {
        // `Giải pháp khắc phục: …` within a plan is a part of it; with nothing behind it, it heads one.
        let behind = || line.text.split_once([':', '\t']).filter(|(_, rest)| !without_dots(rest).is_empty());
        let heads = aspects.heads_plan && !(self.plan.is_some() && behind().is_some());
        if !heads || self.is_indicator(&line) {
            return Some(line);
        }
        self.close(out);
        self.end_plan(out);
        let mut plan = PlanReader::default();
        self.following = false;
        out.push(Item::PlanHeading);
        // What is promised may stand behind the heading, on its own line.
        if let Some((heading, promise)) = behind() {
            // `Biện pháp khắc phục: …` is a label, unless what stands behind it has labels or numbers of its own.
            let label = self.context.vocabulary.labels.of(&fold(heading)).is_some()
                && plan::lines::is_plain(promise, self.context);
            let promise = if label { line.text.as_ref() } else { promise };
            if !plan.line(promise, &line.place, self.context) {
                out.push(Item::Line(line));
            }
        }
        self.plan = Some(plan);
        None
    }

    /// Keeps a line with its label that promises something about the open indicator: `- Tự sửa: …; thời hạn: …`. One
    /// that is dotted and not filled in belongs to it as well. Any other line is given back.
    pub(super) fn promised(&mut self, line: Line<'a>) -> Option<Line<'a>> {
        let context = self.context;
        let Some(open) = self.open.as_mut().filter(|_| self.plan.is_none()) else { return Some(line) };
        let Some((label, rest)) = line.text.split_once(':') else { return Some(line) };
        let folded = fold(label);
        let label = context.vocabulary.labels.of(&folded);
        let last = open.indicator + 1 == context.catalogue.len();
        // Below the last one it may be what falls short in general, unless those before have lines of this kind.
        let fails = label == Some(&Label::Shortcoming) && (self.below || !last);
        self.below |= fails;
        if fails && remedies(rest, context) {
            open.promise.push(line);
            return None;
        }
        let named = matches!(label, Some(Label::Action | Label::Due));
        if !(named || context.vocabulary.is_plan_heading(&folded)) || begins_part(&line.text) {
            return Some(line);
        }
        let takes = if without_dots(rest).is_empty() {
            !last && rest.contains(['.', '…', '_'])
        } else {
            (named && !last) || decide(open, context).0.admits()
        };
        if !takes {
            return Some(line);
        }
        open.promise.push(line);
        None
    }

    /// Keeps a line that promises something about what a list named last; any other is given back.
    pub(super) fn listed_promise(
        &mut self,
        line: Line<'a>,
        aspects: &Aspects,
        out: &mut Vec<Item<'a>>,
    ) -> Option<Line<'a>> {
        if !self.listed.announced || self.plan.is_some() {
            return Some(line);
        }
        // `Biểu hiện I.5` without its wording ends what is said of the one above.
        let other = |open: &Open<'_>| {
            let bare = aspects.beginning.is_none() && self.context.vocabulary.labelled(&line.text).is_none();
            bare && listed::named(&line.text, self.context).is_some_and(|named| named != open.indicator)
        };
        if self.open.as_ref().is_some_and(|open| !other(open)) {
            return Some(line);
        }
        self.close(out);
        self.listed.take(line, self.context, out)
    }

    /// Whether a line below all answers names what falls short behind its label, and what will be done about it behind
    /// another one or in the line below: it promises something, whether the part with corrections has a heading or not.
    pub(super) fn promises_unheaded(&self, line: &Line<'_>, next: Option<&Item<'_>>) -> bool {
        if !(self.answered || self.open.is_some()) || !line.text.contains(':') {
            return false;
        }
        let said = self.labels(&line.text);
        let first = said.first().map(|(label, value)| (*label, value.is_empty()));
        if first != Some((Some(Label::Shortcoming), false)) {
            return false;
        }
        let last = |open: &Open<'_>| open.indicator + 1 == self.context.catalogue.len() && !self.below;
        let remedied = || {
            let Some(Item::Line(next)) = next else { return false };
            let named = shortcomings::announces(unmarked(&line.text, self.context), &self.context.vocabulary);
            let below = self.labels(&next.text);
            named
                && self.open.as_ref().is_none_or(last)
                && matches!(below.first(), Some((Some(Label::Action), value)) if !value.is_empty())
        };
        said.iter().any(|(label, value)| *label == Some(Label::Action) && !value.is_empty()) || remedied()
    }

    /// The labels in a line with what stands behind them, its number or bullet aside; what is dotted is empty.
    pub(super) fn labels(&self, text: &str) -> Vec<(Option<Label>, String)> {
        let said = plan::parts(unmarked(text, self.context), self.context).into_iter();
        said.map(|(label, value)| (label, without_dots(&value))).collect()
    }

    /// Begins the part about corrections promised before.
    pub(super) fn follow(&mut self, out: &mut Vec<Item<'a>>) {
        self.close(out);
        self.end_plan(out);
        (self.plan, self.following) = (Some(PlanReader::following()), true);
        out.push(Item::FollowUpHeading);
    }

    /// Whether a line, its ordinal aside, is a field of a form's head.
    pub(super) fn is_field(&self, text: &str) -> bool {
        let body = ordinal::split(text, &self.context.catalogue).map_or(text, |(_, rest)| rest);
        body.split_once(':')
            .is_some_and(|(label, _)| self.context.vocabulary.fields.of(&fold(label)).is_some())
    }

    pub(super) fn end_plan(&mut self, out: &mut Vec<Item<'a>>) {
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

/// Whether what stands behind the first label of a line says behind another one what will be done.
fn remedies(rest: &str, context: &Context) -> bool {
    let filled = |(label, value): &(Option<Label>, String)| {
        *label == Some(Label::Action) && !without_dots(value).is_empty()
    };
    rest.contains(':') && plan::parts(rest, context).iter().any(filled)
}

/// A line without the number or bullet before it.
fn unmarked<'t>(text: &'t str, context: &Context) -> &'t str {
    let body = ordinal::split(text, &context.catalogue).map_or(text, |(_, rest)| rest);
    without_bullet(body)
}
