//! What stands on a page, in reading order, once tables and text are understood.

use super::ratings::Ratings;
use super::sums::Sum;
use crate::document::{Emphasis, Paragraph, Slot, Span};
use crate::extract::answer::sign;
use crate::extract::answer::verdict::Verdict;
use crate::extract::plan::promises::Promises;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::{BirthDate, Commitment, Outcome, Place};
use crate::text::fold;
use std::borrow::Cow;

/// One thing on a page.
#[derive(Debug, Clone)]
pub(crate) enum Item<'a> {
    /// A line of text that is none of the others.
    Line(Line<'a>),
    /// The heading of a group of indicators.
    GroupHeading(usize),
    /// The heading of the part with corrections.
    PlanHeading,
    /// The answer to an indicator.
    Answer { indicator: usize, verdict: Verdict, part: Part },
    /// A number of members, in a table of counts.
    Count { indicator: usize, count: Counted },
    /// A member's answers in a table of many members.
    Member(Box<MemberRow>),
    /// The heading of the part that says what became of corrections promised before, or the title of a paper
    /// about nothing else.
    FollowUpHeading,
    /// A promised correction.
    Correction(Correction),
    /// What became of one promised before.
    Outcome(Said),
    /// Words among the corrections that belong to none of them.
    UnknownPromise { text: String, place: Place },
    /// A row of answers in a table of many members of which nobody knows whose, or what, they are.
    UnknownRow { text: String, place: Place },
    /// Rows of the table above leave their indicators open and hold marks under headings that are not understood.
    Unread,
    /// Here a form ends: what follows stood beside it.
    FormEnd,
    /// A list of people that asks nothing of what they answer.
    Roll { people: usize },
    /// The row of a member who has not answered, with the reason.
    Excused { text: String, place: Place },
    /// The row of a member that is struck out.
    StruckOut { text: String, place: Place },
    /// How many manifestations the form says itself that there are.
    Sum(Sum),
    /// The row of an example: whose it is.
    Sample(String),
    /// The numbers before the indicators run through the whole catalogue.
    NumberedThrough,
    /// A row that stands among indicators, is answered, and was not recognised.
    Leftover { text: String, place: Place },
}

impl Item<'_> {
    /// The item by itself: a line keeps its text, and loses the paragraph or the row that it stood in.
    pub(crate) fn into_owned(self) -> Item<'static> {
        match self {
            Self::Line(Line { text, place, .. }) => {
                let text = text.into_owned().into();
                Item::Line(Line { text, place, paragraph: None, row: Vec::new() })
            }
            Self::GroupHeading(group) => Item::GroupHeading(group),
            Self::PlanHeading => Item::PlanHeading,
            Self::Answer { indicator, verdict, part } => Item::Answer { indicator, verdict, part },
            Self::Count { indicator, count } => Item::Count { indicator, count },
            Self::Member(member) => Item::Member(member),
            Self::FollowUpHeading => Item::FollowUpHeading,
            Self::Correction(correction) => Item::Correction(correction),
            Self::Outcome(said) => Item::Outcome(said),
            Self::UnknownPromise { text, place } => Item::UnknownPromise { text, place },
            Self::UnknownRow { text, place } => Item::UnknownRow { text, place },
            Self::Unread => Item::Unread,
            Self::FormEnd => Item::FormEnd,
            Self::Roll { people } => Item::Roll { people },
            Self::Excused { text, place } => Item::Excused { text, place },
            Self::StruckOut { text, place } => Item::StruckOut { text, place },
            Self::Sum(sum) => Item::Sum(sum),
            Self::Sample(detail) => Item::Sample(detail),
            Self::NumberedThrough => Item::NumberedThrough,
            Self::Leftover { text, place } => Item::Leftover { text, place },
        }
    }

    /// Where it stands, if anywhere alone: a member's row has a place for each answer.
    pub(crate) fn place_mut(&mut self) -> Option<&mut Place> {
        Some(match self {
            Self::Line(line) => &mut line.place,
            Self::Answer { verdict, .. } => &mut verdict.place,
            Self::Count { count, .. } => &mut count.place,
            Self::Correction(correction) => &mut correction.commitment.place,
            Self::UnknownPromise { place, .. }
            | Self::UnknownRow { place, .. }
            | Self::Excused { place, .. }
            | Self::StruckOut { place, .. }
            | Self::Leftover { place, .. } => place,
            _ => return None,
        })
    }
}

/// A promised correction as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Correction {
    /// Who promises it, in a table of many.
    pub who: Option<String>,
    /// The promise.
    pub commitment: Commitment,
    /// How grave the row says that it is.
    pub grade: String,
    /// The characters that say how far it has come.
    pub said: String,
}

