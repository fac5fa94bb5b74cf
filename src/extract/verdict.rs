//! What is decided about one answer, before it is known whose review it belongs to.

use super::boxes;
use super::choice::{self, Chosen, Printed};
use super::columns::Columns;
use super::context::Context;
use super::filling::{self, Filling};
use super::item::Part;
use super::role::{Label, Role};
use super::sign::{self, Sign};
use super::vocabulary::Vocabulary;
use super::{notes, words};
use crate::document::{Emphasis, Frame, Paragraph, Slot, Table, Value};
use crate::finding::AnswerFinding;
use crate::model::{Answer, Level, Place, Reading, Rule};
use crate::text::fold;

/// What is decided about one answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Verdict {
    pub chosen: Chosen,
    pub evidence: String,
    pub place: Place,
    pub note: String,
    /// Whether several rows, each asking about a part of the indicator, were joined.
    pub in_parts: bool,
}

impl Verdict {
    /// Takes in what another row says of the same indicator.
    pub(super) fn join(&mut self, other: Self, part: Part) {
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

    /// The reading that a review keeps.
    pub(super) fn into_reading(self) -> Reading {
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

/// Decides the answer in one row of a table. What somebody else thinks of it counts only where it differs.
pub(super) fn of_row(
    table: &Table,
    row: u32,
    columns: &Columns,
    filling: &Filling,
    vocabulary: &Vocabulary,
) -> Verdict {
    let mut own = of_own_columns(table, row, columns, filling, vocabulary);
    let Some(others) = columns.of_assessors() else { return own };
    let other = of_own_columns(table, row, &others, &Filling::default(), vocabulary);
    if let (Ok((answer, level, _)), Ok((assessed, at, _))) = (&own.chosen, &other.chosen)
        && (answer != assessed || level.zip(*at).is_some_and(|(level, at)| level != at))
    {
        own.chosen = Err(AnswerFinding::AssessedOtherwise);
        append(&mut own.evidence, &other.evidence);
    }
    own
}

fn of_own_columns(
    table: &Table,
    row: u32,
    columns: &Columns,
    filling: &Filling,
    vocabulary: &Vocabulary,
) -> Verdict {
    let marks: Vec<(u32, Role)> = columns.having(Role::takes_mark).collect();
    let mut verdict = if marks.is_empty() {
        explained(of_answer_columns(table, row, columns, vocabulary), filling)
    } else {
        of_mark_columns(table, row, columns, &marks, vocabulary)
    };
    if let [(column, Role::Yes)] = marks.as_slice()
        && let Some(denied) = denied_in_lone(table, row, *column, &verdict, vocabulary)
    {
        verdict.chosen = denied;
    }
    if filling.empty_is_no
        && verdict.chosen == Err(AnswerFinding::UnknownMark)
        && sign::in_text(&verdict.evidence) == Sign::Mark
    {
        verdict.chosen = Ok((Answer::Yes, None, Rule::MarkInColumn));
    }
    if !marks.is_empty() && verdict.chosen.is_ok() && is_out_of_line(table, row, columns) {
        verdict.chosen = Err(AnswerFinding::ShortRow);
    }
    if !marks.is_empty() && matches!(verdict.chosen, Ok(_) | Err(AnswerFinding::Blank)) {
        doubt_beside(&mut verdict, table, row, columns);
    }
    let one_sided = !marks.is_empty() && !marks.iter().any(|(_, r)| *r == Role::No);
    if verdict.chosen == Err(AnswerFinding::Blank) && filling.empty_is_no && (one_sided || marks.is_empty()) {
        verdict.chosen = Ok((Answer::No, None, Rule::EmptyMeansNo));
    }
    let notes = columns.slots(table, row, |r| r == Role::Note);
    for note in
        notes.into_iter().map(|(_, slot)| slot.text()).map(|t| without_dots(&t)).filter(|t| !t.is_empty())
    {
        append(&mut verdict.note, &note);
    }
    notes::doubt(&mut verdict, table, row, columns, vocabulary);
    notes::comments(&mut verdict, table, row, vocabulary);
    verdict
}

/// What stands in the only answer column, headed *Có*, where it denies: `Không`, a dash, a zero.
fn denied_in_lone(
    table: &Table,
    row: u32,
    column: u32,
    verdict: &Verdict,
    vocabulary: &Vocabulary,
) -> Option<Chosen> {
    if !matches!(verdict.chosen, Err(AnswerFinding::Blank | AnswerFinding::MarkAgainstWords)) {
        return None;
    }
    let slot = table.slot(row, column).filter(|slot| slot.row == row && !slot.hidden)?;
    let said = of_slot(slot, verdict.place.clone(), vocabulary).chosen;
    let unset = slot.value == Value::Bool(false);
    if unset {
        Some(Ok((Answer::No, None, Rule::Words)))
    } else {
        Some(said).filter(|s| matches!(s, Ok((Answer::No, ..))))
    }
}

/// A mark under a heading that is not understood may be an answer as well.
fn doubt_beside(verdict: &mut Verdict, table: &Table, row: u32, columns: &Columns) {
    let answers = columns.slots(table, row, Role::takes_mark);
    let beside = columns.not_understood().filter_map(|column| {
        let (slot, sign) = repeated(table, row, column)?;
        let own = !slot.hidden && !answers.iter().any(|(_, known)| std::ptr::eq(*known, slot));
        (own && matches!(sign, Sign::Mark | Sign::Picture)).then_some((column, slot))
    });
    for (column, slot) in beside {
        verdict.chosen = Err(AnswerFinding::UnknownMark);
        verdict.place = table.place(row, column);
        append(&mut verdict.evidence, slot.text().trim());
    }
}

/// The verdict, where the form itself says what the sign means.
pub(super) fn explained(verdict: Verdict, filling: &Filling) -> Verdict {
    match filling.meaning(&verdict.evidence) {
        Some((answer, level)) if verdict.chosen != Err(AnswerFinding::Blank) => {
            Verdict { chosen: Ok((answer, level, Rule::Words)), ..verdict }
        }
        _ => verdict,
    }
}

/// Whether a row of a Word table has not as many squares as its headings: where one is lost, those after it have
/// moved. In a sheet what is empty is not stored, and every square has its own address.
fn is_out_of_line(table: &Table, row: u32, columns: &Columns) -> bool {
    let ends = |at: u32| table.slot(row, at).is_none();
    let last = columns.end.saturating_sub(1);
    matches!(table.frame, Frame::Word(_)) && columns.end > 0 && (ends(last) || !ends(columns.end))
}

/// Adds a piece to a note.
pub(super) fn append(note: &mut String, piece: &str) {
    if !note.is_empty() {
        note.push_str("; ");
    }
    note.push_str(piece);
}

/// A text without the dots of a line left open for it.
pub(super) fn without_dots(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || "…_.:".contains(c)).to_owned()
}

/// The slot that answers a row, with its sign: its own, or the one above that its ditto mark repeats.
fn repeated(table: &Table, row: u32, column: u32) -> Option<(&Slot, Sign)> {
    table.slot(row, column)?;
    let above =
        (0..=row).rev().filter_map(|r| table.slot(r, column).filter(|s| s.row == r || s.row_span > 1));
    let mut climbed =
        above.map(|slot| (slot, sign::in_slot(slot))).skip_while(|(_, sign)| *sign == Sign::Ditto);
    climbed.next()
}

/// Columns of which one is to be marked.
fn of_mark_columns(
    table: &Table,
    row: u32,
    columns: &Columns,
    marks: &[(u32, Role)],
    vocabulary: &Vocabulary,
) -> Verdict {
    let mut read: Vec<(Printed, Sign, &Slot, u32)> = Vec::new();
    for &(column, role) in marks {
        let Some((slot, sign)) = repeated(table, row, column).filter(|(s, _)| !s.hidden) else { continue };
        if let Some((before, .., first)) = read.iter().find(|(_, _, s, _)| std::ptr::eq(*s, slot)) {
            if *before == as_printed(role) {
                // The heading is as wide as the slot: both are one column.
                continue;
            }
            // One slot merged over several answer columns holds a word, not a mark.
            return of_slot(slot, table.place(row, *first), vocabulary);
        }
        read.push((as_printed(role), sign, slot, column));
    }
    let place_of = |column| table.place(row, column);
    let first_column = marks.first().map_or(0, |m| m.0);
    let mut verdict = Verdict {
        chosen: Err(AnswerFinding::Blank),
        evidence: String::new(),
        place: place_of(first_column),
        note: String::new(),
        in_parts: false,
    };
    if let Some(chosen) = printed_in_all(&read, columns) {
        verdict.evidence = evidence(&read);
        verdict.chosen = chosen;
        return verdict;
    }
    let mut options: Vec<(bool, Printed)> = Vec::new();
    let mut doubt = None;
    let mut marked_at = None;
    for (printed, sign, slot, column) in &read {
        let on = match judge(*printed, sign, columns.words(*column), vocabulary) {
            Ok(on) => on,
            Err(why) => {
                doubt = doubt.or(Some(why));
                marked_at = marked_at.or(Some(*column));
                continue;
            }
        };
        if on {
            marked_at = marked_at.or(Some(*column));
            if let Sign::Words(words) = sign
                && !columns.words(*column).contains(&fold(words))
            {
                append(&mut verdict.note, slot.text().trim());
            }
        }
        options.push((on, *printed));
    }
    verdict.evidence = evidence(&read);
    verdict.place = place_of(marked_at.unwrap_or(first_column));
    verdict.chosen = doubt.map_or_else(|| choice::decide(&options, Rule::MarkInColumn), Err);
    verdict
}

/// Whether what stands in an answer column marks it.
pub(super) fn judge(
    printed: Printed,
    sign: &Sign,
    heading: &[String],
    vocabulary: &Vocabulary,
) -> Result<bool, AnswerFinding> {
    if sign.marks(heading) {
        return Ok(true);
    }
    if sign.leaves_open() {
        return Ok(false);
    }
    match sign {
        Sign::Picture => Err(AnswerFinding::Picture),
        Sign::Error => Err(AnswerFinding::ErrorValue),
        Sign::Uncalculated => Err(AnswerFinding::NoStoredResult),
        Sign::Words(text) => match (printed, words::answer(text, vocabulary)) {
            (Printed::No, Ok((Answer::No, _))) | (Printed::Yes | Printed::Level(_), Ok((Answer::Yes, _))) => {
                Ok(true)
            }
            (_, Ok(_)) => Err(AnswerFinding::MarkAgainstWords),
            (Printed::Level(level), Err(_)) if words::level(&fold(text), vocabulary) == Some(level) => {
                Ok(true)
            }
            (_, Err(why)) => Err(why),
        },
        _ => Err(AnswerFinding::UnknownMark),
    }
}

/// Where every answer column repeats its heading in print, what stands out is chosen.
fn printed_in_all(read: &[(Printed, Sign, &Slot, u32)], columns: &Columns) -> Option<Chosen> {
    let repeats = |(_, sign, slot, column): &(Printed, Sign, &Slot, u32)| match sign {
        Sign::Words(words) => columns.words(*column).contains(&fold(words)),
        Sign::Withdrawn => columns.words(*column).contains(&fold(&slot.text())),
        _ => false,
    };
    if read.len() < 2 || !read.iter().all(repeats) {
        return None;
    }
    Some(standing_out(&read.iter().map(|(printed, _, slot, _)| (*printed, *slot)).collect::<Vec<_>>()))
}

/// The choice made among squares that hold a printed word each.
fn standing_out(squares: &[(Printed, &Slot)]) -> Chosen {
    let same_fill = squares.iter().all(|(_, slot)| slot.fill == squares[0].1.fill);
    let words: Vec<(Printed, Emphasis, bool)> = squares
        .iter()
        .map(|(printed, slot)| (*printed, look(slot), !same_fill && slot.fill.is_some()))
        .collect();
    choice::standing_out(&words)
}

/// What all the letters of a slot share.
fn look(slot: &Slot) -> Emphasis {
    let paragraphs = slot.paragraphs();
    let mut looks =
        paragraphs.iter().flat_map(|p| p.stretches()).filter(|(t, _)| !t.trim().is_empty()).map(|(_, e)| e);
    let first = looks.next().unwrap_or_default();
    if looks.all(|e| e == first) { first } else { Emphasis::NONE }
}

/// What stands in the answer columns of a row; in whatever order they stand, *Không* comes last, so that numbers of
/// members can be told apart.
fn evidence(read: &[(Printed, Sign, &Slot, u32)]) -> String {
    let of = |absent: bool| read.iter().filter(move |(printed, ..)| (*printed == Printed::No) == absent);
    let texts = of(false).chain(of(true)).map(|(_, _, slot, _)| slot.text()).filter(|t| !t.trim().is_empty());
    texts.map(|t| t.trim().to_owned()).collect::<Vec<_>>().join(" | ")
}

fn as_printed(role: Role) -> Printed {
    match role {
        Role::No => Printed::No,
        Role::Level(level) => Printed::Level(level),
        _ => Printed::Yes,
    }
}

/// A column for a word that answers, and perhaps one for the level.
fn of_answer_columns(table: &Table, row: u32, columns: &Columns, vocabulary: &Vocabulary) -> Verdict {
    let levels = columns.slots(table, row, |r| r == Role::LevelWord);
    let mut verdict: Option<Verdict> = None;
    let squares = answer_squares(table, row, columns, vocabulary);
    if let Some(&(column, slot)) = squares.first() {
        let place = table.place(row, column);
        let mut said = if squares.len() == 1 {
            of_slot(slot, place, vocabulary)
        } else {
            of_squares(&squares, place, vocabulary)
        };
        if columns.scores() && matches!(sign::in_slot(slot), Sign::Number(_)) {
            said.chosen = Err(AnswerFinding::UnknownMark);
        }
        verdict = Some(said);
    }
    for (column, slot) in levels {
        let place = table.place(row, column);
        verdict = Some(match verdict.take() {
            Some(answered) => with_level(answered, slot, vocabulary),
            None => of_level_slot(slot, place, vocabulary),
        });
    }
    verdict.unwrap_or_else(|| Verdict {
        chosen: Err(AnswerFinding::Blank),
        evidence: String::new(),
        place: table.place(row, 0),
        note: String::new(),
        in_parts: false,
    })
}

/// The squares of a row under headings for the answer, each once. `Có` and `Không` may be printed in a square each
/// below one heading.
fn answer_squares<'t>(
    table: &'t Table,
    row: u32,
    columns: &Columns,
    vocabulary: &Vocabulary,
) -> Vec<(u32, &'t Slot)> {
    let mut squares: Vec<(u32, &Slot)> = Vec::new();
    let mut add = |column: u32, slot: &'t Slot| {
        if !squares.iter().any(|(_, before)| std::ptr::eq(*before, slot)) {
            squares.push((column, slot));
        }
    };
    for (column, _) in columns.having(|r| r == Role::Answer) {
        let Some((slot, _)) = repeated(table, row, column) else { continue };
        add(column, slot);
        let beside = column + slot.column_span;
        if columns.headings(beside).is_empty()
            && choice::printed(&slot.text(), vocabulary).is_some()
            && let Some(other) = table.slot(row, beside).filter(|s| !s.hidden && s.row == row)
            && choice::printed(&other.text(), vocabulary).is_some()
        {
            add(beside, other);
        }
    }
    squares
}

