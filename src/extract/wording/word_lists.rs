//! Words by what they tell: an answer, a promise, a note, a rating.

use super::phrases::{Phrases, Spelt, begins};
use super::vocabulary::Lists;
use crate::model::Rating;
use crate::text::fold;

/// The list of a name, empty where there is none.
pub(crate) fn list(lists: &Lists, name: &str) -> Phrases {
    Phrases::new(lists.get(name).map_or(&[], Vec::as_slice))
}

/// The same, where accents must be right.
fn spelt(lists: &Lists, name: &str) -> Spelt {
    Spelt::new(lists.get(name).map_or(&[], Vec::as_slice))
}

/// The words of answers in words.
#[derive(Debug)]
pub(crate) struct AnswerWords {
    /// What denies.
    pub denial: Phrases,
    /// Words that may follow a denial.
    pub closing: Spelt,
    /// Words before the answer proper.
    pub opening: Phrases,
    /// Beginnings that admit.
    pub admission: Spelt,
    /// Beginnings that assure the contrary.
    pub assurance: Phrases,
    /// What begins with *có* and speaks of merits.
    pub merit: Phrases,
    /// What decides nothing.
    pub hedge: Spelt,
    /// What turns a denial around.
    pub reversal: Spelt,
    /// What says that something happened.
    pub happened: Spelt,
    /// What is done badly.
    pub failing: Spelt,
    /// What speaks of working against it.
    pub opposing: Spelt,
    /// Words that alone say how grave something is.
    pub graded: Phrases,
    /// What assesses, and answers only where the form says how.
    pub assessment: Phrases,
    /// Whole answers that mean yes.
    pub yes: Phrases,
    /// Whole answers that mean no.
    pub no: Phrases,
}

impl AnswerWords {
    pub(crate) fn of(lists: &Lists) -> Self {
        Self {
            denial: list(lists, "denial"),
            closing: spelt(lists, "closing"),
            opening: list(lists, "opening"),
            admission: spelt(lists, "admission"),
            assurance: list(lists, "assurance"),
            merit: list(lists, "merit"),
            hedge: spelt(lists, "hedge"),
            reversal: spelt(lists, "reversal"),
            happened: spelt(lists, "happened"),
            failing: spelt(lists, "failing"),
            opposing: spelt(lists, "opposing"),
            assessment: list(lists, "assessment"),
            yes: list(lists, "yes"),
            no: list(lists, "no"),
            graded: list(lists, "graded"),
        }
    }
}

/// What tells a promise and its deadline in a sentence.
#[derive(Debug)]
pub(crate) struct PromiseWords {
    /// What promises.
    pub promising: Phrases,
    /// What a line begins with that corrects something without saying that it promises.
    pub correcting: Phrases,
    /// What leads to the day by which it is kept.
    pub by_when: Phrases,
    /// What a sentence begins with that names that day first.
    pub ahead: Phrases,
    /// What a clause begins with that is a deadline.
    pub leading: Phrases,
    /// The words of which nothing but a day or a period is made, besides figures.
    pub of_day: Phrases,
}

impl PromiseWords {
    pub(crate) fn of(lists: &Lists) -> Self {
        Self {
            promising: list(lists, "promising"),
            correcting: list(lists, "correcting"),
            ahead: list(lists, "ahead"),
            by_when: list(lists, "by_when"),
            leading: list(lists, "leading"),
            of_day: list(lists, "of_day"),
        }
    }
}

/// What sentences call several manifestations at once.
#[derive(Debug)]
pub(crate) struct TogetherWords {
    /// All of them, or all of a group.
    all: Phrases,
    /// All of the form.
    of_form: Phrases,
    /// All of a group.
    of_group: Phrases,
    /// All that are not named.
    others: Phrases,
    /// The same, where nothing else is said.
    others_alone: Phrases,
    /// What begins to speak of more than those named.
    beside: Phrases,
}

impl TogetherWords {
    pub(crate) fn of(lists: &Lists) -> Self {
        Self {
            all: list(lists, "all"),
            of_form: list(lists, "of_form"),
            of_group: list(lists, "of_group"),
            others: list(lists, "others"),
            others_alone: list(lists, "others_alone"),
            beside: list(lists, "beside"),
        }
    }

