//! What is decided about one answer, before it is known whose review it belongs to.

use super::choice::{self, Chosen};
use super::sign::{self, Sign};
use super::{boxes, circles, rooms, scale, words};
use crate::document::{Block, Paragraph, Slot};
use crate::extract::context::Context;
use crate::extract::legend::filling::{self, Filling};
use crate::extract::review::item::Part;
use crate::extract::table::columns::plain;
use crate::extract::wording::role::Label;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Place, Reading, Rule};
use crate::text::fold;

/// What is decided about one answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub chosen: Chosen,
    pub evidence: String,
    pub place: Place,
    pub note: String,
    /// Whether several rows, each asking about a part of the indicator, were joined.
    pub in_parts: bool,
}

impl Verdict {
    /// What is decided, by what stands where; without a note, and about the whole indicator.
    pub(crate) fn new(chosen: Chosen, evidence: String, place: Place) -> Self {
        Self { chosen, evidence, place, note: String::new(), in_parts: false }
    }

    /// Whether it says that the manifestation is there.
    pub(crate) fn admits(&self) -> bool {
        matches!(self.chosen, Ok((Answer::Yes, ..)))
    }

    /// Whether it says that the manifestation is not there.
    pub(crate) fn denies(&self) -> bool {
        matches!(self.chosen, Ok((Answer::No, ..)))
    }

    /// Takes in what another row says of the same indicator.
    pub(crate) fn join(&mut self, other: Self, part: Part) {
        let blank = |v: &Self| v.chosen == Err(AnswerFinding::Blank);
        if blank(self) && self.evidence.is_empty() && !self.in_parts {
            let note = std::mem::take(&mut self.note);
            *self = Self { in_parts: part == Part::Sub, ..other };
            if !note.is_empty() {
                append(&mut self.note, &note);
            }
        } else if part == Part::Sub {
            self.join_part(other);
        } else if !blank(&other) && other.chosen != self.chosen {
            self.chosen = Err(AnswerFinding::RowsDiffer);
        }
    }

    /// Doubts the answer where something else answers otherwise.
    pub(crate) fn must_agree(&mut self, other: &Self) {
        if let (Ok((answer, ..)), Ok((said, ..))) = (&self.chosen, &other.chosen)
            && answer != said
        {
            self.chosen = Err(AnswerFinding::RowsDiffer);
        }
    }

    /// Of several things asked about an indicator one that is present makes it present; it is absent
    /// only if each of them is.
    fn join_part(&mut self, other: Self) {
        let present = |v: &Self| match &v.chosen {
            Ok((Answer::Yes, level, _)) => Some(*level),
            _ => None,
        };
        let takes = match (present(self), present(&other)) {
            (Some(before), Some(level)) => level > before,
            (Some(_), None) => false,
            (None, Some(_)) => true,
            (None, None) => self.chosen.is_ok() && other.chosen.is_err(),
        };
        self.in_parts = true;
        if takes {
            self.chosen = other.chosen;
            self.place = other.place;
        }
        if !other.evidence.is_empty() {
            append(&mut self.evidence, &other.evidence);
        }
        if !other.note.is_empty() {
            append(&mut self.note, &other.note);
        }
    }

    /// Doubts what a member's form says of the cell: *Chi bộ không vi phạm*.
    pub(crate) fn doubt_of_cell(&mut self) {
        let begins =
            |evidence: &str| evidence.starts_with(['C', 'c']) && fold(evidence).starts_with("chi bo ");
        if self.chosen.is_ok() && begins(self.evidence.trim_start()) {
            self.chosen = Err(AnswerFinding::Undecided);
        }
    }

