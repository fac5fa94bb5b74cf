//! The answer in one row of a table: what its columns hold, beside one another.

use super::answer_columns::{of_answer_columns, with_level};
use super::columns::Columns;
use crate::document::{Emphasis, Frame, Slot, Table, Value};
use crate::extract::answer::choice::{self, Chosen, Printed};
use crate::extract::answer::sign::{self, Sign};
use crate::extract::answer::verdict::{Verdict, append, coloured, explained, of_slot, without_dots};
use crate::extract::answer::{notes, words};
use crate::extract::legend::filling::Filling;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::role::Role;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Rule};
use crate::text::{fold, within_circle};
use std::cell::LazyCell;

/// Decides the answer in one row of a table. What somebody else thinks of it counts only where it differs.
pub(crate) fn of_row(
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
        let said = of_answer_columns(table, row, columns, vocabulary);
        // A number of times is no sign.
        let said = if columns.has(Role::Times) { said } else { explained(said, filling) };
        let squares = columns.slots(table, row, |r| r == Role::Answer);
        let fill = if let [(_, slot)] = squares.as_slice() { slot.fill } else { None };
        coloured(said, fill, filling)
    } else {
        of_mark_columns(table, row, columns, &marks, vocabulary)
    };
    if let [(column, Role::Yes)] = marks.as_slice()
        && let Some(denied) = denied_in_lone(table, row, *column, &verdict, vocabulary)
    {
        verdict.chosen = denied;
    }
    if let [(_, Role::Yes)] = marks.as_slice()
        && columns.has(Role::Answer)
    {
        conclude(&mut verdict, of_answer_columns(table, row, columns, vocabulary));
    }
    if filling.empty_is_no
        && verdict.chosen == Err(AnswerFinding::UnknownMark)
        && sign::in_text(&verdict.evidence) == Sign::Mark
    {
        verdict.chosen = Ok((Answer::Yes, None, Rule::MarkInColumn));
    }
    // The form says that a mark means what is absent, and has a column for what is present only.
    let present = !marks.is_empty() && marks.iter().all(|(_, role)| *role != Role::No);
    if present && filling.turns_marks() && verdict.admits() {
        verdict.chosen = Err(AnswerFinding::UnknownMark);
    }
    if !marks.is_empty() && verdict.chosen.is_ok() && is_out_of_line(table, row, columns) {
        verdict.chosen = Err(AnswerFinding::ShortRow);
    }
    if !marks.is_empty() && matches!(verdict.chosen, Ok(_) | Err(AnswerFinding::Blank)) {
        doubt_beside(&mut verdict, table, row, columns);
    }
    if !marks.is_empty() {
        let levels = columns.slots(table, row, |r| r == Role::LevelWord).into_iter();
        let apart = levels.filter(|(at, slot)| {
            slot.row == row && !marks.iter().any(|(c, _)| (*at..at + slot.column_span).contains(c))
        });
        verdict = apart.fold(verdict, |verdict, (_, slot)| with_level(verdict, slot, vocabulary));
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

/// A column for the answer beside one to be marked where something is present, `x nếu có | Kết luận`: it says what no mark
/// means, and must not say anything else than the mark.
fn conclude(verdict: &mut Verdict, said: Verdict) {
    match (&verdict.chosen, &said.chosen) {
        (Err(AnswerFinding::Blank), Ok((Answer::No, ..))) => *verdict = said,
        (Err(AnswerFinding::Blank), Ok(_)) => {
            *verdict = Verdict { chosen: Err(AnswerFinding::Undecided), ..said }
        }
        (Ok((marked, ..)), Ok((answer, ..))) if marked != answer => {
            verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
            append(&mut verdict.evidence, &said.evidence);
        }
        _ => {}
    }
}

/// A mark under a heading that is not understood may be an answer as well.
fn doubt_beside(verdict: &mut Verdict, table: &Table, row: u32, columns: &Columns) {
    let answers = LazyCell::new(|| columns.slots(table, row, Role::takes_mark));
    let beside = columns.not_understood().filter_map(|column| {
        let (slot, sign) = repeated(table, row, column)?;
        let marked = !slot.hidden && matches!(sign, Sign::Mark | Sign::Picture);
        let own = marked && !answers.iter().any(|(_, known)| std::ptr::eq(*known, slot));
        own.then_some((column, slot))
    });
    for (column, slot) in beside {
        verdict.chosen = Err(AnswerFinding::UnknownMark);
        verdict.place = table.place(row, column);
        append(&mut verdict.evidence, slot.text().trim());
    }
}

/// Whether a row of a Word table has not as many squares as its headings: where one is lost, those after it have
/// moved. In a sheet what is empty is not stored, and every square has its own address.
fn is_out_of_line(table: &Table, row: u32, columns: &Columns) -> bool {
    let ends = |at: u32| table.slot(row, at).is_none();
    let last = columns.end.saturating_sub(1);
    matches!(table.frame, Frame::Word(_)) && columns.end > 0 && (ends(last) || !ends(columns.end))
}

/// The slot that answers a row, with its sign: its own, or the one above that its ditto mark repeats. The heading of a
/// group between them, merged over the row that it fills alone, is no answer to repeat.
pub(crate) fn repeated(table: &Table, row: u32, column: u32) -> Option<(&Slot, Sign)> {
    let own = table.slot(row, column)?;
    let heads =
        |s: &Slot| s.column_span > 1 && table.row(s.row).iter().filter(|s| !s.is_blank()).count() == 1;
    let above = (0..row)
        .rev()
        .filter_map(|r| table.slot(r, column).filter(|s| (s.row == r || s.row_span > 1) && !heads(s)));
    let mut climbed = std::iter::once(own).chain(above).map(|slot| (slot, sign::in_slot(slot)));
    climbed.find(|(_, sign)| *sign != Sign::Ditto)
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
        // The wording may be merged over the columns that its parts below are marked in.
        if slot.row == row && Some(slot.column) == columns.wording() {
            continue;
        }
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
    let mut verdict = Verdict::new(Err(AnswerFinding::Blank), String::new(), place_of(first_column));
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
            Err(_)
                if *printed != Printed::No && is_described(sign, columns.headings(*column), vocabulary) =>
            {
                true
            }
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
pub(crate) fn judge(
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
            (_, Err(_)) if is_remarked_mark(printed, text, vocabulary) => Ok(true),
            (_, Err(why)) => Err(why),
        },
        _ => Err(AnswerFinding::UnknownMark),
    }
}