    /// Whether a folded sentence speaks of all manifestations of the form at once.
    pub(crate) fn of_form(&self, folded: &str) -> bool {
        self.all.within(folded) || self.of_form.within(folded)
    }

    /// Whether it speaks of all of the group in which it stands at once.
    pub(crate) fn of_group(&self, folded: &str) -> bool {
        self.all.within(folded) || self.of_group.within(folded)
    }

    /// Whether a whole folded text is all that are not named.
    pub(crate) fn are_others(&self, folded: &str) -> bool {
        self.others.contains(folded) || self.others_alone.contains(folded)
    }

    /// Whether a folded line begins to speak of those not named before.
    pub(crate) fn begins_with_others(&self, folded: &str) -> bool {
        self.others.starts(folded).or_else(|| self.beside.starts(folded)).is_some()
    }
}

/// What notes, comments and lines below the answers say of an answer.
#[derive(Debug)]
pub(crate) struct NoteWords {
    /// What heads a column for notes about the answer itself, not about its causes or evidence.
    pub about_the_answer: Phrases,
    /// What says that answers are not those of whoever would give them, or not yet.
    pub provisional: Phrases,
    /// A line below the answers that answers for another one as these are.
    pub repeating: Phrases,
    /// What heads a column that says by what papers an answer is borne out.
    pub evidence: Phrases,
    /// What admits the manifestation somewhere in a note.
    pub admitting: Spelt,
    /// What denies it.
    pub denying: Phrases,
    /// Words for whoever fills the form in.
    pub of_oneself: Phrases,
    /// What finds something wrong in a comment.
    pub objections: Phrases,
    /// What takes an answer back in a line below.
    pub amendments: Phrases,
    /// What says that whoever answered is not sure.
    pub doubts: Phrases,
    /// What tells that a line speaks of all answers before it.
    pub summing_up: Phrases,
    /// What a line begins with that accounts for what sentences above it admit.
    pub accounts: Phrases,
    /// What a label begins with behind which stands what falls short.
    pub shortcomings: Phrases,
}

impl NoteWords {
    pub(crate) fn of(lists: &Lists) -> Self {
        Self {
            about_the_answer: list(lists, "about_the_answer"),
            provisional: list(lists, "provisional"),
            repeating: list(lists, "repeating"),
            evidence: list(lists, "evidence"),
            admitting: spelt(lists, "admitting"),
            denying: list(lists, "denying"),
            of_oneself: list(lists, "of_oneself"),
            objections: list(lists, "objections"),
            amendments: list(lists, "amendments"),
            doubts: list(lists, "doubts"),
            summing_up: list(lists, "summing_up"),
            accounts: list(lists, "accounts"),
            shortcomings: list(lists, "shortcomings"),
        }
    }
}

/// Ratings and what stands around them.
#[derive(Debug)]
pub(crate) struct RatingWords {
    /// Words before a rating.
    pub labels: Phrases,
    /// What tells that a rating is not the one that is given now.
    pub not_now: Phrases,
    /// What tells that it is one of officials (*cán bộ, công chức*), not of members.
    pub of_officials: Phrases,
    /// Ratings, folded.
    named: Vec<(String, Rating)>,
    /// The words of all of them.
    words: Phrases,
}

impl RatingWords {
    pub(crate) fn of(lists: &Lists) -> Self {
        let named = Rating::ALL.iter().flat_map(|rating| {
            let words = lists.get(rating.code()).into_iter().flatten();
            words.map(|w| (fold(w), *rating))
        });
        let named: Vec<(String, Rating)> = named.collect();
        let words: Vec<String> = named.iter().map(|(words, _)| words.clone()).collect();
        Self {
            labels: list(lists, "labels"),
            not_now: list(lists, "not_now"),
            of_officials: list(lists, "of_officials"),
            named,
            words: Phrases::new(&words),
        }
    }

    /// The first rating in a folded text, where it begins and ends; of those that begin there the longest.
    pub(crate) fn find(&self, folded: &str) -> Option<(usize, usize, Rating)> {
        let from = self.words.position(folded)?;
        let found = self.named.iter().filter(|(words, _)| begins(&folded[from..], words));
        let (words, rating) = found.min_by_key(|(words, _)| std::cmp::Reverse(words.len()))?;
        Some((from, from + words.len(), *rating))
    }
}