    /// The reading that a review keeps.
    pub(crate) fn into_reading(self) -> Reading {
        let (answer, level, rule, doubt) = match self.chosen {
            Ok((answer, level, rule)) => (answer, level, rule, None),
            Err(why) => {
                let answer = match why {
                    AnswerFinding::Blank => Answer::Blank,
                    AnswerFinding::TwoMarks
                    | AnswerFinding::RowsDiffer
                    | AnswerFinding::AssessedOtherwise
                    | AnswerFinding::MarkAgainstWords => Answer::Conflict,
                    _ => Answer::Unclear,
                };
                let rule = match why {
                    AnswerFinding::TwoMarks => Rule::MarkInColumn,
                    AnswerFinding::UntouchedChoice => Rule::Choice,
                    AnswerFinding::Undecided | AnswerFinding::MarkAgainstWords => Rule::Words,
                    _ => Rule::Nothing,
                };
                (answer, None, rule, Some(why.into()))
            }
        };
        Reading {
            answer: Some(answer),
            level,
            count: None,
            note: self.note,
            evidence: self.evidence,
            place: self.place,
            rule,
            doubt,
        }
    }
}

/// The verdict, where the form itself says what the sign means.
pub(crate) fn explained(verdict: Verdict, filling: &Filling) -> Verdict {
    if filling.is_strange(&verdict.evidence) {
        return Verdict { chosen: Err(AnswerFinding::UnknownMark), ..verdict };
    }
    if let Some(chosen) = circles::among(&verdict.evidence, filling) {
        return Verdict { chosen, ..verdict };
    }
    match filling.meaning(&verdict.evidence) {
        Some((Answer::Unclear, _)) => Verdict { chosen: Err(AnswerFinding::UnknownMark), ..verdict },
        Some((answer, level)) if verdict.chosen != Err(AnswerFinding::Blank) => {
            Verdict { chosen: Ok((answer, level, Rule::Legend)), ..verdict }
        }
        _ => verdict,
    }
}

/// The verdict on a square whose colour answers, where the form says what colours mean. Words in it must say the same.
pub(crate) fn coloured(mut verdict: Verdict, fill: Option<u32>, filling: &Filling) -> Verdict {
    let Some(((answer, level), name)) = filling.of_colour(fill) else { return verdict };
    match verdict.chosen {
        Err(AnswerFinding::Blank) | Ok((.., Rule::EmptyMeansNo)) => {
            verdict.chosen = match answer {
                Answer::Yes | Answer::No => Ok((answer, level, Rule::Legend)),
                _ => Err(AnswerFinding::UnknownMark),
            };
            if verdict.evidence.is_empty() {
                name.clone_into(&mut verdict.evidence);
            }
        }
        Ok((said, ..)) if answer != said && answer != Answer::Unclear => {
            verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
        }
        _ => {}
    }
    verdict
}

/// Adds a piece to a note.
pub(crate) fn append(note: &mut String, piece: &str) {
    if !note.is_empty() {
        note.push_str("; ");
    }
    note.push_str(piece);
}

/// A text without the dots of a line left open for it.
pub(crate) fn without_dots(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || "…_.:".contains(c)).to_owned()
}

/// Decides a square that a mark or a word may answer.
pub(crate) fn of_square(slot: &Slot, place: Place, filling: &Filling, vocabulary: &Vocabulary) -> Verdict {
    let mut verdict = explained(of_slot(slot, place, vocabulary), filling);
    match sign::in_slot(slot) {
        _ if filling.meaning(&verdict.evidence).is_some() => {}
        Sign::Mark => verdict.chosen = Ok((Answer::Yes, None, Rule::MarkInColumn)),
        Sign::Nothing if filling.empty_is_no && slot.fill.is_none() => {
            verdict.chosen = Ok((Answer::No, None, Rule::EmptyMeansNo));
        }
        Sign::Off if filling.empty_is_no => verdict.chosen = Ok((Answer::No, None, Rule::EmptyMeansNo)),
        _ => {}
    }
    coloured(verdict, slot.fill, filling)
}

