//! Columns for a word that answers, and for the level of what is present.

use super::columns::Columns;
use super::marked_row::{repeated, standing_out};
use crate::document::{Slot, Table};
use crate::extract::answer::choice::{self, Printed};
use crate::extract::answer::sign::{self, Sign};
use crate::extract::answer::verdict::{Verdict, append, of_nothing, of_slot};
use crate::extract::answer::words;
use crate::extract::legend::filling::Filling;
use crate::extract::wording::role::Role;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Level, Place, Rule};
use crate::text::fold;

/// A column for a word that answers, and perhaps one for the level.
pub(crate) fn of_answer_columns(
    table: &Table,
    row: u32,
    columns: &Columns,
    vocabulary: &Vocabulary,
) -> Verdict {
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
    if let [(column, slot)] = columns.slots(table, row, |r| r == Role::Times).as_slice() {
        verdict = Some(of_times(slot, table.place(row, *column), vocabulary));
    }
    for (column, slot) in levels {
        let place = table.place(row, column);
        verdict = Some(match verdict.take() {
            Some(answered) => with_level(answered, slot, vocabulary),
            None => of_level_slot(slot, place, vocabulary),
        });
    }
    verdict.unwrap_or_else(|| Verdict::new(Err(AnswerFinding::Blank), String::new(), table.place(row, 0)))
}

/// A square that says how often something showed: `0`, `3`, `2 lần`. How grave that is it doesn't say.
fn of_times(slot: &Slot, place: Place, vocabulary: &Vocabulary) -> Verdict {
    let mut verdict = of_slot(slot, place, vocabulary);
    let text = fold(&slot.text());
    let number = text.strip_suffix(" lan").unwrap_or(&text);
    if let Ok(times) = number.parse::<u8>() {
        let answer = if times == 0 { Answer::No } else { Answer::Yes };
        verdict.chosen = Ok((answer, None, Rule::Words));
    }
    verdict
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
    let worded = columns.having(|r| r == Role::Answer).filter(|(c, _)| Some(*c) != columns.wording());
    for (column, _) in worded {
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
pub(crate) fn with_level(mut verdict: Verdict, slot: &Slot, vocabulary: &Vocabulary) -> Verdict {
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
        && !vocabulary.words.hedge.within(&text)
    {
        verdict.chosen = Ok((Answer::Yes, Some(level), Rule::Words));
    }
    verdict
}