/// Several squares for one answer: of printed words one is chosen; other clear answers must agree.
fn of_squares(squares: &[(u32, &Slot)], place: Place, vocabulary: &Vocabulary) -> Verdict {
    let filled: Vec<&Slot> = squares.iter().map(|(_, slot)| *slot).filter(|s| !s.is_blank()).collect();
    let Some((first, others)) = filled.split_first() else { return of_nothing(place, &Filling::default()) };
    let mut verdict = of_slot(first, place.clone(), vocabulary);
    let words = filled.iter().map(|slot| Some((choice::printed(&slot.text(), vocabulary)?, *slot)));
    let words: Vec<(Printed, &Slot)> = words.collect::<Option<_>>().unwrap_or_default();
    if words.len() > 1 {
        verdict.chosen = standing_out(&words);
    }
    for other in others {
        let said = of_slot(other, place.clone(), vocabulary);
        if let (true, Ok((one, ..)), Ok((two, ..))) = (words.len() < 2, &verdict.chosen, &said.chosen)
            && one != two
        {
            verdict.chosen = Err(AnswerFinding::RowsDiffer);
        }
        append(&mut verdict.evidence, &said.evidence);
    }
    verdict
}

/// A yes with the level that stands beside it.
fn with_level(mut verdict: Verdict, slot: &Slot, vocabulary: &Vocabulary) -> Verdict {
    let text = slot.text();
    let Some(level) = level_in(&text, vocabulary) else { return verdict };
    append(&mut verdict.evidence, text.trim());
    match &mut verdict.chosen {
        Ok((Answer::Yes, of @ None, _)) => *of = Some(level),
        Ok((Answer::Yes, Some(before), _)) if *before == level => {}
        Ok(_) => verdict.chosen = Err(AnswerFinding::MarkAgainstWords),
        Err(_) => {}
    }
    verdict
}