/// Doubts bare figures as answers where others beside them are no answers: `1` beside `2` is no mark but a code of
/// which the form does not say what it means. Those that it explains mean what it says.
pub(crate) fn doubt_codes<'v>(verdicts: impl Iterator<Item = &'v mut Verdict>) {
    let graded = |v: &Verdict| scale::figure(&v.evidence).map(f64::from);
    let figure = |v: &Verdict| sign::numeric(v.evidence.trim()).or_else(|| graded(v));
    let verdicts: Vec<&mut Verdict> = verdicts.collect();
    let asked = verdicts.len();
    let explained = |v: &Verdict| matches!(v.chosen, Ok((.., Rule::Legend)));
    let mut figures: Vec<&mut Verdict> =
        verdicts.into_iter().filter(|v| figure(v).is_some() && !explained(v)).collect();
    let beyond = |v: &Verdict| v.chosen.is_err() && graded(v).is_some_and(|n| n > 3.0);
    let code = |v: &&mut Verdict| {
        v.chosen == Err(AnswerFinding::UnknownMark) && figure(v).is_some_and(|n| n > 1.0) || beyond(v)
    };
    // A scale of which nobody chose nothing may begin with `1` for it.
    let without_none =
        figures.len() == asked && figures.iter().all(|v| matches!(v.chosen, Ok((Answer::Yes, Some(_), _))));
    if figures.iter().any(code) || without_none {
        for verdict in &mut figures {
            verdict.chosen = Err(AnswerFinding::UnknownMark);
        }
    }
}

/// Doubts marks in squares of which each answers alone, where they are of two kinds, ticks beside crosses, or stand in
/// every square of one member: then a mark may mean *không*. `members` are the answers of each.
pub(crate) fn doubt_marks(members: &mut [&mut Vec<(usize, Verdict)>]) {
    let marked = |v: &Verdict| matches!(v.chosen, Ok((Answer::Yes, None, Rule::MarkInColumn)));
    let kinds = |answers: &Vec<(usize, Verdict)>| {
        let marks = || answers.iter().filter(|(_, v)| marked(v)).map(|(_, v)| filling::is_tick(&v.evidence));
        let all = answers.len() > 1 && marks().count() == answers.len();
        (all, marks().any(|tick| tick) && marks().any(|tick| !tick))
    };
    let mixed = members.iter().any(|answers| kinds(answers).1);
    for answers in members {
        if mixed || kinds(answers).0 {
            answers.iter_mut().filter(|(_, v)| marked(v)).for_each(|(_, v)| {
                v.chosen = Err(AnswerFinding::UnknownMark);
            });
        }
    }
}

/// Asks about signs under a heading that says that what is marked is absent; words mean what they say.
pub(crate) fn turn(members: &mut [&mut Vec<(usize, Verdict)>]) {
    let worded = |v: &Verdict| matches!(sign::in_text(&v.evidence), Sign::Words(_));
    for (_, verdict) in members.iter_mut().flat_map(|answers| answers.iter_mut()) {
        if verdict.chosen.is_ok() && !worded(verdict) {
            verdict.chosen = Err(AnswerFinding::UnknownMark);
        }
    }
}

/// Decides a square that holds nothing.
pub(crate) fn of_nothing(place: Place, filling: &Filling) -> Verdict {
    let chosen = if filling.empty_is_no {
        Ok((Answer::No, None, Rule::EmptyMeansNo))
    } else {
        Err(AnswerFinding::Blank)
    };
    Verdict::new(chosen, String::new(), place)
}

/// Decides what stands in a slot for an answer.
pub(crate) fn of_slot(slot: &Slot, place: Place, vocabulary: &Vocabulary) -> Verdict {
    let chosen = match sign::in_slot(slot) {
        Sign::Nothing | Sign::Withdrawn => Err(AnswerFinding::Blank),
        Sign::Error => Err(AnswerFinding::ErrorValue),
        Sign::Uncalculated => Err(AnswerFinding::NoStoredResult),
        _ => of_paragraphs(&slot.paragraphs(), vocabulary),
    };
    Verdict::new(chosen, slot.text().trim().to_owned(), place)
}