/// Whether a square describes what its heading asks to describe: *Ngại va chạm khi góp ý* under `Có (nêu cụ thể)`.
fn is_described(sign: &Sign, headings: &[String], vocabulary: &Vocabulary) -> bool {
    let asked = |heading: &String| ["neu", "ghi ro", "cu the"].iter().any(|w| has_words(&fold(heading), w));
    let Sign::Words(text) = sign else { return false };
    let folded = fold(text);
    headings.last().is_some_and(asked)
        && folded.split(' ').count() > 2
        && !text.contains('?')
        && !vocabulary.words.hedge.within(text)
        && !notes::is_against(Answer::Yes, text, vocabulary)
        && vocabulary.words.denial.starts(words::without_opening(&folded, &vocabulary.words)).is_none()
}

/// Whether a square holds a mark and a remark that says nothing against it: `x, còn ngại va chạm` under *Có*. A number
/// leads to a note elsewhere, `x (1)`, which may say anything.
fn is_remarked_mark(printed: Printed, text: &str, vocabulary: &Vocabulary) -> bool {
    let answer = if printed == Printed::No { Answer::No } else { Answer::Yes };
    let Some((mark, remark)) = text.split_once([',', ';', '(', '-', '–', ':', '\n']) else { return false };
    let folded = fold(remark);
    sign::in_text(mark) == Sign::Mark
        && folded.bytes().any(|b| b.is_ascii_alphabetic())
        && !remark.contains('?')
        && !vocabulary.notes.objections.within(&folded)
        && !vocabulary.words.hedge.within(remark)
        && !notes::is_against(answer, remark, vocabulary)
}

/// Where every answer column repeats its heading in print, what stands out is chosen.
fn printed_in_all(read: &[(Printed, Sign, &Slot, u32)], columns: &Columns) -> Option<Chosen> {
    let repeats = |(_, sign, slot, column): &(Printed, Sign, &Slot, u32)| match sign {
        Sign::Words(words) => columns.words(*column).contains(&bare(words)),
        Sign::Withdrawn => columns.words(*column).contains(&fold(&slot.text())),
        _ => false,
    };
    if read.len() < 2 || !read.iter().all(repeats) {
        return None;
    }
    Some(standing_out(&read.iter().map(|(printed, _, slot, _)| (*printed, *slot)).collect::<Vec<_>>()))
}

/// A printed word, folded, without a circle drawn around its letter.
fn bare(word: &str) -> String {
    fold(&within_circle(word).unwrap_or_else(|| word.to_owned()))
}

/// The choice made among squares that hold a printed word each.
pub(crate) fn standing_out(squares: &[(Printed, &Slot)]) -> Chosen {
    let same_fill = squares.iter().all(|(_, slot)| slot.fill == squares[0].1.fill);
    let words: Vec<(Printed, Emphasis, bool)> = squares
        .iter()
        .map(|(printed, slot)| {
            let circled = within_circle(&slot.text()).is_some();
            (*printed, look(slot), circled || (!same_fill && slot.fill.is_some()))
        })
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
    let mut evidence = String::new();
    for text in texts {
        let joint = if evidence.is_empty() { "" } else { " | " };
        evidence.extend([joint, text.trim()]);
    }
    evidence
}

fn as_printed(role: Role) -> Printed {
    match role {
        Role::No => Printed::No,
        Role::Level(level) => Printed::Level(level),
        _ => Printed::Yes,
    }
}