/// The level that a slot gives as a word or a digit.
fn level_in(text: &str, vocabulary: &Vocabulary) -> Option<Level> {
    match sign::numeric(text) {
        Some(1.0) => Some(Level::Slight),
        Some(2.0) => Some(Level::Moderate),
        Some(3.0) => Some(Level::Serious),
        _ => words::level(&fold(text), vocabulary),
    }
}

/// A slot that gives only the level: one means yes, a denial means no.
fn of_level_slot(slot: &Slot, place: Place, vocabulary: &Vocabulary) -> Verdict {
    let mut verdict = of_slot(slot, place, vocabulary);
    let text = slot.text();
    // In a column of levels `1` is the first level, not a mark.
    if !matches!(verdict.chosen, Ok((Answer::No, ..) | (_, Some(_), _)) | Err(AnswerFinding::Blank))
        && let Some(level) = level_in(&text, vocabulary)
        && !vocabulary.words.hedge.within(&fold(&text))
    {
        verdict.chosen = Ok((Answer::Yes, Some(level), Rule::Words));
    }
    verdict
}

/// Decides a square that a mark or a word may answer.
pub(super) fn of_square(slot: &Slot, place: Place, filling: &Filling, vocabulary: &Vocabulary) -> Verdict {
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
    verdict
}