/// Decides what paragraphs say for an answer.
pub(crate) fn of_paragraphs(paragraphs: &[&Paragraph], vocabulary: &Vocabulary) -> Chosen {
    // How a paragraph looks may answer; one that is all plain says the same in every square.
    match paragraphs {
        [one] if one.spans.is_empty() => {
            vocabulary.answered.of(&one.text, || of_looks(paragraphs, vocabulary))
        }
        _ => of_looks(paragraphs, vocabulary),
    }
}

fn of_looks(paragraphs: &[&Paragraph], vocabulary: &Vocabulary) -> Chosen {
    let text = sign::standing(paragraphs);
    let drawn = || rooms::written_out(paragraphs).and_then(|text| choice::among_marks(&text, vocabulary));
    let marked = || drawn().or_else(|| choice::among_marks(&text, vocabulary));
    if let Some(chosen) = choice::among_boxes(&text, vocabulary).or_else(marked) {
        return chosen;
    }
    if let Some(chosen) = choice::among_words(paragraphs, vocabulary) {
        return chosen;
    }
    of_words(&text, vocabulary)
}

/// Decides what a text without boxes says for an answer.
pub(crate) fn of_words(text: &str, vocabulary: &Vocabulary) -> Chosen {
    let text = without_label(text, vocabulary);
    if let Some(chosen) =
        choice::among_boxes(text, vocabulary).or_else(|| choice::among_marks(text, vocabulary))
    {
        return chosen;
    }
    match sign::in_text(text) {
        Sign::Nothing => Err(AnswerFinding::Blank),
        // An empty box alone was not ticked; a dash was written on purpose.
        Sign::Off if !text.chars().any(|c| "-–—".contains(c)) => Err(AnswerFinding::Blank),
        Sign::Off | Sign::Number(0.0) => Ok((Answer::No, None, Rule::Words)),
        Sign::Number(1.0) => Ok((Answer::Yes, None, Rule::Words)),
        Sign::Picture => Err(AnswerFinding::Picture),
        Sign::Words(words) => {
            words::answer(&words, vocabulary).map(|(answer, level)| (answer, level, Rule::Words))
        }
        _ => Err(AnswerFinding::UnknownMark),
    }
}

/// The answer behind or below the wording in its own slot, where one stands there.
pub(crate) fn of_tail(wording: &Slot, place: &Place, context: &Context) -> Option<Verdict> {
    // What is printed in a table within the square answers nothing by itself.
    let own = wording.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    let paragraphs: Vec<&Paragraph> = own.collect();
    if let [only] = paragraphs.as_slice()
        && !context.aspects(&only.text).has_tail
    {
        return None;
    }
    let boxed = paragraphs.iter().any(|p| boxes::first(&p.text).is_some());
    let verdict = super::begun::in_wording_slot(&paragraphs, place, context)?;
    // Only a choice or a clear answer counts here: the wording itself may run over several lines.
    (boxed || verdict.chosen.is_ok()).then_some(verdict)
}

/// A text without the label before the answer: `- Tự soi: không` and `Trả lời (Có/Không): không` are `không`.
pub(crate) fn without_label<'a>(text: &'a str, vocabulary: &Vocabulary) -> &'a str {
    match text.split_once(':') {
        Some((label, rest)) if vocabulary.labels.of(&plain(label)) == Some(&Label::Answer) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Emphasis, Span};

    #[test]
    fn a_text_that_was_met_plain_is_still_read_by_its_looks() {
        let vocabulary = Vocabulary::built_in();
        let plain = Paragraph::plain("Có / Không", Place::File);
        let spans = vec![Span { end: "Có".len(), emphasis: Emphasis::UNDERLINE }];
        let underlined = Paragraph { spans, ..plain.clone() };
        let read = |paragraph: &Paragraph| of_paragraphs(&[paragraph], &vocabulary);
        for _ in 0..2 {
            assert_eq!(read(&plain), Err(AnswerFinding::UntouchedChoice));
            assert_eq!(read(&underlined), Ok((Answer::Yes, None, Rule::Emphasis)));
        }
    }
}
