//! Reviews of another period than the round's, left in one file with those of the round: a book with a sheet for each
//! quarter, forms of two quarters below one another.

use super::assemble::Assembler;
use crate::extract::context::Context;
use crate::finding::FileFinding;
use crate::model::{Place, Review};
use crate::text::{Period, fold, name_key};

/// How much of each kind was gathered so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    reviews: usize,
    planned: usize,
    apart: usize,
    findings: usize,
}

/// What one form or sheet gave, and the period that it says it is about.
#[derive(Debug)]
pub(crate) struct Stretch {
    from: Extent,
    to: Extent,
    place: Place,
    tab: Option<Period>,
    title: Option<Period>,
}

impl Stretch {
    /// Whether it says only that it is about the round's period, or part of it; `None` where it says nothing.
    fn is_of(&self, round: Period) -> Option<bool> {
        let within = |said: Period| said.from <= round.to && round.from <= said.to;
        match (self.tab.map(within), self.title.map(within)) {
            (Some(tab), Some(title)) if tab != title => None,
            (tab, title) => tab.or(title),
        }
    }
}

/// The one period that a title or the tab of a sheet names. A quarter or month without a year is one of the round's year.
pub(crate) fn named(text: &str, context: &Context) -> Option<Period> {
    let round = context.period?;
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let numeral = |word: &str| matches!(word, "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4");
    let short = |word: &str| word.strip_prefix('q').is_some_and(numeral);
    let names = |word: &&str| matches!(*word, "quy" | "qui" | "thang") || short(word);
    let mut parts = words.iter().enumerate().filter(|(_, word)| names(word)).map(|(at, _)| at);
    let Some(at) = parts.next() else {
        return words.contains(&"nam").then(|| Period::of(text)).flatten();
    };
    // `Quý I, II` and `quý I và phương hướng quý II` are about more than one.
    let more = words.get(at + 2).is_some_and(|word| numeral(word) || matches!(*word, "va" | "den"));
    if parts.next().is_some() || more {
        return None;
    }
    Period::of(text).or_else(|| Period::of(&format!("{text}/{}", round.to.year())))
}

impl Assembler<'_> {
    /// Notes what was gathered since the last form or sheet ended.
    pub(crate) fn end_stretch(&mut self, tab: Option<&str>, title: Option<Period>, place: Place) {
        let to = self.extent();
        let from = std::mem::replace(&mut self.extent, to);
        if self.context.period.is_some() && from != to {
            let tab = tab.and_then(|tab| named(tab, self.context));
            self.stretches.push(Stretch { from, to, place, tab, title });
        }
    }

    fn extent(&self) -> Extent {
        Extent {
            reviews: self.extraction.reviews.len(),
            planned: self.planned.len(),
            apart: self.apart.len(),
            findings: self.extraction.findings.len(),
        }
    }

    /// Sets the reviews of other periods aside, where others of the file say that they are this round's. A title may be
    /// an old one that nobody changed: without a tab that says the same, only those are set aside of whom this round's
    /// review is there too.
    pub(crate) fn set_other_rounds_aside(&mut self) {
        let Some(round) = self.context.period else { return };
        let stretches = std::mem::take(&mut self.stretches);
        let of_round = |stretch: &&Stretch| {
            stretch.is_of(round) == Some(true) && stretch.from.reviews < stretch.to.reviews
        };
        if !stretches.iter().any(|stretch| of_round(&stretch)) {
            return;
        }
        let kept = stretches.iter().filter(|stretch| stretch.is_of(round) != Some(false));
        let kept =
            kept.flat_map(|stretch| &self.extraction.reviews[stretch.from.reviews..stretch.to.reviews]);
        let subjects: Vec<Subject> = kept.map(subject).collect();
        for stretch in stretches.into_iter().rev().filter(|stretch| stretch.is_of(round) == Some(false)) {
            self.set_aside(stretch, &subjects);
        }
    }

    fn set_aside(&mut self, stretch: Stretch, kept: &[Subject]) {
        let Stretch { from, to, place, tab, .. } = stretch;
        let theirs: Vec<Review> = self.extraction.reviews.drain(from.reviews..to.reviews).collect();
        let (met, others): (Vec<_>, Vec<_>) =
            theirs.into_iter().partition(|review| kept.contains(&subject(review)));
        let unmet = if tab.is_some() { others.len() } else { 0 };
        let reviews = met.len() + unmet;
        if tab.is_none() && !others.is_empty() {
            self.extraction.reviews.splice(from.reviews..from.reviews, others);
        } else {
            self.extraction.findings.drain(from.findings..to.findings);
            self.planned.drain(from.planned..to.planned);
            self.apart.drain(from.apart..to.apart);
        }
        if reviews > 0 {
            self.extraction.findings.push(FileFinding::OtherPeriod { at: place, reviews, unmet }.into());
        }
    }
}

/// Whose a review is, as far as the file says.
type Subject = (crate::model::Kind, Option<String>, Vec<String>);

fn subject(review: &Review) -> Subject {
    let name = review.name.as_deref().map(name_key);
    let units = review.unit_lines.iter().filter(|_| name.is_none()).map(|line| fold(&line.text)).collect();
    (review.kind, name, units)
}