/// Doubts bare figures as answers where others beside them are no answers: `1` beside `2` is no mark but a code of
/// which the form does not say what it means.
pub(super) fn doubt_codes<'v>(verdicts: impl Iterator<Item = &'v mut Verdict>) {
    let figure = |v: &Verdict| sign::numeric(v.evidence.trim());
    let mut figures: Vec<&mut Verdict> = verdicts.filter(|v| figure(v).is_some()).collect();
    let code =
        |v: &&mut Verdict| v.chosen == Err(AnswerFinding::UnknownMark) && figure(v).is_some_and(|n| n > 1.0);
    if figures.iter().any(code) {
        for verdict in &mut figures {
            verdict.chosen = Err(AnswerFinding::UnknownMark);
        }
    }
}

/// Doubts marks in squares of which each answers alone, where they are of two kinds, ticks beside crosses, or stand in
/// every square of one member: then a mark may mean *không*. `members` are the answers of each.
pub(super) fn doubt_marks(members: &mut [&mut Vec<(usize, Verdict)>]) {
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

/// Decides a square that holds nothing.
pub(super) fn of_nothing(place: Place, filling: &Filling) -> Verdict {
    let chosen = if filling.empty_is_no {
        Ok((Answer::No, None, Rule::EmptyMeansNo))
    } else {
        Err(AnswerFinding::Blank)
    };
    Verdict { chosen, evidence: String::new(), place, note: String::new(), in_parts: false }
}

/// Decides what stands in a slot for an answer.
pub(super) fn of_slot(slot: &Slot, place: Place, vocabulary: &Vocabulary) -> Verdict {
    let chosen = match sign::in_slot(slot) {
        Sign::Nothing | Sign::Withdrawn => Err(AnswerFinding::Blank),
        Sign::Error => Err(AnswerFinding::ErrorValue),
        Sign::Uncalculated => Err(AnswerFinding::NoStoredResult),
        _ => of_paragraphs(&slot.paragraphs(), vocabulary),
    };
    Verdict { chosen, evidence: slot.text().trim().to_owned(), place, note: String::new(), in_parts: false }
}

/// Decides what paragraphs say for an answer.
pub(super) fn of_paragraphs(paragraphs: &[&Paragraph], vocabulary: &Vocabulary) -> Chosen {
    let text = sign::standing(paragraphs);
    if let Some(chosen) =
        choice::among_boxes(&text, vocabulary).or_else(|| choice::among_marks(&text, vocabulary))
    {
        return chosen;
    }
    if let Some(chosen) = choice::among_words(paragraphs, vocabulary) {
        return chosen;
    }
    of_words(&text, vocabulary)
}

/// Decides what a text without boxes says for an answer.
pub(super) fn of_words(text: &str, vocabulary: &Vocabulary) -> Chosen {
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
pub(super) fn of_tail(wording: &Slot, place: &Place, context: &Context) -> Option<Verdict> {
    let paragraphs = wording.paragraphs();
    let boxed = paragraphs.iter().any(|p| boxes::first(&p.text).is_some());
    let verdict = super::flow::in_wording_slot(&paragraphs, place, context)?;
    // Only a choice or a clear answer counts here: the wording itself may run over several lines.
    (boxed || verdict.chosen.is_ok()).then_some(verdict)
}

/// A text without the label before the answer: `- Tự soi: không` is `không`.
pub(super) fn without_label<'a>(text: &'a str, vocabulary: &Vocabulary) -> &'a str {
    match text.split_once(':') {
        Some((label, rest)) if vocabulary.labels.of(&fold(label)) == Some(&Label::Answer) => rest,
        _ => text,
    }
}