/// What became of a correction promised before.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    /// Who promised it, by name and date of birth, where the row says.
    pub who: Option<(String, Option<BirthDate>)>,
    /// What became of it.
    pub outcome: Outcome,
}

/// How much of an indicator a row or paragraph answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// The rest of a wording that is split over rows.
    Continuation,
    /// One of several things asked about it.
    Sub,
}

/// A line of text.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    /// Its text; the slots of a row that holds one line each are parted by tabs.
    pub text: Cow<'a, str>,
    /// Where it stands.
    pub place: Place,
    /// The paragraph it is, where it is one.
    pub paragraph: Option<&'a Paragraph>,
    /// The slots of the row it is, where it is one.
    pub row: Vec<&'a Slot>,
}

impl Line<'_> {
    /// The line without what is struck out; `None` where nothing is.
    pub(crate) fn standing(&self) -> Option<Self> {
        let struck = |paragraph: &Paragraph| paragraph.spans.iter().any(|s| s.emphasis.has(Emphasis::STRIKE));
        let any = self.paragraph.is_some_and(struck)
            || self.row.iter().any(|slot| slot.paragraphs().into_iter().any(struck));
        let shown = self.shown().filter(|_| any)?;
        let text = sign::standing(&[&shown]).into_owned().into();
        Some(Self { text, place: self.place.clone(), paragraph: None, row: Vec::new() })
    }

    /// The line with how its stretches look; `None` where it is neither a paragraph nor a row.
    pub(crate) fn shown(&self) -> Option<Cow<'_, Paragraph>> {
        let row = || (!self.row.is_empty()).then(|| Cow::Owned(joined(&self.row)));
        self.paragraph.map(Cow::Borrowed).or_else(row)
    }
}

/// The texts of slots as one paragraph, parted by tabs, their paragraphs by line breaks.
fn joined(row: &[&Slot]) -> Paragraph {
    let mut whole = Paragraph::default();
    let mut add = |text: &str, emphasis| {
        whole.text.push_str(text);
        whole.spans.push(Span { end: whole.text.len(), emphasis });
    };
    for (at, slot) in row.iter().enumerate() {
        for (line, paragraph) in slot.paragraphs().into_iter().enumerate() {
            match (at, line) {
                (0, 0) => {}
                (_, 0) => add("\t", Emphasis::NONE),
                _ => add("\n", Emphasis::NONE),
            }
            paragraph.stretches().for_each(|(text, emphasis)| add(text, emphasis));
        }
        if at > 0 && slot.blocks.is_empty() {
            add("\t", Emphasis::NONE);
        }
    }
    whole
}

/// A number of members.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    /// Members with the manifestation; `None` where no number can be read.
    pub count: Option<u32>,
    /// Members asked, where the row says.
    pub total: Option<u32>,
    /// The characters read.
    pub evidence: String,
    /// Where.
    pub place: Place,
}

/// A member's answers in a table of many members, or a unit's counts in a table of many units.
#[derive(Debug, Clone, Default)]
pub(crate) struct MemberRow {
    /// The member's name; empty in a table of units, and of a committee.
    pub name: String,
    /// Whether a committee (*chi ủy*) answers here for itself.
    pub committee: bool,
    /// Date of birth, where there is a column for it.
    pub birth: Option<BirthDate>,
    /// Position, where there is a column for it.
    pub position: Option<String>,
    /// The unit, where there is a column for it.
    pub unit: Option<String>,
    /// Its code, where there is a column for it.
    pub unit_code: Option<String>,
    /// Members on a unit's books, where there is a column for them.
    pub total: Option<u32>,
    /// The answers, by indicator.
    pub answers: Vec<(usize, Verdict)>,
    /// The corrections promised in the row.
    pub promises: Promises,
    /// Whether it lists what is present beside what will be done about it: another sheet of the file may hold the
    /// answers themselves.
    pub with_plan: bool,
    /// What the row says of the year-end rating.
    pub ratings: Ratings,
    /// Whether nothing but numbers through the whole catalogue heads the answers.
    pub by_number: bool,
    /// Where the row begins.
    pub place: Place,
}

impl MemberRow {
    /// Takes the answers for those of a committee where its name, perhaps with that of its unit, stands for a member's.
    pub(crate) fn or_committee(mut self, vocabulary: &Vocabulary) -> Self {
        let folded = fold(&self.name);
        if let Some(unit) = vocabulary.committee(&folded) {
            let words: Vec<&str> = self.name.split_whitespace().collect();
            let of_unit = unit.split(' ').filter(|word| !word.is_empty()).count();
            let named = words[words.len().saturating_sub(of_unit)..].join(" ");
            self.unit = self.unit.or_else(|| Some(named).filter(|unit| !unit.is_empty()));
            self.committee = true;
            self.name.clear();
        }
        self
    }
}
